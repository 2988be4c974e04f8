"""What happens to the book of a day: an offer is confirmed, a ride cancelled, the plan improved, time passes.

Each function returns a new book whose plan keeps every promise, or raises and changes nothing.
"""

from dataclasses import replace

from city_server.bus.book import Book, Offer
from city_server.bus.budget import Budget, Rounds
from city_server.bus.checker import check
from city_server.bus.errors import Gone
from city_server.bus.model import Day, Halt, Kind, Plan, Request, Route, Vehicle, Visit, Window
from city_server.bus.planner import plan_day


def confirm(book: Book, offer: Offer) -> Book:
    """Make an offer a promise. Raises Gone when its room is taken meanwhile, or its name."""
    name = offer.asked.id
    if book.day.has(name):
        raise Gone(f"request {name} has a ride already")
    promises = {**book.day.promises, name: offer.promise}
    day = replace(book.day, requests=(*book.day.requests, _promised(book, offer)), promises=promises)
    for start in (book.plan, *_as_offered(day, offer)):
        plan = plan_day(day, Rounds(0), 0, start=start)
        if not plan.unserved:
            return replace(book, day=day, plan=plan)
    raise Gone(f"there is no room any more for request {name}")


def cancel(book: Book, name: str) -> Book:
    """Give a ride back. Raises Unknown, and Gone when the bus has set out for it."""
    book.day.request(name)
    begun = (visit for route in book.day.frozen.values() for visit in route.visits)
    if any(visit.of == name and visit.kind is not Kind.PAUSE for visit in begun):
        raise Gone(f"the bus has set out for request {name}")
    day = replace(
        book.day,
        requests=tuple(one for one in book.day.requests if one.id != name),
        promises={other: promise for other, promise in book.day.promises.items() if other != name},
    )
    return replace(book, day=day, plan=plan_day(day, Rounds(0), 0, start=_without(book.plan, name)))


def improve(book: Book, budget: Budget, seed: int) -> Book:
    """Look for a plan with less driving that keeps all promises and all that has begun."""
    return replace(book, plan=plan_day(book.day, budget, seed, start=book.plan))


def pass_time(book: Book, now: float) -> Book:
    """Let it become `now`, minutes after midnight: the stops that a vehicle has set out for stay as planned.

    A vehicle sets out as late as it can. Time never runs backwards: an earlier `now` changes nothing.
    """
    if now <= book.day.now:
        return book
    frozen = {}
    for route in book.plan.routes:
        begun = _begun(book.day, route, now)
        if begun:
            frozen[route.vehicle] = replace(route, visits=begun)
    return replace(book, day=replace(book.day, now=now, frozen={**book.day.frozen, **frozen}))


def _promised(book: Book, offer: Offer) -> Request:
    asked, terms = offer.asked, book.terms
    service = terms.boarding_wheelchair if asked.load.bays else terms.boarding
    direct = book.day.travel.between(asked.start, asked.end)
    drop = Halt(asked.end, Window(min(0.0, offer.promise.arrive_by), offer.promise.arrive_by), service)
    pickup = Halt(asked.start, offer.promise.board, service)
    return Request(asked.id, pickup, drop, asked.load, terms.ride_limit(direct))


def _as_offered(day: Day, offer: Offer) -> tuple[Plan, ...]:
    """Return the plan of an offer, if it still serves everybody and begins with what has begun."""
    served = {visit.of for route in offer.plan.routes for visit in route.visits if visit.kind is Kind.PICKUP}
    if served != {request.id for request in day.requests}:
        return ()
    return () if check(day, offer.plan) else (offer.plan,)


def _without(plan: Plan, name: str) -> Plan:
    routes = tuple(
        replace(
            route,
            visits=tuple(visit for visit in route.visits if visit.of != name or visit.kind is Kind.PAUSE),
        )
        for route in plan.routes
    )
    return Plan(routes)


def _begun(day: Day, route: Route, now: float) -> tuple[Visit, ...]:
    """Return the visits of a route that its vehicle has to have set out for by now."""
    vehicle = day.vehicle(route.vehicle)
    place = vehicle.start
    for number, visit in enumerate(route.visits):
        there = _place(day, vehicle, visit)
        if visit.at - day.travel.between(place, there) > now:
            return route.visits[:number]
        place = there
    return route.visits


def _place(day: Day, vehicle: Vehicle, visit: Visit) -> str:
    match visit.kind:
        case Kind.PAUSE:
            return vehicle.pauses[int(visit.of)].place
        case Kind.PICKUP:
            return day.request(visit.of).pickup.place
        case Kind.DROPOFF:
            return day.request(visit.of).dropoff.place
