"""The power goes at any write or sync: what no sync had secured is lost or torn, what was told is not."""

import json

import pytest

from kiosk_setup.chaos.main import main
from kiosk_setup.chaos.power_cuts import CutFindings, cut_power

CUTS = 200
"""Half of them for box and city each: about one for every write and sync of a session."""


@pytest.fixture(scope="module")
def found() -> CutFindings:
    return cut_power(CUTS, seed=1)


def test_what_was_told_is_there_after_any_power_cut_and_the_files_open(found: CutFindings) -> None:
    assert found.broken == []


def test_the_power_really_went_and_took_sectors_along(found: CutFindings) -> None:
    assert found.cuts == CUTS
    assert found.lost > CUTS
    assert found.torn > 0
    assert found.kept > 0, "to lose everything would be the easier case"
    assert set(found.moments) == {"box", "city"}
    assert found.told > CUTS, "most cuts must come after something was told"


def test_a_box_that_does_not_wait_for_the_disk_loses_what_it_told() -> None:
    lost = cut_power(40, seed=1, plant="tests.kiosk_setup.planted_bugs:no_fsync").broken
    assert any("BoxSession" in fault and "is nowhere" in fault for fault in lost)
    assert not any("CitySession" in fault for fault in lost), "the city has no such bug"


def test_a_disk_that_lies_of_its_syncs_costs_box_and_city_something(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """So the test sees loss wherever there is any."""
    assert main(["--power-cuts", "40", "--lying-disk", "--json"]) == 1
    lost = json.loads(capsys.readouterr().out)["violations"]
    for session in ("BoxSession", "CitySession"):
        assert any(session in fault and "is nowhere" in fault for fault in lost)
