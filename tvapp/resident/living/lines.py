"""The lines of a page of くらし: which of them count today, and how the page is laid out."""

from datetime import date

from tvapp.domain.scene import Scene
from tvapp.domain.view import Board
from wire.content import LivingKind, LivingLine, LivingPage


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
