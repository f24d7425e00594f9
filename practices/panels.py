"""The editing form of a practice: four tabs, the first one enough for a short one."""

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


def contact_panel() -> MultiFieldPanel:
    """Return the panel in which a page's contact is entered."""
    return MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_role")]),
            FieldPanel("contact_until"),
        ],
        heading=_("À qui demander"),
    )


ESSENTIALS = [
    FieldPanel("title", heading=_("Titre")),
    FieldPanel("lead"),
    FieldPanel("level"),
    FieldPanel(
        "themes",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("D’un à cinq : ceux sous lesquels on chercherait la pratique."),
    ),
    FieldPanel("dimensions"),
    FieldPanel("kinds"),
    FieldPanel("state"),
    FieldPanel(
        "audiences",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pour qui, ou avec qui. Rien de coché : pour tout le monde."),
    ),
]

FULL = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
            FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")]),
            FieldPanel("method_label"),
            FieldPanel("practice_size"),
            FieldPanel("carried_by"),
            FieldPanel("participation_level"),
        ],
        heading=_("Repères"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("context"),
            InlinePanel("inspirations", label=_("inspiration")),
            FieldPanel("objectives"),
        ],
        heading=_("Pourquoi s’y mettre"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("description"),
            InlinePanel("actions", label=_("volet")),
            InlinePanel("places", label=_("lieu")),
            FieldPanel("equipment"),
            FieldPanel("shared_resources", widget=forms.CheckboxSelectMultiple),
            FieldPanel("tools", widget=forms.CheckboxSelectMultiple),
            FieldPanel("communication_tools"),
            FieldRowPanel(
                [FieldPanel("has_resident_group"), FieldPanel("resident_group")]
            ),
            FieldPanel("governance"),
            FieldPanel("strategic_axes"),
        ],
        heading=_("Ce qui a été fait"),
    ),
    MultiFieldPanel(
        [
            InlinePanel("outcomes", label=_("chiffre")),
            FieldPanel("results"),
            FieldPanel("effects_on_organisation"),
        ],
        heading=_("Ce que ça a changé"),
    ),
    MultiFieldPanel(
        [FieldPanel("limits"), FieldPanel("open_questions"), FieldPanel("next_steps")],
        heading=_("Limites, questions, suite"),
    ),
    MultiFieldPanel(
        [
            InlinePanel("cost_lines", label=_("ligne de coût")),
            InlinePanel("funding_lines", label=_("financement")),
            FieldPanel("business_model"),
        ],
        heading=_("Ce que ça coûte"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("first_step"),
            FieldPanel("success_conditions"),
            FieldPanel("transfer_pitfalls"),
        ],
        heading=_("Pour s’y mettre à votre tour"),
    ),
]

LINKS = [
    MultiFieldPanel(
        [
            InlinePanel("partnerships", label=_("partenaire")),
            InlinePanel("co_carriers", label=_("co-porteur")),
        ],
        heading=_("Avec qui"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("territories"),
            FieldPanel("policy_schemes", widget=forms.CheckboxSelectMultiple),
            FieldPanel("policy_areas"),
            FieldPanel("challenges", widget=forms.CheckboxSelectMultiple),
            FieldPanel("ingredients", widget=forms.CheckboxSelectMultiple),
            FieldPanel("tags"),
        ],
        heading=_("Rattachements"),
    ),
    InlinePanel(
        "chosen_readings",
        heading=_("À lire aussi"),
        label=_("page"),
        max_num=AT_MOST,
        help_text=_(
            "Trois pages au plus\u00a0: elles prennent la place des pratiques du même "
            "thème les plus lointaines."
        ),
    ),
    InlinePanel("documents", heading=_("Documents"), label=_("document")),
]

RIGHTS = [
    FieldPanel("picture"),
    FieldPanel("licence"),
    InlinePanel("credits", heading=_("Qui a contribué"), label=_("contribution")),
    FieldRowPanel([FieldPanel("publication_date"), FieldPanel("last_verified_at")]),
    MultiFieldPanel(
        [
            FieldPanel("source_name"),
            FieldPanel("source_url"),
            FieldPanel("source_author"),
            FieldPanel("source_licence"),
            FieldPanel("source_retrieved_on"),
            FieldPanel("changes_made"),
        ],
        heading=_("Si la fiche est reprise d’ailleurs"),
    ),
    FieldPanel("contact_email"),
    contact_panel(),
    # Members cannot put their own practices forward.
    FieldPanel("featured", permission="practices.feature_practice"),
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

PRACTICE_EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(ESSENTIALS, heading=_("Essentiel")),
        ObjectList(FULL, heading=_("Fiche complète")),
        ObjectList(LINKS, heading=_("Liens")),
        ObjectList(RIGHTS, heading=_("Droits et images")),
    ]
)
