"""A form sent with the numbers of others' pictures, documents and drafts in it."""

import json

from wagtail.models import Locale

import pytest

from portal.home.tree import ensure_english
from tests.factories import make_image, make_practice, make_structure, make_tree
from tests.practices.test_attacks import (
    SECRET,
    a,
    b,
    edited,
    make_document,
    member,
    planted,
)

__all__ = ["a", "b", "member", "planted"]
pytestmark = pytest.mark.django_db


def row(name, **values):
    """Return what a new row of that formset sends."""
    sent = {"id": "", "ORDER": "1", "DELETE": "", **values}
    return {f"{name}-TOTAL_FORMS": "1"} | {
        f"{name}-0-{field}": value for field, value in sent.items()
    }


def linked_to(page) -> str:
    """Return what the editor of rich texts sends for a link to ``page``."""
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page.pk}}
    block = {
        "key": "aaaaa",
        "text": "ici",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 3, "key": 0}],
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("kind", "deleted", "title"),
    [
        ("picture", "", "La nôtre"),
        ("picture", "", ""),
        ("document", "", ""),
        ("document", "on", "La nôtre"),
        ("structure", "", "La nôtre"),
        ("translation", "", ""),
        ("story", "", ""),
        ("link", "", "La nôtre"),
    ],
)
def test_a_refused_form_names_nothing_of_others(member, a, b, kind, deleted, title):
    page = make_practice(b, "La nôtre", live=False)
    picture = make_image(f"{SECRET} photo", collection=a.space.collection)
    hidden = make_structure(f"{SECRET} centre", live=False)
    if kind == "translation":
        ensure_english(make_tree())
        english = Locale.objects.get(language_code="en")
        hidden = hidden.copy_for_translation(english, copy_parents=True)
    values = {
        "picture": {"picture": picture.pk},
        "document": row(
            "documents",
            title="Une convention",
            document=make_document(a.space.collection).pk,
            DELETE=deleted,
        ),
        "story": {
            "description-count": "1",
            "description-0-type": "image",
            "description-0-order": "0",
            "description-0-deleted": "",
            "description-0-id": "",
            "description-0-value-image": picture.pk,
            "description-0-value-caption": "",
        },
        "link": {"context": linked_to(hidden)},
    }.get(kind) or row("co_carriers", structure=hidden.pk, role="x", DELETE=deleted)

    response = edited(member, page, **values, title=title)

    assert response.status_code == 200
    assert "ne sont pas à votre disposition" in response.text
    assert SECRET.lower() not in response.text.lower()
    assert picture.get_rendition("max-165x165").url not in response.text


@pytest.mark.one_database
def test_a_refused_picture_gives_way_to_the_one_before(member, a, b):
    mine = make_image("À nous", collection=b.space.collection)
    theirs = make_image("À eux", collection=a.space.collection)
    page = make_practice(b, "La nôtre", live=False, picture=mine)

    response = edited(member, page, picture=theirs.pk)

    assert "À nous" in response.text
    assert "À eux" not in response.text


def test_a_row_whose_key_is_no_number_is_no_failure(member, b):
    practice = make_practice(b, "La nôtre", live=False)

    response = edited(
        member,
        practice,
        **row("documents", id="é" * 400) | {"documents-INITIAL_FORMS": "1"},
    )

    assert response.status_code == 400
