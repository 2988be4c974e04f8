"""Plays films and recordings by VLC in a thread of its own; a weak box keeps the sound alone."""

import ctypes
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from offline_cache.preferences import Preferences
from tvapp.domain.media import Media, MediaStage, MediaState
from tvapp.screen.frames import LARGEST, Frames, Picture, fitted
from tvapp.speech.voice import manner
from typeset.speech.sound import output
from wire.media import MediaKind

log = logging.getLogger(__name__)
QUIET = ("--quiet", "--no-lua", "--no-xlib", "--no-video-title-show", "--no-sub-autodetect-file")
LOOK = 0.1
"""Seconds between two looks at how far it has come."""
JUDGED_AFTER = 4.0
FEWEST = 8.0
"""Pictures a second below which a still one is better."""


class Canvas(Protocol):
    """Where the pictures go; belongs to the window's thread."""

    def frame(self, width: int, height: int, rgba: Any) -> None: ...

    def clear(self) -> None: ...


@dataclass(frozen=True)
class Surroundings:
    """What the projector needs of the face. `later` runs something on the window's thread."""

    canvas: Canvas
    later: Callable[[Callable[[], None]], None]
    tell: Callable[[MediaState], None]
    may_play: Callable[[], bool]
    capture: Path | None = None
    judged_after: float = JUDGED_AFTER
    """Seconds of a film after which it is decided whether this box can show it."""


def too_weak(shown: int, seconds: float, rate: float) -> bool:
    """Tell whether so few pictures were shown that a still one is better; `rate` is the film's, 0 unknown."""
    return shown / seconds < min(FEWEST, 0.6 * (rate or FEWEST / 0.6))


class VlcProjector:
    """`play` and `stop` return at once; VLC is only ever spoken to from one thread, never from its own."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        self._orders: queue.SimpleQueue[Media | None] = queue.SimpleQueue()
        self._volume = 80
        self._closed = False
        self.shown = 0
        """Pictures of this film that were put on the screen."""
        self._frames: Frames | None = None
        self._asked = False
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)
        self._thread.start()

    def play(self, media: Media) -> None:
        """Play this from its beginning, instead of what is being played."""
        self._orders.put(media)

    def stop(self) -> None:
        """Stop at once; the picture goes with the page."""
        self._orders.put(None)
        self._around.later(self._around.canvas.clear)

    def heed(self, preferences: Preferences) -> None:
        """Play the next one as loud as the household has chosen."""
        self._volume = manner(preferences).volume

    def close(self) -> None:
        """End for good."""
        self._closed = True
        self._orders.put(None)
        self._thread.join(5.0)

    def _run(self) -> None:
        media: Media | None = None
        while not self._closed:
            media = self._newest(self._orders.get()) if media is None else media
            media = self._show(media) if media is not None else None

    def _newest(self, order: Media | None) -> Media | None:
        while not self._orders.empty():
            order = self._orders.get()
        return order

    def _show(self, media: Media) -> Media | None:
        """Play one; returns what was ordered instead, or None when it is over."""
        import vlc  # noqa: PLC0415 - costs memory, so only when something is played

        self.shown, self._asked = 0, False
        instance = vlc.Instance(*QUIET, f"--gain={self._volume / 100}", *output(self._around.capture))
        player = instance.media_player_new()
        file = instance.media_new_path(media.path)
        player.set_media(file)
        if media.kind is MediaKind.VIDEO:
            self._frames = Frames(fitted(*_size(vlc, file)), self._newer)
            self._frames.attach(vlc, player)
        try:
            return self._follow(vlc, player, media)
        finally:
            player.stop()
            player.release()
            instance.release()
            self._frames = None
            self._around.later(self._around.canvas.clear)

    def _follow(self, vlc: Any, player: Any, media: Media) -> Media | None:
        told = MediaState(media.path, MediaStage.STARTING)
        began: float | None = None
        stage = MediaStage.PLAYING
        player.play()
        while True:
            try:
                return self._newest(self._orders.get(timeout=LOOK))
            except queue.Empty:
                pass
            state = player.get_state()
            if state == vlc.State.Playing and began is None:
                began = time.monotonic()
            stage = self._stage(stage, media, player, began)
            now = _reading(vlc, state, stage, player, media)
            if now != told:
                told = now
                self._around.tell(now)
            if now.stage in (MediaStage.ENDED, MediaStage.FAILED) or not self._around.may_play():
                return None

    def _stage(self, stage: MediaStage, media: Media, player: Any, began: float | None) -> MediaStage:
        """Give the pictures up when too few of them reach the screen."""
        if media.kind is not MediaKind.VIDEO or stage is not MediaStage.PLAYING or began is None:
            return stage
        seconds = time.monotonic() - began
        if not self._around.judged_after <= seconds < self._around.judged_after + 1:
            return stage
        if not too_weak(self.shown, seconds, float(player.get_fps() or 0)):
            return stage
        log.warning("this box is too weak for a film: %d pictures in %.0f s", self.shown, seconds)
        player.video_set_track(-1)
        self._around.later(self._around.canvas.clear)
        return MediaStage.STILL

    def _newer(self) -> None:
        """Have the newest picture drawn; however many come before that, once is enough (VLC's thread)."""
        if not self._asked:
            self._asked = True
            self._around.later(self._draw)

    def _draw(self) -> None:
        self._asked = False
        frames = self._frames
        picture: Picture | None = frames.newest() if frames is not None else None
        if picture is not None:
            self.shown += 1
            self._around.canvas.frame(picture.width, picture.height, picture.rgba)


def _size(vlc: Any, file: Any) -> tuple[int, int]:
    """Return the size of a film's pictures; what VLC hands to its callbacks is padded."""
    file.parse()
    for track in file.tracks_get() or ():
        if track.type == vlc.TrackType.video:
            # In C the three kinds of track share one pointer; the binding calls it `audio`.
            about = ctypes.cast(track.audio, ctypes.POINTER(vlc.VideoTrack)).contents
            return about.width, about.height
    return LARGEST


def _reading(vlc: Any, state: Any, stage: MediaStage, player: Any, media: Media) -> MediaState:
    length = player.get_length()
    whole = round(length / 1000) if length > 0 else None
    seconds = max(0, player.get_time()) // 1000
    match state:
        case vlc.State.Error:
            return MediaState(media.path, MediaStage.FAILED)
        case vlc.State.Ended:
            return MediaState(media.path, MediaStage.ENDED, whole or seconds, whole)
        case vlc.State.Playing | vlc.State.Paused:
            return MediaState(media.path, stage, seconds, whole)
        case _:
            return MediaState(media.path, MediaStage.STARTING)
