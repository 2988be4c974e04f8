"""What runs until the power goes: a box that keeps and mirrors, a city that answers; and what must stay."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from city_server.clock import HandClock
from city_server.tables import CheckInRow, CommandRow
from kiosk_setup.chaos.town import NOW, Template, Town
from offline_cache.content import Content
from offline_cache.outbox import Outbox, Saying
from wire.commands import CheckIn, Command, CommandBatch, Outcome, Verdict, command_name, split_name
from wire.content import Answer, LivingLine, LivingPage
from wire.sync import Change, Op, SyncPage

THINGS = 5
"""So much is said, mirrored or answered before a session closes its files."""
_EPOCH = "one"

Tell = Callable[[str], None]
"""Hears of each thing at the moment it counts as kept."""


@dataclass(frozen=True)
class BoxSession:
    """A box in its folder: outbox and mirror, as the agent and the face use them."""

    folder: Path

    @classmethod
    def prepare(cls, folder: Path) -> "BoxSession":
        """Make the files as an enrolled box has them."""
        content, outbox = Content.open(folder, NOW), Outbox.open(folder, NOW)
        outbox.identity.enrol("box", "token", "akai-01", ())
        outbox.identity.installation()
        content.apply(_page(0))
        content.close()
        outbox.close()
        return cls(folder)

    def live(self, tell: Tell) -> None:
        """Say, settle and mirror; then close the files, which moves the log into them."""
        with (
            closing(Content.open(self.folder, NOW)) as content,
            closing(Outbox.open(self.folder, NOW)) as outbox,
        ):
            for number in range(1, THINGS + 1):
                said = CheckIn(resident="akai-01-1", answer=Answer.GOOD)
                name = outbox.append(Saying(said, NOW, clock_trusted=True))
                tell(f"kept {name}")
                content.apply(_page(number))
                if number % 2 == 0:
                    installation, last = split_name(name)
                    outbox.settle(installation, [Verdict(number=last, outcome=Outcome.DONE)], NOW)
                    tell(f"settled {name}")

    def faults(self, told: Iterable[str]) -> list[str]:
        """Open the files again, and say what is not as it was told."""
        with (
            closing(Content.open(self.folder, NOW)) as content,
            closing(Outbox.open(self.folder, NOW)) as outbox,
        ):
            rows = outbox.db.query("SELECT installation, number, outcome FROM entries")
            here = {command_name(row["installation"], row["number"]): row["outcome"] for row in rows}
            numbers = sorted(item.seq for item in content.items())
            place = content.applied()
        found = [f"{one} is nowhere" for one in told if one.split()[1] not in here]
        found += [
            f"{one} is open" for one in told if one.startswith("settled") and not here.get(one.split()[1])
        ]
        found += [f"{damaged.name} was set aside" for damaged in self.folder.glob("*.damaged-*")]
        if place is None or numbers != list(range(1, place.seq + 1)):
            found.append(f"the mirror holds {numbers} and says it stands at {place}")
        return found


@dataclass(frozen=True)
class CitySession:
    """A city in its folder, and what one box says to it."""

    folder: Path
    template: Template

    def live(self, tell: Tell) -> None:
        """Take commands and answer them."""
        with closing(self._town()) as town:
            speaker = town.boxes.identify(str(self.template.answers[0].token))
            for number in range(1, THINGS + 1):
                said = CheckIn(resident=f"{speaker.household}-1", answer=Answer.GOOD)
                command = Command(
                    number=number,
                    kind="check_in",
                    made_at=NOW,
                    clock_trusted=True,
                    body=said.model_dump(mode="json"),
                )
                town.commands.receive(speaker, CommandBatch(installation="inst", commands=(command,)))
                tell(f"answered {command_name('inst', number)}")

    def faults(self, told: Iterable[str]) -> list[str]:
        """Start the city again, and say what it does not know any more of what it answered."""
        with closing(self._town()) as town, town.database.reading() as session:
            rows = session.scalars(select(CommandRow)).all()
            counted = session.scalar(select(func.sum(CheckInRow.times))) or 0
        there = {command_name(row.installation, row.number) for row in rows}
        found = [f"{one} is nowhere" for one in told if one.split()[1] not in there]
        if counted != len(there):
            found.append(f"{len(there)} commands had {counted} effects")
        return found

    def _town(self) -> Town:
        return Town(self.folder, self.template.words, HandClock(NOW))


Session = BoxSession | CitySession


def _page(number: int) -> SyncPage:
    page = LivingPage(id=f"page-{number}", title="頁" * 80, lines=(LivingLine(label="い", text="ろ"),))
    change = Change(seq=number or 1, kind="living", key=page.id, op=Op.PUT, body=page.model_dump(mode="json"))
    return SyncPage(
        epoch=_EPOCH,
        from_seq=max(0, number - 1),
        to_seq=number,
        head=number,
        more=False,
        reset=number == 0,
        changes=(change,) if number else (),
        server_time=NOW,
    )
