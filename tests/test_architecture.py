"""Conventions that a tool or a look at the tree can check."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

import pytest

pytestmark = pytest.mark.one_database

BASE_DIR = Path(settings.BASE_DIR)
PACKAGES = ("portal", "practices", "events", "search")
DRAWERS = {"utils.py", "helpers.py", "services.py", "misc.py", "common.py"}
OURS = [
    path
    for package in PACKAGES
    for path in sorted((BASE_DIR / package).rglob("*.py"))
    if "migrations" not in path.parts
]


def test_imports_point_down():
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.django_db
def test_models_have_their_migrations():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_environment_is_read_in_one_place():
    pattern = re.compile(r"os\.environ(?!\.setdefault)|os\.getenv|\benv\.(?:str|bool)")
    readers = {
        path.relative_to(BASE_DIR).as_posix()
        for path in OURS
        if pattern.search(path.read_text())
    }
    assert readers == {"portal/settings/base.py"}


def test_there_is_no_drawer_for_what_has_no_place():
    assert [str(path) for path in OURS if path.name in DRAWERS] == []


# One subject each, told in many fields; nothing may join them.
LONG = {
    "practices/models/practice.py",
    "practices/readiness.py",
}


def test_files_have_one_subject():
    long = {
        path.relative_to(BASE_DIR).as_posix()
        for path in OURS
        if len(path.read_text().splitlines()) > 300
    }
    assert long <= LONG


def test_public_classes_and_modules_say_why():
    missing = []
    for path in OURS:
        tree = ast.parse(path.read_text())
        place = path.relative_to(BASE_DIR).as_posix()
        if tree.body and not ast.get_docstring(tree):
            missing.append(place)
        missing += [
            f"{place}: {node.name}"
            for node in tree.body
            if isinstance(node, ast.ClassDef | ast.FunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert missing == []


def pins(name):
    lines = (BASE_DIR / "requirements" / f"{name}.txt").read_text().splitlines()
    return dict(
        re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==(\S+)", "\n".join(lines), re.M)
    )


def test_what_is_tested_is_what_is_installed():
    tested = pins("test")
    assert {name: tested.get(name) for name in pins("base")} == pins("base")


@pytest.mark.parametrize("name", ["base", "test"])
def test_locks_hold_hashes_and_name_no_host(name):
    text = (BASE_DIR / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pins(name))


def test_node_lock_names_no_host():
    lock = json.loads((BASE_DIR / "package-lock.json").read_text())
    modules = [module for name, module in lock["packages"].items() if name]
    assert all(module.get("integrity") for module in modules)
    assert not any("resolved" in module for module in modules)
