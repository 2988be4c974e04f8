"""お知らせ: opening, turning, 見ました; and which receipts have become true."""

from dataclasses import replace

from tvapp.domain import paging
from tvapp.domain.places import HomePlace, NoticePlace, NoticesPlace, Place, PlayerPlace, ReplyPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Swap, Tell
from tvapp.resident.notices import rows
from tvapp.resident.notices.leaves import leaves, playable, same_in
from tvapp.resident.notices.reading import confirmation, find, shelf
from tvapp.resident.notices.replying import open_for_reply, reply
from wire.commands import NoticeReceipt, NoticeReply, ReceiptStep
from wire.content import Notice, NoticeChoice, NoticeKind

KIND = "kind"
SEEN, REPLY, PLAIN, ARCHIVE, PLAY = "seen", "reply", "plain", "archive", "play"


def chosen(place: NoticesPlace | NoticePlace | ReplyPlace, item: str, scene: Scene) -> Step:
    """Open a notice, turn a page, say 見ました, reply, or leave."""
    match place:
        case NoticesPlace():
            return _left(place) if item == BACK else _listed(place, item, scene)
        case NoticePlace():
            return Back() if item == BACK else _reading(place, item, scene)
        case ReplyPlace():
            return Swap(place.origin) if item == BACK else _replying(place, item, scene)


def _left(place: NoticesPlace) -> Step:
    """From one kind to the kinds, from there to the list, from there home."""
    if place.kind is not None:
        return Swap(NoticesPlace(archive=True))
    return Swap(NoticesPlace()) if place.archive else Back()


def kinds(scene: Scene) -> tuple[tuple[NoticeKind, int], ...]:
    """Return the kinds there are notices of, and how many of each."""
    sorted_ = shelf(scene)
    found = [notice.kind for notice in sorted_.unread + sorted_.read]
    return tuple((kind, found.count(kind)) for kind in NoticeKind if kind in found)


def _listed(place: NoticesPlace, item: str, scene: Scene) -> Step:
    if item == ARCHIVE:
        return Swap(NoticesPlace(archive=True))
    kind = paging.named(KIND, item)
    if place.archive and kind is not None and kind in set(NoticeKind):
        return Swap(NoticesPlace(archive=True, kind=NoticeKind(kind)))
    turned = paging.turned(item, rows.shown(place, scene))
    if turned is not None:
        return Swap(replace(place, page=turned))
    name = paging.named(rows.ROW, item)
    return Remain() if name is None or find(name, scene) is None else Open(NoticePlace(name))


def _reading(place: NoticePlace, item: str, scene: Scene) -> Step:
    notice = find(place.notice, scene)
    if notice is None:
        return Remain()
    if item == SEEN and confirmation(notice.id, scene) is None:
        return Tell(NoticeReceipt(notice=notice.id, step=ReceiptStep.CONFIRMED))
    if item == REPLY and notice.asks_reply:
        return Open(ReplyPlace(notice.id, place))
    shown = paging.page(leaves(notice, scene, plain=place.plain), place.page, rows=1)
    if item == PLAIN:
        others = leaves(notice, scene, plain=not place.plain)
        return Swap(replace(place, page=same_in(shown.items[0], others), plain=not place.plain))
    if item == PLAY:
        media = playable(shown.items[0], notice, scene)
        return Remain() if media is None else Open(PlayerPlace(media, origin=place))
    turned = paging.turned(item, shown)
    return Remain() if turned is None else Swap(replace(place, page=turned))


def _replying(place: ReplyPlace, item: str, scene: Scene) -> Step:
    notice = find(place.notice, scene)
    if notice is None or item not in set(NoticeChoice) or not open_for_reply(notice, scene):
        return Remain()
    choice = NoticeChoice(item)
    if choice is reply(notice, scene).choice:
        return Remain()
    return Tell(NoticeReply(notice=notice.id, choice=choice))


def shown_due(place: Place, scene: Scene) -> tuple[NoticeReceipt, ...]:
    """Return the titles that stand on this page and were not told as shown, each once.

    Shown means that the TV drew it, not that somebody looked: that is what read and confirmed are for.
    """
    return _not_told([(notice.id, ReceiptStep.SHOWN) for notice in _on_screen(place, scene)], scene)


def receipts_due(before: Place, after: Place, scene: Scene) -> tuple[NoticeReceipt, ...]:
    """Return what has become true with a key, each once: titles that stood there, a last page reached."""
    due = [(notice.id, ReceiptStep.SHOWN) for notice in _on_screen(before, scene)]
    match after:
        case NoticePlace(notice=name, page=number, plain=plain):
            notice = find(name, scene)
            if notice is not None and number + 1 >= len(leaves(notice, scene, plain=plain)):
                due.append((name, ReceiptStep.READ))
        case _:
            pass
    return _not_told(due, scene)


def _not_told(due: list[tuple[str, ReceiptStep]], scene: Scene) -> tuple[NoticeReceipt, ...]:
    if scene.snapshot.household is None:
        return ()
    steps = shelf(scene).steps
    return tuple(NoticeReceipt(notice=name, step=step) for name, step in due if (name, step) not in steps)


def _on_screen(place: Place, scene: Scene) -> tuple[Notice, ...]:
    """Return the notices whose titles stand on a page."""
    match place:
        case HomePlace():
            return shelf(scene).unread[:1]
        case NoticesPlace():
            titles = [row.id for row in rows.shown(place, scene).items]
            return tuple(one for one in rows.listed(place, scene) if paging.of(rows.ROW, one.id) in titles)
        case _:
            return ()
