"""Consoles that draw themselves again: no change is lost, whenever it comes."""

from collections.abc import Callable

import pytest
from conftest import FakeBox, OpenWindow, wait_until
from playwright.sync_api import APIResponse, Page, Route, expect

pytestmark = pytest.mark.browser

Boxes = Callable[[str], FakeBox]


def heard(page: Page, times: int) -> None:
    """Wait until the page has been told so often that something changed."""
    page.wait_for_function("times => window.heard >= times", arg=times)


def test_a_change_made_while_the_page_draws_itself_again_is_drawn_too(window: OpenWindow, box: Boxes) -> None:
    first, second = box("akai-05"), box("akai-06")
    page = window("commissioner").page
    page.evaluate("window.heard = 0; addEventListener('htmx:sseMessage', () => { window.heard += 1; })")
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """Keep the first answer back once the city has given it: of what comes later it knows nothing."""
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/commissioner", hold)
    worries = page.locator("li.worry")
    before = worries.count()
    first.say("check_in", resident="akai-05-1", answer="poor")
    heard(page, 1)
    wait_until(lambda: bool(page.evaluate("true") and held))
    second.say("check_in", resident="akai-06-1", answer="poor")
    heard(page, 2)
    route, answer = held[0]
    assert answer.text().count('class="worry"') == before + 1, "the answer was given before the second change"
    route.fulfill(response=answer)
    expect(worries).to_have_count(before + 2)


def test_a_change_made_before_the_page_listens_is_drawn_too(window: OpenWindow, box: Boxes) -> None:
    home = box("akai-04")
    found = window("commissioner")
    page = found.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/stream*", hold)
    found.go("/commissioner")
    worries = page.locator("li.worry")
    before = worries.count()
    wait_until(lambda: bool(page.evaluate("true") and held))
    home.say("check_in", resident="akai-04-1", answer="poor")
    held[-1].continue_()
    expect(worries).to_have_count(before + 1)
