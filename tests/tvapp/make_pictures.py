"""Makes the pictures of the handbook and those that the screen tests compare with, by the program itself.

`.venv/bin/python -m tests.tvapp.make_pictures`; look at every one of them before keeping it.
"""

import sys
import tempfile
from pathlib import Path

from tests.tvapp.picture import PAGES, Camera, view_of

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "pictures"
SMALL = (480, 270)
IN_DOCS = ("home", "check_in", "bus", "alert4", "notice", "bus_offline")


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        camera = Camera(Path(home))
        for page in PAGES:
            picture = camera.picture(view_of(page))
            KEPT.mkdir(exist_ok=True)
            picture.resize(SMALL).convert("L").save(KEPT / f"{page}.png", optimize=True)
            if page in IN_DOCS:
                docs = ROOT / "docs" / "pictures" / f"tv_{page}.png"
                picture.resize((1280, 720)).save(docs, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
