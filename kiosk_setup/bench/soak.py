"""A year of ordinary days with one box and one city, by a clock moved by hand: does anything grow on?"""

import hashlib
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from city_server.app import housekeeping, open_city
from city_server.audiences import EVERYONE
from city_server.city import City
from city_server.clock import HandClock
from city_server.domain.alerts import AlertDraft
from city_server.forgetting import RECORDS_KEPT
from city_server.notices import Draft
from city_server.settings import Settings
from kiosk_setup.bench.rows import Row
from kiosk_setup.bench.stored_city import HOME, NOW
from kiosk_setup.bench.year_box import YearBox
from wire.alerts import AlertStatus
from wire.commands import AlertAnswer, Body, CallRequest, CheckIn, NoticeReceipt, ReceiptStep, RideRequest
from wire.content import Answer, CallState, NoticeKind
from wire.media import Attachment, AttachmentKind, MediaFile, MediaKind

DAYS = 365
MONTH = 30
SETTLED = RECORDS_KEPT.days + MONTH
"""The day on which the oldest of everything has run out."""
_PHOTO = 200_000
_MB = 1_000_000


@dataclass(frozen=True)
class Weight:
    """What there is at the end of a day: bytes on disk, and of memory."""

    day: int
    city: int
    content: int
    outbox: int
    city_files: int
    box_files: int
    memory: int


@dataclass
class Year:
    """The village's days. `said` counts what its one home said."""

    city: City
    clock: HandClock
    box: YearBox
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - no secret
    said: int = 0

    def __post_init__(self) -> None:
        self._house = housekeeping(self.city)

    def live(self, day: int) -> None:
        """Let a day pass: notices, answers, a ride, a call, an alert, files; and the city's own work."""
        self._house.step()
        for notice in self._notices(day):
            self.box.pull()
            self._say(NoticeReceipt(notice=notice, step=ReceiptStep.SHOWN))
            self._say(NoticeReceipt(notice=notice, step=ReceiptStep.READ))
        for resident in self.city.households.get(HOME).item.residents:
            self._say(CheckIn(resident=resident.id, answer=self.chance.choice(list(Answer))))
        if day % 3 == 0:
            self._say(self._ride())
        if day % 10 == 0:
            self._say(CallRequest())
        self.box.push()
        if day % 10 == 0:
            for call in self.city.calls.view():
                if call.state is not CallState.DONE:
                    self.city.calls.done(call.id, staff=2, note="")
        if day % MONTH == 0:
            self._emergency()
        self.box.pull()
        self.box.fetch(self.city.media.path)
        self.box.tidy()
        self.clock.advance(timedelta(days=1))

    def _say(self, body: Body) -> None:
        self.box.say(body)
        self.said += 1

    def _notices(self, day: int) -> Iterator[str]:
        for number in range(2):
            draft = Draft(
                title=f"お知らせ {day}-{number}",
                body="あすは 資源の日です。" * 20,
                kind=NoticeKind.CITY,
                sender="支所",
                audiences=(EVERYONE,),
                expires_at=self.clock.now() + timedelta(days=14),
                attachments=(self._photo(),) if number == 0 and day % 7 == 0 else (),
            )
            yield self.city.notices.write(draft, staff=1).id

    def _photo(self) -> Attachment:
        data = self.chance.randbytes(_PHOTO)
        self.city.media.shelf.folder.mkdir(parents=True, exist_ok=True)
        made = self.city.settings.data / "photo"
        made.write_bytes(data)
        name = self.city.media.shelf.put(made)
        if name != hashlib.sha256(data).hexdigest():
            raise AssertionError("a file under another name")
        file = MediaFile(sha256=name, size=len(data), kind=MediaKind.PICTURE, width=1600, height=1000)
        return Attachment(kind=AttachmentKind.PHOTO, file=file, name="写真")

    def _ride(self) -> RideRequest:
        trip = self.city.households.get(HOME).item.usual_trips[0]
        return RideRequest(
            day=self.clock.now().date() + timedelta(days=2),
            from_stop=trip.from_stop,
            to_stop=trip.to_stop,
            leave_at=trip.leave_at,
            party=1,
        )

    def _emergency(self) -> None:
        draft = AlertDraft(
            status=AlertStatus.ACTUAL,
            level=4,
            title="避難指示",
            headline=("ひなん してください。",),
            advice=(),
            to_shelter=True,
            areas=("akai",),
            sender="湊市",
            expires_at=self.clock.now() + timedelta(hours=6),
        )
        alert = self.city.alerts.raise_alert(draft, staff=1)
        self.box.take_alerts()
        self._say(AlertAnswer(alert=alert.id, reply=self.box.any_reply))
        self.box.push()
        self.city.alerts.end(alert.id, staff=1)
        self.box.take_alerts()

    def weigh(self, day: int) -> Weight:
        """Weigh everything."""
        return Weight(
            day,
            _bytes(self.city.settings.data, "city.db*"),
            _bytes(self.box.folder, "content.db*"),
            _bytes(self.box.folder, "outbox.db*"),
            _bytes(self.city.settings.data / "media", "**/*"),
            _bytes(self.box.folder / "media", "**/*"),
            _memory(),
        )


@contextmanager
def year() -> Iterator[Year]:
    """Open the village on the morning of its first day."""
    with tempfile.TemporaryDirectory(prefix="minato-soak-") as folder:
        clock = HandClock(NOW)
        city = open_city(Settings(data=Path(folder) / "city", sample=True), clock)
        offer = city.enrolment.offer("soak")
        city.enrolment.accept(offer.code, HOME, staff=1)
        box = YearBox(Path(folder) / "box", city, city.enrolment.ask(offer.claim))
        try:
            yield Year(city, clock, box)
        finally:
            box.close()
            city.database.close()


def soak() -> list[Row]:
    """Live a year and weigh it every month. Takes some minutes."""
    with year() as village:
        weights = []
        for day in range(1, DAYS + 1):
            village.live(day)
            if day % MONTH == 0 or day == DAYS:
                weights.append(village.weigh(day))
        return [Row(f"said in {DAYS} days", "things", village.said), *rows(weights)]


def rows(weights: list[Weight]) -> list[Row]:
    """Compare the last day with the day on which the oldest had run out."""
    settled = next(one for one in weights if one.day >= SETTLED)
    then, last = f"on day {settled.day}", weights[-1]
    columns = (
        ("the city's database", [one.city for one in weights], settled.city, last.city),
        ("the box's mirror", [one.content for one in weights], settled.content, last.content),
        ("the box's outbox", [one.outbox for one in weights], settled.outbox, last.outbox),
        ("the city's files", [one.city_files for one in weights], settled.city_files, last.city_files),
        ("the box's files", [one.box_files for one in weights], settled.box_files, last.box_files),
        ("memory of both", [one.memory for one in weights], settled.memory, last.memory),
    )
    found = []
    for what, months, before, after in columns:
        by_month = " ".join(f"{one / _MB:.3g}" for one in months)
        found.append(Row(f"{what} on day {last.day}", "MB", after / _MB, before / _MB, then, 1.05))
        found.append(Row(f"  by month: {by_month}", "MB at most", max(months) / _MB))
    return found


def _bytes(folder: Path, pattern: str) -> int:
    return sum(file.stat().st_size for file in folder.glob(pattern) if file.is_file())


def _memory() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
