"""On a whole network: every number and every list equals a brute-force computation."""

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict

from wagtail.models import PageViewRestriction
from wagtail.search.models import IndexEntry

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.enums import TerritoryKind
from practices.models import PracticePage, StructurePage
from search.engine import run
from search.facets import FACETS
from search.forms import parse, sorts
from search.lists import PRACTICES, STRUCTURES
from search.values import facet_values
from tests.search import saying
from tests.search.judging import judge
from tests.search.oracle import Oracle, over, plain_words

pytestmark = [pytest.mark.slow_site, pytest.mark.django_db]
NAMES = [facet.name for facet in FACETS]
EXAMPLES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def oracle(network, django_db_blocker) -> Oracle:
    with django_db_blocker.unblock():
        return Oracle()


@st.composite
def questions(draw, oracle: Oracle) -> tuple[dict[str, list[str]], str]:
    """Draw values of some facets and a text, mostly taken from what is there."""
    model = draw(st.sampled_from(oracle.entries))
    wanted = {}
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)):
        there = sorted({v for entry in oracle.entries for v in entry.values[name]})
        values = draw(st.lists(st.sampled_from(there), max_size=2)) if there else []
        # The values of one practice, so that lists are not all empty.
        values += draw(st.lists(st.sampled_from(sorted(model.values[name]) or [""])))
        wanted[name] = [value for value in values if value][:3]
    # Words whole, begun, with a letter more, of one page or of any: all that readers do.
    text = draw(st.sampled_from(["", "", "words", "words", "noise"]))
    if text == "words":
        words = draw(st.lists(st.sampled_from(sorted(model.said.words)), max_size=3))
        text = " ".join(word[: draw(st.integers(1, 12))] for word in words)
        text = text.upper() if draw(st.booleans()) else text.replace("e", "é")
    elif text == "noise":
        text = draw(st.text(max_size=12))
    return wanted, text


def asked(wanted: dict[str, list[str]], text: str, **more: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({"q": text, **more})
    for name, values in wanted.items():
        query.setlist(name, values)
    return query


def test_every_number_and_the_list_are_the_oracles(network, oracle) -> None:
    assert len(oracle.entries) > 200
    assert PracticePage.objects.count() > len(oracle.entries) + 50

    @EXAMPLES
    @given(data=st.data())
    def check(data) -> None:
        wanted, text = data.draw(questions(oracle))
        language = data.draw(st.sampled_from(["fr", "en"]))
        sort = data.draw(st.sampled_from(["", *sorts(PRACTICES)]))
        text = text.replace("\0", "")
        query = asked(wanted, text, tri=sort)
        results = run(parse(query, language), language)
        said = results.query
        expected = oracle.find(wanted, said)
        assert results.count == len(expected)
        every = facet_values(FACETS, parse(query, language), results, language)
        for facet in FACETS:
            values = every[facet.name]
            shown = {value.value: value.count for value in values if value.count}
            assert shown == oracle.numbers(facet.name, wanted, said), facet.name
            assert {v.value for v in values if v.selected} == set(
                wanted.get(facet.name, [])
            )
        for name in results.without:
            alone = oracle.find({**wanted, name: []}, said)
            assert results.without[name] == len(alone)
        page = data.draw(st.integers(1, results.page.paginator.num_pages))
        query["page"] = str(page)
        pks = run(parse(query, language), language, ()).pks
        order = oracle.in_order(expected, sort, said, language)
        assert pks == order[12 * (page - 1) : 12 * page]

    check()


@pytest.mark.postgresql_only
def test_postgresql_knows_that_the_network_came(network) -> None:
    """Else it takes full tables for empty ones, and a count for minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE relname = 'practices_practicepage'"
        )
        assert cursor.fetchone()[0] == PracticePage.objects.count()


def test_so_are_those_of_the_structures(network, oracle) -> None:
    entries, places, words = {}, {}, {}
    for page in StructurePage.objects.all():
        if page.locale.language_code != "fr" or page.alias_of_id:
            continue
        if not page.in_network or not oracle.is_visible(page):
            continue
        around = [*page.territories.all(), *([page.commune] if page.commune else [])]
        entries[page.pk] = {
            "type": {page.structure_type},
            "offre": set(page.offers),
            "equipe": {page.staff_size_band} - {""},
            "axe-transition": (
                {"oui"} if page.social_project_has_transition_axis else set()
            ),
            "territoire": {each.slug for place in around for each in over(place)},
        }
        words[page.pk] = saying.structure(oracle, page)
        communities = [
            each.slug
            for each in (over(page.commune) if page.commune else [])
            if each.kind == TerritoryKind.EPCI
        ]
        place = min(communities, default="")
        places[page.pk] = (not place, place, page.slug, page.pk)
    assert 20 < len(entries) < StructurePage.objects.count()
    judge(STRUCTURES, entries, sorted(entries, key=places.__getitem__), words)


def test_each_practice_is_listed_once(network, oracle) -> None:
    for language in ("fr", "en"):
        pks: list[int] = []
        last = run(parse(QueryDict(), language), language, ()).page.paginator.num_pages
        for number in range(1, last + 1):
            query = QueryDict(f"page={number}")
            pks += run(parse(query, language), language, ()).pks
        assert len(pks) == len(set(pks)) == len(oracle.entries)


def test_what_nobody_may_read_is_found_by_no_word(network, oracle) -> None:
    visible = {entry.pk for entry in oracle.entries}
    hidden = PracticePage.objects.filter(
        locale__language_code="fr", alias_of=None
    ).exclude(pk__in=visible)
    assert hidden.count() > 20
    for page in hidden[:40]:
        words = " ".join(plain_words(page.title)[:6])
        query = asked({}, words)
        assert page.pk not in run(parse(query, "fr"), "fr", ()).pks


def test_the_command_indexes_what_saving_does(network, oracle) -> None:
    page = PracticePage.objects.get(pk=oracle.entries[0].pk)
    before = body_of(page)
    page.save()
    assert body_of(page) == before != ""
    call_command("update_index", verbosity=0)
    assert body_of(page) == before


def test_a_restriction_above_takes_the_numbers_away(network, oracle) -> None:
    structure = PracticePage.objects.get(pk=oracle.entries[0].pk).structure
    total = run(parse(QueryDict(), "fr"), "fr").count
    PageViewRestriction.objects.create(page=structure, restriction_type="login")
    results = run(parse(QueryDict(), "fr"), "fr")
    after = Oracle()
    assert results.count == len(after.entries) < total
    structures = next(facet for facet in FACETS if facet.name == "structure")
    shown = facet_values([structures], parse(QueryDict(), "fr"), results, "fr")
    assert structure.slug not in {value.value for value in shown["structure"]}


def body_of(page: PracticePage) -> str:
    return (
        IndexEntry.objects.filter(
            object_id=str(page.pk), content_type=page.content_type
        )
        .values_list("body", flat=True)
        .get()
    )
