"""The child process that extracts text: pages in on stdin, articles out on stdout, until stdin ends.

A frame is a length (4 bytes, big-endian) and that many bytes. A page is a frame of JSON and a frame of HTML, an
article a frame of JSON: whatever a page does to the child, its parent only ever reads plain values from it.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from bot.errors import InputError
from bot.sources.extraction import extract_page

LENGTH = struct.Struct(">I")
STATISTICS = Path("/proc/self/statm")
MOST_MEMORY = 2 * 1024**3  # bytes of address space; what needs more is no article


def frame(body: bytes) -> bytes:
    """The body with its length before it."""
    return LENGTH.pack(len(body)) + body


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next body, None at the end."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def work(url: str, content_type: str, html: bytes) -> dict[str, object]:
    """The article as plain values, or `error` in one line; and how large this process has grown, in MiB."""
    try:
        page = asdict(extract_page(html, url, content_type))
        page["published_at"] = page["published_at"] and page["published_at"].isoformat()
        answer: dict[str, object] = {"page": page}
    except InputError as error:
        answer = {"error": str(error)}
    return answer | {"memory": resident()}


def resident() -> int:
    """MiB of memory in use now. Not ru_maxrss: after exec it still counts what the parent had at the fork."""
    try:
        pages = int(STATISTICS.read_text().split()[1])
    except OSError:  # no /proc on this system: the page count alone replaces the child
        return 0
    return pages * resource.getpagesize() // 1024**2


def main() -> None:
    """Serve; what libraries print goes to stderr, stdout belongs to the frames. An empty frame says "ready"."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    answers, tasks = sys.stdout.buffer, sys.stdin.buffer
    sys.stdout = sys.stderr
    answers.write(frame(b""))
    answers.flush()
    while (head := read_frame(tasks)) is not None:
        task = json.loads(head)
        answer = work(task["url"], task["content_type"], read_frame(tasks) or b"")
        answers.write(frame(json.dumps(answer).encode()))
        answers.flush()


if __name__ == "__main__":
    main()
