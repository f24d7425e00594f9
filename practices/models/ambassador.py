"""Ambassadors: people of a structure whom others may ask for a hand, while they agree."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.core.blocks import ProseBlock
from portal.core.fields import ChoiceSetField
from portal.core.models import (
    BasePage,
    BasePageQuerySet,
    FoundByWords,
    RefinedListMixin,
)
from practices.ambassador_panels import AMBASSADOR_EDIT_HANDLER
from practices.enums import Offer
from practices.forms import ThemedPageForm
from practices.models.place import Territory
from practices.models.structure import StructurePage, carrier_of
from practices.models.taxonomy import Theme
from practices.readiness import PublishesWhenReady


def consenting_q() -> Q:
    """Return the condition « nobody is named, or who is named agrees today ».

    The day consent ends, in Paris, is the first one without it.
    """
    return Q(is_anonymous=True) | Q(consent_until__gt=timezone.localdate())


class AmbassadorIndexPage(RefinedListMixin, BasePage):
    """The directory of ambassadors."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = _("L’annuaire des ambassadrices et ambassadeurs.")
    context_from = "search.catalogue.ambassadors_context"

    lead = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("annuaire des ambassadeurs")
        verbose_name_plural = _("annuaires des ambassadeurs")


class AmbassadorQuerySet(BasePageQuerySet):
    """The business filters of ambassadors."""

    def consenting(self):
        """Ambassadors who are not named, or agree to be today."""
        return self.filter(consenting_q())

    def published(self):
        """Pages that anyone may read now, of people who agree to it today."""
        return super().published().consenting()


class AmbassadorPage(PublishesWhenReady, FoundByWords, BasePage):
    """Someone who gives a few hours a month to others; named with consent only.

    The title is the public name, or for an anonymous one what they do: no other field
    holds a name.
    """

    parent_page_types = ["practices.StructurePage"]
    subpage_types: list[str] = []
    page_description = _("Une personne de la structure à qui demander un coup de main.")
    context_from = "practices.ambassadors.ambassador_context"
    words_from = "practices.words.AMBASSADOR"

    is_anonymous = models.BooleanField(
        _("sans nom"),
        default=False,
        help_text=_(
            "Cochez si la personne ne veut pas être nommée\u00a0: le titre dit alors ce "
            "qu’elle fait, «\u00a0Une salariée référente\u00a0», et rien ne dit qui elle est."
        ),
    )
    lead = models.TextField(
        _("en une à trois phrases"),
        max_length=500,
        help_text=_("Ce qu’on peut lui demander, et ce qu’elle a déjà fait."),
    )
    offers = ChoiceSetField(
        _("coups de main"),
        choices=Offer.choices,
        blank=True,
        help_text=_("Ce qu’elle propose aux autres structures et aux habitants."),
    )
    hours_per_month = models.PositiveSmallIntegerField(
        _("heures par mois"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(160)],
        help_text=_("Le temps que sa structure lui donne pour cela."),
    )
    since = models.DateField(
        _("ambassadrice ou ambassadeur depuis"), null=True, blank=True
    )
    themes = ParentalManyToManyField(
        Theme, verbose_name=_("thèmes"), blank=True, related_name="ambassadors"
    )
    territories = ParentalManyToManyField(
        Territory,
        verbose_name=_("se déplace sur"),
        blank=True,
        related_name="ambassadors",
        help_text=_("Les territoires où elle se déplace, en plus de sa commune."),
    )
    body = StreamField(ProseBlock(), blank=True, verbose_name=_("présentation"))
    picture = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Facultatif\u00a0: sans portrait, ses initiales sont affichées."),
    )
    contact_email = models.EmailField(
        _("boîte de réception"),
        blank=True,
        help_text=_(
            "Reçoit les demandes\u00a0; sinon, celle de la structure. Jamais affichée."
        ),
    )
    consent_given_on = models.DateField(
        _("accord donné le"),
        null=True,
        blank=True,
        help_text=_("Le jour où la personne a accepté que sa page paraisse."),
    )
    consent_until = models.DateField(
        _("fin de l’accord"),
        null=True,
        blank=True,
        help_text=_(
            "Ce jour-là, la page se retire d’elle-même\u00a0: demandez-lui son accord de "
            "nouveau avant."
        ),
    )

    # --- Derived: never typed ---
    structure = models.ForeignKey(
        StructurePage,
        verbose_name=_("structure"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="ambassadors",
    )

    objects = PageManager.from_queryset(AmbassadorQuerySet)()

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("offers"),
    ]
    base_form_class = ThemedPageForm
    edit_handler = AMBASSADOR_EDIT_HANDLER
    search_fields = [
        *BasePage.search_fields,
        *FoundByWords.found_fields,
        index.FilterField("structure_id"),
    ]

    class Meta:
        verbose_name = _("ambassadrice ou ambassadeur")
        verbose_name_plural = _("ambassadrices et ambassadeurs")
        indexes = [models.Index(fields=["consent_until"])]

    @classmethod
    def get_indexed_objects(cls):
        """Leave whoever does not agree any more out of the index, the admin's too."""
        return super().get_indexed_objects().filter(consenting_q())

    def clean(self):
        """Refuse a consent that ends before it was given."""
        super().clean()
        given, until = self.consent_given_on, self.consent_until
        if given and until and until <= given:
            raise ValidationError(
                {"consent_until": _("L’accord finit avant d’avoir été donné.")}
            )

    def full_clean(self, *args, **kwargs):
        """Derive first, so that what is validated is what is saved."""
        self.derive()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        """Save with the derived columns right."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Compute the structure, and the moment the page expires: consent's end.

        What asks whether any page is published so knows of consent too: the map of
        the site, the links between languages, the schedule.
        """
        if self.path:
            self.structure = carrier_of(self)
        # A page takes its locale from its parent when it is placed.
        if self.locale_id and not self.is_source:
            return
        self.expire_at = None
        if self.consent_until and not self.is_anonymous:
            self.expire_at = timezone.make_aware(
                datetime.combine(self.consent_until, time.min)
            )

    def is_open(self) -> bool:
        """True when the page may be read today; consent is the French page's."""
        return super().is_open() and self.source.has_consent

    @property
    def has_consent(self) -> bool:
        """True when nobody is named, or who is named agrees today."""
        if self.is_anonymous:
            return True
        return bool(self.consent_until and self.consent_until > timezone.localdate())


def withdraw_ended_consents() -> None:
    """Withdraw whoever does not agree any more.

    Translations, index entries and portraits follow: see ``signal_handlers``.
    """
    ended = AmbassadorPage.objects.sources().exclude(consenting_q())
    for page in ended.filter(live=True):
        with transaction.atomic():
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
