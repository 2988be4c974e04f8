"""Staff: signing in with a password, the session that follows, and the throttle on guessing."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from city_server import audit, throttle
from city_server.database import Database, Writing
from city_server.errors import Locked
from city_server.passwords import hash_password, verify
from city_server.permissions import Role
from city_server.tables import Attempt, Staff, StaffSession

SESSION_SPAN = timedelta(hours=12)
GUESSES = throttle.Rule(10, timedelta(minutes=15))
_LONGEST_PASSWORD = 200


@dataclass(frozen=True)
class Person:
    """A member of staff as the consoles know them. `area` is a commissioner's own."""

    id: int
    name: str
    role: Role
    area: str | None


@dataclass(frozen=True)
class SignedIn:
    """A session that was just opened: the cookie's value, and nothing of it in the database."""

    person: Person
    token: str


@dataclass(frozen=True)
class Known:
    """Whose session a cookie names, and the token its forms must carry."""

    person: Person
    csrf: str


class WrongPassword(Exception):
    """Raised when login and password do not belong together, whether or not the login exists."""


def sign_in(database: Database, now: datetime, login: str, password: str, address: str) -> SignedIn:
    """Open a session. Raises `WrongPassword`, or `Locked` after ten wrong ones of a login or an address.

    The guess is counted before the slow comparison, so that many at once are counted all.
    """
    marks = (f"login:{login[:80]}", f"address:{address[:80]}")
    with database.writing() as writing:
        _raise_if_locked(writing.session, now, marks)
        for mark in marks:
            throttle.count(writing, mark, now)
        row = writing.session.scalar(select(Staff).where(Staff.login == login))
    fits = verify(password[:_LONGEST_PASSWORD], row.password_hash if row else _nobodys_hash())
    if row is None or not fits:
        raise WrongPassword
    with database.writing() as writing:
        _forgive(writing, now, marks)
        return _open(writing, now, row)


def known(session: Session, now: datetime, token: str) -> Known | None:
    """Return whose session this cookie names, or None for none, a closed or an old one."""
    row = session.get(StaffSession, _hashed(token))
    if row is None or row.expires_at <= now:
        return None
    staff = session.get_one(Staff, row.staff)
    return Known(_person(staff), row.csrf)


def sign_out(database: Database, token: str) -> None:
    """Close a session for ever."""
    with database.writing() as writing:
        writing.session.execute(delete(StaffSession).where(StaffSession.token_hash == _hashed(token)))


def _open(writing: Writing, now: datetime, row: Staff) -> SignedIn:
    writing.session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
    token = secrets.token_urlsafe(32)
    writing.session.add(
        StaffSession(
            token_hash=_hashed(token),
            staff=row.id,
            csrf=secrets.token_urlsafe(32),
            expires_at=now + SESSION_SPAN,
        )
    )
    audit.note(writing, now, row.id, "signed in", row.role)
    return SignedIn(_person(row), token)


def _raise_if_locked(session: Session, now: datetime, marks: tuple[str, ...]) -> None:
    for mark in marks:
        until = throttle.locked_until(session, mark, GUESSES, now)
        if until is not None:
            raise Locked(until)


def _forgive(writing: Writing, now: datetime, marks: tuple[str, ...]) -> None:
    """A right password clears its login; of the address only this one guess, for others sit there too."""
    login, address = marks
    own = delete(Attempt).where(Attempt.what == address, Attempt.at == now)
    writing.session.execute(delete(Attempt).where(Attempt.what == login))
    writing.session.execute(own)


def _nobodys_hash() -> str:
    """Cost an unknown login what a known one costs, so that the time taken tells nothing."""
    return hash_password(secrets.token_urlsafe(16))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _person(row: Staff) -> Person:
    return Person(row.id, row.name, Role(row.role), row.area)
