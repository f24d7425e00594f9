"""What the tests of articles, guides and the démarche start from."""

from itertools import count

from portal.core.enums import Licence
from portal.home.models import (
    ApproachPage,
    ApproachStep,
    ArticlePage,
    Publication,
    PublicationPick,
)
from tests.factories import make_tree

_numbers = count(1)


def words(text: str) -> list[tuple[str, str]]:
    """Return a story of one paragraph."""
    return [("paragraph", f"<p>{text}</p>")]


def make_article(title: str | None = None, *, live: bool = True, **fields):
    """Return an article of our own, published unless told otherwise."""
    relations = {
        name: fields.pop(name)
        for name in ("themes", "territories", "figures", "links", "chosen_readings")
        if name in fields
    }
    page = ArticlePage(
        title=title or f"Article {next(_numbers)}",
        live=False,
        **{"lead": "Ce qui s’est passé.", "body": words("Un récit."), **fields},
    )
    for name, values in relations.items():
        setattr(page, name, values)
    return place(make_tree().articles, page, live=live)


def republished(**fields) -> dict:
    """Return the fields of an article taken up with its licence."""
    return {
        "source_name": "Un autre réseau",
        "source_url": "https://source.example/article",
        "source_author": "L’autre équipe",
        "source_licence": Licence.CC_BY,
        "changes_made": "Résumé.",
        **fields,
    }


def make_guide(*practices, live: bool = True, **fields):
    """Return a guide to come made of ``practices``, published."""
    page = Publication(
        live=False, **{"title": "Dix idées", "lead": "Pour commencer.", **fields}
    )
    page.picks = [
        PublicationPick(practice=practice, word=f"Mot {rank}", sort_order=rank)
        for rank, practice in enumerate(practices)
    ]
    return place(make_tree().articles, page, live=live)


def make_approach(*, live: bool = True, **fields):
    """Return the démarche with a starting point and a current step."""
    rows = {
        name: fields.pop(name)
        for name in list(fields)
        if isinstance(fields[name], list)
    }
    rows.setdefault(
        "steps",
        [
            ApproachStep(kind="depart", label="Regarder", sort_order=0),
            ApproachStep(
                label="Accompagner",
                context="Chez celles qui le demandent.",
                is_current=True,
                start_year=2020,
                sort_order=1,
            ),
        ],
    )
    page = ApproachPage(
        title="La démarche",
        slug="demarche",
        lead="Avancer ensemble.",
        show_in_menus=True,
        live=False,
        **fields,
    )
    for name, values in rows.items():
        setattr(page, name, values)
    return place(make_tree().home, page, live=live)


def place(parent, page, *, live: bool):
    """Put ``page`` under ``parent`` and publish it when asked."""
    parent = type(parent).objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    revision = page.save_revision(clean=live)
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)
