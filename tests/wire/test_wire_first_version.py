"""A box that was never updated still reads what today's city sends, and an old city what it can.

`first_wire` is the first version's reader, word for word. It is never edited.
"""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from first_wire.base import Frozen, read_strict, read_tolerant
from first_wire.commands import BODIES, CommandBatch
from first_wire.content import KINDS
from first_wire.errors import Unreadable

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))

TO_THE_BOX = {
    "sync": ("SyncPage", "Wake", "Problem"),
    "commands": ("Verdicts",),
    "alerts": ("SignedAlerts", "AlertList", "Alert"),
    "enrolment": ("EnrolmentOffer", "EnrolmentAnswer"),
    "content": tuple(model.__name__ for model in KINDS.values()),
}
"""What the first version's box must be able to read for ever."""


def _first(name: str) -> type[Frozen] | None:
    """Return the first version's model of a golden file's, None when it did not have it."""
    _, module, model = name.split(".")
    if model not in TO_THE_BOX.get(module, ()):
        return None
    found: type[Frozen] = getattr(importlib.import_module(f"first_wire.{module}"), model)
    return found


def _load(file: Path) -> tuple[str, Any]:
    kept = json.loads(file.read_text(encoding="utf-8"))
    return kept["model"], kept["data"]


SENT = [file for file in GOLDEN if _first(_load(file)[0]) is not None]


@pytest.mark.parametrize("file", SENT, ids=lambda file: file.stem)
def test_the_first_box_reads_what_todays_city_sends(file: Path) -> None:
    name, data = _load(file)
    model = _first(name)
    assert model is not None
    read = read_tolerant(model, json.dumps(data))
    today = getattr(importlib.import_module(name.rpartition(".")[0]), name.rpartition(".")[2])
    now = json.loads(today.model_validate_json(json.dumps(data)).model_dump_json())
    assert _common(json.loads(read.model_dump_json()), now), "it reads the same in it"


def _common(then: Any, now: Any) -> bool:
    if isinstance(then, dict) and isinstance(now, dict):
        return all(_common(value, now[name]) for name, value in then.items())
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(_common(one, two) for one, two in zip(then, now, strict=True))
    return bool(then == now)


def test_the_first_city_takes_the_first_commands_and_refuses_what_it_does_not_know() -> None:
    name, data = _load(Path(__file__).parent / "golden" / "command_batch.json")
    assert name == "wire.commands.CommandBatch"
    batch = read_strict(CommandBatch, json.dumps(data))
    assert {command.kind for command in batch.commands} == set(BODIES)
    for command in batch.commands:
        read_strict(BODIES[command.kind], json.dumps(command.body))
        with pytest.raises(Unreadable, match="from_the_future"):
            read_strict(BODIES[command.kind], json.dumps({**command.body, "from_the_future": 1}))
