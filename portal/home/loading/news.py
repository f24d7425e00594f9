"""The démarche, the articles, the guides and the glossary of the demonstration."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from wagtail.models import Page

from portal.core.models import GlossaryTerm
from portal.home.loading.fields import new_page
from portal.home.loading.files import read, read_folder
from portal.home.models import ApproachPage, ArticlePage, Publication
from portal.home.tree import Tree, english, key_of, publish_under, source_locale

Progress = Callable[[str], None]
FOLDERS: dict[str, tuple[str, type[Page]]] = {
    "articles": ("article", ArticlePage),
    "guides": ("guide", Publication),
}


def load_glossary() -> int:
    """Make the terms that are missing, French and English; return how many were."""
    known = set(GlossaryTerm.objects.values_list("translation_key", "locale_id"))
    made = 0
    with transaction.atomic():
        for entry in read("glossary.toml")["terms"]:
            key = key_of("glossaryterm", entry["slug"])
            fields = {name: value for name, value in entry.items() if name != "en"}
            fields["variants"] = "\n".join(fields.get("variants", ()))
            for locale, words in ((source_locale(), {}), (english(), entry["en"])):
                if (key, locale.pk) not in known:
                    GlossaryTerm.objects.create(
                        **{**fields, **words}, locale=locale, translation_key=key
                    )
                    made += 1
    return made


def load_news(tree: Tree, known: set[UUID], progress: Progress) -> None:
    """Publish the démarche, articles and guides whose keys are not ``known``."""
    entry = read("approach.toml")
    taken = tree.home.get_children().filter(slug=entry["slug"])
    if key_of("approach") not in known and not taken.exists():
        page = new_page(ApproachPage, entry, "approach")
        page.show_in_menus = True
        publish_under(Page.objects.get(pk=tree.home.pk), page)
        progress(f"démarche: {page.title}")
    for folder, (kind, model) in FOLDERS.items():
        for entry in read_folder(folder):
            if key_of(kind, entry["slug"]) not in known:
                page = new_page(model, entry, kind, entry["slug"])
                publish_under(Page.objects.get(pk=tree.articles.pk), page)
                progress(f"{kind}: {page.title}")


def news_entries() -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Return what the files say, by key, to be translated."""
    entries: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (("approach",), read("approach.toml"))
    ]
    for folder, (kind, _model) in FOLDERS.items():
        entries += [((kind, entry["slug"]), entry) for entry in read_folder(folder)]
    return entries
