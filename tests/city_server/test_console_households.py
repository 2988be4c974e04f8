"""The office keeps what a household needs in a disaster, and its TV shows it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Served, enroller
from console_browser import Console, words_of
from sqlalchemy import select

from city_server.domain.walking import walk_minutes
from city_server.tables import AuditEntry
from wire.content import Household

SignIn = Callable[[str], Console]
PAGE = "/office/households/akai-02"
FORM: dict[str, Any] = {
    "needs": ["pet", "medicine"],
    "take": "さんそボンベ\r\n\r\nめがね",
    "shelter": "湊公民館",
    "distance": "610",
    "minutes": "",
    "steps": "家を 出て 左へ。\r\n橋を わたる。",
    "advice": "沢に 近づかないで。",
}


@pytest.fixture
def office(served: Served, folder: Path) -> Console:
    console = Console(f"http://127.0.0.1:{served.port}")
    console.sign_in(json.loads((folder / "logins.json").read_text())["office"])
    return console


def _shown(served: Served) -> Household:
    box = enroller(served.city)("akai-02")
    changes = served.city.sync.page(box.speaker, "").changes
    return Household.model_validate(next(one.body for one in changes if one.kind == "household"))


def test_needs_and_the_way_reach_the_households_tv(served: Served, office: Console) -> None:
    answer = office.send(PAGE, FORM, form=PAGE)
    assert "世帯の 内容を 変えました。" in words_of(answer)
    home = _shown(served)
    assert (home.needs, home.take) == (("medicine", "pet"), ("さんそボンベ", "めがね"))
    assert home.shelter is not None
    assert (home.shelter.distance_m, home.shelter.walk_minutes) == (610, 11)
    assert home.shelter.steps == ("家を 出て 左へ。", "橋を わたる。")
    assert 'value="610"' in office.open(PAGE).text, "what was saved stands in the form again"


def test_who_walks_with_difficulty_gets_twice_the_time_and_a_steep_way_its_own(
    served: Served, office: Console
) -> None:
    office.send(PAGE, {**FORM, "needs": ["wheelchair"]}, form=PAGE)
    home = served.city.households.get("akai-02").item
    assert home.shelter is not None
    assert home.shelter.walk_minutes == 21
    office.send(PAGE, {**FORM, "minutes": "35"}, form=PAGE)
    steep = served.city.households.get("akai-02").item
    assert steep.shelter is not None
    assert steep.shelter.walk_minutes == 35


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"steps": "あ" * 41}, "1行 40文字までに してください。"),
        ({"take": "\n".join("もの" * 1 for _ in range(7))}, "6行まで"),
        ({"distance": "とおい"}, "数字で 入れてください。"),
        ({"distance": "99999999"}, "数字で 入れてください。"),
        ({"distance": "", "minutes": ""}, "数字で 入れてください。"),
        ({"shelter": "館" * 21}, "20文字までに してください。"),
    ],
)
def test_what_the_tv_could_not_show_is_said_and_changes_nothing(
    served: Served, office: Console, wrong: dict[str, str], words: str
) -> None:
    before = served.city.households.get("akai-02").item
    answer = office.send(PAGE, {**FORM, **wrong}, form=PAGE)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert "さんそボンベ" in answer.text or "take" in wrong, "what was typed is still there"
    assert served.city.households.get("akai-02").item == before


def test_a_household_is_found_in_the_list_and_each_look_is_written_down(
    served: Served, office: Console
) -> None:
    assert 'href="/office/households/akai-02"' in office.open("/office/households").text
    office.open(PAGE)
    with served.city.database.reading() as session:
        looks = session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "household_seen")).all()
    assert looks == ["akai-02"]
    assert office.open("/office/households/nobody").status_code == 404


def test_the_pace_is_that_of_an_old_person() -> None:
    assert [walk_minutes(metres, slow=False) for metres in (0, 60, 61, 720)] == [0, 1, 2, 12]
    assert walk_minutes(720, slow=True) == 24
