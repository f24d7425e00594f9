"""What is due from time to time: apps register it, `manage.py work` runs it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """A function without arguments, safe to run twice, and how often to run it."""

    run: Callable[[], object]
    every: timedelta


_REGISTRY: dict[str, Due] = {}


def register_due(
    run: Callable[[], object], *, every: timedelta = timedelta(minutes=1)
) -> None:
    """Have `run` called by the worker; to be called from `AppConfig.ready`."""
    _REGISTRY[f"{run.__module__}.{run.__qualname__}"] = Due(run, every)


def run_due(last_runs: dict[str, datetime]) -> int:
    """Run what is due since `last_runs`, which is brought up to date.

    One that fails is logged and does not keep the others from running.
    """
    done = 0
    for name, due in list(_REGISTRY.items()):
        now = timezone.now()
        if name in last_runs and now < last_runs[name] + due.every:
            continue
        last_runs[name] = now
        try:
            due.run()
        except Exception:
            logger.exception("What was due failed and will be tried again: %s", name)
        done += 1
    return done
