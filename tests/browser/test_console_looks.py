"""Every page: rules of accessibility, a phone's width, the keyboard, and nothing asked of another host."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import FakeBox, OpenWindow, Window
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = {
    None: ["/login"],
    "office": [
        "/office",
        "/office/notices",
        "/office/notices/new",
        "/office/living",
        "/office/living/rubbish",
        "/office/living/shops",
        "/office/living/numbers",
        "/office/living/roads",
        "/office/photos",
        "/office/alerts",
        "/office/alerts/new",
        "/office/calls",
        "/office/households",
        "/office/households/akai-01",
        "/technician",
        "/office/notices/none",
    ],
    "commissioner": ["/commissioner", "/commissioner/residents/akai-01-1"],
    "technician": ["/technician"],
    "bus_desk": ["/bus-desk", "/bus-desk?day=2026-11-24", "/bus-desk/new"],
}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looks_right(window: Window, size: str) -> None:
    page = window.page
    assert page.evaluate(WIDER) <= 0, f"{page.url} scrolls sideways at {size}"
    found = Axe().run(page).response["violations"]
    grave = [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]
    assert grave == [], page.url


@pytest.fixture
def lively(box: Callable[[str], FakeBox]) -> None:
    """Something of every kind to draw."""
    home, other = box("akai-01"), box("akai-02")
    home.say("check_in", resident="akai-01-1", answer="good")
    other.say("check_in", resident="akai-02-1", answer="poor")
    home.say("call", urgent=True)
    home.say("call", whom="branch")
    other.say("call", whom="bus_desk")
    wish = {"from_stop": "home-akai", "to_stop": "takeda-hospital", "leave_at": "09:10"}
    for party in (2, 8, 8):
        other.say("ride_request", day="2026-11-24", party=party, **wish)


@pytest.mark.parametrize("size", ["phone", "pc"])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("role", list(PAGES))
@pytest.mark.usefixtures("lively")
def test_every_page_can_be_read_by_everybody(
    window: OpenWindow, role: str | None, size: str, language: str
) -> None:
    opened = window(role, size)
    for path in PAGES[role]:
        opened.go(f"{path}{'&' if '?' in path else '?'}lang={language}")
        expect(opened.page.locator("html")).to_have_attribute("lang", language)
        looks_right(opened, size)


@pytest.mark.parametrize("size", ["phone", "pc"])
def test_the_pages_of_one_notice_and_one_alert_can_be_read_by_everybody(
    window: OpenWindow, size: str
) -> None:
    office = window("office", size)
    office.go("/office/notices")
    office.page.locator("#notices .rows a").first.click()
    looks_right(office, size)
    office.page.get_by_role("link", name="取り下げる").click()
    looks_right(office, size)
    for kind in ("訓練", "本番"):
        office.go("/office/alerts/new")
        office.press("避難指示")
        office.page.get_by_label(kind, exact=True).check()
        office.page.get_by_label("原", exact=True).check()
        office.press("読みかえす")
        looks_right(office, size)
    office.go("/office/alerts/new")
    office.press("避難指示")
    office.press("読みかえす")
    expect(office.page.get_by_role("alert")).to_contain_text("地区を えらんでください。")
    looks_right(office, size)


def test_a_page_is_usable_by_keyboard_alone_and_shows_where_one_is(window: OpenWindow) -> None:
    opened = window(None)
    page = opened.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ すすむ")).to_be_focused()
    page.keyboard.press("Enter")
    for words in (opened.city.logins["office"]["user"], opened.city.logins["office"]["password"]):
        page.keyboard.press("Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert ring == "3px"
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{opened.city.url}/office")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_letters_are_the_machines_own_and_forms_work_without_scripts(
    window: OpenWindow,
    scripts: bool,  # noqa: FBT001
) -> None:
    opened = window(None)
    context = opened.page.context.browser.new_context(java_script_enabled=scripts)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{opened.city.url}/login")
    page.get_by_label("お名前").fill(opened.city.logins["technician"]["user"])
    page.get_by_label("パスワード").fill(opened.city.logins["technician"]["password"])
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("端末")
    context.close()
