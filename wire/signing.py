"""Ed25519 over exact bytes: the city signs alerts and the time, the box believes only what verifies."""

import base64
import binascii
from collections.abc import Iterable
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wire.alerts import AlertList, SignedAlerts
from wire.base import read_tolerant
from wire.clock_time import CityTime, SignedTime
from wire.enrolment import AlertKey
from wire.errors import Forged

_ALERTS, _TIME = b"minato alerts v1\n", b"minato time v1\n"
"""Signed before the payload, so that a signature made for something else proves nothing here."""


def new_private_key() -> bytes:
    """Make a private key: 32 bytes that never leave the city."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(key_id: str, private: bytes) -> AlertKey:
    """Derive what boxes need to know of a private key."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return AlertKey(id=key_id, public=base64.b64encode(public).decode())


def sign_alerts(alerts: AlertList, key_id: str, private: bytes) -> SignedAlerts:
    """Sign a list. `private` is 32 bytes."""
    payload = alerts.model_dump_json().encode()
    return SignedAlerts(key_id=key_id, **_signed(_ALERTS, payload, private))


def open_alerts(signed: SignedAlerts, keys: Iterable[AlertKey]) -> AlertList:
    """Verify, then read. Raises `Forged` when no known key signed it, `Unreadable` when it is no list."""
    return read_tolerant(AlertList, verified(signed, keys))


def verified(signed: SignedAlerts, keys: Iterable[AlertKey]) -> bytes:
    """Return the signed bytes. Raises `Forged` when no known key signed them."""
    return _verified(_ALERTS, signed, keys)


def sign_time(time: CityTime, key_id: str, private: bytes) -> SignedTime:
    """Sign the time for one question. `private` is 32 bytes."""
    return SignedTime(key_id=key_id, **_signed(_TIME, time.model_dump_json().encode(), private))


def open_time(signed: SignedTime, keys: Iterable[AlertKey], nonce: str) -> datetime:
    """Verify, then read. Raises `Forged` when no known key signed it for this question, `Unreadable`."""
    time = read_tolerant(CityTime, _verified(_TIME, signed, keys))
    if time.nonce != nonce:
        raise Forged("an answer to another question")
    return time.at


def _signed(purpose: bytes, payload: bytes, private: bytes) -> dict[str, str]:
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(purpose + payload)
    return {
        "payload": base64.b64encode(payload).decode(),
        "signature": base64.b64encode(signature).decode(),
    }


def _verified(purpose: bytes, signed: SignedAlerts | SignedTime, keys: Iterable[AlertKey]) -> bytes:
    key = next((key for key in keys if key.id == signed.key_id), None)
    if key is None:
        raise Forged(f"unknown key {signed.key_id}")
    try:
        payload = base64.b64decode(signed.payload, validate=True)
        signature = base64.b64decode(signed.signature, validate=True)
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public)).verify(signature, purpose + payload)
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise Forged("the signature does not fit these bytes") from error
    return payload
