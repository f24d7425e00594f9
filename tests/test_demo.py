"""`bin/demo` prepares, serves, and never leaves anything behind."""

import os
import select
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser.site import BASE_DIR, READY

# The demonstration has a database of its own, whatever the suite runs on.
pytestmark = pytest.mark.sqlite_only


@pytest.fixture(scope="module")
def served(demonstration, tmp_path_factory):
    """A copy of it, running, that tests only read."""
    site = demonstration.copy_to(tmp_path_factory.mktemp("served") / "var").start()
    yield site
    site.stop()


@pytest.fixture
def running(demonstration, tmp_path):
    """A copy of it, running."""
    site = demonstration.copy_to(tmp_path / "var").start()
    yield site
    if site.process.poll() is None:
        site.stop()


def children_of(pid):
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(status.parent.name)
            found += [child, *children_of(child)]
    return found


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def wait_until_gone(pids):
    """Wait for the end of processes that are not children of ours."""
    for pid in pids:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        ended = select.select([descriptor], [], [], 20)[0]
        os.close(descriptor)
        assert ended, f"still there: {command_of(pid)}"


def get(site, path):
    with urllib.request.urlopen(site.url + path) as response:
        return response.status, dict(response.headers), response.read().decode()


def test_it_serves_the_network_with_production_settings(served):
    status, headers, html = get(served, "/")
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert f"http://localhost:{served.port}/" in html, "addresses follow BASE_URL"


def test_it_prints_address_and_accounts(served):
    text = "\n".join(served.lines)
    assert f"http://localhost:{served.port}/" in text
    assert len(served.accounts) >= 5
    for login, password in served.accounts.values():
        assert login in text
        assert password in text


def test_secrets_are_their_owner_s_alone(demonstration):
    for name in ("demo.env", "demo-accounts.tsv"):
        mode = stat.S_IMODE((demonstration.var_dir / name).stat().st_mode)
        assert mode == 0o600, name


def dump(site):
    """Everything the database holds, but what reading it leaves."""
    connection = sqlite3.connect(site.var_dir / "demo.sqlite3")
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_second_run_changes_nothing(demonstration, tmp_path):
    site = demonstration.copy_to(tmp_path / "var")
    # Another port is another address, which the database holds.
    site.port = demonstration.port
    before = dump(site)
    files = {
        path.relative_to(site.var_dir): path.read_bytes()
        for path in sorted(site.var_dir.rglob("*"))
        if path.is_file() and path.suffix in {".tsv", ".png", ".webp", ".avif", ".jpg"}
    }
    site.start()
    site.stop()
    assert dump(site) == before
    for name, content in files.items():
        assert (site.var_dir / name).read_bytes() == content, name


def test_secret_key_is_drawn_once(demonstration, served):
    def key(site):
        lines = (site.var_dir / "demo.env").read_text().splitlines()
        return next(line for line in lines if line.startswith("SECRET_KEY="))

    assert key(demonstration) == key(served)
    assert len(key(demonstration)) > 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_all_stop_when_it_is_stopped(running, number):
    children = children_of(running.process.pid)
    assert any("gunicorn" in command_of(pid) for pid in children)
    assert any("work" in command_of(pid) for pid in children)
    assert running.stop(number) == 0
    wait_until_gone(children)


def test_all_stop_when_it_is_killed(running):
    children = children_of(running.process.pid)
    running.process.kill()
    wait_until_gone(children)


def test_all_stop_when_whoever_started_it_is_killed(demonstration, tmp_path):
    copy = demonstration.copy_to(tmp_path / "var")
    environment = {**os.environ, "VAR_DIR": str(copy.var_dir), "PORT": str(copy.port)}
    # A shell that stays, as make does.
    starter = subprocess.Popen(
        ["sh", "-c", f"{sys.executable} bin/demo; true"],
        cwd=BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in starter.stdout:
        if READY in line:
            break
    children = children_of(starter.pid)
    assert len(children) > 3
    starter.kill()
    wait_until_gone(children)
    starter.stdout.close()
    starter.wait()


@pytest.mark.parametrize(
    ("words", "name"), [("manage.py work", "worker"), ("gunicorn", "server")]
)
def test_when_one_dies_it_says_so_and_stops_the_other(running, words, name):
    children = children_of(running.process.pid)
    victim = next(pid for pid in children if words in command_of(pid))
    os.kill(victim, signal.SIGKILL)
    assert running.process.wait(timeout=30) == 1
    wait_until_gone(children)
    running.reader.join(10)
    assert any(f"The {name} has died" in line for line in running.lines)


def run_demo(var_dir, **environment):
    return subprocess.run(
        [sys.executable, "bin/demo"],
        cwd=BASE_DIR,
        env={**os.environ, "VAR_DIR": str(var_dir), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_used_port_is_said_plainly(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run_demo(tmp_path, PORT=str(port))
    assert result.returncode == 1
    assert f"make demo PORT={port + 1}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_port_that_is_none_is_said_plainly(tmp_path, port):
    result = run_demo(tmp_path, PORT=port)
    assert result.returncode == 1
    assert "PORT must be a number" in result.stderr


def test_interrupted_loading_goes_on_next_time(demonstration):
    folder = demonstration.var_dir.parent
    before = (folder / "said-before-it-was-killed.txt").read_text().splitlines()
    then = (folder / "said-then.txt").read_text()
    # What is there is not loaded again: without the time it took, the same words.
    done = [line.partition(" s  ")[2] for line in before[:-1]]
    assert all(done)
    assert not [words for words in done if words in then]
    assert READY in then
