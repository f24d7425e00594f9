"""The examples of the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

from portal import language

pytestmark = pytest.mark.one_database
MODULES = [
    f"portal.language.{each.name}" for each in pkgutil.iter_modules(language.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    count = sum(
        doctest.testmod(importlib.import_module(name)).attempted for name in MODULES
    )

    assert count > 25
