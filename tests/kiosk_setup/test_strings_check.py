"""The check of strings finds what it is there to find."""

from pathlib import Path

from kiosk_setup.string_uses import missing, unused, uses
from kiosk_setup.strings import TV_FONT, differences, tofu, unknown
from typeset.metrics import Font
from typeset.words import Words


def words(folder: Path, language: str, text: str) -> Words:
    (folder / language).mkdir()
    (folder / language / "tv.toml").write_text(text, encoding="utf-8")
    return Words.load(folder, language)


def test_a_string_in_one_language_only_and_a_different_placeholder_are_found(tmp_path: Path) -> None:
    japanese = words(tmp_path, "ja", 'a = "あ"\nb = "{name}さん"\nc = "う"')
    english = words(tmp_path, "en", 'a = "a"\nb = "{who}"\nd = "d"')
    assert list(differences(japanese, english)) == [
        "c: only in ja",
        "d: only in en",
        "b: the placeholders of ja and en differ",
    ]


def test_a_date_may_be_said_in_each_languages_own_way(tmp_path: Path) -> None:
    japanese = words(tmp_path, "ja", '[tv.date]\nlong = "令和{era}年"')
    english = words(tmp_path, "en", '[tv.date]\nlong = "{year}"')
    assert list(differences(japanese, english)) == []


def test_a_character_without_a_glyph_is_found(tmp_path: Path) -> None:
    japanese = words(tmp_path, "ja", 'good = "バス →"\nbad = "バス\U0001f68c"')
    assert list(tofu(japanese, Font.load(TV_FONT))) == ["bad (ja): no glyph for \U0001f68c"]


def test_words_that_a_source_asks_for_in_vain_are_found(tmp_path: Path) -> None:
    (tmp_path / "tvapp").mkdir()
    source = 'title = words("tv.home.title")\nother = words("tv.home.nothing", name=name)\n'
    (tmp_path / "tvapp" / "screen.py").write_text(source)
    known = words(tmp_path, "ja", '[tv.home]\ntitle = "ホーム"')
    assert list(unknown(tmp_path, known)) == ["tvapp/screen.py: there are no words for tv.home.nothing"]


def sources(folder: Path, python: str, template: str = "") -> None:
    (folder / "tvapp").mkdir()
    (folder / "tvapp" / "screen.py").write_text(python)
    (folder / "tvapp" / "page.html").write_text(template)


def test_a_string_that_nothing_asks_for_is_found(tmp_path: Path) -> None:
    known = words(tmp_path, "ja", '[tv.home]\ntitle = "ホーム"\nold = "むかし"\nby = "手で"\nrow = "行"')
    sources(tmp_path, 'KEY = "tv.home.title"\n', '{{ w("tv.home.by") }} {{ w("tv.home.ro" ~ letter) }}')
    assert list(unused(uses(tmp_path), known)) == ["tv.home.old: nothing asks for these words"]


def test_a_key_that_is_put_together_asks_for_all_that_it_may_mean(tmp_path: Path) -> None:
    known = words(tmp_path, "ja", '[tv.kind]\ncity = "市"\nbus = "バス"\n[tv.other]\nbus = "バス"')
    sources(tmp_path, 'title = words(f"tv.kind.{kind.value}")\n')
    assert list(unused(uses(tmp_path), known)) == ["tv.other.bus: nothing asks for these words"]


def test_a_key_in_a_table_or_put_together_that_means_nothing_is_found(tmp_path: Path) -> None:
    known = words(tmp_path, "ja", '[tv.kind]\ncity = "市"')
    sources(tmp_path, 'FAULTS = {1: "tv.kind.late"}\nother = words(f"tv.sort.{kind}")\n')
    assert list(missing(uses(tmp_path), known)) == [
        "screen.py: there are no words for tv.kind.late",
        "screen.py: there are no words for tv.sort.[A-Za-z0-9_.]+",
    ]
