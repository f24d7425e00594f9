"""What our templates may ask for."""

from contextlib import suppress
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from wagtail.images.models import SourceImageIOError

from portal.core import navigation, typography
from portal.core.addresses import absolute
from portal.core.fields import split_lines
from portal.core.models import Licensed
from portal.core.structured import as_json, structured_data
from portal.core.text import first_words

register = template.Library()
register.filter("first_words", first_words)
register.filter("number_fr", typography.number_fr)
register.filter("euros", typography.euros)
register.filter("french_date", typography.french_date)
register.filter("month_year", typography.month_year)
register.simple_tag(typography.colon, name="colon")


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[navigation.Link]:
    """Return the entries of the main menu."""
    return navigation.menu(context["request"]) if "request" in context else []


@register.simple_tag(takes_context=True)
def footer_links(context) -> list[navigation.Link]:
    """Return the plain pages."""
    return navigation.footer(context["request"]) if "request" in context else []


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """Return the other languages this content can be read in."""
    if "request" not in context:
        return []
    links = navigation.other_languages(context["request"], context.get("page"))
    return [
        {"code": link.language, "label": link.title, "url": link.url} for link in links
    ]


@register.simple_tag(takes_context=True)
def page_url(context, kind: str) -> str:
    """Return the address of the single page of ``kind``, or an empty string."""
    if "request" not in context:
        return "/"
    page = navigation.page_of_kind(context["request"], kind)
    return page.get_url(context["request"]) if page else ""


@register.inclusion_tag("components/social_meta.html", takes_context=True)
def social_meta(context) -> dict:
    """Return what link previews and engines read, from our own domain."""
    request, page = context["request"], context.get("page")
    title = context.get("title") or (page and (page.seo_title or page.title)) or ""
    description = (
        context.get("description") or getattr(page, "meta_description", "") or title
    )
    data = None
    if isinstance(page, Licensed) and page.pk:
        data = structured_data(page, context.get("schema_facts", {}))
    image = getattr(page, "social_image", None)
    image_url = image_alt = ""
    if image is not None and image.is_cleared:
        # A lost file costs its picture, not the page.
        with suppress(SourceImageIOError):
            rendition = image.get_rendition("fill-1200x630|format-jpeg")
            image_url, image_alt = absolute(rendition.url), image.alt_text
    return {
        "title": title,
        "description": description,
        "url": absolute(navigation.canonical_path(request, page)),
        "data": as_json(data) if data else "",
        "image_url": image_url,
        "image_alt": image_alt,
        "locale": {"fr": "fr_FR", "en": "en_GB"}[get_language() or "fr"],
    }


@register.filter
def map_url(place: str) -> str:
    """Return the address of a map of ``place``; nothing is asked of it before a click."""
    return f"https://www.openstreetmap.org/search?{urlencode({'query': place})}"


@register.simple_tag
def icon(name: str) -> str:
    """Return the drawing ``name`` of the sprite; it says nothing by itself."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.filter
def lines(text: str) -> list[str]:
    """Return the items of a text that holds one a line."""
    return split_lines(text)
