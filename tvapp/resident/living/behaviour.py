"""くらし: opening a page of living information and turning it."""

from tvapp.domain import dates, paging
from tvapp.domain.places import LivingPagePlace, LivingPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Swap
from tvapp.resident.living import rows
from tvapp.resident.living.lines import board_of, current, find
from wire.content import LivingLine, LivingPage

WIDTH = 1728


def texts(page: LivingPage, scene: Scene) -> tuple[tuple[str, ...], ...]:
    """Set a page of text on pages of the TV."""
    sheet = scene.sheet
    text = page.body.strip() or "\n".join(_told(line, scene) for line in current(page, scene))
    return scene.type.pages(text or scene.words("tv.living.none"), WIDTH, sheet.body, sheet.body_lines)


def _told(line: LivingLine, scene: Scene) -> str:
    today = scene.now.date() if scene.knows_time else None
    day = "" if line.day is None else dates.full_day(line.day, today, scene.words)
    return f"{day} {line.label} {line.text}".strip()


def chosen(place: LivingPlace | LivingPagePlace, item: str, scene: Scene) -> Step:
    """Open a page, turn it, or leave."""
    if item == BACK:
        return Back()
    match place:
        case LivingPlace(page=number):
            turned = paging.turned(item, rows.listed(number, scene))
            if turned is not None:
                return Swap(LivingPlace(turned))
            name = paging.named(rows.ROW, item)
            return Remain() if name is None or find(name, scene) is None else Open(LivingPagePlace(name))
        case LivingPagePlace(id=name, page=number):
            page = find(name, scene)
            if page is None:
                return Remain()
            turned = _turned(item, page, number, scene)
            return Remain() if turned is None else Swap(LivingPagePlace(name, turned))


def _turned(item: str, page: LivingPage, number: int, scene: Scene) -> int | None:
    board = board_of(page)
    if board is None:
        return paging.turned(item, paging.page(texts(page, scene), number, rows=1))
    return paging.turned(item, rows.shown(page, board, number, scene))
