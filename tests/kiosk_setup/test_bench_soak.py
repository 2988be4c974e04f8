"""The soak lives real days: what is said comes to the city, files come and go, and the weights are told."""

from dataclasses import replace

from sqlalchemy import func, select

from city_server.tables import AlertAnswerRow, CommandRow
from kiosk_setup.bench.soak import SETTLED, rows, year


def test_the_days_of_the_soak_are_days_of_a_village() -> None:
    with year() as village:
        for day in range(25, 36):
            village.live(day)
        with village.city.database.reading() as session:
            commands = session.scalars(select(CommandRow.verdict)).all()
            answered = session.scalar(select(func.count()).select_from(AlertAnswerRow))
        assert len(commands) == village.said
        assert all(verdict["outcome"] == "done" for verdict in commands)
        assert answered == 1
        weight = village.weigh(35)
        assert min(weight.city, weight.content, weight.outbox, weight.memory) > 0
        assert weight.box_files == weight.city_files == 400_000, "two photos, wherever they are"


def test_what_grows_after_it_has_settled_is_told() -> None:
    with year() as village:
        first = village.weigh(SETTLED)
    told = rows([first, replace(first, day=SETTLED + 30, city=2 * first.city)])
    grown = next(row for row in told if "city's database on" in row.what)
    assert grown.peer is not None
    assert grown.aim is not None
    assert grown.ours == 2 * grown.peer > grown.aim * grown.peer
