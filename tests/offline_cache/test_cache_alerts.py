"""Only what the city signed, for this area, newer than what is held, is ever shown."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cache_village import NOW, alert

from offline_cache.alert_shelf import RUNG_KEPT, AlertShelf
from offline_cache.alert_store import AlertStore, Dropped, Reception
from offline_cache.outbox import Outbox
from wire.alerts import Alert, AlertList, AlertStatus, SignedAlerts
from wire.signing import new_private_key, public_key, sign_alerts

PRIVATE = new_private_key()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    outbox = Outbox.open(tmp_path, NOW)
    outbox.identity.enrol("box-1", "token", "h-1", [public_key("k1", PRIVATE)])
    outbox.identity.belongs_to("h-1", "a-1")
    yield outbox
    outbox.close()


@pytest.fixture
def dropped() -> Dropped:
    return Dropped()


@pytest.fixture
def store(outbox: Outbox, dropped: Dropped) -> AlertStore:
    return AlertStore(outbox.db, dropped)


def signed(number: int, *alerts: Alert, area: str = "a-1", key: bytes = PRIVATE) -> SignedAlerts:
    return sign_alerts(AlertList(area=area, number=number, issued_at=NOW, alerts=alerts), "k1", key)


def signed_unchecked(number: int, *alerts: Alert) -> SignedAlerts:
    listed = AlertList.model_construct(area="a-1", number=number, issued_at=NOW, alerts=alerts)
    return sign_alerts(listed, "k1", PRIVATE)


def in_force(outbox: Outbox, *, trusted: bool = True, later: timedelta = timedelta()) -> list[str]:
    held = AlertShelf(outbox.db).held("a-1")
    return [] if held is None else [one.id for one in held.in_force(NOW + later, trusted=trusted)]


def test_a_signed_alert_is_in_force_until_it_expires(outbox: Outbox, store: AlertStore) -> None:
    assert store.take(signed(1, alert(lasts=timedelta(hours=6)))) is Reception.TAKEN
    assert in_force(outbox, later=timedelta(hours=5)) == ["al-1"]
    assert in_force(outbox, later=timedelta(hours=6)) == []


def test_a_clock_nobody_trusts_hides_no_alert(outbox: Outbox, store: AlertStore) -> None:
    store.take(signed(1, alert()))
    assert in_force(outbox, trusted=False, later=timedelta(days=4000)) == ["al-1"]


def test_the_list_that_comes_next_ends_an_alert(outbox: Outbox, store: AlertStore) -> None:
    store.take(signed(1, alert()))
    assert store.take(signed(2)) is Reception.TAKEN
    assert in_force(outbox) == []


def test_a_forged_list_does_nothing(outbox: Outbox, store: AlertStore, dropped: Dropped) -> None:
    good = signed(5, alert("forged"))
    forgeries = [
        signed(5, alert("forged"), key=new_private_key()),
        good.model_copy(update={"key_id": "k2"}),
        good.model_copy(update={"signature": "!!"}),
        good.model_copy(update={"payload": signed(6, alert("other")).payload}),
    ]
    for forgery in forgeries:
        assert store.take(forgery) is Reception.FORGED
    assert in_force(outbox) == []
    assert dropped.counts() == {Reception.FORGED: 4}


def test_a_replayed_list_does_not_bring_back_an_alert(outbox: Outbox, store: AlertStore) -> None:
    old = signed(1, alert())
    store.take(old)
    store.take(signed(2))
    assert store.take(old) is Reception.OLD
    assert in_force(outbox) == []


def test_the_highest_number_is_remembered_through_a_new_token(outbox: Outbox, store: AlertStore) -> None:
    old = signed(1, alert())
    store.take(signed(2))
    outbox.identity.enrol("box-2", "token-2", "h-1", [public_key("k1", PRIVATE)])
    assert store.take(old) is Reception.OLD


def test_another_areas_list_does_nothing(outbox: Outbox, store: AlertStore) -> None:
    assert store.take(signed(1, alert(area="a-2"), area="a-2")) is Reception.ELSEWHERE
    assert in_force(outbox) == []


def test_an_alert_for_elsewhere_in_our_list_is_not_in_force(outbox: Outbox, store: AlertStore) -> None:
    store.take(signed(1, alert("ours"), alert("theirs", area="a-2")))
    assert in_force(outbox) == ["ours"]


def test_the_same_list_signed_anew_is_no_news(outbox: Outbox, store: AlertStore) -> None:
    store.take(signed(1, alert()))
    later = AlertList(area="a-1", number=1, issued_at=NOW + timedelta(minutes=1), alerts=(alert(),))
    assert store.take(sign_alerts(later, "k1", PRIVATE)) is Reception.HELD


@pytest.mark.parametrize(
    "wrong", [{"level": 6}, {"level": 5, "to_shelter": True}, {"id": "あ"}, {"title": ""}]
)
def test_an_alert_that_cannot_be_read_hides_no_other_and_is_reported(
    outbox: Outbox, store: AlertStore, dropped: Dropped, wrong: dict[str, object]
) -> None:
    unreadable = alert("al-2").model_copy(update=wrong)
    assert store.take(signed_unchecked(1, unreadable, alert())) is Reception.TAKEN
    assert store.take(signed_unchecked(1, unreadable, alert())) is Reception.HELD
    assert in_force(outbox) == ["al-1"]
    assert dropped.counts() == {Reception.PARTLY: 2}
    assert store.take(signed_unchecked(0, unreadable, alert())) is Reception.OLD
    store.take(signed(2))
    assert in_force(outbox) == []


def test_each_reason_is_logged_once_until_a_good_list_comes(
    store: AlertStore, caplog: pytest.LogCaptureFixture
) -> None:
    forged = signed(1, key=new_private_key())
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            store.take(forged)
        assert len(caplog.records) == 1
        store.take(signed(1))
        store.take(forged)
    assert len(caplog.records) == 2


def test_the_gravest_comes_first_and_a_drill_last(outbox: Outbox, store: AlertStore) -> None:
    earlier = NOW - timedelta(hours=1)
    store.take(
        signed(
            1,
            alert("drill", level=5, status=AlertStatus.DRILL),
            alert("lost-person", level=None),
            alert("four-old", level=4, issued=earlier),
            alert("three", level=3),
            alert("four-new", level=4),
        )
    )
    assert in_force(outbox) == ["four-new", "four-old", "three", "lost-person", "drill"]


def test_an_alert_is_announced_once_for_each_level(outbox: Outbox) -> None:
    shelf = AlertShelf(outbox.db)
    assert shelf.not_rung([alert(level=3)]) == [alert(level=3)]
    shelf.keep_rung([alert(level=3)], NOW)
    shelf.keep_rung([alert(level=3)], NOW)
    assert shelf.not_rung([alert(level=3), alert(level=4)]) == [alert(level=4)]


def test_a_list_survives_a_restart(tmp_path: Path, outbox: Outbox, store: AlertStore) -> None:
    store.take(signed(1, alert()))
    again = Outbox.open(tmp_path, NOW)
    assert in_force(again) == ["al-1"]
    again.close()


def test_what_was_announced_long_ago_is_forgotten_unless_it_is_still_on_a_list(
    outbox: Outbox, store: AlertStore
) -> None:
    shelf = AlertShelf(outbox.db)
    over, lasting = alert("al-over"), alert("al-lasting")
    store.take(signed(1, over, lasting))
    shelf.keep_rung([over, lasting], NOW)
    store.take(signed(2, lasting))
    assert shelf.forget_rung(NOW + RUNG_KEPT) == 0
    assert shelf.forget_rung(NOW + RUNG_KEPT + timedelta(seconds=1)) == 1
    assert shelf.not_rung([over, lasting]) == [over]
