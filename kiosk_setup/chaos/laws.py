"""What must hold when the winter is over and everything has come through."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server.speaker import Speaker
from city_server.tables import CallRow, CheckInRow, CommandRow, Item, Resident, RideRow, Run, Vehicle
from kiosk_setup.chaos.house import House
from kiosk_setup.chaos.town import Town
from offline_cache.troubles import Trouble
from wire.commands import Outcome, command_name
from wire.content import RideState

_SETTLED = (Outcome.DONE, Outcome.DUPLICATE)


@dataclass(frozen=True)
class Violation:
    """A law that was broken, and how."""

    law: str
    how: str


def check(town: Town, houses: list[House]) -> Iterator[Violation]:
    """Return every violation at the end."""
    with town.database.reading() as session:
        taken = {
            command_name(row.installation, row.number): row.verdict
            for row in session.scalars(select(CommandRow))
        }
        yield from seats(session)
        yield from _effects(session, houses, taken)
        for house in houses:
            yield from _kept(house, taken)
            yield from _answers(house, taken)
            yield from _mirror(session, town, house)


def seats(session: Session) -> Iterator[Violation]:
    """No seat is given twice on any leg of any run."""
    room = {run.id: session.get_one(Vehicle, run.vehicle).seats for run in session.scalars(select(Run))}
    loads: Counter[tuple[str, date, int]] = Counter()
    for ride in session.scalars(select(RideRow).where(RideRow.state == RideState.GIVEN.value)):
        if ride.run is None or ride.board_call is None or ride.alight_call is None:
            yield Violation("seats", "a ride is given without a seat")
            continue
        for leg in range(ride.board_call, ride.alight_call):
            loads[ride.run, ride.day, leg] += ride.party
    for (run, _, leg), load in loads.items():
        if load > room[run]:
            yield Violation("seats", f"{load} people on leg {leg} of a bus with {room[run]} seats")


def alerts_rise(house: House) -> Iterator[Violation]:
    """The number of an area's list of alerts never falls on a box."""
    area = house.outbox.identity.now().area
    if area is None:
        return
    number, highest = house.shelf.number(area), house.numbers.get(area, -1)
    if number < highest:
        yield Violation("alerts rise", f"box {house.number} went from list {highest} back to {number}")
    house.numbers[area] = max(number, highest)


def _effects(session: Session, houses: list[House], taken: dict[str, Any]) -> Iterator[Violation]:
    """Everything said has its effect once: no more, no less."""
    done = {name for name, verdict in taken.items() if verdict["outcome"] == Outcome.DONE}
    kinds = {name: kind for house in houses for name, kind in _entries(house, "kind").items()}
    for kind, ids in (("call", select(CallRow.id)), ("ride_request", select(RideRow.id))):
        there = set(session.scalars(ids))
        wanted = {name for name in done if kinds.get(name) == kind}
        if kind == "call" and wanted - there:
            yield Violation("once", f"{len(wanted - there)} calls have no effect")
        unknown = {name for name in there if name not in taken}
        if unknown:
            yield Violation("once", f"{len(unknown)} effects of {kind} that no command had")
    times: Counter[str] = Counter()
    for row in session.scalars(select(CheckInRow)):
        times[session.get_one(Resident, row.resident).household] += row.times
    said: Counter[str] = Counter()
    for house in houses:
        for name, household in _entries(house, "household").items():
            said[household] += name in done and kinds[name] == "check_in"
    lost = sum(house.outbox.troubles.count(Trouble.LOST) for house in houses)
    for household in {*times, *said}:
        if not 0 <= times[household] - said[household] <= lost:
            how = f"{said[household]} check-ins of a home counted {times[household]} times"
            yield Violation("once", how)


def _kept(house: House, taken: dict[str, Any]) -> Iterator[Violation]:
    """What was said to be taken is at the city, or the person was told, or its loss is counted."""
    household = house.outbox.identity.now().household
    outcomes = _entries(house, "outcome")
    missing = [
        name
        for name, home in house.promised.items()
        if home == household and name not in taken and outcomes.get(name) != Outcome.REFUSED
    ]
    counted = house.outbox.troubles.count(Trouble.LOST)
    if len(missing) > counted:
        yield Violation(
            "kept", f"{len(missing)} things said on box {house.number} are nowhere, {counted} counted"
        )


def _answers(house: House, taken: dict[str, Any]) -> Iterator[Violation]:
    """The person reads the answer that the city gave, with its reason."""
    outcomes, reasons = _entries(house, "outcome"), _entries(house, "reason")
    homes, household = _entries(house, "household"), house.outbox.identity.now().household
    for name, outcome in outcomes.items():
        if homes[name] != household or name not in taken:
            continue
        refused = taken[name]["outcome"] == Outcome.REFUSED
        if refused and (outcome != Outcome.REFUSED or not reasons[name]):
            yield Violation("answers", f"box {house.number} does not tell of a refusal: {outcome}")
        if not refused and outcome not in _SETTLED:
            yield Violation("answers", f"box {house.number} says {outcome} of what was done")


def _mirror(session: Session, town: Town, house: House) -> Iterator[Violation]:
    """The box shows what the city has for this home, and nothing of anybody else's."""
    speaker = town.boxes.identify(house.line.token)
    shown = {(item.kind, item.key): item.seq for item in house.content.items()}
    audiences: dict[tuple[str, str], set[str]] = defaultdict(set)
    wanted: dict[tuple[str, str], int] = {}
    for item in session.scalars(select(Item)):
        name = (item.kind, item.key)
        audiences[name].add(item.audience)
        if item.body is not None and item.audience in speaker.audiences:
            wanted[name] = max(item.seq, wanted.get(name, 0))
    foreign = [name for name in shown if not audiences[name] & set(speaker.audiences)]
    if foreign:
        yield Violation(
            "privacy", f"box {house.number} shows {len(foreign)} things of others: {foreign[0][0]}"
        )
    elif shown != wanted:
        odd = sorted({*shown.items()} ^ {*wanted.items()})
        yield Violation(
            "convergence", f"box {house.number} and the city differ in {len(odd)}: {odd[0][0][0]}"
        )
    yield from _own_household(house, speaker)


def _own_household(house: House, speaker: Speaker) -> Iterator[Violation]:
    home = house.content.household()
    if home is None or home.id != speaker.household:
        yield Violation("privacy", f"box {house.number} does not show its own home")


def _entries(house: House, column: str) -> dict[str, Any]:
    rows = house.outbox.db.query(f"SELECT installation, number, {column} AS value FROM entries")  # noqa: S608 - our own
    return {command_name(row["installation"], row["number"]): row["value"] for row in rows}
