"""The harness: what every test is held to, without asking for it."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.signals import setting_changed
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import trans_real

from wagtail.models import Page

import pytest
from pytest_django.plugin import blocking_manager_key

from portal.core.translations import compile_catalogue, source_catalogue
from tests.browser.site import Site, load_once
from tests.factories import make_tree
from tests.harness.client import StrictClient
from tests.harness.databases import start_from_migrated
from tests.harness.pages import find_tree_problems, find_unreachable_pages
from tests.harness.templates import watch_undefined_variables

# Playwright's synchronous interface runs an event loop in the main thread, and
# Django then refuses the database to it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Models and templates stay, and a test makes objects by the hundred thousand: looking
# for cycles among them as often as a server does took a quarter of a run.
gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out what is about the other database; keep the rows migrations made."""
    is_sqlite = connection.vendor == "sqlite"
    foreign = ["postgresql_only"] if is_sqlite else ["sqlite_only", "one_database"]
    left_out = [item for item in items if any(map(item.get_closest_marker, foreign))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    # All that is imported by now is there to stay.
    gc.freeze()
    for item in items:
        if _commits(item):
            marker = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(marker, append=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests measured, for whoever reads the run's record."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "figure" and report.when == "call":
                    terminalreporter.write_line(f"  {value}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Iterator[None]:
    """Put back the rows of migrations: a test that commits ends by emptying tables.

    After the last test the database itself is gone.
    """
    result = yield
    if _commits(item) and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(
                connection._test_serialized_contents
            )
    return result


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def migrated_copy(django_db_blocker) -> ExitStack:
    """Begin the test database as a copy, where `bin/test` has migrated one."""
    with django_db_blocker.unblock():
        return start_from_migrated(connection)


@pytest.fixture(scope="session")
def django_db_setup(migrated_copy: ExitStack, django_db_setup: None) -> None:
    """Make the test database: the library's fixture, from that copy."""
    migrated_copy.close()


@pytest.fixture(scope="session", autouse=True)
def folders_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Uploads and compiled catalogues go to folders of this session."""
    var = tmp_path_factory.mktemp("var")
    changed = {"MEDIA_ROOT": var / "media", "LOCALE_PATHS": [var / "locale"]}
    old = {name: getattr(django_settings, name) for name in changed}
    _change_settings(changed)
    if source_catalogue().exists():
        compile_catalogue()
    trans_real._translations = {}
    yield var
    _change_settings(old)


def _change_settings(values: dict) -> None:
    for name, value in values.items():
        setattr(django_settings, name, value)
        setting_changed.send(sender=None, setting=name, value=value, enter=True)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the demonstration as `bin/demo` loads it, stopped: for copies of it.

    It is loaded once for all processes, and for all suites that `bin/test` runs.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    return load_once(Path(os.environ.get("DEMONSTRATION") or folder))


@pytest.fixture(scope="module")
def tree_of_the_module(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Make the site's tree once for a module: it is a third of most tests.

    Nothing is committed, so that no test of such a module can be transactional.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        make_tree()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def french_first() -> Iterator[None]:
    """Start in French: a request to /en/ leaves its language active in the thread."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def defined_variables() -> Iterator[None]:
    """Fail when a template of ours prints, loops over or passes on what is undefined."""
    with watch_undefined_variables() as undefined:
        yield
    if undefined:
        pytest.fail("Undefined in our templates:\n" + "\n".join(sorted(set(undefined))))


@pytest.fixture(autouse=True)
def sound_page_tree(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail when a test that uses the database leaves a broken page tree."""
    if not _uses_database(request):
        yield
        return
    # Set up before this fixture, so taken down after it.
    request.getfixturevalue("_django_db_helper")
    yield
    if connection.in_atomic_block and connection.needs_rollback:
        return
    problems = find_tree_problems()
    if problems:
        pytest.fail("The page tree is broken:\n" + "\n".join(problems))


def _uses_database(request: pytest.FixtureRequest) -> bool:
    names = {"db", "transactional_db", "live_server"}
    return bool(names & set(request.fixturenames)) or bool(
        request.node.get_closest_marker("django_db")
    )


@pytest.fixture
def whole_site(db: None) -> Iterator[None]:
    """Fail when a live page's address does not answer 200 after the test."""
    yield
    broken = find_unreachable_pages()
    assert not broken, "Live pages that do not answer:\n" + "\n".join(broken)
    assert not any(Page.find_problems())


@pytest.fixture
def client() -> StrictClient:
    """A visitor who looks at what they are given."""
    return StrictClient()


@pytest.fixture
def admin_client(admin_user: object) -> StrictClient:
    """An administrator who looks at what they are given."""
    client = StrictClient()
    client.force_login(admin_user)
    return client


@pytest.fixture
def run_work(db: None) -> Callable[[], None]:
    """Do what the worker would do now: `run_work()`."""

    def run() -> None:
        call_command("work", "--once", stdout=StringIO())

    return run
