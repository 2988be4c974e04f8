"""Both languages have the same words with the same gaps, and each page is whole in both."""

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from typeset.words import Words


def of_tv(words: Words) -> dict[str, frozenset[str]]:
    return {key: words.placeholders(key) for key in words.keys() if key.startswith("tv.")}  # noqa: SIM118  no dict


def test_both_languages_have_the_same_keys() -> None:
    ja, en = (Words.load(sample.STRINGS, language) for language in ("ja", "en"))
    assert set(of_tv(ja)) == set(of_tv(en))


@pytest.mark.parametrize("situation", list(Situation))
def test_every_page_stands_in_english_too(english: Channel, situation: Situation) -> None:
    remote = Remote(english, sample.snapshot(situation), sample.moment(situation))
    remote.wait(2)
    for key in (Key.N1, Key.N2, Key.N3, Key.N4, Key.N5, Key.N6):
        remote.press(Key.HOME, key, Key.DOWN, Key.OK)
        assert remote.view.frame.hints[0].does == "Choose"
        assert "{" not in remote.words
