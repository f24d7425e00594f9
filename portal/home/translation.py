"""Putting a page into another language with the tool that editors go on with.

The words are given as the page's own fields, in the other language. A twin of the page
is made in memory with them; what the library finds to translate in the page and in its
twin is then paired, place by place.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator

from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component


class TwinError(ValueError):
    """The translation of a text has not the shape of the text."""


def translate(page: Page, locale: Locale, fill: Callable[[Page], None]) -> Page:
    """Publish the translation of ``page``; ``fill`` puts its words into a twin.

    To be called outside any transaction: the library publishes on commit, from objects
    it read before, and inside another transaction that would break the tree. Parents
    come first.
    """
    page = page.specific
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=locale
    )
    twin = source.as_instance()
    fill(twin)
    _save_words(source, twin, locale)
    translation.save_target(publish=True)
    translated = page.get_translation(locale)
    if page.first_published_at:
        # A translation is as old as what it translates: « newest » is about content.
        Page.objects.filter(pk=translated.pk).update(
            first_published_at=page.first_published_at
        )
    return translated


def _save_words(source: TranslationSource, twin: Page, locale: Locale) -> None:
    originals, words = _texts_by_path(source.as_instance()), _texts_by_path(twin)
    strings = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source=source)
        .select_related("string", "context")
        .order_by("order")
    ):
        strings[segment.context.path].append(segment)
    addresses = {
        segment.context.path: segment.context
        for segment in OverridableSegment.objects.filter(source=source).select_related(
            "context"
        )
    }
    for path, texts in originals.items():
        if len(words[path]) != len(texts):
            raise TwinError(
                f"{source.object_repr}: {path} has {len(texts)} texts, "
                f"its translation {len(words[path])}."
            )
        for segment, text, word in zip(strings[path], texts, words[path], strict=True):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                defaults={"data": word.string.data},
            )
            for old, new in _changed_addresses(text, word):
                SegmentOverride.objects.update_or_create(
                    context=addresses[f"{path}.{quote_path_component(old)}"],
                    locale=locale,
                    defaults={"data_json": json.dumps(new)},
                )


def _texts_by_path(page: Page) -> dict[str, list[StringSegmentValue]]:
    """Return the texts of ``page`` by place: a rich text has several."""
    texts = defaultdict(list)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            texts[value.path].append(value)
    return texts


def _changed_addresses(
    text: StringSegmentValue, word: StringSegmentValue
) -> Iterator[tuple[str, str]]:
    """Yield the links of ``text`` that lead elsewhere in its translation."""
    for tag, attributes in (text.attrs or {}).items():
        old = attributes.get("href")
        new = (word.attrs or {}).get(tag, {}).get("href")
        if old and new and old != new:
            yield old, new
