"""What an ambassador's page still misses before it may be published.

Registered with ``practices.readiness``, so that every door to publication asks here.
"""

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from practices.lacks import Missing, block_lacks, picture_lacks
from practices.readiness import missing_carrier, missing_themes, missing_words


def missing_in_ambassador(page, parent) -> list[Missing]:
    """Return what publication of the ambassador ``page`` requires and it lacks."""
    lacks = missing_words(page)
    lacks += missing_themes(
        page, _("Gardez cinq thèmes au plus\u00a0: ceux sur lesquels elle peut aider.")
    )
    if not page.offers:
        lacks.append(
            Missing("offers", _("Cochez au moins un coup de main qu’elle propose."))
        )
    lacks += _tells_who(page) if page.is_anonymous else _missing_consent(page)
    lacks += missing_carrier(parent)
    lacks += picture_lacks("picture", page.picture)
    lacks += block_lacks("body", page.body)
    return lacks


def _missing_consent(page) -> list[Missing]:
    lacks = []
    if not page.consent_given_on or page.consent_given_on > timezone.localdate():
        lacks.append(
            Missing(
                "consent_given_on",
                _("Dites quel jour la personne a accepté que sa page paraisse."),
            )
        )
    if not page.consent_until:
        lacks.append(
            Missing(
                "consent_until",
                _("Dites jusqu’à quand la personne accepte que sa page paraisse."),
            )
        )
    elif not page.has_consent:
        lacks.append(
            Missing(
                "consent_until",
                _("L’accord de la personne a pris fin\u00a0: redemandez-le-lui."),
            )
        )
    return lacks


def _tells_who(page) -> list[Missing]:
    """Return what would tell the name of someone who wants none."""
    lacks = []
    if page.picture:
        lacks.append(
            Missing(
                "picture",
                _("Un portrait dit qui est la personne\u00a0: retirez-le."),
            )
        )
    # Wagtail numbers addresses that are taken: « une-salariee-2 ».
    said = {word for word in page.slug.split("-") if not word.isdecimal()}
    if not said <= set(slugify(page.title).split("-")):
        lacks.append(
            Missing(
                "slug",
                _(
                    "L’adresse de la page dit peut-être un nom\u00a0: reprenez-y les "
                    "mots du titre."
                ),
            )
        )
    return lacks
