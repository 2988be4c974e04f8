"""Where the resident can be: one frozen class per page, with what that page must remember."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum, auto

from remote_input.teaching import Lesson
from tvapp.domain.media import Media
from wire.content import Aim, NoticeKind, Resident
from wire.wellbeing import Ailment


@dataclass(frozen=True)
class HomePlace:
    """The six tiles; while the box belongs to nobody, its enrolment code."""


@dataclass(frozen=True)
class WhoPlace:
    """Which of several residents is answering."""


@dataclass(frozen=True)
class CheckInPlace:
    resident: Resident
    nudged: bool = False
    """決定 was pressed on the question itself, which answers nothing; so with all questions after it."""


@dataclass(frozen=True)
class AnsweredPlace:
    """The answer given just now, by the name it has in the outbox."""

    resident: Resident
    said: str


@dataclass(frozen=True)
class AilmentPlace:
    """What is not well; `said` is the answer it belongs to."""

    resident: Resident
    said: str
    nudged: bool = False


@dataclass(frozen=True)
class DegreePlace:
    """How much it is so."""

    resident: Resident
    said: str
    ailment: Ailment
    nudged: bool = False


@dataclass(frozen=True)
class MedicinePlace:
    """くすり; `said` is the answer just given, to which the page leads back."""

    resident: Resident
    said: str | None = None
    nudged: bool = False


@dataclass(frozen=True)
class WeekPlace:
    """How one resident was these seven days."""

    resident: Resident


class AwayItem(StrEnum):
    """What can be chosen on the page of days away."""

    FIRST = "first"
    UNTIL = "until"
    TELL = "tell"


@dataclass(frozen=True)
class AwayPlace:
    """Days away as they are put together, both counted; `at` is what was changed last."""

    first: date
    until: date
    at: AwayItem = AwayItem.TELL


@dataclass(frozen=True)
class AwayUntilPlace:
    """The choices for the last day away."""

    first: date
    until: date
    page: int = 0


@dataclass(frozen=True)
class AwayToldPlace:
    """Days away that were told, by the name of what told them."""

    name: str


@dataclass(frozen=True)
class NoticesPlace:
    """What is new and what was read not long ago; or everything that was read, by kind."""

    page: int = 0
    archive: bool = False
    kind: NoticeKind | None = None
    """In the archive: None stands for the list of kinds."""


@dataclass(frozen=True)
class NoticePlace:
    notice: str
    page: int = 0
    plain: bool = False
    """The words of documents stand there instead of their pictures."""


@dataclass(frozen=True)
class ReplyPlace:
    """参加する / 参加しない."""

    notice: str
    origin: NoticePlace


@dataclass(frozen=True)
class Wish:
    """A ride as the resident is putting it together."""

    day: date
    from_stop: str
    to_stop: str
    at: str
    """`HH:MM`, what `aim` says it is the time of."""
    party: int
    aim: Aim = Aim.LEAVE
    wheelchair: bool = False
    home_at: str | None = None
    """When to ride home that day, `HH:MM`."""
    home_later: bool = False
    trip: str | None = None
    """Name of the request this one belongs to."""
    homeward: bool = False


class WishPart(Enum):
    DAY = auto()
    FROM_STOP = auto()
    TO_STOP = auto()
    TIME = auto()
    PARTY = auto()
    WHEELCHAIR = auto()
    HOME = auto()


@dataclass(frozen=True)
class BusPlace:
    """The booking page; `wish` is None when there is nothing that could be asked for."""

    wish: Wish | None


@dataclass(frozen=True)
class PickPlace:
    """The choices for one part of the wish."""

    wish: Wish
    part: WishPart
    page: int = 0
    closed: date | None = None
    """A day without a bus that was chosen just now."""


@dataclass(frozen=True)
class RidesPlace:
    page: int = 0


@dataclass(frozen=True)
class RidePlace:
    """One request and what became of it; `listed` when it was opened from わたしの よやく."""

    name: str
    listed: bool = False


@dataclass(frozen=True)
class CancelRidePlace:
    """はい、とりけします / いいえ."""

    name: str
    listed: bool = False


@dataclass(frozen=True)
class DisasterPlace:
    page: int = 0


@dataclass(frozen=True)
class ShelterPlace:
    """Where this household goes, and how to walk."""

    page: int = 0


@dataclass(frozen=True)
class TakePlace:
    """What to take along."""

    page: int = 0


@dataclass(frozen=True)
class DrillsPlace:
    """What became of drills."""

    page: int = 0


@dataclass(frozen=True)
class LivingPlace:
    page: int = 0


@dataclass(frozen=True)
class LivingPagePlace:
    id: str
    page: int = 0


@dataclass(frozen=True)
class TalkPlace:
    """Whom to be called by."""

    resident: str | None = None


@dataclass(frozen=True)
class CallPlace:
    """One wish to talk or call for help and who has it, by the name it has in the outbox."""

    name: str


class Setting(StrEnum):
    """What can be chosen for this TV, each named as the field of `Preferences` it sets."""

    TEXT_SIZE = "text_size"
    VOLUME = "volume"
    VOICE_SPEED = "voice_speed"
    SPEAK_FOCUS = "speak_focus"
    NIGHT = "night"
    LANGUAGE = "language"
    OVERSCAN = "overscan"
    WAITING_PICTURE = "waiting_picture"
    REMOTE_HELP = "remote_help"
    ASK_ON_TV = "ask_on_tv"


@dataclass(frozen=True)
class SettingsPlace:
    """All settings, and what each is set to."""

    page: int = 0


@dataclass(frozen=True)
class SettingPlace:
    """The choices there are for one setting."""

    setting: Setting


@dataclass(frozen=True)
class TeachPlace:
    """Teaching a remote, and how far that has come."""

    lesson: Lesson = field(default_factory=Lesson)


@dataclass(frozen=True)
class TaughtPlace:
    """What was taught is kept; it can be tried out."""


@dataclass(frozen=True)
class AboutPlace:
    """Whose box this is, how it stands with the city, and what it runs."""


@dataclass(frozen=True)
class PlayerPlace:
    """A film or a recording. It plays from its beginning as soon as this is on the screen, and only so long.

    A feature opens it with `Open(PlayerPlace(media, origin=<its own place>))`; もどる and とめる lead to
    `origin`. The page, the playing and its end need nothing more from the feature.
    """

    media: Media
    origin: "Place"
    turn: int = 0
    """How often it was asked for again."""


Place = (
    HomePlace
    | WhoPlace
    | CheckInPlace
    | AnsweredPlace
    | AilmentPlace
    | DegreePlace
    | MedicinePlace
    | WeekPlace
    | AwayPlace
    | AwayUntilPlace
    | AwayToldPlace
    | NoticesPlace
    | NoticePlace
    | ReplyPlace
    | BusPlace
    | PickPlace
    | RidesPlace
    | RidePlace
    | CancelRidePlace
    | DisasterPlace
    | ShelterPlace
    | TakePlace
    | DrillsPlace
    | LivingPlace
    | LivingPagePlace
    | TalkPlace
    | CallPlace
    | SettingsPlace
    | SettingPlace
    | TeachPlace
    | TaughtPlace
    | AboutPlace
    | PlayerPlace
)
