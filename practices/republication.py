"""What republishing what was told elsewhere requires: source, licence, changes."""

from django.utils.translation import gettext as _

from portal.core.enums import Licence
from practices.lacks import Missing, has_text

# What a link card may not hold: someone else's text, taken without a licence.
BODY_TEXTS = (
    "context",
    "objectives",
    "description",
    "governance",
    "strategic_axes",
    "results",
    "effects_on_organisation",
    "business_model",
    "next_steps",
    "limits",
    "open_questions",
    "success_conditions",
    "transfer_pitfalls",
    "first_step",
)


def missing_to_republish(page, body_texts=BODY_TEXTS) -> list[Missing]:
    """Return what a page told elsewhere still owes to its author.

    ``body_texts`` names the fields that someone else's text could stand in.
    """
    lacks = []
    if not page.source_name.strip():
        lacks.append(Missing("source_name", _("Dites d’où le texte est repris.")))
    if not page.source_url:
        lacks.append(Missing("source_url", _("Donnez l’adresse de la page d’origine.")))
    if not page.source_licence:
        lacks.append(
            Missing(
                "source_licence",
                _(
                    "Indiquez la licence d’origine\u00a0; si vous ne la trouvez pas, "
                    "choisissez «\u00a0Licence inconnue\u00a0» et ne gardez que la "
                    "présentation et le lien."
                ),
            )
        )
    elif page.source_licence == Licence.UNKNOWN:
        for field in body_texts:
            if _has_content(page, field):
                label = page._meta.get_field(field).verbose_name
                lacks.append(
                    Missing(
                        field,
                        _(
                            "Sans licence connue, seuls la présentation et le lien "
                            "peuvent paraître\u00a0: videz «\u00a0%(field)s\u00a0» ou "
                            "demandez l’accord de l’auteur."
                        )
                        % {"field": label},
                    )
                )
    elif not page.changes_made.strip():
        lacks.append(
            Missing(
                "changes_made",
                _("Dites ce qui a été changé\u00a0: résumé, traduit, mis à jour…"),
            )
        )
    return lacks


def _has_content(page, field: str) -> bool:
    value = getattr(page, field)
    return has_text(value) if isinstance(value, str) else bool(value)
