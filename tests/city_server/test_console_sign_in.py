"""Signing in: what a cookie is worth, and what guessing comes to."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from conftest import Served
from console_browser import Console, words_of
from sqlalchemy import select

from city_server.clock import HandClock
from city_server.staff import GUESSES, SESSION_SPAN
from city_server.tables import AuditEntry, Staff, StaffSession


@pytest.fixture
def logins(folder: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((folder / "logins.json").read_text())
    return found


@pytest.fixture
def console(served: Served) -> Console:
    return Console(f"http://127.0.0.1:{served.port}")


def wrong(console: Console, user: str) -> requests.Response:
    return console.sign_in({"user": user, "password": "not it"})


def test_the_database_keeps_neither_password_nor_cookie(
    console: Console, served: Served, logins: dict[str, dict[str, str]]
) -> None:
    console.sign_in(logins["office"])
    cookie = console.http.cookies["minato_session"]
    with served.city.database.reading() as session:
        kept = session.scalars(select(StaffSession.token_hash)).one()
        hashes = session.scalars(select(Staff.password_hash)).all()
    assert kept == hashlib.sha256(cookie.encode()).hexdigest() != cookie
    assert all(text.startswith("$argon2id$") for text in hashes)


def test_the_cookie_is_for_the_browser_alone(console: Console, logins: dict[str, dict[str, str]]) -> None:
    login = logins["office"]
    answer = console.send("/login", dict(login), form="/login", stay=True)
    [cookie] = [line for line in answer.headers["set-cookie"].split(", ") if "minato_session" in line]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert login["password"] not in str(answer.headers)


def test_an_unknown_login_and_a_wrong_password_sound_the_same(
    console: Console, logins: dict[str, dict[str, str]]
) -> None:
    unknown, known = wrong(console, "nobody"), wrong(console, logins["office"]["user"])
    assert unknown.status_code == known.status_code == 401
    assert "ログイン名か パスワードが ちがいます。" in words_of(unknown)
    assert words_of(unknown) == words_of(known)


def test_ten_wrong_passwords_close_a_login_for_fifteen_minutes(
    console: Console, clock: HandClock, logins: dict[str, dict[str, str]]
) -> None:
    user = logins["office"]["user"]
    assert [wrong(console, user).status_code for _ in range(GUESSES.times)] == [401] * 10
    right = console.sign_in(logins["office"])
    assert right.status_code == 429
    assert "15分たってから" in words_of(right)
    clock.advance(timedelta(minutes=14))
    assert console.sign_in(logins["office"]).status_code == 429
    clock.advance(timedelta(minutes=1, seconds=1))
    assert console.sign_in(logins["office"]).url.endswith("/office")


def test_an_address_that_tries_many_logins_is_closed_too(
    console: Console, logins: dict[str, dict[str, str]]
) -> None:
    for number in range(GUESSES.times):
        assert wrong(console, f"guess-{number}").status_code == 401
    assert console.sign_in(logins["office"]).status_code == 429


def test_a_right_password_clears_the_wrong_ones_of_its_login(
    console: Console, clock: HandClock, logins: dict[str, dict[str, str]]
) -> None:
    user = logins["office"]["user"]
    for _ in range(3):
        for _ in range(5):
            clock.advance(timedelta(minutes=1))
            assert wrong(console, user).status_code == 401
        clock.advance(timedelta(minutes=16))  # the address forgets; the login is cleared below
        assert console.sign_in(logins["office"]).status_code == 200
        console.send("/logout", {}, form="/office")


def test_signing_out_ends_the_session_for_ever(console: Console, logins: dict[str, dict[str, str]]) -> None:
    console.sign_in(logins["office"])
    stolen = console.http.cookies["minato_session"]
    left = console.send("/logout", {}, form="/office")
    assert "ログアウトしました。" in words_of(left)
    again = requests.get(console.base + "/office", cookies={"minato_session": stolen}, timeout=10)
    assert again.url.endswith("/login")


def test_a_session_ends_by_itself(
    console: Console, clock: HandClock, logins: dict[str, dict[str, str]]
) -> None:
    console.sign_in(logins["office"])
    clock.advance(SESSION_SPAN - timedelta(seconds=1))
    assert console.open("/office").url.endswith("/office")
    clock.advance(timedelta(seconds=2))
    assert console.open("/office").url.endswith("/login")


def test_each_sign_in_is_written_down_without_a_name(
    console: Console, served: Served, logins: dict[str, dict[str, str]]
) -> None:
    console.sign_in(logins["technician"])
    with served.city.database.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "signed in")).one()
    assert entry.subject == "technician"
    assert entry.staff is not None


def test_the_language_is_kept_by_a_link(console: Console) -> None:
    assert "ログイン" in words_of(console.open("/login"))
    assert "Sign in" in words_of(console.open("/login?lang=en"))
    assert "Sign in" in words_of(console.open("/login"))
    assert "ログイン" in words_of(console.open("/login?lang=ja"))
    assert "ログイン" in words_of(console.open("/login?lang=xx"))


def test_a_huge_form_is_refused(console: Console) -> None:
    answer = console.http.post(console.base + "/login", data={"user": "x" * 300_000}, timeout=10)
    assert answer.status_code == 413
