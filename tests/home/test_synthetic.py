"""The synthetic network: every kind of page, the same for the same seed."""

from io import StringIO

from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

import pytest

from events.models import ThematicDayPage
from portal.home.synthetic import build_network
from portal.home.synthetic_people import FATES
from portal.language.analysis import marked
from practices.models import AmbassadorPage, PracticePage, StructurePage
from practices.readiness import missing
from search.texts import TITLE, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(db):
    """A network of sixty practices."""
    return build_network(60, seed=3, index=False)


def french():
    """The practices that hold facts."""
    return PracticePage.objects.sources()


def test_it_has_the_size_asked(network):
    assert french().count() == 60
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.slow_site
def test_three_hundred_practices_have_every_kind():
    network = build_network(300, seed=1, index=False)

    drafts = french().filter(live=False, first_published_at=None)
    assert drafts.count() == 24
    assert french().filter(expired=True, live=False).count() == 9
    assert french().filter(live=True, expire_at__lt=timezone.now()).count() == 3
    assert network.counts["private"] == 6
    translations = PracticePage.objects.filter(
        locale__language_code="en", alias_of=None
    )
    assert translations.count() == network.counts["translations"] >= 30
    assert translations.filter(live=False).exists()
    aliases = PracticePage.objects.exclude(alias_of=None)
    assert aliases.filter(locale__language_code="fr").count() == 9
    assert aliases.filter(locale__language_code="en").count() == 9
    for field in ("level", "state", "cost_band"):
        known = {value for value, _label in PracticePage._meta.get_field(field).choices}
        assert set(french().values_list(field, flat=True)) == known
    assert 200 < french().published().count() < 300
    assert not any(Page.find_problems())


def test_one_structure_is_private(network):
    assert PageViewRestriction.objects.filter(page=network.private_structure).exists()
    hidden = french().filter(structure=network.private_structure)
    assert hidden.exists()
    assert not hidden.published().exists()


def test_the_full_fiche_has_everything(network):
    page = french().get(pk=network.full)

    empty = [
        field.name
        for field in PracticePage._meta.local_fields
        if getattr(page, field.attname) in (None, "", [])
    ]
    rows = [
        relation.get_accessor_name()
        for relation in PracticePage._meta.related_objects
        if relation.related_model._meta.app_label == "practices"
        and isinstance(relation.remote_field, models.ForeignKey)
        and relation.field.name == "page"
    ]
    assert empty == []
    assert len(rows) == 11
    assert [name for name in rows if not getattr(page, name).exists()] == []
    for name in ("themes", "audiences", "territories", "policy_schemes", "ingredients"):
        assert getattr(page, name).exists(), name
    assert page.tags.exists()
    assert french().published().filter(pk=page.pk).exists()
    translation = page.get_translations().get()
    assert translation.live
    assert translation.specific.rows("outcomes")[0].words.page_id == translation.pk


def test_what_is_public_could_be_published(network):
    lacks = {page.title: missing(page) for page in french().published()}

    assert {title: told for title, told in lacks.items() if told} == {}


def test_derived_columns_are_what_saving_gives(network):
    for page in PracticePage.objects.all():
        before = (page.structure_id, page.cost_total, page.cost_band, page.sort_title)
        page.derive()
        assert before == (
            page.structure_id,
            page.cost_total,
            page.cost_band,
            page.sort_title,
        )


def test_there_are_days_of_every_kind(network):
    days = ThematicDayPage.objects.sources()
    now = timezone.now()
    public = days.published()

    assert days.count() == network.counts["days"] == 12
    assert public.count() == 12 - network.counts["hidden_days"]
    assert public.coming(now).exists()
    assert public.past(now).exists()
    assert public.filter(is_postponed=True).exists()
    assert public.exclude(cancelled_on=None).exists()
    assert PageViewRestriction.objects.filter(page__in=days.values("pk")).exists()
    copies = ThematicDayPage.objects.exclude(pk__in=days.values("pk"))
    assert copies.filter(alias_of=None).count() == 2
    assert copies.exclude(alias_of=None).count() == 2
    assert {day.title: missing(day) for day in public if missing(day)} == {}
    for day in ThematicDayPage.objects.filter(alias_of=None):
        before = (day.starts_at, day.ends_at, day.is_postponed)
        day.derive()
        assert before == (day.starts_at, day.ends_at, day.is_postponed)
    full = french().get(pk=network.full)
    assert full.related_events.published().sources().exists()


def test_ambassadors_have_every_fate(network):
    fates = {name for name in network.counts if name.startswith("ambassadors: ")}
    shown = AmbassadorPage.objects.published().sources()

    assert fates == {f"ambassadors: {fate}" for fate in ["public", *FATES]}
    assert shown.filter(is_anonymous=True).exists()
    assert not shown.filter(consent_until__lt=timezone.localdate()).exists()
    assert AmbassadorPage.objects.filter(locale__language_code="en").exists()
    assert AmbassadorPage.objects.exclude(alias_of=None).exists()
    assert {page.title: missing(page) for page in shown if missing(page)} == {}
    for page in AmbassadorPage.objects.all():
        before = (page.structure_id, page.expire_at)
        page.derive()
        assert before == (page.structure_id, page.expire_at)


def test_titles_of_siblings_have_their_own_address(network):
    paths = Page.objects.values_list("url_path", flat=True)

    assert len(paths) == len(set(paths))


def test_translations_of_what_is_kept_private_are_too(network):
    keys = PageViewRestriction.objects.values("page__translation_key")
    english = Page.objects.filter(locale__language_code="en", translation_key__in=keys)

    assert not english.public().exists()


def test_the_same_seed_draws_the_same_network(db):
    with transaction.atomic():
        build_network(40, seed=5, index=False)
        first = drawn()
        transaction.set_rollback(True)

    build_network(40, seed=5, index=False)

    assert drawn() == first


def test_other_seeds_draw_others_beside(network):
    build_network(20, seed=4, index=False)

    assert french().count() == 80
    assert not any(Page.find_problems())


def test_texts_are_the_same_one_by_one_and_together(network):
    pages = list(PracticePage.objects.all())

    together = texts_of(pages)

    assert set(together) == set(french().published().values_list("pk", flat=True))
    for page in pages:
        alone = texts_of([page]).get(page.pk, [])
        assert sorted(map(str, alone)) == sorted(map(str, together.get(page.pk, [])))


def test_the_words_are_found(db):
    build_network(12, seed=1)

    [word] = marked("transitions", "fr", TITLE)
    found = get_search_backend().search(word, PracticePage)
    assert [page.title[:26] for page in found] == ["La maison des transitions,"]


def test_the_command_tells_how_far_it_is():
    said = StringIO()

    call_command("build_network", "--practices", "12", "--seed", "9", stdout=said)

    assert "12 of 12 practices" in said.getvalue()
    assert StructurePage.objects.exists()


def test_the_command_refuses_to_draw_the_same_again():
    call_command("build_network", "--practices", "8", "--seed", "9", stdout=StringIO())

    with pytest.raises(CommandError, match="another --seed"):
        call_command(
            "build_network", "--practices", "8", "--seed", "9", stdout=StringIO()
        )


def drawn():
    """What a network says, without the numbers the database gives."""
    return list(
        PracticePage.objects.order_by(
            "translation_key", "locale__language_code"
        ).values_list(
            "translation_key",
            "locale__language_code",
            "title",
            "lead",
            "live",
            "expire_at",
            "cost_total",
            "structure__title",
            "url_path",
        )
    )
