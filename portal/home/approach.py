"""What the démarche's page shows, and the step of it that the home page names."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Count, Q, Subquery
from django.utils.translation import get_language

from wagtail.models import Page

from portal.core.models.base import SOURCE_LANGUAGE
from portal.core.named import named_pages
from portal.core.translated import live_translations
from portal.home.enums import PrincipleKind, StepKind
from portal.home.figures import with_counts
from portal.home.models import ApproachPage, ApproachStep, Principle
from practices.listing import listed
from practices.models import Ingredient, StructurePage

# The claims that the home page names: more would be a list, and has its page.
CLAIMS = ("claim_1", "claim_2", "claim_3")
# What each kind of row shows of what it points at, fetched with it.
ROWS = {
    "former_names": (),
    "steps": (),
    "pillars": (),
    "links": ("document",),
    "principles": (),
    "bodies": (),
    "members": ("organisation",),
    "milestones": (),
    "next_steps": (),
    "figures": (),
    "evaluations": ("document",),
}


@dataclass(frozen=True)
class Member:
    """Who sits in a body, and where one reads about them."""

    name: str
    url: str = ""
    lang: str = SOURCE_LANGUAGE


def approach_context(page: ApproachPage, request) -> dict:
    """Return what the démarche shows: facts of the French page, words of ``page``."""
    language = get_language() or SOURCE_LANGUAGE
    rows = {relation: page.rows(relation, *joined) for relation, joined in ROWS.items()}
    members = _members(rows["members"], language)
    principles = rows["principles"]
    return {
        "facts": page.source,
        "rows": rows,
        "steps": _numbered(rows["steps"], language, request),
        "pillars": [
            {
                "row": pillar,
                "links": [
                    link for link in rows["links"] if link.pillar_key == pillar.key
                ],
            }
            for pillar in rows["pillars"]
        ],
        "links": [link for link in rows["links"] if not link.pillar_key],
        "characteristics": _of_kind(principles, PrincipleKind.CHARACTERISTIC),
        "methods": _of_kind(principles, PrincipleKind.METHOD),
        "claims": _of_kind(principles, PrincipleKind.CLAIM),
        "joined": _joined(),
        "bodies": [
            {"row": body, "members": members.get(body.key, [])}
            for body in rows["bodies"]
        ],
        "figures": with_counts(rows["figures"]),
        "ingredients": _ingredients(language),
        "notice_french": page.is_shown_in_french_instead,
    }


def current_step(approach: Page | None) -> ApproachStep | None:
    """Return the step the démarche is at, in the words of the page ``approach``.

    Where it is at is a fact of the French page; both languages' rows are one query,
    which brings the first claims of ``approach`` too, as ``claims``.
    """
    if approach is None:
        return None
    rows = list(
        ApproachStep.objects.filter(page__translation_key=approach.translation_key)
        .select_related("page__locale")
        .annotate(**_first_claims(approach.pk))
    )
    facts = [row for row in rows if row.page.is_source]
    now = next((row for row in facts if row.is_current), facts[-1] if facts else None)
    if now is None:
        return None
    own = (row for row in rows if row.page_id == approach.pk)
    step = next((row for row in own if row.translation_key == now.translation_key), now)
    told = (getattr(step, name) for name in CLAIMS)
    step.claims = [claim.rstrip(". ") for claim in told if claim]
    return step


def _first_claims(page: int) -> dict[str, Subquery]:
    """Return what the page of that key wants, as columns: a query less than rows."""
    claims = Principle.objects.filter(page=page, kind=PrincipleKind.CLAIM)
    titles = claims.order_by("sort_order", "pk").values("title")
    return {name: Subquery(titles[rank : rank + 1]) for rank, name in enumerate(CLAIMS)}


def _numbered(steps: list, language: str, request) -> list[dict]:
    """Return the steps with their numbers, and the public days they lead to.

    The starting point has no number.
    """
    days = named_pages((step.day_id for step in steps if step.day_id), language)
    numbered, number = [], 0
    for step in steps:
        number += step.kind == StepKind.STEP
        day = days.get(step.day_id)
        numbered.append(
            {
                "row": step,
                "number": number if step.kind == StepKind.STEP else None,
                "day": day
                and {
                    "title": day.title,
                    "url": day.get_url(request),
                    "lang": day.locale.language_code,
                },
            }
        )
    return numbered


def _of_kind(principles: list, kind: str) -> list:
    return [row for row in principles if row.kind == kind]


def _joined() -> list[tuple[int, int]]:
    """Return for each year in which structures joined how many had by its end."""
    years = (
        StructurePage.objects.published()
        .sources()
        .in_network()
        .filter(joined_on__isnull=False)
        .values_list("joined_on__year", flat=True)
    )
    counts = Counter(years)
    return list(
        zip(sorted(counts), accumulate(counts[y] for y in sorted(counts)), strict=True)
    )


def _ingredients(language: str) -> list[Ingredient]:
    """Return the ingredients, each with the number of practices that prove it."""
    return list(
        Ingredient.objects.sources()
        .with_label(language)
        .annotate(
            count=Count(
                "practices",
                filter=Q(practices__in=listed().order_by().values("pk")),
                distinct=True,
            )
        )
    )


def _members(rows: list, language: str) -> dict[str, list[Member]]:
    """Return who sits in each body, by the body's key; a hidden structure is not named."""
    structures = (
        StructurePage.objects.published()
        .filter(pk__in={row.structure_id for row in rows if row.structure_id})
        .select_related("locale")
        .defer_streamfields()
        .in_bulk()
    )
    words = live_translations(structures.values(), language)
    members: dict[str, list[Member]] = {}
    for row in rows:
        member = None
        if row.organisation:
            body = row.organisation
            member = Member(body.name, body.get_absolute_url())
        elif row.structure_id in structures:
            source = structures[row.structure_id]
            page = words.get(source.translation_key, source)
            member = Member(page.title, page.get_url() or "", page.locale.language_code)
        elif not row.structure_id:
            member = Member(row.words.name)
        if member:
            members.setdefault(row.body_key, []).append(member)
    return members
