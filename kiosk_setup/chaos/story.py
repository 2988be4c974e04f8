"""Plays one plan from its first step to the quiet after it, and tells what was broken."""

import logging
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from city_server.audiences import EVERYONE, of_area, of_household, of_section
from city_server.changes import publish, withdraw
from city_server.domain.alerts import AlertDraft
from city_server.errors import CityError
from kiosk_setup.chaos.clock import BoxTime
from kiosk_setup.chaos.house import House
from kiosk_setup.chaos.laws import Violation, alerts_rise, check, seats
from kiosk_setup.chaos.plan import HOMES, LINE, Deed, Fault, Step, home_of, sleepers
from kiosk_setup.chaos.town import NOW, Template, Town, copy_of
from wire.alerts import AlertStatus
from wire.commands import Body, CallRequest, CheckIn, NoticeReceipt, ReceiptStep, RideRequest
from wire.content import Answer, LivingLine, LivingPage

SPEEDY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where there is one
_ROUNDS = 4
"""So often at the most everybody is served, until a round changed nothing and nobody has more to say."""
_WALLS = (
    datetime(1970, 1, 1, tzinfo=NOW.tzinfo),
    datetime(2000, 1, 1, tzinfo=NOW.tzinfo),
    datetime(2038, 1, 19, 12, 14, 8, tzinfo=NOW.tzinfo),
    NOW - timedelta(days=1),
    NOW + timedelta(days=1),
)


@dataclass(frozen=True)
class Ending:
    """What became of a plan."""

    violations: tuple[Violation, ...]
    fired: Counter[Fault]

    def broke(self, law: str) -> bool:
        """Tell whether this law was among those broken."""
        return any(violation.law == law for violation in self.violations)


@contextmanager
def template(boxes: int) -> Iterator[Template]:
    """Fill a city for stories to start from."""
    with _folder() as folder:
        yield Template.make(folder / "template", boxes)


def play(steps: Sequence[Step], start: Template) -> Ending:
    """Play a plan; an error that nobody foresaw is a violation too."""
    with _folder() as folder:
        story = Story(copy_of(start, folder / "city"), folder, start)
        try:
            story.play(steps)
        except Exception as error:
            logging.getLogger(__name__).debug("a story ended early", exc_info=True)
            story.found.append(Violation("no surprise", f"{type(error).__name__}: {error}"[:200]))
        finally:
            story.end()
    return Ending(tuple(dict.fromkeys(story.found)), story.fired)


class Story:
    """One city, its boxes, and what is found on the way."""

    def __init__(self, town: Town, folder: Path, start: Template) -> None:
        self.town, self.fired = town, Counter[Fault]()
        self.found: list[Violation] = []
        self.houses: list[House] = []
        self._alerts: list[str] = []
        self._folder, self._start = folder, start

    def play(self, steps: Sequence[Step]) -> None:
        """Do every step, let it become quiet, wake who slept, and look."""
        awake = {number: self._house(number) for number in sorted({step.box for step in steps})}
        for step in steps:
            house = awake[step.box]
            self.town.clock.advance(timedelta(seconds=20))
            self._do(step, house)
            self.found.extend(alerts_rise(house))
        for number in sleepers(steps, len(self._start.answers)):
            self._start.lay_asleep(number, self._folder / f"box-{number}")
            self._house(number)
        self._quiet()
        self.found.extend(check(self.town, self.houses))

    def _house(self, number: int) -> House:
        """Switch on a box; what its folder holds, it remembers."""
        clock, home = BoxTime(self.town.clock, NOW), home_of(number)
        house = House(number, self._folder / f"box-{number}", self.town, clock, home, self.fired)
        house.start()
        house.enrolled(self._start.answers[number])
        self.houses.append(house)
        return house

    def end(self) -> None:
        """Close everything."""
        for house in self.houses:
            house.stop()
        self.town.close()

    def _do(self, step: Step, house: House) -> None:
        match step.what:
            case Deed():
                self._deed(step.what, step.number, house)
            case Fault() if step.what in LINE:
                house.line.faults.append(step)
            case Fault():
                self._fault(step.what, step.number, house)

    def _deed(self, deed: Deed, number: int, house: House) -> None:  # noqa: C901 - one case for each deed
        match deed:
            case Deed.SAY:
                house.say(self._words(number, house))
            case Deed.PULL:
                house.pull()
            case Deed.PUSH:
                house.push()
            case Deed.ALERTS:
                house.take_alerts()
            case Deed.PUBLISH | Deed.WITHDRAW:
                self._change(number, house.home, put=deed is Deed.PUBLISH)
            case Deed.RAISE_ALERT:
                self._raise(house)
            case Deed.END_ALERT if self._alerts:
                self._end_alert(self._alerts.pop())
            case Deed.TIME:
                self.town.clock.advance(timedelta(minutes=number % 400))
            case Deed.BACKUP:
                self.town.back_up()
            case Deed.ENROL:
                self._enrol(house)

    def _fault(self, fault: Fault, number: int, house: House) -> None:  # noqa: C901 - one case for each fault
        match fault:
            case Fault.CRASH:
                house.crash_in = 1 + number % 60
                return  # it counts when it strikes
            case Fault.DISK_FULL:
                house.fill_disk(full=True)
                return
            case Fault.POWER_CUT:
                house.cut_power(number)
            case Fault.CORRUPT_PAGE:
                house.corrupt(number)
            case Fault.CLOCK_JUMP:
                house.clock.skew = _WALLS[number % len(_WALLS)] - self.town.clock.now()
                house.clock.forget()
            case Fault.REORDER:
                self.town.deliver_late()
                if not house.meet_older_list(lambda: self._raise(house)):
                    return
            case Fault.RESTORE:
                with self.town.database.reading() as session:
                    self.found.extend(seats(session))
                if not self.town.restore():
                    return
            case Fault.REVOKED:
                if not self._revoke(house, number):
                    return
            case Fault.MOVED:
                self._move(house, number)
        self.fired[fault] += 1

    # --- deeds ------------------------------------------------------------------------------------

    def _words(self, number: int, house: House) -> Body:
        resident = f"{house.outbox.identity.now().household or house.home}-1"
        match number % 8:
            case 0 | 1 | 2:
                return CheckIn(resident=resident, answer=list(Answer)[number % 3])
            case 3:
                return CallRequest(urgent=number % 16 == 3)
            case 4:
                return NoticeReceipt(notice=f"n-{number % 3}", step=ReceiptStep.READ)
            case 5:
                return CheckIn(resident="nobody-1", answer=Answer.GOOD)
            case _:
                return self._ride(number)

    def _ride(self, number: int) -> RideRequest:
        """Everybody wants to go to town on the same morning."""
        trip = self.town.households.get(HOMES[0]).item.usual_trips[0]
        return RideRequest(
            day=NOW.date() + timedelta(days=2),
            from_stop=trip.from_stop,
            to_stop=trip.to_stop,
            leave_at=trip.leave_at,
            party=4 - number % 2,  # two such parties fill the larger of the buses
        )

    def _change(self, number: int, home: str, *, put: bool) -> None:
        area = home.split("-", maxsplit=1)[0]
        audiences = (EVERYONE, of_area(area), of_section(f"{area}-1"), of_household(home))
        audience = audiences[number % len(audiences)]
        key = f"{audience.replace(':', '.')}-{number % 5}"
        with self.town.database.writing() as writing:
            if put:
                page = LivingPage(id=key, title="頁", lines=(LivingLine(label="い", text=str(number)),))
                publish(writing, self.town.clock.now(), audience, key, page)
            else:
                withdraw(writing, self.town.clock.now(), audience, "living", key)

    def _raise(self, house: House) -> None:
        draft = AlertDraft(
            status=AlertStatus.ACTUAL,
            level=4,
            title="避難指示",
            headline=("ひなん してください。",),
            advice=(),
            to_shelter=False,
            areas=(house.home.split("-", maxsplit=1)[0],),
            sender="湊市",
            expires_at=self.town.clock.now() + timedelta(days=3),
        )
        self._alerts.append(self.town.alerts.raise_alert(draft, staff=1).id)

    def _end_alert(self, alert: str) -> None:
        try:
            self.town.alerts.end(alert, staff=1)
        except CityError:
            return  # a restored city does not know it

    def _enrol(self, house: House, home: str | None = None) -> None:
        """Give a box that is nobody's a home: its own again, if no other is named."""
        if house.outbox.identity.now().token is not None:
            return
        answer = self.town.enrol(
            home or house.home, f"box-{house.number}-{self.town.clock.now().isoformat()}"
        )
        house.enrolled(answer)

    def _revoke(self, house: House, number: int) -> bool:
        """Take the box from its home; some of them come to another one."""
        identity = house.outbox.identity.now()
        if identity.token is None or identity.box is None:
            return False
        try:
            self.town.boxes.revoke(identity.box, staff=1)
        except CityError:
            return False  # a restored city does not know it
        house.pull()
        if number % 2:
            self._enrol(house, HOMES[number % len(HOMES)])
        return True

    def _move(self, house: House, number: int) -> None:
        item = self.town.households.get(house.home).item
        self.town.households.show(item, ("hara-1", "akai-1", "akai-2")[number % 3], staff=1)

    # --- the end ----------------------------------------------------------------------------------

    def _quiet(self) -> None:
        """The line is whole, the disks have room, and everybody is served until nothing is new."""
        self.town.deliver_late()
        for house in self.houses:
            house.line.faults.clear()
            house.crash_in = None
            house.fill_disk(full=False)
        for _ in range(_ROUNDS):
            before = self.town.head()
            for house in self.houses:
                self._serve(house)
            if self.town.head() == before and not any(house.outbox.waiting() for house in self.houses):
                break
        for house in self.houses:
            if house.outbox.waiting():
                self.found.append(Violation("kept", f"box {house.number} still has something to send"))

    def _serve(self, house: House) -> None:
        house.pull()
        self._enrol(house)
        house.take_alerts()
        self.found.extend(alerts_rise(house))
        house.push()
        house.pull()


@contextmanager
def _folder() -> Iterator[Path]:
    place = SPEEDY if SPEEDY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="minato-chaos-", dir=place) as folder:
        yield Path(folder)
