"""The closed list of blocks that tell a story."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from portal.core.text import fold

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


def _tells_consent(value) -> bool:
    return bool(value.get("consent_given_on") or value.get("consent_expires_on"))


def _consent_holds(value) -> bool:
    """True when consent was given and has not ended."""
    given, ends = value.get("consent_given_on"), value.get("consent_expires_on")
    today = timezone.localdate()
    return bool(given and given <= today and (not ends or today <= ends))


class NamingBlock(blocks.StructBlock):
    """A block that names someone, in the field ``name_field``, while they agree.

    A translation keeps its own copy of the story, and nobody withdraws a consent there:
    the French page alone says whether it holds.
    """

    name_field: str

    def get_searchable_content(self, value):
        """Leave the name out: consent ends, and an index would remember."""
        return [value.get("text") or "", value.get("role") or ""]

    def _name(self, value, parent_context, *, always_asks: bool) -> str:
        """Return the name to show, empty when the person does not agree today.

        Without ``always_asks`` a name is shown where no consent was told.
        """
        name = value.get(self.name_field) or ""
        told = self._told_of(name, value, (parent_context or {}).get("page"))
        asks = always_asks or any(map(_tells_consent, [value, *told]))
        return name if not asks or any(map(_consent_holds, told)) else ""

    def _told_of(self, name: str, value, page) -> list:
        """Return what the French page tells of ``name``; ``value`` itself on that page."""
        source = getattr(page, "source", page)
        if source is page:
            return [value]
        streams = [
            getattr(source, field.name)
            for field in source._meta.get_fields()
            if isinstance(field, StreamField)
        ]
        return [
            other
            for stream in streams
            for other in self._others(stream)
            if fold(other.get(self.name_field) or "") == fold(name)
        ]

    def _others(self, stream) -> Iterator:
        """Yield the blocks of this kind, and read no other: pictures cost queries."""
        kinds = stream.stream_block.child_blocks
        for position, raw in enumerate(stream.raw_data):
            if isinstance(kinds.get(raw["type"]), type(self)):
                yield stream[position].value


class PictureBlock(blocks.StructBlock):
    """An image with a caption; credit and licence come from the image."""

    image = ImageChooserBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("légende"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("image")
        template = "blocks/image.html"


class QuoteBlock(NamingBlock):
    """Someone's words."""

    name_field = "author"

    text = blocks.TextBlock(label=_("citation"))
    author = blocks.CharBlock(
        label=_("qui parle"),
        required=False,
        max_length=100,
        help_text=_("Avec l’accord de la personne ; « une habitante » suffit."),
    )
    role = blocks.CharBlock(label=_("à quel titre"), required=False, max_length=100)
    consent_given_on = blocks.DateBlock(
        label=_("accord donné le"),
        required=False,
        help_text=_("Pour une personne nommée\u00a0: le jour où elle a accepté."),
    )
    consent_expires_on = blocks.DateBlock(
        label=_("accord valable jusqu’au"),
        required=False,
        help_text=_("Passé ce jour, le nom n’est plus affiché."),
    )

    class Meta:
        icon = "openquote"
        label = _("citation")
        template = "blocks/quote.html"

    def get_context(self, value, parent_context=None):
        """Add ``author``, empty when a consent was told and does not hold today.

        Not every author is a person: a house, a report need no consent.
        """
        context = super().get_context(value, parent_context=parent_context)
        context["author"] = self._name(value, parent_context, always_asks=False)
        return context


class TestimonyBlock(NamingBlock):
    """What someone told of their own experience, for as long as they agree."""

    name_field = "person"

    text = blocks.TextBlock(label=_("récit"))
    person = blocks.CharBlock(
        label=_("qui raconte"),
        required=False,
        # Translating wants a text where nothing was typed.
        default="",
        max_length=100,
        help_text=_("Un nom demande un accord daté ; « une maire » suffit souvent."),
    )
    role = blocks.CharBlock(
        label=_("à quel titre"), required=False, default="", max_length=100
    )
    recording_url = blocks.URLBlock(
        label=_("à écouter ou à voir"),
        required=False,
        default="",
        help_text=_("L’adresse de l’enregistrement, s’il y en a un."),
    )
    consent_given_on = blocks.DateBlock(
        label=_("accord donné le"),
        required=False,
        help_text=_("Sans accord, le nom n’est pas affiché."),
    )
    consent_expires_on = blocks.DateBlock(
        label=_("accord valable jusqu’au"), required=False
    )

    class Meta:
        icon = "user"
        label = _("témoignage")
        template = "blocks/testimony.html"

    def get_context(self, value, parent_context=None):
        """Add ``person`` and ``role``, empty unless the consent holds today."""
        context = super().get_context(value, parent_context=parent_context)
        context["person"] = self._name(value, parent_context, always_asks=True)
        context["role"] = value.get("role")
        return context


class LinkBlock(blocks.StructBlock):
    """An address to go further."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    url = blocks.URLBlock(label=_("adresse"))
    description = blocks.CharBlock(
        label=_("ce qu’on y trouve"), required=False, max_length=200
    )

    class Meta:
        icon = "link"
        label = _("lien")
        template = "blocks/link.html"


class ProseBlock(blocks.StreamBlock):
    """The story of a page."""

    heading = blocks.CharBlock(
        label=_("intertitre"),
        max_length=120,
        icon="title",
        template="blocks/heading.html",
    )
    paragraph = blocks.RichTextBlock(
        label=_("texte"), features=RICH_TEXT_FEATURES, template="blocks/paragraph.html"
    )
    image = PictureBlock()
    quote = QuoteBlock()
    link = LinkBlock()


class ArticleBlock(ProseBlock):
    """The story of an article: testimonies too."""

    testimony = TestimonyBlock()
