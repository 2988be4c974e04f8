"""`minato-tv`: the face of a box."""

import logging
import sys

from tvapp.bootstrap import run
from tvapp.options import read


def main(arguments: list[str] | None = None) -> int:
    """Run the face. Returns 0 after a stop, 1 with words when it could not start."""
    options = read(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    for talkative in ("fontTools", "kivy", "PIL"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    try:
        run(options)
    except OSError as error:
        print(f"minato-tv: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
