"""みなとバス: the booking page and its choices."""

from tvapp.domain import dates, paging
from tvapp.domain.places import BusPlace, PickPlace, RidesPlace, Wish, WishPart
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Field, FormView, Icon, ListView, MessageView, Mood, Row, View
from tvapp.resident.bus import rides
from tvapp.resident.bus.behaviour import ASK, MINE, BusPages
from tvapp.resident.bus.requests import upcoming
from tvapp.resident.bus.wishes import (
    Fault,
    deadline_words,
    fault,
    open_days,
    options,
    party_words,
    stop_name,
)

_FAULTS = {
    Fault.LATE: "tv.bus.fault_late",
    Fault.PAST: "tv.bus.fault_past",
    Fault.TWICE: "tv.bus.fault_twice",
    Fault.SAME_STOP: "tv.bus.fault_same_stop",
}
_TITLES = {
    WishPart.DAY: "tv.bus.pick_day",
    WishPart.FROM_STOP: "tv.bus.pick_from",
    WishPart.TO_STOP: "tv.bus.pick_to",
    WishPart.TIME: "tv.bus.pick_time",
    WishPart.PARTY: "tv.bus.pick_party",
}


def view(place: BusPages, focus: str | None, scene: Scene) -> View:
    match place:
        case BusPlace(wish=wish):
            if wish is None or not scene.knows_time:
                return _nothing_to_ask(focus, scene)
            return _form(wish, focus, scene)
        case PickPlace():
            return _choices(place, focus, scene)
        case RidesPlace():
            return rides.listed(place, focus, scene)
        case _:
            return rides.view(place, focus, scene)


def _form(wish: Wish, focus: str | None, scene: Scene) -> FormView:
    words = scene.words
    fields = (*_fields(wish, scene), *_mine(scene))
    buttons = (Button(ASK, words("tv.bus.ask")), Button(BACK, words("tv.bus.leave")))
    ids = (*(field.id for field in fields), ASK, BACK)
    return FormView(
        frame=frame(scene, words("tv.bus.title"), choosing(scene, "↑↓", "decide")),
        screen="bus",
        fields=fields,
        change=words("tv.bus.change"),
        buttons=buttons,
        note=_note(wish, scene),
        focus=settled(focus, ids, MINE if MINE in ids else ASK),
    )


def _fields(wish: Wish, scene: Scene) -> tuple[Field, ...]:
    words = scene.words
    hoped = words("tv.bus.about", time=dates.clock(wish.leave_at, words))
    return (
        Field("day", words("tv.bus.day"), dates.full_day(wish.day, scene.now.date(), words)),
        Field("from", words("tv.bus.from"), stop_name(wish.from_stop, scene)),
        Field("to", words("tv.bus.to"), stop_name(wish.to_stop, scene)),
        Field("time", words("tv.bus.time"), words("tv.bus.board", time=hoped)),
        Field("party", words("tv.bus.party"), party_words(wish.party, scene)),
    )


def _mine(scene: Scene) -> tuple[Field, ...]:
    """The way to わたしの よやく, where there is one; it has the focus first, so that nobody asks twice."""
    words, known = scene.words, upcoming(scene)
    if not known:
        return ()
    value = words("tv.bus.mine_count", count=len(known))
    return (Field(MINE, words("tv.bus.mine"), value, words("tv.bus.look")),)


def _note(wish: Wish, scene: Scene) -> str:
    wrong = fault(wish, scene)
    if wrong is not None:
        return scene.words(_FAULTS[wrong])
    day = next((day for day in open_days(scene) if day.day == wish.day), None)
    return "" if day is None else deadline_words(day, scene)


def _choices(place: PickPlace, focus: str | None, scene: Scene) -> ListView:
    words = scene.words
    choices = options(place.wish, place.part, scene)
    shown = paging.page(choices, place.page, scene.sheet.rows)
    rows = tuple(
        Row(option.id, option.text, words("tv.bus.usual") if option.usual else None, note=option.note)
        for option in shown.items
    )
    current = next((option.id for option in shown.items if option.wish == place.wish), None)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words(_TITLES[place.part]), choosing(scene, "↑↓", "decide")),
        screen="bus_choices",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, current or ids[0]),
        empty=words("tv.bus.nothing_to_choose"),
    )


def _nothing_to_ask(focus: str | None, scene: Scene) -> MessageView:
    """Say why nothing can be asked for, and the telephone that always can."""
    words, bus = scene.words, scene.snapshot.bus
    key = "tv.bus.no_day"
    if bus is None or scene.snapshot.household is None:
        key = "tv.bus.no_service"
    elif not scene.knows_time:
        key = "tv.bus.no_time"
    mine = (Button(MINE, words("tv.bus.look_mine")),) if upcoming(scene) else ()
    buttons = (*mine, Button(BACK, words("tv.button.back")))
    ids = tuple(button.id for button in buttons)
    return MessageView(
        frame=frame(scene, words("tv.bus.title"), choosing(scene, "←→", "decide")),
        screen="bus",
        mood=Mood.PLAIN,
        icon=Icon.BUS,
        headline=words(key),
        under=words("tv.bus.by_phone") if bus is not None else "",
        details=rides.phone(scene),
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )
