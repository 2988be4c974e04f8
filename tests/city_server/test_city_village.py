"""The sample village, the days that turn, and what is kept between starts."""

import json
import stat
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from conftest import NOW, Enrol
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from city_server.app import open_city
from city_server.city import City
from city_server.clock import CityClock, HandClock
from city_server.errors import Broken
from city_server.housekeeping import Housekeeping
from city_server.keys import load_or_make
from city_server.passwords import verify
from city_server.seed import dated, seed_once
from city_server.settings import Settings, keep, load
from city_server.tables import Base, Resident, Staff
from wire.content import BusService, CheckInRecord, Household, LivingPage, Notice


def _bodies(city: City, enrol: Enrol, kind: str) -> list[dict[str, object]]:
    page = city.sync.page(enrol("akai-01").speaker, "")
    return [change.body for change in page.changes if change.kind == kind and change.body is not None]


def test_the_migrated_schema_is_that_of_the_tables(city: City) -> None:
    with city.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_village_has_its_forty_homes(city: City) -> None:
    areas = city.households.areas()
    assert (len(areas), sum(area.households for area in areas)) == (12, 40)
    assert all(2 <= len(area.sections) <= 3 for area in areas)


def test_the_first_home_is_kiyos(city: City, enrol: Enrol) -> None:
    home = Household.model_validate(_bodies(city, enrol, "household")[0])
    assert [resident.name for resident in home.residents] == ["田中 きよ"]
    assert (home.usual_trips[0].to_stop, home.usual_trips[0].leave_at) == ("takeda-hospital", "09:10")
    assert home.shelter is not None
    assert (home.shelter.name, home.shelter.walk_minutes) == ("湊公民館", 12)


def test_every_stop_and_trip_of_the_village_is_there(city: City, enrol: Enrol) -> None:
    bus = BusService.model_validate(_bodies(city, enrol, "bus")[0])
    stops = {stop.id for stop in bus.stops}
    for home in city.households.list():
        assert home.item.home_stop in stops
        assert {trip.to_stop for trip in home.item.usual_trips} <= stops
    assert len(bus.days) == 14
    assert list(bus.times) == sorted(set(bus.times))


def test_no_vehicle_is_in_two_places(city: City) -> None:
    for vehicle in city.manifests.of_day(NOW.date()):
        spans = sorted((run.calls[0].time, run.calls[-1].time) for run in vehicle.runs)
        assert all(end < start for (_, end), (start, _) in pairwise(spans))


def test_the_days_of_the_bus_move_on_with_the_day(city: City, clock: HandClock, enrol: Enrol) -> None:
    clock.advance(timedelta(days=3))
    Housekeeping(clock, (), (city.bus.refresh,)).step()
    bus = BusService.model_validate(_bodies(city, enrol, "bus")[0])
    assert bus.days[0].day == NOW.date() + timedelta(days=4)
    assert f"{bus.days[0].deadline:%m-%d %H:%M}" == "11-25 17:00"


def test_a_day_is_turned_once(clock: HandClock) -> None:
    turned: list[date] = []
    house = Housekeeping(clock, (), (lambda: turned.append(clock.now().date()),))
    for _ in range(3):
        house.step()
        house.step()
        clock.advance(timedelta(days=1))
    assert turned == [NOW.date() + timedelta(days=ahead) for ahead in range(3)]


def test_notices_and_rubbish_days_never_age(city: City, enrol: Enrol) -> None:
    notices = [Notice.model_validate(body) for body in _bodies(city, enrol, "notice")]
    festival = next(notice for notice in notices if "もちそば" in notice.title)
    assert festival.body.startswith("11月29日(日)")
    assert all(notice.sent_at <= NOW < (notice.expires_at or NOW) for notice in notices)
    pages = [LivingPage.model_validate(body) for body in _bodies(city, enrol, "living")]
    rubbish = next(page for page in pages if page.id == "rubbish")
    assert [line.day for line in rubbish.lines][:2] == [date(2026, 11, 23), date(2026, 11, 25)]
    assert dated("{+10}", date(2026, 12, 25)) == "1月4日(月)"


def test_the_logins_fit_and_only_their_owner_reads_them(city: City) -> None:
    file = city.settings.data / "logins.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    logins = json.loads(file.read_text(encoding="utf-8"))
    assert set(logins) == {"office", "commissioner", "commissioner_elsewhere", "technician", "bus_desk"}
    assert logins["commissioner"]["area"] == "akai"
    with city.database.reading() as session:
        people = {person.login: person for person in session.scalars(select(Staff))}
    for login in logins.values():
        assert verify(login["password"], people[login["user"]].password_hash)
        assert not verify(login["password"] + "x", people[login["user"]].password_hash)


def test_nobody_else_on_the_machine_reads_the_city(tmp_path: Path) -> None:
    data = tmp_path / "new" / "city"
    keep(Settings(data=data))
    city = open_city(Settings(data=data), HandClock(NOW))
    city.bus.refresh()
    modes = {file.name: oct(stat.S_IMODE(file.stat().st_mode)) for file in data.iterdir()}
    city.database.close()
    assert {"city.db", "city.db-wal", "city.toml", "life", "alert_key"} <= set(modes)
    assert set(modes.values()) == {"0o600"}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_database_that_all_could_read_is_closed_at_the_next_start(folder: Path) -> None:
    (folder / "city.db").chmod(0o644)
    open_city(Settings(data=folder), HandClock(NOW)).database.close()
    assert stat.S_IMODE((folder / "city.db").stat().st_mode) == 0o600


def test_no_error_that_may_reach_a_log_tells_a_name_or_how_somebody_is(city: City) -> None:
    stranger = Resident(id="r", household="nowhere", name="田中 きよ", kana="たなか", born=1940)
    with city.database.reading() as session:
        session.add(stranger)
        with pytest.raises(IntegrityError) as refused:
            session.flush()
    assert "田中" not in str(refused.value)
    with pytest.raises(ValidationError) as unread:
        CheckInRecord.model_validate({"resident": "田中 きよ", "answer": "とても わるい"})
    assert "田中" not in str(unread.value)
    assert "わるい" not in str(unread.value)


def test_a_city_that_has_people_is_not_filled_again(city: City) -> None:
    before = (city.settings.data / "logins.json").read_bytes()
    assert not seed_once(city.database, city.clock, city.settings)
    assert (city.settings.data / "logins.json").read_bytes() == before


def test_a_slip_in_the_villages_files_names_the_file(tmp_path: Path, village: Path) -> None:
    (tmp_path / "assets" / "village").mkdir(parents=True)
    (tmp_path / "assets" / "village" / "areas.toml").write_text("[[areas]]\nid = 5\n", encoding="utf-8")
    settings = Settings(data=tmp_path, assets=tmp_path / "assets")
    city = open_city(Settings(data=tmp_path / "empty"), HandClock(NOW))
    with pytest.raises(Broken, match=r"areas\.toml"):
        seed_once(city.database, city.clock, settings)
    assert city.households.areas() == ()
    city.database.close()


def test_options_given_once_are_kept(tmp_path: Path) -> None:
    given = Settings(
        data=tmp_path,
        host="10.0.0.5",
        port=9000,
        offset=timedelta(days=-3, seconds=5),
        sample=True,
    )
    keep(given)
    assert load(tmp_path) == given
    (tmp_path / "city.toml").write_text("port = [", encoding="utf-8")
    with pytest.raises(Broken):
        load(tmp_path)


def test_a_shifted_clock_runs_on() -> None:
    clock = CityClock.showing(NOW)
    first, second = clock.now(), clock.now()
    assert timedelta(0) <= first - NOW < timedelta(seconds=5)
    assert second >= first


def test_the_signing_key_is_made_once_and_a_damaged_one_stops_the_city(tmp_path: Path) -> None:
    path = tmp_path / "alert_key"
    made = load_or_make(path)
    assert load_or_make(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("c2hvcnQ=", encoding="ascii")
    with pytest.raises(Broken):
        load_or_make(path)
