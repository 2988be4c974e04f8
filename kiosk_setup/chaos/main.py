"""The command `minato chaos`: plays bad winters by the hundred, and tells each seed that broke a law."""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from kiosk_setup.chaos.kills import kill_all
from kiosk_setup.chaos.power_cuts import cut_power
from kiosk_setup.chaos.season import Findings, Season, play_all

BOXES = 5
MOST_BOXES = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the seeds asked for. Returns 0 when every law held and faults enough struck, else 1."""
    asked = _parser().parse_args(arguments)
    if asked.kills:
        return _kill(asked)
    if asked.power_cuts:
        return _cut(asked)
    season = Season(asked.seed, asked.seeds, asked.boxes, asked.plant)
    begun = time.monotonic()
    findings = play_all(season, asked.jobs, _quiet if asked.json else _progress)
    seconds = time.monotonic() - begun
    if asked.json:
        print(json.dumps(_as_json(season, findings, seconds), ensure_ascii=False))
    else:
        print(_as_text(findings))
        print(f"{findings.seeds} seeds, {len(findings.broken)} violations, {seconds:.0f} s")
    return 1 if findings.broken or findings.calm or findings.seeds < season.count else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minato chaos",
        description="わるい冬を くりかえし ためします — a city and its boxes through one bad winter per seed",
        epilog="A seed plays the same each time: chaos --seeds 1 --seed N shows what seed N showed.",
    )
    parser.add_argument("--seeds", type=_whole, default=200, help="how many seeds (200)")
    parser.add_argument("--seed", type=int, default=0, help="the first of them (0)")
    parser.add_argument(
        "--boxes",
        type=_boxes,
        default=BOXES,
        help=f"boxes in each (5; up to {MOST_BOXES}, most of which sleep until the spring)",
    )
    parser.add_argument(
        "--kills", type=_whole, help="instead: kill box and city so often, as real processes, while they work"
    )
    parser.add_argument(
        "--power-cuts",
        type=_whole,
        help="instead: cut the power so often, at any write or sync, and lose and tear what was not synced",
    )
    parser.add_argument("--lying-disk", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=_whole, default=os.cpu_count() or 1, help="processes (all cores)")
    parser.add_argument("--json", action="store_true", help="tell it as one line of JSON")
    parser.add_argument("--plant", default="", help=argparse.SUPPRESS)
    return parser


def _kill(asked: argparse.Namespace) -> int:
    begun = time.monotonic()
    found = kill_all(asked.kills, asked.seed, asked.jobs, asked.plant)
    told = {
        "kills": found.kills,
        "city_kills": found.city_hit,
        "while": dict(sorted(found.hit.items())),
        "taken": found.taken,
        "sent": found.sent,
        "seconds": round(time.monotonic() - begun, 1),
        "violations": found.broken,
    }
    _tell(told, as_json=asked.json)
    return 1 if found.broken or found.kills < asked.kills else 0


def _cut(asked: argparse.Namespace) -> int:
    begun = time.monotonic()
    found = cut_power(asked.power_cuts, asked.seed, asked.plant, lying_disk=asked.lying_disk)
    told = asdict(found) | {"seconds": round(time.monotonic() - begun, 1)}
    told["violations"] = told.pop("broken")
    _tell(told, as_json=asked.json)
    return 1 if found.broken else 0


def _tell(told: Mapping[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(f"  {name:<12}{value}" for name, value in told.items()))


def _whole(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _boxes(text: str) -> int:
    number = _whole(text)
    if number > MOST_BOXES:
        raise argparse.ArgumentTypeError(f"at most {MOST_BOXES}")
    return number


def _quiet(_: Findings) -> None:
    """Say nothing on the way."""


def _progress(findings: Findings) -> None:
    print(f"{findings.seeds} seeds, {len(findings.broken)} violations …", file=sys.stderr, flush=True)


def _as_text(findings: Findings) -> str:
    lines = [f"  {count:>6}  {fault}" for fault, count in sorted(findings.fired.items())]
    for broken in findings.broken:
        lines.append(f"seed {broken.seed}: {broken.law}: {broken.how}")
        lines += [f"    {step}" for step in broken.trace]
    if findings.calm:
        lines.append(f"too little happened in the seeds {', '.join(map(str, sorted(findings.calm)))}")
    return "\n".join(lines)


def _as_json(season: Season, findings: Findings, seconds: float) -> dict[str, object]:
    return {
        "first_seed": season.first,
        "seeds": findings.seeds,
        "boxes": season.boxes,
        "seconds": round(seconds, 1),
        "fired": dict(sorted(findings.fired.items())),
        "calm_seeds": sorted(findings.calm),
        "violations": [
            {"seed": one.seed, "law": one.law, "how": one.how, "trace": list(one.trace)}
            for one in findings.broken
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
