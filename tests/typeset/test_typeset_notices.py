"""A notice's pages: the same for the office that writes it and the TV that shows it."""

from pathlib import Path

from typeset.metrics import Font
from typeset.notices import NoticeType

FONTS = Path("/usr/share/fonts/truetype/bizud-gothic")
TYPE = NoticeType(Font.load(FONTS / "BIZUDPGothic-Regular.ttf"), Font.load(FONTS / "BIZUDPGothic-Bold.ttf"))


def test_a_title_that_fits_the_head_line_is_not_said_again() -> None:
    assert TYPE.pages("除雪の お知らせ", "あす 6時から。\n") == (("あす 6時から。",),)


def test_a_title_too_wide_for_the_head_line_stands_whole_in_the_text() -> None:
    title = "水道管の 取りかえ工事に ともなう 断水と にごり水の おしらせ"
    [page] = TYPE.pages(title, "あすです。")
    assert "".join(page[:-1]).replace(" ", "") == title.replace(" ", "")
    assert page[-1] == "あすです。"


def test_no_page_has_more_lines_than_there_is_room_for_and_nothing_is_lost() -> None:
    body = "\n".join(f"{number}番目の 行です。" for number in range(40))
    pages = TYPE.pages("長い", body)
    assert max(len(page) for page in pages) == TYPE.lines
    assert [line for page in pages for line in page] == body.split("\n")


def test_a_notice_without_words_still_has_a_page() -> None:
    assert len(TYPE.pages("", "\n\n")) == 1
