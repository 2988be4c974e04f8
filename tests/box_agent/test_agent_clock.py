"""A box with a wrong clock gets back to its city, and nobody else sets its clock or is taken for the city."""

import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from agent_process import ENROLMENT, AgentProcess, until
from both_cities import Real, real_city
from cache_village import NOW
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from troubled_line import Line

from box_agent.rescue import Rescue, plain_address
from offline_cache.city_api import CityApi
from offline_cache.clock import FLOOR
from offline_cache.errors import CityUnreachable, ClockDoubted
from offline_cache.outbox import Outbox
from wire.alerts import AlertList
from wire.clock_time import CityTime
from wire.signing import new_private_key, public_key, sign_alerts, sign_time

PRIVATE = new_private_key()
KEY = public_key("city-1", PRIVATE)
FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


# --- what is believed -----------------------------------------------------------------------------


@dataclass
class Told:
    """Somebody at the plain address, who answers what a test puts into `answer`."""

    answer: Callable[[str], str] = lambda _: ""
    asked: list[str] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def told() -> Iterator[Told]:
    somebody = Told()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            (nonce,) = parse_qs(urlsplit(self.path).query)["nonce"]
            somebody.asked.append(nonce)
            body = somebody.answer(nonce).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        somebody.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield somebody
        server.shutdown()
        thread.join()


@dataclass
class Box:
    """A rescue with a clock that can be looked at."""

    rescue: Rescue
    directory: Path
    wall: datetime
    seconds: float = 0.0
    sets: list[datetime] = field(default_factory=list)

    def floor(self) -> datetime | None:
        outbox = Outbox.open(self.directory, FLOOR)
        found = outbox.identity.time_floor()
        outbox.close()
        return found


@pytest.fixture
def box(told: Told, tmp_path: Path) -> Box:
    outbox = Outbox.open(tmp_path, FLOOR)
    outbox.identity.enrol("box-1", "token", "h-1", [KEY])
    outbox.close()
    made = Box(Rescue(tmp_path, told.url, lambda _: None), tmp_path, datetime(1970, 1, 1, tzinfo=UTC))

    def set_wall(moment: datetime) -> None:
        made.sets.append(moment)
        made.wall = moment

    made.rescue.set_wall = set_wall
    made.rescue.wall = lambda: made.wall
    made.rescue.seconds = lambda: made.seconds
    return made


def signed(nonce: str, at: datetime = NOW, private: bytes = PRIVATE) -> str:
    return sign_time(CityTime(nonce=nonce, at=at), KEY.id, private).model_dump_json()


def an_alert_list(nonce: str) -> str:
    listed = AlertList(area=nonce.lstrip("_-"), number=1, issued_at=NOW, alerts=())
    return sign_alerts(listed, KEY.id, PRIVATE).model_dump_json()


@pytest.mark.parametrize("wall", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2038, 1, 20, tzinfo=UTC)])
def test_the_citys_signed_time_sets_a_clock_that_is_behind_or_ahead(
    box: Box, told: Told, wall: datetime
) -> None:
    box.wall, told.answer = wall, signed
    assert box.rescue.set_clock()
    assert box.sets == [NOW]
    assert box.floor() is None, "its certificate has not agreed yet"
    box.rescue.agreed()
    assert box.floor() == NOW


FORGED = {
    "another key": lambda nonce: signed(nonce, private=new_private_key()),
    "another question": lambda nonce: signed(nonce[::-1]),
    "a list of alerts": an_alert_list,
    "a time before this release was made": lambda nonce: signed(nonce, FLOOR - timedelta(seconds=1)),
    "a sign-in page": lambda _: "<html>ようこそ</html>",
    "nothing": lambda _: "",
}


@pytest.mark.parametrize("answer", FORGED.values(), ids=FORGED)
def test_what_the_city_did_not_sign_for_this_question_changes_nothing(
    box: Box, told: Told, answer: Callable[[str], str]
) -> None:
    told.answer = answer
    assert not box.rescue.set_clock()
    assert len(told.asked) == 1, "it was really told that"
    assert box.sets == []
    assert box.floor() is None


def test_an_answer_recorded_before_is_worth_nothing(box: Box, told: Told) -> None:
    told.answer = signed
    assert box.rescue.set_clock()
    old = signed(told.asked[0])
    told.answer = lambda _: old
    box.seconds += 60
    box.wall = datetime(1970, 1, 1, tzinfo=UTC)
    assert not box.rescue.set_clock()
    assert len(set(told.asked)) == 2, "each question has a nonce of its own"
    assert box.sets == [NOW]


def test_no_time_before_the_last_one_that_was_good_is_believed(box: Box, told: Told) -> None:
    told.answer = signed
    box.rescue.set_clock()
    box.rescue.agreed()
    box.seconds += 60
    told.answer = lambda nonce: signed(nonce, NOW - timedelta(seconds=1))
    box.wall = datetime(1970, 1, 1, tzinfo=UTC)
    assert not box.rescue.set_clock()
    assert box.sets == [NOW]
    assert box.floor() == NOW


def test_an_answer_that_was_held_back_is_not_believed(box: Box, told: Told) -> None:
    def late(nonce: str) -> str:
        box.seconds += 11
        return signed(nonce)

    told.answer = late
    assert not box.rescue.set_clock()
    assert box.sets == []


def test_a_right_clock_is_left_alone_and_nobody_is_asked_again_at_once(box: Box, told: Told) -> None:
    told.answer, box.wall = signed, NOW + timedelta(seconds=30)
    assert not box.rescue.set_clock()
    assert not box.rescue.set_clock()
    assert len(told.asked) == 1
    assert box.sets == []


def test_a_clock_that_may_not_be_set_stays_and_is_no_failure(box: Box, told: Told) -> None:
    def may_not(_: datetime) -> None:
        raise PermissionError

    told.answer, box.rescue.set_wall = signed, may_not
    assert not box.rescue.set_clock()


def test_a_box_that_is_nobodys_asks_nobody(box: Box, told: Told) -> None:
    outbox = Outbox.open(box.directory, FLOOR)
    outbox.identity.enrol("box-1", "token", "h-1", [])
    outbox.close()
    assert not box.rescue.set_clock()
    assert told.asked == []


def test_another_city_begins_with_a_floor_of_its_own(box: Box, told: Told) -> None:
    told.answer = signed
    box.rescue.set_clock()
    box.rescue.agreed()
    outbox = Outbox.open(box.directory, FLOOR)
    outbox.identity.enrol("box-2", "token", "h-1", [KEY])
    outbox.close()
    assert box.floor() is None


@pytest.mark.parametrize(
    ("city", "plain"),
    [
        ("https://city.example", "http://city.example"),
        ("https://city.example:8443/", "http://city.example"),
        ("http://city.example:8080", None),
    ],
)
def test_the_time_is_asked_at_the_citys_host_without_tls(city: str, plain: str | None) -> None:
    assert plain_address(city) == plain


# --- real certificates, real clocks ---------------------------------------------------------------


@dataclass(frozen=True)
class Authority:
    """Who signs certificates in this test; its own is in the file `ca`."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    name: x509.Name

    @property
    def ca(self) -> Path:
        return self.folder / "ca.pem"

    def server(self, first: datetime, last: datetime) -> ssl.SSLContext:
        """Make a certificate for 127.0.0.1 that is valid between two moments, and serve with it."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        made = _certificate(_name("127.0.0.1"), self.name, key, first, last)
        made = made.add_extension(names, critical=False)
        made = made.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
        )
        file = self.folder / "server.pem"
        file.write_bytes(
            made.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)
            + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


_SIGNS_CERTIFICATES = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Test authority")
    made = _certificate(name, name, key, datetime(1960, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(_SIGNS_CERTIFICATES, critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    authority = Authority(tmp_path, key, name)
    authority.ca.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return authority


@contextmanager
def secure(port: int, tls: ssl.SSLContext) -> Iterator[Line]:
    line = Line(port, tls)
    line.start()
    yield line
    line.stop()


class ClockedAgent(AgentProcess):
    """A real agent under libfaketime, told once where its city is; it keeps that for every later start."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory, None)
        self.clock = directory / "faked-clock"

    def start_at(self, moment: datetime, *where: str) -> None:
        """Start it while its machine's clock shows this moment."""
        self.clock.write_text(f"{moment.timestamp() - time.time():+.3f}s")
        command = [sys.executable, str(Path(__file__).parent / "clocked_agent.py")]
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "LD_PRELOAD": str(FAKETIME[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        with (self.directory / "log").open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.directory), "--sound-capture", str(self.sounds), *where],
                stderr=log,
                text=True,
                env=environment,
            )

    def shows(self) -> datetime:
        """What the machine's clock of the box says now."""
        offset = float(self.clock.read_text(encoding="ascii").rstrip("s"))
        return datetime.fromtimestamp(time.time() + offset, UTC)

    def near(self, moment: datetime) -> bool:
        return abs(self.shows() - moment) < timedelta(minutes=30)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Real]:
    with real_city(tmp_path / "city") as city:
        yield city


needs_faketime = pytest.mark.skipif(
    not FAKETIME, reason="faketime is not installed: see kiosk_setup/packages-test.txt"
)


@pytest.mark.journey
@needs_faketime
def test_a_box_without_a_battery_comes_back_by_the_signed_time_alone(
    real: Real, authority: Authority, tmp_path: Path
) -> None:
    good = authority.server(NOW - timedelta(days=1), NOW + timedelta(days=30))
    with secure(int(real.url.rpartition(":")[2]), good) as line:
        agent = ClockedAgent(tmp_path / "box")
        try:
            agent.start_at(NOW, "--city", line.url, "--time", real.url, "--city-ca", str(authority.ca))
            until(lambda: agent.code() is not None, ENROLMENT, f"a code on the TV; {agent.log()}")
            real.accept(agent.code() or "")
            until(lambda: agent.snapshot().household is not None, 60, "the household")
            assert line.fired["handshake"] == 0
            assert agent.near(NOW)
            for wrong in (datetime(1970, 1, 2, tzinfo=UTC), datetime(2038, 1, 20, tzinfo=UTC)):
                agent.stop()
                notice, failed = real.write_notice(), line.fired["handshake"]
                agent.start_at(wrong)
                until(
                    lambda notice=notice: notice in {one.id for one in agent.snapshot().notices},
                    60,
                    f"what was written meanwhile, for a box in {wrong.year}",
                )
                assert line.fired["handshake"] > failed, "the certificate looked wrong to it"
                assert agent.near(NOW), "its machine's clock is right again"
        finally:
            agent.end()


@pytest.mark.journey
@needs_faketime
def test_somebody_with_an_expired_certificate_is_never_the_city(
    real: Real, authority: Authority, told: Told, tmp_path: Path
) -> None:
    port = int(real.url.rpartition(":")[2])
    good = authority.server(NOW - timedelta(days=1), NOW + timedelta(days=30))
    agent = ClockedAgent(tmp_path / "box")
    try:
        with secure(port, good) as line:
            agent.start_at(NOW, "--city", line.url, "--time", real.url, "--city-ca", str(authority.ca))
            until(lambda: agent.code() is not None, ENROLMENT, f"a code on the TV; {agent.log()}")
            real.accept(agent.code() or "")
            until(lambda: agent.snapshot().household is not None, 60, "the household")
            agent.stop()
        notice = real.write_notice()
        old = authority.server(NOW - timedelta(days=90), NOW - timedelta(days=1))
        with secure(port, old) as line:
            agent.start_at(NOW, "--city", line.url)
            until(lambda: "the clock is right" in agent.log(), 60, "it asked for the time")
            until(lambda: line.fired["handshake"] >= 3, 60, "it tried again")
            assert agent.near(NOW)
            agent.stop()
            told.answer = lambda nonce: signed(nonce, NOW - timedelta(days=15))
            agent.start_at(NOW, "--time", told.url)
            until(lambda: "a forged answer" in agent.log(), 60, "it was told a time that somebody forged")
            until(lambda: line.fired["handshake"] >= 6, 60, "it tried again")
            assert agent.near(NOW), "the forged time has set nothing"
            assert told.asked
            assert line.requests == [], "nothing was ever said to whoever that is, no token either"
            assert notice not in {one.id for one in agent.snapshot().notices}
    finally:
        agent.end()


def test_a_certificate_of_another_authority_is_no_question_of_time(
    real: Real, authority: Authority, tmp_path: Path
) -> None:
    good = authority.server(datetime.now(UTC) - timedelta(days=1), datetime.now(UTC) + timedelta(days=1))
    late = authority.server(datetime.now(UTC) - timedelta(days=9), datetime.now(UTC) - timedelta(days=1))
    port = int(real.url.rpartition(":")[2])
    with secure(port, late) as line, CityApi(line.url, ca=authority.ca) as api:
        with pytest.raises(ClockDoubted):
            api.offer()
        assert line.requests == []
    with secure(port, good) as line, CityApi(line.url) as api:
        with pytest.raises(CityUnreachable) as caught:
            api.offer()
        assert not isinstance(caught.value, ClockDoubted)
        assert line.requests == []
    with secure(port, good) as line, CityApi(line.url, ca=authority.ca) as api:
        assert api.offer().code
