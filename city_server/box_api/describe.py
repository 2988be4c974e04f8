"""The box API in OpenAPI: schemas of what is sent, with examples made from the wire types themselves."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from city_server.commands import MAX_INSTALLATION, MAX_NUMBER
from wire.base import TOKYO, Frozen
from wire.commands import BODIES, CheckIn, Command, CommandBatch
from wire.content import KINDS, Answer
from wire.sync import BoxReport, Problem, TvPower, Wake

CURSOR = r"^([A-Za-z0-9][A-Za-z0-9_.-]{0,79}:[0-9]{1,18})?$"
"""`<epoch>:<seq>`, or nothing for the very first."""

BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}

_REFUSED = {
    400: "It cannot be read, or a parameter is wrong",
    401: "The token is none that the city gave out, or was taken back",
    404: "There is no such thing for this box",
    413: "It is too large",
    416: "The file has no such part",
    429: "Too many at once: try again after `Retry-After` seconds",
    503: "Busy: try again after `Retry-After` seconds",
}

_AT = datetime.combine(date(2026, 11, 22), datetime.min.time(), TOKYO).replace(hour=8, minute=5)

EXAMPLES: tuple[Frozen, ...] = (
    CommandBatch(
        installation="inst-7f3a",
        commands=(
            Command(
                number=1,
                kind="check_in",
                made_at=_AT,
                clock_trusted=True,
                body=CheckIn(resident="akai-01-1", answer=Answer.GOOD).model_dump(mode="json"),
            ),
        ),
    ),
    BoxReport(version="0.1.0", applied=412, waiting=0, clock_trusted=True, tv=TvPower.ON, last_key_at=_AT),
    Problem(code="token_revoked", message="この 端末の 登録は 取り消されました。"),
)


def refusing(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the refusals of an operation; each of them bears a `Problem`."""
    content = {"application/json": {"schema": _ref(Problem)}}
    return {status: {"description": _REFUSED[status], "content": content} for status in statuses}


def takes(model: type[BaseModel]) -> dict[str, Any]:
    """Describe a request body; the schema itself is added by `describe`."""
    content = {"application/json": {"schema": _ref(model)}}
    return {"requestBody": {"required": True, "content": content}}


def streaming(events: Mapping[str, type[BaseModel]]) -> dict[int | str, dict[str, Any]]:
    """Describe an answer that is a stream of events, each with JSON as its data."""
    told = [
        {"properties": {"event": {"const": name}, "data": {"type": "string", **_json_of(model)}}}
        for name, model in events.items()
    ]
    item = {"type": "object", "required": ["event", "data"], "oneOf": told}
    return {200: {"description": "The stream", "content": {"text/event-stream": {"itemSchema": item}}}}


def describe(app: FastAPI, prefix: str) -> None:
    """Add where the API is, the request bodies, and what stands in a body of each kind."""
    described = app.openapi()
    described["servers"] = [{"url": prefix}]
    for path in described["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    known: dict[str, Any] = described["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        known.pop(unused, None)
    taken = [type(example) for example in EXAMPLES]
    known.update(_schemas([*taken, Wake, *BODIES.values(), *KINDS.values()]))
    for example in EXAMPLES:
        known[type(example).__name__]["examples"] = [example.model_dump(mode="json")]
    known["CommandBatch"]["properties"]["installation"]["maxLength"] = MAX_INSTALLATION
    known["Command"]["properties"]["number"]["maximum"] = MAX_NUMBER
    known["Command"]["anyOf"] = [*_by_kind(BODIES), {}]
    known["Change"]["anyOf"] = [*_by_kind(KINDS), {"properties": {"op": {"const": "delete"}}}]
    app.openapi_schema = described


def _schemas(models: list[type[Frozen]]) -> dict[str, Any]:
    _, schemas = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    found: dict[str, Any] = schemas.get("$defs", {})
    return found


def _by_kind(kinds: Mapping[str, type[Frozen]]) -> list[dict[str, Any]]:
    """Say for each kind what its body is."""
    return [{"properties": {"kind": {"const": kind}, "body": _ref(model)}} for kind, model in kinds.items()]


def _json_of(model: type[BaseModel]) -> dict[str, Any]:
    return {"contentMediaType": "application/json", "contentSchema": _ref(model)}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
