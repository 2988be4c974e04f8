"""What is long over leaves the boxes, and only that."""

from datetime import timedelta

from conftest import Enrol

from city_server.city import City
from city_server.clock import HandClock
from city_server.tidying import KEPT, tidy
from wire.commands import CallRequest, CheckIn
from wire.content import Answer


def test_what_is_long_over_leaves_the_box_but_an_open_call_stays(
    city: City, clock: HandClock, enrol: Enrol
) -> None:
    box = enrol("akai-01")
    box.say(CheckIn(resident="akai-01-1", answer=Answer.GOOD), 1)
    box.say(CallRequest(), 2)
    box.say(CallRequest(), 3)
    city.calls.done("inst-akai-01-3", staff=2, note="")
    clock.advance(KEPT)
    assert tidy(city.database, clock) == 0
    clock.advance(timedelta(seconds=1))
    assert tidy(city.database, clock) == 2
    assert tidy(city.database, clock) == 0
    keys = {change.key for change in city.sync.page(box.speaker, "").changes}
    assert "inst-akai-01-2" in keys
    assert not keys & {"inst-akai-01-3", "akai-01-1-2026-11-22"}
    assert len(city.calls.view()) == 2, "the city's own record stays"
