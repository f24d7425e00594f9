"""PostgreSQL is told of what comes in bulk."""

from django.db import connection

import pytest

from portal.core.statistics import refresh_statistics
from tests.factories import make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql_only]


def rows_believed(table: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return cursor.fetchone()[0]


def test_it_counts_rows_that_no_one_else_sees_yet() -> None:
    make_tree()

    refresh_statistics()

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM wagtailcore_page")
        assert rows_believed("wagtailcore_page") == cursor.fetchone()[0] > 1
