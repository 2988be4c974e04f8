"""Bugs put in on purpose, to see that the simulator finds each. Only the tests have them.

`./minato chaos --plant tests.kiosk_setup.planted_bugs:NAME`
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from city_server import history, rides, sync
from city_server.commands import Commands
from city_server.database import Writing
from city_server.history import open_history
from kiosk_setup.chaos import town
from offline_cache import database
from offline_cache.alert_shelf import AlertShelf
from offline_cache.content import Content
from offline_cache.errors import CityUnreachable
from offline_cache.identity import IdentityStore
from offline_cache.outbox import Outbox
from offline_cache.sync import Sync
from wire.commands import Outcome, Verdict
from wire.sync import Op


@contextmanager
def _with(where: Any, name: str, new: Any) -> Iterator[None]:
    old = where.__dict__[name] if isinstance(where, type) else getattr(where, name)
    setattr(where, name, new)
    try:
        yield
    finally:
        setattr(where, name, old)


@contextmanager
def no_fsync() -> Iterator[None]:
    """The outbox does not wait for the disk."""
    careful = database._CARE[database.OUTBOX]
    database._CARE[database.OUTBOX] = replace(careful, synchronous=1)
    try:
        yield
    finally:
        database._CARE[database.OUTBOX] = careful


def no_dedupe() -> Any:
    """The city does what it is told, however often it is told."""

    def again(self: Commands, writing: Writing, speaker: Any, known: Any, _digest: str) -> Verdict:
        command = _remembered.get((known.installation, known.number))
        if command is None:
            return Verdict(number=known.number, outcome=Outcome.DUPLICATE)
        return self._new(writing, speaker, known.installation, command, self.clock.now())

    _remembered: dict[tuple[str, int], Any] = {}
    plain = Commands._one

    def one(self: Commands, speaker: Any, installation: str, command: Any) -> Verdict:
        if command.kind == "check_in":
            _remembered[installation, command.number] = command
        return plain(self, speaker, installation, command)

    return _both(_with(Commands, "_again", again), _with(Commands, "_one", one))


@contextmanager
def _both(first: Any, second: Any) -> Iterator[None]:
    with first, second:
        yield


def late_committer() -> Any:
    """A number drawn first is seen last: every fourth is held back until after the next."""
    held: list[int] = []
    count = [0]
    plain = Writing.draw_number

    def draw(self: Writing) -> int:
        count[0] += 1
        if held:
            plain(self)
            return held.pop()
        if count[0] % 4 == 0:
            held.append(plain(self))
        return plain(self)

    return _with(Writing, "draw_number", draw)


def renaming_cache() -> Any:
    """A start gives what waits another name."""
    plain = Outbox.open.__func__  # type: ignore[attr-defined]

    def opened(cls: type[Outbox], directory: Path, now: datetime) -> Outbox:
        outbox: Outbox = plain(cls, directory, now)
        outbox.db.conn.execute(
            "UPDATE entries SET installation = ? WHERE outcome IS NULL", [secrets.token_hex(10)]
        )
        outbox.db.conn.commit()
        return outbox

    return _with(Outbox, "open", classmethod(opened))


def swallowed_refusal() -> Any:
    """A refusal counts as done, and nobody is told."""
    plain = Outbox.settle

    def settle(self: Outbox, installation: str, verdicts: Any, now: datetime) -> int:
        done = [Verdict(number=one.number, outcome=Outcome.DONE) for one in verdicts]
        return plain(self, installation, done, now)

    return _with(Outbox, "settle", settle)


def ghosts() -> Any:
    """The box does not take deletes."""
    plain = Content._write

    def write(self: Content, table: str, changes: Any) -> None:
        plain(self, table, [change for change in changes if change.op is Op.PUT])

    return _with(Content, "_write", write)


def same_history() -> Any:
    """A restored city goes on as if nothing had happened."""

    def opened(*arguments: Any, restored: bool = False, **more: Any) -> bool:
        if restored:
            path = arguments[2]
            path.unlink(missing_ok=True)
            with _with(history, "_begin", lambda *_: None):
                return open_history(*arguments, **more)
        return open_history(*arguments, restored=restored, **more)

    return _with(town, "open_history", opened)


def nothing_offered_again() -> Any:
    """A box takes note of a new history and keeps what was answered to itself."""

    def meet(self: IdentityStore, epoch: str) -> int:
        self._put({"epoch": epoch})
        return 0

    return _with(IdentityStore, "meet_epoch", meet)


def replayed_alerts() -> Any:
    """An older list of alerts is as good as a newer one."""
    plain = AlertShelf.number

    def number(self: AlertShelf, area: str) -> int:
        import sys  # noqa: PLC0415 - to see who asks

        caller = sys._getframe(1).f_code.co_name
        return -1 if caller == "_put" else plain(self, area)

    return _with(AlertShelf, "number", number)


def one_history_for_all() -> Any:
    """A home that moves keeps its place in the history, and what its old neighbours were told."""
    return _with(sync, "epoch_for", lambda epoch, _audiences: epoch)


def oversold() -> Any:
    """The planner does not see who sits in the bus."""
    return _with(rides, "_booked", lambda _session, _day: ())


def stuck_upload() -> Any:
    """After one cut line the box queues for ever."""
    plain: Callable[[Sync, Any], int] = Sync.push

    def push(self: Sync, clock: Any) -> int:
        if getattr(self, "stuck", False):
            return 0
        try:
            return plain(self, clock)
        except CityUnreachable:
            self.stuck = True  # type: ignore[attr-defined]
            raise

    return _with(Sync, "push", push)


def word_before_write() -> Any:
    """The box says that something is taken, and writes it down when the next thing is said."""
    plain = Outbox.append
    held: list[dict[str, Any]] = []

    def append(self: Outbox, saying: Any) -> str:
        self.db.table("entries").insert_all(held)
        name = plain(self, saying)
        held[:] = list(self.db.query("SELECT * FROM entries ORDER BY id DESC LIMIT 1"))
        self.db.execute("DELETE FROM entries WHERE id = (SELECT max(id) FROM entries)")
        return name

    return _with(Outbox, "append", append)


BUGS = (
    "no_fsync",
    "no_dedupe",
    "late_committer",
    "renaming_cache",
    "swallowed_refusal",
    "ghosts",
    "same_history",
    "nothing_offered_again",
    "replayed_alerts",
    "one_history_for_all",
    "oversold",
    "stuck_upload",
)
