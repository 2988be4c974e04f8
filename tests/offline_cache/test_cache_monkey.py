"""A box and a city both misbehave at random: in the end each thing is said once, and both show the same."""

import random
from pathlib import Path

import pytest
from cache_village import NOW, call, check_in, household, notice, receipt, ride
from fake_city import FakeCity, Fault, RunningCity

from offline_cache.city_api import CityApi
from offline_cache.clock import FixedClock
from offline_cache.content import Content
from offline_cache.errors import CityRefused, CityUnreachable
from offline_cache.face_memory import FaceMemory
from offline_cache.outbox import Outbox
from offline_cache.sync import Hooks, Sync
from wire.signing import public_key

FAULTS = [fault for fault in Fault if fault is not Fault.TOO_LARGE]
BODIES = [check_in, call, ride, receipt]


class Monkey:
    """One seed's story."""

    def __init__(self, seed: int, folder: Path, running: RunningCity) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.folder, self.running, self.city = folder, running, running.city
        self.clock = FixedClock(NOW)
        self.face = FaceMemory.open(folder, self.clock)
        self.api = CityApi(running.url, self.city.new_token())
        self.said: set[str] = set()
        self.numbers = 0
        self.restarts = 0
        self.open_box()
        key = public_key("k1", self.city.private)
        self.outbox.identity.enrol("box-1", "token", "h-1", [key])

    def open_box(self) -> None:
        self.content, self.outbox = Content.open(self.folder, NOW), Outbox.open(self.folder, NOW)
        hooks = Hooks(heard=lambda _: None, changed=lambda: None)
        self.sync = Sync(self.content, self.outbox, self.api, hooks, "だめ")

    def close(self) -> None:
        for opened in (self.face, self.api, self.content, self.outbox):
            opened.close()

    def step(self) -> None:
        match self.chance.choices(
            ["say", "write", "delete", "unknown", "pull", "push", "restart", "restore"],
            [8, 8, 3, 1, 8, 8, 2, 0.5],
        )[0]:
            case "say":
                self.said.add(self.face.say(self.chance.choice(BODIES)()))
            case "write":
                self.numbers += 1
                number = self.chance.randrange(12)
                self.city.put("notice", f"n-{number}", notice(self.numbers))
            case "delete":
                self.city.delete("notice", f"n-{self.chance.randrange(12)}")
            case "unknown":
                self.city.put("hologram", f"x-{self.chance.randrange(3)}", {"n": self.numbers}, v=3)
            case "pull":
                self.attempt_pull()
            case "push":
                self.attempt_push()
            case "restart":
                self.content.close()
                self.outbox.close()
                self.open_box()
                self.restarts += 1
            case "restore":
                lost = self.chance.randrange(1, 30)
                self.city.restore(f"epoch-{self.chance.random()}", lambda _, number: number > lost)

    def attempt_pull(self) -> bool:
        try:
            self.sync.pull()
        except (CityUnreachable, CityRefused):
            return False
        return True

    def attempt_push(self) -> bool:
        try:
            self.sync.push(self.clock)
        except (CityUnreachable, CityRefused):
            return False
        return True

    def fault(self, _path: str) -> Fault | None:
        return self.chance.choice(FAULTS) if self.chance.random() < 0.35 else None


@pytest.mark.parametrize("seed", range(8))
def test_after_a_storm_everything_is_said_once_and_shown_as_it_is(
    seed: int, tmp_path: Path, running: RunningCity, city: FakeCity
) -> None:
    city.put("household", "h-1", household())
    monkey = Monkey(seed, tmp_path, running)
    city.chance = monkey.fault
    for _ in range(160):
        monkey.step()
    assert len(city.fired) >= 5, "the storm must really have blown"
    assert sum(city.fired.values()) > 15
    assert monkey.restarts > 0
    city.chance = lambda _: None
    assert monkey.attempt_pull()
    assert monkey.attempt_push()
    assert monkey.attempt_pull()
    arrived = [f"{installation}-{number}" for _, installation, number, _ in city.effects]
    assert sorted(arrived) == sorted(monkey.said)
    assert monkey.outbox.waiting() == 0
    mirrored = {(item.kind, item.key): item.seq for item in monkey.content.items()}
    assert mirrored == {name: one.seq for name, one in city.items.items() if one.body is not None}
    monkey.close()
