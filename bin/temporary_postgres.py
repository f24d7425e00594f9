"""A PostgreSQL server of our own, for the time of a test run."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "portal"


def find_binaries() -> Path | None:
    """Return the folder of the newest server's programs, if there is one."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    if found:
        return found[-1].parent
    in_path = shutil.which("initdb")
    return Path(in_path).resolve().parent if in_path else None


def why_not() -> str:
    """Return why a server cannot be started here, or nothing."""
    if find_binaries() is None:
        return "no PostgreSQL server programs on this machine"
    if os.getuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL refuses to run as root, and there is no runuser"
    return ""


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Start a server on a free port and a folder of its own; give its address."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError(why_not())
    # Under /tmp: the server's own user must be able to enter it.
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    data = folder / "data"
    password = secrets.token_urlsafe(24)
    (folder / "password").write_text(password)
    as_server: list[str] = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "password", "postgres")
        as_server = ["runuser", "-u", "postgres", "--"]

    def run(*command: str | Path) -> str:
        return subprocess.run(
            [*as_server, *map(str, command)],
            cwd=folder,
            check=True,
            text=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        ).stdout

    try:
        run(
            *(binaries / "initdb", "--pgdata", data, "--username", USER),
            *("--pwfile", folder / "password", "--auth", "scram-sha-256"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        )
        port = _free_port()
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} "
            f"-c unix_socket_directories={folder} -c fsync=off "
            "-c full_page_writes=off -c synchronous_commit=off -c max_connections=60 "
            # Tests undo what they do: at the wrong moment, housekeeping would take
            # down that full tables are empty, and statements would crawl.
            "-c autovacuum=off"
        )
        run(
            *(binaries / "pg_ctl", "start", "--wait", "--pgdata", data),
            *("--log", folder / "log", "--options", options),
        )
        _check_it_is_ours(binaries, port, password, data)
        yield f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            run(
                *(binaries / "pg_ctl", "stop", "--wait", "--mode", "immediate"),
                *("--pgdata", data),
            )
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _check_it_is_ours(binaries: Path, port: int, password: str, data: Path) -> None:
    """Refuse to go on with a server that someone else started."""
    psql = shutil.which("psql") or str(binaries / "psql")
    answer = subprocess.run(
        [
            *(psql, "--no-psqlrc", "--tuples-only", "--no-align"),
            *("--host", "127.0.0.1", "--port", str(port)),
            *("--username", USER, "--dbname", "postgres"),
            *("--command", "SHOW data_directory"),
        ],
        env={**os.environ, "PGPASSWORD": password},
        check=True,
        text=True,
        capture_output=True,
    ).stdout.strip()
    if answer != str(data):
        raise RuntimeError(f"The server on port {port} is not ours: {answer}")
