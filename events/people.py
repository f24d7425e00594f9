"""Who organises a day, who speaks there, and where else they spoke."""

from collections import defaultdict

from django.db.models import Q

from wagtail.models import Page

from events.listing import listed
from events.models import Speaker, ThematicDayPage
from events.names import Spellings

# Other days named beside someone: more would be a list of its own.
TALKS_NAMED = 2


def organisers_of(rows: list, names: dict[int, Page], request) -> list[dict]:
    """Return who organises, with addresses; a structure that is withdrawn is not named."""
    result = []
    for row in rows:
        if row.structure_id in names:
            structure = names[row.structure_id]
            title, url = structure.title, structure.get_url(request)
        elif row.organisation:
            title, url = row.organisation.name, row.organisation.get_absolute_url()
        else:
            continue
        result.append({"title": title, "url": url, "role": row.words.role})
    return result


def other_talks(
    facts: ThematicDayPage, speakers: list[Speaker], spellings: Spellings
) -> dict[object, list[int]]:
    """Return the keys of other public days where ``speakers`` spoke, the latest first.

    By the key of an ambassador, or the name, however it was typed, of someone who agrees
    to be named today: at that other day too. One query.
    """
    ambassadors = {row.ambassador_id for row in speakers if row.ambassador_id}
    names = {
        spelling
        for row in speakers
        if row.name and row.has_consent
        for spelling in spellings.all_of(row.name)
    }
    if not ambassadors and not names:
        return {}
    rows = (
        Speaker.objects.filter(
            Q(ambassador__in=ambassadors) | Q(name__in=names),
            page__in=listed().order_by().exclude(pk=facts.pk).values("pk"),
        )
        .order_by("-page__starts_at", "-page_id", "pk")
        .only("ambassador_id", "name", "page_id", "consent_given_on", "consent_until")
    )
    found: dict[object, list[int]] = defaultdict(list)
    for row in rows:
        if row.ambassador_id or row.has_consent:
            days = found[row.ambassador_id or spellings.right(row.name)]
            if row.page_id not in days and len(days) < TALKS_NAMED:
                days.append(row.page_id)
    return found


def speakers_of(
    rows: list,
    names: dict[int, Page],
    talks: dict[object, list[int]],
    spellings: Spellings,
    request,
) -> list:
    """Return who speaks: ``shown_name``, ``shown_role``, ``url`` and ``talks``.

    Whose page has been withdrawn, or whose consent has ended, is not named: only the
    role says who spoke, and nothing where there is none.
    """
    shown = []
    for row in rows:
        person = names.get(row.ambassador_id)
        if person is None and row.ambassador_id:
            continue
        if person is None and not row.has_consent:
            row.shown_name, row.shown_role = row.words.role, ""
        else:
            row.shown_name = person.title if person else spellings.right(row.words.name)
            row.shown_role = row.words.role
        if not row.shown_name:
            continue
        row.url = person.get_url(request) if person else ""
        days = talks.get(row.ambassador_id or spellings.right(row.name), ())
        row.talks = [
            {
                "title": names[key].title,
                "url": names[key].get_url(request),
                "lang": names[key].locale.language_code,
            }
            for key in days
            if key in names
        ]
        shown.append(row)
    return shown


def opinions_of(rows: list) -> list:
    """Return what people thought, each with ``shown_author``: empty without consent."""
    for row in rows:
        row.shown_author = row.words.author if row.has_consent else ""
    return rows
