"""The box API: what an enrolled box may ask and say."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse

from city_server.box_api.describe import BYTES, CURSOR, refusing, streaming, takes
from city_server.box_api.ranges import RANGE, check_range
from city_server.box_api.reading import speaking, whole_body
from city_server.city import City
from city_server.errors import NotFound
from city_server.speaker import Speaker
from city_server.stream import EventStream
from wire.alerts import SignedAlerts
from wire.base import Id, read_strict
from wire.commands import CommandBatch, Verdicts
from wire.media import Digest
from wire.sync import BoxReport, SyncPage, Wake

MAX_NUMBER = 2**31 - 1


def answered(model: BaseModel) -> Response:
    """Send a wire type as it is."""
    return Response(
        model.model_dump_json(), media_type="application/json", headers={"Cache-Control": "no-store"}
    )


def router(city: City) -> APIRouter:
    """Return the routes of an enrolled box."""
    api = APIRouter()
    who = Depends(speaking(city.boxes))
    for add in (_sync, _commands, _alerts, _stream, _report, _media):
        add(api, city, who)
    return api


def _sync(api: APIRouter, city: City, who: Any) -> None:
    @api.get(
        "/sync",
        response_model=SyncPage,
        summary="What has changed after a cursor",
        responses=refusing(400, 401, 503),
    )
    def sync(
        speaker: Annotated[Speaker, who],
        cursor: Annotated[str, Query(json_schema_extra={"pattern": CURSOR})] = "",
        began: Annotated[int | None, Query(ge=0, le=MAX_NUMBER)] = None,
    ) -> Response:
        return answered(city.sync.page(speaker, cursor, began))


def _commands(api: APIRouter, city: City, who: Any) -> None:
    @api.post(
        "/commands",
        response_model=Verdicts,
        summary="What the household said, in batches",
        openapi_extra=takes(CommandBatch),
        responses=refusing(400, 401, 413, 503),
    )
    async def commands(speaker: Annotated[Speaker, who], request: Request) -> Response:
        batch = read_strict(CommandBatch, await whole_body(request))
        return answered(await run_in_threadpool(city.commands.receive, speaker, batch))


def _alerts(api: APIRouter, city: City, who: Any) -> None:
    @api.get(
        "/alerts/{area}",
        response_model=SignedAlerts,
        summary="All alerts in force in an area, signed",
        responses=refusing(400, 401, 404, 503),
    )
    def alerts(speaker: Annotated[Speaker, who], area: Id) -> Response:  # noqa: ARG001
        _, signed = city.alerts.signed(area)
        return answered(signed)

    @api.post(
        "/alerts/{area}/held",
        status_code=204,
        summary="The box holds the list with this number",
        responses=refusing(400, 401, 404, 503),
    )
    def held(
        speaker: Annotated[Speaker, who], area: Id, number: Annotated[int, Query(ge=0, le=MAX_NUMBER)]
    ) -> Response:
        city.alert_reach.held(speaker, area, number)
        return Response(status_code=204)


def _stream(api: APIRouter, city: City, who: Any) -> None:
    @api.get(
        "/stream",
        summary="Events `wake` and `alerts`, for as long as it is open",
        status_code=200,
        response_class=EventStream,
        responses={**streaming({"wake": Wake, "alerts": SignedAlerts}), **refusing(401, 503)},
    )
    async def stream(speaker: Annotated[Speaker, who]) -> Response:
        opened = city.hub.open_for_box(speaker)
        try:
            wake = await run_in_threadpool(city.sync.wake, speaker)
            _, signed = await run_in_threadpool(city.alerts.signed, speaker.area)
        except BaseException:
            city.hub.leave(opened)
            raise
        return city.hub.box_events(opened, wake, signed)


def _report(api: APIRouter, city: City, who: Any) -> None:
    @api.post(
        "/report",
        status_code=204,
        summary="How the box is",
        openapi_extra=takes(BoxReport),
        responses=refusing(400, 401, 413, 503),
    )
    async def report(speaker: Annotated[Speaker, who], request: Request) -> Response:
        told = read_strict(BoxReport, await whole_body(request))
        await run_in_threadpool(city.boxes.report, speaker, told)
        return Response(status_code=204)


def _media(api: APIRouter, city: City, who: Any) -> None:
    @api.get(
        "/media/{sha256}",
        summary="A file, whole or from a byte on (Range)",
        response_class=FileResponse,
        openapi_extra=RANGE,
        responses={
            200: {"description": "The whole file", "content": BYTES},
            206: {"description": "The part that was asked for", "content": BYTES},
            **refusing(400, 401, 404, 416, 503),
        },
    )
    def media(
        speaker: Annotated[Speaker, who],  # noqa: ARG001
        sha256: Digest,
        request: Request,
    ) -> Response:
        path = city.media.path(sha256)
        if path is None:
            raise NotFound(f"file {sha256}")
        check_range(request, path.stat().st_size)
        headers = {"Cache-Control": "no-store", "ETag": f'"{sha256}"'}
        return FileResponse(path, media_type="application/octet-stream", headers=headers)
