"""The sample day, the real words and fonts, and the smallest pieces that the other modules share."""

from datetime import date, datetime, timedelta
from pathlib import Path

from offline_cache.preferences import Language
from offline_cache.snapshot import Said, SaidState
from tvapp.domain.channel import Channel
from tvapp.domain.scene import Settings
from tvapp.domain.typesetter import Typesetter
from typeset.words import Words
from wire.base import TOKYO
from wire.commands import Body

FONTS = Path("/usr/share/fonts/truetype/bizud-gothic")
STRINGS = Path(__file__).resolve().parents[2] / "assets" / "strings"
NOW = datetime(2026, 11, 22, 8, 5, tzinfo=TOKYO)
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def channel(language: str = "ja", version: str = "0.1.0") -> Channel:
    """Put the channel together with the real words and fonts; `language` stands where none was chosen."""
    words = {Language.JA: Words.load(STRINGS, language), Language.EN: Words.load(STRINGS, "en")}
    return Channel(words, Typesetter.load(FONTS), Settings(version))


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    """A moment of the sample day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TOKYO)


def said(number: int, body: Body, state: SaidState = SaidState.SENT, made_at: datetime = NOW) -> Said:
    """One entry of the outbox."""
    return Said(name=f"box1-{number}", body=body, made_at=made_at, state=state)
