"""The one door: every command leads somewhere, in words a person can use."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk_setup.launcher import COMMANDS, main
from remote_input.fifo_source import FifoSource
from remote_input.keymap import load_keymaps, own_keymaps
from remote_input.signals import Action

ROOT = Path(__file__).resolve().parents[2]


def test_an_unknown_command_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["televison"]) == 2
    told = capsys.readouterr().err
    assert "「televison」という コマンドは ありません" in told
    assert "there is no command 'televison'" in told


@pytest.mark.parametrize("asking", ["--help", "-h", "help"])
def test_the_help_names_every_command_japanese_first(asking: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([asking]) == 0
    told = capsys.readouterr().out
    for command in COMMANDS:
        assert told.index(command.japanese) < told.index(command.english)


def test_no_command_at_all_shows_the_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["remote", "kiosk", "test", "bench"])
def test_each_command_has_a_help_of_its_own(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk_setup.launcher", name, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert f"minato {name}" in done.stdout


def test_the_shell_script_takes_relative_paths_as_the_callers(tmp_path: Path) -> None:
    remote = FifoSource(tmp_path / "remote", load_keymaps(own_keymaps()))
    done = subprocess.run(
        [str(ROOT / "minato"), "remote", "--press", "OK", "--to", "remote"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert [signal.action for signal in remote.read()] == [Action.DOWN, Action.UP]
    remote.close()


def test_the_exit_code_of_a_command_is_the_launchers(tmp_path: Path) -> None:
    assert main(["remote", "--press", "OK", "--to", str(tmp_path / "nothing")]) == 1
    with pytest.raises(SystemExit) as ended:
        main(["kiosk", "dance"])
    assert ended.value.code == 2
