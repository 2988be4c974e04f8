"""Advances against the real font, and what it cannot draw."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from typeset.errors import UnreadableFont
from typeset.font_file import read_font
from typeset.metrics import GETA, Font

REGULAR = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf")
FIGURES = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf")


@pytest.fixture(scope="module")
def font() -> Font:
    return Font.load(REGULAR)


def test_the_width_is_the_sum_of_the_advances_in_the_file(font: Font) -> None:
    with TTFont(REGULAR) as opened:
        characters, advances = opened.getBestCmap(), opened["hmtx"].metrics
        em = opened["head"].unitsPerEm
    text = "きょうの バスは 9時10分、１２号車です。髙橋"
    assert font.width(text, 56) == pytest.approx(sum(advances[characters[ord(c)]][0] for c in text) * 56 / em)


@pytest.mark.parametrize("path", [REGULAR, FIGURES, *sorted(REGULAR.parent.glob("*-Bold.ttf"))])
def test_every_character_of_a_file_is_read_as_fonttools_reads_it(path: Path) -> None:
    with TTFont(path) as opened:
        advances, units = opened["hmtx"].metrics, opened["head"].unitsPerEm
        theirs = {code: advances[glyph][0] for code, glyph in opened.getBestCmap().items()}
        narrow = {c: advances[g][0] for c, g in opened["cmap"].getcmap(3, 1).cmap.items()}
    ours = read_font(path)
    assert ours.units_per_em == units
    assert ours.advances == theirs
    assert {code: width for code, width in ours.advances.items() if code in narrow} == narrow


def test_a_font_that_has_only_the_old_kind_of_map_is_read_too(tmp_path: Path) -> None:
    with TTFont(REGULAR) as opened:
        opened["cmap"].tables = [table for table in opened["cmap"].tables if table.format == 4]
        opened.save(tmp_path / "old.ttf")
        advances = opened["hmtx"].metrics
        theirs = {c: advances[g][0] for c, g in opened["cmap"].getcmap(3, 1).cmap.items()}
    assert read_font(tmp_path / "old.ttf").advances == theirs


def test_figures_of_the_font_for_columns_are_all_of_one_width() -> None:
    figures = Font.load(FIGURES)
    assert {figures.width(figure, 100) for figure in "0123456789"} == {50.0}


def test_a_character_without_a_glyph_is_named_and_printed_as_geta(font: Font) -> None:
    assert font.missing("髙橋と\U0001f68cと\U00030000") == {"\U0001f68c", "\U00030000"}
    assert font.substitute("バス\U0001f68cのる") == f"バス{GETA}のる"
    assert font.missing(GETA) == set()


def test_names_keep_their_characters_and_their_variants(font: Font) -> None:
    name = "髙﨑葛\U000e0100城"
    assert font.missing(name) == set()
    assert font.substitute(name) == name
    assert font.width("葛\U000e0100", 56) == font.width("葛", 56)


def test_a_variant_of_a_missing_character_leaves_one_geta(font: Font) -> None:
    assert font.substitute("\U00030000\U000e0100さん") == f"{GETA}さん"


@given(st.text(max_size=40))
def test_after_substitution_nothing_is_tofu(text: str) -> None:
    font = _loaded()
    assert font.missing(font.substitute(text)) == set()


@pytest.mark.parametrize("content", [b"", b"no font at all", b"\x00\x01\x00\x00" + b"\xff" * 40])
def test_a_damaged_font_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.ttf").write_bytes(content)
    with pytest.raises(UnreadableFont):
        Font.load(tmp_path / "bad.ttf")


def test_a_missing_font_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFont):
        Font.load(tmp_path / "none.ttf")


_KEPT: list[Font] = []


def _loaded() -> Font:
    """Load the font once for all examples; hypothesis refuses fixtures of a narrower scope."""
    if not _KEPT:
        _KEPT.append(Font.load(REGULAR))
    return _KEPT[0]
