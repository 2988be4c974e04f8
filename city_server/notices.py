"""お知らせ: sent to exactly the right homes, withdrawn everywhere, and proof of who got it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from city_server import audit
from city_server.audiences import EVERYONE, of_area, of_section
from city_server.changes import publish, withdraw
from city_server.clock import Clock
from city_server.database import Database
from city_server.domain.texts import cleaned, one_line
from city_server.errors import Invalid, NotFound
from city_server.reach import Reach, homes_of
from city_server.tables import Area, NoticeRow, Receipt, Section
from typeset.words import Words
from wire.content import MAX_ATTACHMENTS, MAX_NOTICE_CHARACTERS, Notice, NoticeKind
from wire.media import Attachment

TOPIC = "notices"
MAX_TITLE, MAX_SENDER = 60, 80
_KIND = "notice"


@dataclass(frozen=True)
class Draft:
    """A notice as it was typed. `audiences`: `all`, `area:<id>`, `section:<id>`."""

    title: str
    body: str
    kind: NoticeKind
    sender: str
    audiences: tuple[str, ...]
    expires_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    asks_reply: bool = False
    reply_until: datetime | None = None


@dataclass(frozen=True)
class SentNotice:
    """A notice with where it went."""

    notice: Notice
    audiences: tuple[str, ...]
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Notices:
    """All notices of the city."""

    database: Database
    clock: Clock
    words: Words

    def faults(self, draft: Draft) -> dict[str, str]:
        """Say, for each field, what is wrong with a draft; nothing when it can be sent."""
        with self.database.reading() as session:
            return self._faults(session, draft)

    def write(self, draft: Draft, staff: int | None) -> Notice:
        """Send a notice. Raises Invalid, and then nothing has changed."""
        now = self.clock.now()
        with self.database.writing() as writing:
            faults = self._faults(writing.session, draft)
            if faults:
                raise Invalid(faults)
            notice = _notice(draft, f"notice-{secrets.token_hex(8)}", now)
            audiences = list(dict.fromkeys(draft.audiences))
            numbers = [publish(writing, now, audience, notice.id, notice) for audience in audiences]
            writing.session.add(
                NoticeRow(
                    id=notice.id,
                    body=notice.model_dump(mode="json"),
                    audiences=audiences,
                    seq=max(numbers),
                    written_by=staff,
                )
            )
            audit.note(writing, now, staff, "notice_sent", notice.id)
            writing.topics.add(TOPIC)
        return notice

    def withdraw(self, notice: str, staff: int | None) -> None:
        """Take a notice off every TV. Raises NotFound."""
        now = self.clock.now()
        with self.database.writing() as writing:
            row = writing.session.get(NoticeRow, notice)
            if row is None:
                raise NotFound(f"notice {notice}")
            row.withdrawn_at = row.withdrawn_at or now
            for audience in row.audiences:
                withdraw(writing, now, audience, _KIND, notice)
            audit.note(writing, now, staff, "notice_withdrawn", notice)
            writing.topics.add(TOPIC)

    def drop_expired(self) -> None:
        """Take notices off the TVs that have run out; they stay in the office's list."""
        now = self.clock.now()
        with self.database.reading() as session:
            gone = [sent for sent in _all(session) if _has_expired(sent, now)]
        for sent in gone:
            with self.database.writing() as writing:
                for audience in sent.audiences:
                    withdraw(writing, now, audience, _KIND, sent.notice.id)

    def list(self) -> tuple[SentNotice, ...]:
        """List all notices, the newest first."""
        with self.database.reading() as session:
            found = _all(session)
        return tuple(sorted(found, key=lambda sent: (sent.notice.sent_at, sent.notice.id), reverse=True))

    def get(self, notice: str) -> SentNotice:
        """Return one notice. Raises NotFound."""
        with self.database.reading() as session:
            return _sent(_row(session, notice))

    def reach(self, notice: str) -> Reach:
        """Tell who got it and what became of it in each home. Raises NotFound."""
        now = self.clock.now()
        with self.database.reading() as session:
            row = _row(session, notice)
            receipts = session.scalars(select(Receipt).where(Receipt.notice == notice)).all()
            return homes_of(session, row, receipts, now)

    def _faults(self, session: Session, draft: Draft) -> dict[str, str]:
        say, now = self.words, self.clock.now()
        faults = _unreadable(draft, say)
        if not draft.audiences:
            faults["audiences"] = say("city.notice.no_audience")
        elif unknown_audiences(session, draft.audiences):
            faults["audiences"] = say("city.notice.unknown_audience")
        if draft.expires_at is not None and draft.expires_at <= now:
            faults["expires_at"] = say("city.notice.expired")
        if draft.asks_reply and draft.reply_until is not None and draft.reply_until <= now:
            faults["reply_until"] = say("city.notice.reply_over")
        return faults


def _unreadable(draft: Draft, say: Words) -> dict[str, str]:
    """Say what is wrong with the words and files themselves."""
    faults: dict[str, str] = {}
    if not one_line(draft.title):
        faults["title"] = say("city.notice.no_title")
    elif len(one_line(draft.title)) > MAX_TITLE:
        faults["title"] = say("city.notice.long_title", most=MAX_TITLE)
    if not cleaned(draft.body):
        faults["body"] = say("city.notice.no_body")
    elif len(cleaned(draft.body)) > MAX_NOTICE_CHARACTERS:
        faults["body"] = say("city.notice.long_body", most=MAX_NOTICE_CHARACTERS)
    if not one_line(draft.sender) or len(one_line(draft.sender)) > MAX_SENDER:
        faults["sender"] = say("city.notice.bad_sender", most=MAX_SENDER)
    if len(draft.attachments) > MAX_ATTACHMENTS:
        faults["attachments"] = say("city.notice.many_attachments", most=MAX_ATTACHMENTS)
    return faults


def unknown_audiences(session: Session, audiences: Sequence[str]) -> list[str]:
    """Return those that are neither everyone nor an area nor a section of this city."""
    known = {EVERYONE}
    known.update(of_area(area) for area in session.scalars(select(Area.id)))
    known.update(of_section(section) for section in session.scalars(select(Section.id)))
    return [audience for audience in audiences if audience not in known]


def _notice(draft: Draft, name: str, now: datetime) -> Notice:
    return Notice(
        id=name,
        kind=draft.kind,
        title=one_line(draft.title),
        sender=one_line(draft.sender),
        body=cleaned(draft.body),
        sent_at=now,
        expires_at=draft.expires_at,
        attachments=draft.attachments,
        asks_reply=draft.asks_reply,
        reply_until=draft.reply_until if draft.asks_reply else None,
    )


def _all(session: Session) -> list[SentNotice]:
    return [_sent(row) for row in session.scalars(select(NoticeRow))]


def _sent(row: NoticeRow) -> SentNotice:
    return SentNotice(Notice.model_validate(row.body), tuple(row.audiences), row.withdrawn_at)


def _row(session: Session, notice: str) -> NoticeRow:
    row = session.get(NoticeRow, notice)
    if row is None:
        raise NotFound(f"notice {notice}")
    return row


def _has_expired(sent: SentNotice, now: datetime) -> bool:
    expires = sent.notice.expires_at
    return sent.withdrawn_at is None and expires is not None and expires <= now
