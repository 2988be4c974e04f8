"""A monkey with the remote, and what must hold after every single thing that happens to it."""

import random
from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from kiosk_setup.sample_home.situations import Situation
from offline_cache.snapshot import Said, SaidState, Snapshot
from remote_input.keys import Key
from tvapp.domain import focus
from tvapp.domain.channel import Channel
from tvapp.domain.events import KeyPressed, Tick
from tvapp.domain.state import DEPTH
from tvapp.domain.view import (
    AlertView,
    BoardView,
    CheckInView,
    ChoicesView,
    EnrolmentView,
    FormView,
    HomeView,
    ListView,
    MessageView,
    PictureView,
    PlayerView,
    ReaderView,
    View,
    WaitingView,
    WeekView,
)
from wire.commands import AlertAnswer, RideRequest
from wire.content import RideState

KEYS = (*Key, *([Key.OK] * 12), *([Key.DOWN, Key.RIGHT, Key.UP, Key.LEFT] * 4), *([Key.BACK] * 2))
GUARDED = {Key.OK, *(key for key in Key if key.digit is not None)}


class Monkey:
    """Presses anything; the city answers anything, and sometimes takes everything away."""

    def __init__(self, channel: Channel, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - play, not secrets
        self.remote = Remote(channel, self._any_snapshot())
        self.alerts_seen = 0
        self.guards_seen = 0

    def _any_snapshot(self) -> Snapshot:
        base = sample.snapshot(self.dice.choice(list(Situation)))
        if self.dice.random() < 0.2:
            base = sample.with_files()
        if self.dice.random() < 0.15:
            base = replace(base, clock_trusted=not base.clock_trusted)
        if self.dice.random() < 0.15:
            base = replace(base, alerts=(sample.alert(self.dice.choice([None, 3, 4, 5]), name="m1"),))
        return base

    def step(self) -> None:
        remote, dice = self.remote, self.dice
        remote.disk_is_full = dice.random() < 0.05
        match dice.random():
            case chance if chance < 0.86:
                self._press(dice.choice(KEYS))
            case chance if chance < 0.93:
                remote.now += timedelta(seconds=dice.choice([1, 1, 1, 61, 7200, 90_000, -40]))
                remote.happen(Tick())
            case chance if chance < 0.97:
                remote.city(self._answered(remote.snapshot))
            case _:
                # The situations live on one day; back to it, or nothing would be in force any more.
                remote.now = sample.NOW
                remote.city(replace(self._any_snapshot(), said=remote.snapshot.said[-8:]))
        check(remote)
        self.alerts_seen += isinstance(remote.view, AlertView)

    def _press(self, key: Key) -> None:
        remote = self.remote
        guarded = remote.state.guarded(remote.now) and key in GUARDED
        before, said = (remote.state.stack, remote.state.emergency), len(remote.said)
        remote.now += timedelta(seconds=0.2)
        guarded = guarded and remote.state.guarded(remote.now)
        remote.happen(KeyPressed(key))
        fresh = remote.said[said:]
        assert len(fresh) == len(set(map(repr, fresh))), "one press said the same twice"
        if guarded:
            self.guards_seen += 1
            assert not any(isinstance(body, AlertAnswer) for body in fresh)
            if not isinstance(remote.view, AlertView):
                assert [stay.place for stay in remote.state.stack] == [stay.place for stay in before[0]]

    def _answered(self, snapshot: Snapshot) -> Snapshot:
        """The city answers some of what was said: done, refused, or a seat given."""
        said = tuple(self._verdict(entry) for entry in snapshot.said)
        rides = snapshot.rides
        for entry in said:
            if isinstance(entry.body, RideRequest) and self.dice.random() < 0.3:
                answer = sample.ride(self.dice.choice(list(RideState)), entry.name)
                rides = (*(ride for ride in rides if ride.id != entry.name), answer)
        return replace(snapshot, said=said, rides=rides[-6:])

    def _verdict(self, entry: Said) -> Said:
        if entry.state is not SaidState.KEPT or self.dice.random() < 0.5:
            return entry
        state = SaidState.REFUSED if self.dice.random() < 0.3 else SaidState.SENT
        return replace(entry, state=state, reason="できません。" if state is SaidState.REFUSED else None)


def check(remote: Remote) -> None:
    """What must hold after every single event."""
    view, state = remote.view, remote.state
    check_coming(remote)
    ids = focus.ids(view)
    assert view.focus in ids, f"{view.focus} has the focus and is not there"
    assert len(ids) == len(set(ids))
    assert 1 <= len(state.stack) <= DEPTH
    texts = required(view)
    assert all(map(str.strip, texts)), view
    assert "{" not in "".join(texts)
    if isinstance(view, AlertView) and view.level == 5:
        assert "evacuated" not in ids
        assert "公民館" not in view.advice_title
    if isinstance(view, MessageView) and "席が とれました。" in view.headline:
        place = state.top.place
        assert any(
            ride.id == getattr(place, "name", "") and ride.state is RideState.GIVEN
            for ride in remote.snapshot.rides
        )


def check_coming(remote: Remote) -> None:
    """The bus that comes in ten minutes: only for a seat that was given, by a clock that is trusted."""
    if not isinstance(remote.view, MessageView) or remote.view.screen != "bus_coming":
        return
    assert remote.snapshot.clock_trusted
    assert remote.state.emergency is None
    ride = next(ride for ride in remote.snapshot.rides if ride.id == remote.state.coming.ride)
    assert ride.state is RideState.GIVEN
    assert ride.board_from is not None
    assert ride.board_until is not None
    assert ride.board_from - timedelta(minutes=10) <= remote.now < ride.board_until


def required(view: View) -> list[str]:  # noqa: C901, PLR0911, PLR0912  one arm per page
    """The words a page cannot be without."""
    frame = [view.frame.title, view.frame.status, *(hint.does for hint in view.frame.hints)]
    match view:
        case HomeView():
            return [*frame, view.settings.label, *(line for tile in view.tiles for line in tile.lines)]
        case ListView():
            rest = [row.text for row in view.rows] or [view.empty]
            return [*frame, *rest, *(button.label for button in view.buttons)]
        case ReaderView():
            return [*frame, "".join(view.lines), *(button.label for button in view.buttons)]
        case CheckInView():
            return [*frame, view.question, *(choice.label for choice in view.answers + view.calls)]
        case ChoicesView():
            return [*frame, view.question, *(choice.label for choice in view.choices), view.back.label]
        case WeekView():
            days = [text for day in view.days for text in (day.day, day.weekday, day.word)]
            return [*frame, *days, *(button.label for button in view.buttons)]
        case FormView():
            fields = [text for field in view.fields for text in (field.label, field.value)]
            return [*frame, view.change, *fields, view.note, *(button.label for button in view.buttons)]
        case MessageView():
            return [*frame, view.headline, *view.details, *(button.label for button in view.buttons)]
        case AlertView():
            return [*frame, view.title, *view.headline, *(button.label for button in view.buttons)]
        case WaitingView():
            return frame
        case PlayerView():
            return [view.frame.title, *(button.label for button in view.buttons)]
        case PictureView():
            return [*frame, view.mark, view.path or view.told, *(button.label for button in view.buttons)]
        case BoardView():
            rows = [text for row in view.rows for text in (row.text, row.note or row.figure)]
            return [*frame, *rows, *(button.label for button in view.buttons)]
        case EnrolmentView():
            return [*frame, view.headline, *view.lines, *(button.label for button in view.buttons)]
