"""Ways in which a platform fails to answer, for one call."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

HTML_502 = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad answer. `lost` does the work and drops the line; `dropped` drops it before; `late` answers too late."""

    kind: Literal["answer", "lost", "dropped", "late"] = "answer"
    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def answers(status: int, body: Mapping[str, Any] | str, headers: Mapping[str, str] | None = None) -> Fault:
    """This answer instead of the work."""
    text = body if isinstance(body, str) else json.dumps(body)
    return Fault(status=status, body=text, headers=headers or {})


LOST = Fault("lost")
DROPPED = Fault("dropped")
HTML = answers(502, HTML_502)


class Faults:
    """Faults waiting for calls, by method; each is used once."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, *faults: Fault) -> None:
        """The next calls of this method meet these."""
        self._waiting[method].extend(faults)

    async def meet(
        self, request: web.Request, method: str, work: Callable[[], Awaitable[web.Response]]
    ) -> web.StreamResponse:
        """Do the work, or what the fault waiting for it says."""
        if not self._waiting[method]:
            return await work()
        fault = self._waiting[method].popleft()
        if fault.kind == "answer":
            kind = "application/json" if fault.body.startswith(("{", "[")) else "text/html"
            return web.Response(status=fault.status, text=fault.body, headers=fault.headers, content_type=kind)
        if fault.kind in ("lost", "late"):
            done = await work()
            if fault.kind == "late":
                await asyncio.sleep(fault.seconds)
                return done
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
