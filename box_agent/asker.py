"""Asks on the TV at the household's hour, and gives the programme back; without consent a lamp asks."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, time

from box_agent.asking_rules import Asked, Home, Way, is_over, way
from box_agent.lamp import Lamp
from box_agent.memory import Memory
from box_agent.plant import Plant
from box_agent.tv_power import Television
from offline_cache.preference_store import PreferenceStore
from offline_cache.snapshot import OnScreen, SaidState
from wire.commands import Absence, AbsenceEnd, CallRequest, CheckIn
from wire.content import CheckInRecord, Household
from wire.sync import TvPower
from wire.wellbeing import AbsenceRecord

_IDLE, _BUSY = 20.0, 1.0
"""Seconds between two looks."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """What the TV did before it was taken: that is what it gets back."""

    asked: Asked
    from_standby: bool
    from_others: bool


class Asker:
    """One worker; everything it may do is decided by `asking_rules`."""

    name = "asker"

    def __init__(self, plant: Plant, television: Television, lamp: Lamp) -> None:
        self._plant = plant
        self._bell = plant.bells.asker
        self._television = television
        self._lamp = lamp
        self._taken: Taken | None = None

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        memory.content.state.keep_asking(None)  # whatever was asked before this start is over
        while not self._bell.closed:
            self.step(memory)
            self._bell.wait(_IDLE if self._taken is None else _BUSY)
        self._lamp.show(on=False)
        memory.close()

    def step(self, memory: Memory) -> None:
        """Look once and do what is due."""
        now = self._plant.clock.now()
        home = read_home(memory, now)
        if self._taken is not None:
            self._lamp.show(on=False)
            self._go_on(self._taken, memory, home, now)
            return
        todo = way(home, now, trusted=self._plant.clock.trusted())
        self._lamp.show(on=todo is Way.LAMP)
        if todo is Way.TV and not _emergency(memory, self._plant):
            self._begin(memory, now)

    def _begin(self, memory: Memory, now: datetime) -> None:
        """Note the day first: whatever happens next, the TV is woken once a day at most."""
        state = memory.content.state
        state.keep_asked_on(now.date())
        power = self._television.power()
        on_screen = state.on_screen() is OnScreen.US and power is TvPower.ON
        if not on_screen:
            self._television.wake()
            state.keep_on_screen(self._television.shown_after_waking())
        self._taken = Taken(Asked(now), power is TvPower.STANDBY, not on_screen)
        state.keep_asking(now)
        self._plant.ring_face()
        _log.info("asking on the TV")

    def _go_on(self, taken: Taken, memory: Memory, home: Home, now: datetime) -> None:
        if _emergency(memory, self._plant) or _calls(memory, taken.asked.since):
            self._end(memory, taken, give_back=False)
            return
        if not home.silent and taken.asked.answered_at is None:
            taken = replace(taken, asked=replace(taken.asked, answered_at=now))
            self._taken = taken
        if is_over(taken.asked, home, now):
            self._end(memory, taken, give_back=True)

    def _end(self, memory: Memory, taken: Taken, *, give_back: bool) -> None:
        self._taken = None
        memory.content.state.keep_asking(None)
        self._plant.ring_face()
        if give_back and taken.from_others:
            self._television.give_back(to_standby=taken.from_standby)
            memory.content.state.keep_on_screen(OnScreen.OTHER)


def read_home(memory: Memory, now: datetime) -> Home:
    """Read what the rules must know."""
    state, household = memory.content.state, memory.content.household()
    residents = household.residents if household is not None else ()
    answered = _answered(memory, household, now)
    hour = household.check_in_by if household is not None else None
    return Home(
        hour=None if hour is None else time.fromisoformat(hour),
        consent=PreferenceStore(memory.outbox.db).now().ask_on_tv,
        silent=any(one.id not in answered for one in residents),
        away=_away(memory, household, now),
        asked_on=state.asked_on(),
        last_key_at=state.last_key_at(),
    )


def _answered(memory: Memory, household: Household | None, now: datetime) -> set[str]:
    """Return who has answered today, as the city knows it or as it waits in the outbox."""
    records = [item.read() for item in memory.content.items() if item.kind == "check_in"]
    known = {one.resident for one in records if isinstance(one, CheckInRecord) and one.day == now.date()}
    for said in memory.outbox.said(None if household is None else household.id):
        today = said.made_at.astimezone(now.tzinfo).date() == now.date()
        if isinstance(said.body, CheckIn) and today and said.state is not SaidState.REFUSED:
            known.add(said.body.resident)
    return known


def _away(memory: Memory, household: Household | None, now: datetime) -> bool:
    """Tell whether the household said that it is away today; the last word counts."""
    records = [item.read() for item in memory.content.items() if item.kind == "absence"]
    away = any(
        isinstance(one, AbsenceRecord) and not one.taken_back and one.first <= now.date() <= one.until
        for one in records
    )
    for said in memory.outbox.said(None if household is None else household.id):
        match said.body:
            case Absence(first=first, until=until) if said.state is SaidState.KEPT:
                away = first <= now.date() <= until
            case AbsenceEnd() if said.state is SaidState.KEPT:
                away = False
    return away


def _calls(memory: Memory, since: datetime) -> bool:
    """Tell whether somebody asked to be called since: they are at the TV, and it stays with them."""
    household = memory.content.household()
    return any(
        isinstance(said.body, CallRequest) and said.made_at >= since
        for said in memory.outbox.said(None if household is None else household.id)
    )


def _emergency(memory: Memory, plant: Plant) -> bool:
    """Tell whether any emergency is in force: then the TV belongs to it."""
    held = memory.shelf.held(memory.identity().area)
    clock = plant.clock
    return held is not None and bool(held.in_force(clock.now(), trusted=clock.trusted()))
