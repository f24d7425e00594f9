"""The editing form of an ambassador, in tabs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

ESSENTIALS = [
    FieldPanel(
        "title",
        heading=_("Nom public"),
        help_text=_("Celui que la personne accepte de voir affiché."),
    ),
    FieldPanel("is_anonymous"),
    FieldPanel("lead"),
    FieldPanel("offers"),
    FieldPanel(
        "themes",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("D’un à cinq : ceux sur lesquels elle peut aider."),
    ),
    FieldRowPanel([FieldPanel("hours_per_month"), FieldPanel("since")]),
    FieldPanel("territories"),
]

TOLD = [FieldPanel("body"), FieldPanel("picture")]

CONSENT = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("consent_given_on"), FieldPanel("consent_until")])],
        heading=_("L’accord de la personne"),
    ),
    FieldPanel("contact_email"),
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
        ],
        heading=_("Adresse et moteurs de recherche"),
        classname="collapsed",
    ),
]

AMBASSADOR_EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(ESSENTIALS, heading=_("Essentiel")),
        ObjectList(TOLD, heading=_("Présentation")),
        ObjectList(CONSENT, heading=_("Accord et contact")),
    ]
)
