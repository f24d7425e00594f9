"""Every type of public page: light, accessible, valid, whole on a phone."""

import json
import urllib.error
import urllib.request
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.addresses import BUDGETS, COMING_DAY
from tests.browser.instruments import (
    COLOUR_RULES,
    find_html_errors,
    find_violations,
    weigh,
)
from tests.browser.measures import find_excesses

# Where the looks of a page differ in colours alone.
COLOURS = [
    {"color_scheme": "dark"},
    {"color_scheme": "light", "forced_colors": "active"},
]
WIDE, MIDDLE, PHONE = 1280, 768, 320
MISSING = "/cette-page-n-existe-pas/"
QUESTION = "the form behind the first practice that has one"
ADDRESSES = [*BUDGETS, QUESTION]


def find_address(site, address):
    """The address itself, of which the demonstration alone may know the number."""
    if address != QUESTION:
        return address
    with urllib.request.urlopen(f"{site.url}/api/pratiques/?niveau=breve") as answer:
        practice = json.load(answer)["results"][0]
    with urllib.request.urlopen(practice["url"]) as answer:
        html = answer.read().decode()
    return "/questions/" + html.split('"/questions/')[1].split('"')[0]


@pytest.mark.browser
@pytest.mark.parametrize("address", BUDGETS)
def test_page_keeps_to_its_budget(browser, site, address, record_property):
    weight = weigh(browser, site.url + address)
    record_property("figure", f"{address}: {weight}")
    assert find_excesses(weight, BUDGETS[address]) == []


@pytest.mark.browser
@pytest.mark.axe
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, site, address):
    address = find_address(site, address)
    problems = []
    for width in (WIDE, PHONE):
        page = open_page(address, width)
        problems += look_through(page, f"{width} px")
        # Most pages have no script: without any they are the same page.
        if has_scripts(page):
            page = open_page(address, width, scripts=False)
            problems += look_through(page, f"{width} px, no script is run")
    assert problems == [], "\n".join(problems)


def has_scripts(page):
    """Whether the page names any: none stands in the page itself, nor in attributes
    (tests/harness/client.py).
    """
    return page.evaluate("document.querySelector('script[src]') !== null")


def look_through(page, where):
    """Look at a page in each of its colours, and between two widths if it is wide."""
    problems = look(page, where)
    for colours in COLOURS:
        page.emulate_media(**colours)
        found = find_violations(page, COLOUR_RULES)
        problems += [f"{where}, {colours}: {violation}" for violation in found]
    page.emulate_media(color_scheme="light", forced_colors="none")
    if page.viewport_size["width"] == WIDE:
        page.set_viewport_size({"width": MIDDLE, "height": 900})
        problems += [f"{where}: {excess}" for excess in find_width_excess(page)]
    return problems


def look(page, where):
    """What axe says of a page as it is, and whether it is too wide."""
    return [f"{where}: {violation}" for violation in find_violations(page)] + (
        find_width_excess(page)
    )


def find_width_excess(page):
    """Say it when a page is wider than the window it is seen in."""
    inner, outer = page.evaluate(
        "[document.documentElement.scrollWidth, window.innerWidth]"
    )
    return [f"{inner} px wide in {outer}"] if inner > outer else []


@pytest.mark.browser
def test_the_programme_of_a_day_prints_on_one_sheet(browser, site):
    page = browser.new_page()
    page.goto(site.url + COMING_DAY)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))).pages
    page.close()
    assert len(sheets) == 1


@pytest.mark.browser
@pytest.mark.axe
def test_missing_page_is_accessible_too(browser, site):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    assert page.goto(site.url + MISSING).status == 404
    assert find_violations(page) == []
    page.close()


@pytest.mark.html
@pytest.mark.sqlite_only
def test_html_is_valid(site, tmp_path: Path):
    names = {}
    for number, asked in enumerate([*ADDRESSES, MISSING]):
        address = find_address(site, asked)
        try:
            html = urllib.request.urlopen(site.url + address).read()
        except urllib.error.HTTPError as error:
            html = error.read()
        names[f"{number}.html"] = address
        (tmp_path / f"{number}.html").write_bytes(html)
    errors = find_html_errors(tmp_path)
    assert errors == {}, "\n".join(
        f"{names[name]}: {message}"
        for name, messages in errors.items()
        for message in messages
    )
