"""Fills an empty city with the sample village, all of it in one transaction."""

import json
import os
import re
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from city_server.audiences import EVERYONE, of_area, of_household
from city_server.bus_settings import NAME as BUS
from city_server.bus_settings import BusSettings
from city_server.changes import publish
from city_server.clock import Clock
from city_server.database import Database, Writing
from city_server.domain.minutes import minutes_of, moment_of
from city_server.passwords import hash_password
from city_server.settings import Settings
from city_server.tables import (
    Area,
    Household,
    LivingRow,
    NoticeRow,
    Resident,
    Run,
    Section,
    Setting,
    Staff,
    StopRow,
    Vehicle,
)
from city_server.village import AreaPlan, HouseholdPlan, NoticePlan, Village, read_village
from wire import content

WEEKDAYS = "月火水木金土日"
_DAY_MARK = re.compile(r"\{\+(\d+)\}")


def seed_once(database: Database, clock: Clock, settings: Settings) -> bool:
    """Fill the city unless somebody lives in it; returns whether it was filled. Raises Broken.

    The logins are written before the commit: a city without known passwords would be of no use.
    """
    with database.writing() as writing:
        if writing.session.scalars(select(Area.id)).first() is not None:
            return False
        village, now = read_village(settings.assets / "village"), clock.now()
        _places(writing, village)
        _homes(writing, village, now)
        _bus(writing, village, now)
        _words(writing, village, now)
        logins = _staff(writing, village)
        _write_logins(settings.data / "logins.json", logins)
    return True


def _places(writing: Writing, village: Village) -> None:
    for area in village.areas:
        writing.session.add(Area(id=area.id, name=area.name, kana=area.kana, alerts_number=0))
    writing.session.flush()
    for area in village.areas:
        for number, name in enumerate(area.sections, start=1):
            writing.session.add(Section(id=f"{area.id}-{number}", area=area.id, name=name))
    writing.session.flush()


def _homes(writing: Writing, village: Village, now: datetime) -> None:
    areas = {area.id: area for area in village.areas}
    for home in village.households:
        section = writing.session.get_one(Section, home.section)
        item = _household_item(home, section.name, areas[section.area])
        row = Household(
            id=home.id,
            section=section.id,
            area=section.area,
            name=home.name,
            address=home.address,
            phone=home.phone,
            body=item.model_dump(mode="json"),
        )
        writing.session.add(row)
        writing.session.flush()
        for number, person in enumerate(home.residents, start=1):
            writing.session.add(
                Resident(
                    id=f"{home.id}-{number}",
                    household=home.id,
                    name=person.name,
                    kana=person.kana,
                    born=now.year - person.age,
                )
            )
        publish(writing, now, of_household(home.id), home.id, item)


def _household_item(home: HouseholdPlan, section_name: str, area: AreaPlan) -> content.Household:
    return content.Household(
        id=home.id,
        name=home.name,
        area=area.id,
        area_name=area.name,
        area_kana=area.kana,
        section_name=section_name,
        residents=tuple(
            content.Resident(
                id=f"{home.id}-{number}", name=person.name, kana=person.kana, medicine=person.medicine
            )
            for number, person in enumerate(home.residents, start=1)
        ),
        home_stop=home.home_stop,
        usual_trips=tuple(
            content.UsualTrip(
                id=f"{home.id}-t{number}",
                from_stop=home.home_stop,
                to_stop=trip.to_stop,
                leave_at=trip.leave_at,
                party=trip.party,
            )
            for number, trip in enumerate(home.usual_trips, start=1)
        ),
        shelter=home.shelter,
        phones=home.phones,
        needs=home.needs,
        take=home.take,
        commissioner=area.commissioner,
        check_in_by=home.check_in_by,
    )


def _bus(writing: Writing, village: Village, now: datetime) -> None:
    bus = village.bus
    for stop in bus.stops:
        writing.session.add(StopRow(id=stop.id, name=stop.name, kana=stop.kana, area=stop.area))
    for vehicle in bus.vehicles:
        writing.session.add(Vehicle(**vehicle.model_dump()))
    writing.session.flush()
    for run in bus.runs:
        calls = [list(call) for call in run.calls]
        writing.session.add(Run(id=run.id, vehicle=run.vehicle, start=run.start, calls=calls))
    closed = {now.date() + timedelta(days=ahead): why for ahead, why in bus.closed_in_days.items()}
    settings = BusSettings.model_validate({**bus.settings, "closed": closed})
    writing.session.add(Setting(name=BUS, value=settings.model_dump(mode="json")))


def _words(writing: Writing, village: Village, now: datetime) -> None:
    for position, page in enumerate(village.living.pages, start=1):
        writing.session.add(
            LivingRow(
                id=page.id,
                position=position,
                body=page.model_dump(mode="json"),
                audiences=[EVERYONE],
                published=True,
                changed_at=now,
            )
        )
    for number, plan in enumerate(village.notices, start=1):
        notice = _notice(plan, f"sample-{number}", now)
        numbers = [publish(writing, now, audience, notice.id, notice) for audience in plan.audiences]
        writing.session.add(
            NoticeRow(
                id=notice.id,
                body=notice.model_dump(mode="json"),
                audiences=list(plan.audiences),
                seq=max(numbers),
            )
        )
    for weather in village.weather:
        item = content.Weather(
            sky=weather.sky,
            now=weather.now,
            temperature=weather.temperature,
            tomorrow=weather.tomorrow,
            issued_at=now,
        )
        publish(writing, now, of_area(weather.area), "weather", item)


def _notice(plan: NoticePlan, name: str, now: datetime) -> content.Notice:
    sent = moment_of(now.date() - timedelta(days=plan.days_ago), minutes_of(plan.at))
    return content.Notice(
        id=name,
        kind=plan.kind,
        title=plan.title,
        sender=plan.sender,
        body=dated(plan.body.strip(), now.date()),
        sent_at=min(sent, now),
        expires_at=moment_of(now.date() + timedelta(days=plan.expires_in_days), 0),
    )


def dated(text: str, first: date) -> str:
    """Put dates in place of `{+7}`: seven days after `first`, as 11月29日(日)."""

    def written(mark: re.Match[str]) -> str:
        day = first + timedelta(days=int(mark[1]))
        return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"

    return _DAY_MARK.sub(written, text)


def _staff(writing: Writing, village: Village) -> dict[str, dict[str, str | None]]:
    logins: dict[str, dict[str, str | None]] = {}
    for person in village.staff:
        password = secrets.token_urlsafe(9)
        writing.session.add(
            Staff(
                login=person.login,
                name=person.name,
                password_hash=hash_password(password),
                role=person.role,
                area=person.area,
            )
        )
        logins[person.key] = {"user": person.login, "password": password, "area": person.area}
    return logins


def _write_logins(file: Path, logins: dict[str, dict[str, str | None]]) -> None:
    file.unlink(missing_ok=True)
    made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "w", encoding="utf-8") as written:
        json.dump(logins, written, ensure_ascii=False, indent=2)
        written.write("\n")
