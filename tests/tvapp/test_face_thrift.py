"""The face stays small: what is rarely needed is not loaded at the start, and kept textures are bounded."""

import subprocess
import sys
from pathlib import Path

import pytest

RARELY_NEEDED = ("PIL", "fontTools", "segno", "cryptography", "requests", "http.server", "numpy", "vlc")
_START = """
import sys
from pathlib import Path
import tvapp.bootstrap
from tvapp.screen import window
window.prepare(Path(sys.argv[1]), offscreen=True, fullscreen=False)
import tvapp.screen.stage
print(*[name for name in sys.argv[2:] if name in sys.modules])
"""


@pytest.mark.screen
def test_a_start_loads_nothing_that_is_rarely_needed(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path), *RARELY_NEEDED, "sqlite3"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert started.stdout.split() == ["sqlite3"], "and what is needed is seen by this test"
