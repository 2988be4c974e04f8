"""A notice as it is turned on the TV: its words page by page, then each of its files."""

from dataclasses import dataclass

from tvapp.domain.media import Media
from tvapp.domain.scene import Scene
from wire.content import Notice
from wire.media import Attachment, AttachmentKind


@dataclass(frozen=True)
class TextLeaf:
    """Lines that fit one page; `document` counts the attachment whose words they are."""

    lines: tuple[str, ...]
    document: int | None = None


@dataclass(frozen=True)
class FileLeaf:
    """One attachment, by its place among the notice's."""

    attachment: Attachment
    place: int


Leaf = TextLeaf | FileLeaf


def leaves(notice: Notice, scene: Scene, *, plain: bool) -> tuple[Leaf, ...]:
    """Return all pages of a notice; `plain` puts the words of documents in the place of their pictures."""
    found: list[Leaf] = [TextLeaf(lines) for lines in scene.type.notices.pages(notice.title, notice.body)]
    for place, one in enumerate(notice.attachments):
        if plain and has_words(one):
            pages = scene.type.notices.pages("", one.text)
            found += [TextLeaf(lines, place) for lines in pages]
        else:
            found.append(FileLeaf(one, place))
    return tuple(found)


def has_words(one: Attachment) -> bool:
    """Tell whether an attachment can be read as large words too."""
    return one.kind is AttachmentKind.DOCUMENT and bool(one.text.strip())


def playable(leaf: Leaf, notice: Notice, scene: Scene) -> Media | None:
    """Return what can be played on a page, once it is here, whole and verified."""
    if not isinstance(leaf, FileLeaf) or leaf.attachment.kind not in (
        AttachmentKind.VIDEO,
        AttachmentKind.SOUND,
    ):
        return None
    one, here = leaf.attachment, scene.snapshot.media
    path = here.get(one.file.sha256)
    if path is None:
        return None
    still = None if one.poster is None else here.get(one.poster.sha256)
    return Media(path=path, kind=one.file.kind, title=notice.title, still=still)


def attachment_of(leaf: Leaf) -> int | None:
    """Return which attachment a page belongs to."""
    return leaf.place if isinstance(leaf, FileLeaf) else leaf.document


def same_in(leaf: Leaf, others: tuple[Leaf, ...]) -> int:
    """Find the page of the same attachment where pages are set otherwise."""
    wanted = attachment_of(leaf)
    return next((number for number, other in enumerate(others) if attachment_of(other) == wanted), 0)
