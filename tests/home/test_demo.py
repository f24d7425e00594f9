"""The demonstration: it loads whole, goes on when interrupted, and stays as it is."""

import re
import stat
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from wagtail.models import Locale, Page, ReferenceIndex, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

import pytest
from bs4 import BeautifulSoup

from events.models import ThematicDayPage
from events.readiness import ROWS as DAY_ROWS
from portal.core.models import PortalImage, PortalSettings
from portal.home.loading import demo as loading
from portal.home.loading.accounts import ACCOUNTS, accounts_path
from portal.home.loading.demo import load_demo
from portal.home.loading.documents import find_document
from portal.home.loading.files import read, read_folder
from practices.enums import Level
from practices.models import (
    Accompaniment,
    PracticePage,
    StructurePage,
    StructureSpace,
    Territory,
    Theme,
)
from practices.readiness import missing
from practices.spaces import ORGANISERS, REVIEWERS
from search.counting import normalised
from search.models import CountedSearch
from tests.coverage import table
from tests.coverage.walk import Demonstration
from tests.search.labelled import QUERIES, missed

# The library publishes translations on commit.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow_site,
]

PLACEHOLDERS = re.compile(
    r"lorem|ipsum|\bTODO\b|\bFIXME\b|\bXXX\b|à compléter|placeholder", re.IGNORECASE
)


def quietly(message: str) -> None:
    """Tell nothing."""


@pytest.fixture
def var_dir(settings, tmp_path):
    """Where this run keeps the accounts."""
    settings.VAR_DIR = tmp_path
    return tmp_path


def state() -> dict[str, list]:
    """Every row of every table that loading writes to."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if not name.startswith(("django_session", "sqlite_", "django_migrations"))
    ]
    with connection.cursor() as cursor:
        rows = {}
        for name in tables:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 (our own tables)
            rows[name] = sorted(map(repr, cursor.fetchall()))
    return rows


class StoppedError(Exception):
    """Someone pulled the plug."""


def test_it_loads_whole_however_often_it_is_stopped(var_dir, client, record_property):
    """One test for what one load gives: loading takes a while."""
    loading_goes_on_where_it_stopped()
    a_second_run_changes_nothing()
    the_tree_is_sound()
    everything_of_the_files_is_there()
    record_property("figure", what_people_type_finds())
    derived_columns_are_right()
    english_is_whole()
    accounts_are_told_to_their_owner_alone()
    no_text_is_a_placeholder()
    every_live_page_answers(client)
    the_table_of_what_is_held_is_true(client)
    documents_are_tagged_say_where_they_come_from_and_can_be_read(client)
    searches_are_told_and_some_found_nothing()
    a_later_run_keeps_what_people_did()


def searches_are_told_and_some_found_nothing():
    entries = read("searches.toml")["searches"]
    told = CountedSearch.objects.told()
    assert not CountedSearch.objects.filter(text="").exists()
    assert set(told.values_list("text", flat=True)) == {
        normalised(entry["text"]) for entry in entries
    }
    nothing = told.filter(results=0).values_list("text", flat=True).distinct()
    assert 2 <= len(nothing) < len(entries) / 2, set(nothing)
    assert told.exclude(themes="").exclude(territories="").exists()


def loading_goes_on_where_it_stopped():
    told = []
    for survived in (8, 50):

        def stop(message: str, end: int = len(told) + survived) -> None:
            told.append(message)
            if len(told) == end:
                raise StoppedError

        with pytest.raises(StoppedError):
            load_demo(stop)
        assert Page.find_problems() == ([], [], [], [], [])
    load_demo(told.append)
    assert len(told) == len(set(told)), "nothing is loaded twice"


def a_second_run_changes_nothing():
    before, accounts = state(), accounts_path().read_text()

    said = StringIO()
    call_command("build_demo", stdout=said)

    assert said.getvalue().strip() == "The demonstration is there already."
    assert state() == before
    assert accounts_path().read_text() == accounts


def the_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])
    hidden = Page.objects.filter(depth__gt=1, live=False)
    assert [page.slug for page in hidden] == ["odile-marchand"]
    assert not Page.objects.filter(has_unpublished_changes=True).exists()
    assert set(Page.objects.filter(depth=2).values_list("slug", flat=True)) == {
        "accueil",
        "accueil-en",
    }


def what_people_type_finds():
    wrong = missed()
    figure = f"labelled queries: {len(QUERIES) - len(wrong)} of {len(QUERIES)}"
    assert len(wrong) <= 0.05 * len(QUERIES), "\n".join([figure, *wrong])
    return figure


def everything_of_the_files_is_there():
    practices = {entry["slug"]: entry for entry in read_folder("practices")}
    pages = {page.slug: page for page in PracticePage.objects.sources()}
    assert set(pages) == set(practices)
    structures = {entry["slug"] for entry in read_folder("structures")}
    assert set(StructurePage.objects.sources().values_list("slug", flat=True)) == (
        structures
    )
    for slug, page in pages.items():
        said = practices[slug]
        assert missing(page) == [], slug
        assert page.structure.slug == said["structure"]
        assert page.first_published_at.date() == said["published_on"]
        assert page.tags.count() == len(said.get("tags", []))
        for name in ("themes", "audiences", "territories", "outcomes", "cost_lines"):
            assert getattr(page, name).count() == len(said.get(name, [])), (slug, name)
    assert {page.level for page in pages.values()} == set(Level.values)
    the_days_of_the_files_are_there()
    pictures = PortalImage.objects.all()
    assert len(pictures) == len(read("pictures.toml")["pictures"])
    assert all(picture.is_cleared for picture in pictures)
    claimed = StructurePage.objects.get(
        slug="mpt-du-centre-ville", locale__language_code="fr"
    )
    assert claimed.picture.collection == claimed.space.collection
    assert PortalSettings.objects.get().publisher
    assert StructureSpace.objects.count() == (
        StructurePage.objects.sources().filter(in_network=True).count()
    )
    assert ReferenceIndex.get_references_to(claimed.picture).exists()


def the_days_of_the_files_are_there():
    said = {entry["slug"]: entry for entry in read_folder("days")}
    days = {day.slug: day for day in ThematicDayPage.objects.sources()}
    assert set(days) == set(said)
    for slug, day in days.items():
        assert missing(day) == [], slug
        for name in (*DAY_ROWS, "themes"):
            assert getattr(day, name).count() == len(said[slug].get(name, [])), slug
        before = (day.starts_at, day.ends_at, day.is_postponed, day.has_report)
        day.derive()
        assert before == (day.starts_at, day.ends_at, day.is_postponed, day.has_report)


def derived_columns_are_right():
    for page in PracticePage.objects.all():
        before = (page.structure_id, page.cost_total, page.cost_band)
        page.derive()
        assert before == (page.structure_id, page.cost_total, page.cost_band)
    full = PracticePage.objects.sources().get(level=Level.FULL)
    assert full.cost_total == sum(line.amount for line in full.cost_lines.all())
    for theme in Theme.objects.exclude(parent=None):
        assert set(theme.lineage.all()) == {theme, theme.parent}
    die = Territory.objects.get(code="26113")
    assert {place.kind for place in die.lineage.all()} == {
        "commune",
        "intercommunalite",
        "departement",
        "ctg",
    }


def english_is_whole():
    english = Locale.objects.get(language_code="en")
    wanted = [entry["slug"] for entry in read_folder("practices") if "en" in entry]
    pages = PracticePage.objects.filter(locale=english)
    assert sorted(page.slug for page in pages) == sorted(wanted)
    for page in pages:
        assert page.alias_of is None
        assert page.title != page.source.title
        for name in ("actions", "outcomes", "cost_lines", "places", "documents"):
            for row in page.rows(name):
                assert row.words.page_id == page.pk, (page.slug, name)
        for row in page.rows("outcomes"):
            assert row.words.indicator != row.indicator
    days = ThematicDayPage.objects.filter(locale=english, alias_of=None)
    wanted = [entry["slug"] for entry in read_folder("days") if "en" in entry]
    assert sorted(day.slug for day in days) == sorted(wanted)
    for day in days:
        for row in day.rows("sessions"):
            assert row.words.page_id == day.pk
            assert row.words.title != row.title
    for translation in Translation.objects.all():
        total, done = translation.get_progress()
        assert total == done, translation.source
    assert (
        TranslationSource.objects.count()
        == StringTranslation.objects.values("context__object").distinct().count()
    )


def accounts_are_told_to_their_owner_alone():
    path = accounts_path()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    rows = [line.split("\t") for line in path.read_text().splitlines()[1:]]
    assert [row[0] for row in rows] == [account.role for account in ACCOUNTS]
    users = {user.username: user for user in get_user_model().objects.all()}
    for _role, login, password in rows:
        assert users[login].check_password(password)
        assert users[login].email.endswith("@example.org")
    assert users["administration"].is_superuser
    groups = {
        login: [group.name for group in user.groups.all()]
        for login, user in users.items()
    }
    assert groups["relecture"] == [REVIEWERS]
    assert groups["animation"] == [ORGANISERS]
    assert groups["centre-ville"] == ["Membres – Maison pour tous du Centre-Ville"]
    assert groups["petit-charran"] == ["Membres – Maison pour tous du Petit Charran"]


def no_text_is_a_placeholder():
    for revision in Revision.objects.page_revisions():
        found = PLACEHOLDERS.search(str(revision.content))
        assert not found, (revision.object_str, found)


def every_live_page_answers(client):
    for page in Page.objects.live().public().filter(depth__gt=1).specific():
        assert client.get(page.url).status_code == 200, page.url


def the_table_of_what_is_held_is_true(client):
    site = Demonstration(client)
    wrong = [problem for row in table.read() for problem in site.problems_of(row)]
    assert wrong == [], "\n".join(wrong)
    for planted, told in (
        ("`PracticePage.lead` | – | /nulle-part/ | –", "/nulle-part/ does not answer"),
        ("`PracticePage.lead` | – | /themes/ | –", "PracticePage.lead is not shown"),
        ("`PracticePage.title` (never shown) | – | /pratiques/ | –", "is shown at"),
        ("`FundingLine.share` | – | /pratiques/ | –", "share holds nothing there"),
    ):
        (row,) = table.read(f"| U01 | {planted} |")
        assert any(told in problem for problem in site.problems_of(row)), planted


def test_a_page_is_loaded_whole_or_not_at_all(var_dir, monkeypatch):
    def fail(*args) -> None:
        raise StoppedError

    monkeypatch.setattr(loading, "_keep_picture", fail)
    with pytest.raises(StoppedError):
        load_demo(quietly)

    assert not StructurePage.objects.exists()
    assert Page.find_problems() == ([], [], [], [], [])


def a_later_run_keeps_what_people_did():
    page = PracticePage.objects.sources().get(slug="tous-a-velo")
    page.title, page.slug = "Tous en selle", "tous-en-selle"
    page.save_revision().publish()
    theme = Theme.objects.sources().get(slug="velo")
    theme.slug = "bicyclette"
    theme.save()
    before = accounts_path().read_text()
    accounts_path().unlink()

    load_demo(quietly)

    assert PracticePage.objects.sources().filter(title="Tous en selle").count() == 1
    assert not PracticePage.objects.sources().filter(slug="tous-a-velo").exists()
    assert not Theme.objects.sources().filter(slug="velo").exists()
    # Passwords that were lost are drawn again.
    assert accounts_path().read_text() != before
    accounts_are_told_to_their_owner_alone()


def documents_are_tagged_say_where_they_come_from_and_can_be_read(client):
    told = read("documents.toml")["documents"]
    documents = {entry["slug"]: find_document(entry["slug"]) for entry in told}
    assert len(told) == 2

    for entry in told:
        document = documents[entry["slug"]]
        answer = client.get(document.url)
        assert answer.status_code == 200
        content = b"".join(answer.streaming_content)
        assert content.startswith(b"%PDF-")
        for part in (b"/StructTreeRoot", b"/Lang (fr)", b"/Title"):
            assert part in content
        assert (document.issued_on, document.licence) == (
            entry["issued_on"],
            entry["licence"],
        )
        assert document.file_size < 60_000

    leaflet = documents["depliant-2022"]
    for address in ("/demarche/", "/en/demarche/"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        line = page.select_one(f'.facts a[href="{leaflet.url}"]').parent
        assert leaflet.credit in line.text
        assert line.select_one(f'a[href="{leaflet.source_url}"]')
    poster = documents["affiche-tri"]
    told = client.get("/accompagnements/une-petite-equipe-ecrit-sa-demarche/")
    assert poster.url in told.content.decode()
    Accompaniment.objects.update(is_public=False)
    assert client.get(poster.url).status_code == 404
