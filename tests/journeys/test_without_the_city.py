"""The city's server dies: the TV goes on, takes what is said, and everything arrives once when it is back."""

import json
import sqlite3
from datetime import datetime, timedelta
from typing import Any

import pytest

from remote_input.keys import Key
from tests.journeys.conftest import NOW, Village
from tests.journeys.television import until

pytestmark = pytest.mark.journey

TOMORROW = (datetime.fromisoformat(NOW) + timedelta(days=1)).date().isoformat()


def test_what_was_said_without_the_city_arrives_exactly_once(village: Village, sign_in: Any) -> None:
    tv = village.tv(0)
    tv.go_home()
    village.kill_city()
    tv.see("つながっていません", 60)
    assert "の 情報" in tv.words(), "the age of what is known stands on the screen"

    tv.press(Key.N1, Key.N1)
    tv.see("お預かりしました")
    tv.go_home()
    tv.press(Key.RIGHT, Key.RIGHT, Key.OK, Key.OK)
    tv.see("申し込み中")
    assert "席が とれました" not in tv.words()
    assert _effects(village) == {"check_ins": 0, "rides": 0}, "the city really was away"

    village.start_city()
    tv.see("席が とれました", 60)
    tv.go_home()
    tv.press(Key.N1)
    until("the city has the answer", lambda: _effects(village)["check_ins"] == 1)
    assert _effects(village) == {"check_ins": 1, "rides": 1}
    commissioner = sign_in("commissioner")
    commissioner.go("/commissioner")
    assert commissioner.page.locator("li.well", has_text="田中 きよ").count() == 1


def _effects(village: Village) -> dict[str, int]:
    """Count what the city has of this household, straight from its database."""
    path = village.folder / "city" / "city.db"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as city:
        answers = city.execute("SELECT SUM(times) FROM check_ins WHERE answer = 'good'").fetchone()[0] or 0
        rides = city.execute("SELECT body FROM rides WHERE day = ?", (TOMORROW,)).fetchall()
    given = [ride for (ride,) in rides if json.loads(ride)["state"] == "given"]
    return {"check_ins": int(answers), "rides": len(given)}


def test_a_killed_face_comes_back_to_the_same_village(village: Village) -> None:
    tv = village.tv(1)
    village.kill("face", 1)
    village.start_again("minato-tv", 1)
    until("the TV answers again", tv.answers)
    tv.on("home")
    tv.press(Key.N2)
    tv.on("notices")


def test_the_face_goes_on_while_its_agent_is_dead(village: Village, sign_in: Any) -> None:
    tv = village.tv(1)
    tv.go_home()
    village.kill("agent", 1)
    tv.press(Key.N1)
    tv.on("check_in_who")
    tv.press(Key.OK)
    tv.on("check_in")
    tv.press(Key.N2)
    tv.see("お預かりしました")
    village.start_again("minato-agent", 1)
    tv.see("おくりました", 40)
    commissioner = sign_in("commissioner_elsewhere")
    commissioner.go("/commissioner")
    assert commissioner.page.locator("li.well", has_text="ふつう").count() == 1
