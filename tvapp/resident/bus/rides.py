"""わたしの よやく: the list of rides, and a page for each that says exactly what the city said."""

from dataclasses import dataclass

from tvapp.domain import dates, paging
from tvapp.domain.places import CancelRidePlace, RidePlace, RidesPlace, Wish
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, Tone
from tvapp.resident.bus.behaviour import AT, ROW
from tvapp.resident.bus.requests import ACTIVE, Request, Standing, find, is_past, upcoming
from tvapp.resident.bus.wishes import fault, party_words, stop_name

MAX_ALTERNATIVES = 3
_MARKS = {
    Standing.KEPT: ("tv.bus.mark_asked", Tone.EARTH),
    Standing.SENT: ("tv.bus.mark_asked", Tone.EARTH),
    Standing.GIVEN: ("tv.bus.mark_given", Tone.LEAF),
    Standing.REFUSED: ("tv.bus.mark_refused", Tone.AKA),
    Standing.CANCELLING: ("tv.bus.mark_cancelling", Tone.EARTH),
    Standing.CANCELLED: ("tv.bus.mark_cancelled", Tone.PLAIN),
}


def listed(place: RidesPlace, focus: str | None, scene: Scene) -> ListView:
    """Show わたしの よやく: seats and wishes ahead, and refusals not overtaken."""
    words = scene.words
    shown = paging.page(upcoming(scene), place.page, scene.sheet.rows)
    rows = tuple(_row(request, scene) for request in shown.items)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.bus.mine_title"), choosing(scene, "↑↓", "open")),
        screen="rides",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.bus.no_rides"),
    )


def _row(request: Request, scene: Scene) -> Row:
    mark, tone = _MARKS[request.standing]
    return Row(
        id=paging.of(ROW, request.name),
        text=f"{when(request, scene)} {stop_name(request.to_stop, scene)}",
        mark=scene.words(mark),
        mark_tone=tone,
    )


def when(request: Request, scene: Scene) -> str:
    """`あした 9時10分`; `9時10分ごろ` while no seat is given; the date itself when today is not known."""
    words = scene.words
    today = scene.now.date() if scene.knows_time else None
    time = dates.moment(request.board_at, words)
    if request.standing is not Standing.GIVEN:
        time = words("tv.bus.about", time=time)
    return f"{dates.brief_day(request.day, today, words)} {time}"


def phone(scene: Scene) -> tuple[str, ...]:
    """Return the line with the bus desk's number, if it is known."""
    bus = scene.snapshot.bus
    if bus is None:
        return ()
    return (scene.words("tv.phone", label=bus.phone.label, number=bus.phone.number),)


def view(place: RidePlace | CancelRidePlace, focus: str | None, scene: Scene) -> MessageView:
    """Show what became of one request, or ask once more before it is given back."""
    request = find(place.name, scene)
    if request is None:
        lost = _Told(Mood.PLAIN, Icon.BUS, "tv.bus.ride_lost", "", phone(scene))
        return _page(lost, focus, scene)
    if isinstance(place, CancelRidePlace) and request.standing in ACTIVE:
        return _really(request, focus, scene)
    match request.standing:
        case Standing.KEPT | Standing.SENT:
            return _undecided(request, focus, scene)
        case Standing.GIVEN:
            return _given(request, focus, scene)
        case Standing.REFUSED:
            return _refused(request, focus, scene)
        case Standing.CANCELLING | Standing.CANCELLED:
            return _given_back(request, focus, scene)


@dataclass(frozen=True)
class _Told:
    """What a ride's page says: the key of its headline, a sentence under it, details and buttons."""

    mood: Mood
    icon: Icon
    headline: str
    under: str
    details: tuple[str, ...]
    more: tuple[Button, ...] = ()


def _page(told: _Told, focus: str | None, scene: Scene, title: str = "tv.bus.title_ride") -> MessageView:
    words = scene.words
    buttons = (Button(BACK, words("tv.button.understood")), *told.more)
    return MessageView(
        frame=frame(scene, words(title), choosing(scene, "←→", "decide")),
        screen="ride",
        mood=told.mood,
        icon=told.icon,
        headline=words(told.headline),
        under=told.under,
        details=told.details,
        buttons=buttons,
        focus=settled(focus, tuple(button.id for button in buttons), BACK),
    )


def _cancel_button(scene: Scene) -> tuple[Button, ...]:
    return (Button("cancel", scene.words("tv.bus.cancel")),)


def _hoped(request: Request, scene: Scene) -> str:
    """`ごきぼう あした 9時10分ごろ・竹田病院`."""
    return scene.words("tv.bus.hoped", when=when(request, scene), to=stop_name(request.to_stop, scene))


def _undecided(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    icon, headline, under = Icon.CHECK, "tv.bus.asked", "tv.bus.asked_more"
    if request.standing is Standing.KEPT and scene.snapshot.line.connected:
        headline, under = "tv.said.kept", "tv.said.soon"
    elif request.standing is Standing.KEPT:
        icon, headline, under = Icon.OFFLINE, "tv.line.cut", "tv.bus.kept_offline"
    details = (
        _hoped(request, scene),
        words("tv.bus.no_seat_yet"),
        words("tv.bus.will_tell"),
        *_hurry(scene),
    )
    told = _Told(Mood.KEPT, icon, headline, words(under), details, _cancel_button(scene))
    return _page(told, focus, scene, "tv.bus.title_asked")


def _hurry(scene: Scene) -> tuple[str, ...]:
    bus = scene.snapshot.bus
    return () if bus is None else (scene.words("tv.bus.hurry", number=bus.phone.number),)


def _given(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    today = scene.now.date() if scene.knows_time else None
    under = dates.full_day(request.day, today, words)
    if _is_another_time(request):
        under = words("tv.bus.another_time", day=under, wish=dates.clock(request.leave_at, words))
    details = [_board(request, scene), _way(request, scene), _vehicle(request, scene)]
    if not scene.knows_time:
        details.append(words("tv.bus.check_time"))
    elif request.ride is not None and request.ride.arrive_by is not None:
        details.append(words("tv.bus.arrive", time=dates.moment(request.ride.arrive_by, words)))
    more = () if is_past(request, scene) else _cancel_button(scene)
    return _page(_Told(Mood.DONE, Icon.CHECK, "tv.bus.given", under, tuple(details), more), focus, scene)


def _is_another_time(request: Request) -> bool:
    """Tell whether the bus comes at another time than was hoped for: a person who is not told misses it."""
    ride = request.ride
    if ride is None or ride.board_from is None:
        return False
    hour, minute = request.leave_at.split(":")
    wish = ride.board_from.replace(hour=int(hour), minute=int(minute))
    return not ride.board_from <= wish <= (ride.board_until or ride.board_from)


def _board(request: Request, scene: Scene) -> str:
    """`9時10分〜9時20分に のる`."""
    words, ride = scene.words, request.ride
    first = dates.moment(request.board_at, words)
    if ride is None or ride.board_until is None or ride.board_until == request.board_at:
        return words("tv.bus.board", time=first)
    return words("tv.bus.board_window", first=first, last=dates.moment(ride.board_until, words))


def _way(request: Request, scene: Scene) -> str:
    return scene.words(
        "tv.bus.way", start=stop_name(request.from_stop, scene), end=stop_name(request.to_stop, scene)
    )


def _vehicle(request: Request, scene: Scene) -> str:
    people = party_words(request.party, scene)
    vehicle = request.ride.vehicle if request.ride is not None else None
    return people if vehicle is None else scene.words("tv.bus.vehicle", vehicle=vehicle, people=people)


def _refused(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    alternatives = _alternatives(request, scene)
    advice = words("tv.bus.other_times") if alternatives else words("tv.bus.no_other_times")
    details = (_hoped(request, scene), advice, *phone(scene))
    more = tuple(Button(paging.of(AT, at), dates.clock(at, words)) for at in alternatives)
    reason = request.reason or ""
    return _page(_Told(Mood.REFUSED, Icon.WARNING, "tv.bus.refused", reason, details, more), focus, scene)


def _alternatives(request: Request, scene: Scene) -> tuple[str, ...]:
    """Return the other times that can still be asked for."""
    if request.ride is None:
        return ()
    return tuple(
        at
        for at in request.ride.alternatives
        if fault(Wish(request.day, request.from_stop, request.to_stop, at, request.party), scene) is None
    )[:MAX_ALTERNATIVES]


def _given_back(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    details = (_hoped(request, scene), *phone(scene))
    if request.standing is Standing.CANCELLED:
        mood = Mood.REFUSED if request.reason else Mood.PLAIN
        return _page(_Told(mood, Icon.BUS, "tv.bus.cancelled", request.reason or "", details), focus, scene)
    soon = words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected")
    return _page(_Told(Mood.KEPT, Icon.BUS, "tv.bus.cancelling", soon, details), focus, scene)


def _really(request: Request, focus: str | None, scene: Scene) -> MessageView:
    """Ask once more; the focus is on いいえ."""
    words = scene.words
    buttons = (Button(BACK, words("tv.bus.cancel_no")), Button("yes", words("tv.bus.cancel_yes")))
    return MessageView(
        frame=frame(scene, words("tv.bus.title_ride"), choosing(scene, "←→", "decide")),
        screen="ride_cancel",
        mood=Mood.PLAIN,
        icon=Icon.WARNING,
        headline=words("tv.bus.cancel_really"),
        under="",
        details=(_plan(request, scene), _way(request, scene)),
        buttons=buttons,
        focus=settled(focus, (BACK, "yes"), BACK),
    )


def _plan(request: Request, scene: Scene) -> str:
    return when(request, scene) if request.standing is Standing.GIVEN else _hoped(request, scene)
