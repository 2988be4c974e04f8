"""`minato-city`: runs the city of one directory, backs it up while it runs, and restores it."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn

from city_server.app import create_app
from city_server.backup import back_up, restore
from city_server.city import City
from city_server.clock import CityClock
from city_server.errors import Broken
from city_server.running import running
from city_server.settings import DATABASE_VARIABLE, Settings, keep, load
from typeset.errors import TypesetError
from wire.base import TOKYO

STOP_SECONDS = 1
_KEEPING = ("backup", "restore")


class CityProcess(uvicorn.Server):
    """A server whose open streams end when it is told to stop, instead of holding it up."""

    def __init__(self, config: uvicorn.Config, city: City) -> None:
        super().__init__(config)
        self._city = city

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Close the streams first; called on the loop's thread."""
        self._city.hub.close()
        super().handle_exit(sig, frame)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT. Returns 2 when the city cannot start."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given and given[0] in _KEEPING:
            return _keep(given)
        return _serve(_settings(_parser().parse_args(given)))
    except (Broken, TypesetError) as error:
        print(f"minato-city: {error}", file=sys.stderr)
        return 2


def _serve(settings: Settings) -> int:
    with running(settings):
        app = create_app(settings)
        print(f"minato-city: http://{settings.host}:{settings.port}", flush=True)
        server(app.state.city, app).run()
    return 0


def _keep(given: list[str]) -> int:
    """Do `backup FILE` or `restore FILE`."""
    parser = argparse.ArgumentParser(prog="minato-city")
    parser.add_argument("what", choices=_KEEPING)
    parser.add_argument("file", type=Path, help="the backup: one file")
    parser.add_argument("--data", type=Path, required=True, help="directory of the city")
    parser.add_argument("--database", default="", help="SQLAlchemy URL instead of the one that is kept")
    asked = parser.parse_args(given)
    settings = load(asked.data)
    here = asked.database or os.environ.get(DATABASE_VARIABLE, "")
    settings = replace(settings, database=here or settings.database)
    clock = CityClock(settings.offset)
    if asked.what == "backup":
        rows = back_up(settings, clock, asked.file)
        print(f"minato-city: {rows} rows are in {asked.file}")
    else:
        made_at = restore(settings, clock, asked.file)
        print(f"minato-city: the city is as it was at {made_at:%Y-%m-%d %H:%M:%S}: now start it")
    return 0


def server(city: City, app: object) -> CityProcess:
    """Make the server of a city at its own address."""
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=city.settings.host,
        port=city.settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return CityProcess(config, city)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minato-city",
        description="The city of Minato Channel",
        epilog="minato-city backup FILE --data DIR and minato-city restore FILE --data DIR keep it safe",
    )
    parser.add_argument("--data", type=Path, required=True, help="directory of this city")
    parser.add_argument("--host", help="address to listen on (kept)")
    parser.add_argument("--port", type=int, help="port to listen on (kept)")
    parser.add_argument("--now", type=_moment, help="shift the clock to this ISO time (kept)")
    parser.add_argument("--database", help="SQLAlchemy URL instead of SQLite in the directory (kept)")
    parser.add_argument("--sample", action="store_true", help="fill an empty city with the sample village")
    parser.add_argument("--restored", action="store_true", help="the directory came from a backup")
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=TOKYO)


def _settings(options: argparse.Namespace) -> Settings:
    settings = load(options.data)
    given = {
        "host": options.host,
        "port": options.port,
        "database": options.database,
        "offset": None if options.now is None else CityClock.showing(options.now).offset,
        "sample": options.sample or None,
    }
    settings = replace(settings, **{name: value for name, value in given.items() if value is not None})
    keep(settings)
    here = os.environ.get(DATABASE_VARIABLE, "")  # never kept: it may hold a password
    return replace(settings, restored=options.restored, database=here or settings.database)


if __name__ == "__main__":
    sys.exit(main())
