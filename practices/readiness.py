"""What a page still misses before it may be published at its level.

Drafts may be incomplete; every door to publication asks here: the editor's form, the
submission, the approval, the bulk action, the schedule, the copy, the translation. This
module imports no model, so that models can ask it too.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import Page

from portal.core.errors import PublicationRefusedError
from portal.core.fields import split_lines
from practices.enums import Level, State
from practices.lacks import (
    Missing,
    block_lacks,
    has_text,
    invalid_fields,
    picture_lacks,
    row_lacks,
)
from practices.republication import missing_to_republish

MAX_THEMES = 5
# What a card, a menu and a link preview can show.
TITLE_LENGTH = 160
# What no practice can do without and a short list offers.
ESSENTIAL_CHOICES = {
    "themes": gettext_lazy("Choisissez au moins un thème."),
    "dimensions": gettext_lazy(
        "Cochez où la pratique agit\u00a0: interne, externe ou transversale."
    ),
}


class NotReadyError(PublicationRefusedError):
    """Publication was asked for a page that misses something."""

    def __init__(self, page: Page, lacks: list[Missing]):
        self.lacks = lacks
        super().__init__(page, [lack.message for lack in lacks])


class PublishesWhenReady:
    """A page that refuses publication, whoever asks, while something is missing."""

    def publish(self, revision, *args, **kwargs):
        """Publish or schedule ``revision`` if it misses nothing."""
        require_ready(revision.as_object())
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]


def require_ready(page: Page) -> None:
    """Raise when ``page`` may not be published as it is."""
    lacks = missing(page)
    if lacks:
        raise NotReadyError(page, lacks)


def missing(page: Page, parent: Page | None = None) -> list[Missing]:
    """Return what publication of ``page`` at its level still requires.

    ``parent`` is the page it will stand under, for a page that has no place yet.
    """
    rules = RULES.get(page._meta.label_lower)
    if rules is None:
        return []
    if parent is None and page.path:
        parent = page.get_parent()
    # A page takes its locale from its parent when it is placed.
    if page.locale_id is not None and not page.is_source:
        return _missing_in_translation(page)
    lacks = rules(page, parent)
    told = {lack.field for lack in lacks}
    return lacks + [lack for lack in invalid_fields(page) if lack.field not in told]


def to_become_full(page: Page) -> list[str]:
    """Return what a short practice does not tell yet, said to its readers."""
    untold = {
        "context": _("d’où vient l’idée"),
        "objectives": _("ce qui est visé"),
        "description": _("comment cela se passe"),
        "results": _("ce que cela a changé"),
        "limits": _("ce qui coince encore"),
        "audiences": _("pour qui et avec qui"),
        "start_year": _("depuis quand"),
        "state": _("où cela en est"),
    }
    return [str(untold[lack.field]) for lack in _missing_to_be_full(page)]


def _missing_in_practice(page, parent) -> list[Missing]:
    lacks = _missing_essentials(page, parent)
    if page.level == Level.FULL:
        lacks += _missing_to_be_full(page)
    if page.level == Level.EXTERNAL:
        lacks += missing_to_republish(page)
    if (
        page.state == State.STOPPED
        and not page.end_year
        and not split_lines(page.limits)
    ):
        lacks.append(
            Missing(
                "end_year",
                _(
                    "La pratique est arrêtée\u00a0: dites en quelle année, ou pourquoi, "
                    "dans «\u00a0limites\u00a0»."
                ),
            )
        )
    lacks += _missing_contact(page)
    lacks += picture_lacks("picture", page.picture)
    lacks += block_lacks("description", page.description)
    lacks += row_lacks(page)
    return lacks


def _missing_essentials(page, parent) -> list[Missing]:
    lacks = missing_words(page)
    lacks += missing_themes(
        page,
        _(
            "Gardez cinq thèmes au plus\u00a0: ceux sous lesquels on "
            "chercherait la pratique."
        ),
    )
    if not page.dimensions:
        lacks.append(Missing("dimensions", str(ESSENTIAL_CHOICES["dimensions"])))
    return lacks + missing_carrier(parent)


def missing_themes(page, too_many: str) -> list[Missing]:
    """Return what the themes of ``page`` lack; ``too_many`` says which ones to keep."""
    themes = list(page.themes.all())
    if not themes:
        return [Missing("themes", str(ESSENTIAL_CHOICES["themes"]))]
    if len(themes) > MAX_THEMES:
        return [Missing("themes", too_many)]
    if any(theme.locale.language_code != "fr" for theme in themes):
        return [Missing("themes", _("Choisissez les thèmes dans la liste française."))]
    return []


def missing_carrier(parent) -> list[Missing]:
    """Return what is said while the structure that carries a page is not published."""
    if parent is None or parent.live:
        return []
    return [
        Missing(
            "structure",
            _(
                "La page de la structure n’est pas encore publiée\u00a0: "
                "publiez-la d’abord."
            ),
        )
    ]


def _missing_contact(page) -> list[Missing]:
    if not page.contact_name or page.contact_until:
        return []
    return [
        Missing(
            "contact_until",
            _(
                "Dites jusqu’à quand la personne à qui demander accepte d’être nommée, "
                "ou n’écrivez que son rôle."
            ),
        )
    ]


def missing_words(page) -> list[Missing]:
    """Return what the title and the lead of ``page`` lack."""
    lacks = []
    if not page.title.strip():
        lacks.append(Missing("title", _("Donnez un titre à la page.")))
    if len(page.title) > TITLE_LENGTH:
        lacks.append(
            Missing(
                "title",
                _("Raccourcissez le titre\u00a0: %(most)s caractères au plus.")
                % {"most": TITLE_LENGTH},
            )
        )
    if not page.lead.strip():
        lacks.append(
            Missing(
                "lead",
                _("Présentez-la en une à trois phrases, pour quelqu’un d’ailleurs."),
            )
        )
    return lacks


def _missing_to_be_full(page) -> list[Missing]:
    wanted: list[tuple[bool, str, str]] = [
        (
            has_text(page.context),
            "context",
            _("Racontez le contexte\u00a0: d’où vient l’idée, quel besoin a été vu."),
        ),
        (
            bool(split_lines(page.objectives)),
            "objectives",
            _("Écrivez au moins un objectif."),
        ),
        (
            bool(page.description) or page.actions.exists(),
            "description",
            _("Racontez ce qui a été fait, ou décrivez au moins un volet."),
        ),
        (
            has_text(page.results) or page.outcomes.exists(),
            "results",
            _("Dites ce que cela a changé\u00a0: un bilan ou au moins un chiffre."),
        ),
        (
            bool(split_lines(page.limits) or split_lines(page.open_questions)),
            "limits",
            _(
                "Écrivez au moins une limite ou une question ouverte\u00a0: c’est "
                "souvent le plus utile aux autres."
            ),
        ),
        (
            page.audiences.exists(),
            "audiences",
            _("Dites pour qui ou avec qui\u00a0: choisissez au moins un public."),
        ),
        (
            bool(page.start_year),
            "start_year",
            _("Indiquez l’année où la pratique a commencé."),
        ),
        (bool(page.state), "state", _("Dites où en est la pratique.")),
    ]
    return [
        Missing(field, message) for is_there, field, message in wanted if not is_there
    ]


def _missing_in_structure(page, parent) -> list[Missing]:
    lacks = missing_words(page)
    if page.in_network:
        if page.commune_id is None:
            lacks.append(Missing("commune", _("Indiquez la commune de la structure.")))
        if not page.contact_email:
            lacks.append(
                Missing(
                    "contact_email",
                    _(
                        "Donnez l’adresse qui recevra les questions\u00a0; elle ne "
                        "sera jamais affichée."
                    ),
                )
            )
    lacks += _missing_contact(page)
    lacks += picture_lacks("picture", page.picture)
    lacks += block_lacks("body", page.body)
    return lacks


def _missing_in_translation(page) -> list[Missing]:
    """A translation holds words only: the French page answers for the facts."""
    lacks = missing_words(page)
    if page.source is page or not page.source.live:
        lacks.append(
            Missing(
                "title",
                _(
                    "La page française n’est pas publiée\u00a0: publiez-la avant sa "
                    "traduction."
                ),
            )
        )
    return lacks


Rule = Callable[[Page, Page | None], list[Missing]]
RULES: dict[str, Rule] = {
    "practices.practicepage": _missing_in_practice,
    "practices.structurepage": _missing_in_structure,
}


def register_rule(label: str, rule: Rule) -> None:
    """Have pages of the model ``label`` asked by ``rule``; from ``AppConfig.ready``."""
    RULES[label] = rule
