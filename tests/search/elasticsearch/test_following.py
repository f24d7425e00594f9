"""The index follows what changes, and is built anew without a gap."""

import logging
import threading
from datetime import timedelta

from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest
import time_machine
from elasticsearch.helpers import BulkIndexError

from practices.models import PracticePage
from search.changes import Position
from search.engines.elasticsearch import sync as syncing
from search.engines.elasticsearch.client import alias, backend
from search.engines.elasticsearch.documents import documents_of_keys
from search.engines.elasticsearch.sync import bring_up_to_date, rebuild, sync
from search.engines.elasticsearch.writing import actions, write
from search.engines.guarded import BehindError
from search.models import IndexChange
from tests.factories import (
    make_practice,
)
from tests.search.elasticsearch.agreeing import both, check_agreement, slugs, state
from tests.search.elasticsearch.cluster import backends

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]


def indexes() -> list[str]:
    return sorted(backend().es.indices.get(index=f"{alias()}*"))


def test_both_engines_agree(pages) -> None:
    check_agreement()
    assert slugs("q=vélo") == ["velos-en-selle", "jardin"]
    assert slugs("q=vélo introuvable") == ["velos-en-selle", "jardin"]
    assert both("q=vélo introuvable")[0].is_relaxed


def test_what_is_published_changed_moved_or_withdrawn_shows(pages) -> None:
    before = state()
    published = make_practice(pages["cuisine"].structure, "Un vélo neuf")
    sync()
    assert slugs("q=vélo neuf")[0] == published.slug
    pages["velos-en-selle"].unpublish()
    pages["jardin"].move(pages["cuisine"].get_parent(), pos="last-child")
    kitchen = PracticePage.objects.get(pk=pages["cuisine"].pk)
    kitchen.title = "Zeste"
    kitchen.save_revision().publish()
    PageViewRestriction.objects.create(page=published, restriction_type="login")
    sync()
    check_agreement()
    assert slugs("tri=titre") == ["etuves", "jardin", "cuisine"]
    assert slugs("structure=le-champ&tri=titre") == ["etuves", "jardin", "cuisine"]
    PracticePage.objects.get(pk=kitchen.pk).delete()
    sync()
    assert slugs("tri=titre") == ["etuves", "jardin"]
    check_agreement()
    # The pages were written where they were, and nothing else.
    assert state().index == before.index


def test_so_does_another_name_of_a_theme_or_of_a_structure(pages, run_work) -> None:
    index = state().index
    theme = pages["jardin"].themes.get()
    theme.name, theme.slug = "Potager", "potager"
    theme.save()
    structure = pages["cuisine"].structure
    structure.title, structure.slug = "Zanzibar", "zanzibar"
    structure.save_revision().publish()
    run_work()
    sync()
    check_agreement()
    assert slugs("theme=potager&tri=titre") == ["etuves", "jardin"]
    assert slugs("q=potager&tri=titre") == ["etuves", "jardin"]
    assert slugs("structure=zanzibar&tri=titre") == ["cuisine", "etuves"]
    assert slugs("q=zanzibar&tri=titre") == ["cuisine", "etuves"]
    assert state().index == index


def test_nothing_but_the_worker_is_needed(pages, run_work) -> None:
    new = make_practice(title="Nouvelle")
    run_work()
    assert slugs()[0] == new.slug


def test_what_it_missed_is_written_when_it_returns(pages, caplog) -> None:
    now = 0.0
    follower = syncing._Follower(lambda: now)
    caplog.set_level(logging.INFO, logger="search")
    away = backends(["http://127.0.0.1:1"], "x_")
    with override_settings(WAGTAILSEARCH_BACKENDS=away):
        make_practice(title="Nouvelle")
        pages["jardin"].unpublish()
        for _second in range(90):
            follower.follow()
            now += 1
        page = PracticePage.objects.get(pk=pages["cuisine"].pk)
        page.title = "Zeste"
        page.save_revision().publish()
    for _second in range(10):
        follower.follow()
        now += 1
    assert slugs("tri=titre") == ["etuves", "nouvelle", "velos-en-selle", "cuisine"]
    check_agreement()
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_a_page_ends_when_its_time_has_come(pages) -> None:
    soon = timezone.now() + timedelta(hours=1)
    PracticePage.objects.filter(pk=pages["jardin"].pk).update(expire_at=soon)
    PracticePage.objects.get(pk=pages["jardin"].pk).save()
    sync()
    assert "jardin" in slugs()
    with time_machine.travel(soon - timedelta(seconds=1), tick=False):
        assert "jardin" in slugs()
    with time_machine.travel(soon, tick=False):
        assert "jardin" not in slugs()


def test_what_is_not_followed_is_not_answered(pages) -> None:
    make_practice(title="Nouvelle")
    # Not yet, for so long as following may take…
    assert "nouvelle" not in slugs()
    with (
        time_machine.travel(timezone.now() + timedelta(seconds=3)),
        pytest.raises(BehindError),
    ):
        slugs()
    sync()
    assert "nouvelle" in slugs()


def test_another_database_has_the_index_built_anew(pages) -> None:
    index = state().index
    IndexChange.objects.all().delete()
    with pytest.raises(BehindError):
        slugs()
    sync()
    assert state().index != index
    check_agreement()


def test_another_day_all_pages_are_compared(pages) -> None:
    index = state().index
    backend().es.delete(index=index, id=str(pages["jardin"].pk), refresh=True)
    assert "jardin" not in slugs()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sync()
        check_agreement()
        assert "jardin" in slugs()


def test_what_is_older_replaces_nothing(pages) -> None:
    page = PracticePage.objects.get(pk=pages["cuisine"].pk)
    mapping = backend().mapping_class
    old, before = documents_of_keys(mapping, [page.pk]), state()
    page.title = "Zeste"
    page.save_revision().publish()
    sync()
    write(backend().es, before.index, actions(old, (), before.position), refresh=True)
    write(backend().es, before.index, actions({}, [page.pk], before.position))
    assert slugs("q=zeste") == ["cuisine"]


def test_who_was_late_does_not_make_a_deleted_index_again(pages) -> None:
    old = state().index
    rebuild()
    with pytest.raises(BulkIndexError):
        write(backend().es, old, actions({}, [1], Position(10**9)))
    found = documents_of_keys(backend().mapping_class, [pages["jardin"].pk])
    with pytest.raises(BulkIndexError):
        write(backend().es, old, actions(found, (), Position(10**9)))
    assert indexes() == [state().index]


def test_it_is_built_anew_while_it_is_searched(pages) -> None:
    expected, wrong, asked = len(pages), [], 0
    is_over = threading.Event()
    es, name = backend().es, alias()

    def ask() -> None:
        nonlocal asked
        while not is_over.is_set():
            found = es.count(index=name, query={"term": {"lists": "catalogue"}})
            asked += 1
            if found["count"] != expected:
                wrong.append(found["count"])

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        for _time in range(3):
            rebuild()
    finally:
        is_over.set()
        thread.join()
    assert asked > 10
    assert not wrong
    assert indexes() == [state().index]


def test_the_library_s_command_fills_it_too(pages) -> None:
    old = state().index
    call_command("update_index", backend_name="elasticsearch", verbosity=0)
    assert state().index != old
    assert indexes() == [state().index]
    check_agreement()
    make_practice(title="Vélo de plus")
    sync()
    check_agreement()


def test_one_that_was_interrupted_leaves_the_old_one(pages, monkeypatch) -> None:
    old = state().index

    def fail(*arguments: object) -> None:
        raise RuntimeError("interrupted")

    monkeypatch.setattr(syncing, "documents_of_keys", fail)
    with pytest.raises(RuntimeError):
        rebuild()
    assert indexes() == [old]
    check_agreement()


def test_two_that_are_built_at_once_leave_one(pages) -> None:
    server = backend()
    index = server.get_index_for_model(PracticePage)
    one, other = server.rebuilder_class(index), server.rebuilder_class(index)
    one.start()
    other.start()
    one.finish()
    other.finish()
    assert indexes() == [other.index.name]


def test_nothing_is_written_when_nothing_has_changed(pages) -> None:
    bring_up_to_date()
    before = written()
    bring_up_to_date()
    assert written() == before > 0


def written() -> int:
    said = backend().es.indices.stats(index=alias(), metric="indexing")
    return int(said["_all"]["primaries"]["indexing"]["index_total"])
