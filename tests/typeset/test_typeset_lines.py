"""Text to lines and pages: phrases, 禁則, numbers, and nothing lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.clusters import clusters
from typeset.kinsoku import NEVER_FIRST, NEVER_LAST, may_part
from typeset.lines import break_lines
from typeset.pages import pages

NOTICE = "明日は11月29日（日）9時10分から港公民館で防災訓練をおこないます。料金は300円です。"


def by_character(text: str) -> float:
    return float(sum(1 if character.isascii() else 2 for character in clusters(text)))


texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("あいうえおっゃー漢字語髙。、」）（「…！ 　\n09時10分月円3,.:aZ\u3099\U000e0100々％"),
        st.characters(codec="utf-8", exclude_characters="\r"),
    ),
    max_size=80,
)
widths = st.integers(min_value=1, max_value=40)


def ink(text: str) -> str:
    return re.sub("[ \u3000\r\n]", "", text)


@given(texts, widths)
def test_no_character_is_lost_other_than_spaces_where_a_line_was_broken(text: str, width: int) -> None:
    assert ink("".join(break_lines(text, width, by_character))) == ink(text)


@given(texts)
def test_a_wide_line_keeps_everything_but_spaces_at_its_end(text: str) -> None:
    assert break_lines(text, 1000, by_character) == tuple(part.rstrip(" \u3000") for part in text.split("\n"))


@given(texts, widths)
def test_no_line_is_too_wide_unless_it_is_a_single_character(text: str, width: int) -> None:
    for line in break_lines(text, width, by_character):
        assert by_character(line) <= width or len(clusters(line)) == 1


@given(texts.map(lambda text: text.replace("\n", "")), widths)
def test_a_break_against_the_rules_is_made_only_where_the_line_has_no_legal_one(
    text: str, width: int
) -> None:
    lines = break_lines(text, width, by_character)
    for line, following in pairwise(lines):
        if not may_part(clusters(line)[-1], following):
            letters = clusters(line.strip(" \u3000"))
            assert not any(
                may_part(one, other)
                for one, other in pairwise(letters)
                if one not in " \u3000" and other not in " \u3000"
            )


@given(texts, widths)
def test_a_variant_of_a_character_is_never_cut_from_it(text: str, width: int) -> None:
    cut = [c for line in break_lines(text, width, by_character) for c in clusters(line) if c not in " \u3000"]
    whole = [c for part in text.split("\n") for c in clusters(part) if c not in " \u3000"]
    assert cut == whole


@given(texts, widths, st.integers(min_value=1, max_value=5))
def test_pages_concatenate_to_the_lines(text: str, width: int, lines_per_page: int) -> None:
    made = pages(text, width, lines_per_page, by_character)
    assert tuple(line for page in made for line in page) == break_lines(text, width, by_character)
    assert all(1 <= len(page) <= lines_per_page for page in made)


@pytest.mark.parametrize("width", range(18, 60, 2))
def test_a_notice_is_never_torn_at_a_number_or_inside_a_phrase(width: int) -> None:
    lines = break_lines(NOTICE, width, by_character)
    for whole in ("11月29日", "9時10分から", "防災訓練を", "港公民館で", "300円です。", "（日）"):
        assert any(whole in line for line in lines), (whole, lines)


def test_a_number_too_wide_for_its_line_is_parted_between_its_counters() -> None:
    assert break_lines("令和7年11月29日", 9, by_character) == ("令和7年", "11月29日")


@pytest.mark.parametrize(
    "number", ["0120-123-456", "1,000円", "12:30", "３号車", "2.5km", "15か月", "9時30分"]
)
def test_a_number_stays_with_its_counter(number: str) -> None:
    for width in range(12, 40):
        lines = break_lines(f"きょうは{number}で{number}になりました", width, by_character)
        assert "".join(lines).count(number) == sum(line.count(number) for line in lines), (width, lines)


def test_a_line_breaks_at_the_gap_between_words_and_drops_the_space() -> None:
    assert break_lines("きのう 18時の 情報です", 12, by_character) == ("きのう", "18時の", "情報です")
    assert break_lines("きのう 18時の 情報です", 14, by_character) == ("きのう 18時の", "情報です")


def test_line_feeds_and_the_indent_of_a_paragraph_are_kept() -> None:
    assert break_lines("　朝です\n\n夜です\r\n", 20, by_character) == ("　朝です", "", "夜です", "")


def test_an_empty_text_is_one_empty_line_on_one_page() -> None:
    assert break_lines("", 10, by_character) == ("",)
    assert pages("", 10, 3, by_character) == (("",),)


def test_a_phrase_wider_than_the_line_is_cut_by_characters_and_by_the_rules() -> None:
    lines = break_lines("スーパーマーケットコンビニエンスストアー", 12, by_character)
    assert len(lines) > 2
    assert not any(line[0] in NEVER_FIRST or line[-1] in NEVER_LAST for line in lines)


def test_words_of_latin_letters_stay_whole() -> None:
    assert break_lines("Please press OK, then wait.", 12, by_character) == (
        "Please press",
        "OK, then",
        "wait.",
    )


def test_a_page_without_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        pages("あ", 10, 0, by_character)
