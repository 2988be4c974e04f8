"""Every page of every situation: inside the safe area, large enough, nothing upon anything else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.screens import states
from offline_cache.preferences import Language, Preferences, TextSize
from offline_cache.snapshot import Snapshot
from remote_input.keys import Key
from tvapp.domain.events import KeyPressed, SaidKept, Say, Tick
from tvapp.domain.quiet import QUIET
from tvapp.domain.typesetter import Typesetter
from tvapp.domain.view import AlertView, View, WaitingView, screen_name
from tvapp.pages.brush import RING
from tvapp.pages.ops import HEIGHT, SAFE, WIDTH, Anchor, Box, DisplayList, Text, at_night
from tvapp.pages.paint import paint
from tvapp.theme import Theme

TYPE = Typesetter.load(sample.FONTS)
THEME = Theme.load(sample.STRINGS.parent / "theme" / "theme.toml")
LEFT, TOP, WIDE, HIGH = SAFE
HINT = 48
"""The smallest size in px, of second lines and key hints."""
MAY_BE_CUT: frozenset[str] = frozenset()
SETTINGS = (Key.DOWN, Key.DOWN, Key.DOWN, Key.OK)
NEXT = (*([Key.DOWN] * 5), Key.OK)
ROUTES: tuple[tuple[Key, ...], ...] = (
    (),
    (Key.N1,),
    (Key.N1, Key.N3),
    (Key.N1, Key.N4),
    (Key.N1, Key.N4, Key.RIGHT, Key.OK),
    (Key.N1, Key.N3, Key.OK),
    (Key.N1, Key.N3, Key.OK, Key.DOWN, Key.OK),
    (Key.N1, Key.N3, Key.OK, Key.DOWN, Key.OK, Key.DOWN, Key.OK),
    (Key.N1, Key.N1, Key.OK),
    (Key.N1, Key.DOWN, Key.DOWN, Key.DOWN, Key.LEFT, Key.LEFT, Key.OK),
    (Key.N1, Key.DOWN, Key.DOWN, Key.DOWN, Key.LEFT, Key.OK),
    (Key.N1, Key.DOWN, Key.DOWN, Key.DOWN, Key.LEFT, Key.OK, Key.OK),
    (Key.N1, Key.DOWN, Key.DOWN, Key.DOWN, Key.LEFT, Key.OK, Key.UP, Key.OK),
    (Key.N1, Key.DOWN, Key.OK),
    (Key.N2,),
    (Key.N2, Key.OK),
    (Key.N2, Key.OK, Key.OK),
    (Key.N2, Key.OK, Key.OK, Key.OK),
    (Key.N2, *[Key.OK] * 4),
    (Key.N2, *[Key.OK] * 5),
    (Key.N2, *[Key.OK] * 5, Key.DOWN, *[Key.OK] * 2),
    (Key.N2, *[Key.OK] * 5, Key.DOWN, *[Key.OK] * 2, Key.DOWN, Key.OK),
    (Key.N3,),
    (Key.N3, Key.UP),
    (Key.N3, Key.UP, Key.OK),
    (Key.N3, Key.UP, Key.UP, Key.UP, Key.OK),
    (Key.N3, Key.OK),
    (Key.N4,),
    (Key.N4, Key.OK),
    (Key.N5,),
    (Key.N5, Key.OK),
    (Key.N5, Key.OK, Key.OK),
    (Key.N5, Key.DOWN, Key.OK),
    (Key.N5, Key.DOWN, Key.DOWN, Key.OK),
    (Key.N6,),
    (Key.N6, Key.OK),
    SETTINGS,
    (*SETTINGS, Key.OK),
    (*SETTINGS, Key.DOWN, Key.OK),
    (*SETTINGS, *NEXT),
    (*SETTINGS, *NEXT, Key.DOWN, Key.OK),
    (*SETTINGS, *NEXT, *([Key.DOWN] * 3), Key.OK),
    (*SETTINGS, *NEXT, *([Key.DOWN] * 4), Key.OK),
    (*SETTINGS, *NEXT, *NEXT),
    (*SETTINGS, *NEXT, *NEXT, Key.OK),
)


def _measure(text: str, size: int, bold: bool) -> float:  # noqa: FBT001 - the painters' own shape
    return TYPE.width(text, size, bold=bold)


def _long_words() -> Snapshot:
    """The longest words that offices may write, everywhere at once."""
    return states.lengthened(sample.morning())


def _long_alert(level: int | None) -> Snapshot:
    sentence = "土砂くずれの おそれが とても 高まっています。"
    alert = sample.alert(level).model_copy(
        update={
            "title": "緊急安全確保と避難指示の発令です",
            "headline": (sentence[:24], "危険な 場所から 全員 いますぐ 避難してください。"[:24]),
            "advice": ("川や 沢に ちかづかないで ください。おねがい。"[:24],) * 3,
            "area_names": ("赤井", "静潟", "共和", "原", "経沢", "平潟", "崎川", "上馬渡"),
        }
    )
    return replace(_long_words(), alerts=(alert,))


def _situations() -> Iterator[tuple[str, Snapshot, datetime]]:
    for situation in sample.Situation:
        yield situation, sample.snapshot(situation), sample.moment(situation)
    yield "files", sample.with_files(), sample.NOW
    yield "long words", _long_words(), sample.NOW
    yield "long files", states.lengthened(sample.with_files()), sample.NOW
    for level in (None, 3, 4, 5):
        yield f"long alert {level}", _long_alert(level), sample.NOW


SITUATIONS = {name: (snapshot, begun) for name, snapshot, begun in _situations()}
CHANNEL = sample.channel()


def _views(situation: str, chosen: Preferences) -> dict[View, str]:
    """Every view that the routes lead to, with the name of one way there."""
    found: dict[View, str] = {}
    usual, begun = SITUATIONS[situation]
    snapshot = replace(usual, preferences=chosen)
    for route in ROUTES:
        now = begun
        state, view, _ = CHANNEL.initial(snapshot, now)
        now += timedelta(seconds=3)
        for key in route:
            state, view, effects = CHANNEL.on(state, KeyPressed(key), snapshot, now)
            for effect in (effect for effect in effects if isinstance(effect, Say)):
                kept = SaidKept(effect.token, f"box9-{effect.token}")
                state, view, _ = CHANNEL.on(state, kept, snapshot, now)
        found.setdefault(view, f"{situation} {' '.join(route)} {screen_name(view)}")
    for photos in ((), ("village.jpg",)):
        shown = replace(snapshot, photos=photos)
        state, _, _ = CHANNEL.initial(shown, begun)
        _, view, _ = CHANNEL.on(state, Tick(), shown, begun + QUIET)
        found.setdefault(view, f"{situation} waiting {photos}")
    return found


def _box_of(text: Text) -> tuple[float, float, float, float]:
    width = _measure(text.text, text.size, text.bold)
    left = text.x - {Anchor.LEFT: 0.0, Anchor.CENTRE: width / 2, Anchor.RIGHT: width}[text.anchor]
    return left, text.y - text.size / 2, left + width, text.y + text.size / 2


def _texts(page: DisplayList) -> list[Text]:
    return [op for op in page if isinstance(op, Text)]


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("situation", list(SITUATIONS))
def test_every_page_can_be_read_across_the_room(situation: str, language: Language, size: TextSize) -> None:
    views = _views(situation, Preferences(text_size=size, language=language))
    assert len(views) > 1, "the routes lead somewhere"
    for view, name in views.items():
        page = paint(view, _measure)
        assert _texts(page), name
        _texts_are_in_the_safe_area(page, name)
        _texts_are_whole_and_large_enough(page, view, name)
        _no_two_texts_lie_upon_each_other(page, name)
        _no_box_leaves_the_picture(page, view, name)
        _the_focus_is_filled_and_ringed(page, name)
        for colours in (page, tuple(at_night(op) for op in page)):
            if colours is page or not isinstance(view, AlertView):
                _words_stand_out(colours, name)


def _texts_are_in_the_safe_area(page: DisplayList, name: str) -> None:
    for text in _texts(page):
        left, top, right, bottom = _box_of(text)
        assert left >= LEFT - 1, (name, text)
        assert right <= LEFT + WIDE + 1, (name, text)
        assert top >= TOP - 1, (name, text)
        assert bottom <= TOP + HIGH + 1, (name, text)


def _texts_are_whole_and_large_enough(page: DisplayList, view: View, name: str) -> None:
    said = repr(view)
    for text in _texts(page):
        assert text.size >= HINT, (name, text)
        assert "\n" not in text.text, (name, text)
        assert not TYPE.regular.missing(TYPE.regular.substitute(text.text)), (name, text)
        assert text.text[0] not in "。、」）", (name, text)
        assert not text.text.endswith("…") or text.text in said or name in MAY_BE_CUT, (name, text)


def _no_two_texts_lie_upon_each_other(page: DisplayList, name: str) -> None:
    for one, other in combinations(_texts(page), 2):
        a, b = _box_of(one), _box_of(other)
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 1 or down <= 1, (name, one.text, other.text)


def _no_box_leaves_the_picture(page: DisplayList, view: View, name: str) -> None:
    """No box leaves the picture, and no ring the screen."""
    for op in page:
        if isinstance(op, Box):
            whole = (op.w, op.h) == (WIDTH, HEIGHT) or isinstance(view, AlertView | WaitingView)
            edge = 0 if whole else LEFT - RING
            assert edge <= op.x, (name, op)
            assert op.x + op.w <= WIDTH - edge, (name, op)
            assert op.y >= 0, (name, op)
            assert op.y + op.h <= HEIGHT, (name, op)


def _words_stand_out(page: DisplayList, name: str) -> None:
    """Seven to one from what is behind them."""
    for place, text in enumerate(page):
        if isinstance(text, Text):
            behind = _behind(page[:place], text)
            assert _contrast(text.ink, behind) >= 7, (name, text.text, text.ink, behind)


def _the_focus_is_filled_and_ringed(page: DisplayList, name: str) -> None:
    rings = [op for op in page if isinstance(op, Box) and op.fill == "gold" and op.h > 80]
    assert len([ring for ring in rings if ring.radius > 30 or ring.h < 120]) >= 1, name


def _behind(before: DisplayList, text: Text) -> str:
    left, top, right, bottom = _box_of(text)
    x, y = (left + right) / 2, (top + bottom) / 2
    grounds = [
        op.fill
        for op in before
        if isinstance(op, Box) and op.x <= x <= op.x + op.w and op.y <= y <= op.y + op.h
    ]
    return grounds[-1]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(token: str) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in THEME[token]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
