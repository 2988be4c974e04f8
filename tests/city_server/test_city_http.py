"""The box API over real HTTP: what a wrong client is told, and what a right one can rely on."""

import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from conftest import EnrolledBox, Served, enroller, wait_until
from sqlalchemy import select

from city_server.domain.alerts import AlertDraft
from city_server.notices import Draft
from city_server.tables import CheckInRow, CommandRow
from wire.alerts import AlertStatus, SignedAlerts
from wire.base import read_strict
from wire.clock_time import SignedTime
from wire.commands import CheckIn, CommandBatch, Outcome, Verdicts
from wire.content import Answer, NoticeKind
from wire.enrolment import EnrolmentAnswer, EnrolmentOffer, EnrolmentState
from wire.errors import Forged
from wire.signing import open_alerts, open_time
from wire.sync import Problem, SyncPage, Wake


@pytest.fixture
def box(served: Served) -> EnrolledBox:
    return enroller(served.city)("akai-01")


def _head(box: EnrolledBox) -> dict[str, str]:
    return {"Authorization": f"Bearer {box.token}"}


def _batch(box: EnrolledBox, answer: Answer = Answer.GOOD, number: int = 1, who: str = "akai-01-1") -> str:
    command = box.command(CheckIn(resident=who, answer=answer), number)
    return CommandBatch(installation="inst-1", commands=(command,)).model_dump_json()


def _post(served: Served, path: str, body: str | bytes, head: dict[str, str]) -> requests.Response:
    return requests.post(served.url + path, data=body, headers=head, timeout=10)


def _problem(response: requests.Response) -> Problem:
    assert response.headers["content-type"] == "application/json"
    return read_strict(Problem, response.content)


def test_an_unknown_field_is_refused_and_nothing_changes(served: Served, box: EnrolledBox) -> None:
    batch = json.loads(_batch(box))
    batch["commands"][0]["colour"] = "red"
    answer = _post(served, "/commands", json.dumps(batch), _head(box))
    assert answer.status_code == 400
    assert _problem(answer).code == "unreadable"
    with served.city.database.reading() as session:
        assert session.scalars(select(CommandRow)).all() == []


def test_an_unknown_field_of_a_body_is_refused_by_its_own_verdict(served: Served, box: EnrolledBox) -> None:
    batch = json.loads(_batch(box))
    batch["commands"][0]["body"]["colour"] = "red"
    answer = _post(served, "/commands", json.dumps(batch), _head(box))
    (verdict,) = read_strict(Verdicts, answer.content).verdicts
    assert verdict.outcome is Outcome.REFUSED
    assert verdict.reason is not None
    assert "読めませんでした" in verdict.reason


@pytest.mark.parametrize("head", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eDp5"}])
@pytest.mark.parametrize("path", ["/sync", "/stream", "/alerts/akai"])
def test_without_a_known_token_nothing_is_told(served: Served, path: str, head: dict[str, str]) -> None:
    answer = requests.get(served.url + path, headers=head, timeout=10)
    assert answer.status_code == 401
    assert _problem(answer).code == "token_unknown"


def test_a_revoked_token_is_told_so(served: Served, box: EnrolledBox) -> None:
    served.city.boxes.revoke(box.speaker.box, staff=1)
    answer = requests.get(served.url + "/sync", headers=_head(box), timeout=10)
    assert answer.status_code == 401
    assert _problem(answer).code == "token_revoked"


@pytest.mark.parametrize("size", [256 * 1024 + 1, 1024 * 1024])
def test_a_body_that_is_too_large_is_refused(served: Served, box: EnrolledBox, size: int) -> None:
    answer = _post(served, "/commands", b"x" * size, _head(box))
    assert answer.status_code == 413
    assert _problem(answer).code == "too_large"


def test_a_body_sent_in_pieces_is_measured_too(served: Served, box: EnrolledBox) -> None:
    pieces = (b"x" * 65536 for _ in range(8))
    answer = requests.post(served.url + "/report", data=pieces, headers=_head(box), timeout=10)
    assert answer.status_code == 413


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"installation":"i","commands":[]}', "\udcff"])
def test_malformed_json_is_a_clear_error(served: Served, box: EnrolledBox, body: str) -> None:
    answer = _post(served, "/commands", body.encode("utf-8", "surrogateescape"), _head(box))
    assert answer.status_code == 400
    assert _problem(answer).code == "unreadable"


@pytest.mark.parametrize("cursor", ["x", "e:", "e:-1", ":5", "e:9999999999999999999", "e:５"])
def test_a_cursor_that_is_none_is_a_clear_error(served: Served, box: EnrolledBox, cursor: str) -> None:
    answer = requests.get(served.url + "/sync", params={"cursor": cursor}, headers=_head(box), timeout=10)
    assert answer.status_code == 400
    assert _problem(answer).code == "unreadable"


def test_unknown_addresses_and_methods_are_problems_too(served: Served, box: EnrolledBox) -> None:
    assert _problem(requests.get(served.url + "/nothing", timeout=10)).code == "not_found"
    method = requests.delete(served.url + "/sync", headers=_head(box), timeout=10)
    assert (_problem(method).code, method.headers["Allow"]) == ("method", "GET")
    unknown = requests.get(served.url + "/alerts/atlantis", headers=_head(box), timeout=10)
    assert (unknown.status_code, _problem(unknown).code) == (404, "not_found")
    broken = requests.get(served.url + "/alerts/a%0Ab", headers=_head(box), timeout=10)
    assert (broken.status_code, _problem(broken).code) == (404, "not_found")


def test_a_part_that_a_file_does_not_have_is_a_problem_that_tells_its_size(
    served: Served, box: EnrolledBox
) -> None:
    with served.city.media.shelf.bench() as bench:
        (bench / "file").write_bytes(b"0123456789")
        path = "/media/" + served.city.media.shelf.put(bench / "file")

    def ask(part: str) -> requests.Response:
        return requests.get(served.url + path, headers={**_head(box), "Range": part}, timeout=10)

    rest = ask("bytes=7-")
    assert (rest.status_code, rest.content) == (206, b"789")
    behind = ask("bytes=10-")
    assert (behind.status_code, behind.headers["Content-Range"]) == (416, "bytes */10")
    assert _problem(behind).code == "range"
    for other in ("bytes=2-1", "bytes=-3", "bytes=0-1,3-4", "lines=1-", ""):
        assert (ask(other).status_code, _problem(ask(other)).code) == (400, "parameter")


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999999999999"])
def test_a_list_number_out_of_range_is_refused(served: Served, box: EnrolledBox, number: str) -> None:
    answer = _post(served, f"/alerts/akai/held?number={number}", "", _head(box))
    assert (answer.status_code, _problem(answer).code) == (400, "parameter")


def test_a_box_never_speaks_for_another_household(served: Served, box: EnrolledBox) -> None:
    answer = _post(served, "/commands", _batch(box, who="akai-02-1"), _head(box))
    (verdict,) = read_strict(Verdicts, answer.content).verdicts
    assert verdict.outcome is Outcome.REFUSED
    with served.city.database.reading() as session:
        assert session.scalars(select(CheckInRow)).all() == []


def test_a_duplicate_push_has_one_effect(served: Served, box: EnrolledBox) -> None:
    first = _post(served, "/commands", _batch(box), _head(box))
    second = _post(served, "/commands", _batch(box), _head(box))
    assert read_strict(Verdicts, first.content).verdicts[0].outcome is Outcome.DONE
    assert read_strict(Verdicts, second.content).verdicts[0].outcome is Outcome.DUPLICATE
    assert _times(served) == [1]


def test_a_lost_answer_leads_to_one_effect(served: Served, box: EnrolledBox) -> None:
    body = _batch(box).encode()
    with closing(socket.create_connection(("127.0.0.1", served.port))) as line:
        line.sendall(
            b"POST /box/v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + f"Authorization: Bearer {box.token}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        wait_until(lambda: _times(served) == [1])  # the fault fired: done, and nobody heard the answer
    again = _post(served, "/commands", body, _head(box))
    assert read_strict(Verdicts, again.content).verdicts[0].outcome is Outcome.DUPLICATE
    assert _times(served) == [1]


def _times(served: Served) -> list[int]:
    with served.city.database.reading() as session:
        return list(session.scalars(select(CheckInRow.times)))


def test_a_box_enrols_and_syncs_from_nothing(served: Served) -> None:
    offered = requests.post(served.url + "/enrolments", timeout=10)
    offer = read_strict(EnrolmentOffer, offered.content)
    claim = {"Authorization": f"Bearer {offer.claim}"}
    waiting = requests.post(served.url + "/enrolments/ask", headers=claim, timeout=10)
    assert read_strict(EnrolmentAnswer, waiting.content).state is EnrolmentState.WAITING
    served.city.enrolment.accept(offer.code.lower(), "akai-01", staff=1)
    enrolled = requests.post(served.url + "/enrolments/ask", headers=claim, timeout=10)
    answer = read_strict(EnrolmentAnswer, enrolled.content)
    assert (answer.state, answer.household) == (EnrolmentState.ENROLLED, "akai-01")
    head = {"Authorization": f"Bearer {answer.token}"}
    page = read_strict(SyncPage, requests.get(served.url + "/sync", headers=head, timeout=10).content)
    assert page.reset
    kinds = {change.kind for change in page.changes}
    assert {"household", "notice", "bus", "weather", "living"} <= kinds
    signed = requests.get(served.url + "/alerts/akai", headers=head, timeout=10)
    assert open_alerts(read_strict(SignedAlerts, signed.content), answer.alert_keys).alerts == ()


def test_the_time_is_told_to_anybody_and_signed_for_one_question(served: Served) -> None:
    nonce = "AAECAwQFBgcICQoLDA0ODw"
    told = requests.get(served.url + "/time", params={"nonce": nonce}, timeout=10)
    signed = read_strict(SignedTime, told.content)
    keys = served.city.enrolment.alert_keys
    assert open_time(signed, keys, nonce) == served.city.clock.now()
    with pytest.raises(Forged):
        open_time(signed, keys, nonce[::-1])
    for wrong in ("", "short", nonce + "!", "あ" * 22, "x" * 65):
        refused = requests.get(served.url + "/time", params={"nonce": wrong}, timeout=10)
        assert (refused.status_code, _problem(refused).code) == (400, "parameter")


# --- the stream ---------------------------------------------------------------------------------


@contextmanager
def _stream(served: Served, box: EnrolledBox) -> Iterator["queue.Queue[tuple[str, Any]]"]:
    """Open the stream of a box; its events come as (name, data)."""
    events: queue.Queue[tuple[str, Any]] = queue.Queue()
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    line.request("GET", "/box/v1/stream", headers=_head(box))
    response = line.getresponse()
    assert response.status == 200
    socket_of = line.sock

    def read() -> None:
        name = ""
        try:
            for raw in response:
                text = raw.decode().rstrip("\n")
                if text.startswith("event: "):
                    name = text[7:]
                elif text.startswith("data: "):
                    events.put((name, json.loads(text[6:])))
        except (OSError, http.client.HTTPException, ValueError):
            pass
        events.put(("end", None))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield events
    finally:
        if socket_of is not None:
            socket_of.shutdown(socket.SHUT_RDWR)
        reader.join(10)
        response.close()
        line.close()


def _first_two(events: "queue.Queue[tuple[str, Any]]") -> dict[str, Any]:
    return dict([events.get(timeout=5), events.get(timeout=5)])


def _draft(*audiences: str) -> Draft:
    return Draft("そうじ", "あした そうじを します。", NoticeKind.COMMUNITY, "赤井区", audiences)


def test_a_stream_begins_with_how_things_stand(served: Served, box: EnrolledBox) -> None:
    with _stream(served, box) as events:
        first = _first_two(events)
    page = served.city.sync.page(box.speaker, "")
    assert Wake.model_validate(first["wake"]).epoch == page.epoch
    assert Wake.model_validate(first["wake"]).head == page.head
    assert set(first["alerts"]) == {"payload", "key_id", "signature"}


def test_a_notice_wakes_its_area_within_a_second_and_nobody_elsewhere(
    served: Served, box: EnrolledBox
) -> None:
    elsewhere = enroller(served.city)("hara-01")
    with _stream(served, box) as events, _stream(served, elsewhere) as silent:
        _first_two(events), _first_two(silent)
        served.city.notices.write(_draft("area:akai"), staff=1)
        name, wake = events.get(timeout=1)
        assert (name, wake["head"]) == ("wake", served.city.sync.wake(box.speaker).head)
        served.city.notices.write(_draft("area:hara"), staff=1)
        name, wake = silent.get(timeout=1)
        assert wake["head"] == served.city.sync.wake(box.speaker).head, "the first wake was for akai alone"
        assert silent.empty()


def test_an_alert_rides_in_the_stream_whole(served: Served, box: EnrolledBox) -> None:
    elsewhere = enroller(served.city)("hara-01")
    with _stream(served, box) as events, _stream(served, elsewhere) as silent:
        _first_two(events), _first_two(silent)
        draft = AlertDraft(
            AlertStatus.ACTUAL,
            4,
            "避難指示",
            ("土砂くずれの おそれ。",),
            (),
            to_shelter=True,
            areas=("akai",),
            sender="湊町",
            expires_at=served.city.clock.now() + timedelta(hours=6),
        )
        raised = served.city.alerts.raise_alert(draft, staff=1)
        name, signed = events.get(timeout=1)
        assert name == "alerts"
        listed = open_alerts(SignedAlerts.model_validate(signed), served.city.enrolment.alert_keys)
        assert listed.alerts == (raised,)
        assert silent.empty()


def test_a_revoked_box_loses_its_stream(served: Served, box: EnrolledBox) -> None:
    with _stream(served, box) as events:
        _first_two(events)
        served.city.boxes.revoke(box.speaker.box, staff=1)
        assert events.get(timeout=5) == ("end", None)
    wait_until(lambda: served.city.hub.count() == 0)


def test_the_city_forgets_a_box_that_has_gone(served: Served, box: EnrolledBox) -> None:
    with _stream(served, box) as events:
        _first_two(events)
        assert served.city.hub.count() == 1
    wait_until(lambda: served.city.hub.count() == 0)


def test_sigterm_stops_the_city_at_once_with_a_stream_open(folder: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "city_server.main", "--data", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            wait_until(lambda: _healthy(port), 40)
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            head = {"Authorization": f"Bearer {_token_over_http(folder, port)}"}
            line.request("GET", "/box/v1/stream", headers=head)
            response = line.getresponse()
            assert response.readline().startswith(b"event: ")
            begin = time.monotonic()
            process.send_signal(signal.SIGTERM)
            process.wait(10)
            assert time.monotonic() - begin < 3
            response.close()
            line.close()
        finally:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)


def _healthy(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).ok
    except requests.ConnectionError:
        return False


def _token_over_http(folder: Path, port: int) -> str:
    """Enrol a box at the running program, as an office would, over its database."""
    from city_server.app import open_city  # noqa: PLC0415
    from city_server.clock import CityClock  # noqa: PLC0415
    from city_server.settings import Settings  # noqa: PLC0415

    url = f"http://127.0.0.1:{port}/box/v1/enrolments"
    offer = EnrolmentOffer.model_validate(requests.post(url, timeout=10).json())
    city = open_city(Settings(data=folder), CityClock())
    city.enrolment.accept(offer.code, "akai-01", staff=1)
    city.database.close()
    claim = {"Authorization": f"Bearer {offer.claim}"}
    return str(requests.post(f"{url}/ask", headers=claim, timeout=10).json()["token"])


def test_every_operation_is_described_with_what_it_takes(served: Served) -> None:
    described = requests.get(served.url + "/openapi.json", timeout=10).json()
    assert set(described["paths"]) == {
        "/enrolments",
        "/enrolments/ask",
        "/sync",
        "/commands",
        "/time",
        "/alerts/{area}",
        "/alerts/{area}/held",
        "/stream",
        "/report",
        "/media/{sha256}",
    }
    batch = described["components"]["schemas"]["CommandBatch"]
    assert CommandBatch.model_validate(batch["examples"][0]).commands[0].kind == "check_in"
