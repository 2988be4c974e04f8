"""The tables of the box's two files, as migrations that only ever grow."""

import sqlite3

from sqlite_utils import Database, Migrations

content = Migrations("content")
outbox = Migrations("outbox")


@content()
def content_0001_mirror(db: Database) -> None:
    """`items` is what shows; `items_next` fills up during a reset; `state` is what else must be known."""
    for table in ("items", "items_next"):
        db.execute(
            f"CREATE TABLE {table} (kind TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL,"
            " v INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )
    db.execute("CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


@outbox()
def outbox_0001_said(db: Database) -> None:
    """`entries` is what was said, `identity` who this box is; `merge_key` keeps one row of a receipt."""
    db.execute(
        "CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT, installation TEXT NOT NULL,"
        " number INTEGER NOT NULL, household TEXT, kind TEXT NOT NULL, v INTEGER NOT NULL,"
        " body TEXT NOT NULL, made_at TEXT NOT NULL, clock_trusted INTEGER NOT NULL, merge_key TEXT,"
        " outcome TEXT, reason TEXT, answered_at TEXT, UNIQUE (installation, number))"
    )
    db.execute(
        "CREATE UNIQUE INDEX entries_merged ON entries (ifnull(household, ''), merge_key)"
        " WHERE merge_key IS NOT NULL"
    )
    db.execute("CREATE INDEX entries_waiting ON entries (id) WHERE outcome IS NULL")
    db.execute("CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL)")


@outbox()
def outbox_0002_alerts(db: Database) -> None:
    """`alerts` holds the newest signed list of each area, `rung` what the chime has announced."""
    db.execute(
        "CREATE TABLE alerts (area TEXT PRIMARY KEY, number INTEGER NOT NULL, payload TEXT NOT NULL,"
        " key_id TEXT NOT NULL, signature TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE rung (alert TEXT NOT NULL, level TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (alert, level))"
    )


@outbox()
def outbox_0003_preferences(db: Database) -> None:
    """`preferences` is what was chosen on the settings page; a consent names the household that gave it."""
    db.execute(
        "CREATE TABLE preferences (household TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
        " PRIMARY KEY (household, name))"
    )


@outbox()
def outbox_0004_troubles(db: Database) -> None:
    """`troubles` counts what the resident said and the city will never have: it is told about them."""
    db.execute(
        "CREATE TABLE troubles (id INTEGER PRIMARY KEY, what TEXT NOT NULL, count INTEGER NOT NULL,"
        " at TEXT NOT NULL)"
    )


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    """Return our own tables by name, each with the SQL that made it."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    found = connection.execute(made).fetchall()
    return {name: sql for name, sql in found if not name.startswith(("sqlite_", "_sqlite_"))}


def tables_of(migrations: Migrations) -> dict[str, str]:
    """Return the tables of a file that all of these migrations made."""
    db = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(db)
        return tables(db.conn)
    finally:
        db.close()
