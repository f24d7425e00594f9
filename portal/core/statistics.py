"""What the database believes of its tables, after a great many rows came at once."""

from django.db import connection


def refresh_statistics() -> None:
    """Let PostgreSQL count its rows again; SQLite plans without counting.

    Its own housekeeping does so too, but a minute later, and not before the end of a
    transaction: until then it may take full tables for empty ones, and one page of the
    catalogue can take minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
