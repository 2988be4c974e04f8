"""Sample snapshots of one invented household, for stories by keys and for pictures of the screens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from offline_cache.preferences import Language
from offline_cache.snapshot import Enrolment, Line, Said, SaidState, Snapshot
from tvapp.domain.channel import Channel
from tvapp.domain.scene import Settings
from tvapp.domain.typesetter import Typesetter
from typeset.words import Words
from wire.alerts import Alert, AlertStatus
from wire.base import TOKYO
from wire.commands import Body, CallRequest, CheckIn, RideRequest
from wire.content import (
    Answer,
    BusService,
    Call,
    CallState,
    CheckInRecord,
    Drill,
    DrillAnswer,
    Household,
    LivingKind,
    LivingLine,
    LivingPage,
    Notice,
    NoticeKind,
    OpenHours,
    Phone,
    Resident,
    Ride,
    RideState,
    ServiceDay,
    Shelter,
    Stop,
    UsualTrip,
    Weather,
    Whom,
)
from wire.media import Attachment, AttachmentKind, MediaFile, MediaKind
from wire.wellbeing import AbsenceRecord, MedicineRecord

FONTS = Path("/usr/share/fonts/truetype/bizud-gothic")
STRINGS = Path(__file__).resolve().parents[2] / "assets" / "strings"
NOW = datetime(2026, 11, 22, 8, 5, tzinfo=TOKYO)
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
KIYO = Resident(id="kiyo", name="田中 きよ", kana="たなか きよ")
TARO = Resident(id="taro", name="田中 太郎", kana="たなか たろう")


class Situation(StrEnum):
    """The named moments that the stories and the pictures begin with."""

    MORNING = "morning"
    EVENING_ANSWERED = "evening_answered"
    OFFLINE = "offline"
    RIDE_ASKED = "ride_asked"
    RIDE_GIVEN = "ride_given"
    RIDE_REFUSED = "ride_refused"
    THERE_AND_BACK = "there_and_back"
    BUS_COMING = "bus_coming"
    ALERT4 = "alert4"
    ALERT5 = "alert5"
    DRILL = "drill"
    ENROLMENT = "enrolment"
    MANY_NOTICES = "many_notices"
    TWO_RESIDENTS = "two_residents"
    HELP = "help"
    NO_TIME = "no_time"
    EMPTY = "empty"
    WEEK = "week"
    AWAY = "away"
    REMINDED = "reminded"
    FILES = "files"


def channel(language: str = "ja", version: str = "0.1.0") -> Channel:
    """Put the channel together with the real words and fonts; `language` stands where none was chosen."""
    words = {Language.JA: Words.load(STRINGS, language), Language.EN: Words.load(STRINGS, "en")}
    return Channel(words, Typesetter.load(FONTS), Settings(version))


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    """A moment of the sample day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TOKYO)


def household(*residents: Resident) -> Household:
    """田中 きよ, whose box this is."""
    return Household(
        id="tanaka",
        name="田中 きよ",
        area="akai",
        area_name="赤井",
        section_name="1班",
        residents=residents or (KIYO,),
        home_stop="home",
        usual_trips=(
            UsualTrip(id="out", from_stop="home", to_stop="hospital", leave_at="09:10"),
            UsualTrip(id="back", from_stop="hospital", to_stop="home", leave_at="11:30"),
        ),
        shelter=Shelter(
            name="湊公民館",
            walk_minutes=12,
            advice=("沢ぞいの 道は 通らないで。", "むずかしい ときは 2階の 山と 反対の 部屋へ。"),
            distance_m=720,
            steps=("家を 出て 右へ。", "神社の 前を 左へ。", "橋を わたって すぐ 右です。"),
        ),
        needs=("medicine", "pet"),
        phones=(Phone(label="湊支所", number="0242-00-0001"),),
        commissioner="佐藤 はる",
    )


def bus() -> BusService:
    """Seven days of service; the eighth of them a holiday without a bus."""
    days = tuple(TODAY + timedelta(days=count) for count in range(8))
    return BusService(
        stops=(
            Stop(id="home", name="自宅前", kana="じたくまえ"),
            Stop(id="hospital", name="竹田病院", kana="たけだびょういん"),
            Stop(id="hall", name="湊公民館", kana="みなとこうみんかん"),
            Stop(id="post", name="郵便局", kana="ゆうびんきょく"),
            Stop(id="shop", name="みなと商店", kana="みなとしょうてん"),
            Stop(id="station", name="駅前", kana="えきまえ"),
        ),
        days=tuple(
            ServiceDay(
                day=day,
                open=day.weekday() != 5,
                deadline=at(17, 0, day - timedelta(days=1)),
                closed_because=None if day.weekday() != 5 else "土曜日は お休みです。",
            )
            for day in days
        ),
        times=("08:30", "09:10", "10:30", "11:30", "13:00", "14:30", "16:00"),
        fare_yen=300,
        max_party=4,
        phone=Phone(label="バスの 係", number="0242-00-0003"),
        wheelchairs=True,
    )


def notice(number: int, title: str, body: str = "くわしくは 支所まで。", **more: NoticeKind) -> Notice:
    """One お知らせ; a higher number is older."""
    return Notice(
        id=f"n{number}",
        kind=more.get("kind", NoticeKind.CITY),
        title=title,
        sender="湊地区 協議会",
        body=body,
        sent_at=NOW - timedelta(hours=number),
    )


FESTIVAL = notice(
    1,
    "もちそばまつりの ご案内",
    "11月29日(日)、湊公民館で もちそばまつりを ひらきます。\nつきたての もちと、とれたての そばを "
    "いっしょに いただきましょう。\n午前10時 〜 午後2時\n\nのりものの ない かたは みなとバスを "
    "ごりようください。\n前の日の 午後5時までに おもうしこみください。\n雪の ときも ひらきます。"
    "あたたかい ふくそうで おいでください。\n\nおねがい\n・うわばきを お持ちください。\n"
    "・車は 校庭に とめてください。\n"
    "・お手つだいを して くださる かたは 前の日の 午後1時に おあつまりください。\n"
    "といあわせは 協議会まで。電話 0242-00-0002",
    kind=NoticeKind.COMMUNITY,
)
SNOW = notice(2, "除雪の お知らせ", "あすは 朝6時から 除雪します。", kind=NoticeKind.CITY)


def morning() -> Snapshot:
    """The household on an ordinary morning: nothing answered, two notices, the line in order."""
    return Snapshot(
        line=Line(connected=True, as_of=at(8, 4)),
        household=household(),
        notices=(FESTIVAL, SNOW),
        bus=bus(),
        weather=Weather(sky="sun", now="はれ", temperature=9, tomorrow="あす ゆき", issued_at=at(5)),
        drills=(
            Drill(
                id="d2", title="避難指示", held_at=at(10, 0, TODAY - timedelta(days=7)), homes=6, answered=4
            ),
            Drill(id="d1", title="地震", held_at=at(9, 0, TODAY - timedelta(days=90)), homes=5, answered=5),
        ),
        drill_answers=(DrillAnswer(drill="d2", answered_at=at(10, 1, TODAY - timedelta(days=7))),),
        living=(
            LivingPage(
                id="rubbish",
                title="ごみの日",
                lines=(
                    LivingLine(label="燃やせるごみの日", text="あさ 8時までに", day=TOMORROW),
                    LivingLine(label="かん・びんの日", text="あさ 8時までに", day=TODAY + timedelta(days=4)),
                ),
            ),
            LivingPage(
                id="roads",
                title="道路",
                lines=(LivingLine(label="除雪", text="6時から", day=TOMORROW),),
            ),
            LivingPage(
                id="doctors",
                title="お医者さん",
                lines=(LivingLine(label="湊診療所", text="月・水・金 9時から 12時"),),
            ),
        ),
    )


def said(number: int, body: Body, state: SaidState = SaidState.SENT, made_at: datetime = NOW) -> Said:
    """One entry of the outbox."""
    return Said(name=f"box1-{number}", body=body, made_at=made_at, state=state)


RIDE_REQUEST = RideRequest(day=TOMORROW, from_stop="home", to_stop="hospital", leave_at="09:10", party=1)


def ride(state: RideState, name: str = "box1-1") -> Ride:
    """The city's answer to `RIDE_REQUEST`."""
    given = state is RideState.GIVEN
    return Ride(
        id=name,
        state=state,
        day=TOMORROW,
        from_stop="home",
        to_stop="hospital",
        hoped_for="09:10",
        party=1,
        board_from=at(9, 10, TOMORROW) if given else None,
        board_until=at(9, 20, TOMORROW) if given else None,
        arrive_by=at(9, 50, TOMORROW) if given else None,
        vehicle="みなと1号" if given else None,
        reason=None if given else "この時刻は 席が いっぱいです。",
        alternatives=() if given else ("10:30", "13:00"),
    )


def alert(
    level: int | None = 4,
    status: AlertStatus = AlertStatus.ACTUAL,
    name: str = "a1",
    *,
    to_shelter: bool = True,
) -> Alert:
    """An emergency of the sample village: 避難指示, or at level 5 緊急安全確保."""
    inside = level == 5
    return Alert(
        id=name,
        status=status,
        level=level,
        title="緊急安全確保" if inside else "避難指示",
        headline=("命の危険。", "直ちに 安全確保。")
        if inside
        else ("土砂くずれの おそれ。", "危険な場所から 全員避難。"),
        advice=("2階の、山と 反対の 部屋へ。",) if inside else (),
        to_shelter=to_shelter and not inside,
        areas=("akai", "shizugata"),
        area_names=("赤井", "静潟"),
        sender="会津若松市",
        issued_at=at(8, 4),
        expires_at=at(20),
    )


def _evening_answered() -> Snapshot:
    record = CheckInRecord(resident="kiyo", day=TODAY, answer=Answer.GOOD, received_at=at(8, 6))
    entry = said(1, CheckIn(resident="kiyo", answer=Answer.GOOD), made_at=at(8, 6))
    line = Line(connected=True, as_of=at(18, 29))
    return replace(morning(), line=line, check_ins=(record,), said=(entry,))


def _offline() -> Snapshot:
    line = Line(connected=False, as_of=at(18, 0, TODAY - timedelta(days=1)))
    return replace(morning(), line=line, said=(said(1, RIDE_REQUEST, SaidState.KEPT),))


def _many_notices() -> Snapshot:
    more = tuple(
        notice(count, f"{count}番目の 回覧板が まわって います", kind=list(NoticeKind)[count % 5])
        for count in range(3, 15)
    )
    long = notice(15, "たいせつな 「マイナンバーカード」の こうしんに かかわる 長い 長い 題の お知らせ")
    return replace(morning(), notices=(FESTIVAL, SNOW, *more, long))


def _help() -> Snapshot:
    call = Call(
        id="box1-1",
        urgent=True,
        whom=Whom.COMMISSIONER,
        state=CallState.TAKEN,
        asked_at=NOW,
        taken_by="佐藤 はる",
    )
    return replace(morning(), calls=(call,), said=(said(1, CallRequest(resident="kiyo", urgent=True)),))


def _ride(state: RideState) -> Snapshot:
    return replace(morning(), said=(said(1, RIDE_REQUEST),), rides=(ride(state),))


def _there_and_back() -> Snapshot:
    """The way out is given; the way home is still asked for."""
    home = RIDE_REQUEST.model_copy(
        update={
            "from_stop": "hospital",
            "to_stop": "home",
            "leave_at": "11:30",
            "trip": "box1-1",
            "homeward": True,
        }
    )
    return replace(_ride(RideState.GIVEN), said=(said(1, RIDE_REQUEST), said(2, home)))


def _bus_coming() -> Snapshot:
    line = Line(connected=True, as_of=at(8, 59, TOMORROW))
    return replace(_ride(RideState.GIVEN), line=line)


def _alert(level: int, status: AlertStatus = AlertStatus.ACTUAL) -> Snapshot:
    return replace(morning(), alerts=(alert(level, status),))


def _week() -> Snapshot:
    """A household that is asked about medicine, with a week behind it."""
    kiyo = KIYO.model_copy(update={"medicine": True})
    ago = {6: Answer.GOOD, 5: Answer.FAIR, 4: Answer.GOOD, 2: Answer.POOR, 1: Answer.FAIR}
    records = tuple(
        CheckInRecord(
            resident="kiyo",
            day=TODAY - timedelta(days=days),
            answer=answer,
            received_at=NOW - timedelta(days=days),
        )
        for days, answer in ago.items()
    )
    medicine = tuple(
        MedicineRecord(
            resident="kiyo",
            day=TODAY - timedelta(days=days),
            taken=days != 2,
            received_at=NOW - timedelta(days=days),
        )
        for days in (6, 5, 4, 2, 1)
    )
    return replace(morning(), household=household(kiyo), check_ins=records, medicine=medicine)


def absence(first: int, until: int, **more: object) -> AbsenceRecord:
    """Days away as the city has them, counted from the sample day."""
    told = AbsenceRecord(
        id="box1-1",
        first=TODAY + timedelta(days=first),
        until=TODAY + timedelta(days=until),
        taken_back=False,
        changed_at=NOW,
    )
    return told.model_copy(update=more)


def asked_by(hour: str, base: Snapshot | None = None) -> Snapshot:
    """A household that wishes to be reminded."""
    base = base or morning()
    assert base.household is not None
    return replace(base, household=base.household.model_copy(update={"check_in_by": hour}))


_SNAPSHOTS: dict[Situation, Callable[[], Snapshot]] = {
    Situation.MORNING: morning,
    Situation.EVENING_ANSWERED: _evening_answered,
    Situation.OFFLINE: _offline,
    Situation.RIDE_ASKED: lambda: replace(morning(), said=(said(1, RIDE_REQUEST),)),
    Situation.RIDE_GIVEN: lambda: _ride(RideState.GIVEN),
    Situation.RIDE_REFUSED: lambda: _ride(RideState.REFUSED),
    Situation.THERE_AND_BACK: _there_and_back,
    Situation.BUS_COMING: _bus_coming,
    Situation.ALERT4: lambda: _alert(4),
    Situation.ALERT5: lambda: _alert(5),
    Situation.DRILL: lambda: _alert(4, AlertStatus.DRILL),
    Situation.ENROLMENT: lambda: Snapshot(
        line=Line(connected=True, as_of=at(8, 4)),
        enrolment=Enrolment(code="BCDFGHJK", city="http://192.0.2.10:8080"),
    ),
    Situation.MANY_NOTICES: _many_notices,
    Situation.TWO_RESIDENTS: lambda: replace(morning(), household=household(KIYO, TARO)),
    Situation.HELP: _help,
    Situation.NO_TIME: lambda: replace(morning(), clock_trusted=False),
    Situation.WEEK: _week,
    Situation.AWAY: lambda: replace(morning(), absences=(absence(-1, 4),)),
    Situation.REMINDED: lambda: asked_by("08:00"),
    Situation.FILES: lambda: with_files(),  # noqa: PLW0108 - stands below
    Situation.EMPTY: lambda: Snapshot(line=Line(connected=False, as_of=None), clock_trusted=False),
}


def _file(
    number: int, kind: MediaKind = MediaKind.PICTURE, shape: tuple[int, int] = (1280, 960)
) -> MediaFile:
    wide, high = shape if kind is not MediaKind.SOUND else (None, None)
    return MediaFile(sha256=f"{number:064x}", size=1000, kind=kind, width=wide, height=high)


PARTY = NOW + timedelta(days=4)


def with_files() -> Snapshot:
    """A notice with every kind of file that asks who will come, and a page of くらし of every kind."""
    base = morning()
    attachments = (
        Attachment(kind=AttachmentKind.PHOTO, file=_file(1), name="なべ.jpg"),
        Attachment(
            kind=AttachmentKind.DOCUMENT,
            file=_file(2, shape=(1300, 860)),
            name="ちらし.pdf",
            text="いもに会の ご案内\n11月29日 10時から、湊公民館の 前で。"
            + "おわんと はしを おもちください。" * 14,
        ),
        Attachment(kind=AttachmentKind.DOCUMENT, file=_file(3, shape=(610, 860)), name="ちらし.pdf"),
        Attachment(
            kind=AttachmentKind.VIDEO,
            file=_file(4, MediaKind.VIDEO, (1280, 720)),
            poster=_file(5, shape=(1280, 720)),
            name="去年.mp4",
        ),
        Attachment(kind=AttachmentKind.SOUND, file=_file(6, MediaKind.SOUND), name="区長.m4a"),
    )
    party = FESTIVAL.model_copy(
        update={
            "id": "party",
            "title": "いもに会の ご案内",
            "body": "ことしも 大きな なべで つくります。",
            "sent_at": NOW,
            "attachments": attachments,
            "asks_reply": True,
            "reply_until": PARTY,
        }
    )
    here = {f"{number:064x}": f"/nowhere/{number}" for number in range(1, 7)}
    return replace(base, notices=(party, *base.notices), media=here, living=every_living())


def every_living() -> tuple[LivingPage, ...]:
    """One page of くらし of each kind."""
    hours = (
        OpenHours(weekdays=(0, 1, 2, 3, 4, 5), opens="09:00", closes="12:00"),
        OpenHours(weekdays=(0, 1, 2, 3, 4), opens="14:00", closes="18:30"),
        OpenHours(weekdays=(6,), opens="08:00", closes="09:30"),
    )
    days = tuple(
        LivingLine(label=label, text="あさ 8時までに", day=TODAY + timedelta(days=ahead))
        for ahead, label in (
            (0, "燃やせるごみ"),
            (1, "プラスチック"),
            (4, "かん・びん"),
            (8, "古紙"),
            (9, "電池"),
        )
    )
    return (
        LivingPage(id="rubbish", title="ごみの日", kind=LivingKind.CALENDAR, order=1, lines=days),
        LivingPage(
            id="shops",
            title="お店",
            kind=LivingKind.LIST,
            order=2,
            lines=(
                LivingLine(label="みなと商店", text="食べもの・日用品", hours=hours, phone="0242-00-0040"),
                LivingLine(label="農協の スタンド", text="灯油", hours=hours[:1], phone="0242-00-0041"),
                LivingLine(label="湊地区農村環境改善センターの売店", text="野菜・花・手づくりの みそ"),
            ),
        ),
        LivingPage(
            id="numbers",
            title="電話番号",
            kind=LivingKind.CONTACT,
            order=3,
            lines=tuple(LivingLine(label=f"湊支所 {n}係", text=f"0242-00-000{n}") for n in range(1, 6)),
        ),
        LivingPage(
            id="roads",
            title="道と 除雪",
            kind=LivingKind.TEXT,
            order=4,
            lines=(),
            body="国道は ふつうに 通れます。\n" * 9,
            changed_at=at(6),
        ),
    )


def snapshot(situation: Situation) -> Snapshot:
    """Build the memory of a box in a situation."""
    return _SNAPSHOTS[situation]()


def moment(situation: Situation) -> datetime:
    """Return what time it is there."""
    match situation:
        case Situation.EVENING_ANSWERED:
            return at(18, 30)
        case Situation.BUS_COMING:
            return at(9, 0, TOMORROW)
        case _:
            return NOW
