"""`./minato test` tells the truth: about failures, about skips, and when nothing ran."""

import sys
import time
from pathlib import Path

import pytest

from kiosk_setup.checks import choose, conclude
from kiosk_setup.junit import Sum, read_report
from kiosk_setup.steps import Outcome, Step, checks, layers, run

CHECK = Step("lint", ("true",))
LAYER = Step("pure tests", ("true",), "pure")

SAMPLE = """
import pytest
def test_good(): assert True
def test_bad(): assert False
@pytest.mark.skip(reason="no such hardware")
def test_skipped(): assert True
@pytest.fixture
def breaks_at_the_end():
    yield
    raise RuntimeError("at teardown")
def test_torn(breaks_at_the_end): assert True
"""


def pytest_step(folder: Path, text: str) -> Step:
    (folder / "test_sample.py").write_text(text)
    options = ("-q", "-p", "no:cacheprovider", "-c", "/dev/null", f"--rootdir={folder}")
    report = f"--junitxml={folder / 'pure.xml'}"
    return Step("pure tests", (sys.executable, "-m", "pytest", *options, report, str(folder)), "pure")


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.rstrip("\n").split("\n")[-1]


def test_passes_failures_and_skips_are_counted_as_pytest_met_them(tmp_path: Path) -> None:
    outcome = run(pytest_step(tmp_path, SAMPLE), tmp_path, time.monotonic)
    assert not outcome.ok
    assert (outcome.tests.passed, outcome.tests.failed) == (1, 2)
    assert outcome.tests.skips == ("skipped: test_sample::test_skipped: no such hardware",)


def test_a_good_layer_is_ok(tmp_path: Path) -> None:
    outcome = run(pytest_step(tmp_path, "def test_a(): pass\n"), tmp_path, time.monotonic)
    assert outcome.ok
    assert outcome.tests == Sum(passed=1)


def test_a_pytest_that_dies_has_failed(tmp_path: Path) -> None:
    outcome = run(pytest_step(tmp_path, "import os\ndef test_a(): os._exit(0)\n"), tmp_path, time.monotonic)
    assert not outcome.ok
    assert outcome.tests == Sum(failed=1)
    assert "no report" in outcome.note


def test_a_pytest_that_fails_without_a_failing_test_has_failed(tmp_path: Path) -> None:
    step = pytest_step(tmp_path, "def test_a(): pass\n")
    ends_badly = "def pytest_sessionfinish(session):\n    session.exitstatus = 3\n"
    (tmp_path / "conftest.py").write_text(ends_badly)
    outcome = run(step, tmp_path, time.monotonic)
    assert not outcome.ok
    assert outcome.tests == Sum(passed=1, failed=1)


def test_a_layer_without_tests_is_no_failure_by_itself(tmp_path: Path) -> None:
    outcome = run(pytest_step(tmp_path, "x = 1\n"), tmp_path, time.monotonic)
    assert outcome.ok
    assert outcome.note == "no test here"


def test_a_step_that_hangs_is_ended_and_has_failed(tmp_path: Path) -> None:
    hangs = Step("types", (sys.executable, "-c", "import time; time.sleep(600)"))
    outcome = run(hangs, tmp_path, time.monotonic, longest=0.5)
    assert not outcome.ok
    assert "still running" in outcome.note


def test_what_a_step_leaves_behind_is_ended_with_it(tmp_path: Path) -> None:
    leaves = "import subprocess,sys; print(subprocess.Popen(['sleep','600'],stdout=subprocess.DEVNULL).pid)"
    told = tmp_path / "pid"
    command = f'{sys.executable} -c "{leaves}" > {told}'
    run(Step("lint", ("sh", "-c", command)), tmp_path, time.monotonic)
    left = Path(f"/proc/{int(told.read_text())}/stat")
    deadline = time.monotonic() + 10
    while left.exists() and left.read_text().rsplit(")", 1)[1].split()[0] != "Z":
        assert time.monotonic() < deadline


def test_the_last_line_is_the_sum_after_one_line_for_each_skip(capsys: pytest.CaptureFixture[str]) -> None:
    tests = Sum(passed=3, skips=("skipped: a::b: why\nso",))
    assert (
        conclude([Outcome(CHECK, ok=True, seconds=1), Outcome(LAYER, ok=True, seconds=2, tests=tests)]) == 0
    )
    *_, before, last = capsys.readouterr().out.rstrip("\n").split("\n")
    assert before == "skipped: a::b: why so"
    assert last == "3 passed, 0 failed, 1 skipped"


def test_a_failed_check_fails_the_whole_and_the_sum_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    good = Outcome(LAYER, ok=True, seconds=1, tests=Sum(passed=3))
    assert conclude([Outcome(CHECK, ok=False, seconds=1), good]) == 1
    assert last_line(capsys) == "3 passed, 1 failed, 0 skipped"


def test_no_test_at_all_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert conclude([Outcome(LAYER, ok=True, seconds=1, note="no test here")]) == 1
    assert conclude([Outcome(LAYER, ok=True, seconds=1, tests=Sum(skips=("skipped: all",)))]) == 1
    assert conclude([]) == 1
    assert last_line(capsys) == "0 passed, 0 failed, 0 skipped"


def test_one_check_alone_may_pass_without_tests() -> None:
    assert conclude([Outcome(CHECK, ok=True, seconds=1)]) == 0


def test_a_torn_report_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "pure.xml").write_text("<testsuites><testsuite>")
    assert read_report(tmp_path / "pure.xml") is None


def test_the_steps_come_in_their_order_and_can_be_narrowed(tmp_path: Path) -> None:
    looks, tests = checks(), layers(tmp_path, ("-x",))
    names = [step.name for step in choose(looks, tests, None, narrowed=False)]
    assert names[:5] == ["format", "lint", "types", "imports", "strings"]
    assert names[5:] == ["pure tests", "screen tests", "browser tests", "journey tests"]
    assert choose(looks, tests, None, narrowed=True) == tests
    assert [step.layer for step in choose(looks, tests, ["screen"], narrowed=False)] == ["screen"]
    assert all("-x" in step.command for step in tests)
