"""What pages of each kind say, the slow way: plain loops that share nothing with us."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.search.oracle import Oracle, block_texts, over, plain_words, up, without_tags


class Said(NamedTuple):
    """The words of a page and of its visible translations."""

    title: set[str]
    every: set[str]


def said(
    oracle: Oracle,
    page: Any,
    own: Callable[[Any], list[str]],
    shared: Callable[[Any], list[str]],
) -> Said:
    """Return the words of ``page``: ``own`` in each language, ``shared`` once."""
    twins = [
        twin
        for twin in type(page).objects.filter(translation_key=page.translation_key)
        if twin.pk != page.pk and not twin.alias_of_id and oracle.is_visible(twin)
    ]
    title, every = set(), set()
    for each in (page, *twins):
        title.update(plain_words(each.title))
        for text in own(each):
            every.update(plain_words(text))
    for text in shared(page):
        every.update(plain_words(text))
    return Said(title, every | title)


def named(*terms: Any) -> list[str]:
    """Return the names of ``terms`` in all languages, with their other names."""
    texts = []
    for term in terms:
        for twin in type(term).objects.filter(translation_key=term.translation_key):
            texts.append(twin.name)
            texts += [getattr(twin, "code", ""), getattr(twin, "variants", "")]
    return texts


def around(*places: Any) -> list[str]:
    """Return the names of ``places`` and of those they lie in."""
    return [each.name for place in places if place for each in over(place)]


def blocks(story: Any) -> list[str]:
    """Return the texts of a story."""
    texts = []
    for block in story:
        if block.block_type == "testimony":
            texts += [block.value["text"], block.value["role"] or ""]
        else:
            texts += block_texts(block.block_type, block.value)
    return texts


def of_themes(page: Any) -> list[str]:
    """Return the names of the themes of ``page``, and of those they lie in."""
    return named(*[each for theme in page.themes.all() for each in up(theme)])


def structure(oracle: Oracle, page: Any) -> Said:
    """Return the words of a structure."""
    return said(
        oracle,
        page,
        lambda each: [each.lead, *blocks(each.body)],
        lambda each: [
            *around(*each.territories.all(), each.commune),
            *named(*each.policy_schemes.all()),
        ],
    )


def ambassador(oracle: Oracle, page: Any) -> Said:
    """Return the words of an ambassador."""
    return said(
        oracle,
        page,
        lambda each: [each.lead, *blocks(each.body)],
        lambda each: [
            *around(*each.territories.all(), each.structure.commune),
            *of_themes(each),
            *([each.structure.title] if oracle.is_visible(each.structure) else []),
        ],
    )


def day(oracle: Oracle, page: Any, agrees: Callable[[Any], bool]) -> Said:
    """Return the words of a day; ``agrees`` says who may be named."""

    def own(each: Any) -> list[str]:
        texts = [
            each.lead,
            without_tags(each.context),
            without_tags(each.practical_info),
            each.access_info,
            each.next_label,
            each.cancelled_reason,
            each.postponed_reason,
            each.takeaways,
            *blocks(each.report),
        ]
        for row in each.sessions.all():
            texts += [row.title, row.text, row.place_name]
        for row in each.workshops.all():
            texts += [row.title, row.question, row.presented_by, row.method]
            texts += [row.facilitators, without_tags(row.text)]
            texts.append(without_tags(row.outcome))
        for row in each.speakers.all():
            texts += [row.name, row.role, row.organisation, row.talk]
        texts += [row.role for row in each.organiser_rows.all()]
        texts += [row.title for row in each.deliverables.all()]
        texts += [row.text for row in each.outcomes.all()]
        for row in each.cards.all():
            texts += [row.title, row.question, row.text]
        for row in each.videos.all():
            texts += [row.title, without_tags(row.transcript)]
        return texts + [row.text for row in each.ideas.all()]

    def shared(each: Any) -> list[str]:
        texts = around(
            *each.territories.all(), *[row.territory for row in each.sessions.all()]
        )
        for row in each.workshops.all():
            texts += [row.territory.name] if row.territory else []
            texts += named(*up(row.theme))
        terms = [*each.audiences.all(), each.event_type, each.series]
        texts += named(*[term for term in terms if term]) + of_themes(each)
        bodies = each.organiser_rows.all()
        texts += [row.organisation.name for row in bodies if row.organisation]
        pages = [row.structure for row in bodies if row.structure]
        pages += [row.practice for row in each.presentations.all()]
        people = [row.ambassador for row in each.speakers.all() if row.ambassador]
        pages += [person for person in people if agrees(person)]
        return texts + [other.title for other in pages if oracle.is_visible(other)]

    return said(oracle, page, own, shared)


def article(oracle: Oracle, page: Any) -> Said:
    """Return the words of an article; of a mere link, its title and lead."""
    is_link = page.source_name or page.source_url
    is_link = is_link and page.source_licence in ("", "inconnue")

    def own(each: Any) -> list[str]:
        if is_link:
            return [each.lead]
        texts = [each.subtitle, each.lead, *blocks(each.body), each.key_takeaways]
        texts += [each.event_place, each.contributor, each.source_name]
        texts += [each.source_author, each.changes_made]
        for row in each.figures.all():
            texts += [row.unit, row.indicator, row.period_label, row.source]
        return texts + [row.label for row in each.links.all()]

    return said(
        oracle,
        page,
        own,
        lambda each: [*around(*each.territories.all()), *of_themes(each)],
    )


def guide(oracle: Oracle, page: Any) -> Said:
    """Return the words of a guide."""
    return said(
        oracle,
        page,
        lambda each: [each.lead, each.publisher, *[p.word for p in each.picks.all()]],
        lambda each: [
            pick.practice.title
            for pick in each.picks.all()
            if oracle.is_visible(pick.practice)
        ],
    )
