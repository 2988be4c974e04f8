"""Advances against the real font, and what it cannot draw."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from typeset.errors import UnreadableFont
from typeset.font_file import read_font
from typeset.glyphs import _table
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


def test_a_character_without_a_glyph_is_named_and_without_a_likeness_printed_as_geta(font: Font) -> None:
    assert font.missing("髙橋と\U0001f68cと\U00030000") == {"\U0001f68c", "\U00030000"}
    assert font.substitute("\U00030000さん") == f"{GETA}さん"
    assert font.missing(GETA) == set()


def test_names_are_drawn_with_their_characters_and_a_variant_the_font_lacks_as_the_usual_one(
    font: Font,
) -> None:
    assert font.missing("髙﨑葛\U000e0100城") == set()
    assert font.substitute("髙﨑") == "髙﨑"
    assert font.substitute("葛\U000e0100城") == "葛城", "nothing is drawn for the selector itself"
    assert font.width("葛\U000e0100", 56) == font.width("葛", 56)


def test_a_variant_of_a_missing_character_leaves_one_geta(font: Font) -> None:
    assert font.substitute("\U00030000\U000e0100さん") == f"{GETA}さん"


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("𠮷田さん", "吉田さん"),
        ("𠮷\U000e0101田", "吉田"),
        ("髙橋 﨑山 圡屋", "髙橋 﨑山 圡屋"),
        ("①㈱ﾊﾞｽ㍻Ⅷ㎡½", "①㈱ﾊﾞｽ㍻Ⅷ㎡½"),
        ("\ufa19", "\ufa19"),
        ("か\u3099っこう", "がっこう"),
        ("⚠️ ちゅうい", "！ ちゅうい"),
        ("☎️ 0242", "☎ 0242"),
        ("1️⃣ 番", "1 番"),
        ("みなとバス🚌 運休", "みなとバス 運休"),
        ("🚌 運休", "（バス） 運休"),
        ("👨\u200d👩\u200d👧まつり🎉🎆", "まつり"),
        ("👍🏽 よい", " よい"),
        ("Nguyễn Thị Hằng", "Nguyen Thi Hang"),
        ("陈さん", "陳さん"),
        ("か\u200bさ\ufeff", "かさ"),
        ("あ\tい", "あい"),
    ],
)
def test_what_is_drawn_of_what_was_written(font: Font, written: str, drawn: str) -> None:
    assert font.substitute(written) == drawn
    assert font.width(written, 56) == font.width(drawn, 56), "measured as it is drawn"


def test_every_entry_of_the_table_is_needed_and_can_be_drawn(font: Font) -> None:
    for kind, entries in _table().items():
        for lacking, drawn in entries.items():
            assert font.missing(lacking), (kind, lacking)
            assert not font.missing(drawn), (kind, drawn)


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
