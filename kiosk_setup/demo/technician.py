"""Does what a technician does at the bench: reads the code off the TV and enters it at the city."""

import re
import time

import requests

from kiosk_setup.errors import NotEnrolled
from wire.enrolment import CODE_LETTERS

_CODE = re.compile(rf"\b[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}\b")
_CSRF = re.compile(r'name="csrf"[^>]*value="([^"]+)"')
_ALERT = re.compile(r'role="alert"[^>]*>(.*?)</', re.DOTALL)
PATIENCE = 30.0
TIMEOUT = 10


def needs_enrolment(tv: str) -> bool:
    """Wait until the TV shows either a home or a code, and tell which."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        screen = requests.get(f"{tv}/view.json", timeout=TIMEOUT).json()["screen"]
        if screen != "enrolment":
            return False
        if code_on(tv) is not None:
            return True
        time.sleep(0.05)
    raise NotEnrolled(f"the TV at {tv} shows no code; is the city running?")


def code_on(tv: str) -> str | None:
    """Read the enrolment code off a TV."""
    texts = requests.get(f"{tv}/view.json", timeout=TIMEOUT).json()["texts"]
    found = (_CODE.search(str(text["text"])) for text in texts)
    return next((match.group() for match in found if match), None)


class Technician:
    """A signed-in technician in a browser of few needs."""

    def __init__(self, city: str, user: str, password: str) -> None:
        """Sign in. Raises `NotEnrolled` when the city does not let this technician in."""
        self._city = city
        self._browser = requests.Session()
        page = self._browser.post(
            f"{city}/login",
            data={"user": user, "password": password, "csrf": self._csrf("/login")},
            timeout=TIMEOUT,
        )
        if page.url.endswith("/login"):
            raise NotEnrolled("the city did not let the technician in")

    def enrol(self, code: str, household: str) -> None:
        """Enter a code for a household. Raises `NotEnrolled` with the city's words."""
        answer = self._browser.post(
            f"{self._city}/technician/enrol",
            data={"code": code, "household": household, "csrf": self._csrf("/technician")},
            timeout=TIMEOUT,
        )
        if "enrolled=" not in answer.url:
            words = _ALERT.search(answer.text)
            raise NotEnrolled(words.group(1).strip() if words else f"the city answered {answer.status_code}")

    def _csrf(self, path: str) -> str:
        page = self._browser.get(f"{self._city}{path}", timeout=TIMEOUT)
        found = _CSRF.search(page.text)
        if found is None:
            raise NotEnrolled(f"the city's page {path} has no form")
        return found.group(1)
