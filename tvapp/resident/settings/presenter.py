"""この箱について, and the page of a box that belongs to nobody yet."""

from offline_cache.snapshot import Enrolment
from tvapp.domain.scene import Scene, age, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, EnrolmentView, Icon, MessageView, Mood
from wire.enrolment import grouped

ABOUT = "settings"


def view(focus: str | None, scene: Scene) -> MessageView:
    """Say whose box this is, how it stands with the city, and what it runs."""
    words, household, line = scene.words, scene.snapshot.household, scene.snapshot.line
    whose = words("tv.settings.nobody") if household is None else words("tv.name", name=household.name)
    where = "" if household is None else f"{household.area_name} {household.section_name}"
    version = scene.settings.version
    details = (
        words("tv.line.connected" if line.connected else "tv.line.cut"),
        age(scene),
        *((words("tv.settings.version", version=version),) if version else ()),
    )
    return MessageView(
        frame=frame(scene, words("tv.settings.title"), choosing(scene, "←→", "decide")),
        screen="settings",
        mood=Mood.PLAIN,
        icon=Icon.GEAR,
        headline=whose,
        under=where,
        details=details,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, (BACK,), BACK),
    )


def enrolment(offered: Enrolment, focus: str | None, scene: Scene) -> EnrolmentView:
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
        buttons=(Button(ABOUT, words("tv.settings.title")),),
        focus=settled(focus, (ABOUT,), ABOUT),
    )
