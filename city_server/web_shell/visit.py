"""One request to a console, as its handler sees it: who, in which language, with which form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from city_server.audit import Look
from city_server.city import City
from city_server.staff import Person
from city_server.web_shell.desk import Desk
from city_server.web_shell.errors import NotAllowed
from city_server.web_shell.ring_times import read_ring_time
from typeset.words import Words

_SEE_OTHER = 303


@dataclass(frozen=True)
class Visit:
    """`person` is None on the sign-in page alone. `path` and `query` are what the address says."""

    desk: Desk
    words: Words
    person: Person | None
    csrf: str
    form: FormData
    path: Mapping[str, str]
    query: Mapping[str, str]
    address: str
    """Where the browser is: the peer's IP address."""
    url: str
    """This page's path, for links that change only the language."""
    cookies: Mapping[str, str]
    secure: bool
    look: Look
    """How a look of this request is written down: a page that loads itself anew is no new look."""
    mark: str
    """Where the city's changes stood before this page was read."""

    @property
    def who(self) -> Person:
        """Return the person who is signed in. Raises `NotAllowed` where nobody is."""
        if self.person is None:
            raise NotAllowed
        return self.person

    @property
    def city(self) -> City:
        """Return the city's services."""
        return self.desk.city

    @property
    def here(self) -> str:
        """Return this page's address, without what was said once."""
        kept = {name: value for name, value in self.query.items() if name not in {"lang", "said"}}
        return f"{self.url}?{urlencode(kept)}" if kept else self.url

    @property
    def stream(self) -> str:
        """Return where a page hears of changes: those since it was read are told at once."""
        return f"/stream?since={self.mark}"

    @property
    def page_number(self) -> int:
        """Return which page of a long list is asked for, from 1."""
        typed = self.query.get("page", "1")
        return int(typed) if typed.isascii() and typed.isdigit() and 0 < int(typed[:6]) < 10_000 else 1

    def minutes_until(self, moment: datetime) -> int:
        """Return how many minutes to wait, at least one."""
        return max(1, ceil((moment - self.city.clock.now()).total_seconds() / 60))

    @property
    def said(self) -> str | None:
        """Return what the action before this page did, in words: `?said=` names one of ours or nothing."""
        key = f"shell.said.{self.query.get('said', '')}"
        return self.words(key) if key in self.words else None

    def looked(self, action: str, subject: str) -> None:
        """Write down what is looked at."""
        with self.city.database.writing() as writing:
            self.look(writing, self.city.clock.now(), self.who.id, action, subject)

    def typed(self, name: str) -> str:
        """Return a text field as typed, with the line ends a browser sends made plain; empty when absent."""
        value = self.form.get(name, "")
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def ticked(self, name: str) -> tuple[str, ...]:
        """Return the values of all ticked boxes of a name."""
        return tuple(value for value in self.form.getlist(name) if isinstance(value, str))

    def ring_time(self) -> datetime | None:
        """Return when somebody said they will ring; None is as soon as they can. Raises `BadForm`."""
        return read_ring_time(self.typed("ring_at"), self.city.clock.now())

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """Draw a page."""
        drawn = self.desk.templates.get_template(template).render(
            visit=self, w=self.words, person=self.person, csrf=self.csrf, now=self.city.clock.now(), **context
        )
        return HTMLResponse(drawn, status)

    def go(self, path: str, **query: str) -> Response:
        """Send the browser on to another page, so that a reload does not do the thing again."""
        return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, _SEE_OTHER)

    def other_language(self) -> str:
        """Return the address of this page in the other language."""
        other = "en" if self.words.language == "ja" else "ja"
        return f"{self.here}{'&' if '?' in self.here else '?'}lang={other}"
