"""What time the city says it is, signed: the way out for a box that cannot tell a good certificate."""

from typing import Annotated

from pydantic import Field

from wire.base import Frozen, Id, Moment

NONCE = r"^[A-Za-z0-9_-]{22,64}$"
"""What a box made up for this one question: 128 random bits or more in URL-safe base64."""


class CityTime(Frozen):
    """What is signed: the time when the question with this nonce was answered."""

    nonce: Annotated[str, Field(pattern=NONCE)]
    at: Moment


class SignedTime(Frozen):
    """`GET /box/v1/time?nonce=…`: the exact bytes of a `CityTime` as base64, and an Ed25519 signature.

    It travels where no certificate can be checked: the signature and the nonce alone are believed.
    """

    payload: Annotated[str, Field(max_length=1000)]
    key_id: Id
    signature: Annotated[str, Field(max_length=200)]
