"""What a process keeps of the lists stays right, whoever changes what.

A worker that has been there from the start must answer as one that has just begun.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taggit.models import Tag
from wagtail.models import PageViewRestriction

import pytest
import time_machine

from portal.core.private import private_pages, remembering_private_pages
from practices.enums import Offer
from practices.keywords import merge
from practices.models import (
    PracticePage,
    StructurePage,
    Territory,
    Theme,
    refresh_territories,
)
from search.changes import Changes, Position, changes_since, forget_old_changes
from search.engines.contract import Question
from search.engines.database import DatabaseEngine
from search.forms import parse
from search.lists import AMBASSADORS, DAYS, LISTS, PRACTICES, STRUCTURES
from search.models import IndexChange
from search.query import TextQuery, read
from tests.events.factories import make_day
from tests.factories import (
    make_commune,
    make_practice,
    make_structure,
    make_theme,
    restrict,
    translate,
)
from tests.practices.factories import make_ambassador

pytestmark = pytest.mark.django_db
QUERIES = [
    "",
    "q=compost",
    "q=composteur",
    "q=food+compost",
    "theme=mobilite",
    "tri=titre",
    "type=evs",
]


def answer(engine: DatabaseEngine, listing, query: str, language: str) -> tuple:
    selection = parse(QueryDict(query), language, listing)
    text = read(selection.q, language)
    found = engine.run(Question(selection, text, language, listing.facets))
    return found.count, found.pks, found.counts, found.without, found.needed


def answers(engine: DatabaseEngine) -> list[tuple]:
    """Return all that ``engine`` says of all lists, for a few questions."""
    return [
        answer(engine, listing, query, language)
        for listing in LISTS
        for query in QUERIES
        for language in ("fr", "en")
    ]


@pytest.fixture
def changed() -> dict[str, Callable[[], object]]:
    """Give what may happen to a small network."""
    mobility, food = make_theme(), make_theme("Alimentation")
    town = make_commune("Crest")
    first, second = make_structure(), make_structure("Maison pour tous")
    page = make_practice(structure=first, title="Compost", themes=[mobility])
    other = make_practice(structure=second, title="Zone de gratuité", themes=[food])
    draft = make_practice(structure=first, title="Jardin", live=False)
    twin = translate(other, title="Free shop, food")
    person = make_ambassador(structure=first)
    day = make_day("Une journée")
    page.tags.add("vélo")
    page.save()
    other.tags.add("bicyclette")
    other.save()

    def alter(row, **values):
        row = type(row).objects.get(pk=row.pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    def say(row, **values):
        row = type(row).objects.get(pk=row.pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.save_revision().publish()

    return {
        "a title": lambda: say(page, title="Vers de terre"),
        "a theme": lambda: say(page, themes=[food]),
        "a publication": lambda: say(draft),
        "a withdrawal": lambda: page.unpublish(),
        "one again": lambda: say(page),
        "a translation": lambda: say(twin, title="Compost for free"),
        "one withdrawn": lambda: twin.unpublish(),
        "one back": lambda: say(twin),
        "one deleted": lambda: type(twin).objects.get(pk=twin.pk).delete(),
        "a type": lambda: alter(second, structure_type="evs"),
        "a place": lambda: alter(first, commune=town),
        "a name": lambda: alter(first, title="Centre social du Compost"),
        "a slug": lambda: alter(second, slug="ailleurs"),
        "a theme renamed": lambda: alter(food, slug="manger", name="Manger"),
        "a theme moved": lambda: alter(food, parent=mobility),
        "a place moved": lambda: town.parents.add(
            Territory.objects.create(name="Drôme", slug="la-drome", kind="departement")
        ),
        "words merged": lambda: merge(
            Tag.objects.get(name="vélo"), Tag.objects.get(name="bicyclette")
        ),
        "a move": lambda: PracticePage.objects.get(pk=other.pk).move(
            StructurePage.objects.get(pk=first.pk), pos="last-child"
        ),
        "a restriction": lambda: restrict(first),
        "one lifted": lambda: PageViewRestriction.objects.get().delete(),
        "a consent": lambda: say(person, offers=[Offer.values[-1]]),
        "a day": lambda: say(day, themes=[food]),
        "a deletion": lambda: PracticePage.objects.get(pk=other.pk).delete(),
        "a theme deleted": lambda: Theme.objects.get(pk=food.pk).delete(),
    }


def test_a_worker_follows_whatever_happens(changed, run_work) -> None:
    worker = DatabaseEngine()
    before = answers(worker)
    same = []
    for name, happen in changed.items():
        happen()
        run_work()
        now = answers(worker)
        assert now == answers(DatabaseEngine()), name
        if now == before:
            same.append(name)
        before = now
    # What happens is told by something: else nothing was judged.
    assert same == []


@pytest.mark.parametrize("listing", [PRACTICES, DAYS])
def test_a_request_that_began_before_a_restriction_leaves_nothing_wrong(
    listing,
) -> None:
    """What it remembers is for its own time; what a process keeps is for later ones."""
    page = make_practice() if listing is PRACTICES else make_day()
    engine = DatabaseEngine()
    for act, count in (
        (lambda: None, 1),
        (lambda: restrict(page), 0),
        (lambda: PageViewRestriction.objects.get().delete(), 1),
    ):
        with remembering_private_pages():
            private_pages()
            act()
            answer(engine, listing, "", "fr")
        assert answer(engine, listing, "", "fr")[0] == count


def test_one_practice_more_is_not_the_whole_list_again() -> None:
    worker = DatabaseEngine()
    make_practice(title="Compost")
    answers(worker)

    selection = parse(QueryDict("theme=mobilite"), "fr")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            worker.run(Question(selection, TextQuery(), "fr", PRACTICES.facets))
        return len(queries)

    # Did anything change?
    assert cost() == 1
    make_practice(title="Jardin")
    reads = [f"practices_practicepage{end}" for end in ('"', "_themes")]
    with CaptureQueriesContext(connection) as queries:
        answer(worker, PRACTICES, "", "fr")
    among = [q["sql"] for q in queries if all(name in q["sql"] for name in reads)]
    assert among and all(" IN (" in sql for sql in among)
    assert cost() == 1


def test_places_moved_by_a_program_are_told() -> None:
    town = make_commune("Crest")
    make_structure(commune=town)
    worker = DatabaseEngine()
    valley = Territory.objects.create(name="Vallée", slug="vallee", kind="epci")
    assert answer(worker, STRUCTURES, "territoire=vallee", "fr")[0] == 0
    town.parents.add(valley)
    refresh_territories()
    assert answer(worker, STRUCTURES, "territoire=vallee", "fr")[0] == 1


def test_what_was_undone_is_forgotten() -> None:
    make_practice(title="Compost")
    worker = DatabaseEngine()
    assert answer(worker, PRACTICES, "", "fr")[0] == 1
    point = transaction.savepoint()
    make_practice(title="Jardin")
    assert answer(worker, PRACTICES, "", "fr")[0] == 2
    transaction.savepoint_rollback(point)
    assert answer(worker, PRACTICES, "", "fr")[0] == 1
    # Another change may take the number of the one undone.
    make_practice(title="Vélo").delete()
    make_practice(title="Atelier", live=False)
    assert answer(worker, PRACTICES, "", "fr")[0] == 1


def test_a_page_leaves_the_moment_its_time_ends() -> None:
    end = timezone.now() + timedelta(hours=2)
    worker = DatabaseEngine()
    page = make_practice(title="Compost", expire_at=end)
    make_practice(title="Jardin")
    assert answer(worker, PRACTICES, "", "fr")[0] == 2
    with time_machine.travel(end, tick=False):
        count, pks, *_rest = answer(worker, PRACTICES, "", "fr")
    assert count == 1
    assert page.pk not in pks


def test_consent_ends_with_the_day() -> None:
    today = timezone.localdate()
    make_ambassador(consent_until=today + timedelta(days=3))
    worker = DatabaseEngine()
    assert answer(worker, AMBASSADORS, "", "fr")[0] == 1
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        assert answer(worker, AMBASSADORS, "", "fr")[0] == 0


def test_a_day_that_ends_goes_after_those_to_come() -> None:
    first, second = make_day("Première"), make_day("Seconde")
    worker = DatabaseEngine()
    order = answer(worker, DAYS, "", "fr")[1]
    assert order == [first.pk, second.pk]
    with time_machine.travel(first.ends_at, tick=False):
        both_over = answer(worker, DAYS, "", "fr")[1]
        assert both_over == answer(DatabaseEngine(), DAYS, "", "fr")[1] != order


def test_an_english_title_gives_way_to_the_french_one_the_moment_it_ends() -> None:
    end = timezone.now() + timedelta(hours=2)
    first, second = make_practice(title="Abeilles"), make_practice(title="Bicyclettes")
    translate(first, title="Zebras", expire_at=end)
    worker = DatabaseEngine()
    order = answer(worker, PRACTICES, "tri=titre", "en")[1]
    assert order == [second.pk, first.pk]
    in_french = answer(worker, PRACTICES, "tri=titre", "fr")[1]
    with time_machine.travel(end, tick=False):
        ended = answer(worker, PRACTICES, "tri=titre", "en")[1]
        assert ended == answer(DatabaseEngine(), PRACTICES, "tri=titre", "en")[1]
        assert ended == in_french == [first.pk, second.pk]
        with CaptureQueriesContext(connection) as queries:
            answer(worker, PRACTICES, "tri=titre", "en")
            answer(worker, PRACTICES, "tri=titre", "fr")
    # Did anything change? Asked twice, and nothing is sorted again.
    assert len(queries) == 2


def test_only_a_title_that_is_shown_can_end() -> None:
    end = timezone.now() + timedelta(hours=2)
    order = next(each for each in PRACTICES.orders if each.value == "titre")
    page = make_practice(title="Abeilles", expire_at=end)
    draft = translate(page, title="Bees", expire_at=end)
    PracticePage.objects.filter(pk=draft.pk).update(live=False)
    other = make_practice(title="Bicyclettes")
    other.copy_for_translation(draft.locale, copy_parents=True, alias=True)
    PracticePage.objects.exclude(alias_of=None).update(live=True, expire_at=end)
    # A page that ends leaves the list in all languages: that is followed elsewhere.
    assert order.turns("fr") is None
    assert order.turns("en").next_after(timezone.now()) is None
    PracticePage.objects.filter(pk=draft.pk).update(live=True)
    assert order.turns("en").next_after(timezone.now()) == end
    assert order.turns("en").next_after(end) is None


def test_old_changes_are_forgotten_but_for_the_last() -> None:
    worker = DatabaseEngine()
    make_structure()
    answers(worker)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        make_structure("Maison pour tous")
        make_structure("Espace de vie")
        IndexChange.objects.update(made_at=timezone.now() - timedelta(days=30))
        forget_old_changes()
        assert IndexChange.objects.count() == 1
        assert answer(worker, STRUCTURES, "", "fr")[0] == 3


def test_a_position_that_nobody_knows_is_the_start() -> None:
    make_structure()
    last = IndexChange.objects.latest("pk")
    here = Position(last.pk, last.token)
    assert changes_since(here) == Changes(here)
    assert changes_since(Position(last.pk, None)) == Changes(here, is_all=True)
    assert changes_since(Position(last.pk + 7, last.token)).is_all
