"""The box API is what its description says: nothing it sends or refuses is left to a reader's guess."""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from conftest import EnrolledBox, Served, enroller
from described_api import ask, described
from fastapi.routing import iter_route_contexts
from sqlalchemy import func, select

from city_server.app import open_city
from city_server.box_api.api import box_app
from city_server.boxes import Boxes
from city_server.clock import HandClock
from city_server.errors import TokenUnknown
from city_server.settings import Settings
from city_server.speaker import Speaker
from city_server.sync import Sync
from city_server.tables import AlertDelivery, Box, CommandRow
from wire.base import read_strict
from wire.sync import Problem

CHECKS = {
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "missing_required_header",
    "ignored_auth",
    "unsupported_method",
    "allow_header_conformance",
}
OPEN = {("post", "/enrolments"), ("get", "/time")}
"""What may be asked by whoever has no token. Think well before something is added here."""


def test_every_answer_is_one_that_is_described(kept: Settings, clock: HandClock) -> None:
    with described(kept, clock) as api:
        found = ask(api.schema)
        operations = {operation.ok().label for operation in api.schema.get_all_operations()}
    assert not found.faults, str(found)
    assert set(found.checks) >= CHECKS
    assert {label for label, _ in found.statuses} == operations
    well = {label for label, status in found.statuses if status < 300}
    assert well == operations, "each was also asked what it can answer"


@pytest.mark.sqlite
class TestAFaultIsSeen:
    """The looking itself: a city with a bug in it does not pass."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("described_api.EXAMPLES", 5)

    def faults(self, kept: Settings, clock: HandClock, path: str) -> str:
        with described(kept, clock) as api:
            return str(ask(api.schema.include(path=path)))

    def test_an_error_of_the_city(
        self, kept: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = Sync.page

        def broken(self: Sync, *asked: Any) -> Any:
            found = page(self, *asked)
            return found.missing if len(asked) > 2 and asked[2] else found

        monkeypatch.setattr(Sync, "page", broken)
        assert "no attribute 'missing'" in self.faults(kept, clock, "/sync")

    def test_an_answer_of_another_form(
        self, kept: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = Sync.page

        def untold(self: Sync, *asked: Any) -> Any:
            return page(self, *asked).model_copy(update={"poll_seconds": 0})

        monkeypatch.setattr(Sync, "page", untold)
        assert "GET /sync: Response violates schema" in self.faults(kept, clock, "/sync")

    def test_a_door_that_opens_to_any_token(
        self, kept: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        identify, known = Boxes.identify, []

        def anybody(self: Boxes, token: str) -> Speaker:
            with suppress(TokenUnknown):
                known.append(identify(self, token))
            return known[0]

        monkeypatch.setattr(Boxes, "identify", anybody)
        assert "GET /alerts/{area}: API accepts invalid authentication" in self.faults(
            kept, clock, "/alerts/{area}"
        )


# --- tokens --------------------------------------------------------------------------------------

PLACES = {"area": "akai", "sha256": "0" * 64}
"""What stands in a path; any other place of a path is filled with a word."""


@dataclass(frozen=True)
class Operation:
    """One operation as the description tells of it, with a request that is right but for its token."""

    method: str
    path: str
    scheme: str
    """The kind of token it asks for; empty for none."""
    body: str | None
    query: dict[str, str]

    def status_and_code(self, served: Served, head: dict[str, str]) -> tuple[int, str]:
        """Ask; returns the status, and what a refusal says."""
        words = self.path.replace("{", "\0{").replace("}", "}\0").split("\0")
        path = "".join(PLACES.get(word[1:-1], "word") if word.startswith("{") else word for word in words)
        with requests.request(
            self.method,
            served.url + path,
            params=self.query,
            data=self.body,
            headers=head,
            timeout=10,
            stream=True,  # one of them never ends
        ) as answer:
            if answer.status_code != 401:
                return answer.status_code, ""
            return 401, read_strict(Problem, answer.content).code


def operations(served: Served) -> list[Operation]:
    told = requests.get(f"{served.url}/openapi.json", timeout=10).json()

    def example(operation: dict[str, Any]) -> str | None:
        if "requestBody" not in operation:
            return None
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        return json.dumps(told["components"]["schemas"][schema]["examples"][0])

    def scheme(operation: dict[str, Any]) -> str:
        (names,) = operation.get("security", [{"": []}])
        (name,) = names
        return str(name)

    def query(operation: dict[str, Any]) -> dict[str, str]:
        needed = [one for one in operation.get("parameters", []) if one["in"] == "query" and one["required"]]
        return {one["name"]: "1" for one in needed}

    return [
        Operation(method, path, scheme(operation), example(operation), query(operation))
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    ]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_every_route_is_described_and_few_ask_for_no_token(served: Served) -> None:
    routes = {
        (method.lower(), route.path)
        for route in iter_route_contexts(box_app(served.city).routes)
        for method in route.methods or ()
        if method != "HEAD"
    }
    told = {(one.method, one.path) for one in operations(served)}
    assert told == routes - {("get", "/openapi.json")}
    assert {(one.method, one.path) for one in operations(served) if not one.scheme} == OPEN


def test_every_operation_refuses_every_token_but_its_own(
    served: Served, village: Path, tmp_path: Path, clock: HandClock
) -> None:
    box, revoked = enroller(served.city)("akai-01"), enroller(served.city)("akai-02")
    served.city.boxes.revoke(revoked.speaker.box, staff=1)
    claim = served.city.enrolment.offer("test-claim").claim
    shutil.copytree(village, tmp_path / "elsewhere")
    elsewhere = open_city(Settings(data=tmp_path / "elsewhere"), clock)
    foreign, foreign_claim = enroller(elsewhere)("akai-01").token, elsewhere.enrolment.offer("x").claim
    elsewhere.database.close()
    unknown = {
        "none at all": {},
        "an empty one": bearer(""),
        "a wrong one": bearer("wrong"),
        "one that is cut": bearer(box.token[:-1]),
        "two": bearer(f"{box.token} {box.token}"),
        "another way of signing in": {"Authorization": f"Basic {box.token}"},
        "in a cookie": {"Cookie": f"token={box.token}"},
        "that of another city": bearer(foreign),
        "the claim of another city": bearer(foreign_claim),
    }
    told = {
        "box": unknown | {"the claim": bearer(claim), "a revoked one": bearer(revoked.token)},
        "claim": unknown | {"a box's": bearer(box.token), "a revoked box's": bearer(revoked.token)},
    }
    right = {"box": bearer(box.token), "claim": bearer(claim)}
    asked = [one for one in operations(served) if one.scheme]
    for one in asked:
        for what, head in told[one.scheme].items():
            code = "token_revoked" if what == "a revoked one" else "token_unknown"
            assert one.status_and_code(served, head) == (401, code), f"{one.method} {one.path}: {what}"
    assert changed(served, box) == (0, None, 0), "what was refused changed nothing"
    for one in asked:
        assert one.status_and_code(served, right[one.scheme])[0] in {200, 204, 404}, one.path
    assert changed(served, box) != (0, None, 0), "the same requests do something with the right token"


def changed(served: Served, box: EnrolledBox) -> tuple[int, object, int]:
    """What the requests would have done."""
    with served.city.database.reading() as session:
        return (
            session.scalar(select(func.count()).select_from(CommandRow)) or 0,
            session.get_one(Box, box.speaker.box).report,
            session.scalar(select(func.count()).select_from(AlertDelivery)) or 0,
        )
