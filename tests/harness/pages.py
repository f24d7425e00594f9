"""What must hold of the page tree, whatever a test did to it."""

from collections import Counter

from wagtail.models import Page

from tests.harness.client import StrictClient


def find_tree_problems() -> list[str]:
    """Return what `Page.find_problems()` would, in one query: it runs after each test."""
    step = Page.steplen
    rows = list(Page.objects.order_by("path").values_list("path", "depth", "numchild"))
    paths = {path for path, _depth, _numchild in rows}
    children = Counter(path[:-step] for path in paths)
    problems = []
    for path, depth, numchild in rows:
        if len(path) % step or len(path) // step != depth:
            problems.append(f"{path}: depth {depth}")
        if depth > 1 and path[:-step] not in paths:
            problems.append(f"{path}: orphan")
        if children[path] != numchild:
            problems.append(f"{path}: numchild {numchild}, {children[path]} there")
    return problems


def find_unreachable_pages() -> list[str]:
    """Return the live public pages whose own address does not answer 200."""
    client = StrictClient()
    broken = []
    for page in Page.objects.live().public().filter(depth__gt=1).specific():
        url = page.url
        status = client.get(url).status_code if url else None
        if status != 200:
            broken.append(f"{url} ({page!r}): {status}")
    return broken
