"""Counting guesses: after too many within a span, no more are heard until the span has passed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from city_server.database import Writing
from city_server.tables import Attempt

FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """At most `times` within `span`."""

    times: int
    span: timedelta


def locked_until(session: Session, what: str, rule: Rule, now: datetime) -> datetime | None:
    """Return until when `what` is locked, or None when it is free.

    It is locked for a whole span from the guess that was one too many, also when the guesses before it
    were so spread out that the first of them leaves the span meanwhile.
    """
    guesses = session.scalars(
        select(Attempt.at)
        .where(Attempt.what == what, Attempt.at > now - 2 * rule.span)
        .order_by(Attempt.at.desc())
    ).all()
    for last, first in zip(guesses, guesses[rule.times - 1 :], strict=False):
        if last - first < rule.span and last + rule.span > now:
            return last + rule.span
    return None


def count(writing: Writing, what: str, now: datetime) -> None:
    """Count one, and forget those of long ago."""
    writing.session.execute(delete(Attempt).where(Attempt.at < now - FORGOTTEN_AFTER))
    writing.session.add(Attempt(what=what, at=now))
