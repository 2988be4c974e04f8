"""Teaching a remote on the TV: asked key by key, kept only when the person says so, left without a trace."""

import pytest

from kiosk_setup.sample_home.remote import Remote
from remote_input.keys import Key
from remote_input.teaching import WANTED, Button
from tvapp.domain.events import ButtonHeard, CloseLesson, KeepRemote, OpenLesson, RemoteFailed
from tvapp.domain.view import MessageView

BUTTONS = tuple(Button("TV", scancode=number) for number in range(1, 1 + len(WANTED)))


@pytest.fixture
def lesson(morning: Remote) -> Remote:
    morning.choose("settings")
    while "'teach'" not in morning.words:
        morning.choose("next")
    morning.choose("teach")
    assert morning.screen == "teaching"
    return morning


def twice(remote: Remote, button: Button) -> None:
    remote.happen(ButtonHeard(button))
    remote.happen(ButtonHeard(button))


def headline(remote: Remote) -> str:
    assert isinstance(remote.view, MessageView)
    return remote.view.headline


def test_a_whole_remote_is_taught_and_kept(lesson: Remote) -> None:
    assert headline(lesson) == "「↑」を おしてください。"
    for button in BUTTONS:
        twice(lesson, button)
    assert headline(lesson) == "おわりました。"
    assert not [effect for effect in lesson.effects if isinstance(effect, KeepRemote)]
    lesson.choose("keep")
    (kept,) = [effect for effect in lesson.effects if isinstance(effect, KeepRemote)]
    assert kept.taught.text.count('" = "') == len(WANTED)
    assert headline(lesson) == "おぼえました。"


def test_the_tv_s_own_remote_is_kept_as_such(lesson: Remote) -> None:
    for button in BUTTONS:
        twice(lesson, button)
    lesson.choose("keep_tv")
    (kept,) = [effect for effect in lesson.effects if isinstance(effect, KeepRemote)]
    assert 'origin = "tv"' in kept.taught.text


def test_the_page_says_what_was_heard(lesson: Remote) -> None:
    assert "2回 つづけて おします。" in lesson.words
    lesson.happen(ButtonHeard(BUTTONS[0]))
    assert "もう一度 おなじ ボタンを おしてください。" in lesson.words
    lesson.happen(ButtonHeard(BUTTONS[1]))
    assert "ちがう ボタンでした。" in lesson.words
    twice(lesson, BUTTONS[0])
    assert headline(lesson) == "「↓」を おしてください。"


def test_all_remotes_are_listened_to_while_the_lesson_lasts_and_no_longer(lesson: Remote) -> None:
    assert [type(e) for e in lesson.effects if isinstance(e, OpenLesson | CloseLesson)] == [OpenLesson]
    lesson.press(Key.BACK)
    assert [type(e) for e in lesson.effects if isinstance(e, OpenLesson | CloseLesson)][1:] == [CloseLesson]
    before = lesson.view
    twice(lesson, BUTTONS[0])
    assert lesson.view == before, "outside a lesson an unknown button does nothing and says nothing"


def test_leaving_keeps_nothing(lesson: Remote) -> None:
    for button in BUTTONS[:4]:
        twice(lesson, button)
    lesson.press(Key.BACK)
    assert not [effect for effect in lesson.effects if isinstance(effect, KeepRemote)]
    assert lesson.screen == "settings"


def test_a_full_disk_is_told(lesson: Remote) -> None:
    for button in BUTTONS:
        twice(lesson, button)
    lesson.choose("keep")
    lesson.happen(RemoteFailed())
    assert lesson.view.frame.title == "変えられませんでした。もう一度 おねがいします。"


def test_the_waiting_picture_does_not_come_over_a_lesson(lesson: Remote) -> None:
    lesson.wait(30 * 60)
    assert lesson.screen == "teaching"
