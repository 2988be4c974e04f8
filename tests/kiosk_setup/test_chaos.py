"""The simulator: the same seed tells the same story, and a bug put in on purpose is found."""

import json
from collections.abc import Iterator

import pytest

from kiosk_setup.chaos.house import House
from kiosk_setup.chaos.main import main
from kiosk_setup.chaos.plan import FAULT_KINDS, WOKEN, Deed, Fault, Step, draw, harder, sleepers
from kiosk_setup.chaos.season import KINDS_AT_LEAST, Season, play_portion
from kiosk_setup.chaos.shrink import shrink
from kiosk_setup.chaos.story import play, template
from kiosk_setup.chaos.town import Template
from kiosk_setup.errors import SetupError
from tests.kiosk_setup.planted_bugs import BUGS, _with

SEEDS, PORTION = 200, 20
_PULL = House.pull


@pytest.fixture(scope="module")
def village() -> Iterator[Template]:
    with template(5) as start:
        yield start


@pytest.mark.parametrize("first", range(0, SEEDS, PORTION))
def test_in_two_hundred_bad_winters_nothing_is_lost(first: int, village: Template) -> None:
    findings = play_portion(Season(first, PORTION, boxes=5), village)
    assert findings.broken == []
    assert findings.calm == [], f"at least {KINDS_AT_LEAST} kinds of fault must strike in each"
    assert len(findings.fired) >= 12, "the winters must really have been bad"


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_put_in_on_purpose_is_found_within_two_hundred_seeds(bug: str, village: Template) -> None:
    season = Season(0, SEEDS, 5, f"tests.kiosk_setup.planted_bugs:{bug}", stop_early=True)
    assert play_portion(season, village).broken, "the simulator would not have noticed it"


def test_a_village_of_two_hundred_boxes_wakes_in_spring() -> None:
    with template(200) as start:
        findings = play_portion(Season(0, 10, boxes=200), start)
        assert findings.broken == []
        plan = draw(0, 200)
        woken = sleepers(plan, 200)
        assert len(woken) == WOKEN
        assert not {step.box for step in plan} & {*woken}
        with _with(House, "pull", lambda house: house.number not in woken and _PULL(house)):
            laws = {violation.law for violation in play(plan, start).violations}
    assert laws == {"convergence"}, "a sleeper that does not wake would have been seen"


def test_a_seed_plays_the_same_each_time(village: Template) -> None:
    endings = [play(draw(7, 5), village) for _ in range(2)]
    assert endings[0] == endings[1]
    assert draw(7, 5) == draw(7, 5)
    assert draw(7, 5) != draw(8, 5)


def test_every_plan_has_many_kinds_of_fault() -> None:
    for seed in range(50):
        assert len({step.what for step in draw(seed, 5) if isinstance(step.what, Fault)}) == FAULT_KINDS


def test_a_winter_that_is_too_mild_gets_what_always_strikes(village: Template) -> None:
    mild = (Step(Deed.SAY, 0, 1), Step(Deed.PULL, 0, 4))
    assert not play(mild, village).fired
    ending = play(harder(mild), village)
    assert len(ending.fired) >= KINDS_AT_LEAST
    assert ending.violations == ()


def test_a_plan_is_shortened_to_what_breaks_the_law() -> None:
    needed = {Step(Fault.RESTORE, 1, 3), Step(Deed.SAY, 1, 9)}
    plan = [*(Step(Deed.PULL, 0, number) for number in range(60)), *needed]
    assert set(shrink(plan, lambda steps: needed <= set(steps))) == needed


def test_what_was_found_is_told_with_its_seed_and_the_steps_that_suffice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plant = "tests.kiosk_setup.planted_bugs:nothing_offered_again"
    assert main(["--seeds", "6", "--jobs", "1", "--json", "--plant", plant]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["violations"][0]["law"] == "kept"
    assert 0 < len(told["violations"][0]["trace"]) < 20


def test_a_winter_without_a_violation_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seeds", "1", "--seed", "3", "--jobs", "1"]) == 0
    assert "1 seeds, 0 violations" in capsys.readouterr().out


def test_a_bug_that_is_not_there_is_told(village: Template) -> None:
    with pytest.raises(SetupError):
        play_portion(Season(0, 1, 5, "tests.kiosk_setup.planted_bugs:no_such_bug"), village)
