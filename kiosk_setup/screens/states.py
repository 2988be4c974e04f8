"""What a state does to the memory of a box: the line cut, nothing there yet, the longest words."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home import sample
from offline_cache.snapshot import Line, Snapshot
from wire.content import BusService, Household, LivingLine, Notice, Shelter

_NAME = "勅使河原 五百旗頭右衛門"
_PLACE = "地域包括支援センター前"
_TITLE = (
    "水道管の取りかえ工事にともなう断水と、にごり水のおしらせ"
    "（赤井・静潟・共和・原・経沢・平潟・崎川の、みなさまへ）くり返し"
)
"""As long as a notice's title may be."""
_SENDER = "会津若松市 湊市民センター 市民福祉係"
_LIVING = "湊地区農村環境改善センターの売店と、土曜日の朝市"
_LINE = "平日は朝8時30分から夕方5時15分まで、土曜と日曜と祝日はお休みです"
_SENTENCE = "土砂くずれの おそれが とても 高まっています。"[:24]
_ADVICE = "川や 沢に ちかづかないで ください。おねがい。"[:24]
_AREAS = ("赤井", "静潟", "共和", "原", "経沢", "平潟", "崎川", "上馬渡")


def offline(memory: Snapshot) -> Snapshot:
    """The city was last heard yesterday evening."""
    heard = sample.at(18, 0, sample.TODAY - timedelta(days=1))
    return replace(memory, line=Line(connected=False, as_of=heard))


def emptied(memory: Snapshot) -> Snapshot:
    """A household whose city has sent nothing yet; what made the story stays (an alert, a call, a ride)."""
    home = memory.household
    bare = (
        None if home is None else home.model_copy(update={"usual_trips": (), "shelter": None, "phones": ()})
    )
    return replace(memory, household=bare, notices=(), weather=None, living=(), bus=None)


def lengthened(memory: Snapshot) -> Snapshot:
    """The longest words that offices may write, everywhere at once."""
    return replace(
        memory,
        household=None if memory.household is None else _household(memory.household),
        bus=None if memory.bus is None else _bus(memory.bus),
        notices=tuple(_notice(notice) for notice in memory.notices),
        living=tuple(
            page.model_copy(update={"title": _LIVING, "lines": tuple(_line(line) for line in page.lines * 4)})
            for page in memory.living
        ),
        alerts=tuple(
            alert.model_copy(
                update={
                    "headline": (_SENTENCE, _SENTENCE),
                    "advice": (_ADVICE,) * 3,
                    "area_names": _AREAS,
                }
            )
            for alert in memory.alerts
        ),
    )


def _household(home: Household) -> Household:
    residents = tuple(person.model_copy(update={"name": _NAME}) for person in home.residents)
    advice = ("む" * 24, "か" * 24, "し" * 24)
    shelter = Shelter(name="湊地区農村環境改善センター", walk_minutes=125, advice=advice)
    changed = {"residents": residents, "shelter": shelter, "commissioner": _NAME, "name": _NAME}
    return home.model_copy(update=changed)


def _bus(bus: BusService) -> BusService:
    stops = tuple(stop.model_copy(update={"name": stop.name + _PLACE}) for stop in bus.stops)
    return bus.model_copy(update={"stops": stops})


def _line(line: LivingLine) -> LivingLine:
    is_number = line.text[:1].isdigit() and "-" in line.text
    return line.model_copy(update={"label": _LIVING, "text": line.text if is_number else _LINE})


def _notice(notice: Notice) -> Notice:
    return notice.model_copy(update={"title": _TITLE, "sender": _SENDER, "body": notice.body * 3})
