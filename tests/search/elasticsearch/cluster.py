"""The Elasticsearch that tests run against, and an engine that hides nothing of it."""

import os
import uuid
from collections.abc import Sequence

from search.engine import DATABASE
from search.engines.contract import First, Question, Results
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.sync import bring_up_to_date
from search.engines.guarded import UnanswerableError
from search.faceted import FacetedList

URL = "ELASTICSEARCH_TEST_URL"
BACKEND = "search.engines.elasticsearch.backend"


def addresses() -> list[str]:
    """Return where it answers; bin/test starts it and says so."""
    if URL not in os.environ:
        raise AssertionError(f"{URL} must name an Elasticsearch: see bin/test.")
    return os.environ[URL].split(",")


def new_prefix() -> str:
    """Return what begins the names of the indexes of one run alone."""
    return f"test_{uuid.uuid4().hex[:12]}_"


def backends(hosts: list[str], prefix: str) -> dict[str, dict]:
    """Return the search backends that the settings name, with ``hosts``."""
    return {
        "default": {"BACKEND": "wagtail.search.backends.database"},
        "elasticsearch": {
            "BACKEND": BACKEND,
            "HOSTS": hosts,
            "INDEX_PREFIX": prefix,
            "TIMEOUT": 10,
            "AUTO_UPDATE": False,
            "OPTIONS": {"max_retries": len(hosts)},
        },
    }


class FollowedEngine:
    """Elasticsearch, its index brought up to date first, and nothing to save it."""

    def __init__(self) -> None:
        self.engine = ElasticsearchEngine()
        self.answered = 0

    def run(self, question: Question) -> Results:
        """Return what Elasticsearch says to ``question``."""
        if question.listing.follows_dates:
            return DATABASE.run(question)
        bring_up_to_date()
        try:
            found = self.engine.run(question)
        except UnanswerableError:
            return DATABASE.run(question)
        self.answered += 1
        return found

    def first_of_each(
        self, questions: Sequence[Question], limit: int
    ) -> dict[FacetedList, First]:
        """Return what Elasticsearch says, but for what it does not hold."""
        bring_up_to_date()
        served = [each for each in questions if not each.listing.follows_dates]
        rest = [each for each in questions if each.listing.follows_dates]
        self.answered += 1
        return {
            **self.engine.first_of_each(served, limit),
            **DATABASE.first_of_each(rest, limit),
        }
