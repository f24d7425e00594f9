"""The check of links: what is collected, when it is asked, and who is told."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

import pytest
import time_machine

from portal.core import link_check
from portal.core.asking import Answer
from portal.core.link_check import check_links, collect_links, shown_links
from portal.core.models import CheckedLink, GlossaryTerm
from portal.core.shown_links import shown_term_links
from portal.home.models import ArticleLink
from portal.home.tree import english, ensure_english, source_locale
from practices.models import (
    Accompaniment,
    Inspiration,
    Organisation,
    PracticeAction,
)
from tests.events.factories import make_day, video
from tests.factories import (
    make_member,
    make_organiser,
    make_practice,
    make_reviewer,
    make_structure,
    make_tree,
    translate,
)
from tests.harness.client import client_of
from tests.home.factories import make_article, republished

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("tree_of_the_module"),
]

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
GONE = Answer("statut", 404)
URL = "https://gone.example/"


@pytest.fixture
def asked(monkeypatch, settings):
    """The addresses that were asked, and what each answers: to be filled."""
    settings.CHECK_LINKS = True
    found: list[str] = []
    answers: dict[str, Answer] = {}

    def ask(url):
        found.append(url)
        return answers.get(url, Answer())

    monkeypatch.setattr(link_check, "ask", ask)
    return found, answers


def article_with(url: str, **fields):
    return make_article(links=[ArticleLink(label="Lire", url=url)], **fields)


def make_word(name="Mot", slug="mot", locale=None, **fields) -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        name=name,
        slug=slug,
        definition="Un mot.",
        locale=locale or source_locale(),
        **fields,
    )


def test_addresses_of_pages_and_of_their_rows_are_collected():
    article = make_article(
        links=[ArticleLink(label="Lire", url="https://row.example/")],
        **republished(source_url="https://source.example/"),
    )
    structure = make_structure(website="https://structure.example/")
    practice = make_practice(structure)
    practice.inspirations = [Inspiration(label="Là", url="https://seen.example/")]
    practice.save_revision().publish()
    day = make_day(videos=[video(url="https://row.example/")])

    found = shown_links()

    assert found == {
        "https://row.example/": {article.pk, day.pk},
        "https://source.example/": {article.pk},
        "https://structure.example/": {structure.pk},
        "https://seen.example/": {practice.pk},
    }


def test_links_in_texts_rows_and_blocks_are_collected():
    text = (
        '<p><a href="https://text.example/?a=1&amp;b=2">Là</a>'
        ' <a href="mailto:nobody@example.org">Écrire</a> <a linktype="page" id="3">Ici</a></p>'
    )
    article = make_article(
        body=[
            ("paragraph", text.replace("text", "block", 1)),
            ("link", {"title": "Lire", "url": "https://card.example/é"}),
        ]
    )
    practice = make_practice(context=text)
    practice.actions = [
        PracticeAction(
            name="Un volet", key="volet", text=text.replace("text", "row", 1)
        )
    ]
    practice.save_revision().publish()

    assert shown_links() == {
        "https://block.example/?a=1&b=2": {article.pk},
        "https://card.example/é": {article.pk},
        "https://text.example/?a=1&b=2": {practice.pk},
        "https://row.example/?a=1&b=2": {practice.pk},
    }


def test_addresses_of_terms_and_of_their_rows_are_collected(asked):
    make_tree()
    term = make_word(url="https://word.example/")
    make_word("Mot", "mot-2", locale=english(), url="https://english.example/")
    body = Organisation.objects.create(
        name="Fédération", slug="federation", website="https://body.example/"
    )
    told, untold = (
        Accompaniment.objects.create(slug=slug, is_public=is_public)
        for slug, is_public in (("dit", True), ("tu", False))
    )
    for each in (told, untold):
        each.documents.create(title="Kit", url=f"https://{each.slug}.example/")
        each.save()

    assert shown_term_links() == {
        "https://word.example/": {("core.glossaryterm", term.pk)},
        "https://body.example/": {("practices.organisation", body.pk)},
        "https://dit.example/": {("practices.accompaniment", told.pk)},
    }
    collect_links()
    assert CheckedLink.objects.count() == 3
    check_links()
    assert len(asked[0]) == 3
    GlossaryTerm.objects.all().delete()
    collect_links()
    assert CheckedLink.objects.count() == 2


def test_what_nobody_reads_is_not_collected(settings):
    ours = f'<p><a href="{settings.BASE_URL}/themes/">Ici</a></p>'
    make_article(body=[("paragraph", ours)])
    make_article(
        body=[("paragraph", '<p><a href="https://draft.example/">Là</a></p>')],
        live=False,
    )
    article_with("https://draft.example/", live=False)
    article_with("https://withdrawn.example/").unpublish()
    article_with(f"{settings.BASE_URL}/actualites/")
    article = article_with("https://once.example/")
    ensure_english(make_tree())
    translated = translate(article, title="An article")
    translated.links.update(url="https://english.example/")
    article.create_alias(parent=make_tree().articles, update_slug="alias")

    assert shown_links() == {"https://once.example/": {article.pk}}


def test_nothing_is_asked_unless_told_to(asked, settings):
    settings.CHECK_LINKS = False
    article_with(URL)
    collect_links()
    CheckedLink.objects.create(url=URL, due_at=NOW)

    check_links()

    assert asked[0] == []
    assert CheckedLink.objects.count() == 1


def test_a_few_are_asked_at_a_time_each_once_a_month(asked):
    found, _answers = asked
    for number in range(5):
        article_with(f"https://{number}.example/")
    with time_machine.travel(NOW, tick=False) as clock:
        collect_links()
        check_links()
        assert len(found) == link_check.AT_ONCE
        check_links()
        check_links()
        assert len(set(found)) == len(found) == 5
        clock.shift(timedelta(days=29))
        collect_links()
        check_links()
        assert len(found) == 5
        clock.shift(timedelta(days=1))
        check_links()
        assert len(found) == 5 + link_check.AT_ONCE


def test_a_link_is_told_when_it_failed_twice_a_week_apart(asked):
    found, answers = asked
    answers[URL] = GONE
    article_with(URL)
    with time_machine.travel(NOW, tick=False) as clock:
        collect_links()
        check_links()
        clock.shift(timedelta(days=6))
        check_links()
        assert len(found) == 1
        assert not CheckedLink.objects.get().is_broken
        clock.shift(timedelta(days=1))
        check_links()
        link = CheckedLink.objects.get()
        assert link.is_broken
        assert link.failing_since == NOW
        assert "404" in link.answer
        answers.clear()
        clock.shift(timedelta(days=30))
        check_links()
    link = CheckedLink.objects.get()
    assert not link.is_broken
    assert link.failing_since is None
    assert link.trouble == ""


def test_a_failure_that_passes_is_not_told(asked):
    _found, answers = asked
    answers[URL] = GONE
    article_with(URL)
    with time_machine.travel(NOW, tick=False) as clock:
        collect_links()
        check_links()
        answers.clear()
        clock.shift(timedelta(days=7))
        check_links()
        answers[URL] = GONE
        clock.shift(timedelta(days=30))
        check_links()
    assert not CheckedLink.objects.get().is_broken


def test_a_link_that_no_page_shows_is_forgotten(asked):
    article = article_with(URL)
    collect_links()

    article.unpublish()
    collect_links()

    assert not CheckedLink.objects.exists()


def broken(url: str = URL) -> CheckedLink:
    return CheckedLink.objects.create(
        url=url,
        due_at=NOW,
        failing_since=NOW,
        is_broken=True,
        trouble="statut",
        status=404,
    )


def test_the_report_names_the_page_the_link_the_answer_and_since_when():
    article = article_with(URL, title="Un article")
    broken()
    article_with("https://fails.example/")
    CheckedLink.objects.create(
        url="https://fails.example/", due_at=NOW, failing_since=NOW, trouble="delai"
    )
    client = client_of(make_organiser())

    html = client.get(reverse("links_report")).content.decode()

    for said in ("Un article", URL, "la page n’est plus là (404)", "2 mars 2026"):
        assert said in html
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in html
    assert "fails.example" not in html
    # The menu comes as data.
    assert reverse("links_report") in client.get(reverse("wagtailadmin_home")).text


def test_the_report_shows_members_the_links_of_their_pages_only():
    structure = make_structure(website=URL)
    make_structure("Centre B", website="https://theirs.example/")
    broken()
    broken("https://theirs.example/")
    client = client_of(make_member(structure))

    html = client.get(reverse("links_report_results")).content.decode()

    assert URL in html
    assert "theirs.example" not in html


def test_the_report_shows_terms_to_those_who_keep_the_lists():
    make_tree()
    term = make_word(url=URL)
    broken()

    form = reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk])
    assert form in client_of(make_organiser()).get(reverse("links_report")).text
    member = client_of(make_member(make_structure()))
    assert URL not in member.get(reverse("links_report")).text


def test_a_reviewer_opens_the_report_when_pages_wait_for_them():
    structure, reviewer = make_structure(), make_reviewer()
    author = make_member(structure)
    practice = make_practice(structure)
    practice.inspirations = [Inspiration(label="Là", url=URL)]
    practice.save_revision().publish()
    broken()
    report = reverse("links_report")
    client = client_of(reviewer)
    assert client.get(report).status_code == 302

    practice.save_revision(user=author)
    practice.get_workflow().start(practice, author)

    assert URL in client.get(report).text
    assert report in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.parametrize(
    ("is_checked", "said"),
    [(True, "Aucun lien à revoir parmi"), (False, "Les liens ne sont pas vérifiés")],
)
def test_the_report_says_that_all_is_well_where_someone_looked(
    settings, is_checked, said
):
    settings.CHECK_LINKS = is_checked
    make_tree()

    html = client_of(make_organiser()).get(reverse("links_report")).text

    assert said in html
