"""A day's page: programme, people, results; facts in French, words in each language."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
import time_machine
from bs4 import BeautifulSoup

from events.models import (
    DayOrganiser,
    Deliverable,
    EventOutcome,
    InspirationCard,
    Opinion,
    Speaker,
    Workshop,
    WorkshopIdea,
)
from portal.home.models import ApproachStep
from portal.home.tree import ensure_english, source_locale
from tests.events.asking import soup_of, text_of
from tests.events.factories import (
    SATURDAY,
    make_day,
    make_organisation,
    session,
    video,
)
from tests.factories import (
    make_image,
    make_practice,
    make_structure,
    make_tree,
    translate,
)
from tests.home.factories import make_approach
from tests.practices.factories import make_ambassador

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
AGREED = date(2026, 6, 1)


def full_day():
    """Return a day with everything a day may have."""
    return make_day(
        "Manger local",
        takeaways="Aller voir\nDire ce qui rate",
        context="<p>D’où cela vient.</p>",
        report=[("paragraph", "<p>On a ri.</p>")],
        picture=make_image(),
        videos=[
            video(),
            video(title="La visite", url="https://video.example.org/2", captions="oui",
                  transcript="<p>Suivez-nous.</p>"),
        ],
        next_label="La suite à Fouesnant",
        next_on=date(2027, 12, 3),
        practical_info="<p>Près de la gare.</p>",
        access_info="De plain-pied.",
        sessions=[
            session(title="Accueil", hours=1, attendance_count=62,
                    attendance_source="l’équipe"),
            session(SATURDAY + HOUR, 2, title="Ateliers", key="ateliers"),
        ],
        workshops=[
            Workshop(title="Un poulailler", session_key="ateliers", key="poules",
                     question="Et en août ?", method="Débat mouvant"),
            Workshop(title="À part"),
        ],
        speakers=[
            Speaker(name="Inès M.", consent_given_on=AGREED, role="maraîchère")
        ],
        deliverables=[
            Deliverable(title="Carnet", url="https://example.org/c", pages=50,
                        cover=make_image("Couverture")),
        ],
        outcomes=[EventOutcome(text="Une convention avec la ville.")],
        cards=[InspirationCard(title="Le radar", question="Et si demain ?")],
        feedback_count=12,
        feedback_source="à la sortie",
        opinions=[Opinion(text="Bien.")],
        ideas=[WorkshopIdea(text="Une monnaie locale", status="testee")],
        presented=[make_practice()],
    )  # fmt: skip


def test_the_programme_holds_its_workshops(client):
    soup = soup_of(client, full_day())

    table = soup.select_one("table.programme")
    assert "samedi 10 avril 2027" in table.caption.text
    rows = table.select("tbody tr")
    assert [text_of(row.th) for row in rows] == ["9 h", "10 h"]
    assert rows[0].select(".workshop") == []
    assert text_of(rows[1].select_one(".workshop")).startswith(
        "Un poulailler Et en août"
    )
    (apart,) = [w for w in soup.select(".workshop") if not w.find_parent("table")]
    assert text_of(apart) == "À part"


@pytest.mark.parametrize(
    ("now", "order"),
    [
        ("2027-04-01T10:00:00Z", ["programme", "compte-rendu"]),
        ("2027-05-01T10:00:00Z", ["compte-rendu", "programme"]),
    ],
)
def test_a_past_day_turns_into_its_report(client, now, order):
    with time_machine.travel(now, tick=False):
        soup = soup_of(client, full_day())

    found = [h2["id"] for h2 in soup.select("article h2[id]") if h2["id"] in order]
    assert found == order


def test_nobody_is_told_how_to_come_to_a_past_day(client):
    day = full_day()
    with time_machine.travel("2027-04-01T10:00:00Z", tick=False):
        before = text_of(soup_of(client, day).select_one(".facts"))
    with time_machine.travel("2027-05-01T10:00:00Z", tick=False):
        after = text_of(soup_of(client, day).select_one(".facts"))

    for said in ("Près de la gare.", "De plain-pied.", "Ajouter au mien"):
        assert said in before
        assert said not in after


def test_figures_come_with_their_source(client):
    figure = soup_of(client, full_day()).select_one(".figure")

    assert text_of(figure) == "62 personnes Accueil source : l’équipe"


def test_sessions_counted_alike_are_told_together(client):
    counted = {"attendance_count": 40, "attendance_source": "le bilan"}
    day = make_day(
        sessions=[session(SATURDAY + n * HOUR, 1, **counted) for n in (0, 1)]
    )

    (figure,) = soup_of(client, day).select(".figure")

    assert text_of(figure) == "40 personnes à chacune des 2 séances source : le bilan"


def test_what_comes_next_bears_its_weekday(client):
    assert "La suite à Fouesnant, vendredi 3 décembre 2027" in text_of(
        soup_of(client, full_day()).main
    )


def test_hypotheses_are_told_as_such(client):
    assert soup_of(client, make_day()).select(".notice") == []

    soup = soup_of(client, make_day(content_status="hypothese"))

    assert "hypothèses" in soup.select_one(".notice").text


def test_a_withdrawn_structure_is_not_named(client):
    shown, hidden = make_structure("Maison A"), make_structure("Maison B")
    rows = [DayOrganiser(structure=shown), DayOrganiser(structure=hidden)]
    rows.append(DayOrganiser(organisation=make_organisation()))
    day = make_day(organiser_rows=rows)
    hidden.unpublish()

    facts = soup_of(client, day).select_one(".facts")

    assert "Maison A" in facts.text
    assert "Maison B" not in facts.text
    assert facts.select_one('a[href="/organismes/federation/"]')


def test_a_translation_shows_its_words_and_the_french_facts(client):
    day = full_day()
    english = translate(day, title="Eating local", lead="Come and see.")
    row = english.sessions.get(key="ateliers")
    row.title = "Workshops"
    row.save()
    row.__class__.objects.filter(pk=row.pk).update(starts_at=SATURDAY - 9 * HOUR)

    table = soup_of(client, english).select_one("table.programme")

    assert "Saturday 10 April 2027" in table.caption.text
    assert [text_of(row.th) for row in table.select("tbody tr")] == ["9:00", "10:00"]
    assert "Workshops" in table.text


def test_sessions_each_on_its_date_make_one_table(client):
    weeks = [SATURDAY + timedelta(days=7 * n) for n in range(3)]
    day = make_day(sessions=[session(weeks[0], 30), *map(session, weeks[1:])])

    (table,) = soup_of(client, day).select("table.programme")

    hours = [text_of(row.th) for row in table.select("tbody tr")]
    assert hours[0] == "10 avril 2027 jusqu’au 11 avril 2027, 15 h"
    assert hours[1] == "17 avril 2027 9 h – 17 h"
    assert "du 10 avril 2027 au 24 avril 2027" in soup_of(client, day).text


def test_a_day_links_its_calendar(client):
    day = make_day()

    link = soup_of(client, day).select_one('link[type="text/calendar"]')

    assert link["href"] == f"{day.url}journee.ics"
    assert client.get(link["href"]).status_code == 200


def test_a_full_day_keeps_to_its_budget(client):
    ensure_english(make_tree())
    day = full_day()
    make_day("Une autre", speakers=[Speaker(name="Inès M.", consent_given_on=AGREED)])
    make_approach(steps=[ApproachStep(label="Se retrouver", day=day)])
    english = translate(day, title="Eating local", lead="Come and see.")

    for now in ("2027-04-01T10:00:00Z", "2027-05-01T10:00:00Z"):
        for page in (day, english):
            with time_machine.travel(now, tick=False):
                client.get(page.url)
                with CaptureQueriesContext(connection) as queries:
                    client.get(page.url)
            assert len(queries) <= 30, (now, page.url)


def test_a_draft_just_begun_is_previewed(admin_client):
    day = make_day(live=False, sessions=[], organiser_rows=[], themes=[])

    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[day.pk]))

    assert response.status_code == 200
    assert day.title in response.content.decode()


def test_a_speaker_is_an_ambassador_or_a_typed_name(client):
    ambassador = make_ambassador(title="Nadia Exemple")
    locale = source_locale()
    day = make_day(
        speakers=[
            Speaker(locale=locale, ambassador=ambassador, role="bénévole"),
            Speaker(locale=locale, role="Une habitante"),
        ]
    )

    soup = BeautifulSoup(client.get(day.url).content, "html.parser")

    speakers = soup.select(".speakers li")
    assert speakers[0].a["href"] == ambassador.url
    assert "Nadia Exemple" in speakers[0].get_text()
    assert not speakers[1].a
    both = Speaker(ambassador=ambassador, name="Nadia")
    with pytest.raises(ValidationError, match="pas les deux"):
        both.clean()


def test_who_no_longer_agrees_is_no_longer_named_at_a_day(client):
    ambassador = make_ambassador(title="Nadia Exemple")
    day = make_day(speakers=[Speaker(locale=source_locale(), ambassador=ambassador)])
    assert "Nadia Exemple" in client.get(day.url).text

    with time_machine.travel(ambassador.consent_until, tick=False):
        assert "Nadia Exemple" not in client.get(day.url).text
