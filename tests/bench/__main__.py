"""`make bench`: says what machine this is, then runs every tests/bench/*_bench.py as a program of its own.

A benchmark is a module with a `main`, prints one figure a line, and skips itself (one line) without its data.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

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


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; the number of those that failed."""
    print(_machine(), flush=True)
    failures = 0
    for path in sorted(HERE.glob("*_bench.py")):
        if wanted and path.stem.removesuffix("_bench") not in wanted:
            continue
        print(f"\n$ python -m tests.bench.{path.stem}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"tests.bench.{path.stem}"], cwd=ROOT, check=False)
        failures += done.returncode != 0
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
