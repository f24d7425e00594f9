"""What a day still misses before it may be published.

Registered with ``practices.readiness``, so that every door to publication asks here.
"""

from django.utils.translation import gettext as _

from events.enums import AttendanceMode
from portal.core.fields import split_lines
from practices.lacks import (
    Missing,
    block_lacks,
    has_text,
    incomplete_rows,
    picture_lacks,
)
from practices.readiness import missing_themes

MAX_TAKEAWAYS = 5
ROWS = (
    "sessions",
    "workshops",
    "speakers",
    "organiser_rows",
    "presentations",
    "deliverables",
    "outcomes",
    "cards",
    "ideas",
    "opinions",
    "videos",
)


def missing_in_day(page, parent) -> list[Missing]:
    """Return what publication of the day ``page`` requires and it does not have."""
    return [
        *_missing_words(page),
        *missing_themes(
            page,
            _(
                "Gardez cinq thèmes au plus\u00a0: ceux sous lesquels on chercherait "
                "la journée."
            ),
        ),
        *_missing_sessions(page),
        *_missing_people(page),
        *_missing_results(page),
        *_key_lacks(page),
        *picture_lacks("picture", page.picture),
        *block_lacks("report", page.report),
        *incomplete_rows(page, ROWS),
    ]


def _missing_words(page) -> list[Missing]:
    lacks = []
    if not page.title.strip():
        lacks.append(Missing("title", _("Donnez un titre à la page.")))
    if not page.lead.strip():
        lacks.append(Missing("lead", _("Dites en une à trois phrases pourquoi venir.")))
    if page.cancelled_on and not page.cancelled_reason.strip():
        lacks.append(
            Missing("cancelled_reason", _("Dites pourquoi la journée est annulée."))
        )
    if page.postponed_to and not page.postponed_reason.strip():
        lacks.append(
            Missing("postponed_reason", _("Dites pourquoi la journée est reportée."))
        )
    return lacks


def _missing_sessions(page) -> list[Missing]:
    sessions = list(page.sessions.all())
    dated = [row for row in sessions if row.starts_at and row.ends_at]
    lacks = []
    if not any(row.starts_at < row.ends_at for row in dated):
        lacks.append(
            Missing(
                "sessions",
                _("Ajoutez au moins une séance, avec son début et sa fin."),
            )
        )
    has_place = any(row.place_name.strip() or row.territory_id for row in sessions)
    if page.attendance_mode != AttendanceMode.ONLINE and not has_place:
        lacks.append(
            Missing(
                "sessions",
                _(
                    "Dites où\u00a0: donnez un lieu ou une commune à une séance, ou "
                    "choisissez «\u00a0En ligne\u00a0»."
                ),
            )
        )
    return lacks


def _missing_people(page) -> list[Missing]:
    lacks = []
    organisers = list(page.organiser_rows.all())
    if not any(row.structure_id or row.organisation_id for row in organisers):
        lacks.append(
            Missing("organiser_rows", _("Dites qui organise\u00a0: choisissez-en un."))
        )
    elif not all(row.structure_id or row.organisation_id for row in organisers):
        lacks.append(
            Missing(
                "organiser_rows",
                _(
                    "Une ligne d’organisateur est vide\u00a0: complétez-la ou "
                    "supprimez-la."
                ),
            )
        )
    if not all(row.says_who for row in page.speakers.all()):
        lacks.append(
            Missing(
                "speakers", _("Dites qui intervient\u00a0: un nom ou une fonction.")
            )
        )
    lacks += _missing_consents(page, "speakers", "name")
    lacks += _missing_consents(page, "opinions", "author")
    return lacks


def _missing_consents(page, relation: str, name: str) -> list[Missing]:
    """Return the rows of ``relation`` that name someone whose consent has no date."""
    return [
        Missing(
            relation,
            _(
                "Le nom de %(person)s attend la date de son accord\u00a0: donnez-la, ou "
                "retirez le nom."
            )
            % {"person": getattr(row, name)},
        )
        for row in getattr(page, relation).all()
        if getattr(row, name).strip() and not row.consent_given_on
    ]


def _missing_results(page) -> list[Missing]:
    lacks = []
    if len(split_lines(page.takeaways)) > MAX_TAKEAWAYS:
        lacks.append(Missing("takeaways", _("Gardez cinq idées au plus à retenir.")))
    for row in page.deliverables.all():
        if not row.document_id and not row.url:
            lacks.append(
                Missing(
                    "deliverables",
                    _("Le livrable «\u00a0%(title)s\u00a0» n’a ni document ni adresse.")
                    % {"title": row.title},
                )
            )
        lacks += picture_lacks("deliverables", row.cover)
    for row in page.sessions.all():
        if row.attendance_count is not None and not row.attendance_source.strip():
            lacks.append(
                Missing(
                    "sessions",
                    _(
                        "À la séance «\u00a0%(title)s\u00a0», dites qui a compté les "
                        "personnes venues."
                    )
                    % {"title": row.title},
                )
            )
    return lacks + _missing_feedback(page) + _missing_in_videos(page)


def _missing_feedback(page) -> list[Missing]:
    """Return what figures of opinion want: how many answered, and who asked."""
    lacks = []
    if page.feedback_rating is not None and not page.feedback_count:
        lacks.append(
            Missing("feedback_count", _("Dites combien de personnes ont répondu."))
        )
    if page.feedback_count and not page.feedback_source.strip():
        lacks.append(
            Missing("feedback_source", _("Dites comment l’avis a été recueilli."))
        )
    return lacks


def _missing_in_videos(page) -> list[Missing]:
    """Return what videos want, for who does not load them or does not hear them."""
    lacks = []
    for row in page.videos.all():
        lacks += picture_lacks("videos", row.still)
        if row.still is None:
            lacks.append(
                Missing(
                    "videos",
                    _("Choisissez l’image de la vidéo «\u00a0%(title)s\u00a0».")
                    % {"title": row.title},
                )
            )
        if not has_text(row.transcript):
            lacks.append(
                Missing(
                    "videos",
                    _(
                        "Écrivez la transcription de la vidéo «\u00a0%(title)s\u00a0», "
                        "pour qui ne l’entend pas."
                    )
                    % {"title": row.title},
                )
            )
    return lacks


def _key_lacks(page) -> list[Missing]:
    """Return the keys given twice, and those that lead nowhere."""
    lacks = []
    for relation, pointing, name in (
        ("sessions", "workshops", "session_key"),
        ("workshops", "ideas", "workshop_key"),
    ):
        keys = [row.key for row in getattr(page, relation).all() if row.key]
        named = {getattr(row, name) for row in getattr(page, pointing).all()} - {""}
        lacks += [
            Missing(
                relation,
                _(
                    "Deux lignes ont le même repère, «\u00a0%(key)s\u00a0»\u00a0: "
                    "changez-en un."
                )
                % {"key": key},
            )
            for key in sorted({key for key in keys if keys.count(key) > 1})
        ]
        lacks += [
            Missing(
                pointing,
                _(
                    "Rien n’a le repère «\u00a0%(key)s\u00a0»\u00a0: corrigez-le ou "
                    "laissez vide."
                )
                % {"key": key},
            )
            for key in sorted(named - set(keys))
        ]
    return lacks
