"""The command on instances: JSON that says what is so, and a clear word where something is no good."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from city_server.bus.checker import check, driven
from city_server.bus.cordeau import orders_of, read_day
from city_server.bus.darp import main
from city_server.bus.timetable import timed
from kiosk_setup.bench.dial_a_ride import instance

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a3-18.txt"
    path.write_text(instance("a", 3, 18, 4), "utf-8")
    return path


def test_it_prints_routes_that_can_be_driven_and_what_they_cost(file: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "city_server.bus.darp",
        str(file),
        "--seconds",
        "0.3",
        "--seed",
        "7",
        "--json",
    ]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    told = json.loads(ran.stdout)
    assert set(told) == {"cost", "routes", "feasible", "seconds"}
    assert told["feasible"] is True
    day = read_day(file.read_text("utf-8"))
    plan = timed(day, orders_of(day, told["routes"]))
    assert check(day, plan) == ()
    assert plan.unserved == ()
    assert driven(day, plan) == pytest.approx(told["cost"])


def test_online_it_says_how_many_were_accepted_and_how_fast(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(file), "--online", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["feasible"] is True
    assert told["requests"] == 18
    assert sum(len(route) for route in told["routes"]) == 2 * told["accepted"]
    assert told["accepted"] >= 15
    assert 0 < told["answer_ms_p50"] <= told["answer_ms_p95"]


def test_a_plan_that_serves_not_everybody_is_not_called_feasible(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = file.read_text("utf-8").splitlines()
    header = lines[0].split()
    file.write_text("\n".join([" ".join(["1", *header[1:3], "1", header[4]]), *lines[1:]]), "utf-8")
    assert main([str(file), "--seconds", "0.1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["feasible"] is False


@pytest.mark.parametrize("text", ["", "hello\n", "1 1 480 3 30\n0 0 0 0 0 0 480\n", "\x00"])
def test_a_file_that_is_no_instance_is_told_with_its_name(
    text: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(text, "utf-8")
    assert main([str(file), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert str(file) in said.err


def test_a_file_that_is_not_there_or_not_text_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file.parent / "none.txt")]) == 2
    assert main([str(file.parent)]) == 2
    file.write_bytes(b"\xff\xfe\x00")
    assert main([str(file)]) == 2
    assert capsys.readouterr().err.count("darp: ") == 3


@pytest.mark.parametrize("wrong", [["--seconds", "-1"], ["--seconds", "nan"], ["--seed", "x"], ["--nothing"]])
def test_an_argument_that_makes_no_sense_is_told(
    wrong: list[str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(file), *wrong])
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err
