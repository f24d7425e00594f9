"""The English catalogue, compiled without the gettext programs.

Strings stand in the code in French. People edit `locale/en/LC_MESSAGES/django.po`;
what Django reads is compiled from it under `var/`.
"""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

import polib

CATALOGUE = Path("en") / "LC_MESSAGES" / "django.po"


def source_catalogue() -> Path:
    """Return the catalogue that people edit."""
    return Path(settings.BASE_DIR) / "locale" / CATALOGUE


def compiled_catalogue() -> Path:
    """Return the catalogue that Django reads."""
    return Path(settings.LOCALE_PATHS[0]) / CATALOGUE.with_suffix(".mo")


def compile_catalogue() -> Path:
    """Write the compiled catalogue, whole or not at all, and return its path."""
    target = compiled_catalogue()
    target.parent.mkdir(parents=True, exist_ok=True)
    compiled = polib.pofile(str(source_catalogue())).to_binary()
    if target.exists() and target.read_bytes() == compiled:
        return target
    with NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(compiled)
    Path(file.name).chmod(0o644)
    os.replace(file.name, target)
    return target
