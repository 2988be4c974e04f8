"""How a ride is told in one line: when, from where to where, who rides, and the other way of the trip."""

from tvapp.domain import dates
from tvapp.domain.scene import Scene
from tvapp.domain.view import Tone
from tvapp.resident.bus.options import time_words
from tvapp.resident.bus.requests import Request, Standing, other_way
from tvapp.resident.bus.service import people, stop_name
from tvapp.resident.bus.wishes import way_home
from wire.content import Aim

MARKS = {
    Standing.KEPT: ("tv.bus.mark_asked", Tone.EARTH),
    Standing.SENT: ("tv.bus.mark_asked", Tone.EARTH),
    Standing.GIVEN: ("tv.bus.mark_given", Tone.LEAF),
    Standing.REFUSED: ("tv.bus.mark_refused", Tone.AKA),
    Standing.CANCELLING: ("tv.bus.mark_cancelling", Tone.EARTH),
    Standing.CANCELLED: ("tv.bus.mark_cancelled", Tone.PLAIN),
}
"""What stands in the badge of a request, and its colour."""
_WAS_GIVEN = (Standing.GIVEN, Standing.CANCELLING, Standing.CANCELLED)


def when(request: Request, scene: Scene) -> str:
    """`あした 9時10分`; `9時10分ごろ` where no seat was given; the date itself when today is not known."""
    today = scene.now.date() if scene.knows_time else None
    return f"{dates.brief_day(request.day, today, scene.words)} {_time(request, scene)}"


def _time(request: Request, scene: Scene) -> str:
    words = scene.words
    if has_seat_time(request):
        return dates.moment(request.board_at, words)
    time = dates.clock(request.hoped_for, words)
    key = "tv.bus.until_time" if request.aim is Aim.ARRIVE else "tv.bus.about"
    return words(key, time=time)


def has_seat_time(request: Request) -> bool:
    """Tell whether the city ever gave this ride a time; only that is no hope."""
    given = request.ride is not None and request.ride.board_from is not None
    return given and request.standing in _WAS_GIVEN


def hoped(request: Request, scene: Scene) -> str:
    """`ごきぼう あした 9時10分ごろ・竹田病院へ`; a ride that had its time is told by it, without ごきぼう."""
    key = "tv.bus.ride_to" if has_seat_time(request) else "tv.bus.hoped"
    return scene.words(key, when=when(request, scene), to=stop_name(request.to_stop, scene))


def board(request: Request, scene: Scene) -> str:
    """`9時10分〜9時20分に のる`."""
    words, ride = scene.words, request.ride
    first = dates.moment(request.board_at, words)
    if ride is None or ride.board_until is None or ride.board_until == request.board_at:
        return words("tv.bus.board", time=first)
    return words("tv.bus.board_window", first=first, last=dates.moment(ride.board_until, words))


def way(request: Request, scene: Scene) -> str:
    """`自宅前から 竹田病院へ`."""
    return scene.words(
        "tv.bus.way", start=stop_name(request.from_stop, scene), end=stop_name(request.to_stop, scene)
    )


def who(request: Request, scene: Scene) -> str:
    """`みなと1号・2人(600円)・車いす`."""
    riding = people(request.party, scene, wheelchair=request.wheelchair)
    vehicle = request.ride.vehicle if request.ride is not None else None
    return riding if vehicle is None else scene.words("tv.bus.vehicle", vehicle=vehicle, people=riding)


def another_time(request: Request) -> bool:
    """Tell whether the bus comes at another time than was hoped for: a person who is not told misses it."""
    ride = request.ride
    if ride is None or ride.board_from is None or request.aim is Aim.ARRIVE:
        return False
    return not ride.board_from <= request.hoped_at <= (ride.board_until or ride.board_from)


def other_words(request: Request, scene: Scene) -> str | None:
    """`かえりは 13時に 席が とれました`; what is known of the other way of this trip, if there is one.

    A time that is not the one hoped for, and a refusal, are said as plainly as on that way's own page.
    """
    words, other = scene.words, other_way(request, scene)
    if other is None:
        if not request.home_later or request.homeward:
            return None
        # Once its deadline has passed, "later" would be a promise that nobody can keep.
        return words("tv.bus.home_phone" if way_home(request, scene) is None else "tv.bus.home_still")
    leg, time = words("tv.bus.leg_home" if other.homeward else "tv.bus.leg_out"), _time(other, scene)
    match other.standing:
        case Standing.GIVEN if another_time(other):
            wish = dates.clock(other.hoped_for, words)
            return words("tv.bus.leg_moved", leg=leg, time=time, wish=wish)
        case Standing.GIVEN:
            return words("tv.bus.leg_given", leg=leg, time=time)
        case Standing.REFUSED:
            return words("tv.bus.leg_refused", leg=leg, time=time)
        case _:
            return words("tv.bus.leg", leg=leg, time=time, state=words(MARKS[other.standing][0]))


def outcome(request: Request, scene: Scene) -> str:
    """Return the key of the headline for a seat or a refusal: for both ways of a trip together."""
    own = "given" if request.standing is Standing.GIVEN else "refused"
    other = other_way(request, scene)
    if other is None:
        return f"tv.bus.{own}"
    way = "home" if request.homeward else "out"
    match request.standing, other.standing:
        case Standing.GIVEN, Standing.GIVEN:
            return "tv.bus.given_both"
        case Standing.REFUSED, Standing.REFUSED:
            return "tv.bus.refused_both"
        case Standing.GIVEN, Standing.REFUSED:
            return f"tv.bus.given_only_{way}"
        case _:
            return f"tv.bus.{own}_{way}"


def wished(request: Request, scene: Scene) -> str:
    """`9時10分ごろに のる`, as it was hoped for."""
    return time_words(request.hoped_for, request.aim, scene)
