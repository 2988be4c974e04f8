"""Brings mirror and outbox into line with the city: pull until nothing is new, push until nothing waits."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from offline_cache.city_api import CityApi
from offline_cache.clock import Clock
from offline_cache.content import Content
from offline_cache.errors import CityRefused, CityStumbled, CityUnreachable, OutOfStep
from offline_cache.outbox import Outbox
from wire.commands import CommandBatch
from wire.sync import SyncPage

_WHOLE_BATCH = frozenset({400, 413, 422})
"""Refusals of a request as such: one command in it is at fault, and which one has to be found."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hooks:
    """What a sync tells on the way: the city's time, and that what shows has changed."""

    heard: Callable[[datetime], None]
    changed: Callable[[], None]


@dataclass
class Sync:
    """One box's exchange with the city. Not thread-safe, as its files."""

    content: Content
    outbox: Outbox
    api: CityApi
    hooks: Hooks
    refused_words: str
    """What the resident reads when the city cannot take a command at all."""

    def pull(self) -> SyncPage:
        """Mirror what is new, and ask once more so that the city knows how far we are.

        Returns the last page. Raises the errors of `CityApi`, and `OutOfStep` when even asking for
        everything does not lead on.
        """
        self._settle_home()  # power may have gone between the content and what it names
        astray = False
        while True:
            asked = self.content.cursor()
            pulled = self.api.sync(asked, self.content.began())
            self._meet(pulled.page)
            try:
                self._leave_old_home(pulled.page)
                applied = self.content.apply(pulled.page)
            except OutOfStep as why:
                if astray:
                    raise
                astray = True
                _log.warning("asking the city for everything again: %s", why)
                self.content.forget_place()
                continue
            if applied.skipped or pulled.unreadable:
                _log.warning("skipped what cannot be read: %s, %d", dict(applied.skipped), pulled.unreadable)
            if applied.shows:
                self._settle_home()
                self.hooks.changed()
            if asked == self.content.cursor():
                if pulled.page.more:
                    raise OutOfStep("a page that leads nowhere")
                return pulled.page

    def push(self, clock: Clock) -> int:
        """Send everything that waits; returns how many commands were answered.

        Raises the errors of `CityApi`; what was answered before that stays answered.
        """
        answered = 0
        while (batch := self.outbox.pending()) is not None:
            settled = self._send(batch, clock)
            if settled == 0:
                raise CityUnreachable("the city answered none of the commands")
            answered += settled
        return answered

    def _meet(self, page: SyncPage) -> None:
        self.hooks.heard(page.server_time)
        again = self.outbox.identity.meet_epoch(page.epoch)
        if again:
            _log.warning("the city has a new history: %d commands are offered again", again)

    def _leave_old_home(self, page: SyncPage) -> None:
        """When the page brings another household, what the old one said is hidden before that one shows."""
        household = self.content.moves_to(page)
        if household is not None:
            self.outbox.identity.move_to(household)

    def _settle_home(self) -> None:
        household = self.content.household()
        if household is not None:
            self.outbox.identity.belongs_to(household.id, household.area)

    def _send(self, batch: CommandBatch, clock: Clock) -> int:
        try:
            return self._send_whole(batch, clock)
        except CityRefused as refusal:
            if refusal.status not in _WHOLE_BATCH:
                raise
            if len(batch.commands) == 1:
                return self._refuse(batch, refusal, clock)
        except CityStumbled:
            if len(batch.commands) == 1:
                raise
        return self._send_singly(batch, clock)

    def _send_whole(self, batch: CommandBatch, clock: Clock) -> int:
        answer = self.api.send(batch)
        self.hooks.heard(answer.server_time)
        settled = self.outbox.settle(batch.installation, answer.verdicts, clock.now())
        if settled:
            self.hooks.changed()
        return settled

    def _send_singly(self, batch: CommandBatch, clock: Clock) -> int:
        """Find the one at fault: the others get through, and what the city stumbles over waits."""
        settled, stumble = 0, None
        for command in batch.commands:
            single = CommandBatch(installation=batch.installation, commands=(command,))
            try:
                settled += self._send(single, clock)
            except CityStumbled as error:
                stumble = error
        if stumble is not None:
            raise stumble
        return settled

    def _refuse(self, batch: CommandBatch, refusal: CityRefused, clock: Clock) -> int:
        command = batch.commands[0]
        _log.error("the city cannot take command %d: %s %s", command.number, refusal.status, refusal.code)
        settled = self.outbox.give_up(batch.installation, command.number, self.refused_words, clock.now())
        self.hooks.changed()
        return settled
