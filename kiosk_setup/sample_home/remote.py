"""A person with a remote in front of the pure channel: keys in, and the view as it stands there."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk_setup.sample_home import sample
from offline_cache.snapshot import Said, SaidState, Snapshot
from remote_input.keys import Key
from tvapp.domain import focus
from tvapp.domain.channel import Channel
from tvapp.domain.events import (
    Effect,
    Event,
    KeyPressed,
    Prefer,
    PreferFailed,
    SaidKept,
    Say,
    SayFailed,
    SnapshotChanged,
    Tick,
)
from tvapp.domain.said import SETTLING
from tvapp.domain.state import State
from tvapp.domain.view import HomeView, View, screen_name
from wire.commands import Body, NoticeReceipt, ReceiptStep


class Remote:
    """Carries out every `Say` as the box does: on disk under a running number, then in the snapshot."""

    def __init__(
        self, channel: Channel, snapshot: Snapshot, now: datetime = sample.NOW, *, first_number: int = 100
    ) -> None:
        self.channel = channel
        self.snapshot = snapshot
        self.now = now
        self.disk_is_full = False
        self.slow_disk = False
        self.waiting: list[Say] = []
        self.said: list[Body] = []
        self.effects: list[Effect] = []
        self._number = first_number
        self.state: State
        self.view: View
        self.state, self.view, effects = channel.initial(snapshot, now)
        assert not any(isinstance(effect, Say) for effect in effects)

    @property
    def screen(self) -> str:
        return screen_name(self.view)

    @property
    def words(self) -> str:
        """All that stands on the screen, to look for words in."""
        return repr(self.view)

    @property
    def answers(self) -> list[Body]:
        """What was said, without the receipts of notices."""
        return [body for body in self.said if not isinstance(body, NoticeReceipt)]

    def press(self, *keys: Key) -> View:
        """Press keys one after the other, a second apart."""
        for key in keys:
            self.now += timedelta(seconds=1)
            self.happen(KeyPressed(key))
        return self.view

    def choose(self, item: str) -> View:
        """Walk to an item with arrows alone and press 決定."""
        self.walk(item)
        return self.press(Key.OK)

    def walk(self, item: str) -> None:
        """Bring the focus to an item with arrows alone, the shortest way."""
        assert item in focus.ids(self.view), f"{item} is not on {self.words}"
        paths: dict[str, tuple[Key, ...]] = {self.view.focus: ()}
        line = [self.view.focus]
        while line and item not in paths:
            here = line.pop(0)
            for arrow in (Key.DOWN, Key.RIGHT, Key.UP, Key.LEFT):
                there = focus.moved(replace(self.view, focus=here), arrow)
                if there not in paths:
                    paths[there] = (*paths[here], arrow)
                    line.append(there)
        self.press(*paths[item])
        assert self.view.focus == item

    def wait(self, seconds: float) -> View:
        """Let time pass, a tick a second."""
        while seconds > 0:
            self.now += timedelta(seconds=min(1.0, seconds))
            seconds -= 1.0
            self.happen(Tick())
        return self.view

    def city(self, snapshot: Snapshot) -> View:
        """The memory of the box has changed."""
        self.snapshot = snapshot
        self.happen(SnapshotChanged())
        return self.view

    def delivered(self, state: SaidState = SaidState.SENT, reason: str | None = None) -> View:
        """The city has answered everything that was kept."""
        changed = tuple(
            replace(said, state=state, reason=reason) if said.state is SaidState.KEPT else said
            for said in self.snapshot.said
        )
        self.now += SETTLING
        return self.city(replace(self.snapshot, said=changed))

    def last_name(self) -> str:
        """The name of what was said last."""
        return self.snapshot.said[-1].name

    def happen(self, event: Event) -> None:
        """Hand one event in and carry out what follows."""
        self.state, self.view, effects = self.channel.on(self.state, event, self.snapshot, self.now)
        self.effects += effects
        for effect in effects:
            if isinstance(effect, Prefer):
                self._prefer(effect)
        for effect in [effect for effect in effects if isinstance(effect, Say)]:
            shown = isinstance(effect.body, NoticeReceipt) and effect.body.step is ReceiptStep.SHOWN
            follows = isinstance(event, SaidKept)  # what a key said in two parts
            assert shown or follows or isinstance(event, KeyPressed), "words were said without a key"
            if self.slow_disk:
                self.waiting.append(effect)
            else:
                self.written(effect)

    def _prefer(self, effect: Prefer) -> None:
        if self.disk_is_full:
            self.happen(PreferFailed())
            return
        self.city(replace(self.snapshot, preferences=effect.preferences))

    def written(self, effect: Say) -> None:
        """The disk answers a `Say`."""
        if self.disk_is_full:
            self.happen(SayFailed(effect.token))
            return
        self._number += 1
        name = f"box1-{self._number}"
        self.said.append(effect.body)
        self.happen(SaidKept(effect.token, name))
        kept = Said(name, effect.body, self.now, SaidState.KEPT)
        self.city(replace(self.snapshot, said=(*self.snapshot.said, kept)))

    def at_home(self) -> bool:
        return isinstance(self.view, HomeView)
