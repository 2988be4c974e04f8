"""A city of every version that was released comes up to today's with all it had, on both databases.

`golden/city_NNNN.json` holds what a city of that version had in its tables. Never edit one; a release
adds its own.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from conftest import NOW
from sqlalchemy import Boolean, Date, MetaData, Table, func, select
from sqlalchemy.types import JSON

from city_server import dialects
from city_server.app import open_city
from city_server.clock import HandClock
from city_server.database import Database
from city_server.migrate import SCRIPTS
from city_server.settings import Settings
from city_server.speaker import Speaker
from city_server.tables import Base, Head
from kiosk_setup.own_postgres import OwnPostgres
from wire.commands import CheckIn, Command, CommandBatch, Outcome
from wire.content import Answer

MOVED = {"settings"}
"""Tables of which a migration has moved rows to other ones: the pages of living information."""

RELEASED = sorted((Path(__file__).parent / "golden").glob("city_*.json"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    if request.param == "sqlite":
        yield Settings(data=tmp_path)
        return
    server: OwnPostgres = request.getfixturevalue("postgres")
    name = server.create()
    yield Settings(data=tmp_path, database=server.url(name))
    server.drop(name)


def _config(connection: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _bring_up(settings: Settings, version: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Make the database as that version had it."""
    database = Database(settings.database_url)
    with database.engine.connect() as connection:
        command.upgrade(_config(connection), version)
        connection.commit()
    tables = MetaData()
    tables.reflect(database.engine)
    with dialects.for_writers(database.engine).begin() as connection:
        for table in tables.sorted_tables:
            if rows.get(table.name):
                connection.execute(table.insert(), [_typed(table, row) for row in rows[table.name]])
    database.close()


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Give text of the file the type of its column."""
    typed = dict(row)
    for column in table.columns:
        value = row[column.name]
        if value is None:
            continue
        match column.type:
            case Date():
                typed[column.name] = date.fromisoformat(value)
            case Boolean():
                typed[column.name] = bool(value)
            case JSON():
                typed[column.name] = json.loads(value)
    return typed


@pytest.mark.parametrize("file", RELEASED, ids=lambda file: file.stem)
def test_a_city_of_a_released_version_comes_up_with_all_it_had(empty: Settings, file: Path) -> None:
    rows = json.loads(file.read_text(encoding="utf-8"))
    _bring_up(empty, file.stem.removeprefix("city_"), rows)
    (empty.data / "life").write_text("word 0", encoding="ascii")
    city = open_city(empty, HandClock(NOW))
    with city.database.reading() as session:
        now = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }
        head = session.get_one(Head, 1)
    lacking = {name for name, had in rows.items() if len(had) > now[name]}
    assert lacking <= MOVED
    assert head.writes > head.seq
    (box,) = rows["boxes"]
    speaker = Speaker(box["id"], "akai-01", "akai", "akai-1")
    page = city.sync.page(speaker, "")
    had = {(item["kind"], item["key"]) for item in rows["items"] if item["body"] != "null"}
    assert {(change.kind, change.key) for change in page.changes} <= had
    assert ("household", "akai-01") in {(change.kind, change.key) for change in page.changes}
    body = CheckIn(resident="akai-01-1", answer=Answer.POOR)
    said = Command(
        number=1, kind="check_in", made_at=NOW, clock_trusted=True, body=body.model_dump(mode="json")
    )
    batch = CommandBatch(installation="inst-akai-01", commands=(said,))
    (verdict,) = city.commands.receive(speaker, batch).verdicts
    city.database.close()
    assert verdict.outcome is Outcome.DUPLICATE, "what was taken before the update is not taken again"


def test_there_is_one_line_of_versions_and_it_ends_in_todays_tables(empty: Settings) -> None:
    assert len(ScriptDirectory(str(SCRIPTS)).get_heads()) == 1
    city = open_city(empty, HandClock(NOW))
    found = MetaData()
    found.reflect(city.database.engine)
    ours = {name: set(table.columns.keys()) for name, table in Base.metadata.tables.items()}
    theirs = {name: set(table.columns.keys()) for name, table in found.tables.items()}
    city.database.close()
    theirs.pop("alembic_version")
    assert theirs == ours
