"""Durable work: rows of the queue « durable », run one by one by `manage.py work`.

A task of that queue is enqueued in the transaction of the act that asks for it,
so that it exists if and only if the act does. The stock worker knows neither
retries nor workers that died; this one does.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import cast

from django.db import OperationalError
from django.utils import timezone

from django_tasks.base import Task, TaskContext, TaskResult, TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

logger = logging.getLogger(__name__)

DURABLE = "durable"
# About three days in all: a mail server may be away for a weekend.
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
# A task that has run for so long belongs to a worker that died.
INTERRUPTED_AFTER = timedelta(minutes=15)
KEPT_FOR = timedelta(days=14)
NO_RETURN = {"point_of_no_return": True}


class TryAgainError(Exception):
    """Raised by a task that failed and may succeed later."""


class InterruptedTaskError(Exception):
    """Its worker died while the task could no longer be run twice."""


def pass_point_of_no_return(context: TaskContext) -> None:
    """Say that what follows must not happen twice, even if the worker dies in it."""
    row = getattr(context.task_result, "db_result", None)
    if row is not None:
        DBTaskResult.objects.filter(pk=row.pk).update(return_value=NO_RETURN)


def run_durable(
    worker_id: str, *, should_stop: Callable[[], bool] = lambda: False
) -> int:
    """Run every durable task whose time has come; return how many were run."""
    done = 0
    while not should_stop():
        row = _claim_next(worker_id)
        if row is None:
            break
        _run(row)
        done += 1
    return done


def recover_interrupted() -> None:
    """Give back to the queue what a worker that died had begun."""
    rows = DBTaskResult.objects.running().filter(
        backend_name=DURABLE, started_at__lt=timezone.now() - INTERRUPTED_AFTER
    )
    for row in rows:
        if row.return_value == NO_RETURN:
            row.set_failed(InterruptedTaskError(str(row.pk)))
            logger.error("Interrupted, may or may not be done: %s", _describe(row))
        else:
            row.status = TaskResultStatus.READY
            row.save(update_fields=["status"])


def forget_finished() -> None:
    """Delete the rows of finished tasks: they hold what people wrote."""
    DBTaskResult.objects.finished().filter(
        backend_name=DURABLE, finished_at__lt=timezone.now() - KEPT_FOR
    ).delete()


def _claim_next(worker_id: str) -> DBTaskResult | None:
    ready = DBTaskResult.objects.ready().filter(backend_name=DURABLE)
    # Looked at first without a lock: an idle worker must not hold up writers.
    if not ready.exists():
        return None
    try:
        with exclusive_transaction(ready.db):
            row = ready.get_locked()
            if row is not None:
                row.claim(worker_id)
            return row
    except OperationalError as error:
        if is_locked_database_exception(error):
            return None
        raise


def _run(row: DBTaskResult) -> None:
    try:
        result = row.task_result
        task = cast("Task", result.task)
        context = TaskContext(task_result=cast("TaskResult", result))
        first = (context,) if task.takes_context else ()
        value = task.call(*first, *result.args, **result.kwargs)
    except TryAgainError as error:
        _put_back(row, error)
    except Exception as error:
        row.set_failed(error)
        logger.exception("A durable task failed for good: %s", _describe(row))
    else:
        row.set_successful(value)


def _put_back(row: DBTaskResult, error: TryAgainError) -> None:
    attempts = len(row.worker_ids)
    if attempts > len(DELAYS):
        row.set_failed(error)
        logger.error("Given up after %d attempts: %s", attempts, _describe(row))
        return
    delay = DELAYS[attempts - 1]
    row.status = TaskResultStatus.READY
    row.run_after = timezone.now() + delay
    row.return_value = None
    row.save(update_fields=["status", "run_after", "return_value"])
    logger.warning("Will be tried again in %s: %s (%s)", delay, _describe(row), error)


def _describe(row: DBTaskResult) -> str:
    # Not the arguments: they are what people wrote, and logs outlive them.
    return f"{row.task_path} {row.pk}"
