"""設定 with arrows and 決定: what is chosen holds at once, a consent is asked for and can be taken back."""

from dataclasses import replace

from kiosk_setup.sample_home.remote import Remote
from offline_cache.preferences import Preferences, TextSize
from remote_input.keys import Key
from tvapp.domain.events import Prefer
from tvapp.domain.places import Setting
from tvapp.domain.view import ListView, MessageView
from tvapp.resident.settings.choices import CHOICES


def settings(remote: Remote) -> Remote:
    remote.press(Key.HOME)
    remote.choose("settings")
    return remote


def opened(remote: Remote, setting: Setting) -> Remote:
    settings(remote)
    while f"setting:{setting}" not in remote.words:
        remote.choose("next")
    remote.choose(f"setting:{setting}")
    return remote


def test_a_choice_holds_at_once_and_the_page_says_so(morning: Remote) -> None:
    opened(morning, Setting.TEXT_SIZE)
    morning.choose("option:large")
    assert morning.snapshot.preferences.text_size is TextSize.LARGE
    assert isinstance(morning.view, ListView)
    assert [row.note for row in morning.view.rows] == [None, "いまは これ", None]
    morning.press(Key.BACK)
    assert isinstance(morning.view, ListView)
    assert morning.view.rows[0].note == "大きく"


def test_every_setting_can_be_set_to_everything_there_is(morning: Remote) -> None:
    for setting, choices in CHOICES.items():
        if setting in (Setting.REMOTE_HELP, Setting.ASK_ON_TV):
            continue
        for choice in (*choices[1:], choices[0]):
            opened(morning, setting)
            morning.choose(f"option:{choice}")
            assert getattr(morning.snapshot.preferences, setting.value) == choice


def test_choosing_what_holds_already_writes_nothing(morning: Remote) -> None:
    opened(morning, Setting.TEXT_SIZE).press(Key.OK, Key.OK)
    assert not [effect for effect in morning.effects if isinstance(effect, Prefer)]


def test_help_from_afar_is_explained_before_it_is_allowed_and_can_be_ended(morning: Remote) -> None:
    opened(morning, Setting.REMOTE_HELP)
    assert isinstance(morning.view, MessageView)
    assert morning.view.focus == "back", "a slip of the finger must allow nothing"
    morning.choose("allow")
    assert morning.snapshot.preferences.remote_help
    assert morning.screen == "settings"
    opened(morning, Setting.REMOTE_HELP).choose("stop")
    assert not morning.snapshot.preferences.remote_help


def test_pressing_ok_again_and_again_consents_to_nothing(morning: Remote) -> None:
    for setting in (Setting.REMOTE_HELP, Setting.ASK_ON_TV):
        opened(morning, setting).press(*[Key.OK] * 7)
    assert morning.snapshot.preferences == Preferences()


def test_a_choice_that_could_not_be_written_is_told(morning: Remote) -> None:
    opened(morning, Setting.TEXT_SIZE)
    morning.disk_is_full = True
    morning.choose("option:large")
    assert morning.view.frame.title == "変えられませんでした。もう一度 おねがいします。"
    assert morning.snapshot.preferences == Preferences()
    morning.press(Key.DOWN)
    assert morning.view.frame.title == "文字の 大きさ"


def test_what_this_box_is_stands_at_the_end_of_the_settings(morning: Remote) -> None:
    settings(morning)
    while '"about"' not in morning.words.replace("'", '"'):
        morning.choose("next")
    morning.choose("about")
    assert morning.screen == "about"
    morning.city(replace(morning.snapshot, household=None))
    assert "まだ どの家の 箱でも ありません。" in morning.words
