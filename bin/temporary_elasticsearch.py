"""An Elasticsearch server of our own, for the time of a test run."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[1]
HEAP = "512m"
# Where the program is kept between runs, for any user to start.
KEPT = Path(tempfile.gettempdir()) / "portal-elasticsearch"


def find_program() -> str | None:
    """Return the program that starts and stops servers, if there is one.

    ``ELASTICSEARCH_START`` names it; else it stands beside the project. It takes
    `start`, prints the address, and `stop`; its folder is ``ELASTICSEARCH_BASE``.
    """
    beside = BASE_DIR.parent / "shared" / "elasticsearch" / "elasticsearch"
    return shutil.which(os.environ.get("ELASTICSEARCH_START") or str(beside))


def why_not() -> str:
    """Return why a server cannot be started here, or nothing."""
    if find_program() is None:
        return "none found; ELASTICSEARCH_START may name the program that starts one"
    return ""


@contextmanager
def temporary_elasticsearch(nodes: int = 1) -> Iterator[str]:
    """Start a server of ``nodes`` nodes, with ports and data of its own.

    Gives its addresses, comma-separated. The program itself is fetched once.
    """
    program = find_program()
    if program is None:
        raise RuntimeError(why_not())
    folder = Path(tempfile.mkdtemp(prefix="portal-elasticsearch-"))
    # The server's own user must be able to enter it.
    folder.chmod(0o755)
    if (KEPT / "home" / "ready").exists():
        (folder / "home").symlink_to(KEPT / "home")
    port = _free_ports(nodes)
    environment = {
        **os.environ,
        "ELASTICSEARCH_BASE": str(folder),
        "ELASTICSEARCH_PORT": str(port),
        "ELASTICSEARCH_HEAP": HEAP,
    }
    try:
        subprocess.run(
            [program, "start", str(nodes)],
            env=environment,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        yield ",".join(f"http://127.0.0.1:{port + rank}" for rank in range(nodes))
    finally:
        subprocess.run([program, "stop"], env=environment, stdin=subprocess.DEVNULL)
        _keep_program(folder / "home")
        shutil.rmtree(folder, ignore_errors=True)


def _keep_program(home: Path) -> None:
    """Keep the program that was fetched: the next server has no need to."""
    if home.is_symlink() or not (home / "ready").exists() or (KEPT / "home").exists():
        return
    KEPT.mkdir(exist_ok=True)
    shutil.move(home, KEPT / "home")


def _free_ports(number: int) -> int:
    """Return the first of ``number`` ports that follow one another, all free.

    Nodes listen for one another a hundred above.
    """
    for first in range(9301, 9391, 10):
        wanted = [first + rank + above for rank in range(number) for above in (0, 100)]
        if all(map(_is_free, wanted)):
            return first
    raise RuntimeError("No port is free for Elasticsearch.")


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0
