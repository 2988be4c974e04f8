"""The command `minato test`: every check and every layer of tests, and an honest sum as its last line."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kiosk_setup.junit import Sum
from kiosk_setup.steps import Outcome, Step, checks, layers, run

_CHECKS = ("format", "lint", "types", "imports", "strings")
_LAYERS = ("pure", "screen", "browser", "journey")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for. Returns 0 when all is well and at least one test ran, else 1."""
    asked, extra = _parser().parse_known_args(arguments)
    if asked.expression is not None:
        extra = ["-k", asked.expression, *extra]
    with tempfile.TemporaryDirectory(prefix="minato-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        steps = choose(checks(), layers(scratch, tuple(extra)), asked.only, narrowed=bool(extra))
        outcomes = [_run_aloud(step, number, len(steps), scratch) for number, step in enumerate(steps, 1)]
    return conclude(outcomes)


def choose(
    looks: Sequence[Step], tests: Sequence[Step], only: Sequence[str] | None, *, narrowed: bool
) -> tuple[Step, ...]:
    """Return the steps to run: all; those named by `only`; or just tests, when they are narrowed down."""
    if only:
        return tuple(step for step in (*looks, *tests) if step.name in only or step.layer in only)
    return tuple(tests) if narrowed else (*looks, *tests)


def conclude(outcomes: Sequence[Outcome]) -> int:
    """Print how everything went, the sum alone on the last line. Returns the exit code.

    A check that failed counts as one failure, so that the sum never says 0 failed when something has.
    """
    total = Sum()
    print()
    for outcome in outcomes:
        total += outcome.tests
        if not outcome.ok and outcome.tests.failed == 0:
            total += Sum(failed=1)
        told = f"  {'ok    ' if outcome.ok else 'FAILED'}  {outcome.step.name:<14}{outcome.seconds:7.1f} s"
        if outcome.step.layer is not None:
            told += f"  {outcome.tests.line()}"
        print(told + (f"  ({outcome.note})" if outcome.note else ""))
    wants_tests = any(outcome.step.layer is not None for outcome in outcomes)
    if wants_tests and total.ran == 0:
        print("  FAILED  no test ran")
    print()
    for skip in total.skips:
        print(" ".join(skip.split()))
    print(total.line(), flush=True)
    all_ok = bool(outcomes) and all(outcome.ok for outcome in outcomes)
    return 0 if all_ok and total.failed == 0 and (total.ran > 0 or not wants_tests) else 1


def _run_aloud(step: Step, number: int, of: int, scratch: Path) -> Outcome:
    print(f"[{number}/{of}] {step.name} …", flush=True)
    outcome = run(step, scratch, time.monotonic)
    print(
        f"[{number}/{of}] {step.name}: {'ok' if outcome.ok else 'FAILED'}, {outcome.seconds:.1f} s",
        flush=True,
    )
    return outcome


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minato test",
        usage="./minato test [-k EXPR] [--only NAME] [PYTEST ARGS]",
        description="すべての 検査を します。Runs every check and test; other options go to pytest.",
        epilog="With -k or pytest's own options only tests run, unless --only names something else.",
        allow_abbrev=False,
    )
    parser.add_argument("-k", dest="expression", metavar="EXPR", help="only tests whose names match")
    parser.add_argument(
        "--only",
        action="append",
        choices=(*_CHECKS, *_LAYERS),
        help="only this check or layer of tests; may be given again",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
