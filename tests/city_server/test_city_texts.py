"""What is typed at the office and what of it reaches a TV."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from city_server.domain.texts import cleaned, one_line


def test_control_characters_are_taken_out_and_everything_a_person_sees_stays() -> None:
    assert cleaned("あ\u0001す\u202e　朝\r\n6時\r葛\U000e0100城\x7f") == "あす　朝\n6時\n葛\U000e0100城"


def test_a_title_stands_on_one_line() -> None:
    assert one_line(" 除雪の\nお知らせ\u2028あす\x00 ") == "除雪の お知らせ あす"


@given(st.text())
def test_no_control_character_gets_through(text: str) -> None:
    assert not any(unicodedata.category(letter).startswith("C") for letter in one_line(text))
    assert not any(unicodedata.category(letter)[0] == "C" for letter in cleaned(text).replace("\n", ""))
    assert cleaned(cleaned(text)) == cleaned(text)
