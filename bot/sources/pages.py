"""Pages → articles, in a child process that is started on demand and killed at its deadline."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.errors import InputError
from bot.sources.guard import shown
from bot.sources.page import Page

LARGEST_PAGE = 2_000_000  # bytes; extraction takes longer than in proportion
HEAD = 4  # bytes of length before a frame, see bot.sources.child
CHILD = "bot.sources.child"
ROOT = Path(__file__).parents[2]  # where the child finds the package, wherever we were started
KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "SYSTEMROOT")  # no token of ours goes to the child


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """When a child is ended: seconds for one page, for starting, without work; pages read; MiB grown to."""

    page: float = 4.5
    start: float = 30.0
    idle: float = 60.0
    pages: int = 500
    memory: int = 350


class Extractor:
    """Reads pages one at a time. Use as `async with Extractor() as extractor`."""

    def __init__(self, limits: ChildLimits | None = None) -> None:
        self._limits = limits or ChildLimits()
        self._turn = asyncio.Lock()
        self._child: Process | None = None
        self._pages = 0
        self._bell: asyncio.TimerHandle | None = None

    @property
    def process_id(self) -> int | None:
        """The child that is alive now, if any."""
        return self._child.pid if self._child is not None else None

    async def __aenter__(self) -> Extractor:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def extract(self, html: bytes, url: str, content_type: str = "") -> Page:
        """The article in a page; raises InputError with one line where there is none or it took too long."""
        if len(html) > LARGEST_PAGE:
            raise InputError(f"{shown(url)} is larger than {LARGEST_PAGE // 1000:,} kB: not read")
        async with self._turn:
            self._stop_bell()
            child = self._child or await self._start()
            answer = await self._asked(child, html, url, content_type)
            self._pages += 1
            if self._pages >= self._limits.pages or answer["memory"] >= self._limits.memory:
                await self._end()
            else:
                self._bell = asyncio.get_running_loop().call_later(self._limits.idle, self._retire)
        if "error" in answer:
            raise InputError(answer["error"])
        return _page(answer["page"])

    async def close(self) -> None:
        """End the child."""
        async with self._turn:
            self._stop_bell()
            await self._end()

    async def _asked(self, child: Process, html: bytes, url: str, content_type: str) -> dict[str, Any]:
        """One page there and its article back; a child that does neither in time, or dies, is no more."""
        is_answered = False
        try:
            async with asyncio.timeout(self._limits.page):
                head = json.dumps({"url": url, "content_type": content_type}).encode()
                _writer(child).write(_framed(head) + _framed(html))
                await _writer(child).drain()
                answer: dict[str, Any] = json.loads(await _frame(child))
            is_answered = True
            return answer
        except TimeoutError:
            raise InputError(f"{shown(url)} took longer than {self._limits.page:g} s to read: left out") from None
        except (OSError, asyncio.IncompleteReadError):
            raise InputError(f"{shown(url)} brought the reader of pages down: left out") from None
        finally:
            if not is_answered:
                await self._end()

    async def _start(self) -> Process:
        environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = str(ROOT)
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", CHILD, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment
        )
        self._child, self._pages = child, 0
        try:
            async with asyncio.timeout(self._limits.start):
                await _frame(child)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            await self._end()
            raise InputError("the reader of pages does not start: reinstall the program") from None
        return child

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        _writer(child).close()
        await child.wait()

    def _retire(self) -> None:
        """Nothing to do for a while: closing its stdin lets the child end by itself."""
        if self._child is not None and not self._turn.locked():
            _writer(self._child).close()
            self._child = None

    def _stop_bell(self) -> None:
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None


def _writer(child: Process) -> asyncio.StreamWriter:
    if child.stdin is None:
        raise OSError("the child has no stdin")
    return child.stdin


async def _frame(child: Process) -> bytes:
    if child.stdout is None:
        raise OSError("the child has no stdout")
    size = int.from_bytes(await child.stdout.readexactly(HEAD), "big")
    return await child.stdout.readexactly(size)


def _framed(body: bytes) -> bytes:
    return len(body).to_bytes(HEAD, "big") + body


def _page(values: dict[str, Any]) -> Page:
    moment = values.pop("published_at")
    return Page(published_at=datetime.fromisoformat(moment) if moment else None, **values)
