"""What the démarche, articles and guides still miss before they may be published.

The doors to publication ask ``practices.readiness``, where these rules are registered.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.fields import split_lines
from portal.home.enums import PublicationStatus
from practices.lacks import Missing, block_lacks, incomplete_rows, picture_lacks
from practices.readiness import register_rule
from practices.republication import missing_to_republish

MAX_TAKEAWAYS = 5
# What a link card may not hold: someone else's text, taken without a licence.
ARTICLE_TEXTS = ("body", "key_takeaways")
APPROACH_ROWS = (
    "former_names",
    "steps",
    "pillars",
    "links",
    "principles",
    "bodies",
    "members",
    "milestones",
    "next_steps",
    "figures",
    "evaluations",
)


def register_rules() -> None:
    """Register the rules; called once, when the apps are ready."""
    register_rule("home.approachpage", missing_in_approach)
    register_rule("home.articlepage", missing_in_article)
    register_rule("home.publication", missing_in_publication)


def missing_in_approach(page, parent=None) -> list[Missing]:
    """Return what the démarche's page still misses."""
    lacks = _missing_words(page)
    if not page.steps.exists():
        lacks.append(
            Missing(
                "steps", _("Racontez au moins une étape\u00a0: le point de départ.")
            )
        )
    lacks += picture_lacks("picture", page.picture)
    lacks += incomplete_rows(page, APPROACH_ROWS)
    for link in page.links.all():
        if not link.document_id and not link.url:
            lacks.append(
                Missing(
                    "links",
                    _(
                        "Le lien «\u00a0%(label)s\u00a0» ne mène nulle part\u00a0: donnez "
                        "une adresse ou un document."
                    )
                    % {"label": link.label},
                )
            )
    for member in page.members.all():
        if not (member.organisation_id or member.structure_id or member.name.strip()):
            lacks.append(
                Missing(
                    "members",
                    _(
                        "Un membre n’a pas de nom\u00a0: choisissez un organisme ou une "
                        "structure, ou écrivez-le."
                    ),
                )
            )
    lacks += _unknown_keys(page, "links", "pillar_key", "pillars")
    lacks += _unknown_keys(page, "members", "body_key", "bodies")
    return lacks


def missing_in_article(page, parent=None) -> list[Missing]:
    """Return what an article still misses; one taken up owes more to its author."""
    lacks = _missing_words(page)
    if page.is_republished:
        lacks += missing_to_republish(page, ARTICLE_TEXTS)
    elif not page.body:
        lacks.append(
            Missing(
                "body",
                _(
                    "Écrivez l’article\u00a0; si vous renvoyez vers celui d’un autre, "
                    "dites d’où il vient."
                ),
            )
        )
    if len(split_lines(page.key_takeaways)) > MAX_TAKEAWAYS:
        lacks.append(
            Missing("key_takeaways", _("Gardez cinq idées à retenir au plus."))
        )
    lacks += picture_lacks("picture", page.picture)
    lacks += block_lacks("body", page.body)
    lacks += _missing_consents(page.body)
    lacks += incomplete_rows(page, ("figures", "links"))
    return lacks


def missing_in_publication(page, parent=None) -> list[Missing]:
    """Return what a guide still misses; one that is out can be read."""
    lacks = _missing_words(page)
    if page.is_out and not page.target:
        lacks.append(
            Missing(
                "document",
                _(
                    "Le guide est paru\u00a0: joignez-le, ou donnez l’adresse où le lire."
                ),
            )
        )
    if (
        page.status == PublicationStatus.OUT
        and page.released_on
        and page.released_on > timezone.localdate()
    ):
        lacks.append(
            Missing(
                "released_on",
                _("Le guide est dit paru, mais sa date de parution est à venir."),
            )
        )
    lacks += picture_lacks("picture", page.picture)
    lacks += incomplete_rows(page, ("picks",))
    for pick in page.picks.all():
        if pick.practice_id and not pick.practice.is_source:
            lacks.append(
                Missing(
                    "picks",
                    _("Choisissez la page française de «\u00a0%(title)s\u00a0».")
                    % {"title": pick.practice.title},
                )
            )
    return lacks


def _missing_words(page) -> list[Missing]:
    lacks = []
    if not page.title.strip():
        lacks.append(Missing("title", _("Donnez un titre à la page.")))
    if not page.lead.strip():
        lacks.append(
            Missing(
                "lead",
                _("Présentez-la en une à trois phrases, pour quelqu’un d’ailleurs."),
            )
        )
    return lacks


def _missing_consents(body) -> list[Missing]:
    """Return the testimonies that name someone whose consent has no date."""
    return [
        Missing(
            "body",
            _("Le témoignage de %(person)s attend la date de son accord.")
            % {"person": block.value["person"]},
        )
        for block in body
        if block.block_type == "testimony"
        and block.value.get("person")
        and not block.value.get("consent_given_on")
    ]


def _unknown_keys(page, relation: str, name: str, owners: str) -> list[Missing]:
    """Return the rows of ``relation`` that belong to no row of ``owners``."""
    known = {row.key for row in getattr(page, owners).all()} | {""}
    named = {getattr(row, name) for row in getattr(page, relation).all()}
    return [
        Missing(
            relation,
            _("Le repère «\u00a0%(key)s\u00a0» n’est celui d’aucune ligne.")
            % {"key": key},
        )
        for key in sorted(named - known)
    ]
