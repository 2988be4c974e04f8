"""Programs that are to be killed: a box that says and sends, and the city; forked, for a quick start."""

import logging
import os
import random
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from city_server.app import create_app
from city_server.clock import HandClock
from city_server.main import server
from city_server.settings import Settings
from kiosk_setup.chaos.clock import BoxTime
from kiosk_setup.chaos.town import NOW
from offline_cache.city_api import CityApi
from offline_cache.content import Content
from offline_cache.errors import CacheError
from offline_cache.outbox import Outbox, Saying
from offline_cache.sync import Hooks, Sync
from wire.commands import Body, CallRequest, CheckIn, NoticeReceipt, ReceiptStep
from wire.content import Answer
from wire.enrolment import EnrolmentAnswer

KILLED, ENDED = -signal.SIGKILL, 0


class Stage(StrEnum):
    """What a box is about to do; it tells so just before."""

    OPEN = "open"
    SAY = "say"
    PUSH = "push"
    PULL = "pull"


@dataclass(frozen=True)
class MortalBox:
    """A box in its folder. `report` is the pipe into which it tells what it does and what it has taken."""

    folder: Path
    port: int
    answer: EnrolmentAnswer
    report: int

    def live(self, chance: random.Random) -> None:
        """Say and send for ever: only a kill ends it."""
        sync = self._start()
        while True:
            self._say(sync.outbox, chance)
            if chance.random() < 0.5:
                self._tell(Stage.PUSH)
                with suppress(CacheError):
                    sync.push(_clock())
            if chance.random() < 0.2:
                self._tell(Stage.PULL)
                with suppress(CacheError):
                    sync.pull()

    def send_all(self) -> None:
        """Send what is left. Raises the errors of `CityApi`."""
        sync = self._start()
        sync.pull()
        sync.push(_clock())

    def _start(self) -> Sync:
        self._tell(Stage.OPEN)
        content, outbox = Content.open(self.folder, NOW), Outbox.open(self.folder, NOW)
        answer = self.answer
        if answer.box is None or answer.token is None or answer.household is None:
            raise ValueError("an answer that gives no home")
        if outbox.identity.now().token is None:
            outbox.identity.enrol(answer.box, answer.token, answer.household, answer.alert_keys)
        api = CityApi(f"http://127.0.0.1:{self.port}", answer.token)
        return Sync(content, outbox, api, Hooks(heard=lambda _: None, changed=lambda: None), "だめです")

    def _say(self, outbox: Outbox, chance: random.Random) -> None:
        """Keep something; its name is told when it is taken, as the screen says お預かりしました."""
        body = _words(chance.randrange(8), self.answer.household or "")
        self._tell(Stage.SAY)
        name = outbox.append(Saying(body, NOW, clock_trusted=True))
        self._tell(f"taken {name}")

    def _tell(self, what: str) -> None:
        os.write(self.report, f"{what}\n".encode())


def _clock() -> BoxTime:
    return BoxTime(HandClock(NOW), NOW)


def _words(number: int, household: str) -> Body:
    match number:
        case 0 | 1:
            return CallRequest()
        case 2:
            return NoticeReceipt(notice="n-1", step=ReceiptStep.READ)
        case 3:
            return CheckIn(resident="nobody-1", answer=Answer.GOOD)
        case _:
            return CheckIn(resident=f"{household}-1", answer=list(Answer)[number % 3])


def serve(folder: Path, listening: socket.socket) -> None:
    """Be the city, over real HTTP, until the kill."""
    app = create_app(Settings(data=folder), HandClock(NOW))
    server(app.state.city, app).run([listening])


def forked(live: Callable[[], None]) -> int:
    """Do it in a process of its own, which ends with it; returns its number."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        logging.disable(logging.CRITICAL)
        live()
        code = 0
    finally:
        os._exit(code)


def kill(process: int) -> int:
    """Kill it and wait for its end; returns how it ended: `KILLED`, unless it had ended before."""
    os.kill(process, signal.SIGKILL)
    return ended(process)


def ended(process: int) -> int:
    """Wait for its end; returns its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
