"""What can stop the box's agent."""


class AgentError(Exception):
    """Base of this package's errors."""


class AlreadyRunning(AgentError):
    """Raised when another agent works on the same directory; the text names its process."""


class NoCity(AgentError):
    """Raised when nobody has ever said which city this box belongs to."""
