"""The worker: what is due, and the durable queue."""

import logging
import os
import signal
import socket
import threading
from argparse import ArgumentParser
from datetime import datetime
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string

from portal.core.due import run_due
from portal.core.tasks import run_durable

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run what is due and what was queued; run it as a service in production."""

    help = "Run what is due (scheduled publication, erasures) and what was queued."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--once", action="store_true", help="Do what there is to do, then stop."
        )
        parser.add_argument(
            "--interval", type=float, default=1.0, help="Seconds between two looks."
        )

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        """Work once, or until asked to stop."""
        worker_id = f"{socket.gethostname()[:32]}:{os.getpid()}:{get_random_string(8)}"
        if once:
            due, tasks = run_due({}), run_durable(worker_id)
            self.stdout.write(f"{due} due, {tasks} from the queue.")
            return
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        self.stdout.write("The worker is ready.")
        self.stdout.flush()
        self._work_until(stop, worker_id, interval)
        self.stdout.write("The worker has stopped.")

    def _work_until(
        self, stop: threading.Event, worker_id: str, interval: float
    ) -> None:
        last_runs: dict[str, datetime] = {}
        is_away = False
        while not stop.is_set():
            close_old_connections()
            try:
                run_due(last_runs)
                run_durable(worker_id, should_stop=stop.is_set)
            except DatabaseError:
                # Said once: the database may be away for hours.
                if not is_away:
                    logger.exception("The database does not answer; still trying.")
                is_away = True
                connections.close_all()
            else:
                is_away = False
            stop.wait(interval)
