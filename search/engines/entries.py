"""The marked words that the library's index holds of each page, read off its table.

Both engines answer from them: what a page is found by is worked out once.
"""

import re
from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.search.models import IndexEntry

from portal.core.words import Kind
from portal.language.synonyms import LETTERS

# An entry that was written before pages gave nothing else holds raw words too.
MARKED = re.compile(f"[{''.join(LETTERS.values())}][1-4][a-z0-9]+")


def words_in_index(model: Kind, keys: Collection[int]) -> dict[int, str]:
    """Return the marked words of each of the pages ``keys`` that has an entry."""
    found = IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(key) for key in keys],
    )
    body = "body"
    if connection.vendor == "postgresql":
        found = found.extra(
            select={"words": "array_to_string(tsvector_to_array(body), ' ')"}
        )
        body = "words"
    return {
        int(key): " ".join(sorted(filter(MARKED.fullmatch, set(words.split()))))
        for key, words in found.values_list("object_id", body)
    }
