"""The editing form of a day: what it is, its programme, who comes, what came of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from portal.core.models.reading import AT_MOST

ESSENTIALS = [
    FieldPanel("title", heading=_("Titre")),
    FieldPanel("lead"),
    FieldPanel("event_type"),
    FieldPanel(
        "themes",
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "D’un à cinq\u00a0: ceux sous lesquels on chercherait la rencontre."
        ),
    ),
    FieldPanel("content_status"),
    FieldPanel("context"),
    InlinePanel("organiser_rows", heading=_("Organisée par"), label=_("organisateur")),
    FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
    FieldPanel("territories"),
    FieldPanel("series"),
    InlinePanel(
        "chosen_readings",
        heading=_("À lire aussi"),
        label=_("page"),
        max_num=AT_MOST,
        help_text=_(
            "Trois pages au plus. Sans votre choix, ce sont les plus proches par leurs "
            "thèmes et leurs territoires."
        ),
    ),
]

PROGRAMME = [
    InlinePanel("sessions", heading=_("Séances"), label=_("séance")),
    InlinePanel("workshops", heading=_("Ateliers"), label=_("atelier")),
    InlinePanel("speakers", heading=_("Intervenant·es"), label=_("intervenant·e")),
    InlinePanel(
        "presentations",
        heading=_("Pratiques présentées"),
        label=_("pratique"),
    ),
]

COMING = [
    FieldPanel("attendance_mode"),
    FieldPanel("online_url"),
    FieldPanel("practical_info"),
    FieldPanel("access_info"),
    MultiFieldPanel(
        [FieldPanel("cancelled_on"), FieldPanel("cancelled_reason")],
        heading=_("Si elle est annulée"),
    ),
    MultiFieldPanel(
        [FieldPanel("postponed_to"), FieldPanel("postponed_reason")],
        heading=_("Si elle est reportée"),
    ),
]

AFTER = [
    FieldPanel("takeaways"),
    FieldPanel("report"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("feedback_count"), FieldPanel("feedback_rating")]
            ),
            FieldPanel("feedback_source"),
            FieldPanel("feedback_summary"),
            InlinePanel("opinions", heading=_("Des avis"), label=_("avis")),
        ],
        heading=_("Ce qu’en ont pensé les personnes venues"),
    ),
    InlinePanel("deliverables", heading=_("Livrables"), label=_("livrable")),
    InlinePanel("outcomes", heading=_("Suites données"), label=_("suite")),
    InlinePanel("cards", heading=_("Cartes d’inspiration"), label=_("carte")),
    InlinePanel("ideas", heading=_("Idées nées en atelier"), label=_("idée")),
    InlinePanel("videos", heading=_("Vidéos"), label=_("vidéo")),
    MultiFieldPanel(
        [
            FieldPanel("next_label"),
            FieldRowPanel([FieldPanel("next_on"), FieldPanel("next_url")]),
        ],
        heading=_("Et après"),
    ),
]

RIGHTS = [
    FieldPanel("picture"),
    FieldPanel("licence"),
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
        ],
        heading=_("Adresse et moteurs de recherche"),
        classname="collapsed",
    ),
    PublishingPanel(),
]

DAY_EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(ESSENTIALS, heading=_("Essentiel")),
        ObjectList(PROGRAMME, heading=_("Programme")),
        ObjectList(COMING, heading=_("Venir")),
        ObjectList(AFTER, heading=_("Après")),
        ObjectList(RIGHTS, heading=_("Droits et images")),
    ]
)
