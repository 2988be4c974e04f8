"""The sample home under one name, as stories and pictures ask for it: `sample.morning()`."""

from kiosk_setup.sample_home.bus import RIDE_REQUEST, bus, ride
from kiosk_setup.sample_home.files import PARTY, with_files
from kiosk_setup.sample_home.ground import FONTS, NOW, STRINGS, TODAY, TOMORROW, at, channel, said
from kiosk_setup.sample_home.home import KIYO, TARO, household
from kiosk_setup.sample_home.living import every_living
from kiosk_setup.sample_home.morning import absence, asked_by, morning
from kiosk_setup.sample_home.news import FESTIVAL, SNOW, alert, notice
from kiosk_setup.sample_home.situations import Situation, moment, snapshot

__all__ = [
    "FESTIVAL",
    "FONTS",
    "KIYO",
    "NOW",
    "PARTY",
    "RIDE_REQUEST",
    "SNOW",
    "STRINGS",
    "TARO",
    "TODAY",
    "TOMORROW",
    "Situation",
    "absence",
    "alert",
    "asked_by",
    "at",
    "bus",
    "channel",
    "every_living",
    "household",
    "moment",
    "morning",
    "notice",
    "ride",
    "said",
    "snapshot",
    "with_files",
]
