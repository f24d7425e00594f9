"""Pages proposed while one types: with the keyboard, and for who does not want them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.instruments import find_violations

pytestmark = [pytest.mark.browser, pytest.mark.axe]


@pytest.mark.parametrize(
    ("path", "width"), [("/", 1280), ("/pratiques/", 320), ("/journees/", 320)]
)
def test_a_page_is_proposed_and_opened_from_the_keyboard(open_page, path, width):
    page = open_page(path, width)
    field = page.locator("#q")
    field.click()
    expect(field).to_have_role("combobox")
    field.press_sequentially("tous a vel")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(field).to_have_attribute("aria-expanded", "true")
    # What the list of proposals covers in part is no target for now.
    found = find_violations(page)
    assert [each for each in found if not each.startswith("target-size")] == []
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/tous-a-velo/$"))


def test_proposals_close_and_stay_off_for_who_does_not_want_them(open_page):
    page = open_page("/")
    field = page.locator("#q")
    field.click()
    expect(field).to_have_role("combobox")
    field.press_sequentially("velo")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("velo")
    field.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    field.press_sequentially("s")
    page.get_by_role("button", name="Ne plus rien proposer").click()
    again = page.get_by_role("button", name="Proposer des pages")
    expect(again).to_be_visible()
    assert find_violations(page) == []
    page.reload()
    field.click()
    expect(again).to_be_visible()
    again.click()
    field.press_sequentially("velo")
    expect(page.get_by_role("listbox")).to_be_visible()
