"""The one base of all wire types, and the two ways of reading them: strict and tolerant."""

from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
)

from wire.errors import Unreadable

TOKYO = timezone(timedelta(hours=9), "Asia/Tokyo")
"""The one time zone. Japan has no summer time, so a fixed offset is exact since 1952."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
"""A name given by a program: ASCII, 1 to 80 characters."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=80)]
"""A line people read. Its characters stay exactly as they were given (no normalisation)."""

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day, `HH:MM`, 24 hours."""


def _in_tokyo(moment: datetime) -> datetime:
    try:
        return moment.astimezone(TOKYO)
    except OverflowError as error:
        raise ValueError("a moment outside the calendar") from error


Moment = Annotated[AwareDatetime, AfterValidator(_in_tokyo)]
"""A point in time with its offset; always handed on in Asia/Tokyo."""


def _whole(number: Any) -> Any:
    return int(number) if isinstance(number, float) and number.is_integer() else number


WHOLE = BeforeValidator(_whole)
"""Marks a whole number as JSON knows it: `1.0` is one too. It stands last, so that limits stay described."""


class Frozen(BaseModel):
    """A value that travels: immutable, and by default refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)  # errors reach logs


Model = TypeVar("Model", bound=Frozen)


def read_strict(model: type[Model], data: bytes | str) -> Model:
    """Read what a client sent to the city: every value of its own type, so that what is taken is what is
    described. Raises `Unreadable` for anything unknown or out of range.
    """
    try:
        return model.model_validate_json(data, strict=True, extra="forbid")
    except ValidationError as error:
        raise Unreadable(_first_fault(error)) from error


def read_tolerant(model: type[Model], data: bytes | str) -> Model:
    """Read what the city sent to a box: fields from a later version are ignored. Raises `Unreadable`."""
    try:
        return model.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        raise Unreadable(_first_fault(error)) from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in fault["loc"]) or "(whole)"
    return f"{place}: {fault['msg']}"
