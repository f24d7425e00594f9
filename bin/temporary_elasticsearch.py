"""An Elasticsearch of our own, for the time of a test run.

A program starts it: `PROGRAM start [NODES]` prints where it answers, `PROGRAM stop [NODE]`
stops all of it or one node; ELASTICSEARCH_BASE and ELASTICSEARCH_PORT say where it lives.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[1]
# Enough for what tests index.
HEAP = "512m"


def find_program() -> str | None:
    """Return the program that starts a server, if there is one."""
    named = os.environ.get("ELASTICSEARCH_START") or str(
        BASE_DIR.parent / "shared" / "elasticsearch" / "elasticsearch"
    )
    return shutil.which(named)


def why_no_elasticsearch() -> str:
    """Return why a server cannot be started here, or nothing."""
    if find_program() is None:
        return "none found; ELASTICSEARCH_START may name the program that starts one"
    return ""


class Cluster:
    """A cluster in a folder of its own."""

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        self._program = find_program() or ""
        folder.mkdir(exist_ok=True)
        # Another cluster has unpacked the same programs.
        if home is not None and not (folder / "home").exists():
            (folder / "home").symlink_to(home)
        self._environment = {
            **os.environ,
            "ELASTICSEARCH_BASE": str(folder),
            "ELASTICSEARCH_PORT": str(_free_ports()),
            "ELASTICSEARCH_HEAP": os.environ.get("ELASTICSEARCH_HEAP", HEAP),
        }

    def run(self, *arguments: str) -> str:
        """Run the program; return the last line that it prints."""
        output = subprocess.run(
            [self._program, *arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        return output.strip().splitlines()[-1] if output.strip() else ""

    def addresses(self, nodes: int) -> list[str]:
        """Return where each of the nodes answers."""
        first = int(self._environment["ELASTICSEARCH_PORT"])
        return [f"http://127.0.0.1:{first + rank}" for rank in range(nodes)]


@contextmanager
def temporary_elasticsearch() -> Iterator[str]:
    """Start a server on free ports and a folder of its own; give its address."""
    # The server's own user must be able to enter it.
    with tempfile.TemporaryDirectory(prefix="portal-elasticsearch-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder / "one")
        # Where tests start clusters of their own.
        os.environ["ELASTICSEARCH_TEST_FOLDER"] = str(folder)
        try:
            print("\nStarting Elasticsearch …", flush=True)
            cluster.run("start")
            yield cluster.addresses(1)[0]
        finally:
            cluster.run("stop")


def _free_ports() -> int:
    """Return a port that is free, like those its nodes and their peers listen on."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = probe.getsockname()[1]
        # Peers listen a hundred higher.
        wanted = [first + rank + more for rank in range(3) for more in (0, 100)]
        if max(wanted) < 65536 and all(map(_is_free, wanted)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
