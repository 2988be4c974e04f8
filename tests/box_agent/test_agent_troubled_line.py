"""Real city, real agent, and a line that does what lines do: what was said arrives once, and soon after."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from agent_process import ENROLMENT, AgentProcess, until
from city_process import CityProcess, free_port
from sqlalchemy import func, select
from troubled_line import Line, Trouble

from city_server.app import open_city
from city_server.clock import CityClock
from city_server.database import Database
from city_server.enrolment import Enrolment
from city_server.notices import Draft
from city_server.settings import Settings
from city_server.tables import CheckInRow, CommandRow, Receipt, RideRow
from offline_cache.snapshot import SaidState
from wire.base import TOKYO
from wire.commands import CheckIn, NoticeReceipt, ReceiptStep, RideRequest
from wire.content import Answer, NoticeKind
from wire.media import Attachment, AttachmentKind, MediaFile, MediaKind

pytestmark = pytest.mark.journey
NOW = datetime(2026, 11, 24, 8, 5, tzinfo=TOKYO)
HEALED = 60.0
"""Seconds in which everything has come through once the line is whole again."""
PHOTO = os.urandom(600_000)
CUT_AT = 200_000
CLOSED = 9
"""Days after the village was filled on which its bus stands still: `assets/village/bus.toml`."""
COMMANDS = "/box/v1/commands"


@dataclass
class House:
    """A box at the end of the line, and the book of its city."""

    agent: AgentProcess
    city: CityProcess
    line: Line
    photo: str
    said: list[str] = field(default_factory=list)
    rounds: int = 0

    def say(self) -> list[str]:
        """Say three things, as a household does on a day; returns their names."""
        agent, number = self.agent, self.rounds
        self.rounds += 1
        notices = sorted(one.id for one in agent.snapshot().notices)
        ride = RideRequest(
            day=_bus_day(number), from_stop="home-akai", to_stop="takeda-hospital", leave_at="09:10", party=1
        )
        steps = list(ReceiptStep)
        receipt = NoticeReceipt(
            notice=notices[number // len(steps)],
            step=steps[number % len(steps)],
        )
        names = [
            agent.face.say(body)
            for body in (CheckIn(resident="akai-01-1", answer=list(Answer)[number % 3]), ride, receipt)
        ]
        self.said += names
        return names

    def states(self, names: list[str]) -> set[SaidState]:
        return {one.state for one in self.agent.snapshot().said if one.name in names}

    def arrived(self, names: list[str]) -> None:
        """Wait until the city has answered, and look into its book: each once, and nothing else."""

        def sent() -> bool:
            return SaidState.KEPT not in self.states(names)

        until(sent, HEALED, "an answer of the city to each")
        assert self.states(names) == {SaidState.SENT}, [
            one for one in self.agent.snapshot().said if one.name in names
        ]
        database = Database(f"sqlite:///{self.city.data / 'city.db'}")
        with database.reading() as session:
            commands = {f"{row.installation}-{row.number}" for row in session.scalars(select(CommandRow))}
            answers = session.scalar(select(func.sum(CheckInRow.times)))
            rides = session.scalar(select(func.count()).select_from(RideRow))
            receipts = session.scalar(select(func.count()).select_from(Receipt))
        database.close()
        assert commands == set(self.said)
        assert (answers, rides, receipts) == (self.rounds, self.rounds, self.rounds)


def _bus_day(number: int) -> date:
    """Name a day on which the village's bus runs."""
    days = [NOW.date() + timedelta(days=ahead) for ahead in range(1, 15) if ahead != CLOSED]
    return days[number]


def _prepare(folder: Path) -> str:
    """Fill a city, with a photo on a notice to everyone; returns the photo's name."""
    city = open_city(Settings(data=folder, sample=True), CityClock.showing(NOW))
    with city.media.shelf.bench() as bench:
        (bench / "photo").write_bytes(PHOTO)
        digest = city.media.shelf.put(bench / "photo")
    file = MediaFile(sha256=digest, size=len(PHOTO), kind=MediaKind.PICTURE, width=1280, height=720)
    shown = Attachment(kind=AttachmentKind.PHOTO, file=file, name="写真.jpg")
    draft = Draft("まつり", "写真です。", NoticeKind.CITY, "湊町", ("all",), attachments=(shown,))
    city.notices.write(draft, staff=1)
    city.database.close()
    return digest


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("troubled")
    digest = _prepare(folder / "city")
    city = CityProcess(folder / "city", free_port(), ("--now", NOW.isoformat()))
    city.start()
    line = Line(city.port, keep=CUT_AT)
    line.trouble(Trouble.HALF, "/box/v1/media", times=2)
    line.start()
    agent = AgentProcess(folder / "box", line.url)
    try:
        agent.start()
        until(lambda: agent.code() is not None, ENROLMENT, f"a code on the TV; {agent.log()}")
        database = Database(f"sqlite:///{city.data / 'city.db'}")
        Enrolment(database, CityClock.showing(NOW), ()).accept(agent.code() or "", "akai-01", staff=1)
        database.close()
        until(lambda: agent.snapshot().household is not None, HEALED, "the household on the TV")
        yield House(agent, city, line, digest)
    finally:
        agent.end()
        line.stop()
        city.kill()


def test_a_photo_comes_whole_over_a_line_that_is_cut_again_and_again(house: House) -> None:
    def photo() -> bytes:
        path = house.agent.snapshot().media.get(house.photo)
        return b"" if path is None else Path(path).read_bytes()

    until(lambda: photo() != b"", HEALED, "the photo")
    assert hashlib.sha256(photo()).hexdigest() == house.photo
    assert house.line.fired[Trouble.HALF] == 2
    ranges = [part for path, part in house.line.requests if path.startswith("/box/v1/media")]
    begun = [int(part.removeprefix("bytes=").removesuffix("-") or 0) for part in ranges]
    assert begun[0] == 0
    assert begun == sorted(set(begun)), "each request goes on behind what is here"
    assert begun[-1] > CUT_AT, "also after the second cut"
    house.line.heal()


@pytest.mark.parametrize(
    "trouble", [Trouble.REFUSED, Trouble.UNANSWERED, Trouble.HALF, Trouble.HALF_OPEN, Trouble.LATE]
)
def test_what_was_said_under_trouble_waits_and_arrives_once(house: House, trouble: Trouble) -> None:
    line = house.line
    line.keep = 40
    before = line.fired[trouble]
    line.trouble(trouble, COMMANDS)
    names = house.say()
    until(lambda: line.fired[trouble] > before, HEALED, "the trouble")
    assert house.states(names) == {SaidState.KEPT}, "nothing is called sent that the city has not answered"
    line.heal()
    house.arrived(names)


@pytest.mark.parametrize("trouble", [Trouble.SLOW, Trouble.TWICE])
def test_what_was_said_arrives_once_though_the_line_stutters(house: House, trouble: Trouble) -> None:
    before = house.line.fired[trouble]
    house.line.trouble(trouble)
    names = house.say()
    house.arrived(names)
    assert house.line.fired[trouble] > before
    house.line.heal()


def test_a_line_that_is_pulled_out_and_put_back(house: House) -> None:
    before = house.line.fired[Trouble.REFUSED]
    house.line.trouble(Trouble.REFUSED)
    assert house.line.cut() > 0, "the stream was open"
    until(lambda: not house.agent.snapshot().line.connected, HEALED, "the TV knows that there is no line")
    names = house.say()
    until(lambda: house.line.fired[Trouble.REFUSED] > before, HEALED, "a try in vain")
    assert house.states(names) == {SaidState.KEPT}
    house.line.heal()
    house.arrived(names)
    until(lambda: house.agent.snapshot().line.connected, HEALED, "the TV knows that the line is back")
    until(
        lambda: {one.id for one in house.agent.snapshot().rides} == set(house.said[1::3]),
        HEALED,
        "every ride that was asked for stands on the TV, once",
    )
