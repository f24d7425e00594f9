"""Figures of several practices, added up where they count the same thing."""

from decimal import Decimal

import pytest

from practices.listing import listed
from practices.models import Outcome, PracticePage
from practices.totals import Total, totals
from tests.factories import (
    make_practice,
    make_structure,
    make_theme,
    restrict,
    translate,
)

pytestmark = pytest.mark.django_db


def with_figures(title, *values, structure=None, live=True, unit="familles", **fields):
    """Return a practice that counts families, once for each of ``values``."""
    practice = make_practice(structure, title, live=False, **fields)
    for value in values:
        practice.outcomes.add(
            Outcome(
                indicator="inscrites",
                value=value,
                unit=unit,
                source="CCAS",
                period_label="2025",
            )
        )
    revision = practice.save_revision()
    if live:
        revision.publish()
    return PracticePage.objects.get(pk=practice.pk)


def added(language="fr"):
    return totals(listed(), language)


def test_the_same_indicator_in_the_same_unit_is_added_up():
    with_figures("A", 405)
    with_figures("B", 95)
    with_figures("C", 1000, unit="personnes")

    assert added() == [Total(Decimal(500), "familles", "inscrites", 2, "")]


def test_one_practice_is_no_sum():
    with_figures("A", 405)

    assert added() == []


def test_a_practice_that_counts_each_year_is_not_added():
    """The same people would be counted twice."""
    with_figures("A", 10, 20)
    with_figures("B", 5)

    assert added() == []


def test_only_what_anyone_may_read_is_counted():
    shown = with_figures("A", 1)
    with_figures("B", 2)
    with_figures("Brouillon", 100, live=False)
    restrict(with_figures("Privée", 1000))
    shown.create_alias(parent=make_structure("Autre maison"))
    translate(shown, title="A in English")

    (total,) = added()
    assert (total.value, total.practices) == (3, 2)


def test_a_translation_lends_its_words():
    first = with_figures("A", 1)
    with_figures("B", 2)
    assert [(t.indicator, t.lang) for t in added("en")] == [("inscrites", "fr")]

    english = translate(first, title="A in English")
    row = english.outcomes.get()
    row.indicator, row.unit = "registered", "families"
    row.save()

    assert added("en") == [Total(Decimal(3), "families", "registered", 2, "")]
    assert added()[0].indicator == "inscrites"


def test_terms_and_territories_show_them(client, django_assert_max_num_queries):
    structure = make_structure("Maison A")
    theme = make_theme("Vélo")
    with_figures("A", 405, structure=structure, themes=[theme])
    with_figures("B", 95, structure=structure, themes=[theme])

    for url in (theme.get_absolute_url(), structure.commune.get_absolute_url()):
        html = client.get(url).content.decode()
        assert "somme de 2 pratiques" in html
        assert "500" in html
