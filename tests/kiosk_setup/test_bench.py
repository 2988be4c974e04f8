"""The benchmarks run, and their figures mean what they say."""

from pathlib import Path

import pytest

from kiosk_setup.bench.bus import rows as bus_rows
from kiosk_setup.bench.main import BENCHMARKS, main
from kiosk_setup.bench.rows import Row, table

QUICK = sorted(set(BENCHMARKS) - {"village", "tv", "keys", "memory", "sync", "soak", "bus"})
"""The others take minutes of a quiet machine; what they start and press is tested by the journeys."""


@pytest.mark.parametrize("name", QUICK)
def test_a_benchmark_gives_figures_beside_a_peer(name: str) -> None:
    rows = BENCHMARKS[name]()
    assert rows
    assert all(row.ours >= 0 for row in rows)
    assert any(row.peer is not None for row in rows)


def test_our_lines_never_tear_a_phrase_and_the_peers_do() -> None:
    torn = next(row for row in BENCHMARKS["line-breaking"]() if "phrase" in row.what)
    assert torn.ours == 0
    assert torn.peer is not None
    assert torn.peer > 10


def test_the_ratio_is_ours_to_theirs() -> None:
    assert "ours : theirs = 0.5 : 1" in table([Row("x", "s", 1, 2, "peer")])
    assert "theirs" not in table([Row("x", "s", 1)])


def test_an_unknown_benchmark_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nothing"])
    assert ended.value.code == 2
    assert "line-breaking" in capsys.readouterr().err


def test_the_bus_is_measured_also_where_its_peer_cannot_be_had(tmp_path: Path) -> None:
    nothing = tmp_path / "python"
    nothing.write_text("#!/bin/sh\necho not here >&2\nexit 1\n", "utf-8")
    nothing.chmod(0o755)
    rows = list(bus_rows(nothing, 0.05, (("a", 2, 12),)))
    assert all(row.peer is None for row in rows if "one by one" not in row.what)
    ours = {row.what: row for row in rows if "a2-12" in row.what}
    assert ours["a2-12 (ours), driven"].ours > 0
    assert 0 < ours["a2-12 (ours), one by one: accepted"].ours <= 100
