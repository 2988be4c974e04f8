"""What the voice is given to read, for what really stands on screens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.speech.readings import Name, named
from typeset.speech.sentences import LONGEST, sentences
from typeset.speech.wording import wording


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14:30", "14時30分"),
        ("9:00", "9時"),
        ("0:05", "レイ時5分"),
        ("9時10分", "9時10分"),
        ("10:30 〜 13:00", "10時30分から13時"),
        ("1/2錠", "ニブンの1錠"),
        ("1 / 3 ページ", "3ページの、1ページ目"),
        ("½錠", "ニブンの1錠"),
        ("11/22", "11月22日"),
        ("2026/11/22", "2026年11月22日"),
        ("R8.11.22", "令和8年11月22日"),
        ("令和8年 11月22日(日)", "令和8年11月22日、日曜日"),
        ("11月23日(月・祝)", "11月23日、月曜日、祝日"),
        ("11月23日（月）9時", "11月23日、月曜日、9時"),
        ("電話 0242-00-0001", "電話、ゼロニーヨンニー、ゼロゼロ、ゼロゼロゼロイチ"),
        ("０９０－１２３４－５６７８", "ゼロキューゼロ、イチニーサンヨン、ゴーロクナナハチ"),
        ("0242000001", "ゼロニーヨンニーゼロゼロゼロゼロゼロイチ"),
        ("119に 電話を", "ヒャクジュウキュウ番に電話を"),
        ("110番へ", "ヒャクトオ番へ"),
        ("110円", "110円"),
        ("119人", "119人"),
        ("3,000円", "3000円"),
        ("¥300", "300円"),
        ("9℃", "9度"),
        ("-3℃", "マイナス3度"),
        ("500m", "500メートル"),
        ("5km", "5キロメートル"),
        ("3件", "3ケン"),
        ("警戒レベル 4", "警戒レベル4"),
        ("きょうの 体調は いかがですか。", "きょうの体調はいかがですか。"),
        ("赤井 地区", "赤井、地区"),
        ("「よい」と おくりました", "よい、とおくりました"),
        ("【重要】除雪", "重要、除雪"),
        ("まつり🎉😀です", "まつりです"),
        ("①よい ②ふつう", "1よい2ふつう"),
        ("㈱みなと", "株式会社みなと"),
        ("髙橋・𠮷田", "高橋、吉田"),
        ("葛󠄀城", "葛城"),
        ("ｶﾞｽ", "ガス"),
        ("↓で えらぶ", "下でえらぶ"),
        ("https://example.jp/a を 見て", "ホームページ、を見て"),
        ("。", ""),
        ("😀", ""),
    ],
)
def test_a_screen_says_it_as_a_person_would(written: str, read: str) -> None:
    assert wording(written) == read


KIYO = Name("田中 きよ", "たなか きよ")
STOP = Name("竹田病院", "たけだびょういん")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("田中 きよさん、おはよう", "タナカキヨさん、おはよう"),
        ("田中きよさん", "タナカキヨさん"),
        ("田中さん", "タナカさん"),
        ("田中へ", "田中へ"),
        ("竹田病院から", "タケダビョウインから"),
    ],
)
def test_a_name_is_read_as_its_people_entered_it(written: str, read: str) -> None:
    assert named(written, (KIYO, STOP)) == read


def test_a_name_without_a_reading_is_read_in_one_piece() -> None:
    assert sentences(["佐藤 はるさんが うけました"], [Name("佐藤 はる")]) == ("佐藤はるさんがうけました",)


def test_a_name_of_one_character_changes_no_other_word() -> None:
    assert named("原因", (Name("原", "はら"),)) == "原因"


def test_sentences_come_one_by_one_with_their_quotation_marks() -> None:
    assert sentences(["田中 きよさん、おはよう。「よい」です。\n雪です"], [KIYO]) == (
        "タナカキヨさん、おはよう。",
        "よい、です。",
        "雪です",
    )


@given(st.text(max_size=400))
def test_no_piece_is_longer_than_the_voice_takes_and_none_has_a_second_line(text: str) -> None:
    for piece in sentences([text]):
        assert 0 < len(piece) <= LONGEST
        assert len(piece.encode()) < 1000
        assert "\n" not in piece


@given(st.text(max_size=200))
def test_reading_what_was_made_readable_changes_nothing(text: str) -> None:
    once = wording(text)
    assert wording(once) == once


def test_nothing_of_a_long_sentence_is_lost() -> None:
    long = "あしたは雪がふります、" * 40
    assert "".join(sentences([long])).replace("、", "") == long.replace("、", "")
