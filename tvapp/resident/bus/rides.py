"""わたしの よやく: the list of rides, and a page for each that says exactly what the city said."""

from tvapp.domain import dates, paging
from tvapp.domain.places import CancelRidePlace, RidePlace, RidesPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood
from tvapp.resident.bus import rows
from tvapp.resident.bus.behaviour import BOTH, CANCEL, HOMEWARD, ONE, OTHER, living_way
from tvapp.resident.bus.refusal import refused
from tvapp.resident.bus.requests import ACTIVE, Request, Standing, find, is_past, other_way
from tvapp.resident.bus.service import people, phone
from tvapp.resident.bus.told import Told, page
from tvapp.resident.bus.wishes import way_home
from tvapp.resident.bus.wording import another_time, board, hoped, other_words, outcome, way, who


def listed(place: RidesPlace, focus: str | None, scene: Scene) -> ListView:
    """Show わたしの よやく: seats and wishes ahead, and refusals not overtaken."""
    words, shown = scene.words, rows.rides(place.page, scene)
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in shown.items), *(button.id for button in buttons))
    return ListView(
        frame=frame(scene, words("tv.bus.mine_title"), choosing(scene, "↑↓", "open")),
        screen="rides",
        rows=shown.items,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.bus.no_rides"),
    )


def view(place: RidePlace | CancelRidePlace, focus: str | None, scene: Scene) -> MessageView:
    """Show what became of one request, or ask once more before it is given back."""
    request = find(place.name, scene)
    if request is None:
        return page(Told(Mood.PLAIN, Icon.BUS, "tv.bus.ride_lost", "", phone(scene)), focus, scene)
    if isinstance(place, CancelRidePlace) and request.standing in ACTIVE:
        return _really(request, focus, scene)
    match request.standing:
        case Standing.KEPT | Standing.SENT:
            return _undecided(request, focus, scene)
        case Standing.GIVEN:
            return _given(request, focus, scene)
        case Standing.REFUSED:
            return refused(request, focus, scene)
        case Standing.CANCELLING | Standing.CANCELLED:
            return _given_back(request, focus, scene)


def _more(request: Request, scene: Scene) -> tuple[Button, ...]:
    """The other way of the trip, or the offer to ask for one; and giving the seat back."""
    words = scene.words
    cancel = Button(CANCEL, words("tv.bus.cancel"))
    if other_way(request, scene) is not None:
        key = "tv.bus.see_out" if request.homeward else "tv.bus.see_home"
        return Button(OTHER, words(key)), cancel
    if way_home(request, scene) is not None:
        return Button(HOMEWARD, words("tv.bus.ask_home")), cancel
    return (cancel,)


def _undecided(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    icon, headline, under = Icon.CHECK, "tv.bus.asked", "tv.bus.asked_more"
    if request.standing is Standing.KEPT and scene.snapshot.line.connected:
        headline, under = "tv.said.kept", "tv.said.soon"
    elif request.standing is Standing.KEPT:
        icon, headline, under = Icon.OFFLINE, "tv.line.cut", "tv.bus.kept_offline"
    riding = people(request.party, scene, wheelchair=request.wheelchair)
    other = other_words(request, scene)
    details = (
        hoped(request, scene),
        riding if other is None else words("tv.bus.and", first=riding, second=other),
        words("tv.bus.no_seat_yet"),
        *_hurry(scene),
    )
    told = Told(Mood.KEPT, icon, headline, words(under), details, _more(request, scene))
    return page(told, focus, scene, "tv.bus.title_asked")


def _hurry(scene: Scene) -> tuple[str, ...]:
    bus = scene.snapshot.bus
    return () if bus is None else (scene.words("tv.bus.hurry", number=bus.phone.number),)


def _given(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    details = [_board_and_arrive(request, scene), way(request, scene), who(request, scene)]
    other = other_words(request, scene)
    if not scene.knows_time:
        details.append(words("tv.bus.check_time"))
    elif other is not None:
        details.insert(1, other)  # where there is news of the other way, it stands before what is known
    more = () if is_past(request, scene) else _more(request, scene)
    half = _only_half_given(request, scene)
    mood, icon = (Mood.KEPT, Icon.WARNING) if half else (Mood.DONE, Icon.CHECK)
    told = Told(mood, icon, outcome(request, scene), _given_on(request, scene), tuple(details), more)
    return page(told, focus, scene)


def _given_on(request: Request, scene: Scene) -> str:
    """Say the day, and which way of the trip is at another time than was hoped for."""
    words = scene.words
    day = dates.full_day(request.day, scene.now.date() if scene.knows_time else None, words)
    if another_time(request):
        return words("tv.bus.another_time", day=day, wish=dates.clock(request.hoped_for, words))
    other = other_way(request, scene)
    if other is None or other.standing is not Standing.GIVEN or not another_time(other):
        return day
    leg = words("tv.bus.leg_home" if other.homeward else "tv.bus.leg_out")
    return words("tv.bus.other_moved", day=day, leg=leg)


def _only_half_given(request: Request, scene: Scene) -> bool:
    """Tell whether the other way of the trip was refused: not all is well then."""
    other = other_way(request, scene)
    return other is not None and other.standing is Standing.REFUSED


def _board_and_arrive(request: Request, scene: Scene) -> str:
    """`9時10分〜9時20分に のる・9時50分ごろ つく`; who hoped to be there by a time reads that time first."""
    words, ride = scene.words, request.ride
    boards = board(request, scene)
    if not scene.knows_time or ride is None or ride.arrive_by is None:
        return boards
    arrives = words("tv.bus.arrive", time=dates.moment(ride.arrive_by, words))
    return words("tv.bus.and", first=boards, second=arrives)


def _given_back(request: Request, focus: str | None, scene: Scene) -> MessageView:
    words, other = scene.words, other_words(request, scene)
    details = (hoped(request, scene), *(() if other is None else (other,)), *phone(scene))
    more = () if other_way(request, scene) is None else _more(request, scene)[:1]
    if request.standing is Standing.CANCELLED:
        mood = Mood.REFUSED if request.reason else Mood.PLAIN
        told = Told(mood, Icon.BUS, "tv.bus.cancelled", request.reason or "", details, more)
        return page(told, focus, scene)
    soon = words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected")
    return page(Told(Mood.KEPT, Icon.BUS, "tv.bus.cancelling", soon, details, more), focus, scene)


def _really(request: Request, focus: str | None, scene: Scene) -> MessageView:
    """Read it back and ask once more; the focus is on いいえ."""
    words = scene.words
    buttons = [Button(BACK, words("tv.bus.cancel_no")), Button(ONE, words("tv.bus.cancel_yes"))]
    other = living_way(request, scene)
    if other is not None:
        both = words("tv.bus.cancel_both_home" if other.homeward else "tv.bus.cancel_both_out")
        buttons = [buttons[0], Button(ONE, words("tv.bus.cancel_one")), Button(BOTH, both)]
    told = other_words(request, scene) if other is not None else None
    return MessageView(
        frame=frame(scene, words("tv.bus.title_ride"), choosing(scene, "←→", "decide")),
        screen="ride_cancel",
        mood=Mood.PLAIN,
        icon=Icon.WARNING,
        headline=words("tv.bus.cancel_really"),
        under="",
        details=(hoped(request, scene), way(request, scene), *(() if told is None else (told,))),
        buttons=tuple(buttons),
        focus=settled(focus, tuple(button.id for button in buttons), BACK),
    )
