"""The check-up of a machine, on machines made of files."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk_setup.doctor import Level, Machine, examine
from kiosk_setup.main import main
from kiosk_setup.strings import STRINGS, TV_FONT
from offline_cache.clock import FLOOR
from typeset.words import Words


@pytest.fixture
def good(tmp_path: Path) -> Machine:
    for name in ("dev/dri/card0", "dev/cec0"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    connector = tmp_path / "drm" / "card0-HDMI-A-1"
    connector.mkdir(parents=True)
    (connector / "status").write_text("connected\n")
    (connector / "modes").write_text("1920x1080\n")
    (tmp_path / "cards").write_text(" 0 [vc4hdmi0 ]: vc4-hdmi - vc4-hdmi-0\n")
    return Machine(
        data=tmp_path / "data" / "not there yet",
        remotes=lambda: ["gpio_ir_recv: generic_rc"],
        now=FLOOR + timedelta(days=30),
        floor=FLOOR,
        font=TV_FONT,
        devices=tmp_path / "dev",
        sound=tmp_path / "cards",
        connectors=tmp_path / "drm",
        version=(3, 11),
        library=lambda name: f"lib{name}.so.1",
    )


def ill(machine: Machine) -> set[tuple[str, Level]]:
    return {(finding.words, finding.level) for finding in examine(machine) if finding.level is not Level.OK}


def test_a_good_machine_has_nothing_to_mend(good: Machine) -> None:
    assert ill(good) - {("kiosk.check.disk.narrow", Level.ADVICE)} == set()


def test_what_is_needed_is_told_apart_from_what_would_be_good(good: Machine, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    bad = replace(
        good,
        remotes=list,
        now=FLOOR,
        font=nowhere,
        devices=nowhere,
        sound=nowhere,
        connectors=nowhere,
        version=(3, 9),
        library=lambda _name: None,
    )
    assert ill(bad) - {("kiosk.check.disk.narrow", Level.ADVICE)} == {
        ("kiosk.check.python.wrong", Level.NEEDED),
        ("kiosk.check.font.missing", Level.NEEDED),
        ("kiosk.check.graphics.missing", Level.NEEDED),
        ("kiosk.check.display.missing", Level.ADVICE),
        ("kiosk.check.sound.missing", Level.NEEDED),
        ("kiosk.check.cec.missing", Level.ADVICE),
        ("kiosk.check.remote.missing", Level.NEEDED),
        ("kiosk.check.clock.behind", Level.ADVICE),
    }


def test_a_tv_that_tells_no_mode_is_not_there_yet(good: Machine) -> None:
    (good.connectors / "card0-HDMI-A-1" / "modes").write_text("")
    assert ("kiosk.check.display.missing", Level.ADVICE) in ill(good)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_finding_has_words(good: Machine, tmp_path: Path, language: str) -> None:
    words = Words.load(STRINGS, language)
    bad = replace(good, remotes=list, sound=tmp_path / "x", library=lambda _name: None, version=(3, 9))
    for finding in (*examine(good), *examine(bad)):
        assert words(finding.words, **finding.fill)


def test_the_command_says_what_is_missing_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", "--data", str(tmp_path), "--language", "en"])
    told = capsys.readouterr().out
    assert code == (1 if "×" in told else 0)
    assert "Python 3." in told
