"""くらし: opening a page of living information and turning it."""

from datetime import date

from tvapp.domain import dates, paging
from tvapp.domain.places import LivingPagePlace, LivingPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Open, Remain, Step, Swap
from wire.content import LivingLine, LivingPage

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


def pages(page: LivingPage, scene: Scene) -> tuple[tuple[str, ...], ...]:
    """Set a page of living information on pages of the TV."""
    words, today = scene.words, scene.now.date() if scene.knows_time else None
    told = [
        f"{line.label} {line.text}"
        if line.day is None
        else f"{dates.full_day(line.day, today, words)} {line.label} {line.text}"
        for line in current(page, scene)
    ]
    size = scene.sheet
    return scene.type.pages("\n".join(told) or words("tv.living.none"), WIDTH, size.body, size.body_lines)


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
            turned = paging.turned(item, paging.page(pages(page, scene), number, rows=1))
            return Remain() if turned is None else Swap(LivingPagePlace(name, turned))
