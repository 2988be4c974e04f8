"""The named moments that the stories and the pictures begin with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk_setup.sample_home.bus import RIDE_REQUEST, ride
from kiosk_setup.sample_home.files import with_files
from kiosk_setup.sample_home.ground import NOW, TODAY, TOMORROW, at, said
from kiosk_setup.sample_home.home import KIYO, TARO, household
from kiosk_setup.sample_home.morning import absence, asked_by, morning
from kiosk_setup.sample_home.news import FESTIVAL, SNOW, alert, notice
from offline_cache.snapshot import Enrolment, Line, SaidState, Snapshot
from wire.alerts import AlertStatus
from wire.commands import CallRequest, CheckIn
from wire.content import (
    Answer,
    Call,
    CallState,
    CheckInRecord,
    NoticeKind,
    RideState,
    Whom,
)
from wire.wellbeing import MedicineRecord


class Situation(StrEnum):
    """The named moments that the stories and the pictures begin with."""

    MORNING = "morning"
    EVENING_ANSWERED = "evening_answered"
    OFFLINE = "offline"
    RIDE_ASKED = "ride_asked"
    RIDE_GIVEN = "ride_given"
    RIDE_REFUSED = "ride_refused"
    THERE_AND_BACK = "there_and_back"
    BUS_COMING = "bus_coming"
    ALERT4 = "alert4"
    ALERT5 = "alert5"
    DRILL = "drill"
    ENROLMENT = "enrolment"
    MANY_NOTICES = "many_notices"
    TWO_RESIDENTS = "two_residents"
    HELP = "help"
    NO_TIME = "no_time"
    EMPTY = "empty"
    WEEK = "week"
    AWAY = "away"
    REMINDED = "reminded"
    FILES = "files"


def _evening_answered() -> Snapshot:
    record = CheckInRecord(resident="kiyo", day=TODAY, answer=Answer.GOOD, received_at=at(8, 6))
    entry = said(1, CheckIn(resident="kiyo", answer=Answer.GOOD), made_at=at(8, 6))
    line = Line(connected=True, as_of=at(18, 29))
    return replace(morning(), line=line, check_ins=(record,), said=(entry,))


def _offline() -> Snapshot:
    line = Line(connected=False, as_of=at(18, 0, TODAY - timedelta(days=1)))
    return replace(morning(), line=line, said=(said(1, RIDE_REQUEST, SaidState.KEPT),))


def _many_notices() -> Snapshot:
    more = tuple(
        notice(count, f"{count}番目の 回覧板が まわって います", kind=list(NoticeKind)[count % 5])
        for count in range(3, 15)
    )
    long = notice(15, "たいせつな 「マイナンバーカード」の こうしんに かかわる 長い 長い 題の お知らせ")
    return replace(morning(), notices=(FESTIVAL, SNOW, *more, long))


def _help() -> Snapshot:
    call = Call(
        id="box1-1",
        urgent=True,
        whom=Whom.COMMISSIONER,
        state=CallState.TAKEN,
        asked_at=NOW,
        taken_by="佐藤 はる",
    )
    return replace(morning(), calls=(call,), said=(said(1, CallRequest(resident="kiyo", urgent=True)),))


def _ride(state: RideState) -> Snapshot:
    return replace(morning(), said=(said(1, RIDE_REQUEST),), rides=(ride(state),))


def _there_and_back() -> Snapshot:
    """The way out is given; the way home is still asked for."""
    home = RIDE_REQUEST.model_copy(
        update={
            "from_stop": "hospital",
            "to_stop": "home",
            "leave_at": "11:30",
            "trip": "box1-1",
            "homeward": True,
        }
    )
    return replace(_ride(RideState.GIVEN), said=(said(1, RIDE_REQUEST), said(2, home)))


def _bus_coming() -> Snapshot:
    line = Line(connected=True, as_of=at(8, 59, TOMORROW))
    return replace(_ride(RideState.GIVEN), line=line)


def _alert(level: int, status: AlertStatus = AlertStatus.ACTUAL) -> Snapshot:
    return replace(morning(), alerts=(alert(level, status),))


def _week() -> Snapshot:
    """A household that is asked about medicine, with a week behind it."""
    kiyo = KIYO.model_copy(update={"medicine": True})
    ago = {6: Answer.GOOD, 5: Answer.FAIR, 4: Answer.GOOD, 2: Answer.POOR, 1: Answer.FAIR}
    records = tuple(
        CheckInRecord(
            resident="kiyo",
            day=TODAY - timedelta(days=days),
            answer=answer,
            received_at=NOW - timedelta(days=days),
        )
        for days, answer in ago.items()
    )
    medicine = tuple(
        MedicineRecord(
            resident="kiyo",
            day=TODAY - timedelta(days=days),
            taken=days != 2,
            received_at=NOW - timedelta(days=days),
        )
        for days in (6, 5, 4, 2, 1)
    )
    return replace(morning(), household=household(kiyo), check_ins=records, medicine=medicine)


_SNAPSHOTS: dict[Situation, Callable[[], Snapshot]] = {
    Situation.MORNING: morning,
    Situation.EVENING_ANSWERED: _evening_answered,
    Situation.OFFLINE: _offline,
    Situation.RIDE_ASKED: lambda: replace(morning(), said=(said(1, RIDE_REQUEST),)),
    Situation.RIDE_GIVEN: lambda: _ride(RideState.GIVEN),
    Situation.RIDE_REFUSED: lambda: _ride(RideState.REFUSED),
    Situation.THERE_AND_BACK: _there_and_back,
    Situation.BUS_COMING: _bus_coming,
    Situation.ALERT4: lambda: _alert(4),
    Situation.ALERT5: lambda: _alert(5),
    Situation.DRILL: lambda: _alert(4, AlertStatus.DRILL),
    Situation.ENROLMENT: lambda: Snapshot(
        line=Line(connected=True, as_of=at(8, 4)),
        enrolment=Enrolment(code="BCDFGHJK", city="http://192.0.2.10:8080"),
    ),
    Situation.MANY_NOTICES: _many_notices,
    Situation.TWO_RESIDENTS: lambda: replace(morning(), household=household(KIYO, TARO)),
    Situation.HELP: _help,
    Situation.NO_TIME: lambda: replace(morning(), clock_trusted=False),
    Situation.WEEK: _week,
    Situation.AWAY: lambda: replace(morning(), absences=(absence(-1, 4),)),
    Situation.REMINDED: lambda: asked_by("08:00"),
    Situation.FILES: lambda: with_files(),  # noqa: PLW0108 - stands below
    Situation.EMPTY: lambda: Snapshot(line=Line(connected=False, as_of=None), clock_trusted=False),
}


def snapshot(situation: Situation) -> Snapshot:
    """Build the memory of a box in a situation."""
    return _SNAPSHOTS[situation]()


def moment(situation: Situation) -> datetime:
    """Return what time it is there."""
    match situation:
        case Situation.EVENING_ANSWERED:
            return at(18, 30)
        case Situation.BUS_COMING:
            return at(9, 0, TOMORROW)
        case _:
            return NOW
