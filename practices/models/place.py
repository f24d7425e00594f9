"""Places and bodies: territories and organisations. Proper names, one language."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from portal.core.fields import LinesField, split_lines
from portal.core.text import fold
from practices.enums import LegalForm, OrganisationKind, TerritoryKind
from practices.models.lineage import refresh_lineage


class Territory(index.Indexed, models.Model):
    """A commune, an intercommunalité, a département or a CTG."""

    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=120, unique=True)
    kind = models.CharField(_("échelle"), max_length=20, choices=TerritoryKind.choices)
    code = models.CharField(
        _("code"),
        max_length=12,
        blank=True,
        help_text=_("INSEE pour une commune, SIREN pour une intercommunalité."),
    )
    department = models.CharField(_("département"), max_length=3, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    postcodes = models.CharField(_("codes postaux"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    parents = models.ManyToManyField(
        "self",
        verbose_name=_("fait partie de"),
        symmetrical=False,
        blank=True,
        related_name="members",
        help_text=_(
            "Son intercommunalité, son département, les CTG qui le couvrent : une CTG "
            "peut en chevaucher d’autres."
        ),
    )
    lineage = models.ManyToManyField(
        "self", symmetrical=False, related_name="within", editable=False
    )
    signatories = models.ManyToManyField(
        "practices.Organisation",
        verbose_name=_("signataires"),
        blank=True,
        related_name="signed",
        help_text=_("Pour une CTG\u00a0: qui l’a signée."),
    )
    starts_on = models.DateField(
        _("du"), null=True, blank=True, help_text=_("Pour une CTG\u00a0: sa période.")
    )
    ends_on = models.DateField(_("au"), null=True, blank=True)
    policy_schemes = models.ManyToManyField(
        "practices.PolicyScheme",
        verbose_name=_("cadres locaux"),
        blank=True,
        related_name="territories",
        help_text=_("Ceux que ce territoire porte\u00a0: PAT, PCAET…"),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("parents"),
        FieldPanel("signatories", widget=forms.CheckboxSelectMultiple),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("policy_schemes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("description"),
        FieldPanel("code"),
        FieldPanel("department"),
        FieldPanel("population"),
        FieldPanel("postcodes"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("folded_name"),
        index.SearchField("postcodes"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        """Save; a new territory lies at least in itself."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self.lineage.add(self)

    def get_absolute_url(self) -> str:
        """The address of the page of this territory."""
        return reverse("practices:territory", args=[self.slug])

    @property
    def folded_name(self) -> str:
        """The name without accents: choosers find it however it is typed."""
        return fold(self.name)


def refresh_territories() -> None:
    """Make every territory's lineage right; called when a ``parents`` changes."""
    parents: dict[int, set[int]] = defaultdict(set)
    for pk in Territory.objects.values_list("pk", flat=True):
        parents[pk] = set()
    for child, parent in Territory.parents.through.objects.values_list(
        "from_territory_id", "to_territory_id"
    ):
        parents[child].add(parent)
    refresh_lineage(Territory, parents, "from_territory_id", "to_territory_id")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """The business filters of organisations."""

    def spelt_like(self, text: str):
        """Organisations whose name, or another spelling of it, holds ``text``."""
        condition = Q(name__icontains=text) | Q(aliases__icontains=text)
        # Slugs are names without accents.
        if slug := slugify(text):
            condition |= Q(slug__contains=slug)
        return self.filter(condition)

    def spelt_as(self, slug: str):
        """Return the organisation that has ``slug`` as its address, or as an alias."""
        own = self.filter(slug=slug).first()
        if own is not None:
            return own
        others = self.exclude(aliases="").order_by("pk")
        return next((body for body in others if slug in body.alias_slugs), None)


class Organisation(index.Indexed, models.Model):
    """A body that helps: partner, funder. Those that carry practices have a page."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=120, unique=True)
    aliases = LinesField(
        _("autres écritures"),
        blank=True,
        help_text=_(
            "Sigle, ancien nom, faute courante\u00a0: une par ligne. Toutes mènent ici."
        ),
    )
    kind = models.CharField(
        _("type"),
        max_length=20,
        choices=OrganisationKind.choices,
        default=OrganisationKind.ASSOCIATION,
    )
    legal_form = models.CharField(
        _("forme juridique"), max_length=24, choices=LegalForm.choices, blank=True
    )
    website = models.URLField(_("site"), blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Ce qu’il fait, en une phrase.")
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territoire"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
    )
    logo = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Avec son texte alternatif, son crédit et sa licence."),
    )
    supports_portal = models.BooleanField(
        _("soutient le portail"),
        default=False,
        help_text=_("Son nom et son logo figurent parmi les partenaires du portail."),
    )

    objects = OrganisationQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("aliases"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("legal_form"),
        FieldPanel("website"),
        FieldPanel("description"),
        FieldPanel("territory"),
        MultiFieldPanel(
            [FieldPanel("supports_portal"), FieldPanel("logo")],
            heading=_("Partenaire du portail"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("folded_name"),
        index.SearchField("aliases"),
        index.AutocompleteField("folded_aliases"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("organisme")
        verbose_name_plural = _("organismes")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the page of this body."""
        return reverse("practices:organisation", args=[self.slug])

    def clean(self):
        """Refuse a spelling that is another body's, and a logo that may not be shown."""
        super().clean()
        for alias in split_lines(self.aliases):
            owner = Organisation.objects.spelt_as(slugify(alias))
            if owner is not None and owner.pk != self.pk:
                raise ValidationError(
                    {
                        "aliases": _(
                            "«\u00a0%(alias)s\u00a0» mène déjà à «\u00a0%(name)s\u00a0»."
                        )
                        % {"alias": alias, "name": owner.name}
                    }
                )
        if self.logo and not self.logo.is_cleared:
            raise ValidationError(
                {
                    "logo": _(
                        "Il manque à ce logo son texte alternatif, son crédit ou sa "
                        "licence."
                    )
                }
            )

    @property
    def folded_name(self) -> str:
        """The name without accents: choosers find it however it is typed."""
        return fold(self.name)

    @property
    def folded_aliases(self) -> str:
        """The other spellings without accents."""
        return fold(self.aliases)

    @property
    def alias_slugs(self) -> set[str]:
        """The other spellings as addresses write them."""
        return {slugify(alias) for alias in split_lines(self.aliases)} - {""}

    @property
    def spellings(self) -> list[str]:
        """The name and its other spellings."""
        return [self.name, *split_lines(self.aliases)]
