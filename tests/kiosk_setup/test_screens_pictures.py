"""Every screen in every state, drawn by real Kivy: as it was approved, and as an 85-year-old can read it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageEnhance

from kiosk_setup.screens import likeness
from kiosk_setup.screens.camera import Camera
from kiosk_setup.screens.gallery import SCREENS, STATES, names, sitter
from kiosk_setup.screens.ink import Ink
from kiosk_setup.screens.looks import Onlooker, overlaps, read_inks, wrong_edge, wrong_focus, wrong_texts
from kiosk_setup.screens.main import APPROVED
from kiosk_setup.screens.reading import misread
from tvapp.domain.view import HomeView
from tvapp.pages.ops import SAFE, Box, DisplayList, Text

pytestmark = pytest.mark.screen
READ = ("normal/home", "large/check_in", "longest/bus", "normal/alert4", "night/notice", "english/settings")
"""Read by an OCR here, a second each; `./minato screens --check` reads them all."""


@pytest.fixture(scope="session")
def onlooker(camera: Camera) -> Onlooker:
    return Onlooker(camera)


@pytest.mark.parametrize("name", names())
def test_a_screen_is_as_it_was_approved_and_can_be_read(onlooker: Onlooker, name: str) -> None:
    picture, inks, wrong = onlooker.look(sitter(name).view)
    assert len(inks) >= 3
    assert wrong == []
    kept = APPROVED / f"{name}.webp"
    assert kept.is_file(), f"{name} is new: make it with ./minato screens, and look at it"
    differs = likeness.difference(picture, Image.open(kept))
    assert differs <= likeness.ALIKE, f"{name} differs by {differs}: ./minato screens, and look at it"


def test_nothing_is_kept_that_no_screen_is_called() -> None:
    kept = {path.relative_to(APPROVED).with_suffix("").as_posix() for path in APPROVED.rglob("*.webp")}
    assert kept == set(names())
    assert len(names()) == len(SCREENS) * len(STATES)


@pytest.mark.parametrize("name", READ)
def test_an_ocr_reads_what_the_view_says(onlooker: Onlooker, name: str) -> None:
    picture, inks, _ = onlooker.look(sitter(name).view)
    assert list(misread(picture, inks)) == []


def test_the_same_view_makes_the_same_picture(camera: Camera) -> None:
    first = camera.picture(sitter("normal/bus").view)
    camera.picture(sitter("normal/alert4").view)
    assert ImageChops.difference(first, camera.picture(sitter("normal/bus").view)).getbbox() is None


# What follows proves that each look finds what it is for: a fault is drawn, and must be told.


@pytest.fixture
def home(camera: Camera) -> DisplayList:
    return camera.display(sitter("normal/home").view)


def changed(page: DisplayList, words: str, change: Callable[[Text], Text]) -> DisplayList:
    """Draw one text of a page otherwise."""
    assert any(isinstance(op, Text) and op.text == words for op in page), words
    return tuple(change(op) if isinstance(op, Text) and op.text == words else op for op in page)


def inks_of(camera: Camera, page: DisplayList) -> tuple[Image.Image, list[Ink]]:
    picture = camera.picture_of(page)
    texts = [op for op in page if isinstance(op, Text)]
    return picture, read_inks(picture, texts, camera.placed, camera.type.regular.substitute)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: replace(text, x=text.x + 8),
        lambda text: replace(text, y=text.y - 6),
        lambda text: replace(text, ink="aka"),
        lambda text: replace(text, text="お報らせ"),
        lambda text: replace(text, size=text.size - 4),
        lambda text: replace(text, bold=False),
    ],
    ids=["moved aside", "moved up", "another colour", "another letter", "smaller", "thinner"],
)
def test_a_changed_text_is_another_picture(
    camera: Camera, home: DisplayList, change: Callable[[Text], Text]
) -> None:
    approved = likeness.small(camera.picture_of(home))
    picture = camera.picture_of(changed(home, "お知らせ", change))
    assert likeness.difference(picture, approved) > likeness.ALIKE


@pytest.mark.parametrize(("old", "new"), [("card", "paper"), ("lake", "plum"), ("line", "soft")])
def test_a_changed_colour_is_another_picture(camera: Camera, home: DisplayList, old: str, new: str) -> None:
    approved = likeness.small(camera.picture_of(home))
    other = tuple(
        replace(op, fill=new if op.fill == old else op.fill, edge=new if op.edge == old else op.edge)
        if isinstance(op, Box)
        else op
        for op in home
    )
    assert likeness.difference(camera.picture_of(other), approved) > likeness.ALIKE


def test_another_release_of_mesa_or_freetype_is_the_same_picture(camera: Camera, home: DisplayList) -> None:
    """Edges a little bolder, softer or half a pixel aside, and every shade one or two off."""
    picture = camera.picture_of(home)
    approved = likeness.small(picture)
    aside = Image.blend(picture, ImageChops.offset(picture, 1, 1), 0.5)
    sharper = ImageEnhance.Sharpness(picture).enhance(1.6)
    softer = ImageEnhance.Sharpness(picture).enhance(0.2)
    lighter = picture.point(lambda value: min(255, value + 2))
    for other in (aside, sharper, softer, lighter):
        assert ImageChops.difference(other, picture).getbbox() is not None
        assert likeness.difference(other, approved) <= likeness.ALIKE


def test_words_that_are_too_pale_are_told(camera: Camera, home: DisplayList) -> None:
    _, inks = inks_of(camera, changed(home, "お知らせ", lambda text: replace(text, ink="lake_line")))
    assert [one for one in wrong_texts(inks) if "お知らせ" in one and "contrast" in one]


def test_words_that_are_too_small_are_told(camera: Camera, home: DisplayList) -> None:
    _, inks = inks_of(camera, changed(home, "えらぶ", lambda text: replace(text, size=44)))
    assert [one for one in wrong_texts(inks) if "「えらぶ」 is 44 px" in one]


def test_words_drawn_at_another_size_than_said_are_told(camera: Camera, home: DisplayList) -> None:
    picture = camera.picture_of(changed(home, "お知らせ", lambda text: replace(text, size=60)))
    placed = camera.placed
    said = [op for op in home if isinstance(op, Text)]
    inks = read_inks(picture, said, placed, camera.type.regular.substitute)
    assert [one for one in wrong_texts(inks) if "「お知らせ」 measures 59.8" in one]


def test_words_that_are_covered_are_told(camera: Camera, home: DisplayList) -> None:
    picture, _ = inks_of(camera, home)
    texts = [op for op in home if isinstance(op, Text)]
    place = next(index for index, op in enumerate(texts) if op.text == "お知らせ")
    x, y, wide, high = camera.placed[place].box
    ImageDraw.Draw(picture).rectangle((x + wide // 2, y, x + wide // 2 + 40, y + high), "#FFFFFF")
    inks = read_inks(picture, texts, camera.placed, camera.type.regular.substitute)
    assert [one for one in wrong_texts(inks) if "「お知らせ」 is not drawn as its font has it" in one]


def test_tofu_is_told(camera: Camera, home: DisplayList, monkeypatch: pytest.MonkeyPatch) -> None:
    page = changed(home, "お知らせ", lambda text: replace(text, text="お知ら\U00030000せ"))
    assert list(wrong_texts(inks_of(camera, page)[1])) == [], "what the font lacks is drawn as 〓"
    page = changed(home, "お知らせ", lambda text: replace(text, text="お知ら\U00030001せ"))
    monkeypatch.setattr(camera.textures, "_substitute", lambda text: text)
    assert [one for one in wrong_texts(inks_of(camera, page)[1]) if "tofu" in one]


def test_words_outside_the_safe_area_are_told(camera: Camera, home: DisplayList) -> None:
    picture, inks = inks_of(camera, changed(home, "お知らせ", lambda text: replace(text, x=SAFE[0] - 40)))
    assert [one for one in wrong_texts(inks) if "「お知らせ」 leaves the safe area" in one]
    assert list(wrong_edge(picture)) != []


def test_words_upon_words_are_told(camera: Camera, home: DisplayList) -> None:
    tile = next(op for op in home if isinstance(op, Text) and op.text == "くらし")
    _, inks = inks_of(
        camera, changed(home, "お知らせ", lambda text: replace(text, x=tile.x + 60, y=tile.y + 20))
    )
    assert "「お知らせ」 and 「くらし」 lie upon each other" in list(overlaps(inks))


def test_a_focus_that_is_only_a_frame_or_only_a_colour_is_told(camera: Camera) -> None:
    view = sitter("normal/home").view
    assert isinstance(view, HomeView)
    page = camera.display(view)
    unfocused = camera.picture(replace(view, focus=""))
    ring = next(op for op in page if isinstance(op, Box) and op.fill == "gold")
    framed = camera.picture_of((*camera.display(replace(view, focus="")), replace(ring, fill="lake")))
    ImageDraw.Draw(framed).rectangle(
        (ring.x + 12, ring.y + 12, ring.x + ring.w - 12, ring.y + ring.h - 12), "#FFF"
    )
    assert [one for one in wrong_focus(framed, unfocused) if "the focus fills" in one]
    pale = camera.picture_of(
        tuple(
            replace(op, fill="sand") if isinstance(op, Box) and op.fill in ("lake", "gold") else op
            for op in page
        )
    )
    assert list(wrong_focus(pale, unfocused)) != []


@pytest.mark.parametrize(
    ("said", "drawn"), [("みなとバス", "もちつきの日"), ("ひなん所 湊公民館", "あすの 朝 八時")]
)
def test_the_ocr_tells_what_is_not_there(camera: Camera, home: DisplayList, said: str, drawn: str) -> None:
    picture, inks = inks_of(camera, changed(home, said, lambda text: replace(text, text=drawn)))
    as_said = [
        replace(ink, text=replace(ink.text, text=said)) if ink.text.text == drawn else ink for ink in inks
    ]
    assert [one for one in misread(picture, as_said) if said in one]
