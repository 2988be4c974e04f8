"""The pages of a lesson: which button to press, what was heard, and what will be kept."""

from remote_input.keys import Key
from remote_input.teaching import WANTED, Lesson
from tvapp.domain.places import TaughtPlace, TeachPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, MessageView, Mood
from tvapp.resident.teaching.behaviour import AGAIN, KEEP, KEEP_TV, SKIP


def view(place: TeachPlace | TaughtPlace, focus: str | None, scene: Scene) -> MessageView:
    """Show where the lesson stands."""
    words = scene.words
    match place:
        case TeachPlace(lesson=lesson) if lesson.wanted is not None:
            return _asking(lesson, lesson.wanted, focus, scene)
        case TeachPlace(lesson=lesson) if not lesson.learnt:
            return _page(scene, focus, words("tv.teaching.done"), (words("tv.teaching.none"),), ())
        case TeachPlace(lesson=lesson):
            summary = words("tv.teaching.summary", count=len(lesson.learnt))
            details = (summary, words("tv.teaching.whose"))
            return _page(scene, focus, words("tv.teaching.done"), details, (KEEP, KEEP_TV))
        case TaughtPlace():
            details = (words("tv.teaching.try"), words("tv.teaching.again"))
            return _page(scene, focus, words("tv.teaching.kept"), details, (AGAIN,))


def _asking(lesson: Lesson, wanted: Key, focus: str | None, scene: Scene) -> MessageView:
    words, done = scene.words, len(lesson.learnt) + len(lesson.skipped)
    details = (
        words(f"tv.teaching.{lesson.heard}"),
        words("tv.teaching.which"),
        words("tv.teaching.count", number=done + 1, count=len(WANTED)),
    )
    headline = words("tv.teaching.press", button=words(f"tv.teaching.key.{wanted.lower()}"))
    return _page(scene, focus, headline, details, (SKIP,))


def _page(
    scene: Scene, focus: str | None, headline: str, details: tuple[str, ...], items: tuple[str, ...]
) -> MessageView:
    words = scene.words
    labels = {
        SKIP: "tv.teaching.skip",
        KEEP: "tv.teaching.keep",
        KEEP_TV: "tv.teaching.keep_tv",
        AGAIN: "tv.settings.teach",
    }
    offered = tuple(Button(item, words(labels[item])) for item in items)
    ids = (*items, BACK)
    return MessageView(
        frame=frame(scene, words("tv.teaching.title"), choosing(scene, "←→", "decide")),
        screen="teaching",
        mood=Mood.PLAIN,
        icon=Icon.GEAR,
        headline=headline,
        under="",
        details=details,
        buttons=(*offered, Button(BACK, words("tv.button.back"))),
        focus=settled(focus, ids, KEEP if KEEP in items else BACK),
    )
