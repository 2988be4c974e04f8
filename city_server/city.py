"""The city's services, put together once and handed to whatever serves people or boxes."""

from dataclasses import dataclass

from city_server.alert_reach import AlertReach
from city_server.alerts import Alerts
from city_server.boxes import Boxes
from city_server.bus_service import BusService
from city_server.calls import Calls
from city_server.check_ins import CheckIns
from city_server.clock import Clock
from city_server.commands import Commands
from city_server.database import Database
from city_server.enrolment import Enrolment
from city_server.households import Households
from city_server.hub import Hub
from city_server.living import Living
from city_server.manifest import Manifests
from city_server.media.media import Media
from city_server.notices import Notices
from city_server.photos import Photos
from city_server.rides import Rides
from city_server.settings import Settings
from city_server.sync import Sync
from typeset.words import Words


@dataclass(frozen=True)
class City:
    """One running city."""

    settings: Settings
    clock: Clock
    words: Words
    database: Database
    hub: Hub
    boxes: Boxes
    sync: Sync
    commands: Commands
    enrolment: Enrolment
    households: Households
    notices: Notices
    alerts: Alerts
    alert_reach: AlertReach
    check_ins: CheckIns
    calls: Calls
    bus: BusService
    rides: Rides
    manifests: Manifests
    living: Living
    media: Media
    photos: Photos
