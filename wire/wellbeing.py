"""How somebody is, beyond one of three answers: what hurts, how much, medicine, and days away from home."""

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from wire.base import Frozen, Id, Moment


class Ailment(StrEnum):
    """What is not well, as a choice of the TV."""

    HEAD = "head"  # 頭
    CHEST = "chest"  # 胸
    BELLY = "belly"  # おなか
    LEGS = "legs"  # 足・こし
    SLEEP = "sleep"  # ねむれない
    OTHER = "other"  # そのほか


class Degree(StrEnum):
    """How much it is so."""

    SLIGHT = "slight"  # すこし
    MUCH = "much"  # かなり
    VERY = "very"  # とても


class MedicineRecord(Frozen):
    """What the city has of a resident's medicine for one day; key: `<resident>-<day>`."""

    resident: Id
    day: date
    taken: bool
    received_at: Moment


class AbsenceRecord(Frozen):
    """The days, both counted, on which a household is away (留守); key: the household's id.

    One that was taken back stays and says so, so that a box knows it from one it has not heard of yet.
    """

    id: Id
    """The name of the command that told it."""
    first: date
    until: date
    taken_back: bool
    changed_at: Moment

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "AbsenceRecord":
        if self.until < self.first:
            raise ValueError("an absence ends on its first day or later")
        return self
