"""「バスが あと10分で きます」: comes by itself before a promised ride, once, and goes with any key."""

from datetime import datetime, timedelta

from tvapp.domain.scene import Scene, choosing, frame
from tvapp.domain.state import Coming
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, MessageView, Mood
from tvapp.resident.bus.requests import Request, Standing, find, requests
from tvapp.resident.bus.wording import board, way, who

BEFORE = timedelta(minutes=10)


def watched(coming: Coming, scene: Scene, *, free: bool) -> Coming:
    """Bring up a ride that is due, once, where the screen is free for it; take down one that is over.

    Under an untrusted clock nothing is due: a wrong ten minutes sends somebody out into the snow.
    """
    due = [request.name for request in requests(scene) if _is_due(request, scene)]
    told = tuple(name for name in coming.told if name in due)
    if coming.ride in due:
        return Coming(coming.ride, told)
    fresh = next((name for name in due if name not in told), None)
    if fresh is None or not free:
        return Coming(None, told)
    return Coming(fresh, (*told, fresh))


def closed(coming: Coming) -> Coming:
    """Take it down; it stays told."""
    return Coming(None, coming.told)


def _is_due(request: Request, scene: Scene) -> bool:
    if request.standing is not Standing.GIVEN or request.ride is None or not scene.knows_time:
        return False
    start, end = request.ride.board_from, request.ride.board_until
    return start is not None and start - BEFORE <= scene.now < (end or start)


def view(name: str, scene: Scene) -> MessageView | None:
    """Say how many minutes are left, where to board and which vehicle; None when the ride is gone."""
    request = find(name, scene)
    if request is None or request.ride is None or request.ride.board_from is None:
        return None
    words = scene.words
    minutes = _minutes(request.ride.board_from, scene.now)
    headline = words("tv.bus.coming", minutes=minutes) if minutes > 0 else words("tv.bus.coming_now")
    return MessageView(
        frame=frame(scene, words("tv.bus.title_ride"), choosing(scene, "←→", "decide")),
        screen="bus_coming",
        mood=Mood.DONE,
        icon=Icon.BUS,
        headline=headline,
        under=words("tv.bus.coming_wait"),
        details=(board(request, scene), way(request, scene), who(request, scene)),
        buttons=(Button(BACK, words("tv.button.understood")),),
        focus=BACK,
    )


def _minutes(at: datetime, now: datetime) -> int:
    """Return the minutes left, a begun one as whole."""
    return -int(-(at - now).total_seconds() // 60)
