"""What can go wrong while a box or a village is set up."""


class SetupError(Exception):
    """Base of this package's errors; the text is for the person at the keyboard."""


class NotReady(SetupError):
    """Raised when a program did not come up in time; the text says which, and where its log is."""


class NotEnrolled(SetupError):
    """Raised when the city did not take a box's code; the text carries the city's words."""


class NotSignedIn(SetupError):
    """Raised when the city does not let somebody in."""


class Refused(SetupError):
    """Raised when the city did not take a form; the text carries the city's words."""
