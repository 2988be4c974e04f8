"""From what `cec-ctl --wait-for-msgs` prints to whether the TV shows this box. Pure."""

import re
from dataclasses import dataclass

from offline_cache.snapshot import OnScreen

_MESSAGE = re.compile(r"^(?:Received from|Transmitted by) .* \((\d+) to (\d+)\): ([A-Z0-9_]+)")
_ADDRESS = re.compile(r"^\s+(phys-addr|new-phys-addr): ([0-9a-f]\.[0-9a-f]\.[0-9a-f]\.[0-9a-f])")
_TOLD = {"ACTIVE_SOURCE": "phys-addr", "SET_STREAM_PATH": "phys-addr", "ROUTING_CHANGE": "new-phys-addr"}


@dataclass
class Bus:
    """What was heard so far; `ours` is our own place on the bus, such as 1.0.0.0."""

    ours: str | None = None
    on_screen: OnScreen = OnScreen.UNKNOWN
    _message: str = ""

    def hear(self, line: str) -> bool:
        """Take one line; tells whether it says what is on the screen."""
        message = _MESSAGE.match(line)
        if message is not None:
            self._message = message[3]
            sleeps = self._message == "STANDBY" and message[1] == "0"
            self.on_screen = OnScreen.OTHER if sleeps else self.on_screen
            return sleeps
        address = _ADDRESS.match(line)
        if address is None or _TOLD.get(self._message) != address[1]:
            return False
        self.on_screen = OnScreen.US if address[2] == self.ours else OnScreen.OTHER
        return True
