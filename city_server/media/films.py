"""Turns video and sound into the one form that every box plays: MP4 with H.264 and AAC, 720 lines."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from city_server.media.errors import Fault, Unusable
from city_server.media.pictures import save
from city_server.media.prepared import Piece, Sheet
from wire.media import AttachmentKind, MediaKind

LARGEST = (1280, 720)
MAX_VIDEO_SECONDS, MAX_SOUND_SECONDS = 300.0, 1800.0
_MAX_SIDE = 4200
_FASTEST = 30
_SOUND_RATE = 44_100
_POSTER_AT = 1.0


@dataclass
class _Poster:
    """The frame that stands for the whole."""

    picture: Image.Image | None = None


def prepare(source: Path, out: Path) -> tuple[Sheet, ...]:
    """Make one page of a video or a sound. Raises Unusable."""
    try:
        with av.open(str(source), metadata_errors="ignore") as container:
            video = next((one for one in container.streams.video if _moves(one)), None)
            if video is None:
                return (_sound(container, out),)
            return (_film(container, video, out),)
    except FFmpegError as error:
        raise Unusable(Fault.BROKEN) from error
    except (ValueError, ArithmeticError, EOFError) as error:
        raise Unusable(Fault.BROKEN) from error


def _moves(stream: VideoStream) -> bool:
    """Tell a video from the picture on the cover of a song."""
    return not stream.disposition & av.stream.Disposition.attached_pic


def _film(source: InputContainer, video: VideoStream, out: Path) -> Sheet:
    if max(video.width, video.height) > _MAX_SIDE:
        raise Unusable(Fault.HUGE)
    _check_length(source, MAX_VIDEO_SECONDS)
    poster = _Poster()
    with av.open(str(out / "video.mp4"), "w", format="mp4", options={"movflags": "+faststart"}) as made:
        seconds = _Transcoder(source, made, video, poster).run(MAX_VIDEO_SECONDS)
    if poster.picture is None:
        raise Unusable(Fault.BROKEN)
    width, height = poster.picture.size
    still = save(poster.picture, out / "poster.jpg", LARGEST)
    piece = Piece(file="video.mp4", kind=MediaKind.VIDEO, width=width, height=height, seconds=seconds)
    return Sheet(kind=AttachmentKind.VIDEO, piece=piece, poster=still)


def _sound(source: InputContainer, out: Path) -> Sheet:
    if not source.streams.audio:
        raise Unusable(Fault.BROKEN)
    _check_length(source, MAX_SOUND_SECONDS)
    with av.open(str(out / "sound.m4a"), "w", format="mp4", options={"movflags": "+faststart"}) as made:
        seconds = _Transcoder(source, made, None, _Poster()).run(MAX_SOUND_SECONDS)
    piece = Piece(file="sound.m4a", kind=MediaKind.SOUND, seconds=seconds)
    return Sheet(kind=AttachmentKind.SOUND, piece=piece)


def _check_length(source: InputContainer, most: float) -> None:
    if source.duration is not None and source.duration / av.time_base > most + 1:
        raise Unusable(Fault.LONG)


class _Transcoder:
    """Reads every stream once and writes it anew; what the container says of itself is not believed."""

    def __init__(
        self, source: InputContainer, made: OutputContainer, video: VideoStream | None, poster: _Poster
    ) -> None:
        self._source, self._made, self._video, self._poster = source, made, video, poster
        self._audio = source.streams.audio[0] if source.streams.audio else None
        self._seconds = 0.0
        self._graph: Graph | None = None
        self._drawn = self._aloud = None
        if video is not None:
            self._drawn = made.add_stream("libx264", rate=_FASTEST)
            self._drawn.pix_fmt = "yuv420p"
            self._drawn.options = {"preset": "veryfast", "crf": "24", "profile": "main", "level": "3.1"}
            self._drawn.codec_context.time_base = Fraction(1, _FASTEST)
        if self._audio is not None:
            self._aloud = made.add_stream("aac", rate=_SOUND_RATE, layout="stereo")
            self._resampler = AudioResampler(
                format="fltp", layout="stereo", rate=_SOUND_RATE, frame_size=1024
            )

    def run(self, most: float) -> float:
        """Write everything; returns the seconds. Raises Unusable when it goes on for too long."""
        streams = [one for one in (self._video, self._audio) if one is not None]
        for packet in self._source.demux(streams):
            try:
                frames = packet.decode()
            except FFmpegError:
                continue  # a damaged piece in the middle costs that piece; nothing at all is found out below
            for frame in frames:
                self._take(frame)
                if self._seconds > most + 1:
                    raise Unusable(Fault.LONG)
        self._flush()
        if self._seconds <= 0:
            raise Unusable(Fault.BROKEN)
        return round(self._seconds, 2)

    def _take(self, frame: object) -> None:
        if isinstance(frame, VideoFrame):
            for drawn in self._fitted(frame):
                self._draw(drawn)
        elif isinstance(frame, av.AudioFrame) and self._aloud is not None:
            if frame.time is not None and frame.sample_rate:
                self._seconds = max(self._seconds, frame.time + frame.samples / frame.sample_rate)
            frame.pts = None  # counted anew: gaps and jumps of a phone's clock are not carried on
            for heard in self._resampler.resample(frame):
                self._made.mux(self._aloud.encode(heard))

    def _draw(self, frame: VideoFrame) -> None:
        assert self._drawn is not None  # noqa: S101 - frames come from a video
        if self._drawn.width != frame.width:
            self._drawn.width, self._drawn.height = frame.width, frame.height
        at = frame.time or 0.0
        self._seconds = max(self._seconds, at + 1 / _FASTEST)
        if self._poster.picture is None or at <= _POSTER_AT:
            self._poster.picture = frame.to_image()  # type: ignore[no-untyped-call]
        self._made.mux(self._drawn.encode(frame))

    def _fitted(self, frame: VideoFrame) -> Iterator[VideoFrame]:
        if self._graph is None:
            self._graph = _graph(self._video, frame)
        self._graph.push(frame)
        yield from _pulled(self._graph)

    def _flush(self) -> None:
        if self._graph is not None:
            self._graph.push(None)
            for frame in _pulled(self._graph):
                self._draw(frame)
        if self._drawn is not None and self._poster.picture is not None:
            self._made.mux(self._drawn.encode(None))
        if self._aloud is not None:
            for heard in self._resampler.resample(None):
                self._made.mux(self._aloud.encode(heard))
            self._made.mux(self._aloud.encode(None))


def _graph(video: VideoStream | None, frame: VideoFrame) -> Graph:
    """Turn upright, scale to fit, and drop what is faster than 30 pictures a second."""
    turned = {90: "cclock", -90: "clock", 270: "clock", -270: "cclock"}.get(int(frame.rotation))
    graph = Graph()
    steps = [graph.add_buffer(template=video)]
    if turned is not None:
        steps.append(graph.add("transpose", turned))
    elif abs(int(frame.rotation)) == 180:
        steps += [graph.add("hflip"), graph.add("vflip")]
    width, height = LARGEST
    fit = f"w='min({width},iw)':h='min({height},ih)':force_original_aspect_ratio=decrease"
    steps.append(graph.add("scale", f"{fit}:force_divisible_by=2"))
    steps.append(graph.add("fps", f"fps={_FASTEST}"))
    steps.append(graph.add("format", "pix_fmts=yuv420p"))
    steps.append(graph.add("buffersink"))
    for one, other in itertools.pairwise(steps):
        one.link_to(other)
    graph.configure()
    return graph


def _pulled(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame
