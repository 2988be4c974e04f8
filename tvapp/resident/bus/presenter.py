"""みなとバス: the booking page and its choices."""

from tvapp.domain import dates, paging
from tvapp.domain.places import BusPlace, PickPlace, RidesPlace, Wish, WishPart
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Field, FormView, Icon, ListView, MessageView, Mood, View
from tvapp.resident.bus import rides, rows
from tvapp.resident.bus.behaviour import AIM, ASK, MINE, BusPages
from tvapp.resident.bus.options import Option, home_words, options, time_words
from tvapp.resident.bus.requests import upcoming
from tvapp.resident.bus.service import countdown, open_days, people, phone, stop_name, takes_wheelchairs
from tvapp.resident.bus.wishes import Fault, fault
from wire.content import Aim

_FAULTS = {
    Fault.LATE: "tv.bus.fault_late",
    Fault.PAST: "tv.bus.fault_past",
    Fault.TWICE: "tv.bus.fault_twice",
    Fault.SAME_STOP: "tv.bus.fault_same_stop",
    Fault.HOME_EARLY: "tv.bus.fault_home_early",
}
_TITLES = {
    WishPart.DAY: "tv.bus.pick_day",
    WishPart.FROM_STOP: "tv.bus.pick_from",
    WishPart.TO_STOP: "tv.bus.pick_to",
    WishPart.PARTY: "tv.bus.pick_party",
    WishPart.WHEELCHAIR: "tv.bus.pick_wheelchair",
    WishPart.HOME: "tv.bus.pick_home",
}
_TIMES = {Aim.LEAVE: "tv.bus.leave_time", Aim.ARRIVE: "tv.bus.arrive_time"}
_PICK_TIMES = {Aim.LEAVE: "tv.bus.pick_leave", Aim.ARRIVE: "tv.bus.pick_arrive"}
_TURN_TIMES = {Aim.LEAVE: "tv.bus.by_arrival", Aim.ARRIVE: "tv.bus.by_leaving"}


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
    fields = (*_mine(wish, scene), *_fields(wish, scene))
    buttons = (Button(ASK, words("tv.bus.ask")), Button(BACK, words("tv.bus.leave")))
    ids = (*(field.id for field in fields), ASK, BACK)
    title = words("tv.bus.title_home" if wish.homeward else "tv.bus.title")
    return FormView(
        frame=frame(scene, title, choosing(scene, "↑↓", "decide")),
        screen="bus",
        fields=fields,
        change=words("tv.bus.change"),
        buttons=buttons,
        note=_note(wish, scene),
        focus=settled(focus, ids, MINE if MINE in ids else ASK),
    )


def _fields(wish: Wish, scene: Scene) -> tuple[Field, ...]:
    words = scene.words
    fields = [
        Field("day", words("tv.bus.day"), dates.full_day(wish.day, scene.now.date(), words)),
        Field("from", words("tv.bus.from"), stop_name(wish.from_stop, scene)),
        Field("to", words("tv.bus.to"), stop_name(wish.to_stop, scene)),
        Field("time", words(_TIMES[wish.aim]), time_words(wish.at, wish.aim, scene)),
        Field("party", words("tv.bus.party"), people(wish.party, scene)),
    ]
    if takes_wheelchairs(scene):
        used = words("tv.bus.chair_yes" if wish.wheelchair else "tv.bus.chair_no")
        fields.append(Field("chair", words("tv.bus.wheelchair"), used))
    if not wish.homeward:
        fields.append(Field("home", words("tv.bus.home"), home_words(wish, scene)))
    return tuple(fields)


def _mine(wish: Wish, scene: Scene) -> tuple[Field, ...]:
    """The way to わたしの よやく, where there is one.

    It has the focus first, so that nobody asks twice, and stands first: the page opens where it begins.
    """
    words, known = scene.words, upcoming(scene)
    if not known or wish.homeward:
        return ()
    value = words("tv.bus.mine_count", count=len(known))
    return (Field(MINE, words("tv.bus.mine"), value, words("tv.bus.look")),)


def _note(wish: Wish, scene: Scene) -> str:
    wrong = fault(wish, scene)
    if wrong is not None:
        return scene.words(_FAULTS[wrong])
    day = next((day for day in open_days(scene) if day.day == wish.day), None)
    return "" if day is None else countdown(day, scene)


def _choices(place: PickPlace, focus: str | None, scene: Scene) -> ListView:
    words, shown = scene.words, rows.choices(place, scene)
    buttons = (*_turning(place, scene), *paging.buttons(shown, words))
    ids = (*(row.id for row in shown.items), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, _title(place, scene), choosing(scene, "↑↓", "decide")),
        screen="bus_choices",
        rows=shown.items,
        buttons=buttons,
        focus=settled(focus, ids, settled(_where(place, scene), ids, ids[0])),
        empty=words("tv.bus.nothing_to_choose"),
    )


def _where(place: PickPlace, scene: Scene) -> str | None:
    """Return the choice on which the wish stands now, or the day that was found closed."""
    choices = options(place.wish, place.part, scene)
    return next((option.id for option in choices if _is_where(option, place)), None)


def _is_where(option: Option, place: PickPlace) -> bool:
    if place.closed is not None:
        return option.closed == place.closed
    return option.wish == place.wish


def _title(place: PickPlace, scene: Scene) -> str:
    if place.closed is not None:
        day = dates.bare_day(place.closed, scene.words)
        return scene.words("tv.bus.closed_that_day", day=day)
    if place.part is WishPart.TIME:
        return scene.words(_PICK_TIMES[place.wish.aim])
    return scene.words(_TITLES[place.part])


def _turning(place: PickPlace, scene: Scene) -> tuple[Button, ...]:
    """Beside times of leaving the way to times of arrival, and back. Homeward nobody has to be anywhere."""
    if place.part is not WishPart.TIME or place.wish.homeward:
        return ()
    return (Button(AIM, scene.words(_TURN_TIMES[place.wish.aim])),)


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
        details=phone(scene),
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )
