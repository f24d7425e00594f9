"""The editing forms of the home app's pages, in tabs."""

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

ADDRESS = [
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
            FieldPanel("show_in_menus"),
        ],
        heading=_("Adresse et moteurs de recherche"),
        classname="collapsed",
    ),
    PublishingPanel(),
]

APPROACH_EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", heading=_("Titre")),
                FieldPanel("lead"),
                FieldPanel("start_date"),
                FieldPanel("origin"),
                InlinePanel(
                    "former_names", heading=_("Anciens noms"), label=_("ancien nom")
                ),
                InlinePanel("principles", heading=_("Principes"), label=_("principe")),
                FieldPanel("means"),
            ],
            heading=_("Essentiel"),
        ),
        ObjectList(
            [
                InlinePanel("steps", heading=_("Étapes"), label=_("étape")),
                InlinePanel("milestones", heading=_("Dates clés"), label=_("date")),
                InlinePanel("next_steps", heading=_("Pas suivants"), label=_("pas")),
            ],
            heading=_("Chemin"),
        ),
        ObjectList(
            [
                InlinePanel("pillars", heading=_("Volets"), label=_("volet")),
                InlinePanel("links", heading=_("Liens et documents"), label=_("lien")),
                InlinePanel("bodies", heading=_("Qui pilote"), label=_("instance")),
                InlinePanel("members", heading=_("Qui y siège"), label=_("membre")),
            ],
            heading=_("Volets et instances"),
        ),
        ObjectList(
            [
                InlinePanel("figures", heading=_("Chiffres"), label=_("chiffre")),
                InlinePanel(
                    "evaluations", heading=_("Évaluations"), label=_("évaluation")
                ),
            ],
            heading=_("Chiffres et évaluations"),
        ),
        ObjectList(
            [
                FieldPanel("picture"),
                FieldRowPanel([FieldPanel("leaflet"), FieldPanel("edition")]),
                *ADDRESS,
            ],
            heading=_("Image, dépliant, adresse"),
        ),
    ]
)

ARTICLE_EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", heading=_("Titre")),
                FieldPanel("subtitle"),
                FieldPanel("lead"),
                FieldPanel("body"),
                FieldPanel("key_takeaways"),
                InlinePanel("figures", heading=_("Chiffres"), label=_("chiffre")),
                InlinePanel(
                    "links", heading=_("Pour aller plus loin"), label=_("lien")
                ),
            ],
            heading=_("Essentiel"),
        ),
        ObjectList(
            [
                FieldPanel("featured"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("territories"),
                FieldRowPanel([FieldPanel("event_date"), FieldPanel("event_place")]),
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
            ],
            heading=_("Rattachements"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("source_name"),
                        FieldPanel("source_url"),
                        FieldPanel("source_author"),
                        FieldPanel("source_licence"),
                        FieldPanel("source_retrieved_on"),
                        FieldPanel("changes_made"),
                    ],
                    heading=_("Si l’article est repris d’ailleurs"),
                ),
            ],
            heading=_("Reprise"),
        ),
        ObjectList(
            [
                FieldPanel("contributor"),
                FieldPanel("picture"),
                FieldPanel("licence"),
                *ADDRESS,
            ],
            heading=_("Droits, image, adresse"),
        ),
    ]
)

PUBLICATION_EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", heading=_("Titre")),
                FieldPanel("lead"),
                FieldRowPanel([FieldPanel("status"), FieldPanel("released_on")]),
                FieldPanel("publisher"),
                FieldPanel("document"),
                FieldPanel("reading_url"),
                InlinePanel(
                    "picks", heading=_("Pratiques choisies"), label=_("pratique")
                ),
            ],
            heading=_("Essentiel"),
        ),
        ObjectList(
            [FieldPanel("picture"), FieldPanel("licence"), *ADDRESS],
            heading=_("Droits, image, adresse"),
        ),
    ]
)
