"""The TV in the browser: keys in, the picture and its description out, nothing for other sites."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from PIL import Image

from remote_input.keys import Key
from tvapp.mirror.live import Live, Pixels
from tvapp.mirror.server import MirrorServer

PAGE = Path(__file__).parents[2] / "assets" / "mirror" / "index.html"
RED_OVER_BLUE = Pixels(1, 2, bytes((0, 0, 255, 255, 255, 0, 0, 255)))


class Window:
    """Draws at once whenever a frame is wanted."""

    def __init__(self) -> None:
        self.live = Live(self._draw)
        self.drawn = 0
        self.draws = True

    def _draw(self) -> None:
        self.drawn += 1
        if self.draws:
            threading.Thread(target=self.live.drew, args=(RED_OVER_BLUE,)).start()


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def pressed() -> list[Key]:
    return []


@pytest.fixture
def tv(window: Window, pressed: list[Key]) -> Iterator[str]:
    server = MirrorServer(("127.0.0.1", 0), window.live, pressed.append, PAGE)
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.stop()


@pytest.mark.parametrize("name", ["OK", "UP", "HOME", "RED", "1", "12"])
def test_a_key_is_pressed_by_its_name(tv: str, pressed: list[Key], name: str) -> None:
    assert requests.post(f"{tv}/key", json={"key": name}, timeout=5).json() == {"pressed": name}
    assert pressed == [Key(name)]


@pytest.mark.parametrize("body", [b'{"key": "EJECT"}', b"OK", b"[]", b"", b'{"key": 1e999}', b"\xff\xfe"])
def test_what_is_no_key_is_refused_in_words_and_presses_nothing(
    tv: str, pressed: list[Key], body: bytes
) -> None:
    answer = requests.post(f"{tv}/key", data=body, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert pressed == []


def test_a_body_of_a_megabyte_is_refused_unread(tv: str, pressed: list[Key]) -> None:
    answer = requests.post(f"{tv}/key", data=b"x" * 1_000_000, timeout=5)
    assert answer.status_code == 400
    assert pressed == []


def test_another_site_in_the_same_browser_may_not_press_keys(tv: str, pressed: list[Key]) -> None:
    headers = {"Origin": "http://elsewhere.example"}
    answer = requests.post(f"{tv}/key", json={"key": "OK"}, headers=headers, timeout=5)
    assert answer.status_code == 403
    assert pressed == []


def test_a_name_that_was_made_to_point_here_sees_and_presses_nothing(tv: str, pressed: list[Key]) -> None:
    rebound = {"Host": "evil.example:80", "Origin": "http://evil.example:80"}
    assert requests.post(f"{tv}/key", json={"key": "OK"}, headers=rebound, timeout=5).status_code == 403
    assert requests.get(f"{tv}/view.json", headers=rebound, timeout=5).status_code == 403
    assert pressed == []


def test_the_picture_stands_the_right_way_up_and_is_drawn_once_per_view(tv: str, window: Window) -> None:
    window.live.showed({"screen": "home", "focus": "x", "texts": []})
    for _ in range(3):
        answer = requests.get(f"{tv}/frame.png", timeout=5)
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.getpixel((0, 0)) == (255, 0, 0)
    assert picture.getpixel((0, 1)) == (0, 0, 255)
    assert answer.headers["X-Frame"] == "1"
    assert window.drawn == 1


def test_a_browser_that_waits_gets_the_next_picture(tv: str, window: Window) -> None:
    window.live.showed({"screen": "home", "focus": "x", "texts": []})
    answers: list[str] = []

    def wait() -> None:
        answers.append(requests.get(f"{tv}/frame.png?after=1", timeout=10).headers["X-Frame"])

    waiting = threading.Thread(target=wait)
    waiting.start()
    window.live.showed({"screen": "bus", "focus": "x", "texts": []})
    waiting.join(10)
    assert answers == ["2"]


def test_a_window_that_draws_nothing_is_said_so(
    tv: str, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tvapp.mirror.live.PATIENCE", 0.05)
    window.draws = False
    assert requests.get(f"{tv}/frame.png", timeout=5).status_code == 503
    assert window.drawn == 1


def test_the_description_is_what_was_shown_last(tv: str, window: Window) -> None:
    shown = {"screen": "home", "focus": "bus", "texts": [{"text": "体調", "size": 64, "box": [1, 2, 3, 4]}]}
    window.live.showed(shown)
    assert requests.get(f"{tv}/view.json", timeout=5).json() == shown


def test_an_unknown_path_says_what_there_is(tv: str) -> None:
    assert requests.get(f"{tv}/secret", timeout=5).status_code == 404
    assert requests.post(f"{tv}/secret", timeout=5).status_code == 404
