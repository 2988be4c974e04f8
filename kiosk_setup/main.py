"""The command `minato kiosk`: what a technician does at the bench."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk_setup.doctor import Level, Machine, examine
from kiosk_setup.strings import STRINGS
from offline_cache.clock import FLOOR, BoxClock
from remote_input.evdev_source import DeviceFinder
from remote_input.keymap import load_keymaps, own_keymaps
from remote_input.sources import without_keyboards
from typeset.words import Words

_SIGNS = {Level.OK: "○", Level.ADVICE: "△", Level.NEEDED: "×"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns 0, 1 when something needed is missing, or 2 for a wrong call."""
    parser = argparse.ArgumentParser(
        prog="minato kiosk", description="端末を 作り、調べます — builds and checks a box"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check", help="この機械で 使えるか 調べます / see whether this machine will do"
    )
    check.add_argument("--data", type=Path, default=Path("/var/lib/minato"), help="the box's folder")
    check.add_argument("--language", choices=("ja", "en"), default="ja")
    asked = parser.parse_args(arguments)
    return _check(asked.data, Words.load(STRINGS, asked.language))


def _check(data: Path, words: Words) -> int:
    finder = DeviceFinder(without_keyboards(load_keymaps(own_keymaps())))
    machine = Machine(data=data, remotes=finder.names, now=BoxClock(FLOOR).now(), floor=FLOOR)
    findings = examine(machine)
    for finding in findings:
        print(f"{_SIGNS[finding.level]} {words(finding.words, **finding.fill)}")
    missing = sum(finding.level is Level.NEEDED for finding in findings)
    print(words("kiosk.check.end.missing", count=missing) if missing else words("kiosk.check.end.ok"))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
