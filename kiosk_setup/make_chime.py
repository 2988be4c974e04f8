"""Makes the box's two sounds, `assets/sounds/{alarm,drill}.wav`; the same bytes each time.

Own tone sequences, unlike the sounds of broadcasters and phones. All tones lie between 500 and 1,400 Hz,
where old ears hear best.
"""

import math
import struct
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 22_050
_FADE_SECONDS = 0.012
_OVERTONES = ((1, 1.0), (2, 0.35), (3, 0.12))


@dataclass(frozen=True)
class Tone:
    """`hertz` is 0 for silence; `loudness` runs from 0 to 1."""

    hertz: float
    seconds: float
    loudness: float


_CALL = tuple(Tone(hertz, 0.16, 0.85) for hertz in (659.3, 880.0, 1108.7))
ALARM = (*_CALL, Tone(1318.5, 0.42, 0.9), Tone(0, 0.2, 0)) * 3
"""Four rising tones, three times: three and a half seconds."""

DRILL = (Tone(659.3, 0.45, 0.3), Tone(523.3, 0.7, 0.3), Tone(0, 0.15, 0))
"""Two falling tones, softly and once."""


def samples(tones: tuple[Tone, ...]) -> bytes:
    """Return 16-bit mono samples."""
    return b"".join(_one(tone) for tone in tones)


def _one(tone: Tone) -> bytes:
    count = int(tone.seconds * RATE)
    full = sum(share for _, share in _OVERTONES)
    values = []
    for number in range(count):
        moment = number / RATE
        fade = min(1.0, moment / _FADE_SECONDS, (tone.seconds - moment) / _FADE_SECONDS)
        wave_form = sum(
            share * math.sin(2 * math.pi * tone.hertz * times * moment) for times, share in _OVERTONES
        )
        values.append(round(32_767 * tone.loudness * max(0.0, fade) * wave_form / full))
    return struct.pack(f"<{count}h", *values)


def write(path: Path, tones: tuple[Tone, ...]) -> None:
    """Write a WAV file."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples(tones))


def main() -> int:
    """Write both sounds into the folder given, or into the assets."""
    default = Path(__file__).parents[1] / "assets" / "sounds"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "alarm.wav", ALARM)
    write(folder / "drill.wav", DRILL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
