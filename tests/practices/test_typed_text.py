"""What was copied from elsewhere is kept, less what no page can show."""

from django.urls import reverse

import feedparser
import pytest

from practices.models import CostLine, PracticePage
from tests.admin_forms import form_data
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_the_line_break_of_slides_becomes_a_space(admin_client, client):
    practice = make_practice(cost_lines=[CostLine(label="Farine", amount=12)])
    edit = reverse("wagtailadmin_pages:edit", args=[practice.pk])
    data = form_data(admin_client, edit)
    data["lead"] = "Un vélo\x0bréparé,\x1f\x85 ensemble.\nÀ Die."
    data["cost_lines-0-label"] = "Farine\x0bbio"

    data["action-publish"] = "1"

    admin_client.post(edit, data)

    practice = PracticePage.objects.get(pk=practice.pk)
    assert practice.lead.split() == ["Un", "vélo", "réparé,", "ensemble.", "À", "Die."]
    assert "\n" in practice.lead
    assert practice.cost_lines.get().label == "Farine bio"
    answer = client.get("/pratiques.atom")
    assert answer.status_code == 200
    assert feedparser.parse(answer.content).entries[0].title == practice.title
