"""The worker does what is due, and nothing that fails keeps it from the rest."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.conf import settings as django_settings
from django.utils import timezone

from wagtail.models import Page, Revision

import pytest
import time_machine

from portal.core import due
from portal.core.due import register_due, run_due
from portal.home.models import StandardPage


@pytest.fixture
def registry(monkeypatch):
    """An empty registry for the time of a test."""
    empty: dict = {}
    monkeypatch.setattr(due, "_REGISTRY", empty)
    return empty


def test_each_is_run_when_its_time_has_come(registry):
    calls = []
    register_due(lambda: calls.append("often"), every=timedelta(minutes=1))

    def seldom():
        calls.append("seldom")

    register_due(seldom, every=timedelta(hours=1))
    last_runs: dict = {}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        run_due(last_runs)
        run_due(last_runs)
        assert calls == ["often", "seldom"]
        clock.shift(timedelta(minutes=1))
        run_due(last_runs)
        assert calls == ["often", "seldom", "often"]
        clock.shift(timedelta(hours=1))
        run_due(last_runs)
        assert calls[3:] == ["often", "seldom"]


def test_one_that_fails_does_not_stop_the_others(registry, caplog):
    calls = []

    def broken():
        raise ValueError

    register_due(broken)
    register_due(lambda: calls.append("other"))
    run_due({})
    assert calls == ["other"]
    assert "broken" in caplog.text


@pytest.fixture
def parent(db):
    """A page that others can stand under."""
    return Page.objects.get(depth=1).add_child(
        instance=Page(title="Racine", slug="racine-du-test")
    )


def scheduled(parent, title, *, go_live_at):
    page = StandardPage(
        title=title, slug=title.lower(), live=False, go_live_at=go_live_at
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_page_is_published_then_withdrawn_on_time(parent, run_work):
    now = timezone.now()
    page = scheduled(parent, "Annonce", go_live_at=now + timedelta(hours=1))
    page.expire_at = now + timedelta(hours=3)
    page.save_revision().publish()

    def is_live():
        run_work()
        page.refresh_from_db()
        return page.live

    with time_machine.travel(now, tick=False) as clock:
        assert not is_live()
        clock.shift(timedelta(hours=2))
        assert is_live()
        clock.shift(timedelta(hours=2))
        assert not is_live()
    assert page.expired


def test_page_that_cannot_be_published_keeps_no_other_waiting(
    parent, run_work, monkeypatch, caplog
):
    soon = timezone.now() + timedelta(hours=1)
    bad = scheduled(parent, "Mauvaise", go_live_at=soon)
    good = scheduled(parent, "Bonne", go_live_at=soon + timedelta(minutes=1))
    publish = Revision.publish

    def refuse(self, *args, **kwargs):
        if self.object_id == str(bad.pk):
            raise ValueError("not ready")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", refuse)
    with time_machine.travel(soon + timedelta(hours=1)):
        run_work()
    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.live
    assert not bad.live
    assert "could not be published" in caplog.text


def test_worker_stops_when_asked_to(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        # No table at all: the worker says so and stays.
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path),
    }
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work", "--interval", "60"],
        cwd=Path(django_settings.BASE_DIR),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert worker.stdout.readline() == "The worker is ready.\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.communicate(timeout=30)[0] == "The worker has stopped.\n"
        assert worker.returncode == 0
    finally:
        worker.kill()
