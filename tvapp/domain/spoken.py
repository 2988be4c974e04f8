"""What a page says when it is read aloud: everything that stands on it and matters, in reading order."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from offline_cache.snapshot import Snapshot
from tvapp.domain.view import (
    AlertView,
    CheckInView,
    Choice,
    ChoicesView,
    EnrolmentView,
    Field,
    FormView,
    HomeView,
    ListView,
    MessageView,
    ReaderView,
    Tile,
    View,
)
from typeset.speech.readings import Name
from typeset.speech.sentences import sentences
from typeset.words import Words

_NO_WORDS = frozenset(
    {
        "id",
        "area_brief",
        "focus",
        "screen",
        "frame",
        "icon",
        "tone",
        "mark_tone",
        "mood",
        "digit",
        "qr",
        "still",
    }
)
_SHORT_LINE = 0.62
"""A line shorter than this share of the page's longest ends a paragraph: lines come broken already."""
_BULLETS = ("・", "※", "○", "●", "◆", "■")


def page(view: View, words: Words, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the sentences of a whole page, ready for the voice."""
    return sentences(_page(view, view.frame.title, words), names(snapshot))


def focused(view: View, words: Words, snapshot: Snapshot, *, titled: bool) -> tuple[str, ...]:
    """Return what has the focus, in few words; `titled` says first what page this is."""
    title = (view.frame.title,) if titled else ()
    return sentences((*title, *_item(view, words)), names(snapshot))


def names(snapshot: Snapshot) -> tuple[Name, ...]:
    """Return the readings that the office entered: the people of this home and the stops of the bus.

    Those who help are known by their written names only.
    """
    household, bus = snapshot.household, snapshot.bus
    people = [Name(one.name, one.kana) for one in (household.residents if household is not None else ())]
    stops = [Name(one.name, one.kana) for one in (bus.stops if bus is not None else ())]
    if household is not None and household.area_kana is not None:
        stops.append(Name(household.area_name, household.area_kana))
    helpers = [Name(call.taken_by) for call in snapshot.calls if call.taken_by is not None]
    if household is not None and household.commissioner is not None:
        helpers.append(Name(household.commissioner))
    return (*helpers, *people, *stops)


def _page(view: object, title: str, words: Words) -> Iterator[str]:
    match view:
        case HomeView():
            yield from _home(view)
        case ReaderView():
            yield from (view.mark or "", view.frame.title, view.page)
            yield from paragraphs(view.lines)
        case CheckInView():
            yield from (view.frame.title, view.question)
            yield from (_choice(choice, words) for choice in (*view.answers, *view.calls))
        case ChoicesView():
            yield from (view.frame.title, view.question)
            yield from (_choice(choice, words) for choice in view.choices)
        case ListView():
            yield view.frame.title
            yield from ("、".join(_texts(row)) for row in view.rows)
            yield "" if view.rows else view.empty
        case FormView():
            yield view.frame.title
            yield from (_field(field, words) for field in view.fields)
            yield view.note
        case MessageView():
            yield from (view.headline, view.under, *view.details)
        case AlertView():
            yield from _alert(view)
        case EnrolmentView():
            yield from (view.headline, "、".join(view.code.replace("-", "")), *view.lines)
        case _:  # a page that is newer than this list says all its words
            yield title
            yield from _texts(view)


def _home(view: HomeView) -> Iterator[str]:
    if view.banner is not None:
        yield view.banner
    yield from (view.frame.title, view.frame.clock)
    if view.weather is not None:
        yield view.weather.text.replace("・", "。")
    yield from map(_tile, view.tiles)


def _tile(tile: Tile) -> str:
    """The tile's lines are one or two sentences broken to its width."""
    return f"{tile.title}。{tile.badge + '。' if tile.badge else ''}{_joined(tile.lines)}"


def _alert(view: AlertView) -> Iterator[str]:
    yield from (view.drill, view.level_text, view.title, view.area)
    yield from (*view.headline, f"{view.advice_title}、{view.advice_note}")
    yield from (_joined(view.advice), view.answered)


def _choice(choice: Choice, words: Words) -> str:
    return words("tv.aloud.choice", digit=choice.digit, label=choice.label)


def _field(field: Field, words: Words) -> str:
    return words("tv.aloud.field", label=field.label, value=field.value)


def paragraphs(lines: tuple[str, ...]) -> Iterator[str]:
    """Put lines that were broken to the page's width together again."""
    longest = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        if not line or line.startswith(_BULLETS):
            yield text
            text = ""
        text += line
        if len(line) < longest * _SHORT_LINE:
            yield text
            text = ""
    yield text


def _joined(lines: tuple[str, ...]) -> str:
    return "".join(line if line.endswith(("。", "、")) else f"{line} " for line in lines)


def _item(view: View, words: Words) -> tuple[str, ...]:
    if isinstance(view, CheckInView | ChoicesView) and view.focus == "question":
        return (view.question,)
    found = next((item for item in _items(view) if item.id == view.focus), None)  # type: ignore[attr-defined]
    match found:
        case None:
            return ()
        case Tile():
            return (_tile(found),)
        case Field():
            return (_field(found, words),)
        case _:
            return ("、".join(_texts(found)),)


def _items(thing: object) -> Iterator[object]:
    """Yield everything on a page that can have the focus, known by its id."""
    if isinstance(thing, tuple):
        for one in thing:
            yield from _items(one)
    elif is_dataclass(thing):
        if hasattr(thing, "id"):
            yield thing
        for field in fields(thing):
            yield from _items(getattr(thing, field.name))


def _texts(thing: object) -> Iterator[str]:
    """Yield all words of a thing in the order of its class, without names and looks."""
    match thing:
        case str():
            yield thing
        case tuple():
            for one in thing:
                yield from _texts(one)
        case _ if is_dataclass(thing):
            for field in fields(thing):
                if field.name not in _NO_WORDS:
                    yield from _texts(getattr(thing, field.name))
        case _:
            return
