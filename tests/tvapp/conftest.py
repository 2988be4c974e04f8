"""One channel with the real words and fonts for all stories: it never changes."""

import pytest

from kiosk_setup.sample_home import sample
from kiosk_setup.sample_home.remote import Remote
from tvapp.domain.channel import Channel


@pytest.fixture(scope="session")
def channel() -> Channel:
    return sample.channel()


@pytest.fixture(scope="session")
def english() -> Channel:
    return sample.channel("en")


@pytest.fixture
def morning(channel: Channel) -> Remote:
    """The ordinary morning of 田中 きよ."""
    return Remote(channel, sample.morning())
