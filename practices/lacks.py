"""What is missing inside a page: in its pictures, its story, its rows.

Asked by ``practices.readiness``, with what each level requires.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.enums import Licence

ROWS = (
    "actions",
    "outcomes",
    "cost_lines",
    "funding_lines",
    "partnerships",
    "documents",
    "places",
    "inspirations",
    "credits",
    "co_carriers",
)
ROWS_OF_ACTIONS = ("outcomes", "cost_lines", "partnerships")


@dataclass(frozen=True)
class Missing:
    """A field and the sentence that says what to write in it."""

    field: str
    message: str


def picture_lacks(field: str, image) -> list[Missing]:
    """Return what an image still needs before anyone may see it."""
    if image is None or image.is_cleared:
        return []
    wanted = []
    if not image.alt_text:
        wanted.append(_("son texte alternatif"))
    if not image.credit:
        wanted.append(_("son crédit"))
    if not image.licence or image.licence == Licence.UNKNOWN:
        wanted.append(_("sa licence"))
    return [
        Missing(
            field,
            _("À l’image «\u00a0%(image)s\u00a0», il manque %(wanted)s.")
            % {"image": image.title, "wanted": ", ".join(wanted)},
        )
    ]


def block_lacks(field: str, stream) -> list[Missing]:
    """Return what the blocks of a story miss, pictures included."""
    lacks = []
    for block in stream:
        if block.block_type == "image":
            lacks += picture_lacks(field, block.value.get("image"))
    try:
        stream.stream_block.clean(stream)
    except ValidationError:
        lacks.append(Missing(field, _("Dans le récit, un bloc est vide ou incomplet.")))
    return lacks


def row_lacks(page) -> list[Missing]:
    """Return what the rows of a practice miss, and the keys that lead nowhere."""
    return [
        *incomplete_rows(page, ROWS),
        *_period_lacks(page),
        *_name_lacks(page),
        *_key_lacks(page),
    ]


def incomplete_rows(page, relations: Iterable[str]) -> list[Missing]:
    """Return the rows of ``relations`` in which a field is to be filled or put right."""
    lacks = []
    for relation in relations:
        for row in getattr(page, relation).all():
            try:
                row.full_clean(
                    exclude=["page", "locale", "translation_key"],
                    validate_unique=False,
                    validate_constraints=False,
                )
            except ValidationError as error:
                lacks.append(_row_lack(relation, row, error))
    return lacks


def _row_lack(relation: str, row, error: ValidationError) -> Missing:
    labels = [
        str(row._meta.get_field(field).verbose_name)
        for field in error.message_dict
        if field != "__all__"
    ]
    return Missing(relation, incomplete_row(row, labels))


def incomplete_row(row, labels: Iterable[str]) -> str:
    """Return the sentence that says which fields of ``row`` are to be put right."""
    return _(
        "Une ligne «\u00a0%(kind)s\u00a0» est à compléter ou à corriger\u00a0: %(fields)s."
    ) % {
        "kind": row._meta.verbose_name,
        "fields": ", ".join(map(str, labels)),
    }


def _period_lacks(page) -> list[Missing]:
    """Return the figures that do not say when: nobody could add or compare them."""
    return [
        Missing(
            "outcomes",
            _(
                "Le chiffre «\u00a0%(figure)s\u00a0» ne dit pas quand\u00a0: donnez une "
                "date ou une durée."
            )
            % {"figure": row.indicator},
        )
        for row in page.outcomes.all()
        if not (row.period_start or row.period_end or row.period_label.strip())
    ]


def _name_lacks(page) -> list[Missing]:
    lacks = []
    for row in page.partnerships.all():
        if not row.organisation_id and not row.organisation_name.strip():
            lacks.append(
                Missing(
                    "partnerships",
                    _(
                        "Un partenaire n’a pas de nom\u00a0: choisissez-le ou écrivez-le."
                    ),
                )
            )
    for row in page.funding_lines.all():
        if not row.funder_id and not row.funder_name.strip():
            lacks.append(
                Missing(
                    "funding_lines",
                    _(
                        "Un financeur n’a pas de nom\u00a0: choisissez-le ou écrivez-le."
                    ),
                )
            )
    return lacks


def _key_lacks(page) -> list[Missing]:
    keys = [action.key for action in page.actions.all() if action.key]
    lacks = [
        Missing(
            "actions",
            _(
                "Deux volets ont le même repère, «\u00a0%(key)s\u00a0»\u00a0: changez-en un."
            )
            % {"key": key},
        )
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    for relation in ROWS_OF_ACTIONS:
        named = {row.action_key for row in getattr(page, relation).all()}
        lacks += [
            Missing(
                relation,
                _(
                    "Aucun volet n’a le repère «\u00a0%(key)s\u00a0»\u00a0: corrigez-le "
                    "ou laissez vide."
                )
                % {"key": key},
            )
            for key in sorted(named - set(keys) - {""})
        ]
    return lacks


def invalid_fields(page) -> list[Missing]:
    """Return what the model refuses and no rule above told: an address, a year, a slug."""
    exclude = {"path", "depth", "translation_key", "locale", "content_type", "slug"}
    lacks = []
    for check in (lambda: page.clean_fields(exclude=exclude), page.clean):
        try:
            check()
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                lacks += [Missing(field, message) for message in messages]
    return lacks


def has_text(value: str) -> bool:
    """True when a rich text holds more than empty paragraphs."""
    text = (value or "").replace("<p>", "").replace("</p>", "").replace("<br/>", "")
    return bool(text.replace("&nbsp;", "").strip())
