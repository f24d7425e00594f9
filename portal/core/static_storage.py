"""Static files in production: hashed, compressed, the style sheets joined into one."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile

from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = "css/main.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CHARSET = re.compile(r'@charset\s+"[^"]*"\s*;', re.IGNORECASE)
IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<name>[^"')\s;]+)["']?(?:\s*\))?"""
    r"""(?:\s+layer\(\s*(?P<layer>[\w.-]+)\s*\))?(?P<media>[^;]*);""",
    re.IGNORECASE,
)
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<target>[^"')]+)(?P=quote)\s*\)""")
ABSOLUTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/|#)", re.IGNORECASE)

Paths = dict[str, tuple[Any, str]]


def join_style_sheet(name: str, paths: Paths) -> str:
    """Return the style sheet `name` with what it imports written in its place.

    `@import "x.css" layer(y);` becomes `@layer y { … }`, and the addresses in x.css
    are rewritten so that they mean the same when read from `name`.
    """
    folder = posixpath.dirname(name)

    def insert(match: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(folder, match["name"]))
        text = _read(imported, paths, wanted_by=name)
        if IMPORT.search(text):
            raise ImproperlyConfigured(
                f"{imported} imports another style sheet: only {name} may."
            )
        text = _move(text, posixpath.dirname(imported), folder).strip()
        if match["layer"]:
            text = f"@layer {match['layer']} {{\n{text}\n}}"
        if media := match["media"].strip():
            text = f"@media {media} {{\n{text}\n}}"
        return text

    return IMPORT.sub(insert, _read(name, paths, wanted_by="collectstatic"))


def _read(name: str, paths: Paths, *, wanted_by: str) -> str:
    if name not in paths:
        raise ImproperlyConfigured(f"{name} is missing; {wanted_by} wants it.")
    storage, path = paths[name]
    with storage.open(path) as file:
        text = file.read().decode("utf-8")
    # Without comments no import hides in one, and the joined file is light.
    return CHARSET.sub("", COMMENT.sub("", text))


def _move(text: str, old_folder: str, new_folder: str) -> str:
    def rewrite(match: re.Match[str]) -> str:
        target = match["target"].strip()
        if ABSOLUTE.match(target):
            return match[0]
        moved = posixpath.relpath(posixpath.join(old_folder, target), new_folder or ".")
        return f'url("{moved}")'

    return URL.sub(rewrite, text)


class JoinedManifestStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Join the style sheets, then hash and compress as WhiteNoise does.

    In development browsers follow the imports by themselves.
    """

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        """Replace `css/main.css` by its joined form before the rest is done."""
        if not dry_run and JOINED in paths:
            joined = join_style_sheet(JOINED, paths)
            if self.exists(JOINED):
                self.delete(JOINED)
            self._save(JOINED, ContentFile(joined.encode("utf-8")))
            paths = {**paths, JOINED: (self, JOINED)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
