"""The box's memory and the city come into line, whatever happens in between."""

import pytest
from cache_box import Box
from cache_village import NOW, call, check_in, household, notice, receipt, ride
from fake_city import FakeCity, Fault, RunningCity

from offline_cache.errors import CityUnreachable, TokenRejected
from offline_cache.identity import IdentityStore
from offline_cache.snapshot import SaidState
from offline_cache.troubles import Trouble


def test_what_the_city_shows_is_on_the_face_after_a_pull(box: Box, city: FakeCity) -> None:
    city.put("household", "h-1", household())
    for number in range(1, 13):
        city.put("notice", f"n-{number}", notice(number))
    box.sync.pull()
    snapshot = box.face.snapshot()
    assert snapshot.household == household()
    assert [one.id for one in snapshot.notices] == [f"n-{number}" for number in range(12, 0, -1)]
    assert box.heard[-1] == NOW


def test_the_city_is_told_how_far_the_box_has_come(box: Box, city: FakeCity) -> None:
    city.put("notice", "n-1", notice(1))
    box.sync.pull()
    assert city.applied[-1] == f"{city.epoch}:{city.seq}"


def test_a_box_that_died_before_it_noted_its_area_notes_it_at_the_next_pull(
    box: Box, city: FakeCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it would never know which alerts are its own."""
    deaths: list[str] = []

    def die(_store: IdentityStore, _household: str, area: str) -> bool:
        deaths.append(area)
        raise KeyboardInterrupt

    city.put("household", "h-1", household())
    with monkeypatch.context() as power_cut:
        power_cut.setattr(IdentityStore, "belongs_to", die)
        with pytest.raises(KeyboardInterrupt):
            box.sync.pull()
    assert deaths == [household().area], "the power went when the content was there and the area not noted"
    assert box.face.snapshot().household == household()
    box.sync.pull()
    assert box.outbox.identity.now().area == household().area


def test_a_withdrawn_notice_disappears(box: Box, city: FakeCity) -> None:
    city.put("notice", "n-1", notice(1))
    box.sync.pull()
    city.delete("notice", "n-1")
    box.sync.pull()
    assert box.face.snapshot().notices == ()


def test_a_load_that_is_cut_leaves_the_old_content_up_and_goes_on_later(
    box: Box, city: FakeCity, running: RunningCity
) -> None:
    city.put("notice", "n-0", notice(0))
    box.sync.pull()
    for number in range(1, 13):
        city.put("notice", f"n-{number}", notice(number))
    city.delete("notice", "n-0")
    city.epoch = "epoch-2"
    asked_before = len(city.applied)
    city.chance = lambda path: Fault.UNHEARD if path == "sync" and len(city.applied) > asked_before else None
    with pytest.raises(CityUnreachable):
        box.sync.pull()
    assert city.fired[Fault.UNHEARD] == 1
    assert [one.id for one in box.face.snapshot().notices] == ["n-0"]
    city.chance = lambda _path: None
    box.sync.pull()
    assert city.applied[asked_before + 1] != "", "the load goes on, it does not begin again"
    assert [one.id for one in box.face.snapshot().notices] == [f"n-{n}" for n in range(12, 0, -1)]
    began = city.began[asked_before + 1]
    assert began == city.seq, "the city is told that this is a load under way"
    assert city.began[-1] is None


def test_kinds_and_versions_of_tomorrow_are_kept_skipped_and_counted(box: Box, city: FakeCity) -> None:
    city.put("hologram", "x", {"a": 1})
    city.put("notice", "n-2", notice(2).model_dump(mode="json"), v=2)
    city.put("notice", "n-3", {"id": "n-3", "title": "broken"})
    city.put("notice", "n-1", {**notice(1).model_dump(mode="json"), "colour": "red"})
    box.sync.pull()
    assert [one.id for one in box.face.snapshot().notices] == ["n-1"]
    assert box.content.skipped() == {"hologram": 1, "notice": 2}
    assert len(box.content.items()) == 4


def test_another_household_sees_nothing_of_the_one_before(box: Box, city: FakeCity) -> None:
    city.put("household", "h-1", household())
    city.put("notice", "n-1", notice(1))
    box.sync.pull()
    box.face.say(check_in())
    city.items.clear()
    city.epoch = "epoch-2"
    for number in range(2, 9):
        city.put("notice", f"n-{number}", notice(number))
    city.put("household", "h-2", household("h-2", "a-2"))
    box.sync.pull()
    snapshot = box.face.snapshot()
    assert snapshot.household == household("h-2", "a-2")
    assert "n-1" not in {one.id for one in snapshot.notices}
    assert snapshot.said == ()
    assert box.outbox.waiting() == 0, "the old household's words are not sent as the new one's"


def test_a_check_in_made_offline_reaches_the_city_once(box: Box, city: FakeCity) -> None:
    name = box.face.say(check_in())
    assert [(one.name, one.state) for one in box.face.snapshot().said] == [(name, SaidState.KEPT)]
    city.plan("commands", Fault.UNHEARD, Fault.UNANSWERED, Fault.HALF, Fault.GARBAGE, Fault.OVERLOADED)
    for _ in range(5):
        with pytest.raises(CityUnreachable):
            box.sync.push(box.clock)
    box.sync.push(box.clock)
    assert len(city.fired) == 5
    assert [effect[0] for effect in city.effects] == ["check_in"]
    assert [one.state for one in box.face.snapshot().said] == [SaidState.SENT]


def test_check_ins_and_calls_overtake_everything_else(box: Box, city: FakeCity) -> None:
    for body in (ride(9), receipt(), check_in(), ride(10), call(urgent=True)):
        box.face.say(body)
    box.sync.push(box.clock)
    kinds = [effect[0] for effect in city.effects]
    assert kinds == ["check_in", "call", "ride_request", "notice_receipt", "ride_request"]


def test_more_than_a_batch_arrives_whole_and_in_order(box: Box, city: FakeCity) -> None:
    for number in range(120):
        box.face.say(receipt(f"n-{number}"))
    box.sync.push(box.clock)
    assert [effect[2] for effect in city.effects] == list(range(1, 121))
    assert city.requests["commands"] == 3


def test_a_refused_ride_is_told_with_its_reason_and_blocks_nothing(box: Box, city: FakeCity) -> None:
    city.refuse["ride_request"] = "満席です。"
    box.face.say(ride())
    box.face.say(receipt())
    box.sync.push(box.clock)
    said = box.face.snapshot().said
    assert [(one.state, one.reason) for one in said] == [
        (SaidState.REFUSED, "満席です。"),
        (SaidState.SENT, None),
    ]


def test_a_batch_refused_whole_is_sent_one_by_one(box: Box, city: FakeCity) -> None:
    city.poison.add("ride_request")
    for body in (receipt("n-1"), ride(), receipt("n-2")):
        box.face.say(body)
    box.sync.push(box.clock)
    said = box.face.snapshot().said
    assert [one.state for one in said] == [SaidState.SENT, SaidState.REFUSED, SaidState.SENT]
    assert said[1].reason == "市で うけとれませんでした。"
    assert box.outbox.troubles.count(Trouble.DEAD) == 1, "the city hears of it in the box's report"


def test_a_batch_too_large_for_the_city_is_sent_one_by_one(box: Box, city: FakeCity) -> None:
    city.plan("commands", Fault.TOO_LARGE)
    box.face.say(receipt("n-1"))
    box.face.say(receipt("n-2"))
    box.sync.push(box.clock)
    assert city.fired[Fault.TOO_LARGE] == 1
    assert len(city.effects) == 2


def test_what_the_city_stumbles_over_waits_and_the_rest_gets_through(box: Box, city: FakeCity) -> None:
    city.stumbles_over.add("ride_request")
    for body in (ride(), receipt("n-1")):
        box.face.say(body)
    with pytest.raises(CityUnreachable):
        box.sync.push(box.clock)
    assert [one.state for one in box.face.snapshot().said] == [SaidState.KEPT, SaidState.SENT]
    city.stumbles_over.clear()
    box.sync.push(box.clock)
    assert [one.state for one in box.face.snapshot().said] == [SaidState.SENT, SaidState.SENT]


def test_a_restored_city_is_offered_again_what_it_had_taken_but_not_what_it_had_refused(
    box: Box, city: FakeCity
) -> None:
    box.sync.pull()
    city.refuse["ride_request"] = "満席です。"
    for body in (check_in(), call(), ride()):
        box.face.say(body)
    box.sync.push(box.clock)
    city.refuse.clear()
    city.restore("epoch-2", forget=lambda _installation, number: number != 2)
    box.sync.pull()
    box.sync.push(box.clock)
    assert sorted(effect[0] for effect in city.effects) == ["call", "check_in"]
    states = [one.state for one in box.face.snapshot().said]
    assert states == [SaidState.SENT, SaidState.SENT, SaidState.REFUSED]


def test_a_box_the_city_does_not_know_any_more_is_told_so(box: Box, city: FakeCity) -> None:
    city.revoke_all()
    with pytest.raises(TokenRejected):
        box.sync.pull()
    box.face.say(check_in())
    with pytest.raises(TokenRejected):
        box.sync.push(box.clock)
    assert box.outbox.waiting() == 1
