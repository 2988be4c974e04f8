"""The first version of everything that travels, kept for ever: each file reads today as it did then.

Never edit a file in `golden/`; what a later version sends gets a file of its own.
"""

import copy
import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wire
from wire.alerts import read_alerts
from wire.base import Frozen, read_strict, read_tolerant
from wire.commands import BODIES, Command, CommandBatch
from wire.content import KINDS
from wire.errors import Unreadable
from wire.sync import Cursor, SyncPage

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


def _load(file: Path) -> tuple[type[Frozen], Any]:
    kept = json.loads(file.read_text(encoding="utf-8"))
    module, _, name = kept["model"].rpartition(".")
    return getattr(importlib.import_module(module), name), kept["data"]


def _objects(data: Any, model_places: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Walk to every object in the data, by the path to it."""
    if isinstance(data, dict):
        yield model_places
        for name, value in data.items():
            yield from _objects(value, (*model_places, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _objects(value, (*model_places, str(at)))


def _with_unknown(data: Any, place: tuple[str, ...]) -> str:
    changed = copy.deepcopy(data)
    spot = changed
    for step in place:
        spot = spot[int(step)] if isinstance(spot, list) else spot[step]
    spot["from_the_future"] = {"a": [1]}
    return json.dumps(changed)


PLACES = [
    pytest.param(file, place, id=f"{file.stem}:{'.'.join(place)}")
    for file in GOLDEN
    for place in _objects(_load(file)[1])
    if "body" not in place  # a body is read by its kind, later and elsewhere
]


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_golden_file_reads_and_comes_back_as_it_was(file: Path) -> None:
    model, data = _load(file)
    text = json.dumps(data, ensure_ascii=False)
    strict, tolerant = read_strict(model, text), read_tolerant(model, text)
    assert strict == tolerant
    said = strict.model_dump_json(exclude_unset=True)  # what a later version added is not in an old file
    assert json.loads(said) == data
    assert said.encode() == json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(("file", "place"), PLACES)
def test_an_unknown_field_is_refused_by_the_city_and_ignored_by_a_box(
    file: Path, place: tuple[str, ...]
) -> None:
    model, data = _load(file)
    later = _with_unknown(data, place)
    with pytest.raises(Unreadable, match="from_the_future"):
        read_strict(model, later)
    assert json.loads(read_tolerant(model, later).model_dump_json(exclude_unset=True)) == data


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_truncated_message_is_unreadable_and_nothing_else(file: Path) -> None:
    model, data = _load(file)
    text = json.dumps(data)
    for end in range(0, len(text), max(1, len(text) // 40)):
        for read in (read_strict, read_tolerant):
            with pytest.raises(Unreadable):
                read(model, text[:end])


def test_every_model_that_travels_has_a_golden_file() -> None:
    kept = {_load(file)[0] for file in GOLDEN}
    nested = {
        type(part)
        for file in GOLDEN
        for part in _parts(read_strict(_load(file)[0], json.dumps(_load(file)[1])))
    }
    travelling = {
        model
        for module in pkgutil.iter_modules(wire.__path__)
        for _, model in inspect.getmembers(importlib.import_module(f"wire.{module.name}"), inspect.isclass)
        if issubclass(model, Frozen) and model not in {Frozen, Cursor}
    }
    assert travelling <= kept | nested
    assert set(KINDS.values()) | set(BODIES.values()) <= kept


def _parts(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)


def test_every_body_in_the_golden_batches_reads_by_its_kind() -> None:
    files = [file for file in GOLDEN if file.stem.startswith("command_batch")]
    batches = [read_strict(CommandBatch, json.dumps(_load(file)[1])) for file in files]
    commands = [command for batch in batches for command in batch.commands]
    assert {command.kind for command in commands} <= set(BODIES)
    for command in commands:
        read_strict(BODIES[command.kind], json.dumps(command.body))


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_noise_is_unreadable_and_nothing_else(noise: bytes | str) -> None:
    for model in (CommandBatch, SyncPage):
        with pytest.raises(Unreadable):
            read_strict(model, noise)
        with pytest.raises(Unreadable):
            read_tolerant(model, noise)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@given(st.sampled_from(GOLDEN), st.data())
def test_one_wrong_value_is_read_as_it_is_or_refused(file: Path, data: st.DataObject) -> None:
    """Whatever stands in one place, reading ends in a value or in Unreadable."""
    model, kept = _load(file)
    changed = dict(kept)
    changed[data.draw(st.sampled_from(sorted(kept)))] = data.draw(_json)
    try:
        read = read_strict(model, json.dumps(changed))
    except Unreadable:
        return
    assert isinstance(read, model)


@given(st.integers(0, 10**18 - 1))
def test_a_cursor_is_read_as_it_is_written(seq: int) -> None:
    cursor = Cursor(epoch="e.1", seq=seq)
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "wrong", ["", "e", "e:", ":1", "e:-1", "e: 1", "e:1.0", "e:١", "e f:1", "e:" + "9" * 19]
)
def test_what_is_no_cursor_is_unreadable(wrong: str) -> None:
    with pytest.raises(Unreadable):
        Cursor.parse(wrong)


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"number": True},
        {"number": "1"},
        {"number": 1.5},
        {"made_at": 1795302300},
        {"made_at": "2026-11-22T08:05:00"},
        {"made_at": "9999-12-31T23:59:59Z"},
        {"made_at": "0001-01-01T00:00:00+23:00"},
        {"kind": "こ"},
        {"clock_trusted": None},
        {"clock_trusted": 1},
        {"clock_trusted": "yes"},
    ],
)
def test_a_command_out_of_range_is_refused(change: dict[str, Any]) -> None:
    (file,) = [file for file in GOLDEN if file.stem == "command_batch"]
    command = {**_load(file)[1]["commands"][0], **change}
    with pytest.raises(Unreadable):
        read_strict(Command, json.dumps(command))


def test_a_whole_number_may_be_written_with_a_point() -> None:
    (file,) = [file for file in GOLDEN if file.stem == "command_batch"]
    command = {**_load(file)[1]["commands"][0], "number": 1.0}
    assert read_strict(Command, json.dumps(command)).number == 1


@pytest.mark.parametrize("noise", ["", "[]", '{"alerts": 1}', '{"alerts": [1]}', "{", "[" * 2000])
def test_what_is_no_list_of_alerts_is_unreadable_and_nothing_else(noise: str) -> None:
    with pytest.raises(Unreadable):
        read_alerts(noise.encode())
