"""What tests of several folders share: the one camera of a test process."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kiosk_setup.screens.camera import Camera


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> "Camera":
    """A real Kivy window without a display; there can be one in a process."""
    from kiosk_setup.screens.camera import Camera  # noqa: PLC0415 - most test processes need no window

    home: Path = tmp_path_factory.mktemp("kivy")
    return Camera(home)
