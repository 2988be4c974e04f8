"""With the longest words that offices may write, nothing is cut off: it fits, or goes on on another page."""

from dataclasses import replace

import pytest

from city_server.notices import MAX_TITLE
from kiosk_setup.sample_home import sample
from kiosk_setup.screens import states
from kiosk_setup.screens.gallery import SCREENS, view_of
from offline_cache.preferences import Language, Preferences, TextSize
from offline_cache.snapshot import Snapshot
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import BoardView, HomeView, View
from tvapp.pages.ops import Text
from tvapp.pages.paint import paint

TYPE = Typesetter.load(sample.FONTS)


def drawn(view: View) -> list[str]:
    return [op.text for op in paint(view, TYPE.measured) if isinstance(op, Text)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", TextSize)
def test_no_words_are_cut_off_on_any_screen(size: TextSize, language: Language) -> None:
    def longest(memory: Snapshot) -> Snapshot:
        chosen = Preferences(text_size=size, language=language)
        return replace(states.lengthened(memory), preferences=chosen)

    cut = {
        screen: found
        for screen, way in SCREENS.items()
        if (found := [text for text in drawn(view_of(way, longest)) if text.endswith("…")])
    }
    assert cut == {}


@pytest.mark.parametrize("size", TextSize)
def test_a_notices_title_stands_whole_in_its_list_and_on_its_page(size: TextSize) -> None:
    def longest(memory: Snapshot) -> Snapshot:
        return replace(states.lengthened(memory), preferences=Preferences(text_size=size))

    title = longest(sample.morning()).notices[0].title
    assert len(title) == MAX_TITLE, "as long as the city lets it be"
    for screen in ("notices", "notice"):
        assert title.replace(" ", "") in "".join(drawn(view_of(SCREENS[screen], longest))).replace(" ", "")


@pytest.mark.parametrize("size", TextSize)
def test_every_row_of_every_kind_of_board_stands_whole(size: TextSize) -> None:
    def longest(memory: Snapshot) -> Snapshot:
        usual = {page.id: page.title for page in memory.living}  # so that the keys lead where they always do
        long = states.lengthened(memory)
        living = tuple(page.model_copy(update={"title": usual[page.id]}) for page in long.living)
        return replace(long, living=living, preferences=Preferences(text_size=size))

    for screen in ("living_days", "living_shops", "living_phones"):
        view = view_of(SCREENS[screen], longest)
        assert isinstance(view, BoardView)
        assert view.rows
        told = "".join(drawn(view)).replace(" ", "")
        for row in view.rows:
            for words in (row.text, row.note, row.figure, row.lead):
                assert words.replace(" ", "") in told, (screen, words)


def test_an_alert_names_the_own_area_where_all_of_them_have_no_room() -> None:
    told = drawn(view_of(SCREENS["alert4"], states.lengthened))
    assert "赤井と ほか7地区" in told


def test_the_tiles_say_whom_a_notice_is_from_where_its_title_has_no_room() -> None:
    view = view_of(SCREENS["home"], states.lengthened)
    assert isinstance(view, HomeView)
    assert {tile.id: tile.lines for tile in view.tiles}["notices"] == ("地域の お知らせ", "ほか")
