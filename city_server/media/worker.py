"""The process that opens files from outside: little memory, little time, nothing to lose."""

import os
import resource
import sys
from pathlib import Path

from city_server.media.errors import Fault, Unusable
from city_server.media.prepared import Prepared, Sheet
from city_server.media.recognise import HEAD, Nature, recognise

_MEMORY = 3 * 1024**3
_CPU_SECONDS = 900
_LARGEST_OUTPUT = 400 * 1024**2


def main() -> int:
    """Prepare the file named first into the folder named second; answers one line of JSON."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    _hold_back()
    try:
        answer = Prepared(sheets=_prepare(source, out))
    except Unusable as why:
        answer = Prepared(fault=why.fault)
    except MemoryError:
        answer = Prepared(fault=Fault.HUGE)
    sys.stdout.write(answer.model_dump_json() + "\n")
    return 0


def _prepare(source: Path, out: Path) -> tuple[Sheet, ...]:
    """Import a decoder only when it is needed."""
    with source.open("rb") as opened:
        nature = recognise(opened.read(HEAD))
    match nature:
        case Nature.PICTURE:
            from city_server.media import pictures  # noqa: PLC0415

            return pictures.prepare(source, out)
        case Nature.DOCUMENT:
            from city_server.media import documents  # noqa: PLC0415

            return documents.prepare(source, out)
        case Nature.FILM:
            from city_server.media import films  # noqa: PLC0415

            return films.prepare(source, out)


def _hold_back() -> None:
    """Let everything else go first, and take no more than a machine can spare."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_OUTPUT, _LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
