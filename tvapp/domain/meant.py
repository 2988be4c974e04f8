"""Whether a press was meant for this box: someone zapping channels must never answer a check-in."""

from offline_cache.snapshot import OnScreen
from remote_input.signals import Origin


def for_us(origin: Origin, on_screen: OnScreen) -> bool:
    """Tell whether a press counts.

    The box's own remote always does, and so does what the TV hands on over CEC, for it is addressed to us.
    The TV's own remote, heard by infrared, counts only while CEC confirms that the TV shows this box: not
    knowing is not enough.
    """
    return origin is not Origin.TV or on_screen is OnScreen.US
