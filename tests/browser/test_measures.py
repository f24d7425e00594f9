"""The scale itself is checked before anything is weighed with it."""

from collections import Counter

import pytest

from tests.browser.measures import (
    DOM,
    KILOBYTES,
    PAGE,
    REQUESTS,
    Weight,
    ecoindex,
    find_excesses,
    position,
)

pytestmark = pytest.mark.one_database


def test_quantiles_are_twenty_steps_upwards():
    for quantiles in (DOM, REQUESTS, KILOBYTES):
        assert len(quantiles) == 21
        assert list(quantiles) == sorted(set(quantiles))


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (47, 1), (61, 1.5), (594601, 20), (10**9, 20)]
)
def test_position_is_interpolated(value, expected):
    assert position(value, DOM) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [((0, 0, 0), 100), ((594601, 3920, 223212.26), 0), ((298, 25, 319.53), 80)],
)
def test_ecoindex(page, expected):
    assert ecoindex(*page) == expected


def light_page():
    return Weight(
        dom=150,
        kilobytes=Counter({"Document": 8, "Stylesheet": 6, "Image": 40}),
        requests=Counter({"Document": 1, "Stylesheet": 1, "Image": 2}),
    )


def test_light_page_keeps_to_its_budget():
    assert find_excesses(light_page(), PAGE) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"dom": 221}, "elements"),
        ({"fonts": 1}, "web fonts"),
        ({"cookies": 1}, "cookies"),
        ({"elsewhere": ["x"]}, "elsewhere"),
        ({"requests": Counter({"Image": 9})}, "requests"),
        ({"kilobytes": Counter({"Stylesheet": 13})}, "kB of CSS"),
        ({"kilobytes": Counter({"Script": 6})}, "kB of JS"),
        ({"kilobytes": Counter({"Document": 61})}, "kB without images"),
        ({"kilobytes": Counter({"Image": 161})}, "kB, 160"),
    ],
)
def test_each_excess_is_named(change, words):
    weight = light_page()
    for name, value in change.items():
        setattr(weight, name, value)
    assert any(words in excess for excess in find_excesses(weight, PAGE))
