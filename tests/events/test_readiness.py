"""What a day needs before it is published, at the doors it has."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.urls import reverse

import pytest

from events.models import (
    DayOrganiser,
    Deliverable,
    Opinion,
    Speaker,
    ThematicDayPage,
    Workshop,
    WorkshopIdea,
)
from events.rights import ensure_rights
from practices.readiness import NotReadyError, missing
from tests.admin_forms import form_data
from tests.events.factories import SATURDAY, make_day, new_day, session, video
from tests.factories import (
    make_image,
    make_member,
    make_organiser,
    make_structure,
    make_theme,
    make_tree,
)
from tests.harness.client import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def fields_of(day) -> set[str]:
    return {lack.field for lack in missing(day, make_tree().days)}


def nowhere():
    return session(place_name="", territory=None)


def test_a_complete_day_misses_nothing():
    assert fields_of(new_day()) == set()


ANSWERS = {"feedback_count": 12, "feedback_source": "à la sortie"}
CARNET = "https://example.org/carnet"


def bare():
    """Return a picture whose credit nobody has told."""
    return make_image(credit="")


LACKS = [
    ("title", lambda: {"title": " "}),
    ("lead", lambda: {"lead": " "}),
    ("themes", lambda: {"themes": []}),
    ("themes", lambda: {"themes": [make_theme(f"Thème {n}") for n in range(6)]}),
    ("sessions", lambda: {"sessions": []}),
    ("sessions", lambda: {"sessions": [session(ends_at=None)]}),
    ("sessions", lambda: {"sessions": [session(ends_at=SATURDAY)]}),
    ("sessions", lambda: {"sessions": [nowhere()]}),
    ("sessions", lambda: {"sessions": [session(attendance_count=60)]}),
    ("organiser_rows", lambda: {"organiser_rows": []}),
    ("organiser_rows", lambda: {"organiser_rows": [DayOrganiser()]}),
    ("speakers", lambda: {"speakers": [Speaker(talk="Le vélo")]}),
    ("speakers", lambda: {"speakers": [Speaker(name="Nadia", role="élue")]}),
    ("opinions", lambda: {"opinions": [Opinion(text="Bien.", author="Nadia")]}),
    ("feedback_count", lambda: {"feedback_rating": Decimal("4.2")}),
    ("feedback_source", lambda: {"feedback_count": 12}),
    ("feedback_rating", lambda: {**ANSWERS, "feedback_rating": Decimal(6)}),
    (
        "deliverables",
        lambda: {
            "deliverables": [Deliverable(title="Carnet", url=CARNET, cover=bare())]
        },
    ),
    ("takeaways", lambda: {"takeaways": "\n".join("abcdef")}),
    ("deliverables", lambda: {"deliverables": [Deliverable(title="Carnet")]}),
    ("workshops", lambda: {"workshops": [Workshop(title="A", session_key="x")]}),
    ("workshops", lambda: {"workshops": [Workshop(title=t, key="a") for t in "AB"]}),
    ("ideas", lambda: {"ideas": [WorkshopIdea(text="A", workshop_key="x")]}),
    ("picture", lambda: {"picture": make_image(credit="")}),
    ("cancelled_reason", lambda: {"cancelled_on": date(2027, 4, 1)}),
    ("postponed_reason", lambda: {"postponed_to": date(2027, 6, 1)}),
]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        pytest.param(field, change, id=f"{field} {rank}")
        for rank, (field, change) in enumerate(LACKS)
    ],
)
def test_each_lack_is_told(field, change):
    assert field in fields_of(new_day(**{"title": "Une journée", **change()}))


def test_a_day_online_needs_no_place():
    assert fields_of(new_day(attendance_mode="en-ligne", sessions=[nowhere()])) == set()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"transcript": "<p></p>"},
            "Écrivez la transcription de la vidéo « L’entretien »",
        ),
        ({"still": None}, "Choisissez l’image de la vidéo « L’entretien »"),
        ({"title": ""}, "Une ligne « vidéo » est à compléter ou à corriger : titre."),
        ({"url": ""}, "Une ligne « vidéo » est à compléter ou à corriger : adresse."),
    ],
)
def test_a_video_needs_what_stands_for_it(change, said):
    assert (
        fields_of(new_day(videos=[video(), video(url="https://v.example/2")])) == set()
    )

    (lack,) = missing(new_day(videos=[video(), video(**change)]))

    assert lack.field == "videos"
    assert lack.message.replace("\u00a0", " ").startswith(said)


@pytest.mark.parametrize(
    "fields",
    [{"cancelled_reason": "La neige."}, {"postponed_reason": "La neige."}],
)
def test_a_reason_without_its_date_is_false_even_in_a_draft(fields):
    with pytest.raises(ValidationError):
        new_day(**fields).clean()


def test_two_bodies_in_one_row_are_false_even_in_a_draft():
    row = DayOrganiser(structure_id=1, organisation_id=1)

    with pytest.raises(ValidationError):
        row.clean()


def test_publication_is_refused_whoever_asks():
    day = make_day(live=False, themes=[])

    with pytest.raises(NotReadyError, match="thème"):
        day.get_latest_revision().publish()

    assert not ThematicDayPage.objects.get(pk=day.pk).live


# --- Rights, and the form ---


def create_url():
    index = make_tree().days
    return reverse(
        "wagtailadmin_pages:add", args=["events", "thematicdaypage", index.pk]
    )


def test_organisers_work_under_the_list_of_days_and_nowhere_else():
    tree = make_tree()
    permissions = tree.days.permissions_for_user(make_organiser())

    assert permissions.can_add_subpage()
    assert permissions.can_publish_subpage()
    elsewhere = tree.structures.permissions_for_user(make_organiser())
    assert not elsewhere.can_add_subpage()


def test_giving_rights_twice_changes_nothing():
    index = make_tree().days
    group = make_organiser().groups.get()
    rights = group.page_permissions.filter(page_id=index.pk)
    before = list(rights.values_list("permission__codename", flat=True))

    ensure_rights(index)

    after = list(rights.values_list("permission__codename", flat=True))
    assert (
        sorted(before) == sorted(after) == ["add_page", "change_page", "publish_page"]
    )


def test_a_member_of_a_structure_adds_no_day():
    member = make_member(make_structure())
    day = make_day("Une journée", live=False)

    client = client_of(member)

    assert client.get(create_url()).status_code in (302, 404)
    edit = reverse("wagtailadmin_pages:edit", args=[day.pk])
    assert client.get(edit).status_code in (302, 404)


def test_a_draft_with_a_title_alone_is_saved():
    client = client_of(make_organiser())
    data = form_data(client, create_url())
    data["title"] = "Un début"

    response = client.post(create_url(), data)

    day = ThematicDayPage.objects.get(title="Un début")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[day.pk])
    assert not day.live


def test_publishing_a_beginning_says_what_to_write():
    client = client_of(make_organiser())
    data = form_data(client, create_url())
    data |= {"title": "Un début", "lead": "Venez.", "action-publish": "1"}

    response = client.post(create_url(), data)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Choisissez au moins un thème." in html
    assert "Ajoutez au moins une séance" in html
    assert not ThematicDayPage.objects.filter(title="Un début").exists()


def test_an_organiser_publishes_from_the_form(client):
    day = make_day("Prête", live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[day.pk])
    organiser = client_of(make_organiser())

    organiser.post(edit, {**form_data(organiser, edit).dict(), "themes": [
        theme.pk for theme in day.themes.all()], "action-publish": "1"})  # fmt: skip

    assert ThematicDayPage.objects.get(pk=day.pk).live
    assert client.get("/journees/prete/").status_code == 200


def test_the_listing_tells_date_state_and_what_is_missing():
    make_day("Prête")
    make_day("Incomplète", live=False, themes=[])
    client = client_of(make_organiser())

    html = client.get(reverse("day_listing:index")).content.decode()

    assert "samedi 10 avril 2027, 9\u00a0h – 17\u00a0h" in html
    assert "Annoncée" in html or "Passée" in html
    assert "1 point à compléter" in html


@pytest.mark.parametrize("model", ["eventtype", "eventseries"])
def test_an_organiser_keeps_the_lists_of_days(model):
    make_tree()
    client = client_of(make_organiser())

    listing = reverse(f"wagtailsnippets_events_{model}:list")
    assert client.get(listing).status_code == 200
    adding = reverse(f"wagtailsnippets_events_{model}:add")
    assert client.get(adding).status_code == 200
