"""The strings people read."""

from pathlib import Path

import pytest

from typeset.errors import UnknownWords, UnreadableWords
from typeset.words import Words


def write(folder: Path, name: str, text: str) -> None:
    (folder / "ja").mkdir(exist_ok=True)
    (folder / "ja" / name).write_text(text, encoding="utf-8")


def test_the_files_of_a_language_are_one_set_of_words(tmp_path: Path) -> None:
    write(tmp_path, "tv.toml", '[tv.home]\ntitle = "{name}さん、おはよう ございます"\n')
    write(tmp_path, "box.toml", '[box]\nready = "できました"\n')
    words = Words.load(tmp_path, "ja")
    assert words("tv.home.title", name="髙橋") == "髙橋さん、おはよう ございます"
    assert words("box.ready") == "できました"
    assert words.keys() == {"tv.home.title", "box.ready"}
    assert words.placeholders("tv.home.title") == {"name"}
    assert "box.ready" in words


def test_what_is_filled_in_is_never_taken_for_a_placeholder(tmp_path: Path) -> None:
    write(tmp_path, "tv.toml", 'a = "{one} {two}"')
    assert Words.load(tmp_path, "ja")("a", one="{two}", two="{0.__class__}") == "{two} {0.__class__}"


def test_unknown_words_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "tv.toml", 'a = "{name}"')
    words = Words.load(tmp_path, "ja")
    with pytest.raises(UnknownWords, match="nothing"):
        words("nothing")
    with pytest.raises(UnknownWords, match="name"):
        words("a", other="x")
    with pytest.raises(UnknownWords):
        words.template("nothing")


@pytest.mark.parametrize("text", ["a = 1", "a = [", 'a = ["x"]'])
def test_a_file_that_holds_no_words_is_told_by_name(tmp_path: Path, text: str) -> None:
    write(tmp_path, "tv.toml", text)
    with pytest.raises(UnreadableWords, match=r"tv\.toml"):
        Words.load(tmp_path, "ja")


def test_the_same_key_in_two_files_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", '[tv]\nx = "1"')
    write(tmp_path, "b.toml", '[tv]\nx = "2"')
    with pytest.raises(UnreadableWords, match=r"tv\.x"):
        Words.load(tmp_path, "ja")


def test_a_language_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWords):
        Words.load(tmp_path, "fr")
