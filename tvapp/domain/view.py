"""What can stand on the screen: one frozen class per page, said in words and not in pixels.

A string holds one phrase or sentence; the page breaks it into lines between phrases. An ASCII space
in a string is a gap that is drawn (分かち書き). `focus` is the id of the focused item of the page.
"""

from dataclasses import dataclass
from enum import StrEnum

from offline_cache.preferences import TextSize


class Icon(StrEnum):
    """Pictures in `assets/icons/<value>.png`, white on transparent, tinted when drawn."""

    FACE_GOOD = "face_good"
    FACE_FAIR = "face_fair"
    FACE_POOR = "face_poor"
    NOTICE = "notice"
    BUS = "bus"
    WARNING = "warning"
    HOUSE = "house"
    PHONE = "phone"
    SUN = "sun"
    CLOUD = "cloud"
    RAIN = "rain"
    SNOW = "snow"
    OFFLINE = "offline"
    CHECK = "check"
    GEAR = "gear"
    CLOCK = "clock"


class Tone(StrEnum):
    """What a thing means for its look; never told by colour alone."""

    PLAIN = "plain"
    LAKE = "lake"  # blue
    LEAF = "leaf"  # green
    PLUM = "plum"  # purple
    AKA = "aka"  # red: danger, help
    EARTH = "earth"  # brown


@dataclass(frozen=True)
class Hint:
    """A key and what it does here, in the foot line, such as 決定 ひらく."""

    key: str
    does: str
    tint: str | None = None
    """The theme's colour of a coloured key; its name stands on it always."""


@dataclass(frozen=True)
class Look:
    """How a page is drawn, as the household chose it."""

    size: TextSize = TextSize.NORMAL
    night: bool = False
    overscan: int = 0
    """How much of each edge the TV cuts off, in percent: the whole picture is drawn that much smaller."""


@dataclass(frozen=True)
class Frame:
    """What every page has: the line at the top and the line at the foot, and how it looks."""

    title: str
    clock: str
    """`8:05`; empty while the box does not know the time."""
    hints: tuple[Hint, ...]
    status: str
    """Bottom right: how old the information is, or how we stand with the city."""
    look: Look = Look()


@dataclass(frozen=True)
class Button:
    id: str
    label: str
    digit: int | None = None


@dataclass(frozen=True)
class Tile:
    id: str
    digit: int
    icon: Icon
    tone: Tone
    title: str
    lines: tuple[str, ...]
    """As they stand, at most as many as the text size has room for (one fewer when there is a badge)."""
    badge: str | None = None


@dataclass(frozen=True)
class WeatherLine:
    icon: Icon
    text: str
    brief: str = ""
    """What stands there where the text has no room."""


@dataclass(frozen=True)
class HomeView:
    """Six tiles in rows of `columns`, and a quiet settings button in the foot line."""

    frame: Frame
    tiles: tuple[Tile, ...]
    settings: Button
    weather: WeatherLine | None
    focus: str
    columns: int = 3
    banner: str | None = None
    """One line above the tiles when something must be said, such as いま 市と つながっていません。"""


@dataclass(frozen=True)
class Row:
    """A line of a list. `mark` stands in a badge before the text, `note` at the right end."""

    id: str
    text: str
    mark: str | None = None
    mark_tone: Tone = Tone.LAKE
    note: str | None = None


@dataclass(frozen=True)
class ListView:
    """As many rows as the text size has room for, and a row of buttons; longer lists have pages."""

    frame: Frame
    screen: str
    rows: tuple[Row, ...]
    buttons: tuple[Button, ...]
    focus: str
    empty: str = ""
    """What stands there when there are no rows."""


@dataclass(frozen=True)
class ReaderView:
    """One page of a text, already broken into lines, with a row of buttons below."""

    frame: Frame
    screen: str
    mark: str | None
    page: str
    """`1 / 3 ページ`, or empty when there is one page."""
    lines: tuple[str, ...]
    """At most as many lines as the text size has room for; each fits the width of the page."""
    buttons: tuple[Button, ...]
    focus: str


@dataclass(frozen=True)
class Choice:
    id: str
    label: str
    digit: int
    icon: Icon | None
    tone: Tone


@dataclass(frozen=True)
class CheckInView:
    """The question (focused first, id `question`), three answers and, set apart, two calls."""

    frame: Frame
    question: str
    answers: tuple[Choice, ...]
    calls: tuple[Choice, ...]
    back: Button
    """あとで, in the foot line; as every page it can be left with arrows and 決定 alone."""
    focus: str
    given: str | None = None
    """Id of the answer given today, which carries a tick."""
    note: str = ""
    """Small words at the right end of the question, such as ↓で えらぶ."""
    more: tuple[Button, ...] = ()
    """Other pages about oneself, small in the foot line before `back`."""


@dataclass(frozen=True)
class ChoicesView:
    """A question (focused first, id `question`) and two to six large answers, three in a row."""

    frame: Frame
    screen: str
    question: str
    choices: tuple[Choice, ...]
    back: Button
    """答えない or あとで, in the foot line."""
    focus: str
    given: str | None = None
    """Id of what was answered already, which carries a tick."""
    note: str = ""
    """As on the check-in page."""


@dataclass(frozen=True)
class DayMark:
    """How one day was: a face with its word, so that no colour is needed."""

    day: str
    """`23日`, or きょう."""
    weekday: str
    icon: Icon | None
    tone: Tone
    word: str
    medicine: str
    """くすり when it was taken, else empty; drawn with a tick."""
    today: bool


@dataclass(frozen=True)
class WeekView:
    """Seven days side by side, today last."""

    frame: Frame
    screen: str
    days: tuple[DayMark, ...]
    buttons: tuple[Button, ...]
    focus: str


@dataclass(frozen=True)
class Field:
    """A row of a form: what it is, what it is set to, and かえる when it can be changed."""

    id: str
    label: str
    value: str
    action: str | None = None
    """Stands in place of the form's かえる, when choosing the row does something else."""


@dataclass(frozen=True)
class FormView:
    """One page of rows to change, and what to do with it (bus booking)."""

    frame: Frame
    screen: str
    fields: tuple[Field, ...]
    change: str
    """The word at the right of each row: かえる."""
    buttons: tuple[Button, ...]
    note: str
    focus: str


class Mood(StrEnum):
    """What kind of message a result page is: 席が とれました must not look like 申し込み中."""

    KEPT = "kept"  # sand, icon offline or check
    DONE = "done"  # green, icon check
    REFUSED = "refused"  # red frame, icon warning
    PLAIN = "plain"


@dataclass(frozen=True)
class MessageView:
    """One thing said large, details in a card, and buttons: results, help, messages."""

    frame: Frame
    screen: str
    mood: Mood
    icon: Icon
    headline: str
    under: str
    """Second line of the headline, may be empty."""
    details: tuple[str, ...]
    """At most four lines; the first is drawn larger."""
    buttons: tuple[Button, ...]
    focus: str


@dataclass(frozen=True)
class AlertView:
    """The emergency page: black, with the level's band around it."""

    frame: Frame
    level: int | None
    level_text: str
    """`警戒レベル 4`; empty without a level."""
    drill: str
    """訓練 on every drill's page, else empty."""
    title: str
    area: str
    area_brief: str
    """The same in few words, where all its names have no room."""
    headline: tuple[str, ...]
    advice_title: str
    advice_note: str
    advice: tuple[str, ...]
    """Each a sentence; the page breaks them into lines."""
    buttons: tuple[Button, ...]
    focus: str
    answered: str
    """Line that says what was answered and whether the city has it; empty before."""


@dataclass(frozen=True)
class EnrolmentView:
    """The box belongs to nobody yet: the code in large letters, a QR of the address beside it."""

    frame: Frame
    headline: str
    code: str
    lines: tuple[str, ...]
    qr: str | None
    """Text for the QR code, or None."""
    buttons: tuple[Button, ...]
    focus: str


@dataclass(frozen=True)
class PlayerView:
    """A film or a recording while it plays; `frame.title` says which."""

    frame: Frame
    screen: str
    film: bool
    """Whether there is a picture, or sound alone."""
    moving: bool
    """Whether the film's pictures stand there, as far as the page knows."""
    still: str | None
    """Path of the picture that stands for a film that cannot be shown."""
    told: str
    """What is going on, in words; drawn where no picture moves."""
    time: str
    """`1分05秒 / 3分20秒`, empty when there is nothing to tell."""
    part: int
    """How much of it is over, 0 to 100."""
    buttons: tuple[Button, ...]
    focus: str


@dataclass(frozen=True)
class WaitingView:
    """Nobody uses the remote: clock, day, weather, a photo of the village; any key leads back."""

    frame: Frame
    weather: WeatherLine | None
    news: str
    """One line of what waits to be looked at, or empty."""
    photo: str | None
    """Path of a picture on this box, or None."""
    focus: str


@dataclass(frozen=True)
class PictureView:
    """A page of a notice that is a picture, as large as there is room; beside it what can be done."""

    frame: Frame
    screen: str
    mark: str
    page: str
    """`2 / 5 ページ`."""
    path: str | None
    """Absolute path of the picture; None while it is not on this box."""
    shape: tuple[int, int]
    """Its width and height."""
    told: str
    """Stands where the picture would be, such as what a sound is called."""
    buttons: tuple[Button, ...]
    """From the top down; at most five, of few letters."""
    focus: str


class Board(StrEnum):
    """What the rows of a board are."""

    DAYS = "days"
    PLACES = "places"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class BoardRow:
    """A row that is only read. `lead`: a day in words; `mark`: あいています in a badge."""

    text: str
    lead: str = ""
    note: str = ""
    figure: str = ""
    """A telephone number."""
    mark: str | None = None
    mark_tone: Tone = Tone.PLAIN
    now: bool = False
    """Stands out: it is about today."""


@dataclass(frozen=True)
class BoardView:
    """A page of living information to look something up in: days, places or numbers."""

    frame: Frame
    screen: str
    board: Board
    page: str
    rows: tuple[BoardRow, ...]
    """As many as `board_rows` of the text size."""
    buttons: tuple[Button, ...]
    focus: str


View = (
    HomeView
    | ListView
    | ReaderView
    | CheckInView
    | ChoicesView
    | WeekView
    | FormView
    | MessageView
    | AlertView
    | EnrolmentView
    | PlayerView
    | WaitingView
    | PictureView
    | BoardView
)


def screen_name(view: View) -> str:
    """Name what is on the screen, the same name on the mirror and in tests."""
    match view:
        case HomeView():
            return "home"
        case CheckInView():
            return "check_in"
        case AlertView():
            return "alert"
        case EnrolmentView():
            return "enrolment"
        case WaitingView():
            return "waiting"
        case (
            ListView()
            | ReaderView()
            | FormView()
            | MessageView()
            | PlayerView()
            | ChoicesView()
            | WeekView()
            | PictureView()
            | BoardView()
        ):
            return view.screen
