"""Enrolment: a code, a person who types it, and a token that only the box ever has."""

from datetime import timedelta

import pytest
from conftest import Enrol
from sqlalchemy import select

from city_server.city import City
from city_server.clock import HandClock
from city_server.errors import CodeUnknown, Locked, NotFound, TokenRevoked, TokenUnknown, TooManyOffers
from city_server.tables import Box, EnrolmentRequest
from wire.enrolment import CODE_LETTERS, EnrolmentState, grouped


def test_a_code_is_taken_however_it_is_typed(city: City) -> None:
    for typed in (str, grouped, str.lower, lambda code: f" {code[:4]} {code[4:]} "):
        offer = city.enrolment.offer("a")
        assert city.enrolment.accept(typed(offer.code), "akai-01", staff=1).startswith("box-")


def test_a_code_serves_once(city: City) -> None:
    offer = city.enrolment.offer("a")
    city.enrolment.accept(offer.code, "akai-01", staff=1)
    with pytest.raises(CodeUnknown):
        city.enrolment.accept(offer.code, "akai-02", staff=1)


def test_an_expired_code_is_nobodys(city: City, clock: HandClock) -> None:
    offer = city.enrolment.offer("a")
    clock.advance(timedelta(minutes=10))
    with pytest.raises(CodeUnknown):
        city.enrolment.accept(offer.code, "akai-01", staff=1)
    assert city.enrolment.ask(offer.claim).state is EnrolmentState.EXPIRED


def test_a_household_that_is_none_takes_no_box(city: City) -> None:
    with pytest.raises(NotFound):
        city.enrolment.accept(city.enrolment.offer("a").code, "atlantis-01", staff=1)


def test_ten_wrong_codes_lock_one_member_of_staff_for_a_quarter_of_an_hour(
    city: City, clock: HandClock
) -> None:
    offer = city.enrolment.offer("a")
    wrong = offer.code[::-1] if offer.code != offer.code[::-1] else CODE_LETTERS[:8]
    for _ in range(10):
        with pytest.raises(CodeUnknown):
            city.enrolment.accept(wrong, "akai-01", staff=1)
        clock.advance(timedelta(seconds=10))
    with pytest.raises(Locked):
        city.enrolment.accept(offer.code, "akai-01", staff=1)
    colleague = city.enrolment.offer("a")
    city.enrolment.accept(colleague.code, "akai-02", staff=4)
    clock.advance(timedelta(minutes=15))
    later = city.enrolment.offer("a")
    city.enrolment.accept(later.code, "akai-01", staff=1)


def test_ten_wrong_codes_spread_out_lock_for_as_long_as_is_told(city: City, clock: HandClock) -> None:
    wrong, told = CODE_LETTERS[:8], []
    for _ in range(10):
        clock.advance(timedelta(seconds=95))
        with pytest.raises(CodeUnknown):
            city.enrolment.accept(wrong, "akai-01", staff=1)
    for _ in range(14):
        clock.advance(timedelta(minutes=1))
        with pytest.raises(Locked) as locked:
            city.enrolment.accept(wrong, "akai-01", staff=1)
        told.append(locked.value.until)
    assert len(set(told)) == 1
    clock.moment = told[0]
    with pytest.raises(CodeUnknown):
        city.enrolment.accept(wrong, "akai-01", staff=1)


def test_a_lost_token_can_be_asked_for_again_until_it_was_used(city: City) -> None:
    offer = city.enrolment.offer("a")
    city.enrolment.accept(offer.code, "akai-01", staff=1)
    lost = city.enrolment.ask(offer.claim)
    got = city.enrolment.ask(offer.claim)
    assert lost.token is not None
    assert got.token is not None
    assert lost.box == got.box
    with pytest.raises(TokenUnknown):
        city.boxes.identify(lost.token)
    assert city.boxes.identify(got.token).household == "akai-01"
    assert city.enrolment.ask(offer.claim).token is None


def test_nothing_in_the_database_is_a_token_or_a_claim(city: City) -> None:
    offer = city.enrolment.offer("a")
    city.enrolment.accept(offer.code, "akai-01", staff=1)
    answer = city.enrolment.ask(offer.claim)
    with city.database.reading() as session:
        kept = [session.scalars(select(Box.token_hash)).one()]
        kept += session.scalars(select(EnrolmentRequest.claim_hash)).all()
    assert answer.token not in kept
    assert offer.claim not in kept
    assert answer.token is not None
    assert len(answer.token) >= 43, "256 bits"


def test_a_wrong_claim_is_told_nothing(city: City) -> None:
    with pytest.raises(TokenUnknown):
        city.enrolment.ask("x" * 43)


def test_one_address_cannot_fill_the_city_with_codes(city: City, clock: HandClock) -> None:
    for _ in range(30):
        city.enrolment.offer("flood")
    with pytest.raises(TooManyOffers):
        city.enrolment.offer("flood")
    city.enrolment.offer("another")
    clock.advance(timedelta(minutes=10))
    city.enrolment.offer("flood")


def test_a_revoked_box_is_told_so_and_its_household_can_have_another(city: City, enrol: Enrol) -> None:
    box = enrol("akai-01")
    city.boxes.revoke(box.speaker.box, staff=4)
    with pytest.raises(TokenRevoked):
        city.boxes.identify(box.token)
    assert enrol("akai-01").speaker.household == "akai-01"
