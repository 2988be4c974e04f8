"""Answers a request at once: an offer, or a refusal with its reason and other rides near what was asked.

Everything is tried by insertion into the plan as it stands; nobody who has a promise is moved out of it.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import replace

from city_server.bus.book import Asked, Book, Offer, Refusal, Terms, Why
from city_server.bus.budget import Budget
from city_server.bus.model import DAY_MINUTES, Day, Halt, Kind, Load, Plan, Promise, Request, Window
from city_server.bus.network import network
from city_server.bus.plans import plan_of, take_over
from city_server.bus.search import Search, State
from wire.content import Aim

_HAIR = 1e-6


def answer(book: Book, asked: Asked, room: Budget | None = None, seed: int = 0) -> Offer | Refusal:
    """Return an offer or a refusal. `room` is how long to search for room where there is none at once.

    Raises Impossible when the name of the request is taken.
    """
    day, terms = book.day, book.terms
    if not _known(day, asked):
        return Refusal(Why.NO_PLACE)
    if not any(_holds(vehicle.room, asked.load) for vehicle in day.vehicles):
        return Refusal(Why.PARTY)
    wishes = [asked, *(replace(asked, at=asked.at + shift) for shift in terms.shifts)]
    tried = [wish for wish in wishes if _request(day, wish, terms) is not None]
    if not tried or tried[0] is not asked:
        desk = _Desk(book, tried, asked)
        why = Why.PAST if asked.at + terms.near < day.now else Why.CLOSED
        return Refusal(why, tuple(desk.offers(tried)))
    desk = _Desk(book, tried, asked)
    offer = desk.offer(0, asked) or (desk.searched(asked, room, seed) if room else None)
    return offer or Refusal(desk.why(), tuple(desk.offers(tried[1:], 1)))


class _Desk:
    """A plan with the wishes beside it, none of them in it yet."""

    def __init__(self, book: Book, tried: list[Asked], asked: Asked) -> None:
        self._book, self._asked = book, asked
        self._first = len(book.day.requests)
        wanted = [_request(book.day, wish, book.terms) for wish in tried]
        named = [replace(one, id=f"{one.id}/{number}") for number, one in enumerate(wanted) if one]
        if asked.load.bays and named:
            seated = Load(asked.load.seats + asked.load.bays)
            named.append(replace(named[0], id=f"{asked.id}/seated", load=seated))
        self._day = replace(book.day, requests=(*book.day.requests, *named))
        self._search = Search(network(self._day, book.plan), random.Random(0))  # noqa: S311 - no secret
        take_over(self._search, book.plan)

    def offer(self, number: int, wish: Asked) -> Offer | None:
        """Return the ride for a wish that makes the vehicles drive least more, or None."""
        lines, routes = self._search.lines, self._search.state.routes
        request = self._first + number
        ways = []
        for vehicle, line in enumerate(routes):
            found = lines.insertion(line, request)
            if found is not None:
                longer = lines.taken(line, request, found)
                ways.append((longer.minutes - line.minutes, vehicle, longer))
        if not ways:
            return None
        _, vehicle, longer = min(ways, key=lambda way: way[:2])
        routes = [longer if at == vehicle else line for at, line in enumerate(routes)]
        return self._told(State(routes, []), number, wish)

    def offers(self, wishes: list[Asked], first: int = 0) -> Iterator[Offer]:
        """Yield rides for the first wishes that can be had, each at another time."""
        told: set[Promise] = set()
        for number, wish in enumerate(wishes, first):
            if len(told) == self._book.terms.offers:
                return
            offer = self.offer(number, wish)
            if offer is not None and offer.promise not in told:
                told.add(offer.promise)
                yield offer

    def searched(self, wish: Asked, room: Budget, seed: int) -> Offer | None:
        """Move others about, within their promises, until the wish fits in too; or return None."""
        before = list(self._search.state.routes)
        search = Search(self._search.net, random.Random(seed))  # noqa: S311 - no secret
        search.state = State(before, [self._first])
        return self._told(search.state, 0, wish) if search.make_room(room) else None

    def why(self) -> Why:
        """Say why the wish itself cannot be had."""
        lines, net = self._search.lines, self._search.net
        idle = [line for kin in net.kin_of if (line := lines.empty(kin)) is not None]
        if all(lines.insertion(line, self._first) is None for line in idle):
            at_all = self._asked.at < self._book.day.now + _HAIR
            return Why.PAST if at_all else Why.CLOSED
        if self._asked.load.bays:
            seated = net.rides // 2 - 1
            if any(lines.insertion(line, seated) is not None for line in self._search.state.routes):
                return Why.NO_BAY
        return Why.FULL

    def _told(self, state: State, number: int, wish: Asked) -> Offer:
        """Return the offer of a state that serves a wish, under the request's own name."""
        name = self._day.requests[self._first + number].id
        plan = _renamed(plan_of(self._search.net, state), name, wish.id)
        route, boards, alights = _ride(plan, wish.id)
        return Offer(wish, route, _promise(boards, alights, wish, self._book.terms), plan)


def _known(day: Day, asked: Asked) -> bool:
    return asked.start != asked.end and day.travel.knows(asked.start) and day.travel.knows(asked.end)


def _holds(room: Load, load: Load) -> bool:
    return load.seats <= room.seats and load.bays <= room.bays


def _request(day: Day, asked: Asked, terms: Terms) -> Request | None:
    """Return a wish as a request with the times within which it may be given unasked, or None without any."""
    direct = day.travel.between(asked.start, asked.end)
    service = terms.boarding_wheelchair if asked.load.bays else terms.boarding
    board, alight = (asked.not_before, DAY_MINUTES), (0.0, asked.not_after)
    match asked.aim:
        case Aim.LEAVE:
            board = max(board[0], asked.at), asked.at + terms.near
        case Aim.ARRIVE:
            alight = asked.at - terms.near, min(asked.at, alight[1])
    if board[1] < max(board[0], day.now) or alight[1] < alight[0]:
        return None
    pickup = Halt(asked.start, Window(*board), service)
    return Request(
        asked.id, pickup, Halt(asked.end, Window(*alight), service), asked.load, terms.ride_limit(direct)
    )


def _promise(boards: float, alights: float, asked: Asked, terms: Terms) -> Promise:
    """Round to whole minutes: the bus never comes before the first, and they are there by the last."""
    first = math.floor(boards + _HAIR)
    by = min(math.ceil(alights - _HAIR) + terms.window, asked.not_after)
    if asked.aim is Aim.ARRIVE:
        by = min(by, asked.at)
    return Promise(Window(max(float(first), asked.not_before), first + terms.window), by)


def _ride(plan: Plan, request: str) -> tuple[str, float, float]:
    """Return the vehicle of a request, and when it boards and alights."""
    for route in plan.routes:
        at = {
            visit.kind: visit.at for visit in route.visits if visit.of == request and visit.kind != Kind.PAUSE
        }
        if at:
            return route.vehicle, at[Kind.PICKUP], at[Kind.DROPOFF]
    raise LookupError(request)


def _renamed(plan: Plan, was: str, name: str) -> Plan:
    """Name a request anew, and forget the other wishes that were tried beside it."""
    routes = tuple(
        replace(
            route,
            visits=tuple(
                replace(visit, of=name) if visit.of == was and visit.kind != Kind.PAUSE else visit
                for visit in route.visits
            ),
        )
        for route in plan.routes
    )
    return Plan(routes)
