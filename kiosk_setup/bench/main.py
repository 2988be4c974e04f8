"""The command `minato bench`: measures, beside what somebody would use instead, and prints ratios."""

import argparse
import sys
from collections.abc import Callable, Sequence

from kiosk_setup.bench.bus import bus
from kiosk_setup.bench.keys import keys
from kiosk_setup.bench.line_breaking import line_breaking
from kiosk_setup.bench.memory import memory
from kiosk_setup.bench.module_sizes import module_sizes
from kiosk_setup.bench.rows import Row, table
from kiosk_setup.bench.soak import soak
from kiosk_setup.bench.sync import sync
from kiosk_setup.bench.tv import tv
from kiosk_setup.bench.video import video
from kiosk_setup.bench.village import village

BENCHMARKS: dict[str, Callable[[], list[Row]]] = {
    "bus": bus,
    "line-breaking": line_breaking,
    "module-sizes": module_sizes,
    "keys": keys,
    "memory": memory,
    "soak": soak,
    "sync": sync,
    "tv": tv,
    "video": video,
    "village": village,
}
"""Every benchmark by its name; each returns its figures and asserts nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks asked for, or all. Returns 0."""
    parser = argparse.ArgumentParser(
        prog="minato bench", description="速さと 大きさを くらべます — measures, beside a peer"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(BENCHMARKS)}")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in BENCHMARKS]:
        parser.error(f"there is no benchmark {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}")
    for name in asked.names or BENCHMARKS:
        print(f"{name}\n{table(BENCHMARKS[name]())}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
