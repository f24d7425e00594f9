"""Thematic days of the synthetic network: to come, past, and those nobody may see."""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.utils.text import slugify

from wagtail.models import Page, PageViewRestriction

from events.models import EventSeries, EventType, ThematicDayPage
from events.states import Hours, span_of
from portal.home.synthetic_content import Terms, draw_key, some
from portal.home.synthetic_tree import Planter, Sheet
from portal.home.tree import Tree, english, ensure_english, source_locale

# What becomes of the first days, in turn; the others are public.
FATES = (
    *("full", "public", "public", "draft", "private", "expired", "ended"),
    *("cancelled", "postponed", "translated", "french alias", "English alias"),
)
HIDDEN = {"draft", "private", "expired", "ended"}
LONG_AGO = datetime(2024, 6, 1, 8, tzinfo=UTC)
PAST, COMING = datetime(2019, 1, 7, 8, tzinfo=UTC), datetime(2090, 1, 9, 8, tzinfo=UTC)
SUBJECTS = ["Manger local", "Réparer", "Se déplacer", "Décider ensemble", "S’entraider"]
MOMENTS = ["Accueil", "Récits croisés", "Ateliers au choix", "Repas", "Clôture"]


class Days:
    """Plants days, with their rows, their translations and their aliases."""

    def __init__(self, random: Random, planter: Planter, tree: Tree, terms: Terms):
        """Take what the network was planted with."""
        self.random, self.planter, self.tree, self.terms = random, planter, tree, terms
        self.types = _keys(EventType)
        self.series = _keys(EventSeries)

    def plant(
        self, number: int, practices: list[Sheet], structures: list[Sheet]
    ) -> Counter:
        """Plant ``number`` days at least that show ``practices``; return how many."""
        fates = [*FATES, *["public"] * (number - len(FATES))]
        sheets = [
            self._day(rank, fate, practices, structures)
            for rank, fate in enumerate(fates)
        ]
        self.planter.plant(sheets)
        by_fate = {sheet.fate: sheet for sheet in reversed(sheets)}
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=by_fate["private"].page.pk),
            restriction_type=PageViewRestriction.LOGIN,
        )
        index = ensure_english(self.tree).days
        changes = {"locale": english(), "title": "A day in English"}
        self.planter.plant(
            [
                self._copy(by_fate["full"], index, **changes, lead="The whole of it."),
                self._copy(by_fate["translated"], index, **changes, lead="Meet us."),
                self._copy(
                    by_fate["English alias"],
                    index,
                    locale=english(),
                    alias_of_id=by_fate["English alias"].page.pk,
                ),
                self._copy(
                    by_fate["french alias"],
                    self.tree.days,
                    alias_of_id=by_fate["french alias"].page.pk,
                    translation_key=draw_key(self.random),
                ),
            ]
        )
        return Counter(days=len(sheets), hidden_days=len(HIDDEN))

    def _day(
        self, rank: int, fate: str, practices: list[Sheet], structures: list[Sheet]
    ) -> Sheet:
        is_coming = rank % 3 == 1
        start = (COMING if is_coming else PAST) + timedelta(days=7 * rank)
        commune = self.random.choice(self.terms.communes)
        title = f"{self.random.choice(SUBJECTS)} à {commune.name}"
        page = ThematicDayPage(
            locale=source_locale(),
            translation_key=draw_key(self.random),
            title=title,
            slug=self.planter.free_slug(self.tree.days, slugify(title)[:100]),
            lead="Une journée pour voir, goûter et repartir avec de quoi essayer.",
            event_type_id=self.random.choice(self.types),
            series_id=self.random.choice(self.series) if rank % 2 else None,
            **_state(fate),
        )
        hours = [
            (
                start + timedelta(hours=2 * moment),
                start + timedelta(hours=2 * moment + 1),
            )
            for moment in range(len(MOMENTS))
        ]
        span = span_of(hours, page.postponed_to)
        page.starts_at, page.ends_at, page.is_postponed = span
        if fate == "full":
            page.context = page.practical_info = "<p>Tout près de la gare.</p>"
            page.takeaways = "Aller voir\nDire ce qui rate\nSe revoir"
            page.series_id = self.series[0]
            page.picture = practices[0].page.picture
        many = {
            "themes": some(self.random, list(self.terms.themes.values()), 1, 3),
            "audiences": some(self.random, self.terms.audiences, 1, 2),
            "territories": some(self.random, self.terms.wider, 0, 2),
        }
        shown = some(self.random, [sheet.page.pk for sheet in practices], 1, 4)
        if fate == "full":
            # The full fiche was told there, too.
            shown = [practices[0].page.pk, *shown]
        rows = self._rows(hours, commune, structures)
        if fate == "full":
            # The budgets measure this day: it has what costs most.
            rows["videos"] = [
                {
                    "title": f"Un entretien, {part}",
                    "url": f"https://video.example.org/{part}",
                    "still_id": page.picture_id,
                    "transcript": "<p>Nous avons commencé par écouter.</p>",
                    "captions": "oui",
                }
                for part in ("1", "2")
            ]
        rows["presentations"] = [{"practice_id": pk} for pk in dict.fromkeys(shown)]
        for kind in rows.values():
            for row in kind:
                row["translation_key"] = draw_key(self.random)
        return Sheet(page, self.tree.days, many, rows, fate=fate)

    def _rows(
        self, hours: Sequence[Hours], commune, structures: list[Sheet]
    ) -> dict[str, list[dict[str, Any]]]:
        body = self.random.choice(self.terms.organisations)
        return {
            "sessions": [
                {
                    "title": moment,
                    "key": f"seance-{rank}",
                    "starts_at": hours[rank][0],
                    "ends_at": hours[rank][1],
                    "place_name": "Salle des fêtes",
                    "territory_id": commune.pk,
                }
                for rank, moment in enumerate(MOMENTS)
            ],
            "workshops": [
                {"title": subject, "key": f"atelier-{rank}", "session_key": "seance-2"}
                for rank, subject in enumerate(SUBJECTS[:3])
            ],
            "speakers": [{"role": "Une habitante, bénévole"}],
            "organiser_rows": [
                {"organisation_id": body, "structure_id": None},
                {
                    "organisation_id": None,
                    "structure_id": self.random.choice(structures).page.pk,
                },
            ],
            "outcomes": [{"text": "Se revoir dans un an.", "kind": "decision"}],
            "deliverables": [
                {"title": "Carnet de la journée", "url": "https://example.org/carnet"}
            ],
            "cards": [{"title": "Le radar", "question": "Et si demain ?"}],
            "ideas": [{"text": "Un marché aux questions", "status": "hypothese"}],
        }

    def _copy(self, sheet: Sheet, parent: Page, **changes: Any) -> Sheet:
        """Return a sheet like ``sheet`` under ``parent``, as copying it would."""
        own = {"id", "page_ptr_id", "locale_id", "path", "depth", "numchild"}
        values = {
            item.attname: getattr(sheet.page, item.attname)
            for item in ThematicDayPage._meta.concrete_fields
            if item.attname not in {*own, "url_path"}
        }
        changes.setdefault("locale", source_locale())
        values.update(slug=self.planter.free_slug(parent, sheet.page.slug))
        page = ThematicDayPage(**{**values, **changes})
        rows = deepcopy(sheet.rows)
        if "translation_key" in changes:
            for kind in rows.values():
                for row in kind:
                    row["translation_key"] = draw_key(self.random)
        return Sheet(page, parent, dict(sheet.many), rows, fate="copy")


def _state(fate: str) -> dict[str, Any]:
    """Return the columns that make a day public, a draft, expired, called off…"""
    live = fate not in {"draft", "expired"}
    published = None if fate == "draft" else LONG_AGO
    state: dict[str, Any] = {
        "live": live,
        "has_unpublished_changes": not live,
        "expired": fate == "expired",
        "expire_at": LONG_AGO if fate in {"expired", "ended"} else None,
        "first_published_at": published,
        "last_published_at": published,
    }
    if fate == "cancelled":
        state |= {"cancelled_on": LONG_AGO.date(), "cancelled_reason": "La neige."}
    if fate == "postponed":
        moved = datetime(2090, 5, 2, tzinfo=UTC)
        state |= {
            "postponed_to": moved.date(),
            "postponed_reason": "La salle est prise.",
        }
    return state


def _keys(model) -> list[int]:
    return list(model.objects.sources().order_by("slug").values_list("pk", flat=True))
