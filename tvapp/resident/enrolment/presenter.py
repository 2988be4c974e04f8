"""The page of a box that belongs to nobody yet: the code to be told to the city."""

from offline_cache.snapshot import Enrolment
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.view import Button, EnrolmentView
from wire.enrolment import grouped

SETTINGS = "settings"


def view(offered: Enrolment, focus: str | None, scene: Scene) -> EnrolmentView:
    """Show the code to be told to the city, or say why there is none."""
    words = scene.words
    over = offered.expires_at is not None and scene.knows_time and offered.expires_at <= scene.now
    code = None if over else offered.code
    key = "tv.enrolment.tell" if code is not None else "tv.enrolment.no_line"
    if over:
        key = "tv.enrolment.over"
    return EnrolmentView(
        frame=frame(scene, words("tv.enrolment.title"), choosing(scene, "←→", "decide")),
        headline=words("tv.enrolment.headline" if code is not None else "tv.enrolment.no_code"),
        code="" if code is None else grouped(code),
        lines=(words(key), words("tv.enrolment.by_itself")),
        qr=None if code is None else f"{offered.city.rstrip('/')}/technician?code={code}",
        buttons=(Button(SETTINGS, words("tv.settings.title")),),
        focus=settled(focus, (SETTINGS,), SETTINGS),
    )
