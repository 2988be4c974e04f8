"""`./minato demo`: a whole village on this computer, to look at, to play with and to test."""

import argparse
import json
import os
import shlex
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from kiosk_setup.demo.households import choose_homes
from kiosk_setup.demo.village import Plan, Village
from kiosk_setup.errors import SetupError

ROOT = Path(__file__).parents[2]
WATCH_EVERY = 1.0
CITY = "minato-city city"


def main(arguments: list[str] | None = None) -> int:
    """Run the village until SIGTERM or Ctrl-C. Returns 0, or 1 when it could not be brought up."""
    options = _read(arguments)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    plan = Plan(
        folder=options.data.resolve(),
        city_port=options.city_port,
        tv_port=options.tv_port,
        homes=choose_homes(ROOT / "assets" / "village", options.boxes),
        now=options.now,
        window=not options.headless and "DISPLAY" in os.environ,
    )
    village = Village(plan, lambda line: print(f"minato: {line}", file=sys.stderr, flush=True))
    try:
        village.start()
        _tell(village, headless=options.headless, window=plan.window)
        _watch(village, over)
    except SetupError as error:
        print(f"minato: {error}", file=sys.stderr)
        return 1
    finally:
        village.stop()
    return 0


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="minato demo", description="村を まるごと 動かします — a whole village on this computer"
    )
    parser.add_argument("--headless", action="store_true", help="print one line of JSON when ready")
    parser.add_argument("--city-port", type=int, default=8700)
    parser.add_argument("--tv-port", type=int, default=8710, help="of the first TV; the others follow")
    parser.add_argument("--data", type=Path, default=ROOT / "demo-data", help="kept; used again next time")
    parser.add_argument("--boxes", type=_few, default=2, metavar="N", help="how many households get a box")
    parser.add_argument("--now", metavar="ISO-TIME", help="let the village's clock start here")
    return parser.parse_args(arguments)


def _few(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 12:
        raise argparse.ArgumentTypeError("1 to 12 boxes")
    return int(text)


def _tell(village: Village, *, headless: bool, window: bool) -> None:
    described = village.described()
    if headless:
        print(json.dumps(described, ensure_ascii=False), flush=True)
        return
    print(shown(described, window=window), flush=True)


def shown(described: dict[str, Any], *, window: bool) -> str:
    """Say to a person where everything is, and how to stop the city and start it again."""
    lines = ["", " みなとチャンネル 見本の村 — a sample village (all people are invented)", ""]
    lines.append(f"  市役所・民生委員・設置・バス  {described['city']}/login")
    lines += [
        f"      {role:<24} {login['user']:<16} {login['password']:<16} {login['area'] or ''}"
        for role, login in described["logins"].items()
    ]
    lines += [f"  テレビ  {box['tv']}   {box['household']} ({box['area']})" for box in described["boxes"]]
    lines += ["", "  市役所を 止める・また 動かす — stop the city, and start it again:"]
    lines += [f"      kill {described['pids']['city']}", f"      {shlex.join(described['commands'][CITY])}"]
    if window:
        lines += [
            "",
            "  テレビは ウィンドウです。矢印・Enter・Esc が リモコンです。 The keyboard is the remote.",
        ]
    return "\n".join([*lines, "", "  おわるには Ctrl-C — Ctrl-C ends it", ""])


def _watch(village: Village, over: threading.Event) -> None:
    told: set[str] = set()
    while not over.wait(WATCH_EVERY):
        for program in village.programs:
            if program.ended() and str(program.log) not in told:
                told.add(str(program.log))
                command = shlex.join(program.command)
                print(f"minato: {program.name} has ended. Start it again with:\n  {command}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
