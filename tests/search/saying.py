"""What pages of each kind say, the slow way: plain loops that share nothing with us."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.search.oracle import (
    FACTS,
    LEAD,
    STORY,
    TITLE,
    Oracle,
    Said,
    Told,
    block_texts,
    named,
    over,
    up,
    without_tags,
)

Placed = tuple[int, str]


def said(
    oracle: Oracle,
    page: Any,
    own: Callable[[Any], Iterable[Placed]],
    shared: Callable[[Any], Iterable[Told]],
) -> Said:
    """Return what ``page`` says: ``own`` in each language, ``shared`` once."""
    twins = [
        twin
        for twin in type(page).objects.filter(translation_key=page.translation_key)
        if twin.pk != page.pk and not twin.alias_of_id and oracle.is_visible(twin)
    ]
    told: list[Told] = []
    for each in (page, *twins):
        language = each.locale.language_code
        told.append((language, TITLE, each.title))
        told += [(language, *text) for text in own(each)]
    return Said([*told, *shared(page)])


def at(weight: int, *texts: str) -> list[Placed]:
    """Return ``texts``, each with where it stands."""
    return [(weight, text) for text in texts]


def french(*texts: str) -> list[Told]:
    """Return ``texts`` as proper names: French in all languages."""
    return [("fr", FACTS, text) for text in texts]


def around(*places: Any) -> list[Told]:
    """Return the names of ``places`` and of those they lie in."""
    return french(*[each.name for place in places if place for each in over(place)])


def blocks(story: Any) -> list[str]:
    """Return the texts of a story."""
    texts = []
    for block in story:
        if block.block_type == "testimony":
            texts += [block.value["text"], block.value["role"] or ""]
        else:
            texts += block_texts(block.block_type, block.value)
    return texts


def of_themes(page: Any) -> list[Told]:
    """Return the names of the themes of ``page``, and of those they lie in."""
    return named(*[each for theme in page.themes.all() for each in up(theme)])


def structure(oracle: Oracle, page: Any) -> Said:
    """Return what a structure says."""
    return said(
        oracle,
        page,
        lambda each: [*at(LEAD, each.lead), *at(STORY, *blocks(each.body))],
        lambda each: [
            *around(*each.territories.all(), each.commune),
            *named(*each.policy_schemes.all()),
        ],
    )


def ambassador(oracle: Oracle, page: Any) -> Said:
    """Return what the page of an ambassador says."""
    return said(
        oracle,
        page,
        lambda each: [*at(LEAD, each.lead), *at(STORY, *blocks(each.body))],
        lambda each: [
            *around(*each.territories.all(), each.structure.commune),
            *of_themes(each),
            *(
                french(each.structure.title)
                if oracle.is_visible(each.structure)
                else []
            ),
        ],
    )


def day(oracle: Oracle, page: Any, agrees: Callable[[Any], bool]) -> Said:
    """Return what a day says; ``agrees`` tells who may be named."""

    def own(each: Any) -> list[Placed]:
        facts = [each.next_label, each.cancelled_reason, each.postponed_reason]
        story = [
            without_tags(each.context),
            without_tags(each.practical_info),
            each.access_info,
            each.takeaways,
            *blocks(each.report),
        ]
        for row in each.sessions.all():
            facts += [row.title, row.place_name]
            story.append(row.text)
        for row in each.workshops.all():
            facts += [row.title, row.question, row.presented_by, row.method]
            facts.append(row.facilitators)
            story += [without_tags(row.text), without_tags(row.outcome)]
        for row in each.speakers.all():
            shown = not row.ambassador or oracle.is_visible(row.ambassador)
            facts += [row.role, row.organisation, row.talk] if shown else []
        facts += [row.role for row in each.organiser_rows.all()]
        facts += [row.title for row in each.deliverables.all()]
        story += [row.text for row in each.outcomes.all()]
        for row in each.cards.all():
            facts += [row.title, row.question]
            story.append(row.text)
        facts += [row.text for row in each.ideas.all()]
        for row in each.videos.all():
            facts.append(row.title)
            story.append(without_tags(row.transcript))
        return [*at(LEAD, each.lead), *at(FACTS, *facts), *at(STORY, *story)]

    def shared(each: Any) -> list[Told]:
        told = around(
            *each.territories.all(), *[row.territory for row in each.sessions.all()]
        )
        for row in each.workshops.all():
            told += french(row.territory.name) if row.territory else []
            told += named(*up(row.theme))
        terms = [*each.audiences.all(), each.event_type, each.series]
        told += named(*[term for term in terms if term]) + of_themes(each)
        bodies = each.organiser_rows.all()
        told += french(*[row.organisation.name for row in bodies if row.organisation])
        pages = [row.structure for row in bodies if row.structure]
        pages += [row.practice for row in each.presentations.all()]
        people = [row.ambassador for row in each.speakers.all() if row.ambassador]
        pages += [person for person in people if agrees(person)]
        titles = [other.title for other in pages if oracle.is_visible(other)]
        return told + french(*titles)

    return said(oracle, page, own, shared)


def article(oracle: Oracle, page: Any) -> Said:
    """Return what an article says; of a mere link, its title and lead."""
    is_link = page.source_name or page.source_url
    is_link = is_link and page.source_licence in ("", "inconnue")

    def own(each: Any) -> list[Placed]:
        lead = at(LEAD, each.lead)
        if is_link:
            return lead
        facts = [each.subtitle, each.event_place, each.contributor]
        facts += [each.source_name, each.source_author]
        for row in each.figures.all():
            facts += [row.unit, row.indicator, row.period_label, row.source]
        facts += [row.label for row in each.links.all()]
        story = [*blocks(each.body), each.key_takeaways, each.changes_made]
        return [*lead, *at(FACTS, *facts), *at(STORY, *story)]

    return said(
        oracle,
        page,
        own,
        lambda each: [*around(*each.territories.all()), *of_themes(each)],
    )


def guide(oracle: Oracle, page: Any) -> Said:
    """Return what a guide says."""
    return said(
        oracle,
        page,
        lambda each: [
            *at(LEAD, each.lead),
            *at(FACTS, each.publisher),
            *at(FACTS, *[p.word for p in each.picks.all()]),
        ],
        lambda each: french(
            *[
                pick.practice.title
                for pick in each.picks.all()
                if oracle.is_visible(pick.practice)
            ]
        ),
    )
