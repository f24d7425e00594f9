"""Catch what is undefined in templates of ours.

Django says so, at level DEBUG, in the logger `django.template`, naming the outermost
template only. The frames that lead to the message tell the rest: which file was being
rendered, and whether the template asked « is there one? » or took it for granted.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.conf import settings

# What may be asked about something that is not there.
ASKING_FILTERS = {"default", "default_if_none"}
# Tags that would show nothing, without a word, for a mistyped name.
TAKING_FOR_GRANTED = {"ForNode"}


class _Recorder(logging.Handler):
    def __init__(self, undefined: list[str]) -> None:
        super().__init__(level=logging.DEBUG)
        self.undefined = undefined

    def emit(self, record: logging.LogRecord) -> None:
        frame = _find(sys._getframe(), "_resolve_lookup")
        if frame is None or _is_only_asked(frame):
            return
        origin = frame.f_locals["context"].render_context.template.origin.name
        templates = Path(settings.BASE_DIR) / "templates"
        if Path(origin).is_relative_to(templates):
            variable = frame.f_locals["self"].var
            self.undefined.append(f"{Path(origin).relative_to(templates)}: {variable}")


def _find(frame: FrameType | None, name: str) -> FrameType | None:
    while frame is not None and frame.f_code.co_name != name:
        frame = frame.f_back
    return frame


def _is_only_asked(lookup: FrameType) -> bool:
    resolve = lookup.f_back.f_back if lookup.f_back else None
    if resolve is None or "ignore_failures" not in resolve.f_locals:
        return False
    expression = resolve.f_locals["self"]
    if any(func.__name__ in ASKING_FILTERS for func, _args in expression.filters):
        return True
    asker = resolve.f_back.f_locals.get("self") if resolve.f_back else None
    return bool(
        resolve.f_locals["ignore_failures"]
        and type(asker).__name__ not in TAKING_FOR_GRANTED
    )


@contextmanager
def watch_undefined_variables() -> Iterator[list[str]]:
    """Give the list that names what was undefined while the block ran."""
    logger = logging.getLogger("django.template")
    undefined: list[str] = []
    recorder = _Recorder(undefined)
    old_level, old_propagate = logger.level, logger.propagate
    logger.addHandler(recorder)
    logger.setLevel(logging.DEBUG)
    # Django's own templates say much at this level: nobody wants to read it.
    logger.propagate = False
    try:
        yield undefined
    finally:
        logger.removeHandler(recorder)
        logger.setLevel(old_level)
        logger.propagate = old_propagate
