"""One page of a notice: words, or a photo, a document's page, a video or a sound."""

from dataclasses import replace

from offline_cache.snapshot import SaidState
from tvapp.domain import dates, paging
from tvapp.domain.places import NoticePlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Frame, PictureView, ReaderView
from tvapp.resident.notices.behaviour import PLAIN, PLAY, REPLY, SEEN
from tvapp.resident.notices.leaves import FileLeaf, Leaf, TextLeaf, has_words, leaves, playable
from tvapp.resident.notices.reading import confirmation
from tvapp.resident.notices.replying import open_for_reply, reply
from wire.content import Notice, NoticeChoice
from wire.media import AttachmentKind, MediaKind

_SQUARE = (1, 1)


def view(notice: Notice, place: NoticePlace, focus: str | None, scene: Scene) -> ReaderView | PictureView:
    shown = paging.page(leaves(notice, scene, plain=place.plain), place.page, rows=1)
    match shown.items[0]:
        case TextLeaf() as leaf:
            return _text(notice, leaf, shown, focus, scene)
        case FileLeaf() as leaf:
            return _file(notice, leaf, shown, focus, scene)


def _text(
    notice: Notice, leaf: TextLeaf, shown: paging.Page[Leaf], focus: str | None, scene: Scene
) -> ReaderView:
    words = scene.words
    other = () if leaf.document is None else (Button(PLAIN, words("tv.notices.as_picture")),)
    buttons = _in_order(
        _first(notice, shown, scene), other, _before(shown, "tv.reader.previous", scene), scene
    )
    ids = tuple(button.id for button in buttons)
    return ReaderView(
        frame=replace(_frame(notice, "←→", scene), title=_head(notice, scene)),
        screen="notice",
        mark=words(f"tv.notices.{notice.kind.value}"),
        page=_count(shown, scene),
        lines=leaf.lines,
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _file(
    notice: Notice, leaf: FileLeaf, shown: paging.Page[Leaf], focus: str | None, scene: Scene
) -> PictureView:
    words, one = scene.words, leaf.attachment
    other = (Button(PLAIN, words("tv.notices.as_words")),) if has_words(one) else ()
    first = (*_play(notice, leaf, scene), *_first(notice, shown, scene, "tv.picture.next"))
    buttons = _in_order(first, other, _before(shown, "tv.picture.previous", scene), scene)
    ids = tuple(button.id for button in buttons)
    still = one.poster or one.file
    pictured = one.kind is not AttachmentKind.SOUND
    path = scene.snapshot.media.get(still.sha256) if pictured else None
    return PictureView(
        frame=_frame(notice, "↑↓", scene, "" if path is None else _coming(notice, leaf, scene)),
        screen="notice",
        mark=words(f"tv.picture.{one.kind.value}"),
        page=_count(shown, scene),
        path=path,
        shape=(still.width or 1, still.height or 1) if pictured else _SQUARE,
        told=_told(notice, leaf, scene),
        buttons=buttons,
        focus=settled(focus, ids, ids[0]),
    )


def _told(notice: Notice, leaf: FileLeaf, scene: Scene) -> str:
    """What stands there without a picture: that it is on its way, or what a sound is called."""
    here = leaf.attachment.kind is AttachmentKind.SOUND and playable(leaf, notice, scene) is not None
    return (
        leaf.attachment.name.rpartition(".")[0] or leaf.attachment.name
        if here
        else scene.words(f"tv.picture.coming_{leaf.attachment.kind.value}")
    )


def _coming(notice: Notice, leaf: FileLeaf, scene: Scene) -> str:
    """Say that a video is still on its way, where its still picture stands already."""
    if leaf.attachment.kind is not AttachmentKind.VIDEO or playable(leaf, notice, scene) is not None:
        return ""
    return scene.words("tv.picture.coming_video")


def _play(notice: Notice, leaf: FileLeaf, scene: Scene) -> tuple[Button, ...]:
    media = playable(leaf, notice, scene)
    if media is None:
        return ()
    label = "tv.picture.watch" if media.kind is MediaKind.VIDEO else "tv.picture.listen"
    return (Button(PLAY, scene.words(label)),)


def _frame(notice: Notice, arrows: str, scene: Scene, status: str = "") -> Frame:
    return frame(scene, notice.title, choosing(scene, arrows, "decide"), status or _status(notice, scene))


def _head(notice: Notice, scene: Scene) -> str:
    """The title; one that is too long for the head line stands whole above the text, and its day here."""
    if scene.type.notices.has_room(notice.title):
        return notice.title
    day = dates.short_day(notice.sent_at.date(), scene.words)
    return scene.words("tv.notices.of_day", day=day)


def _count(shown: paging.Page[Leaf], scene: Scene) -> str:
    if shown.count == 1:
        return ""
    return scene.words("tv.reader.page", page=shown.number + 1, pages=shown.count)


def _first(
    notice: Notice, shown: paging.Page[Leaf], scene: Scene, turn: str = "tv.reader.next"
) -> tuple[Button, ...]:
    """What is most likely wanted: to turn the page, and on the last one to answer."""
    words = scene.words
    if shown.number + 1 < shown.count:
        return (Button(paging.NEXT, words(turn)),)
    if notice.asks_reply:
        said = reply(notice, scene).choice is not NoticeChoice.NONE
        if open_for_reply(notice, scene) or said:
            return (Button(REPLY, words("tv.notices.reply_change" if said else "tv.notices.reply")),)
    if confirmation(notice.id, scene) is None:
        return (Button(SEEN, words("tv.notices.seen")),)
    return ()


def _before(shown: paging.Page[Leaf], label: str, scene: Scene) -> tuple[Button, ...]:
    return (Button(paging.PREVIOUS, scene.words(label)),) if shown.number > 0 else ()


def _in_order(
    first: tuple[Button, ...], other: tuple[Button, ...], before: tuple[Button, ...], scene: Scene
) -> tuple[Button, ...]:
    """Leaving stands at the end, or first where nothing else is left to do."""
    back = (Button(BACK, scene.words("tv.button.back")),)
    return (*first, *other, *before, *back) if first else (*back, *other, *before)


def _status(notice: Notice, scene: Scene) -> str:
    """Say what became of the reply or of 見ました, else from whom it is."""
    words = scene.words
    if notice.asks_reply and (answer := reply(notice, scene)).choice is not NoticeChoice.NONE:
        choice = words(f"tv.reply.{answer.choice.value}")
        return words("tv.reply.sent" if answer.sent else "tv.reply.kept", choice=choice)
    said = confirmation(notice.id, scene)
    if said is None:
        return words("tv.notices.from", sender=notice.sender)
    return words("tv.notices.seen_sent" if said.state is SaidState.SENT else "tv.notices.seen_kept")
