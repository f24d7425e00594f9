"""The portal as people run it: `bin/demo` in a folder and on a port of a test's own."""

import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.harness.databases import copy_sqlite

BASE_DIR = Path(__file__).resolve().parents[2]
READY = "Stop with Ctrl-C."
LOADING = "Demonstration network"
# As bin/test names it.
MIGRATED = "migrated.sqlite3"


class Site:
    """A running demonstration."""

    def __init__(self, var_dir: Path) -> None:
        """Choose a port; nothing runs yet."""
        self.var_dir = var_dir
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[str] | None = None
        self.lines: list[str] = []
        self.reader = threading.Thread()

    def start(self) -> "Site":
        """Load, serve, and return when it answers."""
        for line in self._run():
            self.lines.append(line.rstrip("\n"))
            if READY in line:
                self.reader = threading.Thread(target=self._read_on, daemon=True)
                self.reader.start()
                return self
        raise RuntimeError("bin/demo stopped:\n" + "\n".join(self.lines[-40:]))

    def start_and_kill(self) -> list[str]:
        """Kill it in the midst of loading; return what it said of that."""
        lines = self._run()
        for line in lines:
            if LOADING in line:
                break
        # A few lines of its progress are enough.
        said = [next(lines).rstrip("\n") for _number in range(3)]
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        return said

    def _run(self) -> Iterator[str]:
        unwanted = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        environment = {k: v for k, v in os.environ.items() if k not in unwanted}
        self.process = subprocess.Popen(
            [sys.executable, "bin/demo"],
            cwd=BASE_DIR,
            env={**environment, "VAR_DIR": str(self.var_dir), "PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return iter(self.process.stdout)

    def _read_on(self) -> None:
        # A full pipe would block the server.
        for line in self.process.stdout or ():
            self.lines.append(line.rstrip("\n"))

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def copy_to(self, var_dir: Path) -> "Site":
        """Return a site of the same content that tests may change."""
        shutil.copytree(
            self.var_dir,
            var_dir,
            ignore=shutil.ignore_patterns("*.sqlite3*", "*.log", "*.lock"),
        )
        _copy_database(self.var_dir / "demo.sqlite3", var_dir / "demo.sqlite3")
        return Site(var_dir)

    @property
    def errors(self) -> str:
        """What the programs said of errors of theirs, if anything."""
        text = "\n".join(self.lines)
        start = text.find("Traceback (most recent call last)")
        return text[max(0, start - 300) :] if start >= 0 else ""

    @property
    def accounts(self) -> dict[str, tuple[str, str]]:
        """Login and password by role, as printed to whoever runs the demonstration."""
        rows = (self.var_dir / "demo-accounts.tsv").read_text().splitlines()
        return {
            role: (login, password)
            for role, login, password in (row.split("\t")[:3] for row in rows)
        }


def load_once(folder: Path) -> Site:
    """Return the demonstration kept in a folder, loaded and stopped.

    The first of the processes that ask loads it, in two goes: the first is killed.
    """
    site = Site(folder / "var")
    loaded = folder / "said-before-it-was-killed.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not loaded.exists():
            # By `bin/test`, which ran the same migrations in the same way.
            if (folder / MIGRATED).exists():
                site.var_dir.mkdir(exist_ok=True)
                _copy_database(folder / MIGRATED, site.var_dir / "demo.sqlite3")
            said = site.start_and_kill()
            site.start().stop()
            assert site.errors == "", site.errors
            (folder / "said-then.txt").write_text("\n".join(site.lines))
            (folder / "port.txt").write_text(str(site.port))
            loaded.write_text("\n".join(said))
    # The database holds the address.
    site.port = int((folder / "port.txt").read_text())
    return site


def _copy_database(source: Path, target: Path) -> None:
    # What its journal still holds comes along.
    with closing(sqlite3.connect(target)) as opened:
        copy_sqlite(source, opened)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
