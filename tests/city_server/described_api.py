"""The described box API under Schemathesis: a city with something of everything, and what was found wrong."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import schemathesis
from conftest import EnrolledBox, enroller
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.python import asgi
from schemathesis.specs.openapi.schemas import OpenApiSchema

from city_server.app import create_app
from city_server.city import City
from city_server.clock import HandClock
from city_server.domain.alerts import AlertDraft
from city_server.settings import Settings
from wire.alerts import AlertStatus
from wire.commands import CallRequest

EXAMPLES = int(os.environ.get("MINATO_FUZZ_EXAMPLES", "25"))
"""Made-up requests for each operation, beside those at the borders of its schema; more for a long run."""

_FAIR = ["2xx", "401", "404", "416", "429"]
"""How a request of the right form may be answered; 416 is a file's 404 for what it has not."""

INSTALLATION = "inst-akai-01"
FILE = b"a file of the city" * 1000


@dataclass(frozen=True)
class Described:
    """A city in this process, the box that asks it, and its description."""

    city: City
    box: EnrolledBox
    schema: OpenApiSchema


@contextmanager
def described(settings: Settings, clock: HandClock, seed: int = 1) -> Iterator[Described]:
    """Open a city that holds what a request can name, and read how it describes itself."""
    app = create_app(settings, clock)
    city: City = app.state.city
    city.bus.refresh()
    city.living.refresh()
    box = enroller(city)("akai-01")
    claim = city.enrolment.offer("test-claim").claim
    names = _names(city, box)
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "max-stream-events": 2,
            "generation": {"deterministic": True, "database": "none", "max-examples": EXAMPLES},
            "checks": {"positive_data_acceptance": {"expected-statuses": _FAIR}},
            "auth": {"openapi": {"box": {"bearer": box.token}, "claim": {"bearer": claim}}},
            "dictionaries": {place: {"values": values} for place, values in names.items()},
            "parameters": {place: {"dictionary": place, "probability": 0.5} for place in names},
        }
    )
    try:
        yield Described(city, box, schemathesis.openapi.from_asgi("/box/v1/openapi.json", app, config=config))
    finally:
        asgi.shutdown_lifespans()


def _names(city: City, box: EnrolledBox) -> dict[str, list[str]]:
    """Put something of everything into the city; returns its names by where a request names them."""
    draft = AlertDraft(
        AlertStatus.ACTUAL,
        4,
        "避難指示",
        ("土砂くずれの おそれ。",),
        (),
        to_shelter=True,
        areas=("akai",),
        sender="湊町",
        expires_at=city.clock.now() + timedelta(hours=6),
    )
    alert = city.alerts.raise_alert(draft, staff=1)
    box.say(CallRequest(), 1)
    with city.media.shelf.bench() as bench:
        (bench / "file").write_bytes(FILE)
        digest = city.media.shelf.put(bench / "file")
    page = city.sync.page(box.speaker, "")
    bodies: dict[str, list[Any]] = {}
    for change in page.changes:
        bodies.setdefault(change.kind, []).append(change.body)
    own = [f"{INSTALLATION}-{number}" for number in range(1, 4)]
    stops = [stop["id"] for stop in bodies["bus"][0]["stops"]]
    today = city.clock.now().date()
    said = {
        "resident": [one["id"] for one in bodies["household"][0]["residents"]] + ["akai-02-1"],
        "notice": [one["id"] for one in bodies["notice"]],
        "alert": [alert.id],
        "from_stop": stops,
        "to_stop": stops,
        "day": [str(today), str(today + timedelta(days=2)), "9999-12-31", "0001-01-01"],
        "first": [str(today), "0001-01-01"],
        "until": [str(today + timedelta(days=3)), "9999-12-31"],
        **dict.fromkeys(("ride", "call", "absence", "trip"), own),
    }
    return {
        "path.area": ["akai", "hara"],
        "path.sha256": [digest],
        "header.Range": ["bytes=0-", "bytes=7-", f"bytes={len(FILE)}-"],
        "query.cursor": [f"{page.epoch}:{page.head}", f"{page.epoch}:0", f"{page.epoch}:{10**18 - 1}", "e:1"],
        "body.installation": [INSTALLATION],
        "body.commands[*].made_at": ["0001-01-01T00:00:00Z", "2026-11-22T08:05:00+09:00"],
        **{f"body.commands[*].body.{name}": values for name, values in said.items()},
    }


@dataclass
class Findings:
    """What was asked, how it was answered, and what was wrong with the answers."""

    faults: dict[str, str] = field(default_factory=dict)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return "\n\n".join(f"{what}\n{how}" for what, how in self.faults.items())


def ask(schema: OpenApiSchema) -> Findings:
    """Ask every operation everything, with all checks."""
    found = Findings()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                _take(found, event)
            case events.NonFatalError():
                found.faults[f"{event.label}: error"] = repr(event.value)
            case events.FatalError():
                raise event.exception
            case events.SchemaAnalysisWarnings():
                found.faults["the description"] = "\n".join(str(one) for one in event.warnings)
    return found


def _take(found: Findings, event: events.ScenarioFinished) -> None:
    recorder = event.recorder
    for interaction in recorder.interactions.values():
        status = 0 if interaction.response is None else interaction.response.status_code
        found.statuses[recorder.label, status] += 1
    for nodes in recorder.checks.values():
        for node in nodes:
            found.checks[node.name] += 1
            if node.failure_info is not None:
                failure = node.failure_info.failure
                what = f"{recorder.label}: {failure.title}"
                found.faults.setdefault(what, f"{failure.message}\n{node.failure_info.code_sample}")
