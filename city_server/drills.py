"""訓練: what became of a drill, shown on the TVs of its areas once it is over."""

from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from city_server.audiences import of_area, of_household
from city_server.changes import publish
from city_server.database import Writing
from city_server.speaker import Speaker
from city_server.tables import AlertAnswerRow, AlertRow, Box, Household
from wire.alerts import Alert, AlertStatus
from wire.content import Drill, DrillAnswer


def show_result(writing: Writing, now: datetime, row: AlertRow) -> None:
    """Tell each area of a drill that is over how many answered; what was no drill is left alone."""
    alert = Alert.model_validate(row.body)
    if alert.status is AlertStatus.DRILL and row.ended_at is not None:
        writing.session.flush()
        for area in alert.areas:
            _show(writing, now, alert, area)


def note_answer(writing: Writing, now: datetime, row: AlertRow, speaker: Speaker, at: datetime) -> None:
    """Tell a household that its answer to a drill counts; one that came late is counted in the result."""
    alert = Alert.model_validate(row.body)
    if alert.status is not AlertStatus.DRILL:
        return
    known = DrillAnswer(drill=alert.id, answered_at=at)
    publish(writing, now, of_household(speaker.household), alert.id, known)
    if row.ended_at is not None:
        writing.session.flush()
        _show(writing, now, alert, speaker.area)


def _show(writing: Writing, now: datetime, alert: Alert, area: str) -> None:
    answers = (
        select(func.count(distinct(AlertAnswerRow.household)))
        .join(Household, Household.id == AlertAnswerRow.household)
        .where(AlertAnswerRow.alert == alert.id, Household.area == area)
    )
    result = Drill(
        id=alert.id,
        title=alert.title,
        held_at=alert.issued_at,
        homes=_homes(writing.session, area),
        answered=writing.session.scalar(answers) or 0,
    )
    publish(writing, now, of_area(area), alert.id, result)


def _homes(session: Session, area: str) -> int:
    with_box = (
        select(func.count(distinct(Box.household)))
        .join(Household, Household.id == Box.household)
        .where(Household.area == area, Box.revoked_at.is_(None))
    )
    return session.scalar(with_box) or 0
