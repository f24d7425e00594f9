"""Find the strings of the interface and bring the English catalogue in line.

For developers: Babel is installed with the requirements of the tests.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import templatize

import polib
from babel.messages.extract import extract

from portal.core.translations import source_catalogue

PACKAGES = ("portal", "practices", "events", "search")
# What holds the context is marked "c"; the numbers are places of arguments.
KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\([^)]+\)[a-z]|%[a-z]|\{[a-z_0-9.]*\}")

Key = tuple[str | None, str]


@dataclass
class Message:
    """A string of the interface and where it stands."""

    msgid: str
    plural: str = ""
    context: str | None = None
    places: list[str] = field(default_factory=list)


def find_messages() -> dict[Key, Message]:
    """Return every string of ours, by context and msgid."""
    found: dict[Key, Message] = {}
    base = Path(settings.BASE_DIR)
    for path in _source_files(base):
        place = path.relative_to(base).as_posix()
        for message in messages_in(path):
            known = found.setdefault((message.context, message.msgid), message)
            known.plural = known.plural or message.plural
            if place not in known.places:
                known.places.append(place)
    return found


def messages_in(path: Path) -> Iterator[Message]:
    """Return the strings of a Python file or of a template."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
        # To a reader of Python the indentation of a template makes no sense.
        text = "\n".join(line.strip() for line in text.splitlines())
    code = BytesIO(text.encode("utf-8"))
    for _line, words, _comments, context in extract("python", code, KEYWORDS):
        msgid, plural = (words, "") if isinstance(words, str) else (*words, "")[:2]
        if msgid:
            yield Message(msgid, plural, context)


def update_catalogue() -> tuple[int, int]:
    """Keep the translations of what stays; return what was added and removed."""
    path = source_catalogue()
    known = read_catalogue(path)
    found = find_messages()
    catalogue = polib.POFile(wrapwidth=88)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for key in sorted(found, key=lambda key: (found[key].places[0], key[1], str(key))):
        message = found[key]
        entry = known.get(key) or polib.POEntry(
            msgid=message.msgid, msgctxt=message.context
        )
        entry.occurrences = [(place, "") for place in message.places]
        entry.obsolete = False
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = {
                index: entry.msgstr_plural.get(index, "") for index in (0, 1)
            }
        catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return len(found.keys() - known.keys()), len(known.keys() - found.keys())


def find_problems() -> list[str]:
    """Return what keeps the English interface from being whole, in sentences."""
    known = read_catalogue(source_catalogue())
    found = find_messages()
    problems = []
    for key, message in found.items():
        problem = (
            _problem_of(message, known[key])
            if key in known
            else "is not in the catalogue (run manage.py update_catalogue)"
        )
        if problem:
            problems.append(f"« {message.msgid[:60]} » {problem}, {message.places[0]}")
    for _context, msgid in known.keys() - found.keys():
        problems.append(f"« {msgid[:60]} » is no longer in the code")
    return problems


def read_catalogue(path: Path) -> dict[Key, polib.POEntry]:
    """Return the entries of a catalogue that may not exist yet."""
    if not path.exists():
        return {}
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))}


def _source_files(base: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((base / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for folder in (base / "templates", *(base / package for package in PACKAGES)):
        for suffix in ("*.html", "*.txt"):
            for path in sorted(folder.rglob(suffix)):
                if folder.name == "templates" or "templates" in path.parts:
                    yield path


def _problem_of(message: Message, entry: polib.POEntry) -> str:
    if message.plural:
        pairs = [
            (message.msgid, entry.msgstr_plural.get(0, "")),
            (message.plural, entry.msgstr_plural.get(1, "")),
        ]
    else:
        pairs = [(message.msgid, entry.msgstr)]
    if not all(english.strip() for _french, english in pairs):
        return "has no English"
    if "fuzzy" in entry.flags:
        return "is marked fuzzy"
    for french, english in pairs:
        if _placeholders(french) != _placeholders(english) and not (
            # « Une pratique » may well be « {n} practice ».
            message.plural
            and set(_placeholders(english)) <= set(_placeholders(message.plural))
            and french == message.msgid
        ):
            return "has other placeholders in English"
    return ""


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text.replace("%%", "")))
