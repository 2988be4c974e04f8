"""What box and city promise each other, held by the fake city of these tests and by the real one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from both_cities import AnyCity, fake_city, real_city
from cache_village import NOW

from offline_cache.alert_shelf import AlertShelf
from offline_cache.alert_store import AlertStore, Dropped, Reception
from offline_cache.city_api import CityApi
from offline_cache.clock import FixedClock
from offline_cache.content import Content
from offline_cache.errors import CityRefused, TokenRejected
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.snapshot import SaidState
from offline_cache.sync import Hooks, Sync
from wire.alerts import SignedAlerts
from wire.base import read_tolerant
from wire.commands import CheckIn, Outcome, RideRequest
from wire.content import Answer
from wire.enrolment import EnrolmentState
from wire.sync import BoxReport, Wake


@pytest.fixture(params=["fake", "real"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyCity]:
    opened = fake_city() if request.param == "fake" else real_city(tmp_path / "city")
    with opened as city:
        yield city


@dataclass
class Enrolled:
    box: str
    content: Content
    outbox: Outbox
    api: CityApi
    sync: Sync
    face: FaceMemory
    clock: FixedClock


@pytest.fixture
def box(city: AnyCity, tmp_path: Path) -> Iterator[Enrolled]:
    """Enrol as a box does, by code and claim."""
    clock, folder = FixedClock(NOW), tmp_path / "box"
    content, outbox, face = (
        Content.open(folder, NOW),
        Outbox.open(folder, NOW),
        FaceMemory.open(folder, clock),
    )
    with CityApi(city.url) as stranger:
        offer = stranger.offer()
        assert stranger.ask(offer.claim).state is EnrolmentState.WAITING
        city.accept(offer.code)
        answer = stranger.ask(offer.claim)
    assert answer.state is EnrolmentState.ENROLLED
    assert (answer.household, offer.server_time) == (city.household, NOW)
    assert answer.box is not None
    assert answer.token is not None
    outbox.identity.enrol(answer.box, answer.token, city.household, answer.alert_keys)
    api = CityApi(city.url, answer.token)
    hooks = Hooks(heard=lambda _: None, changed=lambda: None)
    yield Enrolled(answer.box, content, outbox, api, Sync(content, outbox, api, hooks, "だめ"), face, clock)
    for opened in (content, outbox, face, api):
        opened.close()


def check_in(city: AnyCity) -> CheckIn:
    return CheckIn(resident=city.resident, answer=Answer.FAIR)


def test_the_first_pull_brings_the_household_and_names_its_area(box: Enrolled, city: AnyCity) -> None:
    box.sync.pull()
    snapshot = box.face.snapshot()
    assert snapshot.household is not None
    assert (snapshot.household.id, box.outbox.identity.now().area) == (city.household, city.area)
    assert box.content.skipped() == {}, "this box can read everything its city sends"


def test_a_notice_comes_and_goes(box: Enrolled, city: AnyCity) -> None:
    box.sync.pull()
    notice = city.write_notice()
    box.sync.pull()
    assert notice in {one.id for one in box.face.snapshot().notices}
    city.withdraw(notice)
    box.sync.pull()
    assert notice not in {one.id for one in box.face.snapshot().notices}


def test_a_command_sent_twice_takes_effect_once(box: Enrolled, city: AnyCity) -> None:
    box.face.say(check_in(city))
    batch = box.outbox.pending()
    assert batch is not None
    assert [one.outcome for one in box.api.send(batch).verdicts] == [Outcome.DONE]
    box.sync.push(box.clock)
    assert [one.state for one in box.face.snapshot().said] == [SaidState.SENT]
    assert (city.commands(), city.check_ins()) == (1, 1)


def test_a_name_used_for_something_else_is_refused(box: Enrolled, city: AnyCity) -> None:
    box.face.say(check_in(city))
    batch = box.outbox.pending()
    assert batch is not None
    box.api.send(batch)
    other = batch.commands[0].model_copy(
        update={"body": {"resident": city.resident, "answer": "good"}},
    )
    verdicts = box.api.send(batch.model_copy(update={"commands": (other,)})).verdicts
    assert [one.outcome for one in verdicts] == [Outcome.REFUSED]
    assert city.check_ins() == 1


def test_a_command_of_tomorrow_does_not_hold_up_one_of_today(box: Enrolled, city: AnyCity) -> None:
    box.face.say(check_in(city))
    box.outbox.db.execute("UPDATE entries SET kind = 'hologram'")
    box.face.say(check_in(city))
    box.sync.push(box.clock)
    assert box.outbox.waiting() == 0
    assert city.check_ins() == 1


def test_a_stream_begins_with_what_is_in_force_and_where_the_city_stands(
    box: Enrolled, city: AnyCity
) -> None:
    box.sync.pull()
    stream = box.api.stream()
    events = stream.events()
    begun = {event.name: event for event in (next(events), next(events))}
    assert set(begun) == {"wake", "alerts"}
    wake = read_tolerant(Wake, begun["wake"].data)
    assert (f"{wake.epoch}:{wake.head}", wake.server_time) == (box.content.cursor(), NOW)
    city.raise_alert()
    store = AlertStore(box.outbox.db, Dropped())
    event = next(event for event in events if event.name == "alerts")
    assert store.take(read_tolerant(SignedAlerts, event.data)) is Reception.TAKEN
    assert len(box.face.snapshot().alerts) == 1
    city.write_notice()
    woken = read_tolerant(Wake, next(event for event in events if event.name == "wake").data)
    assert woken.head > wake.head
    stream.stop()
    stream.close()


def test_the_list_of_alerts_can_be_asked_for_and_told_as_held(box: Enrolled, city: AnyCity) -> None:
    box.sync.pull()
    city.raise_alert()
    store = AlertStore(box.outbox.db, Dropped())
    assert store.take(box.api.alerts(city.area)) is Reception.TAKEN
    assert store.take(box.api.alerts(city.area)) is Reception.HELD
    box.api.held(city.area, AlertShelf(box.outbox.db).number(city.area))
    with pytest.raises(CityRefused) as refusal:
        box.api.alerts("no-such-area")
    assert refusal.value.status == 404


def test_a_report_is_taken(box: Enrolled, city: AnyCity) -> None:
    box.api.report(
        BoxReport(version="0.1.0", applied=1, waiting=0, clock_trusted=True, skipped=("alerts.old",))
    )


def test_a_ride_gets_an_answer(box: Enrolled, city: AnyCity) -> None:
    box.face.say(RideRequest(day=NOW.date(), from_stop="no", to_stop="where", leave_at="09:00", party=1))
    box.sync.push(box.clock)
    assert box.face.snapshot().said[0].state is not SaidState.KEPT


def test_a_revoked_box_is_turned_away_everywhere(box: Enrolled, city: AnyCity) -> None:
    box.sync.pull()
    city.revoke(box.box)
    box.face.say(check_in(city))
    for knock in (box.sync.pull, lambda: box.sync.push(box.clock), box.api.stream):
        with pytest.raises(TokenRejected):
            knock()
    assert box.outbox.waiting() == 1
