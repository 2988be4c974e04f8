"""What stays in one line: numbers with what they count, telephones, times, words, addresses, names."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.clusters import clusters
from typeset.kinsoku import may_part
from typeset.lines import break_lines
from typeset.metrics import Font

FONT = Font.load(Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"))
SIZE = 64


def measure(text: str) -> float:
    return FONT.width(text, SIZE)


WHOLE = [
    "0242-00-0003",
    "(0242)00-0003",
    "０２４２－００－０００３",
    "0242（00）0003",
    "+81-242-00-0003",
    "〒969-3400",
    "9:10",
    "10時半",
    "１２時間",
    "300円",
    "1,200円",
    "35.5℃",
    "5 km",
    "120 mg",
    "5:00 p.m.",
    "3号車",
    "第3回",
    "5年生",
    "118号線",
    "No.12",
    "20人",
]
words = st.text(alphabet="あいうかきさたなのはをにがとでもらす漢字公民館病院、。", min_size=0, max_size=14)
widths = st.integers(min_value=420, max_value=1728)


@given(words, st.sampled_from(WHOLE), words, widths)
def test_a_number_is_never_split_from_itself_or_what_it_counts(
    before: str, number: str, after: str, width: int
) -> None:
    text = f"{before}{number}{after}"
    lines = break_lines(text, width, measure)
    if measure(number) <= width:
        assert any(number in line for line in lines), lines
    else:
        assert number in "".join(lines), lines


def test_a_telephone_number_wider_than_its_line_is_parted_at_a_hyphen() -> None:
    assert break_lines("電話 0242-00-0003", 400, measure) == ("電話", "0242-00-", "0003")


@given(st.lists(st.text(alphabet="abcdefgAZéüñ'", min_size=1, max_size=9), min_size=1, max_size=14), widths)
def test_words_of_letters_stay_whole(spoken: list[str], width: int) -> None:
    lines = break_lines(" ".join(spoken), width, measure)
    assert " ".join(lines).split() == spoken


@given(st.integers(min_value=1, max_value=9), widths)
def test_an_address_is_whole_where_it_fits_and_else_broken_at_its_strokes(deep: int, width: int) -> None:
    address = "https://www.city.example.lg.jp/" + "/".join(f"page{number}" for number in range(deep))
    lines = break_lines(f"くわしくは {address} を ごらんください。", width, measure)
    if measure(address) <= width:
        assert any(address in line for line in lines)
    else:
        assert address in "".join(lines)
        inside = [(one, other) for one, other in pairwise(lines) if one[-1].isascii() and other[0].isascii()]
        assert all(one[-1] in "/.-" for one, _ in inside if width > 600), lines


@given(widths)
def test_a_word_longer_than_the_line_is_cut_and_nothing_is_lost(width: int) -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
    lines = break_lines(word, width, measure)
    assert "".join(lines) == word
    assert all(measure(line) <= width for line in lines)


@given(
    st.text(alphabet="あいうっャー漢字々。、」）（「！？…・0123456789円時分 abc.-/", max_size=120),
    st.integers(min_value=100, max_value=1728),
)
def test_in_the_real_type_nothing_is_lost_too_wide_or_against_the_rules(text: str, width: int) -> None:
    lines = break_lines(text, width, measure)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= width or len(clusters(line)) == 1 for line in lines)
    for one, other in pairwise(lines):
        if not may_part(one[-1], other):
            letters = clusters(one.strip())
            assert not any(may_part(a, b) for a, b in pairwise(letters) if " " not in (a, b)), lines


@pytest.mark.parametrize(
    "name", ["勅使河原 五百旗頭右衛門", "湊地区農村環境改善センター", "竹田病院地域包括支援センター前"]
)
@given(width=widths)
def test_a_long_name_is_whole_where_it_fits(name: str, width: int) -> None:
    lines = break_lines(f"ばしょは {name} です。", width, measure)
    for word in name.split():
        if measure(word) <= width:
            assert any(word in line for line in lines), lines
