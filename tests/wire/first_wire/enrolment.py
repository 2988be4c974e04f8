"""How a box without secrets becomes a household's box."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from first_wire.base import Frozen, Id, Moment

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""20 letters without vowels: no code spells a word (RFC 8628 section 6.1)."""
CODE_LENGTH = 8


class EnrolmentOffer(Frozen):
    """`POST /box/v1/enrolments`: the code to show on the TV, and the box's own secret to ask with."""

    code: Annotated[str, Field(pattern=rf"^[{CODE_LETTERS}]{{{CODE_LENGTH}}}$")]
    claim: Annotated[str, Field(min_length=32, max_length=200)]
    expires_at: Moment
    poll_seconds: Annotated[int, Field(ge=1, le=60)]
    server_time: Moment


class EnrolmentState(StrEnum):
    WAITING = "waiting"
    EXPIRED = "expired"
    ENROLLED = "enrolled"


class AlertKey(Frozen):
    """A public key whose alerts this box believes; `public` is 32 bytes in base64."""

    id: Id
    public: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]


class EnrolmentAnswer(Frozen):
    """`POST /box/v1/enrolments/ask` with the claim as bearer token; `token` is handed out once enrolled."""

    state: EnrolmentState
    box: Id | None = None
    token: str | None = None
    household: Id | None = None
    alert_keys: tuple[AlertKey, ...] = ()


def grouped(code: str) -> str:
    """Show a code as people read it: `BCDF-GHJK`."""
    return f"{code[:4]}-{code[4:]}"


def ungrouped(typed: str) -> str:
    """Take a code as people type it: any case, with or without dashes and spaces, full width too."""
    narrow = typed.translate(
        {0xFF21 + n: 0x41 + n for n in range(26)} | {0xFF41 + n: 0x61 + n for n in range(26)}
    )
    return "".join(letter for letter in narrow.upper() if letter in CODE_LETTERS)
