"""Which feature a page belongs to: the one place that knows them all."""

from tvapp.domain import places as at
from tvapp.domain.scene import Scene
from tvapp.domain.step import Step
from tvapp.domain.view import View
from tvapp.resident.away import behaviour as away
from tvapp.resident.away import presenter as away_pages
from tvapp.resident.bus import behaviour as bus
from tvapp.resident.bus import presenter as bus_pages
from tvapp.resident.bus import wishes
from tvapp.resident.check_in import behaviour as check_in
from tvapp.resident.check_in import presenter as check_in_pages
from tvapp.resident.disaster import behaviour as disaster
from tvapp.resident.disaster import presenter as disaster_pages
from tvapp.resident.home import behaviour as home
from tvapp.resident.home import presenter as home_pages
from tvapp.resident.living import behaviour as living
from tvapp.resident.living import presenter as living_pages
from tvapp.resident.notices import behaviour as notices
from tvapp.resident.notices import presenter as notices_pages
from tvapp.resident.player import behaviour as player
from tvapp.resident.player import presenter as player_pages
from tvapp.resident.settings import behaviour as settings
from tvapp.resident.settings import presenter as settings_pages
from tvapp.resident.talk import behaviour as talk
from tvapp.resident.talk import presenter as talk_pages
from tvapp.resident.teaching import behaviour as teaching
from tvapp.resident.teaching import presenter as teaching_pages
from wire.commands import (
    Absence,
    AbsenceEnd,
    Body,
    CallCancel,
    CallRequest,
    CheckIn,
    CheckInDetail,
    MedicineAnswer,
    RideCancel,
    RideRequest,
)


def view(  # noqa: C901, PLR0911  one return per feature
    place: at.Place, focus: str | None, scene: Scene
) -> View:
    """Show a page; `focus` is kept where it still can be."""
    match place:
        case at.HomePlace():
            return home_pages.view(focus, scene)
        case (
            at.WhoPlace()
            | at.CheckInPlace()
            | at.AnsweredPlace()
            | at.AilmentPlace()
            | at.DegreePlace()
            | at.MedicinePlace()
            | at.WeekPlace()
        ):
            return check_in_pages.view(place, focus, scene)
        case at.AwayPlace() | at.AwayUntilPlace() | at.AwayToldPlace():
            return away_pages.view(place, focus, scene)
        case at.NoticesPlace() | at.NoticePlace() | at.ReplyPlace():
            return notices_pages.view(place, focus, scene)
        case at.BusPlace() | at.PickPlace() | at.RidesPlace() | at.RidePlace() | at.CancelRidePlace():
            return bus_pages.view(place, focus, scene)
        case at.DisasterPlace() | at.ShelterPlace() | at.TakePlace() | at.DrillsPlace():
            return disaster_pages.view(place, focus, scene)
        case at.LivingPlace() | at.LivingPagePlace():
            return living_pages.view(place, focus, scene)
        case at.TalkPlace() | at.CallPlace():
            return talk_pages.view(place, focus, scene)
        case at.SettingsPlace() | at.SettingPlace() | at.AboutPlace():
            return settings_pages.view(place, focus, scene)
        case at.TeachPlace() | at.TaughtPlace():
            return teaching_pages.view(place, focus, scene)
        case at.PlayerPlace():
            return player_pages.view(place, focus, scene)


def chosen(place: at.Place, item: str, scene: Scene) -> Step:  # noqa: C901, PLR0911  per feature
    """Say what choosing an item of a page leads to; an item that is not there leads nowhere."""
    match place:
        case at.HomePlace():
            return home.chosen(item, scene)
        case (
            at.WhoPlace()
            | at.CheckInPlace()
            | at.AnsweredPlace()
            | at.AilmentPlace()
            | at.DegreePlace()
            | at.MedicinePlace()
            | at.WeekPlace()
        ):
            return check_in.chosen(place, item, scene)
        case at.AwayPlace() | at.AwayUntilPlace() | at.AwayToldPlace():
            return away.chosen(place, item, scene)
        case at.NoticesPlace() | at.NoticePlace() | at.ReplyPlace():
            return notices.chosen(place, item, scene)
        case at.BusPlace() | at.PickPlace() | at.RidesPlace() | at.RidePlace() | at.CancelRidePlace():
            return bus.chosen(place, item, scene)
        case at.DisasterPlace() | at.ShelterPlace() | at.TakePlace() | at.DrillsPlace():
            return disaster.chosen(place, item, scene)
        case at.LivingPlace() | at.LivingPagePlace():
            return living.chosen(place, item, scene)
        case at.TalkPlace() | at.CallPlace():
            return talk.chosen(place, item, scene)
        case at.SettingsPlace() | at.SettingPlace() | at.AboutPlace():
            return settings.chosen(place, item, scene)
        case at.TeachPlace() | at.TaughtPlace():
            return teaching.chosen(place, item)
        case at.PlayerPlace():
            return player.chosen(place, item)


def landing(body: Body, origin: at.Place | None, name: str) -> at.Place | None:  # noqa: PLR0911  per kind
    """Say where something said leads to once it is kept under its name; None: the page stays."""
    match body, origin:
        case (CheckIn() | CheckInDetail() | MedicineAnswer()) as answer, _:
            return check_in.landing(answer, origin, name)
        case Absence(), _:
            return at.AwayToldPlace(name)
        case AbsenceEnd(absence=absence), _:
            return at.AwayToldPlace(absence)
        case CallRequest(), _:
            return at.CallPlace(name)
        case CallCancel(call=call), _:
            return at.CallPlace(call)
        case RideRequest() | RideCancel(), _:
            return wishes.landing(body, origin, name)
        case _:
            return None


def following(body: Body, before: Body, name: str) -> Body:
    """Put what is said after another into its final form, now that the other has its name."""
    match body, before:
        case RideRequest(), RideRequest():
            return wishes.way_home_of(body, before, name)
        case _:
            return body
