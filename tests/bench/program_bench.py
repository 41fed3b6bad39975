"""How long the program takes to start and to stop, and what an idle bot holds in memory."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

STARTS = 5
SETTLE_SECONDS = 5
READY_SECONDS = 60
NO_FEEDS = "http://127.0.0.1:9/feed\n"  # refused at once: a private address


def main() -> None:
    """Print the figures of issue 2: `--help` ≤ 0.6 s, an idle `run` ≤ 150 MB, stop within 10 s."""
    print(f"CLI start (--help), median of {STARTS}: {_start_seconds():.2f} s")
    memory, stop = _idle_run()
    print(f"idle run (SQLite, no platform, health port open): {memory:.0f} MB resident with its children")
    print(f"stop on SIGTERM: {stop:.2f} s")


def _start_seconds() -> float:
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bot", "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _idle_run() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        feeds = Path(folder) / "feeds.txt"
        feeds.write_text(NO_FEEDS)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        own = {"ONRECORD_DATA_DIR": folder, "ONRECORD_HTTP_PORT": str(port), "ONRECORD_FEEDS": str(feeds)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
        log = Path(folder) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], env=kept | own, stdin=subprocess.DEVNULL, stderr=output
            )
        try:
            _wait_until_ready(port, process, log)
            time.sleep(SETTLE_SECONDS)
            memory = sum(_resident_megabytes(number) for number in (process.pid, *_children(process.pid)))
            began = time.perf_counter()
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=READY_SECONDS)
            return memory, time.perf_counter() - began
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"`run` did not get ready:\n{log.read_text()}") from None
            time.sleep(0.1)


def _resident_megabytes(number: int) -> float:
    for line in Path(f"/proc/{number}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _children(number: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


if __name__ == "__main__":
    main()
