"""Which notices are new to this household, and how far each has been read."""

from dataclasses import dataclass
from datetime import timedelta

from offline_cache.snapshot import Said, SaidState
from tvapp.domain.said import of_kind
from tvapp.domain.scene import Scene
from wire.commands import NoticeReceipt, ReceiptStep
from wire.content import Notice

RECENT = timedelta(days=14)


@dataclass(frozen=True)
class Shelf:
    """The notices in force, unread first, newest first; and what was said of them."""

    unread: tuple[Notice, ...]
    read: tuple[Notice, ...]
    steps: frozenset[tuple[str, ReceiptStep]]

    recent: tuple[Notice, ...] = ()
    """Of those that were read, what came in the last days."""

    @property
    def all(self) -> tuple[Notice, ...]:
        """What stands in the list: everything unread, then what was read not long ago."""
        return self.unread + self.recent


def shelf(scene: Scene) -> Shelf:
    """Sort the notices; one whose time is over is not shown, when the time is known."""
    steps = frozenset((body.notice, body.step) for _, body in of_kind(scene.snapshot, NoticeReceipt))
    in_force = [
        notice
        for notice in scene.snapshot.notices
        if notice.expires_at is None or not scene.knows_time or notice.expires_at > scene.now
    ]
    in_force.sort(key=lambda notice: notice.sent_at, reverse=True)
    done = {name for name, step in steps if step is not ReceiptStep.SHOWN}
    read = tuple(notice for notice in in_force if notice.id in done)
    return Shelf(
        unread=tuple(notice for notice in in_force if notice.id not in done),
        read=read,
        steps=steps,
        recent=tuple(
            notice for notice in read if not scene.knows_time or notice.sent_at > scene.now - RECENT
        ),
    )


def find(name: str, scene: Scene) -> Notice | None:
    """Find a notice that is still in the memory."""
    return next((notice for notice in scene.snapshot.notices if notice.id == name), None)


def confirmation(name: str, scene: Scene) -> Said | None:
    """Return the 見ました of this household, if there is one that was not refused."""
    for said, body in of_kind(scene.snapshot, NoticeReceipt):
        if body.notice == name and body.step is ReceiptStep.CONFIRMED and said.state is not SaidState.REFUSED:
            return said
    return None
