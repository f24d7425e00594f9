"""Starting from a database that was migrated before."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest

from tests.harness.databases import start_from_migrated

pytestmark = pytest.mark.one_database
NAME = "file:memory_of_this_test?mode=memory&cache=shared"


@pytest.fixture
def not_made_yet():
    """What is asked of a connection, before its test database is made."""
    return SimpleNamespace(
        vendor="sqlite",
        creation=SimpleNamespace(_get_test_db_name=lambda: NAME),
        settings_dict={"TEST": {}},
    )


def tables_in_memory():
    with closing(sqlite3.connect(NAME, uri=True)) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM sqlite_master")]


def test_what_was_migrated_is_there_until_it_is_closed(
    not_made_yet, monkeypatch, tmp_path
):
    path = tmp_path / "migrated.sqlite3"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE done (number)")
    monkeypatch.setenv("MIGRATED_DATABASE", str(path))

    with start_from_migrated(not_made_yet):
        assert tables_in_memory() == ["done"]
    assert tables_in_memory() == []


def test_postgresql_copies_its_template(not_made_yet, monkeypatch):
    not_made_yet.vendor = "postgresql"
    monkeypatch.setenv("MIGRATED_DATABASE", "migrated")

    with start_from_migrated(not_made_yet):
        assert not_made_yet.settings_dict["TEST"] == {"TEMPLATE": "migrated"}


def test_alone_a_test_database_migrates_itself(not_made_yet, monkeypatch):
    monkeypatch.delenv("MIGRATED_DATABASE", raising=False)

    with start_from_migrated(not_made_yet):
        assert tables_in_memory() == []
    assert not_made_yet.settings_dict == {"TEST": {}}
