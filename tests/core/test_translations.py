"""The interface is whole in English, and the catalogue needs no gettext program."""

import gettext

import polib
import pytest

from portal.core.extraction import (
    find_messages,
    find_problems,
    messages_in,
    update_catalogue,
)
from portal.core.translations import compile_catalogue, source_catalogue

TEMPLATE = """{% load i18n %}
{% translate "Bonjour" %}
{% blocktranslate with name=x %}Bonjour {{ name }}{% endblocktranslate %}
{% blocktranslate count n=n %}Une fiche{% plural %}{{ n }} fiches{% endblocktranslate %}
{% translate "Fin" context "d’une page" %}
"""
CODE = """
label = _("Titre")
text = ngettext("%(n)d jour", "%(n)d jours", n)
long = gettext_lazy(
    "Une phrase "
    "en deux morceaux"
)
month = pgettext_lazy("mois", "mai")
"""


@pytest.fixture
def project(settings, tmp_path):
    """A little project: a package and a template."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "var" / "locale"]
    for folder in ("practices", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "practices" / "models.py").write_text(CODE)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def translate_all(**changes):
    catalogue = polib.pofile(str(source_catalogue()))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = changes.get(entry.msgid, f"{entry.msgid}.")
    catalogue.save()


def test_strings_are_found_in_code(project):
    found = list(messages_in(project / "practices" / "models.py"))
    assert [(item.context, item.msgid, item.plural) for item in found] == [
        (None, "Titre", ""),
        (None, "%(n)d jour", "%(n)d jours"),
        (None, "Une phrase en deux morceaux", ""),
        ("mois", "mai", ""),
    ]


def test_strings_are_found_in_templates(project):
    found = {item.msgid: item for item in messages_in(project / "templates/page.html")}
    assert found.keys() == {"Bonjour", "Bonjour %(name)s", "Une fiche", "Fin"}
    assert found["Une fiche"].plural == "%(n)s fiches"
    assert found["Fin"].context == "d’une page"


def test_update_keeps_translations_and_names_what_is_missing(project):
    assert update_catalogue() == (8, 0)
    assert len(find_problems()) == 8
    translate_all()
    assert find_problems() == []
    (project / "practices" / "models.py").write_text('label = _("Autre titre")')
    assert len(find_problems()) == 5
    assert update_catalogue() == (1, 4)
    assert find_problems() == [
        "« Autre titre » has no English, practices/models.py",
    ]


def test_other_placeholders_are_a_problem(project):
    update_catalogue()
    translate_all(**{"Bonjour %(name)s": "Hello %(nom)s"})
    assert [p for p in find_problems() if "placeholders" in p]


def test_fuzzy_translation_is_a_problem(project):
    update_catalogue()
    translate_all()
    catalogue = polib.pofile(str(source_catalogue()))
    catalogue[0].flags.append("fuzzy")
    catalogue.save()
    assert [p for p in find_problems() if "fuzzy" in p]


def test_compiled_catalogue_is_read_by_gettext(project):
    update_catalogue()
    translate_all(Titre="Title")
    with compile_catalogue().open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Titre") == "Title"


def test_our_own_strings_are_found():
    assert len(find_messages()) > 100


def test_every_string_of_ours_has_its_english():
    problems = find_problems()
    assert problems == [], "\n".join(problems[:40])
