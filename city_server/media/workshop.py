"""Has files prepared in a process of their own, one after the other, so that no alert waits behind one."""

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from city_server.media.errors import Fault, Unusable
from city_server.media.prepared import Prepared, Sheet

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Workshop:
    """`patience` is how many seconds a file may take."""

    patience: float = 600.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def prepare(self, source: Path, out: Path) -> tuple[Sheet, ...]:
        """Make the pages of a file in the folder `out`. Raises Unusable, whatever the file does."""
        command = [sys.executable, "-m", "city_server.media.worker", str(source), str(out)]
        with self._turn:
            try:
                done = subprocess.run(  # the same Python, our own module
                    command, stdin=subprocess.DEVNULL, capture_output=True, timeout=self.patience, check=False
                )
            except subprocess.TimeoutExpired as error:
                raise Unusable(Fault.SLOW) from error
        return self._sheets(done)

    def _sheets(self, done: "subprocess.CompletedProcess[bytes]") -> tuple[Sheet, ...]:
        try:
            answer = Prepared.model_validate_json(done.stdout.splitlines()[-1])
        except (IndexError, ValidationError) as error:
            _log.warning("a file ended its worker: %s", done.returncode)
            raise Unusable(Fault.BROKEN) from error
        if answer.fault is not None:
            raise Unusable(answer.fault)
        if not answer.sheets:
            raise Unusable(Fault.BROKEN)
        return answer.sheets
