"""Images and documents: nothing is shown without alternative text and rights."""

import secrets
from os.path import splitext

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from portal.core.enums import Licence


class PortalImage(AbstractImage):
    """An image with what accessibility and the law want."""

    alt_text = models.CharField(
        _("texte alternatif"),
        max_length=200,
        blank=True,
        help_text=_(
            "Ce que l’image montre, en une phrase, pour qui ne la voit pas. "
            "Demandé avant publication."
        ),
    )
    credit = models.CharField(
        _("crédit"),
        max_length=200,
        blank=True,
        help_text=_("Qui l’a faite : il est affiché partout où l’image est montrée."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence.choices,
        blank=True,
        help_text=_("Ce que l’auteur permet. Sans réponse, l’image ne paraît pas."),
    )
    source_url = models.URLField(
        _("adresse d’origine"),
        blank=True,
        help_text=_("La page où l’image a été trouvée, s’il y en a une."),
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "credit",
        "licence",
        "source_url",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("alt_text"),
        index.AutocompleteField("alt_text"),
        index.SearchField("credit"),
        index.FilterField("licence"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """Return where the file goes, under a name that nobody can guess.

        Sizes are made, and named after it, for previews too: a picture that is not
        published yet must not be found by the name of its file.
        """
        root, extension = splitext(filename)
        return super().get_upload_to(f"{root[:50]}_{secrets.token_hex(8)}{extension}")

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the file's name, which says nothing."""
        return self.alt_text

    @property
    def is_cleared(self) -> bool:
        """True when alternative text, credit and a known licence are there."""
        return bool(
            self.alt_text
            and self.credit
            and self.licence
            and self.licence != Licence.UNKNOWN
        )

    @property
    def licence_label(self) -> str:
        """The licence's name, or an empty string."""
        return self.get_licence_display() if self.licence else ""

    @property
    def licence_url(self) -> str:
        """The address of the licence's text, or an empty string."""
        return Licence(self.licence).url if self.licence else ""


class PortalRendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(
        PortalImage, related_name="renditions", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="unique_rendition",
            )
        ]


class PortalDocument(AbstractDocument):
    """A document with its credit and licence, and where it comes from."""

    credit = models.CharField(_("auteur"), max_length=200, blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, blank=True
    )

    edition = models.CharField(
        _("édition"),
        max_length=80,
        blank=True,
        help_text=_("«\u00a0édition 2022\u00a0»."),
    )
    issued_on = models.DateField(
        _("daté du"),
        null=True,
        blank=True,
        help_text=_("Le jour où le document a paru, pas celui où il arrive ici."),
    )
    source_url = models.URLField(
        _("adresse d’origine"),
        blank=True,
        help_text=_("La page où le document a été trouvé, s’il y en a une."),
    )

    admin_form_fields = (
        *Document.admin_form_fields,
        "credit",
        "licence",
        "edition",
        "issued_on",
        "source_url",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    @property
    def licence_label(self) -> str:
        """The licence's name, or an empty string."""
        return self.get_licence_display() if self.licence else ""
