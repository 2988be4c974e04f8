"""Makes a short film at test time: a moving square, and a tone that is easy to find again."""

import array
import math
from fractions import Fraction
from pathlib import Path

import av

RATE = 25
TONE = 44_100
RED, BLUE, WHITE = bytes((200, 20, 20)), bytes((20, 20, 200)), b"\xff" * 3


def make_film(path: Path, seconds: int = 6, size: tuple[int, int] = (640, 360), rate: int = RATE) -> Path:
    """Write an MP4 with H.264 and AAC, as the city makes them."""
    with av.open(str(path), "w") as film:
        pictures = film.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
        pictures.width, pictures.height = size
        pictures.pix_fmt = "yuv420p"
        sound = film.add_stream("aac", rate=TONE, layout="mono")
        for number in range(seconds * rate):
            film.mux(pictures.encode(_picture(number, size)))
        film.mux(pictures.encode(None))
        for start in range(0, seconds * TONE, 1024):
            film.mux(sound.encode(_tone(start)))
        film.mux(sound.encode(None))
    return path


def make_recording(path: Path, seconds: int = 4) -> Path:
    """Write an MP4 with AAC alone."""
    with av.open(str(path), "w") as film:
        sound = film.add_stream("aac", rate=TONE, layout="mono")
        for start in range(0, seconds * TONE, 1024):
            film.mux(sound.encode(_tone(start)))
        film.mux(sound.encode(None))
    return path


def _picture(number: int, size: tuple[int, int]) -> av.VideoFrame:
    """Red above, blue below, and a white square that goes from left to right."""
    width, height = size
    x = (number * 4) % (width - 60)
    rows = []
    for row in range(height):
        colour = RED if row < height // 2 else BLUE
        square = abs(row - height // 2) < 30
        rows.append(colour * x + WHITE * 60 + colour * (width - x - 60) if square else colour * width)
    frame = av.VideoFrame(width, height, "rgb24")
    frame.planes[0].update(b"".join(row.ljust(frame.planes[0].line_size, b"\0") for row in rows))
    return frame


def _tone(start: int) -> av.AudioFrame:
    wave = array.array(
        "h", (round(12_000 * math.sin(2 * math.pi * 660 * at / TONE)) for at in range(start, start + 1024))
    )
    frame = av.AudioFrame("s16", "mono", 1024)
    frame.planes[0].update(wave.tobytes())
    frame.sample_rate, frame.pts, frame.time_base = TONE, start, Fraction(1, TONE)
    return frame
