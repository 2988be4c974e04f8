"""Films and recordings from the remote's side: what is on the screen plays, and nothing else."""

from dataclasses import replace

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from remote_input.keys import Key
from tvapp.domain.channel import Channel
from tvapp.domain.events import Effect, MediaChanged, PlayMedia, StopMedia, Tick
from tvapp.domain.media import Media, MediaStage, MediaState
from tvapp.domain.places import HomePlace, NoticesPlace, PlayerPlace
from tvapp.domain.state import Stay
from tvapp.domain.view import PlayerView
from wire.media import MediaKind

FILM = Media("/film.mp4", MediaKind.VIDEO, "もちそばまつり")


def played(remote: Remote) -> list[Effect]:
    found = [effect for effect in remote.effects if isinstance(effect, PlayMedia | StopMedia)]
    remote.effects.clear()
    return found


@pytest.fixture
def watching(channel: Channel) -> Remote:
    """A film has been opened from the list of notices."""
    remote = Remote(channel, sample.morning())
    stack = (Stay(HomePlace()), Stay(NoticesPlace()), Stay(PlayerPlace(FILM, NoticesPlace())))
    remote.state = replace(remote.state, stack=stack)
    remote.happen(Tick())
    return remote


def goes(remote: Remote, stage: MediaStage, seconds: int = 0) -> PlayerView:
    remote.happen(MediaChanged(MediaState(FILM.path, stage, seconds, 200)))
    assert isinstance(remote.view, PlayerView)
    return remote.view


def test_opening_it_plays_it_once(watching: Remote) -> None:
    assert played(watching) == [PlayMedia(FILM)]
    watching.wait(3)
    assert played(watching) == []
    assert watching.screen == "player"


def test_the_page_says_how_far_it_has_come(watching: Remote) -> None:
    view = goes(watching, MediaStage.PLAYING, 65)
    assert view.time == "1分05秒 / 3分20秒"
    assert view.part == 32
    assert view.moving


def test_back_stops_it_and_shows_where_it_was_opened(watching: Remote) -> None:
    played(watching)
    watching.press(Key.BACK)
    assert played(watching) == [StopMedia()]
    assert watching.screen == "notices"


def test_home_stops_it_too(watching: Remote) -> None:
    played(watching)
    watching.press(Key.HOME)
    assert played(watching) == [StopMedia()]


def test_an_emergency_stops_it_for_good(watching: Remote) -> None:
    played(watching)
    watching.city(sample.snapshot(Situation.ALERT4))
    assert played(watching) == [StopMedia()]
    watching.wait(2)
    watching.press(Key.OK)
    watching.press(Key.BACK)
    assert watching.screen == "notices", "the film does not begin by itself when the emergency is over"
    assert played(watching) == []


def test_at_its_end_it_can_be_seen_again(watching: Remote) -> None:
    played(watching)
    view = goes(watching, MediaStage.ENDED, 200)
    assert [button.id for button in view.buttons] == ["again", "back"]
    watching.choose("again")
    assert played(watching) == [PlayMedia(FILM)]
    assert isinstance(watching.view, PlayerView)
    assert watching.view.moving


def test_a_box_too_weak_says_so_in_words(watching: Remote) -> None:
    view = goes(watching, MediaStage.STILL, 5)
    assert not view.moving
    assert view.told == "絵は うごかせません。音を きいてください。"


def test_word_of_another_film_changes_nothing(watching: Remote) -> None:
    goes(watching, MediaStage.PLAYING, 5)
    watching.happen(MediaChanged(MediaState("/other.mp4", MediaStage.FAILED)))
    assert isinstance(watching.view, PlayerView)
    assert watching.view.moving
