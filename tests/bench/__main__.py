"""`make bench`: says what machine this is, runs every tests/bench/*_bench.py as a program, ends with one table.

A benchmark is a module with a `main`, prints one figure a line, and skips itself (one line) without its data.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KEPT = re.compile(  # the lines of all that are printed which the table repeats
    r"\s+ALL\s|\s+peak|slots check lenient (?:TOTAL|purchaser|dlramt)|acquisition stories|deal sentences|wire stories"
    r"|CLI start|idle run|stop on|\s+[ab]_|\s+h_|\s+g_PRON|all\s+\d|speed|files:|pages:|pairs|basil|gist|.*B-cubed F"
)
HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    names = Path("/proc/cpuinfo")
    if names.exists():
        models = [line.partition(": ")[2] for line in names.read_text().splitlines() if line.startswith("model name")]
        processor = models[0] if models else processor
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"machine: {processor}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


@dataclass(slots=True)
class Ran:
    """What one benchmark left: how it ended, how long it took, the lines that the table repeats."""

    name: str
    outcome: str
    minutes: float
    figures: list[str] = field(default_factory=list)


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all, and print one table of them; the number of those that failed."""
    print(_machine(), flush=True)
    done = []
    for path in sorted(HERE.glob("*_bench.py")):
        if not wanted or path.stem.removesuffix("_bench") in wanted:
            done.append(_run(path.stem))
    for line in table(done):
        print(line, flush=True)
    return sum(ran.outcome == "failed" for ran in done)


def _run(module: str) -> Ran:
    """Run one, its output shown as it comes."""
    print(f"\n$ python -m tests.bench.{module}", flush=True)
    began, heading = time.monotonic(), ""
    ran = Ran(module.removesuffix("_bench"), "done", 0.0)
    command = [sys.executable, "-u", "-m", f"tests.bench.{module}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            heading = line.strip() if not line.startswith(" ") else heading
            if "skipped" in line:
                ran.outcome = line.strip()
            elif KEPT.match(line):
                ran.figures.append(" ".join((line if heading == line.strip() else f"{heading}: {line}").split()))
    if process.returncode:
        ran.outcome = "failed"
    ran.minutes = (time.monotonic() - began) / 60
    return ran


def table(done: Sequence[Ran]) -> Iterator[str]:
    """One line a figure, one heading a benchmark; a benchmark without its data says so."""
    yield f"\n{'benchmark':<10} {'minutes':>7}  figures"
    for ran in done:
        first, *others = ran.figures or [ran.outcome]
        yield f"{ran.name:<10} {ran.minutes:>7.1f}  {first}"
        yield from (f"{'':<10} {'':>7}  {other}" for other in others)
        if ran.figures and ran.outcome != "done":
            yield f"{'':<10} {'':>7}  {ran.outcome}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
