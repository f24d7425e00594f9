"""« Poser une question »: one mail to the structure, and no way to abuse it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import mail, signing
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from wagtail.models import PageViewRestriction, Site

import pytest
import time_machine
from bs4 import BeautifulSoup
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal.core.models import PortalSettings
from practices import questions
from practices.models import AmbassadorPage, PracticePage, Question
from practices.question_form import STAMP_SALT, new_stamp
from practices.questions import can_be_asked, question_url
from tests.factories import make_practice, make_structure, translate
from tests.practices.factories import make_ambassador

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

STRUCTURE = "accueil@structure.example"
TEXT = "Comment avez-vous trouvé le local ?"
READING = timedelta(seconds=40)


@pytest.fixture
def practice() -> PracticePage:
    """Return a published practice whose structure can be asked."""
    return make_practice(make_structure("Maison A"), "Atelier vélo")


def form_url(page: Any) -> str:
    """Return the address of the form about a page."""
    with override("fr"):
        return reverse("practices:ask_question", args=[getattr(page, "pk", page)])


def sent_url(page: Any) -> str:
    """Return the address that says what happens next."""
    with override("fr"):
        return reverse("practices:question_sent", args=[page.pk])


def read_stamp(response: Any) -> str:
    """Return the stamp in the form of an answer."""
    soup = BeautifulSoup(response.content, "html.parser")
    return soup.find("input", {"name": "stamp"})["value"]


def ask(client: Any, page: Any, *, after: timedelta = READING, **fields: str) -> Any:
    """Read the form, take one's time, and send it."""
    stamp = read_stamp(client.get(form_url(page)))
    data = {
        "name": "Aïcha",
        "email": "aicha@example.org",
        "question": TEXT,
        "website": "",
        "stamp": stamp,
        **fields,
    }
    with time_machine.travel(timezone.now() + after, tick=False):
        return client.post(form_url(page), data)


def errors_of(response: Any) -> str:
    """Return what the summary at the top of the form says."""
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.find(class_="errors").get_text().split())


def kept_text(response: Any) -> str:
    """Return the question as the form gives it back."""
    soup = BeautifulSoup(response.content, "html.parser")
    return soup.find("textarea").get_text().strip()


def queued() -> list[dict]:
    """Return what the worker will be asked to send."""
    return [row.args_kwargs["kwargs"] for row in DBTaskResult.objects.all()]


def test_question_reaches_the_structure(
    client: Any, practice: PracticePage, run_work: Callable
) -> None:
    response = ask(client, practice)
    assert response.status_code == 302
    assert response.url == sent_url(practice)
    assert mail.outbox == []
    run_work()
    (message,) = mail.outbox
    assert message.to == [STRUCTURE]
    assert message.reply_to == ["aicha@example.org"]
    assert message.subject == "Une question sur « Atelier vélo »"
    assert TEXT in message.body
    assert "Aïcha" in message.body
    assert re.search(r"https?://\S+/atelier-velo/", message.body)
    assert "{" not in message.body
    assert "&#" not in message.body


def test_question_is_kept_with_its_practice(client: Any, practice: Any) -> None:
    ask(client, practice)
    question = Question.objects.get()
    assert question.practice == practice
    assert (question.name, question.email) == ("Aïcha", "aicha@example.org")
    assert question.text == TEXT
    assert question.language == "fr"
    assert "127.0.0.1" not in question.sender_key
    assert "Aïcha" not in str(question)


def test_question_and_mail_are_one_act(
    client: Any, practice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(questions, "queue_mail", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        ask(client, practice)
    assert not Question.objects.exists()


def test_pages_show_no_address_and_set_no_session(client: Any, practice: Any) -> None:
    ask(client, practice)
    pages = [client.get(url) for url in (form_url(practice), sent_url(practice))]
    for response in pages:
        assert response.status_code == 200
        assert b"structure.example" not in response.content
        assert b"aicha@" not in response.content
    assert "no-store" in pages[0]["Cache-Control"]
    assert set(client.cookies) == {"csrftoken"}


def test_practice_page_sets_no_cookie(client: Any, practice: Any) -> None:
    response = client.get(practice.url)
    assert question_url(practice) in response.content.decode()
    assert not response.cookies


def test_form_asks_for_a_token(practice: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(form_url(practice), {"name": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("on_practice", "on_structure", "on_portal", "expected"),
    [
        ("fiche@a.example", "maison@a.example", "portail@a.example", "fiche@a.example"),
        ("", "maison@a.example", "portail@a.example", "maison@a.example"),
        ("", "", "portail@a.example", "portail@a.example"),
    ],
)
def test_question_goes_to_the_nearest_mailbox(
    client: Any, on_practice: str, on_structure: str, on_portal: str, expected: str
) -> None:
    # A member of the network is not published without its mailbox.
    structure = make_structure(
        contact_email=on_structure, in_network=bool(on_structure)
    )
    practice = make_practice(structure, contact_email=on_practice)
    site = Site.objects.get(is_default_site=True)
    PortalSettings.objects.update_or_create(
        site=site, defaults={"contact_email": on_portal}
    )
    ask(client, practice)
    assert [message["to"] for message in queued()] == [[expected]]


def test_practice_that_nobody_answers_for_cannot_be_asked(client: Any) -> None:
    practice = make_practice(make_structure(contact_email="", in_network=False))
    assert not can_be_asked(practice)
    assert question_url(practice) == ""
    assert client.get(form_url(practice)).status_code == 404
    assert client.post(form_url(practice), {}).status_code == 404
    assert client.get(sent_url(practice)).status_code == 404
    assert b"/questions/" not in client.get(practice.url).content


def test_only_what_is_published_can_be_asked(client: Any, practice: Any) -> None:
    draft = make_practice(make_structure("Maison B"), live=False)
    private = make_practice(make_structure("Maison C"))
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.LOGIN
    )
    gone = make_practice(make_structure("Maison D"))
    PracticePage.objects.filter(pk=gone.pk).update(expire_at=timezone.now())
    index = practice.get_parent().get_parent()
    closed = make_structure("Maison E", live=False)
    for page in (draft, private, gone, index, closed, 999_999, 0, 10**30):
        for method in (client.get, client.post):
            assert method(form_url(page)).status_code == 404


def test_translation_and_alias_lead_to_their_source(client: Any, practice: Any) -> None:
    english = translate(practice, title="Bike workshop")
    alias = practice.create_alias(update_slug="alias", parent=practice.get_parent())
    for page in (english, alias):
        response = client.get(form_url(page))
        assert response.status_code == 302
        assert response.url == form_url(practice)
        stamp = new_stamp(practice.pk)
        with time_machine.travel(timezone.now() + READING, tick=False):
            response = client.post(
                form_url(page),
                {
                    "name": "Aïcha",
                    "email": "aicha@example.org",
                    "question": f"{TEXT} {page.pk}",
                    "stamp": stamp,
                },
            )
        assert response.url == sent_url(practice)
    assert {question.practice_id for question in Question.objects.all()} == {
        practice.pk
    }


def test_english_reader_reads_english_and_the_structure_reads_french(
    client: Any, practice: Any
) -> None:
    english = translate(practice, title="Bike workshop")
    url = f"/en{form_url(practice)}"
    response = client.get(url)
    assert "Bike workshop" in response.content.decode()
    assert english.url in response.content.decode()
    data = {
        "name": "Ann",
        "email": "ann@example.org",
        "question": "How did you find the place?",
        "stamp": read_stamp(response),
    }
    with time_machine.travel(timezone.now() + READING, tick=False):
        response = client.post(url, data)
    assert response.url == f"/en{sent_url(practice)}"
    (message,) = queued()
    assert message["subject"] == "Une question sur « Atelier vélo »"
    assert "Langue du visiteur : Anglais" in message["body"]
    assert Question.objects.get().language == "en"


def test_sent_page_says_what_happens_next(client: Any, practice: Any) -> None:
    text = client.get(sent_url(practice)).content.decode()
    assert "Maison A" in text
    assert practice.url in text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Écrivez votre nom."),
        ("name", " \u200b\n ", "Écrivez votre nom."),
        ("name", "n" * 121, "Raccourcissez votre nom"),
        ("name", "Voyez https://spam.example", "sans adresse de site"),
        ("email", "", "Écrivez l’adresse"),
        ("email", "aicha", "adresse complète"),
        ("email", "a@example.org\nBcc: b@example.org", "adresse complète"),
        ("question", "", "Écrivez votre question."),
        ("question", "Quoi ?", "un peu plus"),
        ("question", "a" * 3001, "Raccourcissez votre question"),
        ("question", "Voyez http://a.fr http://b.fr www.c.fr", "trop de liens"),
    ],
)
def test_error_is_told_in_words_and_linked_to_its_field(
    client: Any, practice: Any, field: str, value: str, words: str
) -> None:
    response = ask(client, practice, **{field: value})
    assert response.status_code == 200
    assert words in errors_of(response)
    soup = BeautifulSoup(response.content, "html.parser")
    link = soup.find(class_="errors").find("a")
    assert soup.find(id=link["href"].removeprefix("#"))["name"] == field
    if field != "question":
        assert kept_text(response) == TEXT
    assert not Question.objects.exists()
    assert queued() == []


def test_two_links_are_welcome(client: Any, practice: Any) -> None:
    ask(client, practice, question="Est-ce comme https://a.fr ou https://b.fr ?")
    assert Question.objects.count() == 1


def test_headers_cannot_be_injected(
    client: Any, practice: Any, run_work: Callable
) -> None:
    PracticePage.objects.filter(pk=practice.pk).update(
        title="Vélo\r\nBcc: victim@example.org"
    )
    ask(client, practice, name="Aïcha\r\nBcc: victim@example.org")
    run_work()
    (message,) = mail.outbox
    assert message.recipients() == [STRUCTURE]
    assert message.message()["Bcc"] is None
    assert "\n" not in message.subject
    assert Question.objects.get().name == "Aïcha Bcc: victim@example.org"


def test_machine_that_fills_the_trap_is_told_that_all_went_well(
    client: Any, practice: Any
) -> None:
    response = ask(client, practice, website="https://spam.example")
    assert response.url == sent_url(practice)
    assert not Question.objects.exists()
    assert queued() == []


def test_form_sent_too_fast_comes_back_with_its_text(
    client: Any, practice: Any
) -> None:
    response = ask(client, practice, after=timedelta(seconds=2))
    assert "plus vite" in errors_of(response)
    assert kept_text(response) == TEXT
    assert not Question.objects.exists()


def test_form_sent_too_fast_passes_when_sent_again(client: Any, practice: Any) -> None:
    response = ask(client, practice, after=timedelta(seconds=1))
    assert ask(client, practice, stamp=read_stamp(response)).status_code == 302


def test_form_kept_open_too_long_comes_back_with_a_new_stamp(
    client: Any, practice: Any
) -> None:
    response = ask(client, practice, after=timedelta(days=1, minutes=1))
    assert "longtemps" in errors_of(response)
    assert kept_text(response) == TEXT
    now = timezone.now() + timedelta(days=1, minutes=2)
    with time_machine.travel(now, tick=False):
        data = {"name": "A", "email": "a@example.org", "question": TEXT}
        response = client.post(
            form_url(practice), {**data, "stamp": read_stamp(response)}
        )
    assert response.status_code == 302


@pytest.mark.parametrize("stamp", ["", "1", "1:2:3", "é" * 500, "\0"])
def test_forged_stamp_is_refused(client: Any, practice: Any, stamp: str) -> None:
    assert "longtemps" in errors_of(ask(client, practice, stamp=stamp))


def test_stamp_of_another_practice_is_refused(client: Any, practice: Any) -> None:
    stamp = signing.TimestampSigner(salt=STAMP_SALT).sign("0")
    assert "longtemps" in errors_of(ask(client, practice, stamp=stamp))


def test_question_sent_twice_is_mailed_once(client: Any, practice: Any) -> None:
    first = ask(client, practice)
    second = ask(client, practice, email="AICHA@example.org")
    assert (second.status_code, second.url) == (first.status_code, first.url)
    assert Question.objects.count() == 1
    assert len(queued()) == 1


def test_same_question_may_be_asked_again_later(client: Any, practice: Any) -> None:
    ask(client, practice)
    Question.objects.update(created_at=timezone.now() - timedelta(hours=2))
    ask(client, practice)
    assert Question.objects.count() == 2


def test_question_goes_with_its_practice(client: Any, practice: Any) -> None:
    ask(client, practice)
    practice.delete()
    assert not Question.objects.exists()


def test_structure_that_was_withdrawn_is_not_named(client: Any, practice: Any) -> None:
    type(practice.structure).objects.filter(pk=practice.structure_id).update(live=False)
    response = client.get(form_url(practice))
    assert response.status_code == 200
    assert "Maison A" not in response.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client: Any, practice: Any, method: str) -> None:
    assert getattr(client, method)(form_url(practice)).status_code == 405
    assert getattr(client, method)(sent_url(practice)).status_code == 405
    assert client.post(sent_url(practice)).status_code == 405


def test_reading_the_form_sends_nothing(client: Any, practice: Any) -> None:
    client.get(
        form_url(practice),
        {"name": "A", "email": "a@example.org", "question": TEXT, "stamp": "x"},
    )
    client.head(form_url(practice))
    assert not Question.objects.exists()


@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.text(max_size=130),
    email=st.one_of(st.text(max_size=30), st.emails()),
    question=st.text(max_size=60),
    website=st.sampled_from(["", " ", "x"]),
    stamp=st.text(max_size=60),
    is_stamped=st.booleans(),
    forwarded=st.text(st.characters(max_codepoint=255), max_size=60),
)
def test_nothing_that_is_posted_breaks_the_form(
    client: Any,
    practice: Any,
    name: str,
    email: str,
    question: str,
    website: str,
    stamp: str,
    is_stamped: bool,
    forwarded: str,
) -> None:
    data = {"name": name, "email": email, "question": question, "website": website}
    past = timezone.now() - READING
    with time_machine.travel(past, tick=False):
        data["stamp"] = new_stamp(practice.pk) if is_stamped else stamp
    with override_settings(TRUSTED_PROXIES=1):
        response = client.post(
            form_url(practice),
            {key: value.encode("utf-8", "replace") for key, value in data.items()},
            headers={"X-Forwarded-For": forwarded.replace("\n", "").replace("\r", "")},
        )
    assert response.status_code in (200, 302, 429)


def test_views_are_where_the_portal_expects_them() -> None:
    with override("fr"):
        assert reverse("practices:ask_question", args=[7]) == "/questions/7/"
        assert reverse("practices:question_sent", args=[7]) == "/questions/7/merci/"


@pytest.fixture
def ambassador() -> AmbassadorPage:
    """Return someone who is not named, in a structure that can be asked."""
    return make_ambassador(
        make_structure("Maison A"),
        "Une salariée référente",
        is_anonymous=True,
        consent_until=None,
    )


@pytest.mark.parametrize(
    ("own", "recipient"),
    [("", STRUCTURE), ("referente@example.org", "referente@example.org")],
)
def test_a_hand_is_asked_by_the_same_road(
    client: Any,
    ambassador: AmbassadorPage,
    run_work: Callable,
    own: str,
    recipient: str,
) -> None:
    AmbassadorPage.objects.update(contact_email=own)
    response = ask(client, ambassador)
    assert response.url == sent_url(ambassador)
    shown = [client.get(url) for url in (form_url(ambassador), sent_url(ambassador))]
    for page in shown:
        html = page.content.decode()
        assert "Une salariée référente" in html
        assert "@example.org" not in html
        assert STRUCTURE not in html
    run_work()
    (message,) = mail.outbox
    assert message.to == [recipient]
    assert message.reply_to == ["aicha@example.org"]
    assert message.subject == "Un coup de main demandé à « Une salariée référente »"
    assert "Un coup de main est demandé à" in message.body
    assert "Pratique :" not in message.body
    question = Question.objects.get()
    assert (question.page, question.practice) == (ambassador, None)


def test_a_hand_asked_twice_is_mailed_once(client: Any, ambassador: Any) -> None:
    for _turn in range(2):
        ask(client, ambassador)
    assert len(queued()) == 1


def test_a_stamp_serves_one_page(
    client: Any, ambassador: AmbassadorPage, practice: PracticePage
) -> None:
    stamp = new_stamp(practice.pk)
    response = ask(client, ambassador, stamp=stamp)
    assert response.status_code == 200
    assert not Question.objects.exists()


def test_a_question_is_about_one_thing(practice: Any, ambassador: Any) -> None:
    words = {"name": "X", "email": "x@example.org", "text": TEXT, "language": "fr"}
    for about in ({}, {"practice": practice, "ambassador": ambassador}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.create(**about, **words)
