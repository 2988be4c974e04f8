"""What the city shows a household: the bodies of mirrored items, one class per kind."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from wire.base import Clock, Frozen, Id, Moment, Short
from wire.media import Attachment, MediaFile
from wire.wellbeing import AbsenceRecord, Ailment, Degree, MedicineRecord

MAX_NOTICE_CHARACTERS = 4000
"""Longer than any notice of four A4 pages in plain Japanese; a page on the TV holds about 100."""


def _is_none(value: object) -> bool:
    """Tell whether a field of a later version is left out: messages stay as earlier ones were."""
    return value is None


class Resident(Frozen):
    id: Id
    name: Short
    kana: Short
    medicine: Annotated[bool, Field(exclude_if=lambda asked: not asked)] = False
    """Whether the TV asks each day if the medicine was taken: the household wished it."""


class UsualTrip(Frozen):
    """A trip the household makes again and again, offered first on the bus page."""

    id: Id
    from_stop: Id
    to_stop: Id
    leave_at: Clock
    party: Annotated[int, Field(ge=1, le=8)] = 1
    home_at: Clock | None = None
    """When it usually rides home again, if by bus."""
    wheelchair: bool = False


class Shelter(Frozen):
    """Where this household goes, and how (避難所)."""

    name: Short
    walk_minutes: Annotated[int, Field(ge=0, le=600)]
    """At the pace of the slowest who lives here."""
    advice: tuple[Short, ...] = ()
    distance_m: Annotated[int, Field(ge=0, le=100_000)] | None = None
    steps: tuple[Short, ...] = ()
    """The way, one step after the other, in words."""


class Need(StrEnum):
    """What a household must think of when it leaves; a name that is not here is skipped by a box."""

    INFANT = "infant"
    MEDICINE = "medicine"
    PET = "pet"
    WHEELCHAIR = "wheelchair"
    HEARING = "hearing"  # 補聴器・めがね・入れ歯


class Phone(Frozen):
    label: Short
    number: Short


class Household(Frozen):
    """The home a box stands in (世帯); key: its id."""

    id: Id
    name: Short
    area: Id
    area_name: Short
    section_name: Short
    residents: tuple[Resident, ...]
    home_stop: Id
    usual_trips: tuple[UsualTrip, ...] = ()
    shelter: Shelter | None = None
    phones: tuple[Phone, ...] = ()
    commissioner: Short | None = None
    needs: tuple[Id, ...] = ()
    """Names of `Need`."""
    take: tuple[Short, ...] = ()
    """What else this household takes along, in the office's words."""
    check_in_by: Annotated[Clock | None, Field(exclude_if=_is_none)] = None
    """The household's hour: when nobody has answered by then, the TV reminds; None: it never does."""
    area_kana: Annotated[Short | None, Field(exclude_if=_is_none)] = None
    """How `area_name` is read, for the voice."""


class NoticeKind(StrEnum):
    """What a notice is about; printed before its title."""

    CITY = "city"  # 市から
    COMMUNITY = "community"  # 地域
    BUS = "bus"  # バス
    WELFARE = "welfare"  # ふくし
    CONDOLENCE = "condolence"  # おくやみ


MAX_ATTACHMENTS = 60
"""Pages of documents count one by one."""


class Notice(Frozen):
    """An お知らせ; key: its id. A withdrawn one travels as a delete."""

    id: Id
    kind: NoticeKind
    title: Annotated[str, Field(min_length=1, max_length=60)]
    sender: Short
    body: Annotated[str, Field(min_length=1, max_length=MAX_NOTICE_CHARACTERS)]
    sent_at: Moment
    expires_at: Moment | None = None
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=MAX_ATTACHMENTS)] = ()
    """Photos, pages of documents, video and sound, shown after the words in this order."""
    asks_reply: bool = False
    """Whether the household is asked 参加する / 参加しない."""
    reply_until: Moment | None = None


class NoticeChoice(StrEnum):
    """出欠: what a household says to a notice that asks."""

    ATTEND = "attend"  # 参加する
    ABSENT = "absent"  # 参加しない
    NONE = "none"  # what was said is taken back


class NoticeReplyRecord(Frozen):
    """What the city has from this household to one notice; key: the notice's id."""

    notice: Id
    choice: NoticeChoice
    received_at: Moment


class VillagePhotos(Frozen):
    """Pictures of the village for quiet hours, in the order they are shown; key: `photos`."""

    photos: Annotated[tuple[MediaFile, ...], Field(max_length=12)] = ()


class Stop(Frozen):
    id: Id
    name: Short
    kana: Short


class ServiceDay(Frozen):
    """A day the bus can be asked for, as decided by the city; `deadline` is the last moment to ask."""

    day: date
    open: bool
    deadline: Moment
    closed_because: Short | None = None


class Aim(StrEnum):
    """What a hoped-for time is the time of."""

    LEAVE = "leave"  # でる時間
    ARRIVE = "arrive"  # つく時間: never later than this


class BusService(Frozen):
    """What a box must know to ask for a ride; key: `bus`."""

    stops: tuple[Stop, ...]
    days: tuple[ServiceDay, ...]
    times: tuple[Clock, ...]
    """Hours of the day offered as choices, rising."""
    fare_yen: Annotated[int, Field(ge=0)]
    max_party: Annotated[int, Field(ge=1, le=8)]
    phone: Phone
    wheelchairs: bool = False
    """Whether any vehicle has a place for a wheelchair."""


class RideState(StrEnum):
    GIVEN = "given"  # 席が とれました
    REFUSED = "refused"
    CANCELLED = "cancelled"


class RideOffer(Frozen):
    """Another ride that had a seat when the city refused; `arrive_by` is what it would promise."""

    day: date
    board_at: Clock
    arrive_by: Clock


class Ride(Frozen):
    """The city's answer to a ride request; key: the request's name `<installation>-<number>`."""

    id: Id
    state: RideState
    day: date
    from_stop: Id
    to_stop: Id
    hoped_for: Clock
    party: Annotated[int, Field(ge=1, le=8)]
    board_from: Moment | None = None
    board_until: Moment | None = None
    arrive_by: Moment | None = None
    vehicle: Short | None = None
    reason: Annotated[str, Field(max_length=200)] | None = None
    """Why it was refused or cancelled, in words for the resident."""
    alternatives: tuple[Clock, ...] = ()
    """Other boarding times on that day that have a seat; for boxes that cannot read `offers`."""
    aim: Aim = Aim.LEAVE
    """What `hoped_for` is the time of."""
    wheelchair: bool = False
    trip: Id | None = None
    """Name of the request it belongs to: out and home are one trip."""
    homeward: bool = False
    home_later: bool = False
    """The household means to ask for the way home when it knows the time."""
    offers: Annotated[tuple[RideOffer, ...], Field(max_length=3)] = ()
    """Up to three other rides near what was asked, nearest first."""


class Answer(StrEnum):
    """How are you today (きょうの体調)."""

    GOOD = "good"  # よい
    FAIR = "fair"  # ふつう
    POOR = "poor"  # すこし わるい


class CheckInRecord(Frozen):
    """What the city has from one resident for one day; key: `<resident>-<day>`."""

    resident: Id
    day: date
    answer: Answer
    received_at: Moment
    ailment: Annotated[Ailment | None, Field(exclude_if=_is_none)] = None
    degree: Annotated[Degree | None, Field(exclude_if=_is_none)] = None
    """Told after a bad answer only, if at all."""


class Whom(StrEnum):
    """Who should ring back (話したい)."""

    COMMISSIONER = "commissioner"
    BRANCH = "branch"
    BUS_DESK = "bus_desk"


class CallState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"


class Call(Frozen):
    """What became of a wish to talk or a call for help; key: the command's name."""

    id: Id
    urgent: bool
    whom: Whom
    state: CallState
    asked_at: Moment
    taken_by: Short | None = None
    taken_as: Annotated[Whom | None, Field(exclude_if=_is_none)] = None
    """What the person who has it is here for."""
    ring_at: Annotated[Moment | None, Field(exclude_if=_is_none)] = None
    """About when they will ring; None: as soon as they can."""
    taken_back: Annotated[bool, Field(exclude_if=lambda taken_back: not taken_back)] = False
    """Whether the household took it back; its state is then done, for boxes that know nothing of this."""


class Drill(Frozen):
    """What became of a 訓練 in one area; key: the drill's id."""

    id: Id
    title: Short
    held_at: Moment
    homes: Annotated[int, Field(ge=0)]
    """Households of the area with a box."""
    answered: Annotated[int, Field(ge=0)]
    """How many of them answered, 見ました or more."""


class DrillAnswer(Frozen):
    """That this household answered a drill; key: the drill's id."""

    drill: Id
    answered_at: Moment


class Weather(Frozen):
    """The feed's words for this area; key: `weather`."""

    sky: Literal["sun", "cloud", "rain", "snow"]
    now: Short
    temperature: Annotated[int, Field(ge=-50, le=60)]
    tomorrow: Short
    issued_at: Moment


class LivingKind(StrEnum):
    """How a page of くらし is shown."""

    CALENDAR = "calendar"  # today and the next days first
    LIST = "list"  # places with their hours, and whether they are open now
    CONTACT = "contact"  # large numbers
    TEXT = "text"


class OpenHours(Frozen):
    """When a place is open: on these weekdays (Monday is 0), from `opens` until `closes`."""

    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(min_length=1, max_length=7)]
    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "OpenHours":
        if self.closes <= self.opens:
            raise ValueError("a place closes after it opens")
        return self


class LivingLine(Frozen):
    """One line: a day's (calendar), a place's (list) or a number's (contact)."""

    label: Short
    text: Short
    day: date | None = None
    hours: Annotated[tuple[OpenHours, ...], Field(max_length=7)] = ()
    phone: Short | None = None


class LivingPage(Frozen):
    """A page of くらし (rubbish days, doctors, roads, numbers); key: its id."""

    id: Id
    title: Short
    lines: tuple[LivingLine, ...]
    kind: LivingKind | None = None
    """None on pages of an earlier city: shown as plain text."""
    body: Annotated[str, Field(max_length=MAX_NOTICE_CHARACTERS)] = ""
    """The words of a text page."""
    order: Annotated[int, Field(ge=0)] = 0
    changed_at: Moment | None = None
    """When the office last changed it: a road's state is worth little without it."""


KINDS: dict[str, type[Frozen]] = {
    "household": Household,
    "notice": Notice,
    "bus": BusService,
    "ride": Ride,
    "check_in": CheckInRecord,
    "medicine": MedicineRecord,
    "absence": AbsenceRecord,
    "call": Call,
    "drill": Drill,
    "drill_answer": DrillAnswer,
    "weather": Weather,
    "living": LivingPage,
    "notice_reply": NoticeReplyRecord,
    "photos": VillagePhotos,
}
"""Every kind of item this version can read. A kind that is not here is kept and skipped."""
