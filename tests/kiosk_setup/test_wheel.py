"""What is installed on a box is the wheel: everything the programs read must be in it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("assets", "box_agent", "city_server", "offline_cache", "remote_input", "tvapp", "typeset", "wire")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release does, and unpack it where nothing else is."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = out.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(out / "site")
    return out / "site"


def test_every_tracked_file_of_the_programs_is_in_it(site: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, check=True, capture_output=True, text=True
    )
    missing = [name for name in listed.stdout.splitlines() if not (site / name).exists()]
    assert missing == []
    assert (site / "city_server" / "static" / "console.js").exists(), (
        "built files are shipped, not built there"
    )


@pytest.mark.parametrize("program", ["city_server", "box_agent", "tvapp", "remote_input"])
def test_a_program_starts_from_the_wheel_alone(site: Path, program: str, tmp_path: Path) -> None:
    where = f"import {program}; print({program}.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(site)}
    found = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stdout.startswith(str(site)), "the wheel's, not the checkout's"
    helped = subprocess.run(
        [sys.executable, "-m", f"{program}.main", "--help"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert "usage" in helped.stdout


def test_no_test_is_shipped(site: Path) -> None:
    assert not (site / "tests").exists()
