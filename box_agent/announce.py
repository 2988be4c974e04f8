"""Rings and then reads an emergency aloud, twice, and ends: the child process of `sound.py`.

`python -m box_agent.announce CHIME --data DIR --voice FILE [--capture FILE]`; the sentences come as a JSON
list on standard input.
"""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from box_agent.play import play
from typeset.speech.cache import SpeechCache
from typeset.speech.errors import CannotPlay, CannotSpeak
from typeset.speech.floor import Floor
from typeset.speech.open_jtalk import OpenJTalk
from typeset.speech.sound import output
from typeset.speech.vlc_speaker import VlcSpeaker

FOLDER = "speech-alerts"
"""Below the box's folder: apart from what the face keeps, so that neither sweeps the other's."""
_BUDGET = 16 * 1024 * 1024
_SPEED = 0.9
_LOUDEST = 100
_TIMES = 2

_log = logging.getLogger(__name__)


def main() -> int:
    """Be heard; returns 1 when the chime could not be played."""
    parser = argparse.ArgumentParser(prog="box_agent.announce", description=__doc__)
    parser.add_argument("chime", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="the box's folder")
    parser.add_argument("--voice", type=Path, required=True, help="an .htsvoice file")
    parser.add_argument(
        "--capture", type=Path, help="write the chime to this file, and what is said beside it"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="minato-agent: %(levelname)s %(message)s")
    sentences = tuple(str(one) for one in json.load(sys.stdin))
    cache = SpeechCache(options.data / FOLDER, OpenJTalk(options.voice), _BUDGET)
    with Floor(options.data).taken(), ThreadPoolExecutor(1) as maker:
        made = {one: maker.submit(cache.sound, one, _SPEED) for one in dict.fromkeys(sentences)}
        rung = play(options.chime, output(options.capture))
        spoken = options.capture.with_suffix("") if options.capture is not None else None
        try:
            _read(VlcSpeaker(spoken), [made[one].result() for one in sentences])
        except (CannotSpeak, CannotPlay) as why:
            _log.error("the emergency cannot be read aloud: %s", why)
    return 0 if rung else 1


def _read(speaker: VlcSpeaker, sounds: Sequence[Path]) -> None:
    for sound in list(sounds) * _TIMES:
        speaker.play(sound, _LOUDEST, lambda: True)
    speaker.close()


if __name__ == "__main__":
    sys.exit(main())
