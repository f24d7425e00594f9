"""What tests start from: a tree, structures, practices, people."""

from itertools import count

from django.contrib.auth import get_user_model
from django.utils.text import slugify

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction

from portal.core.enums import Licence
from portal.core.models import PortalImage
from portal.home.tree import Tree, ensure_tree
from practices.enums import Dimension, Kind
from practices.models import (
    Audience,
    PracticePage,
    StructurePage,
    Territory,
    Theme,
)
from practices.spaces import ensure_groups, ensure_space

_numbers = count(1)


def make_tree() -> Tree:
    """Return home, catalogue and structures, live in French."""
    return ensure_tree()


def make_theme(name: str = "Mobilité", **fields) -> Theme:
    """Return the French theme of that name."""
    slug = slugify(name)
    locale = make_tree().home.locale
    theme = Theme.objects.filter(slug=slug, locale=locale).first()
    return theme or Theme.objects.create(name=name, slug=slug, locale=locale, **fields)


def make_audience(name: str = "Familles", **fields) -> Audience:
    """Return the French audience of that name."""
    slug = slugify(name)
    locale = make_tree().home.locale
    audience = Audience.objects.filter(slug=slug, locale=locale).first()
    return audience or Audience.objects.create(
        name=name, slug=slug, locale=locale, **fields
    )


def make_commune(name: str = "Die", **fields) -> Territory:
    """Return the commune of that name."""
    commune, _created = Territory.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "kind": "commune", **fields}
    )
    return commune


def make_image(title: str = "Un vélo", **fields) -> PortalImage:
    """Return an image that may be published."""
    return PortalImage.objects.create(
        title=title,
        file=get_test_image_file(filename=f"{slugify(title)}.png"),
        **{
            "alt_text": "Un vélo contre un mur",
            "credit": "Le centre social",
            "licence": Licence.CC_BY_SA,
            **fields,
        },
    )


def make_structure(
    title: str = "Centre social A", *, live: bool = True, **fields
) -> StructurePage:
    """Return a structure of the network, with its space."""
    tree = make_tree()
    structure = StructurePage(
        title=title,
        live=live,
        **{
            "lead": "Un centre social ouvert à tous.",
            "commune": make_commune(),
            "contact_email": "accueil@structure.example",
            **fields,
        },
    )
    tree.structures.add_child(instance=structure)
    revision = structure.save_revision()
    if live:
        revision.publish()
    return StructurePage.objects.get(pk=structure.pk)


def new_practice(title: str | None = None, **fields) -> PracticePage:
    """Return a short practice that misses nothing, not saved."""
    relations = {
        name: fields.pop(name)
        for name in ("themes", "audiences", "territories", "policy_schemes")
        if name in fields
    }
    practice = PracticePage(
        title=title or f"Pratique {next(_numbers)}",
        **{
            "lead": "Des vélos réparés ensemble, pour les familles du quartier.",
            "dimensions": [Dimension.EXTERNAL],
            "kinds": [Kind.WORKSHOP],
            **fields,
        },
    )
    relations.setdefault("themes", [make_theme()])
    for name, values in relations.items():
        setattr(practice, name, values)
    return practice


def make_practice(
    structure: StructurePage | None = None,
    title: str | None = None,
    *,
    live: bool = True,
    user=None,
    **fields,
) -> PracticePage:
    """Return a short practice under ``structure``, published unless told otherwise."""
    structure = structure or make_structure(f"Structure {next(_numbers)}")
    practice = new_practice(title, **fields)
    practice.live = False
    practice.owner = user
    # Read again: an instance kept from before does not know its new children.
    parent = StructurePage.objects.get(pk=structure.pk)
    parent.add_child(instance=practice)
    revision = practice.save_revision(user=user, clean=live)
    if live:
        revision.publish()
    return PracticePage.objects.get(pk=practice.pk)


def make_user(username: str | None = None, **fields):
    """Return someone who may sign in with the password « secret »."""
    return get_user_model().objects.create_user(
        username or f"personne{next(_numbers)}", password="secret", **fields
    )


def make_member(structure: StructurePage, username: str | None = None):
    """Return someone who writes for ``structure``."""
    user = make_user(username)
    ensure_space(structure).add_member(user)
    return user


def make_reviewer(username: str | None = None):
    """Return someone who reviews."""
    user = make_user(username)
    user.groups.add(ensure_groups()[0])
    return user


def make_organiser(username: str | None = None):
    """Return someone who keeps the lists."""
    user = make_user(username)
    user.groups.add(ensure_groups()[1])
    return user


def translate(page, language="en", *, live=True, **words):
    """Return a translation of ``page`` with these words, its ancestors as aliases."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in words.items():
        setattr(copy, name, value)
    revision = copy.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=copy.pk)


def restrict(page):
    """Ask for a login where ``page`` is, and below."""
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
