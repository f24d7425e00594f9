"""Style sheets are joined into one, which says the same."""

from io import BytesIO

from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

import pytest

from portal.core.static_storage import (
    JOINED,
    JoinedManifestStaticFilesStorage,
    join_style_sheet,
)


class FakeStorage:
    """Files in memory."""

    def __init__(self, files):
        self.files = files

    def open(self, name):
        """Open one of them."""
        return BytesIO(self.files[name].encode())


def join(**files):
    files = {f"css/{name.replace('__', '/')}.css": text for name, text in files.items()}
    storage = FakeStorage(files)
    return join_style_sheet(JOINED, {name: (storage, name) for name in files})


def test_import_is_replaced_by_what_it_imports():
    joined = join(
        main='@layer a, b;\n@import "base.css" layer(a);\n@import url(card.css);',
        base="p { margin: 0 }",
        card="b { margin: 1px }",
    )
    assert joined.split() == (
        [
            "@layer",
            "a,",
            "b;",
            "@layer",
            "a",
            "{",
            "p",
            "{",
            "margin:",
            "0",
            "}",
            "}",
            "b",
            "{",
            "margin:",
            "1px",
            "}",
        ]
    )


def test_import_for_print_stays_for_print():
    joined = join(main='@import "paper.css" layer(a) print;', paper="p {}")
    assert joined.split() == [
        "@media",
        "print",
        "{",
        "@layer",
        "a",
        "{",
        "p",
        "{}",
        "}",
        "}",
    ]


def test_comment_and_what_it_hides_go_away():
    joined = join(main='/* @import "x.css"; */ p {}', base="")
    assert joined.strip() == "p {}"


def test_address_means_the_same_from_the_joined_file():
    joined = join(
        main='@import "components/card.css";',
        components__card='a { background: url("../../img/x.svg"); mask: url(#m) }',
    )
    assert 'url("../img/x.svg")' in joined
    assert "url(#m)" in joined


def test_import_of_an_import_is_refused():
    with pytest.raises(ImproperlyConfigured, match="base.css imports another"):
        join(main='@import "base.css";', base='@import "card.css";', card="")


def test_missing_file_is_named():
    with pytest.raises(ImproperlyConfigured, match="css/nowhere.css is missing"):
        join(main='@import "nowhere.css";')


def test_our_own_style_sheets_are_collected_as_one(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "portal.core.static_storage.JoinedManifestStaticFilesStorage"
        },
    }
    get_finders.cache_clear() if hasattr(get_finders, "cache_clear") else None
    call_command("collectstatic", interactive=False, verbosity=0)
    # Twice: the joined file must not be mistaken for a source.
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = JoinedManifestStaticFilesStorage(location=tmp_path)
    name = storage.stored_name(JOINED)
    text = (tmp_path / name).read_text()
    assert "@import" not in text
    assert "@layer" in text
    assert (tmp_path / f"{name}.gz").exists()
