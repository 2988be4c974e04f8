"""Reads pytest's reports and sums them up honestly."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sum:
    """How the tests of some reports ended. `skips` holds a line with the reason for each skipped test."""

    passed: int = 0
    failed: int = 0
    skips: tuple[str, ...] = ()

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.passed + other.passed, self.failed + other.failed, self.skips + other.skips)

    @property
    def ran(self) -> int:
        """How many tests really ran."""
        return self.passed + self.failed

    def line(self) -> str:
        """Return the last line of `./minato test`, which machines read."""
        return f"{self.passed} passed, {self.failed} failed, {len(self.skips)} skipped"


def read_report(file: Path) -> Sum | None:
    """Sum one report up; None when pytest did not live to write it, or left it torn."""
    try:
        root = ET.parse(file).getroot()  # noqa: S314 -- our own pytest wrote it a moment ago
    except (OSError, ET.ParseError):
        return None
    failed: set[str] = set()
    skipped: dict[str, str] = {}
    passed: set[str] = set()
    for case in root.iter("testcase"):
        name = f"{case.get('classname', '')}::{case.get('name', '')}"
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed.add(name)
        elif skip is not None:
            skipped[name] = skip.get("message") or "no reason given"
        else:
            passed.add(name)
    # A test whose teardown fails stands in the report twice: it has failed.
    skips = tuple(
        f"skipped: {name}: {reason}" for name, reason in sorted(skipped.items()) if name not in failed
    )
    return Sum(len(passed - failed - skipped.keys()), len(failed), skips)
