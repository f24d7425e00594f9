"""« Prévenez-moi »: one mail when a guide is out, to whoever confirmed, and no address kept."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from django.utils.translation import override

import pytest
import time_machine
from bs4 import BeautifulSoup
from django_tasks_db.models import DBTaskResult

from portal.home import interest
from portal.home.interest import purge_interests, tell_interested
from portal.home.models import InterestRequest
from practices.question_limits import PER_SENDER_AND_HOUR
from tests.factories import make_organiser, make_practice, restrict, translate
from tests.harness.client import StrictClient
from tests.home.factories import make_guide

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("tree_of_the_module"),
]

ADDRESS = "lea@example.org"
READING = timedelta(seconds=20)


@pytest.fixture
def guide():
    """Return a published guide to come."""
    return make_guide(make_practice())


def soup_of(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def ask(client, guide, email=ADDRESS, *, prefix="", after=READING, **fields):
    """Read the form, take one's time, and send it."""
    url = f"{prefix}/guides/{guide.pk}/"
    stamp = soup_of(client, url).find("input", {"name": "stamp"})["value"]
    data = {"email": email, "website": "", "stamp": stamp, **fields}
    with time_machine.travel(timezone.now() + after, tick=False):
        return client.post(url, data)


def links_of(message):
    """Return the paths of the addresses in a mail."""
    return re.findall(r"^https?://[^/]+(/\S+)$", message.body, re.MULTILINE)


def confirm(client, run_work):
    """Follow the link of the one mail that was sent, and forget the mail."""
    run_work()
    (message,) = mail.outbox
    link, _withdraw = links_of(message)
    response = client.post(link)
    mail.outbox.clear()
    return response


def release(guide):
    guide.status = "paru"
    guide.reading_url = "https://guide.example/"
    guide.save_revision().publish()


def waiting():
    return list(InterestRequest.objects.confirmed().values_list("email", flat=True))


def test_a_guide_to_come_leads_to_the_form_and_one_that_is_out_does_not(client, guide):
    page = soup_of(client, guide.url)
    assert page.find("a", href=f"/guides/{guide.pk}/")
    assert not page.find("form", method="post")

    release(guide)

    assert not soup_of(client, guide.url).find("a", href=f"/guides/{guide.pk}/")
    response = client.get(f"/guides/{guide.pk}/")
    assert (response.status_code, response.url) == (302, guide.url)


def test_an_address_counts_once_its_owner_pressed_the_button(client, guide, run_work):
    response = ask(client, guide)
    assert response.url == f"/guides/{guide.pk}/envoye/"
    assert ADDRESS not in soup_of(client, response.url).get_text()
    run_work()
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert "Dix idées" in message.body
    link, _withdraw = links_of(message)

    # A program that guards the letter box opens it.
    assert "Dix idées" in soup_of(client, link).get_text()
    assert waiting() == []

    assert client.post(link).url == f"/guides/{guide.pk}/confirme/"
    soup_of(client, f"/guides/{guide.pk}/confirme/")
    assert waiting() == [ADDRESS]


def test_the_mail_of_the_release_is_sent_once_and_the_address_erased(
    client, guide, run_work
):
    ask(client, guide)
    confirm(client, run_work)
    run_work()
    assert mail.outbox == []

    release(guide)
    run_work()
    run_work()

    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert message.subject == "« Dix idées » est paru"
    assert links_of(message) == [guide.url]
    assert not InterestRequest.objects.exists()


def test_two_workers_write_once(client, guide, run_work, monkeypatch):
    ask(client, guide)
    confirm(client, run_work)
    release(guide)
    read = InterestRequest.objects.to_tell().select_related("publication")
    len(read)  # The other worker has read the rows, and is slow to act.
    monkeypatch.setattr(
        interest.InterestRequest.objects, "to_tell", lambda: _Slow(read)
    )

    tell_interested()
    tell_interested()
    run_work()

    assert len(mail.outbox) == 1


class _Slow:
    """Rows as they were read a while ago."""

    def __init__(self, rows):
        self.rows = rows

    def select_related(self, *_names):
        return self.rows


def test_nothing_is_told_before_confirmation_nor_of_what_is_hidden(
    client, guide, run_work
):
    ask(client, guide)
    run_work()
    mail.outbox.clear()
    release(guide)
    run_work()
    assert mail.outbox == []

    InterestRequest.objects.update(confirmed_at=timezone.now())
    restrict(guide)
    run_work()
    assert mail.outbox == []
    assert InterestRequest.objects.exists()


def test_a_draft_that_says_it_is_out_tells_nobody(client, guide, run_work):
    ask(client, guide)
    confirm(client, run_work)
    guide.status = "paru"
    guide.reading_url = "https://guide.example/"
    guide.save_revision()

    run_work()

    assert mail.outbox == []


@pytest.mark.parametrize("hide", ["draft", "private", "unknown", "huge"])
def test_what_is_not_public_has_no_form(client, guide, hide):
    key = guide.pk
    if hide == "draft":
        guide.unpublish()
    elif hide == "private":
        restrict(guide)
    else:
        key = 999_999 if hide == "unknown" else 10**25
    for path in ("", "envoye/", "confirme/"):
        assert client.get(f"/guides/{key}/{path}").status_code == 404
    assert client.post(f"/guides/{key}/", {"email": ADDRESS}).status_code == 404


def test_a_link_does_not_name_a_guide_that_became_private(client, guide, run_work):
    ask(client, guide)
    run_work()
    link, withdraw = links_of(mail.outbox[0])
    restrict(guide)

    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert "Dix idées" not in soup_of(client, withdraw).get_text()


def test_withdrawing_erases_the_address(client, guide, run_work):
    ask(client, guide)
    run_work()
    link, withdraw = links_of(mail.outbox[0])
    client.post(link)

    soup_of(client, withdraw)
    assert waiting() == [ADDRESS]
    for _time in range(2):
        assert client.post(withdraw).url == "/guides/retire/"
    soup_of(client, "/guides/retire/")

    assert not InterestRequest.objects.exists()
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


@pytest.mark.parametrize("path", ["confirmer", "retirer"])
@pytest.mark.parametrize("token", ["1", "1:a:b", "%00", "é" * 500, "../x"])
def test_a_link_of_someone_else_does_nothing(client, guide, path, token):
    for send in (client.get, client.post):
        assert send(f"/guides/{path}/{token}/").status_code in {404, 410}


def test_one_link_is_not_good_for_the_other(client, guide, run_work):
    ask(client, guide)
    run_work()
    link, withdraw = links_of(mail.outbox[0])

    swapped = withdraw.replace("retirer", "confirmer")
    assert client.post(swapped).status_code == 410
    assert client.post(link.replace("confirmer", "retirer")).status_code == 410


def test_a_link_serves_three_days_and_the_address_goes_with_it(client, guide, run_work):
    ask(client, guide)
    run_work()
    link, _withdraw = links_of(mail.outbox[0])
    with time_machine.travel(timezone.now() + timedelta(days=2, hours=23)):
        purge_interests()
        assert client.get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        assert client.get(link).status_code == 410
        purge_interests()
    assert not InterestRequest.objects.exists()


def test_a_confirmed_address_waits_for_two_years_at_most(client, guide, run_work):
    ask(client, guide)
    confirm(client, run_work)
    for days, is_kept in ((700, True), (731, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            purge_interests()
        assert InterestRequest.objects.exists() is is_kept


def test_the_sender_is_forgotten_after_a_day(client, guide):
    ask(client, guide)
    assert "127.0.0.1" not in InterestRequest.objects.get().sender_key
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        purge_interests()
    assert InterestRequest.objects.get().sender_key == ""


def test_an_address_known_already_gets_the_same_answer_and_no_mail(
    client, guide, run_work
):
    first = ask(client, guide)
    again = ask(client, guide, ADDRESS.upper())
    assert DBTaskResult.objects.count() == 1
    confirm(client, run_work)
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        known = ask(client, guide)

    assert first.url == again.url == known.url
    assert InterestRequest.objects.count() == 1
    assert DBTaskResult.objects.count() == 1


def test_who_lost_the_message_may_ask_again_after_an_hour(client, guide):
    ask(client, guide)
    with time_machine.travel(timezone.now() + timedelta(minutes=62)):
        ask(client, guide)
    assert DBTaskResult.objects.count() == 2
    assert InterestRequest.objects.count() == 1


@pytest.mark.parametrize("is_known", [True, False])
def test_the_limit_does_not_tell_what_is_known(client, guide, run_work, is_known):
    if is_known:
        ask(StrictClient(REMOTE_ADDR="198.51.100.7"), guide)
        confirm(client, run_work)
        # Asked long before: typing it now counts all the same.
        long_ago = timezone.now() - timedelta(hours=5)
        InterestRequest.objects.update(asked_at=long_ago)
    for number in range(PER_SENDER_AND_HOUR - 1):
        assert ask(client, guide, f"a{number}@example.org").status_code == 302

    assert ask(client, guide).status_code == 302
    refused = ask(client, guide, "b@example.org")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert b"b@example.org" in refused.content
    assert ask(client, guide).status_code == 429


def test_a_guide_takes_so_many_in_an_hour(client, guide, monkeypatch):
    monkeypatch.setattr(interest, "PER_GUIDE_AND_HOUR", 1)
    ask(StrictClient(REMOTE_ADDR="198.51.100.7"), guide)
    assert ask(client, guide, "b@example.org").status_code == 429


def test_machines_are_kept_out(client, guide):
    assert ask(client, guide, website="x").status_code == 302
    assert ask(client, guide, after=timedelta(seconds=1)).status_code == 200
    assert ask(client, guide, stamp="x").status_code == 200
    for email in ("", "x", "a@b\r\nBcc: c@d.example", "\0@example.org"):
        assert ask(client, guide, email).status_code == 200
    assert not InterestRequest.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_it_is_all_in_english_for_who_reads_english(client, guide, run_work):
    page = translate(guide, title="Ten ideas", lead="To begin.")
    with override("en"):
        url = page.get_url()
    assert soup_of(client, url).find("a", href=f"/en/guides/{guide.pk}/")
    # The facts are those of the French page.
    assert client.get(f"/en/guides/{page.pk}/").status_code == 404
    form = soup_of(client, f"/en/guides/{guide.pk}/")
    assert "“Ten ideas”" in form.get_text()

    ask(client, guide, prefix="/en")
    response = confirm(client, run_work)
    assert response.url == f"/en/guides/{guide.pk}/confirme/"
    release(guide)
    run_work()

    (message,) = mail.outbox
    assert "Ten ideas" in message.subject
    assert links_of(message) == [url]


def test_a_draft_translation_shows_nowhere(client, guide):
    translate(guide, live=False, title="Ten ideas")
    assert "Ten ideas" not in soup_of(client, f"/en/guides/{guide.pk}/").get_text()


def test_editors_see_how_many_and_not_who(client, guide, run_work):
    ask(client, guide, "not-confirmed@example.org")
    InterestRequest.objects.create(
        publication=guide,
        email=ADDRESS,
        language="fr",
        mailed_at=timezone.now(),
        confirmed_at=timezone.now(),
    )
    client.force_login(make_organiser())
    for query in ("", "?q=dix"):
        page = soup_of(client, f"/admin/publication_listing/{query}")
        assert (
            "Personnes à prévenir" in page.select_one("table.listing thead").get_text()
        )
        (row,) = [
            row
            for row in page.select("table.listing tbody tr")
            if "Dix idées" in row.get_text()
        ]
        assert "1" in [cell.get_text(strip=True) for cell in row.find_all("td")]
        assert "example.org" not in page.get_text()


def test_rows_say_nothing_of_who_they_are(guide):
    row = InterestRequest(pk=3, publication=guide, email=ADDRESS)
    assert ADDRESS not in str(row)
