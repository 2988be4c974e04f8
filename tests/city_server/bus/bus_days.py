"""Days for the tests of the bus: a small one made by hand, random ones of a valley, and instances on file."""

import random
from pathlib import Path

from city_server.bus.model import Day, Halt, Load, Pause, Request, Vehicle, Window
from city_server.bus.travel import TravelTimes, fastest
from kiosk_setup.bench.dial_a_ride import instance

GIVEN = Path(__file__).parents[3].parent / "shared" / "data" / "darp"
"""Published instances, where they lie beside the checkout."""
ALL_DAY = Window(480, 1020)


def instances() -> dict[str, str]:
    """Return instances by name: the published ones that are there, and some of our own in any case."""
    published = {path.stem: path.read_text("utf-8") for path in sorted(GIVEN.glob("*.txt"))}
    own = {f"own-{kind}{v}-{n}": instance(kind, v, n, 1) for kind in "ab" for v, n in ((2, 12), (3, 24))}
    return own | {name: text for name, text in published.items() if name in {"a2-16", "b2-16"}}


def valley(places: int, chance: random.Random) -> TravelTimes:
    """Return whole minutes in a valley: along a road with side roads, slower one way than the other."""
    names = [f"stop{number}" for number in range(places)]
    minutes: list[list[float | None]] = [[None] * places for _ in names]
    for number in range(1, places):
        other = chance.randrange(max(0, number - 3), number)
        up, down = chance.randint(2, 9), chance.randint(2, 7)
        minutes[other][number], minutes[number][other] = up, down
    return fastest(names, minutes)


def village_day(seed: int, requests: int = 12, vehicles: int = 2) -> Day:
    """Return a day of a village with wheelchairs and a driver's pause; not everybody may find room."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    travel = valley(9, chance)
    pause = Pause(travel.places[0], Window(690, 780), 45)
    fleet = tuple(
        Vehicle(
            f"bus{number}",
            Load(chance.randint(2, 8), chance.randint(0, 1)),
            travel.places[0],
            travel.places[0],
            ALL_DAY,
            540.0 - 60 * (number % 2),
            (pause,) if number == 0 else (),
        )
        for number in range(vehicles)
    )
    return Day(travel, fleet, tuple(village_request(f"r{one}", travel, chance) for one in range(requests)))


def village_request(name: str, travel: TravelTimes, chance: random.Random) -> Request:
    """Return one party's wish, by the minute of boarding or of being there."""
    start, end = chance.sample(travel.places, 2)
    direct = travel.between(start, end)
    at = chance.randint(500, 940)
    narrow, wide = Window(at, at + chance.choice([15, 30])), Window(0, 1440)
    windows = (narrow, wide) if chance.random() < 0.5 else (wide, narrow)
    wheelchair = chance.random() < 0.2
    load = Load(chance.randint(0 if wheelchair else 1, 3), int(wheelchair))
    service = 4 if wheelchair else 1
    return Request(
        name,
        Halt(start, windows[0], service),
        Halt(end, windows[1], service),
        load,
        direct + chance.randint(5, 20),
    )


def small_day(**change: object) -> Day:
    """Return four places ten minutes apart in a row, one bus of two seats and a bay, and two requests."""
    names = ("depot", "a", "b", "c")
    minutes = tuple(tuple(10.0 * abs(one - other) for other in range(4)) for one in range(4))
    bus = Vehicle("bus", Load(2, 1), "depot", "depot", Window(480, 720), 200.0)
    first = Request("first", Halt("a", Window(500, 515), 2), Halt("c", Window(0, 1440), 2), Load(1), 40)
    second = Request("second", Halt("b", Window(510, 540), 2), Halt("c", Window(0, 600), 2), Load(1, 1), 30)
    parts = {
        "travel": TravelTimes(names, minutes),
        "vehicles": (bus,),
        "requests": (first, second),
        **change,
    }
    return Day(**parts)  # type: ignore[arg-type]
