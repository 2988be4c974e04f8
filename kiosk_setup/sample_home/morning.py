"""The memory of the box on an ordinary morning, and what is changed in it."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home.bus import bus
from kiosk_setup.sample_home.ground import NOW, TODAY, TOMORROW, at
from kiosk_setup.sample_home.home import household
from kiosk_setup.sample_home.news import FESTIVAL, SNOW
from offline_cache.snapshot import Line, Snapshot
from wire.content import (
    Drill,
    DrillAnswer,
    LivingLine,
    LivingPage,
    Weather,
)
from wire.wellbeing import AbsenceRecord


def morning() -> Snapshot:
    """The household on an ordinary morning: nothing answered, two notices, the line in order."""
    return Snapshot(
        line=Line(connected=True, as_of=at(8, 4)),
        household=household(),
        notices=(FESTIVAL, SNOW),
        bus=bus(),
        weather=Weather(sky="sun", now="はれ", temperature=9, tomorrow="あす ゆき", issued_at=at(5)),
        drills=(
            Drill(
                id="d2", title="避難指示", held_at=at(10, 0, TODAY - timedelta(days=7)), homes=6, answered=4
            ),
            Drill(id="d1", title="地震", held_at=at(9, 0, TODAY - timedelta(days=90)), homes=5, answered=5),
        ),
        drill_answers=(DrillAnswer(drill="d2", answered_at=at(10, 1, TODAY - timedelta(days=7))),),
        living=(
            LivingPage(
                id="rubbish",
                title="ごみの日",
                lines=(
                    LivingLine(label="燃やせるごみの日", text="あさ 8時までに", day=TOMORROW),
                    LivingLine(label="かん・びんの日", text="あさ 8時までに", day=TODAY + timedelta(days=4)),
                ),
            ),
            LivingPage(
                id="roads",
                title="道路",
                lines=(LivingLine(label="除雪", text="6時から", day=TOMORROW),),
            ),
            LivingPage(
                id="doctors",
                title="お医者さん",
                lines=(LivingLine(label="湊診療所", text="月・水・金 9時から 12時"),),
            ),
        ),
    )


def absence(first: int, until: int, **more: object) -> AbsenceRecord:
    """Days away as the city has them, counted from the sample day."""
    told = AbsenceRecord(
        id="box1-1",
        first=TODAY + timedelta(days=first),
        until=TODAY + timedelta(days=until),
        taken_back=False,
        changed_at=NOW,
    )
    return told.model_copy(update=more)


def asked_by(hour: str, base: Snapshot | None = None) -> Snapshot:
    """A household that wishes to be reminded."""
    base = base or morning()
    home = base.household or household()
    return replace(base, household=home.model_copy(update={"check_in_by": hour}))
