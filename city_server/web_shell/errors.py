"""Why a console does not do what a browser asked; each becomes a page in words."""


class ShellError(Exception):
    """Base of this package's refusals. `status` is the HTTP status, `words` the key of what is said."""

    status = 400
    words = "shell.refused.bad"

    def __init__(self, told: str | None = None) -> None:
        """Take words that say more than the general ones."""
        super().__init__(told or self.words)
        self.told = told


class NotSignedIn(ShellError):
    """Raised when a page needs a sign-in and the browser has none, or one that has run out."""

    status = 401
    words = "shell.refused.sign_in"


class NotAllowed(ShellError):
    """Raised when the person's role, or a commissioner's area, does not reach here."""

    status = 403
    words = "shell.refused.not_allowed"


class FormForged(ShellError):
    """Raised when a form does not carry the token of this very session."""

    status = 403
    words = "shell.refused.forged"


class NotHere(ShellError):
    """Raised when what was asked for does not exist (any more)."""

    status = 404
    words = "shell.refused.not_here"


class BadForm(ShellError):
    """Raised when a form holds what no form of ours sends."""

    status = 400
    words = "shell.refused.bad"


class Overtaken(ShellError):
    """Raised when somebody was first, or the thing is over."""

    status = 409
    words = "shell.refused.overtaken"
