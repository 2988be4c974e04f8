"""Does what staff do in a browser: signs in, reads a form, sends it."""

import re
from pathlib import Path
from typing import Any

import requests

from kiosk_setup.errors import NotSignedIn, Refused

_CSRF = re.compile(r'name="csrf"[^>]*value="([^"]+)"')
_ALERT = re.compile(r'role="alert"[^>]*>(.*?)</(?:p|div|ul)>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
TIMEOUT = 10


class StaffBrowser:
    """One signed-in person of the city, in a browser of few needs."""

    def __init__(self, city: str, user: str, password: str) -> None:
        """Sign in. Raises `NotSignedIn` when the city does not let this person in."""
        self._city = city
        self._browser = requests.Session()
        page = self.send("/login", "/login", {"user": user, "password": password})
        if page.url.endswith("/login"):
            raise NotSignedIn(f"the city did not let {user} in")

    def send(
        self, form: str, path: str, fields: dict[str, Any], file: Path | None = None
    ) -> requests.Response:
        """Open the page of a form and send it filled in, with the file it asks for.

        Raises `Refused` with the city's words.
        """
        page = self._browser.get(f"{self._city}{form}", timeout=TIMEOUT)
        found = _CSRF.search(page.text)
        if found is None:
            raise Refused(f"the city's page {form} has no form")
        chosen = None if file is None else {"file": (file.name, file.read_bytes())}
        data = {**fields, "csrf": found.group(1)}
        answer = self._browser.post(f"{self._city}{path}", data=data, files=chosen, timeout=TIMEOUT)
        words = _ALERT.search(answer.text)
        if not answer.ok or words is not None:
            raise Refused(_plain(words.group(1)) if words else f"the city answered {answer.status_code}")
        return answer


def _plain(text: str) -> str:
    return " ".join(_TAG.sub(" ", text).split())
