"""What people type, judged on the demonstration: see queries.toml."""

import tomllib
from pathlib import Path

from django.http import QueryDict
from django.utils.translation import override

from practices.models import PracticePage
from search.engine import run
from search.forms import parse

QUERIES = tomllib.loads(
    (Path(__file__).parent / "queries.toml").read_text(encoding="utf-8")
)["queries"]
# How many results a reader looks at.
SEEN = 5


def missed() -> list[str]:
    """Return the queries whose practices are not where they should be, told."""
    slugs = dict(PracticePage.objects.sources().values_list("pk", "slug"))
    found = []
    for query in QUERIES:
        language = query.get("language", "fr")
        asked = QueryDict(mutable=True)
        asked["q"] = query["text"]
        with override(language):
            results = run(parse(asked, language), language, ())
        first = [slugs[pk] for pk in results.pks[:SEEN]]
        expected = query["expected"]
        if expected:
            is_right = set(expected) <= set(first)
            if query.get("first"):
                is_right = is_right and first[0] == expected[0]
        else:
            # Nothing is listed, or the page says that it took the text otherwise.
            is_right = (
                not results.count or results.is_relaxed or results.query.corrections
            )
        if not is_right:
            found.append(f"{query['kind']}: {query['text']} -> {first}")
    return found
