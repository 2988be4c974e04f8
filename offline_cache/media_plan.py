"""Which files a box should hold: an emergency's before all, and what goes when room is short."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wire.alerts import Alert
from wire.content import Notice, VillagePhotos
from wire.media import MediaFile, MediaKind


@dataclass(frozen=True)
class MediaPlan:
    """`fetch` in the order of its worth; `drop` is to be deleted before anything is fetched."""

    fetch: tuple[MediaFile, ...]
    drop: tuple[str, ...]


def wanted(
    alerts: Iterable[Alert], notices: Iterable[Notice], photos: VillagePhotos | None
) -> tuple[MediaFile, ...]:
    """Return every file that something on this box shows, the most important first, each once.

    Emergencies; then pictures of notices, the newest first; then photos of the village; then sound; then
    video, which is large and has a still in its place.
    """
    told = sorted(notices, key=lambda notice: (notice.sent_at, notice.id), reverse=True)
    files = [file for notice in told for one in notice.attachments for file in one.files]
    ordered = [file for alert in alerts for file in alert.media]
    ordered += [file for file in files if file.kind is MediaKind.PICTURE]
    ordered += photos.photos if photos is not None else ()
    ordered += [file for file in files if file.kind is MediaKind.SOUND]
    ordered += [file for file in files if file.kind is MediaKind.VIDEO]
    each: dict[str, MediaFile] = {}
    for file in ordered:
        each.setdefault(file.sha256, file)
    return tuple(each.values())


def plan(ordered: Iterable[MediaFile], here: Mapping[str, int], budget: int) -> MediaPlan:
    """Decide what to fetch and what to drop, so that what is kept never takes more than `budget` bytes.

    `here` are the bytes of each file on disk. What nothing shows any more goes at once: a notice that
    was withdrawn leaves no picture behind. A file that does not fit makes no room for a lesser one to go.
    """
    room, kept, fetch = budget, set[str](), list[MediaFile]()
    for file in ordered:
        if file.size > room:
            continue
        room -= file.size
        kept.add(file.sha256)
        if file.sha256 not in here:
            fetch.append(file)
    return MediaPlan(tuple(fetch), tuple(sorted(name for name in here if name not in kept)))
