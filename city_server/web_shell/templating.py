"""How pages are drawn: Jinja templates by group of users, everything escaped, days and times in words."""

from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from city_server.households import HouseholdView
from city_server.web_shell.navigation import here, pages_of
from city_server.web_shell.ring_times import ring_times
from wire.base import TOKYO

_PACKAGE = Path(__file__).resolve().parent.parent
_GROUPS = ("office", "commissioner", "technician", "bus_desk")
_DAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


def environment() -> Environment:
    """Make the environment: `name.html` is the shell's, `office/name.html` that group's."""
    groups = {group: FileSystemLoader(_PACKAGE / group / "templates") for group in _GROUPS}
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(_PACKAGE / "web_shell" / "templates"), PrefixLoader(groups)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["nav"] = pages_of
    made.globals["here"] = here
    made.globals["ring_times"] = ring_times
    made.filters["findable"] = findable
    made.filters["hour"] = hour
    made.filters["day"] = day
    made.filters["moment"] = moment
    return made


def hour(at: datetime) -> str:
    """Write a time of day: `8:05`."""
    local = at.astimezone(TOKYO)
    return f"{local.hour}:{local.minute:02}"


def day(at: date, language: str) -> str:
    """Write a day: `11月22日(日)` or `Sun 11/22`."""
    name = _DAYS[language][at.weekday()]
    return f"{at.month}月{at.day}日({name})" if language == "ja" else f"{name} {at.month}/{at.day}"


def moment(at: datetime, language: str, now: datetime) -> str:
    """Write when something was: the time alone when it was today."""
    local = at.astimezone(TOKYO)
    if local.date() == now.astimezone(TOKYO).date():
        return hour(local)
    return f"{day(local.date(), language)} {hour(local)}"


def findable(home: HouseholdView, area: str) -> str:
    """Write everything a household can be searched by: katakana becomes hiragana, as the search does."""
    people = [f"{resident.name} {resident.kana}" for resident in home.item.residents]
    words = normalize("NFKC", " ".join([home.name, home.address, area, *people])).lower()
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in words)
