"""How long people walk: the pace at which evacuations are planned in Japan.

消防庁「津波避難対策推進マニュアル検討会報告書」(2013): 1.0 m/s for the old who walk freely, 0.5 m/s for those
who walk with difficulty, sit in a wheelchair, carry infants or are ill.
"""

OLD_PERSON = 1.0
"""Metres per second."""
WITH_DIFFICULTY = 0.5


def walk_minutes(metres: int, *, slow: bool) -> int:
    """Return the minutes it takes, a begun one as whole."""
    pace = WITH_DIFFICULTY if slow else OLD_PERSON
    return -int(-metres // (pace * 60))
