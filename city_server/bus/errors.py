"""What can go wrong when the bus is planned, each error named by what happened."""


class BusError(Exception):
    """Base of this package's errors."""


class Impossible(BusError):
    """Raised when a day is described by what cannot be: a hole in the travel times, a window inside out."""


class Unreadable(BusError):
    """Raised when a file of a benchmark is not what its format says; the message names the line."""


class Unknown(BusError):
    """Raised when a request, a vehicle or a place is named that the day does not have."""


class Gone(BusError):
    """Raised when an offer is confirmed that can no longer be kept, or a ride is cancelled that has begun."""
