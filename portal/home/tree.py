"""The pages every instance stands on: home, catalogue, structures, days, articles…"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from wagtail.models import Locale, Page, Site

from events.models import ThematicDayIndexPage
from portal.core.models import BasePage
from portal.core.models.base import SOURCE_LANGUAGE
from portal.home.models import ArticleIndexPage, HomePage, StandardPage
from practices.models import AmbassadorIndexPage, StructureIndexPage
from search.models import CataloguePage

# What is loaded from files is known again by its key, wherever editors move it.
NAMESPACE = UUID("6f0d3c5e-9c1b-5b0a-8d53-6b0a4b2f7c11")

Texts = Mapping[str, Mapping[str, Any]]

MINIMAL_TEXTS: Texts = {
    "home": {
        "slug": "accueil",
        "title": "Accueil",
        "headline": "Ce qui marche ailleurs peut marcher chez vous",
        "lead": (
            "Des pratiques racontées par les structures qui les font vivre\u00a0: "
            "trouvez-en une, lisez-la, parlez-en avec elles."
        ),
    },
    "catalogue": {
        "slug": "pratiques",
        "title": "Les pratiques",
        "lead": "Cherchez un mot, ou cochez ce qui vous ressemble.",
    },
    "structures": {
        "slug": "structures",
        "title": "Les structures",
        "lead": "Celles et ceux qui portent les pratiques, par territoire.",
    },
    "ambassadors": {
        "slug": "ambassadeurs",
        "title": "Les ambassadeurs",
        "lead": "Ils et elles donnent quelques heures par mois pour aider d’autres à s’y mettre.",
    },
    "days": {
        "slug": "journees",
        "title": "Les journées",
        "lead": "Se rencontrer, débattre, visiter\u00a0: ce qui vient, et ce qui en est sorti.",
    },
    "articles": {
        "slug": "actualites",
        "title": "Actualités",
        "lead": "Ce qui se dit, se prépare et s’écrit dans le réseau, et ailleurs.",
    },
}
ENGLISH_TEXTS: Texts = {
    "home": {
        "slug": "accueil-en",
        "title": "Home",
        "headline": "What works elsewhere can work where you are",
        "lead": (
            "Practices told by the people who run them: find one, read it, talk it "
            "over with them."
        ),
    },
    "catalogue": {
        "title": "The practices",
        "lead": "Search for a word, or tick what sounds like you.",
    },
    "structures": {
        "title": "The structures",
        "lead": "Those who carry the practices, by territory.",
    },
    "ambassadors": {
        "title": "The ambassadors",
        "lead": "They give a few hours a month to help others get started.",
    },
    "days": {
        "title": "The days",
        "lead": "Meet, debate, visit: what is coming, and what came of it.",
    },
    "articles": {
        "title": "News",
        "lead": "What is said, prepared and written in the network, and elsewhere.",
    },
}
# Their words are the publisher's: they are made as drafts, to be written.
PLAIN_PAGES = {
    "mentions-legales": "Mentions légales",
    "accessibilite": "Accessibilité",
    "vie-privee": "Vie privée",
}


@dataclass(frozen=True)
class Tree:
    """The pages that others stand under."""

    home: HomePage
    catalogue: CataloguePage
    structures: StructureIndexPage
    ambassadors: AmbassadorIndexPage
    days: ThematicDayIndexPage
    articles: ArticleIndexPage


def key_of(*names: str) -> UUID:
    """Return the translation key of what a file calls ``names``."""
    return uuid5(NAMESPACE, "/".join(names))


def source_locale() -> Locale:
    """Return the locale that holds the facts."""
    return Locale.objects.get_or_create(language_code=SOURCE_LANGUAGE)[0]


def english() -> Locale:
    """Return the first locale of translation."""
    return Locale.objects.get_or_create(language_code="en")[0]


def publish_under(parent: Page, page: Page) -> Page:
    """Put a new page under ``parent`` and publish it, both or neither."""
    with transaction.atomic():
        page.live = False
        page.has_unpublished_changes = True
        parent.add_child(instance=page)
        page.save_revision().publish()
    page.refresh_from_db()
    return page


def ensure_tree(texts: Texts = MINIMAL_TEXTS) -> Tree:
    """Make what is missing of the tree and the site; touch nothing that is there.

    ``texts`` holds the fields of each page, by the names of ``Tree``.
    """
    locale = source_locale()
    english()
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home is None:
        root = Page.get_first_root_node()
        home = publish_under(
            root,
            HomePage(locale=locale, translation_key=key_of("home"), **texts["home"]),
        )
    _ensure_site(home)
    _remove_welcome_page()
    home = HomePage.objects.get(pk=home.pk)
    return Tree(
        home=home,
        catalogue=_ensure_child(home, CataloguePage, "catalogue", texts),
        structures=_ensure_child(home, StructureIndexPage, "structures", texts),
        ambassadors=_ensure_child(home, AmbassadorIndexPage, "ambassadors", texts),
        days=_ensure_child(home, ThematicDayIndexPage, "days", texts),
        articles=_ensure_child(home, ArticleIndexPage, "articles", texts),
    )


def ensure_plain_pages(home: HomePage) -> list[StandardPage]:
    """Make the plain pages the law asks for, as drafts for the publisher to write."""
    made = []
    for slug, title in PLAIN_PAGES.items():
        if not home.get_children().filter(slug=slug).exists():
            page = StandardPage(
                title=title,
                slug=slug,
                locale=home.locale,
                live=False,
                has_unpublished_changes=True,
            )
            with transaction.atomic():
                home.add_child(instance=page)
                page.save_revision()
            made.append(page)
    return made


def ensure_english(tree: Tree, texts: Texts = ENGLISH_TEXTS) -> Tree:
    """Make the English home, catalogue and lists, published."""
    pages = {}
    for name in ENGLISH_TEXTS:
        source = getattr(tree, name)
        page = source.get_translation_or_none(english())
        if page is None:
            with transaction.atomic():
                page = source.copy_for_translation(english())
                for field, value in texts[name].items():
                    setattr(page, field, value)
                page.save_revision().publish()
            page.refresh_from_db()
        pages[name] = page
    return Tree(**pages)


def _ensure_child(home: HomePage, model: type[BasePage], name: str, texts: Texts):
    found = model.objects.child_of(home).first()
    if found:
        return found
    page = model(
        locale=home.locale,
        translation_key=key_of(name),
        show_in_menus=True,
        **texts[name],
    )
    return publish_under(home, page)


def _ensure_site(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": address.port or (443 if address.scheme == "https" else 80),
        "root_page_id": home.pk,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "is_default_site": True,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site()
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _remove_welcome_page() -> None:
    """Delete the page Wagtail greets a new site with."""
    welcome = Page.objects.filter(
        depth=2,
        slug="home",
        numchild=0,
        content_type=ContentType.objects.get_for_model(Page),
        sites_rooted_here=None,
    ).first()
    if welcome:
        welcome.delete()
