"""A test database that is a copy of one whose migrations ran before.

They take half a minute, most of it spent by the library's own: `bin/test` runs them once
for each kind of database, and names the result in MIGRATED_DATABASE.
"""

import os
import sqlite3
from contextlib import ExitStack, closing

from django.db.backends.base.base import BaseDatabaseWrapper


def start_from_migrated(connection: BaseDatabaseWrapper) -> ExitStack:
    """Have the test database of ``connection``, not made yet, start as that copy.

    The answer is to be closed once it is made. Nothing happens where nobody migrated
    before: the test database then migrates itself. A copy is migrated too, so that it
    holds whatever has come since.
    """
    stack = ExitStack()
    migrated = os.environ.get("MIGRATED_DATABASE")
    if not migrated:
        return stack
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated
        return stack
    name = connection.creation._get_test_db_name()
    # In memory: it is there as long as someone is connected.
    target = stack.enter_context(closing(sqlite3.connect(name, uri=True)))
    copy_sqlite(migrated, target)
    return stack


def copy_sqlite(source: str | os.PathLike[str], target: sqlite3.Connection) -> None:
    """Copy a whole database from the file ``source``."""
    with closing(sqlite3.connect(source)) as opened:
        opened.backup(target)
