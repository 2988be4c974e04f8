"""The box API in OpenAPI: schemas of what is sent, with examples made from the wire types themselves."""

from datetime import date, datetime
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from wire.base import TOKYO, Frozen
from wire.commands import CheckIn, Command, CommandBatch
from wire.content import Answer
from wire.sync import BoxReport, Problem, TvPower

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


def describe(app: FastAPI) -> None:
    """Add the request bodies and the Problem that every refusal bears."""
    described = app.openapi()
    _, schemas = models_json_schema(
        [(type(example), "validation") for example in EXAMPLES], ref_template="#/components/schemas/{model}"
    )
    known: dict[str, Any] = described.setdefault("components", {}).setdefault("schemas", {})
    known.update(schemas.get("$defs", {}))
    for example in EXAMPLES:
        known[type(example).__name__]["examples"] = [example.model_dump(mode="json")]
    refusal = {
        "description": "Refused, with a reason",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path in described["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["4XX"] = refusal
    app.openapi_schema = described
