"""Signatures: only what a known key signed, over exactly these bytes, is believed."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.alerts import AlertList, SignedAlerts
from wire.clock_time import CityTime, SignedTime
from wire.enrolment import AlertKey
from wire.errors import Forged, Unreadable, WireError
from wire.signing import new_private_key, open_alerts, open_time, public_key, sign_alerts, sign_time

GOLDEN = Path(__file__).parent / "golden"
PRIVATE = bytes(range(32))
KEY = public_key("city-1", PRIVATE)


def _golden(name: str) -> str:
    return json.dumps(json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))["data"])


LISTED = AlertList.model_validate_json(_golden("alert_list"))
SIGNED = SignedAlerts.model_validate_json(_golden("signed_alerts"))


def test_a_list_signed_by_the_first_version_is_believed_for_ever() -> None:
    assert open_alerts(SIGNED, [KEY]) == LISTED


def test_a_fresh_signature_is_believed() -> None:
    private = new_private_key()
    assert open_alerts(sign_alerts(LISTED, "k", private), [KEY, public_key("k", private)]) == LISTED


def test_a_key_that_nobody_knows_is_forged() -> None:
    with pytest.raises(Forged):
        open_alerts(SIGNED, [])
    with pytest.raises(Forged):
        open_alerts(sign_alerts(LISTED, "stranger", new_private_key()), [KEY])


def test_another_key_under_a_known_name_is_forged() -> None:
    with pytest.raises(Forged):
        open_alerts(sign_alerts(LISTED, KEY.id, new_private_key()), [KEY])


def test_the_signature_of_another_list_is_forged() -> None:
    other = sign_alerts(LISTED.model_copy(update={"number": LISTED.number + 1}), KEY.id, PRIVATE)
    with pytest.raises(Forged):
        open_alerts(SIGNED.model_copy(update={"signature": other.signature}), [KEY])


def test_a_signature_made_for_another_purpose_is_forged() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    payload = base64.b64decode(SIGNED.payload)
    bare = Ed25519PrivateKey.from_private_bytes(PRIVATE).sign(payload)
    with pytest.raises(Forged):
        open_alerts(SIGNED.model_copy(update={"signature": base64.b64encode(bare).decode()}), [KEY])


@pytest.mark.parametrize("field", ["payload", "signature"])
@pytest.mark.parametrize("cut", [1, 4, 40])
def test_what_was_cut_short_is_forged(field: str, cut: int) -> None:
    whole = getattr(SIGNED, field)
    for part in (whole[:-cut], whole[cut:], ""):
        with pytest.raises(Forged):
            open_alerts(SIGNED.model_copy(update={field: part}), [KEY])


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_bit_can_be_turned(place: int, bit: int) -> None:
    for field in ("payload", "signature"):
        raw = bytearray(base64.b64decode(getattr(SIGNED, field)))
        raw[place % len(raw)] ^= 1 << bit
        tampered = SIGNED.model_copy(update={field: base64.b64encode(raw).decode()})
        with pytest.raises(Forged):
            open_alerts(tampered, [KEY])


@given(st.text(max_size=100), st.text(max_size=100))
def test_noise_is_never_believed(payload: str, signature: str) -> None:
    with pytest.raises(WireError):
        open_alerts(SIGNED.model_copy(update={"payload": payload, "signature": signature}), [KEY])


def test_a_time_signed_by_the_first_version_is_believed_for_ever_and_for_its_question_alone() -> None:
    signed = SignedTime.model_validate_json(_golden("signed_time"))
    time = CityTime.model_validate_json(_golden("city_time"))
    assert open_time(signed, [KEY], time.nonce) == time.at
    with pytest.raises(Forged):
        open_time(signed, [KEY], time.nonce[::-1])
    with pytest.raises(Forged):
        open_time(signed, [], time.nonce)
    with pytest.raises(Forged):
        open_time(sign_time(time, KEY.id, new_private_key()), [KEY], time.nonce)


def test_a_time_is_no_alert_and_an_alert_is_no_time() -> None:
    time = sign_time(CityTime.model_validate_json(_golden("city_time")), KEY.id, PRIVATE)
    with pytest.raises(Forged):
        open_alerts(SignedAlerts(**time.model_dump()), [KEY])
    with pytest.raises(Forged):
        open_time(SignedTime.model_construct(**SIGNED.model_dump()), [KEY], "x" * 22)


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_bit_of_a_time_can_be_turned(place: int, bit: int) -> None:
    signed = SignedTime.model_validate_json(_golden("signed_time"))
    for field in ("payload", "signature"):
        raw = bytearray(base64.b64decode(getattr(signed, field)))
        raw[place % len(raw)] ^= 1 << bit
        tampered = signed.model_copy(update={field: base64.b64encode(raw).decode()})
        with pytest.raises(Forged):
            open_time(tampered, [KEY], "AAECAwQFBgcICQoLDA0ODw")


def test_a_damaged_key_believes_nothing() -> None:
    with pytest.raises(Forged):
        open_alerts(SIGNED, [AlertKey.model_construct(id=KEY.id, public="!!")])


def test_a_true_signature_over_what_is_no_list_is_unreadable() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    payload = b'{"no":"list"}'
    made = Ed25519PrivateKey.from_private_bytes(PRIVATE).sign(b"minato alerts v1\n" + payload)
    signed = SignedAlerts(
        payload=base64.b64encode(payload).decode(),
        key_id=KEY.id,
        signature=base64.b64encode(made).decode(),
    )
    with pytest.raises(Unreadable):
        open_alerts(signed, [KEY])
