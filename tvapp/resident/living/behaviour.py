"""くらし: opening a page of living information and turning it."""

from datetime import date

from tvapp.domain import dates, paging
from tvapp.domain.places import LivingPagePlace, LivingPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Swap
from tvapp.domain.view import Board
from wire.content import LivingKind, LivingLine, LivingPage

ROW = "living"
WIDTH = 1728


def find(name: str, scene: Scene) -> LivingPage | None:
    """Find a page of living information."""
    return next((page for page in scene.snapshot.living if page.id == name), None)


def current(page: LivingPage, scene: Scene) -> tuple[LivingLine, ...]:
    """Return the lines of a page without days that are over, the nearest day first."""
    today = scene.now.date()
    kept = [line for line in page.lines if line.day is None or not scene.knows_time or line.day >= today]
    return tuple(sorted(kept, key=lambda line: line.day or date.max))


def board_of(page: LivingPage) -> Board | None:
    """Return how a page is laid out; None is text."""
    match page.kind:
        case LivingKind.CALENDAR:
            return Board.DAYS
        case LivingKind.LIST:
            return Board.PLACES
        case LivingKind.CONTACT:
            return Board.NUMBERS
        case LivingKind.TEXT | None:
            return None


def shown(page: LivingPage, wanted: int, scene: Scene) -> paging.Page[LivingLine]:
    """Return the lines of a board that stand on one page."""
    sheet = scene.sheet
    rows = sheet.place_rows if board_of(page) is Board.PLACES else sheet.board_rows
    return paging.page(current(page, scene), wanted, rows)


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
            turned = paging.turned(item, paging.page(scene.snapshot.living, number, scene.sheet.rows))
            if turned is not None:
                return Swap(LivingPlace(turned))
            name = paging.named(ROW, item)
            return Remain() if name is None or find(name, scene) is None else Open(LivingPagePlace(name))
        case LivingPagePlace(id=name, page=number):
            page = find(name, scene)
            if page is None:
                return Remain()
            turned = _turned(item, page, number, scene)
            return Remain() if turned is None else Swap(LivingPagePlace(name, turned))


def _turned(item: str, page: LivingPage, number: int, scene: Scene) -> int | None:
    if board_of(page) is None:
        return paging.turned(item, paging.page(texts(page, scene), number, rows=1))
    return paging.turned(item, shown(page, number, scene))
