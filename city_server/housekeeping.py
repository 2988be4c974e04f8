"""What the city does by itself: ends what has run out, and turns the page when the day changes."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from city_server.clock import Clock, today

STEP_SECONDS = 2
_log = logging.getLogger(__name__)


@dataclass
class Housekeeping:
    """Runs `often` every few seconds, and `daily` at the start and at each new day."""

    clock: Clock
    often: tuple[Callable[[], object], ...]
    daily: tuple[Callable[[], object], ...]
    leads: Callable[[], bool] = lambda: True
    """Whether this process is the one that does it, of the several that may serve a city."""
    done_for: date | None = None

    def step(self) -> None:
        """Do what is due now."""
        if not self.leads():
            return
        for task in self.often:
            task()
        day = today(self.clock)
        if day != self.done_for:
            for task in self.daily:
                task()
            self.done_for = day

    async def run(self) -> None:
        """Do it for ever; a database that is busy is tried again at the next step."""
        failing = False
        while True:
            try:
                await asyncio.to_thread(self.step)
                failing = False
            except SQLAlchemyError:
                if not failing:
                    _log.exception("housekeeping failed and will be tried again")
                failing = True
            await asyncio.sleep(STEP_SECONDS)
