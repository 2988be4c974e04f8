"""The sample village's bus: days, stops, a request and the city's answer to it."""

from datetime import timedelta

from kiosk_setup.sample_home.ground import TODAY, TOMORROW, at
from wire.commands import RideRequest
from wire.content import (
    BusService,
    Phone,
    Ride,
    RideState,
    ServiceDay,
    Stop,
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
