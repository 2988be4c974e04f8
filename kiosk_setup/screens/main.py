"""The command `minato screens`: photographs every screen in every state, or looks at them all."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from kiosk_setup.errors import SetupError
from kiosk_setup.screens import likeness, sheets
from kiosk_setup.screens.camera import Camera
from kiosk_setup.screens.gallery import SCREENS, STATES, Sitter, names, sitters
from kiosk_setup.screens.looks import Onlooker
from kiosk_setup.screens.reading import misread

ROOT = Path(__file__).parents[2]
SHEETS = ROOT / "docs" / "screens"
APPROVED = ROOT / "tests" / "tvapp" / "pictures"
IN_README = ROOT / "docs" / "pictures"
FOR_README = {
    "normal/home": "tv_home",
    "normal/check_in": "tv_check_in",
    "normal/bus": "tv_bus",
    "normal/alert4": "tv_alert4",
    "normal/notice": "tv_notice",
    "offline/bus_asked": "tv_bus_offline",
}
"""Single pictures that a page of the handbook shows."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures asked for. Returns 1 when `--check` found something, else 0."""
    asked = _parser().parse_args(arguments)
    total = sum(asked.only in name for name in names())
    if not total:
        raise SetupError(f"no picture is called {asked.only!r}; there are screens {' '.join(SCREENS)}")
    with tempfile.TemporaryDirectory() as home:
        camera = Camera(Path(home))
        if asked.check:
            return _check(camera, asked.only, total)
        if not asked.only and not asked.out:
            shutil.rmtree(APPROVED, ignore_errors=True)  # also of screens that are no more
        keep = _into_folder(asked.out) if asked.out else _approve
        pictures: dict[str, dict[str, Image.Image]] = {state: {} for state in STATES}
        for number, sitter in enumerate(sitters(asked.only), 1):
            print(f"[{number}/{total}] {sitter.name}", flush=True)
            pictures[sitter.state][sitter.screen] = picture = camera.picture(sitter.view)
            keep(sitter, picture)
    if not asked.only:
        _sheets(pictures, asked.out or SHEETS)
    return 0


def _check(camera: Camera, only: str, total: int) -> int:
    """Look at every picture, and let an OCR read it."""
    onlooker, bad = Onlooker(camera), 0
    for number, sitter in enumerate(sitters(only), 1):
        picture, inks, wrong = onlooker.look(sitter.view)
        wrong += misread(picture, inks)
        bad += bool(wrong)
        print(f"[{number}/{total}] {sitter.name}: {'; '.join(wrong) or 'ok'}", flush=True)
    print(f"{total} pictures, {bad} with something wrong")
    return 1 if bad else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minato screens",
        description="すべての 画面の 写真を とります — photographs every screen in every state",
        epilog="Without --out the handbook's sheets and the approved pictures of the tests are made anew: "
        "look at them before they are kept.",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="whole pictures and sheets into this folder")
    parser.add_argument("--check", action="store_true", help="keep nothing: look whether all can be read")
    parser.add_argument("--only", default="", metavar="NAME", help="such as home, night or night/home")
    return parser


def _into_folder(folder: Path) -> Callable[[Sitter, Image.Image], None]:
    def keep(sitter: Sitter, picture: Image.Image) -> None:
        path = folder / f"{sitter.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, compress_level=3)

    return keep


def _approve(sitter: Sitter, picture: Image.Image) -> None:
    likeness.keep(picture, APPROVED / f"{sitter.name}.webp")
    if sitter.name in FOR_README:
        picture.resize((1280, 720)).save(IN_README / f"{FOR_README[sitter.name]}.png", optimize=True)


def _sheets(pictures: dict[str, dict[str, Image.Image]], folder: Path) -> None:
    for state, taken in pictures.items():
        path = folder / f"{state}.webp"
        sheets.save(sheets.contact_sheet(taken), path)
        print(f"{path} ({path.stat().st_size // 1024} KB)")


if __name__ == "__main__":
    sys.exit(main())
