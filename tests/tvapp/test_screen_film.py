"""A film in the real window: real VLC, real Kivy, a film made for the test, looked at as a picture."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.film_maker import make_film, make_recording
from kiosk_setup.screens.camera import Camera
from tvapp.domain.media import Media, MediaStage, MediaState
from tvapp.domain.places import HomePlace, PlayerPlace
from tvapp.domain.scene import Scene, Settings
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import View
from tvapp.pages.pen import LEFT
from tvapp.pages.player import FILM_HEIGHT, FILM_TOP, FILM_WIDTH
from tvapp.resident.player import presenter
from tvapp.screen.frames import fitted
from tvapp.screen.projector import Surroundings, VlcProjector, too_weak
from typeset.words import Words
from wire.media import MediaKind

pytestmark = pytest.mark.screen

WORDS = Words.load(sample.STRINGS, "ja")
TYPE = Typesetter.load(sample.FONTS)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Media:
    path = make_film(tmp_path_factory.mktemp("film") / "film.mp4", seconds=8)
    return Media(str(path), MediaKind.VIDEO, "もちそばまつり")


def page(media: Media, state: MediaState | None = None) -> View:
    scene = Scene(sample.morning(), sample.NOW, WORDS, TYPE, Settings(), state)
    return presenter.view(PlayerPlace(media, HomePlace()), None, scene)


class Cinema:
    """A projector in front of the real window, turned by hand."""

    def __init__(self, camera: Camera, capture: Path | None = None, judged_after: float = 1e9) -> None:
        self.camera = camera
        self.told: list[MediaState] = []
        self.free = True
        stage = camera.stage
        self.projector = VlcProjector(
            Surroundings(stage.film, stage.later, self.told.append, lambda: self.free, capture, judged_after)
        )

    def until(self, holds: Callable[[], object], patience: float = 30.0) -> None:
        """Let the window turn until something holds."""
        deadline = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < deadline, self.told
            self.camera.turn()

    def stages(self) -> list[MediaStage]:
        return list(dict.fromkeys(state.stage for state in self.told))

    def photograph(self, media: Media) -> Image.Image:
        return self.camera.picture(page(media, self.told[-1]))


@pytest.fixture
def cinema(camera: Camera, tmp_path: Path) -> Iterator[Cinema]:
    cinema = Cinema(camera, tmp_path / "film.wav")
    yield cinema
    cinema.projector.close()


def colour(picture: Image.Image, down: float, across: float = 0.02) -> tuple[int, int, int]:
    at = (round(LEFT + FILM_WIDTH * across), round(FILM_TOP + FILM_HEIGHT * down))
    red, green, blue = picture.getpixel(at)  # type: ignore[misc]
    return int(red), int(green), int(blue)


def test_a_film_moves_in_its_place_on_the_page(cinema: Cinema, film: Media) -> None:
    cinema.camera.picture(page(film))
    cinema.projector.play(film)
    cinema.until(lambda: cinema.projector.shown > 5)
    first = cinema.photograph(film)
    assert colour(first, 0.2)[0] > 150 > colour(first, 0.2)[2], "red above"
    assert colour(first, 0.8)[2] > 150 > colour(first, 0.8)[0], "blue below: it stands on its feet"
    shown = cinema.projector.shown
    cinema.until(lambda: cinema.projector.shown > shown + 20)
    second = cinema.photograph(film)
    middle = round(FILM_TOP + FILM_HEIGHT / 2)
    strip = (LEFT, middle - 10, LEFT + FILM_WIDTH, middle + 10)
    assert first.crop(strip).tobytes() != second.crop(strip).tobytes(), "the square has moved on"


def test_the_film_tells_how_far_it_has_come_and_that_it_ended(cinema: Cinema, film: Media) -> None:
    cinema.camera.picture(page(film))
    cinema.projector.play(film)
    cinema.until(lambda: cinema.told and cinema.told[-1].stage is MediaStage.ENDED, 40)
    assert MediaStage.PLAYING in cinema.stages()
    assert MediaStage.STILL not in cinema.stages()
    assert cinema.told[-1].length == 8
    seconds = [state.seconds for state in cinema.told]
    assert seconds == sorted(seconds)
    assert len(set(seconds)) >= 5


def test_stopping_is_over_at_once_and_nothing_comes_after_it(cinema: Cinema, film: Media) -> None:
    cinema.projector.play(film)
    cinema.until(lambda: cinema.projector.shown > 5)
    cinema.projector.stop()
    cinema.until(lambda: cinema.projector._frames is None, 2)
    cinema.until(lambda: cinema.camera.stage._surface.film is None, 2)
    assert all(state.stage is not MediaStage.ENDED for state in cinema.told)


def test_an_emergency_ends_a_film(cinema: Cinema, film: Media) -> None:
    cinema.projector.play(film)
    cinema.until(lambda: cinema.projector.shown > 5)
    cinema.free = False
    cinema.until(lambda: cinema.projector._frames is None, 3)


def test_another_film_takes_the_place_of_one(cinema: Cinema, film: Media, tmp_path: Path) -> None:
    other = Media(str(make_film(tmp_path / "other.mp4", 5, (320, 240))), MediaKind.VIDEO, "べつの えいが")
    cinema.projector.play(film)
    cinema.until(lambda: cinema.projector.shown > 5)
    cinema.projector.play(other)
    cinema.until(lambda: cinema.told[-1].path == other.path and cinema.told[-1].stage is MediaStage.PLAYING)
    cinema.until(lambda: getattr(cinema.camera.stage._surface.film, "size", None) == (320, 240))


def test_a_recording_is_heard_without_a_picture(cinema: Cinema, tmp_path: Path) -> None:
    media = Media(str(make_recording(tmp_path / "voice.mp4")), MediaKind.SOUND, "村長の ことば")
    cinema.projector.play(media)
    cinema.until(lambda: cinema.told and cinema.told[-1].stage is MediaStage.ENDED)
    assert (tmp_path / "film.wav").stat().st_size > 44_100
    assert cinema.projector.shown == 0


def test_what_is_no_film_says_so(cinema: Cinema, tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_bytes(b"no film at all")
    media = Media(str(tmp_path / "no.mp4"), MediaKind.VIDEO, "?")
    cinema.projector.play(media)
    cinema.until(lambda: cinema.told and cinema.told[-1].stage in (MediaStage.FAILED, MediaStage.ENDED))


def test_on_a_box_too_weak_the_sound_goes_on_and_the_page_says_why(
    camera: Camera, film: Media, tmp_path: Path
) -> None:
    cinema = Cinema(camera, tmp_path / "film.wav", judged_after=2.0)
    cinema.projector._draw = lambda: None  # type: ignore[method-assign]  # the window gets no time for pictures
    cinema.projector.play(film)
    cinema.until(lambda: cinema.told and cinema.told[-1].stage is MediaStage.STILL)
    seconds = cinema.told[-1].seconds
    cinema.until(lambda: cinema.told[-1].seconds > seconds)
    assert cinema.told[-1].stage is MediaStage.STILL, "it stays so, and the sound goes on"
    words = repr(page(film, cinema.told[-1]))
    assert "絵は うごかせません" in words
    cinema.projector.close()


def test_few_pictures_of_a_slow_film_are_enough() -> None:
    assert too_weak(20, 4.0, 25.0)
    assert not too_weak(40, 4.0, 25.0)
    assert not too_weak(18, 4.0, 5.0)
    assert too_weak(8, 4.0, 0.0)


def test_pictures_keep_their_shape_and_are_never_larger_than_the_texture() -> None:
    assert fitted(1280, 720) == (960, 540)
    assert fitted(720, 1280) == (304, 540)
    assert fitted(320, 240) == (320, 240)
