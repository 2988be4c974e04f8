"""The city's database: how a transaction begins, and who hears when one has committed."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from city_server import dialects
from city_server.committed import Committed, Listener
from city_server.tables import Head
from city_server.wakeups import Wakeups, announce

_HEAD = Head.__table__
# Built once: every transaction of the city runs them, and building a statement costs more than running it.
_TAKE_TURN = select(_HEAD.c.id).where(_HEAD.c.id == 1).with_for_update()
_DRAW = update(Head).where(Head.id == 1).values(seq=Head.seq + 1).returning(Head.seq)
_COUNT = update(Head).where(Head.id == 1).values(writes=Head.writes + 1).returning(Head.writes)


@dataclass
class Writing:
    """One writing transaction: its session, and what to tell when it has committed."""

    session: Session
    head: int = 0
    writes: int = 0
    audiences: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    alert_areas: set[str] = field(default_factory=set)
    dropped_boxes: set[str] = field(default_factory=set)

    def draw_number(self) -> int:
        """Draw the next number of the city's history. The row stays locked until the commit."""
        self.head = self.session.execute(_DRAW).scalar_one()
        return self.head

    def count(self) -> None:
        """Count this transaction in: a copy of the database that lacks it can be told by that."""
        self.writes = self.session.execute(_COUNT).scalar_one_or_none() or 0

    def committed(self) -> Committed:
        """Return what to tell."""
        return Committed(
            self.head,
            frozenset(self.audiences),
            frozenset(self.topics),
            frozenset(self.alert_areas),
            frozenset(self.dropped_boxes),
            self.writes,
        )


class Database:
    """One city's data. `url` is SQLAlchemy's; SQLite and PostgreSQL are meant."""

    def __init__(self, url: str) -> None:
        self.engine = dialects.open_engine(url)
        self.shared = dialects.is_shared(self.engine)
        """Whether several processes may serve this city."""
        self._reader = sessionmaker(dialects.for_readers(self.engine), expire_on_commit=False)
        self._writer = sessionmaker(dialects.for_writers(self.engine), expire_on_commit=False)
        self._turn = threading.Lock()
        self._listeners: list[Listener] = []
        self._wakeups = Wakeups(self.engine, self._tell) if self.shared else None

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each commit, in the thread that wrote; it must be quick and not fail."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one moment of the database and is never committed."""
        with self._reader() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Run one transaction, alone: writers queue here, then on the database's own lock.

        On leaving it is committed, then told; an error undoes all of it and tells nobody.
        """
        with self._turn, self._writer() as session, session.begin():
            session.execute(_TAKE_TURN)
            writing = Writing(session)
            yield writing
            session.flush()
            writing.count()
            committed = writing.committed()
            if self._wakeups is not None:
                announce(session, committed, self._wakeups.origin)
        self._tell(committed)

    def alone(self) -> AbstractContextManager[None]:
        """Keep every other process that opens this city waiting."""
        return dialects.alone(self.engine)

    def hear(self) -> None:
        """From now on listeners hear what other processes commit, too."""
        if self._wakeups is not None:
            self._wakeups.start()

    def hears(self, seconds: float) -> bool:
        """Wait until that is so; False when it takes longer."""
        return self._wakeups is None or self._wakeups.listening(seconds)

    def leads(self) -> bool:
        """Tell whether this process is the one that does what a city does by itself."""
        return self._wakeups is None or self._wakeups.leads()

    def close(self) -> None:
        """Give back every connection."""
        if self._wakeups is not None:
            self._wakeups.close()
        self.engine.dispose()

    def _tell(self, committed: Committed) -> None:
        for listener in self._listeners:
            listener(committed)
