"""How long our modules are, beside the libraries a reader may know."""

import importlib.util
from pathlib import Path
from statistics import median

from kiosk_setup.bench.rows import Row

ROOT = Path(__file__).resolve().parents[2]
_OURS = (
    "wire",
    "typeset",
    "remote_input",
    "offline_cache",
    "box_agent",
    "tvapp",
    "city_server",
    "kiosk_setup",
)
_PEER = "kivy"


def module_sizes() -> list[Row]:
    """Count the lines of every module that holds any."""
    ours = _lines([ROOT / package for package in _OURS])
    found = importlib.util.find_spec(_PEER)
    theirs = _lines([Path(place) for place in (found.submodule_search_locations or ())] if found else [])
    return [
        Row("lines of a module, median", "lines", median(ours), median(theirs), _PEER),
        Row("lines of the longest module", "lines", max(ours), max(theirs), _PEER),
    ]


def _lines(folders: list[Path]) -> list[int]:
    counts = [
        len(file.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for file in folder.rglob("*.py")
        if "static" not in file.parts
    ]
    return [count for count in counts if count]
