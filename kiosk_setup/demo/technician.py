"""Does what a technician does at the bench: reads the code off the TV and enters it at the city."""

import re
import time

import requests

from kiosk_setup.demo.staff_browser import TIMEOUT, StaffBrowser
from kiosk_setup.errors import NotEnrolled, Refused
from wire.enrolment import CODE_LETTERS

_CODE = re.compile(rf"\b[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}\b")
PATIENCE = 30.0


def needs_enrolment(tv: str) -> bool:
    """Wait until the TV shows either a home or a code, and tell which. Raises `NotEnrolled`."""
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


def enrol(technician: StaffBrowser, code: str, household: str) -> None:
    """Enter a code for a household. Raises `NotEnrolled` with the city's words."""
    try:
        technician.send("/technician", "/technician/enrol", {"code": code, "household": household})
    except Refused as refused:
        raise NotEnrolled(str(refused)) from refused
