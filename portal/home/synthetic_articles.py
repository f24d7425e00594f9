"""The synthetic network's démarche, articles and guides: every kind, public or not.

They draw from a generator of their own, so that the practices of a seed stay the same.
"""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from wagtail.models import Page, PageViewRestriction

from portal.core.enums import Licence
from portal.core.models import PortalImage
from portal.home.enums import BodyKind, NextStepStatus, PrincipleKind, StepKind
from portal.home.models import ApproachPage, ArticlePage, Publication
from portal.home.synthetic_content import Terms, draw_key, some
from portal.home.synthetic_copies import copy_of
from portal.home.synthetic_tree import Planter, Sheet
from portal.home.tree import Tree, english, ensure_english, source_locale
from practices.models import PracticePage, StructurePage

# One article each, after the public ones.
FATES = ("draft", "private", "expired", "unpublished", "ended")
LONG_AGO = datetime(2024, 6, 1, 8, tzinfo=UTC)
TITLES = [
    "Ce que le jardin nous apprend",
    "Une journée pour se rencontrer",
    "Réparer, un an après",
    "La navette a trouvé ses passagers",
    "Quand le café devient atelier",
]


class News:
    """Plants what stands in « Actualités », and the démarche."""

    def __init__(
        self,
        seed: int,
        planter: Planter,
        tree: Tree,
        terms: Terms,
        picture: PortalImage,
    ) -> None:
        """Take what the network is planted with."""
        # Other keys than those of the practices, and no secret: it must repeat.
        self.random = Random(f"news {seed}")  # noqa: S311
        self.planter, self.tree, self.terms = planter, tree, terms
        self.picture, self.source = picture, source_locale()

    def plant(self, number: int) -> Counter:
        """Plant ``number`` public articles, one of each other fate, copies, a guide."""
        fates = ["public"] * number + list(FATES)
        sheets = [self._article(rank, fate) for rank, fate in enumerate(fates)]
        self.planter.plant(sheets)
        self._restrict([sheet.page for sheet in sheets if sheet.fate == "private"])
        self._copy(sheets)
        self.planter.plant([self._guide()])
        if not ApproachPage.objects.child_of(self.tree.home).exists():
            self.planter.plant([self._approach()])
        return Counter(articles=len(sheets), guides=1)

    def _state(self, fate: str) -> dict[str, Any]:
        live = fate not in {"draft", "expired", "unpublished"}
        first = datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(
            days=self.random.randint(0, 700)
        )
        return {
            "locale": self.source,
            "translation_key": draw_key(self.random),
            "live": live,
            "has_unpublished_changes": not live,
            "expired": fate == "expired",
            "expire_at": LONG_AGO if fate in {"expired", "ended"} else None,
            "first_published_at": None if fate == "draft" else first,
            "last_published_at": None if fate == "draft" else first,
        }

    def _article(self, rank: int, fate: str) -> Sheet:
        title = f"{TITLES[rank % len(TITLES)]} ({rank + 1})"
        if fate != "public":
            title = f"Article caché {fate}"
        page = ArticlePage(
            title=title,
            slug=self.planter.free_slug(self.tree.articles, f"article-{rank + 1}"),
            lead="Ce que des habitants ont essayé, ce qui a marché, ce qui coince.",
            subtitle="Un an, trente personnes, et une suite.",
            event_date=date(2023, 5, 1) + timedelta(days=rank),
            contributor="L’équipe du centre",
            featured=rank == 0,
            picture=self.picture if rank == 0 else None,
            **self._kind(rank),
            **self._state(fate),
        )
        rows: dict[str, list[dict[str, Any]]] = {}
        if rank % 3 != 1:
            rows["figures"] = [
                {
                    "value": Decimal(self.random.randint(10, 400)),
                    "unit": "personnes",
                    "indicator": "personnes venues au moins une fois",
                    "period_label": "en 2023",
                    "source": "Registre des présences",
                    "translation_key": draw_key(self.random),
                }
                for _ in range(3)
            ]
        rows["links"] = [
            {
                "label": f"Pour en savoir plus ({number})",
                "url": f"https://www.example.org/{number}",
                "translation_key": draw_key(self.random),
            }
            for number in range(3)
        ]
        themes = list(self.terms.themes.values())
        many = {
            "themes": some(self.random, themes, 1, 3),
            "territories": some(self.random, self.terms.wider, 0, 2),
        }
        return Sheet(page, self.tree.articles, many, rows, fate=fate)

    def _kind(self, rank: int) -> dict[str, Any]:
        """Return what makes an article our own, a link card or a republished one."""
        blocks = [
            {"type": "heading", "value": "Ce qui s’est passé"},
            {"type": "paragraph", "value": "<p>Trente personnes, puis cent.</p>"},
            {"type": "quote", "value": {"text": "On revient.", "author": "Un voisin"}},
        ]
        told = {
            "body": json.dumps(blocks * 4),
            "key_takeaways": "Commencer petit.\nRaconter ce qui échoue.\nRevenir.",
        }
        source = {
            "source_name": "Un autre réseau",
            "source_url": "https://www.example.org/article",
        }
        if rank % 3 == 1:
            return {
                **source,
                "source_licence": Licence.UNKNOWN,
            }
        if rank % 3 == 2:
            return {
                **source,
                "source_licence": Licence.CC_BY,
                "changes_made": "Résumé.",
                **told,
            }
        return told

    def _restrict(self, pages: list[ArticlePage]) -> None:
        for page in pages:
            PageViewRestriction.objects.create(
                page=Page.objects.get(pk=page.pk), restriction_type="login"
            )

    def _copy(self, sheets: list[Sheet]) -> None:
        """Plant a translation, an English alias and a French one."""
        home = ensure_english(self.tree)
        first, second, third = sheets[:3]
        in_english = {"locale": english()}
        elsewhere = copy_of(
            third,
            self.tree.articles,
            slug=self.planter.free_slug(self.tree.articles, "alias"),
            alias_of_id=third.page.pk,
            translation_key=draw_key(self.random),
        )
        for rows in elsewhere.rows.values():
            for row in rows:
                row["translation_key"] = draw_key(self.random)
        aliased = {"alias_of_id": second.page.pk, **in_english}
        self.planter.plant(
            [
                copy_of(first, home.articles, title="What we learnt", **in_english),
                copy_of(second, home.articles, **aliased),
                elsewhere,
            ]
        )

    def _guide(self) -> Sheet:
        """Return a guide of eight practices, whatever became of them."""
        practices = PracticePage.objects.sources().order_by("pk")[:8]
        page = Publication(
            title="Huit idées à reprendre",
            slug=self.planter.free_slug(self.tree.articles, "guide"),
            lead="Un guide pour qui cherche par où commencer.",
            publisher="Le réseau",
            **self._state("public"),
        )
        picks = [
            {
                "practice_id": practice.pk,
                "word": "Pour commencer demain.",
                "translation_key": draw_key(self.random),
            }
            for practice in practices
        ]
        return Sheet(page, self.tree.articles, rows={"picks": picks})

    def _approach(self) -> Sheet:
        """Return a démarche with every field and row filled."""
        page = ApproachPage(
            title="La démarche",
            slug="demarche",
            show_in_menus=True,
            lead="Regarder ce qui se fait, aider, faire voyager.",
            start_date=date(2019, 1, 1),
            origin="<p>Deux maisons qui se faisaient confiance.</p>",
            edition="Édition 2022",
            means="Du temps partagé avec les habitants\nUn poste\nUn lieu",
            picture=self.picture,
            **self._state("public"),
        )
        rows = {
            name: [{**row, "translation_key": draw_key(self.random)} for row in said]
            for name, said in _approach_rows().items()
        }
        for row, structure in zip(
            rows["members"],
            StructurePage.objects.sources().order_by("pk"),
            strict=False,
        ):
            row["structure_id"] = structure.pk
        return Sheet(page, self.tree.home, rows=rows)


def _approach_rows() -> dict[str, list[dict[str, Any]]]:
    lines = "Une chose faite.\nUne autre.\nUne troisième."
    return {
        "former_names": [{"name": "Développement durable", "until_year": 2021}],
        "steps": [
            {
                "kind": StepKind.STEP if rank else StepKind.START,
                "label": f"Étape {rank}",
                "start_year": 2019 + rank,
                "end_year": 2020 + rank,
                "is_current": rank == 4,
                "context": "Ce qui se passait à ce moment-là, en deux phrases. Voilà.",
                "objectives": lines,
                "actions": lines,
                "results": lines,
            }
            for rank in range(5)
        ],
        "pillars": [
            {"key": f"volet-{rank}", "title": f"Volet {rank}", "text": "Ce qu’il fait."}
            for rank in range(3)
        ],
        "links": [
            {
                "label": f"Lien {rank}",
                "url": "https://www.example.org/",
                "pillar_key": f"volet-{rank % 3}",
            }
            for rank in range(4)
        ],
        "principles": [
            {"kind": kind, "title": f"Principe {rank}", "text": "Ce qu’il dit."}
            for kind in PrincipleKind.values
            for rank in range(3)
        ],
        "bodies": [
            {
                "key": kind,
                "kind": kind,
                "role": "Ce qu’elle fait.",
                "frequency": "souvent",
            }
            for kind in BodyKind.values
        ],
        "members": [{"body_key": kind} for kind in BodyKind.values for _ in range(3)],
        "milestones": [{"text": "Une décision.", "year": 2019 + n} for n in range(4)],
        "next_steps": [
            {"text": "Un pas.", "status": status, "due_on": date(2027, 1, 1)}
            for status in NextStepStatus.values
        ],
        "figures": [
            {
                "indicator": f"projets {rank % 2}",
                "year": 2021 + rank // 2,
                "value": Decimal(40 + rank),
                "unit": "projets",
                "source": "Dépliant",
                "note": "À comparer avec prudence.",
            }
            for rank in range(4)
        ],
        "evaluations": [
            {"method": "Entretiens", "done_on": date(2023, 6, 1), "findings": "Du bon."}
            for _ in range(2)
        ],
    }
