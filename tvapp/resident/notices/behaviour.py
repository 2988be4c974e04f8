"""お知らせ: opening, turning, 見ました; and which receipts have become true."""

from tvapp.domain import paging
from tvapp.domain.places import HomePlace, NoticePlace, NoticesPlace, Place
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Swap, Tell
from tvapp.resident.notices.reading import confirmation, find, pages, shelf
from wire.commands import NoticeReceipt, ReceiptStep
from wire.content import Notice

ROW = "notice"


def chosen(place: NoticesPlace | NoticePlace, item: str, scene: Scene) -> Step:
    """Open a notice, turn a page, say 見ました, or leave."""
    if item == BACK:
        return Back()
    match place:
        case NoticesPlace():
            return _listed(place, item, scene)
        case NoticePlace():
            return _reading(place, item, scene)


def _listed(place: NoticesPlace, item: str, scene: Scene) -> Step:
    turned = paging.turned(item, paging.page(shelf(scene).all, place.page, scene.sheet.rows))
    if turned is not None:
        return Swap(NoticesPlace(turned))
    name = paging.named(ROW, item)
    return Remain() if name is None or find(name, scene) is None else Open(NoticePlace(name))


def _reading(place: NoticePlace, item: str, scene: Scene) -> Step:
    notice = find(place.notice, scene)
    if notice is None:
        return Remain()
    if item == "seen" and confirmation(notice.id, scene) is None:
        return Tell(NoticeReceipt(notice=notice.id, step=ReceiptStep.CONFIRMED))
    turned = paging.turned(item, paging.page(pages(notice, scene), place.page, rows=1))
    return Remain() if turned is None else Swap(NoticePlace(notice.id, turned))


def shown_due(place: Place, scene: Scene) -> tuple[NoticeReceipt, ...]:
    """Return the titles that stand on this page and were not told as shown, each once.

    Shown means that the TV drew it, not that somebody looked: that is what read and confirmed are for.
    """
    return _not_told([(notice.id, ReceiptStep.SHOWN) for notice in _on_screen(place, scene)], scene)


def receipts_due(before: Place, after: Place, scene: Scene) -> tuple[NoticeReceipt, ...]:
    """Return what has become true with a key, each once: titles that stood there, a last page reached."""
    due = [(notice.id, ReceiptStep.SHOWN) for notice in _on_screen(before, scene)]
    match after:
        case NoticePlace(notice=name, page=number):
            notice = find(name, scene)
            if notice is not None and number + 1 >= len(pages(notice, scene)):
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
        case NoticesPlace(page=number):
            return paging.page(shelf(scene).all, number, scene.sheet.rows).items
        case _:
            return ()
