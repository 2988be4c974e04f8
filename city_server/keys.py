"""The city's signing key for alerts: made at the first start, readable by the city alone."""

import base64
import binascii
import hashlib
import os
from pathlib import Path

from city_server.alerts import AlertKeyPair
from city_server.errors import Broken
from wire.signing import new_private_key


def load_or_make(path: Path) -> AlertKeyPair:
    """Read the key (32 bytes in base64) or make one. Raises Broken for a damaged file: boxes know its key."""
    if not path.exists():
        _write(path, new_private_key())
    try:
        private = base64.b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    except (OSError, UnicodeDecodeError, binascii.Error) as error:
        raise Broken(f"{path} cannot be read as a key") from error
    if len(private) != 32:
        raise Broken(f"{path} holds {len(private)} bytes, a key has 32")
    return AlertKeyPair(f"city-{hashlib.sha256(private).hexdigest()[:8]}", private)


def _write(path: Path, private: bytes) -> None:
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "wb") as file:
        file.write(base64.b64encode(private) + b"\n")
        file.flush()
        os.fsync(file.fileno())
