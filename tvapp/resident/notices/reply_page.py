"""参加する / 参加しない: asked, answered, changed and taken back on one page."""

from tvapp.domain import dates
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, MessageView, Mood
from tvapp.resident.notices.replying import Reply, open_for_reply, reply
from wire.content import Notice, NoticeChoice


def view(notice: Notice, focus: str | None, scene: Scene) -> MessageView:
    """Show the question or what was answered; the focus is on leaving: nothing is answered by accident."""
    words, answer = scene.words, reply(notice, scene)
    buttons = _buttons(answer, scene) if open_for_reply(notice, scene) else ()
    back = "tv.reply.not_now" if answer.choice is NoticeChoice.NONE and buttons else "tv.button.back"
    buttons = (*buttons, Button(BACK, words(back)))
    return MessageView(
        frame=frame(scene, words("tv.reply.title"), choosing(scene, "←→", "decide")),
        screen="reply",
        mood=_mood(answer),
        icon=Icon.NOTICE if answer.choice is NoticeChoice.NONE else Icon.CHECK,
        headline=_headline(answer, scene),
        under=answer.refused or "",
        details=(notice.title, _until(notice, scene)),
        buttons=buttons,
        focus=settled(focus, tuple(button.id for button in buttons), BACK),
    )


def _buttons(answer: Reply, scene: Scene) -> tuple[Button, ...]:
    words = scene.words
    attend = Button(NoticeChoice.ATTEND.value, words("tv.reply.attend"))
    absent = Button(NoticeChoice.ABSENT.value, words("tv.reply.absent"))
    undo = Button(NoticeChoice.NONE.value, words("tv.reply.undo"))
    match answer.choice:
        case NoticeChoice.NONE:
            return attend, absent
        case NoticeChoice.ATTEND:
            return undo, Button(absent.id, words("tv.reply.to_absent"))
        case NoticeChoice.ABSENT:
            return undo, Button(attend.id, words("tv.reply.to_attend"))


def _headline(answer: Reply, scene: Scene) -> str:
    words = scene.words
    if answer.choice is NoticeChoice.NONE:
        return words("tv.reply.question")
    choice = words(f"tv.reply.{answer.choice.value}")
    return words("tv.reply.sent" if answer.sent else "tv.reply.kept", choice=choice)


def _mood(answer: Reply) -> Mood:
    if answer.refused is not None:
        return Mood.REFUSED
    if answer.choice is NoticeChoice.NONE:
        return Mood.PLAIN
    return Mood.DONE if answer.sent else Mood.KEPT


def _until(notice: Notice, scene: Scene) -> str:
    words = scene.words
    if notice.reply_until is None:
        return words("tv.reply.no_deadline")
    today = scene.now.date() if scene.knows_time else notice.reply_until.date()
    when = dates.deadline(notice.reply_until, today, words)
    return words("tv.reply.until" if open_for_reply(notice, scene) else "tv.reply.over", when=when)
