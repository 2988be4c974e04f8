"""A notice with a photo and a PDF: from the office's browser to the TV, answered there, and changed."""

import io
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from remote_input.keys import Key
from tests.city_server import handed_in
from tests.journeys.conftest import Village
from tests.journeys.television import Television, until

pytestmark = pytest.mark.journey
GENEROUS = 30.0


def write(office: Any, folder: Path, title: str, *files: tuple[str, bytes]) -> None:
    """Write a notice for everybody with these files, and ask who will come."""
    office.go("/office/notices/new")
    page = office.page
    page.fill("[name=title]", title)
    page.fill("[name=body]", "どうぞ おいで ください。")
    page.fill("[name=sender]", "赤井区")
    page.check("input[name=area][value=all]")
    page.check("input[name=asks_reply]")
    for name, data in files:
        (folder / name).write_bytes(data)
        page.set_input_files("#file", str(folder / name))
        page.locator(".files .file", has_text=name).wait_for(timeout=60_000)
    page.click("#notice-form button[type=submit]")


def open_notice(tv: Television, title: str) -> None:
    tv.go_home()
    tv.see(title, GENEROUS)
    tv.press(Key.N2)
    tv.on("notices")
    tv.press(Key.OK)
    tv.see("どうぞ おいで ください。", GENEROUS)


def test_a_photo_and_a_pdf_are_turned_on_the_tv(village: Village, sign_in: Any, tmp_path: Path) -> None:
    tv, office = village.tv(0), sign_in("office")
    write(
        office,
        tmp_path,
        "いもに会",
        ("なべ.jpg", handed_in.photo()),
        ("ちらし.pdf", handed_in.document("first", "second", "third", size=(842, 595))),
    )
    open_notice(tv, "いもに会")
    tv.press(Key.OK)
    tv.see("写真", GENEROUS)
    tv.see("2 / 5 ページ", GENEROUS)
    until("the photo itself", lambda: "いま とどく" not in tv.words(), GENEROUS)
    assert _is_green(tv), "the photo's own colour stands on the screen"
    for page in (3, 4, 5):
        tv.press(Key.OK)
        tv.see(f"{page} / 5 ページ", GENEROUS)
        tv.see("書類", GENEROUS)
    tv.go_home()


def test_a_reply_shows_at_the_office_is_changed_and_shows_again(
    village: Village, sign_in: Any, tmp_path: Path
) -> None:
    tv, office = village.tv(0), sign_in("office")
    write(office, tmp_path, "そうじの 日")
    office.page.locator("main a", has_text="そうじの 日").click()
    reach = office.page.locator("#reach")
    open_notice(tv, "そうじの 日")
    tv.press(Key.OK)
    tv.see("参加しますか。", GENEROUS)
    tv.press(Key.LEFT, Key.LEFT, Key.OK)
    tv.see("「参加する」と おくりました", GENEROUS)
    until("the office sees who comes", lambda: _said(reach) == [1, 0], GENEROUS)
    tv.press(Key.LEFT, Key.OK)
    tv.see("「参加しない」と おくりました", GENEROUS)
    until("the office sees the change", lambda: _said(reach) == [0, 1], GENEROUS)


def test_an_agent_killed_while_the_office_writes_brings_the_photo_when_it_is_back(
    village: Village, sign_in: Any, tmp_path: Path
) -> None:
    tv, office = village.tv(0), sign_in("office")
    village.kill("agent", 0)
    write(office, tmp_path, "雪の 写真", ("雪.jpg", handed_in.photo(colour="#2a6f4e", width=1500)))
    tv.go_home()
    assert "雪の 写真" not in tv.words()
    village.start_again("minato-agent", 0)
    open_notice(tv, "雪の 写真")
    tv.press(Key.OK)
    until("the photo itself", lambda: _is_green(tv), 20.0)


def _said(reach: Any) -> list[int]:
    """Who comes and who does not, as it stands on the office's page now."""
    counts = reach.locator(".steps.three dd").all_inner_texts()
    return [int(text.split()[0]) for text in counts[:2]]


def _is_green(tv: Television) -> bool:
    """Tell whether the sample photo's ground stands in the middle of the left part of the screen."""
    frame = Image.open(io.BytesIO(requests.get(f"{tv.url}/frame.png", timeout=10).content)).convert("RGB")
    red, green, blue = frame.getpixel((frame.width * 740 // 1920, frame.height * 780 // 1080))  # type: ignore[misc]
    return abs(red - 0x2A) < 12 and abs(green - 0x6F) < 12 and abs(blue - 0x4E) < 12
