"""Who may look at this TV in a browser: on a household's own TV only a helper whom it has allowed."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from offline_cache.preferences import Preferences

if TYPE_CHECKING:  # the server is loaded when a mirror is opened, which most boxes never do
    from tvapp.mirror.server import MirrorServer

log = logging.getLogger(__name__)


class Door:
    """Opens the mirror when it may be open and closes it at once when it may not; one thread calls it."""

    def __init__(self, serve: Callable[[], "MirrorServer"] | None, *, needs_consent: bool) -> None:
        """Take what binds the port (None: there is no mirror).

        `needs_consent` is false for a TV on a developer's own screen.
        """
        self._serve = serve
        self._needs_consent = needs_consent
        self._open: MirrorServer | None = None

    @property
    def port(self) -> int | None:
        """The port while the mirror is open."""
        return None if self._open is None else self._open.port

    def heed(self, preferences: Preferences) -> None:
        """Follow what the household allows now."""
        allowed = preferences.remote_help or not self._needs_consent
        if allowed and self._open is None and self._serve is not None:
            self._try_to_open(self._serve)
        elif not allowed:
            self.close()

    def close(self) -> None:
        """Let nobody look any more."""
        if self._open is not None:
            self._open.stop()
            self._open = None
            log.info("the mirror is closed")

    def _try_to_open(self, serve: Callable[[], "MirrorServer"]) -> None:
        try:
            server = serve()
        except OSError as error:  # the port is taken: a TV without a mirror is still a TV
            if not self._needs_consent:
                raise
            log.exception("the mirror could not be opened: %s", error.strerror)
            return
        server.start()
        self._open = server
        log.info("the mirror is at port %d", server.port)
