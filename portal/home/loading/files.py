"""Where the demonstration's files are and how they are read."""

import csv
import tomllib
from pathlib import Path
from typing import Any

DEMO = Path(__file__).resolve().parents[1] / "demo"


def read(name: str) -> dict[str, Any]:
    """Return what a TOML file says."""
    with (DEMO / name).open("rb") as file:
        return tomllib.load(file)


def read_folder(name: str) -> list[dict[str, Any]]:
    """Return what each TOML file of a folder says, in the order of their names."""
    paths = sorted((DEMO / name).glob("*.toml"))
    return [read(f"{name}/{path.name}") for path in paths]


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
