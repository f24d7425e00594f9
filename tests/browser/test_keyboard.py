"""The main pages with the Tab key alone: everything is reached, nothing holds it."""

import pytest

from tests.browser.addresses import COMING_DAY, SHORT

MAIN_PAGES = ("/", "/pratiques/", SHORT, COMING_DAY, "/facile-a-lire/", "/en/")
# What Tab stops at, in the order of the page. A group of radio buttons is one stop.
STOPS = """
    () => {
        const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
        const seen = [...document.querySelectorAll(wanted)].filter(
            (element) => !element.disabled && element.type !== "hidden"
                && element.tabIndex >= 0 && element.checkVisibility()
        );
        seen.forEach((element, rank) => { element.dataset.stop = rank; });
        return seen.length;
    }
"""
FOCUSED = "() => Number(document.activeElement.dataset.stop ?? -1)"


@pytest.mark.browser
@pytest.mark.parametrize("address", MAIN_PAGES)
def test_tab_reaches_everything_in_order(open_page, address):
    page = open_page(address)
    page.wait_for_load_state("networkidle")
    number = page.evaluate(STOPS)
    reached = []
    for _press in range(number):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert number > 5
    assert reached == list(range(number))
