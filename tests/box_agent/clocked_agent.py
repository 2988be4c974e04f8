"""Runs `minato-agent` under libfaketime: setting the clock writes libfaketime's file, not the machine's."""

import ctypes
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from box_agent.main import main

_PR_CAPBSET_DROP, _CAP_SYS_TIME = 24, 25
CLOCK = Path(os.environ["FAKETIME_TIMESTAMP_FILE"])


def set_clock(moment: datetime) -> None:
    """Shift the faked clock so that it shows this moment; the machine's own is left alone."""
    offset = float(CLOCK.read_text(encoding="ascii").rstrip("s")) + moment.timestamp() - time.time()
    fresh = CLOCK.with_suffix(".new")
    fresh.write_text(f"{offset:+.3f}s", encoding="ascii")
    fresh.replace(CLOCK)


if __name__ == "__main__":
    # Whatever is started from here could not touch the machine's clock either.
    ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_SYS_TIME, 0, 0, 0)
    sys.exit(main(set_clock))
