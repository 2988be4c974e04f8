"""A helper looks at a household's own TV: only while the household allows it with its remote."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from remote_input.keys import Key
from tests.journeys.television import Television, until

TO_HELP = (Key.HOME, Key.OK, *([Key.DOWN] * 5), Key.OK, *([Key.DOWN] * 3), Key.OK)
"""From the page of a new box over 設定 and its second page to はなれた 手助け, on whose もどる it ends."""


@contextmanager
def screen() -> Iterator[str]:
    """A whole screen of its own, as a TV has one; yields its name for DISPLAY."""
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(tell,), stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def whole_screen_tv(tmp_path: Path) -> Iterator[Television]:
    """A TV that was told to have a mirror, as every box is, and that nobody has allowed anything."""
    remote = tmp_path / "remote"
    os.mkfifo(remote)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("minato-tv"), "--data", tmp_path, "--mirror", str(port)]
    with screen() as display, (tmp_path / "tv.log").open("wb") as log:
        world = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
        tv = subprocess.Popen([*command, "--remote", remote], env=world, stdout=log, stderr=log)
        try:
            yield Television("", "", f"http://127.0.0.1:{port}", remote)
        finally:
            tv.terminate()
            assert tv.wait(20) == 0


def test_a_helper_sees_the_tv_while_the_household_allows_it_and_no_longer(
    whole_screen_tv: Television,
) -> None:
    tv = whole_screen_tv

    def allowed() -> bool:
        assert not tv.answers(), "nobody has allowed anything yet"
        tv.press(*TO_HELP, Key.RIGHT, Key.OK)
        return tv.answers()

    until("help from afar can be allowed", allowed, 60)
    tv.see("ゆるしています")
    tv.press(*TO_HELP)
    tv.see("はなれた所からの 手助けを ゆるしています。")
    tv.press(Key.RIGHT, Key.OK)
    until("the helper sees nothing any more", lambda: not tv.answers())
