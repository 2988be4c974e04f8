"""出欠: what this household has said to a notice that asks, and whether it may still be said."""

from dataclasses import dataclass

from offline_cache.snapshot import SaidState
from tvapp.domain.said import of_kind
from tvapp.domain.scene import Scene
from wire.commands import NoticeReply
from wire.content import Notice, NoticeChoice


@dataclass(frozen=True)
class Reply:
    """The choice that stands (`NONE`: nothing said), where it is, and why the city took a later one not."""

    choice: NoticeChoice
    sent: bool
    refused: str | None = None


def reply(notice: Notice, scene: Scene) -> Reply:
    """Return what was said last; a refusal leaves what the city has."""
    record = next((one for one in scene.snapshot.replies if one.notice == notice.id), None)
    known = Reply(NoticeChoice.NONE if record is None else record.choice, sent=True)
    for said, body in of_kind(scene.snapshot, NoticeReply):
        if body.notice != notice.id:
            continue
        if said.state is SaidState.REFUSED:
            return Reply(known.choice, sent=True, refused=said.reason or scene.words("tv.reply.refused"))
        return Reply(body.choice, sent=said.state is SaidState.SENT)
    return known


def open_for_reply(notice: Notice, scene: Scene) -> bool:
    """Tell whether it asks and its deadline is not over, as far as the time is known."""
    until = notice.reply_until
    return notice.asks_reply and (until is None or not scene.knows_time or scene.now <= until)
