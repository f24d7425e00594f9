"""Loading the whole demonstration, object by object.

What is there is left alone, so that an interrupted load goes on and a second one does
nothing. Each French page is made in one transaction; translations follow, top down.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from wagtail.models import Page, Site
from wagtail_localize.models import TranslationLog

from events.models import ThematicDayIndexPage
from portal.core.models import PortalSettings
from portal.core.statistics import refresh_statistics
from portal.home.loading.accounts import load_accounts
from portal.home.loading.days import load_days, read_days
from portal.home.loading.demarche import load_demarche, load_resources
from portal.home.loading.documents import load_documents
from portal.home.loading.fields import fields_of, fill_english, new_page, resolve
from portal.home.loading.files import read, read_folder
from portal.home.loading.news import load_glossary, load_news, news_entries
from portal.home.loading.people import load_ambassadors
from portal.home.loading.pictures import keep_in, load_pictures
from portal.home.loading.places import load_places
from portal.home.loading.searches import load_searches
from portal.home.loading.terms import load_terms
from portal.home.models import ArticleIndexPage, HomePage, StandardPage
from portal.home.translation import translate
from portal.home.tree import MINIMAL_TEXTS, Tree, english, ensure_tree, key_of
from practices.models import (
    AmbassadorIndexPage,
    PracticePage,
    StructureIndexPage,
    StructurePage,
    StructureSpace,
)
from search.models import CataloguePage

Progress = Callable[[str], None]
TREE_PAGES = {
    "home": HomePage,
    "catalogue": CataloguePage,
    "structures": StructureIndexPage,
    "days": ThematicDayIndexPage,
    "articles": ArticleIndexPage,
    "ambassadors": AmbassadorIndexPage,
}


def load_demo(progress: Progress) -> None:
    """Load what is missing of the demonstration, telling ``progress`` what was."""
    for what, load in (
        ("territories", load_places),
        ("pictures", load_pictures),
        ("documents", load_documents),
        ("terms and bodies", load_terms),
        ("words of the glossary", load_glossary),
    ):
        number = load()
        if number:
            progress(f"{number} {what}")
    pages = read("pages.toml")
    tree = _load_tree(pages, progress)
    structures = read_folder("structures")
    practices = read_folder("practices")
    days = read_days()
    known = _known_keys()
    for entry in pages["plain"]:
        _load_plain(tree, entry, known, progress)
    for entry in structures:
        _load_structure(tree, entry, known, progress)
    number = load_resources()
    if number:
        progress(f"{number} shared resources")
    for entry in practices:
        _load_practice(entry, known, progress)
    ambassadors = read_folder("ambassadors")
    load_ambassadors(ambassadors, known, progress)
    load_days(tree, days, known, progress)
    load_news(tree, known, progress)
    number = load_demarche()
    if number:
        progress(f"{number} programmes and accompaniments")
    number = load_accounts()
    if number:
        progress(f"{number} accounts")
    translated = {
        "structure": structures,
        "practice": practices,
        "ambassador": ambassadors,
        "day": days,
    }
    _translate_all(pages, translated, progress)
    number = load_searches()
    if number:
        progress(f"{number} searches")
    refresh_statistics()


def _load_tree(pages: dict[str, Any], progress: Progress) -> Tree:
    if not HomePage.objects.exists():
        progress("home, catalogue and lists")
    texts = {
        name: {**MINIMAL_TEXTS[name], **fields_of(model, pages[name])}
        for name, model in TREE_PAGES.items()
    }
    tree = ensure_tree(texts)
    site = Site.objects.get(is_default_site=True)
    if not PortalSettings.objects.filter(site=site).exists():
        PortalSettings.objects.create(site=site, **pages["settings"])
    return tree


def _known_keys() -> set[UUID]:
    return set(
        Page.objects.filter(locale__language_code="fr").values_list(
            "translation_key", flat=True
        )
    )


def _load_plain(tree: Tree, entry: dict, known: set[UUID], progress: Progress) -> None:
    slug = entry["slug"]
    taken = tree.home.get_children().filter(slug=slug)
    if key_of("plain", slug) in known or taken.exists():
        return
    with transaction.atomic():
        page = new_page(StandardPage, entry, "plain", slug)
        page.show_in_footer = True
        _publish(Page.objects.get(pk=tree.home.pk), page)
    progress(f"page: {page.title}")


def _load_structure(
    tree: Tree, entry: dict, known: set[UUID], progress: Progress
) -> None:
    if key_of("structure", entry["slug"]) in known:
        return
    with transaction.atomic():
        page = new_page(StructurePage, entry, "structure", entry["slug"])
        _publish(Page.objects.get(pk=tree.structures.pk), page)
        _keep_picture(page.picture, page)
    progress(f"structure: {page.title}")


def _load_practice(entry: dict, known: set[UUID], progress: Progress) -> None:
    if key_of("practice", entry["slug"]) in known:
        return
    structure = resolve(StructurePage, entry["structure"])
    with transaction.atomic():
        page = new_page(PracticePage, entry, "practice", entry["slug"])
        _publish(structure, page)
        _keep_picture(page.picture, structure)
    progress(f"practice: {page.title}")


def _publish(parent: Page, page: Page) -> None:
    page.live = False
    page.has_unpublished_changes = True
    parent.add_child(instance=page)
    page.save_revision().publish()


def _keep_picture(picture, structure: StructurePage) -> None:
    space = StructureSpace.objects.filter(structure=structure).first()
    keep_in(picture, space.collection if space else None)


def _translate_all(
    pages: dict[str, Any], children: dict[str, list], progress: Progress
) -> None:
    """Publish what the files say in English, parents first.

    ``children`` holds the entries of the pages below, by the first part of their keys.
    """
    locale = english()
    entries: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        ((name,), pages[name]) for name in TREE_PAGES
    ]
    entries += [(("plain", entry["slug"]), entry) for entry in pages["plain"]]
    entries += [
        ((kind, entry["slug"]), entry)
        for kind, found in children.items()
        for entry in found
    ]
    entries += news_entries()
    done = set(
        TranslationLog.objects.filter(locale=locale).values_list(
            "source__object_id", flat=True
        )
    )
    for names, entry in entries:
        key = key_of(*names)
        if "en" not in entry or key in done:
            continue
        page = Page.objects.filter(
            translation_key=key, locale__language_code="fr"
        ).first()
        if page is None:
            continue
        words = {**entry, "en": {**entry["en"]}}
        if names == ("home",):
            # Homes are siblings: they cannot share a slug.
            words["en"].setdefault("slug", "accueil-en")
        translated = translate(page, locale, partial(fill_english, entry=words))
        progress(f"in English: {translated.title}")
