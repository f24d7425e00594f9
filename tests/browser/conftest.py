"""A browser, and the demonstration site it reads."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.site import Site

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the machine's own Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "These tests need Chromium; bin/test leaves them out without one."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(
    demonstration: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Give the demonstration, served; tests only read it."""
    site = demonstration.copy_to(tmp_path_factory.mktemp("site") / "var").start()
    yield site
    site.stop()
    assert site.errors == "", site.errors


@pytest.fixture
def fresh_site(demonstration: Site, tmp_path: Path) -> Iterator[Site]:
    """Give a copy of the demonstration, which the test may change."""
    copy = demonstration.copy_to(tmp_path / "var").start()
    yield copy
    copy.stop()
    assert copy.errors == "", copy.errors


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts, one for each person, that know no cookie yet."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, *, dark: bool = False, **options) -> BrowserContext:
        contexts.append(
            browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if dark else "light",
                locale="fr-FR",
                **options,
            )
        )
        contexts[-1].set_default_timeout(15_000)
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(site: Site, new_context) -> Iterator[OpenPage]:
    """Open addresses of the site; fail on what the browser complained about.

    With `scripts=False` the page's own are not run.
    """
    complaints: list[str] = []

    def open_address(
        path: str, width: int = 1280, *, scripts: bool = True, **options
    ) -> Page:
        page = new_context(width, **options).new_page()
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{path}: {message.text}")
                if message.type == "error"
                else None
            ),
        )
        # Not the context's own switch: that one would silence axe as well.
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        page.goto(site.url + path)
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        return page

    yield open_address
    assert not complaints, "\n".join(complaints)
