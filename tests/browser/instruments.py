"""Instruments that look at a page: axe, the scales, the validator."""

import json
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.measures import Weight
from tests.browser.site import BASE_DIR

AXE = BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    *("best-practice", "RGAAv4"),
]
# The rules that see colours: the others read nothing that a colour scheme changes.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def find_violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe objects to, with the elements it objects to.

    All its rules of `AXE_TAGS` are asked, or those named alone.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    only = {"type": "rule", "values": rules} if rules else AXE_TAGS
    result = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})",
        only,
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def weigh(browser: Browser, url: str) -> Weight:
    """Return what a first visit takes, scrolled to the end, at 1920 × 1080."""
    weight = Weight()
    origin = "/".join(url.split("/")[:3]) + "/"
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}

    def note_response(event: dict) -> None:
        address = event["response"]["url"]
        if address.startswith("data:"):
            return
        kinds[event["requestId"]] = event["type"]
        weight.requests[event["type"]] += 1
        weight.fonts += event["type"] == "Font"
        if not address.startswith(origin):
            weight.elsewhere.append(address)

    def note_bytes(event: dict) -> None:
        kind = kinds.get(event["requestId"], "Other")
        weight.kilobytes[kind] += event["encodedDataLength"] / 1000

    session.on("Network.responseReceived", note_response)
    session.on("Network.loadingFinished", note_bytes)
    session.send("Network.enable")
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("End")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_load_state("networkidle")
    weight.dom = page.evaluate(
        "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"
    )
    weight.cookies = len(context.cookies())
    context.close()
    return weight


def find_html_errors(folder: Path) -> dict[str, list[str]]:
    """Return what the validator says of the .html files of a folder, by file name."""
    jar = next((BASE_DIR / "node_modules" / "vnu-jar").rglob("vnu.jar"))
    answer = subprocess.run(
        [
            *("java", "-jar", str(jar), "--format", "json", "--errors-only"),
            *("--exit-zero-always", *map(str, sorted(folder.glob("*.html")))),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, list[str]] = {}
    for message in json.loads(answer.stderr)["messages"]:
        name = Path(message["url"]).name
        where = f"line {message.get('lastLine', '?')}"
        extract = message.get("extract", "").strip()
        found.setdefault(name, []).append(f"{where}: {message['message']} {extract}")
    return found
