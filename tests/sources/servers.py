"""Web servers on loopback that behave as well or as badly as a test asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.model import Feed
from bot.sources.fetch import Web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
RawAnswer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def reply(
    body: bytes = b"", *, status: int = 200, content_type: str = "text/html", headers: dict[str, str] | None = None
) -> Handler:
    """The same answer to every request."""
    given = {"Content-Type": content_type} | (headers or {})

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, status=status, headers=given)

    return answer


@dataclass(slots=True)
class Site:
    """A site whose answers a test sets by path; it remembers every request. No robots.txt unless one is set."""

    answers: dict[str, Handler] = field(default_factory=dict)
    requests: list[web.Request] = field(default_factory=list)
    url: str = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer as set, 404 otherwise."""
        self.requests.append(request)
        answer = self.answers.get(request.path)
        return await answer(request) if answer else web.Response(status=404)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def feed(self, path: str = "/feed", etag: str | None = None, last_modified: str | None = None) -> Feed:
        """A feed of this site."""
        return Feed(id=1, url=self.url + path, etag=etag, last_modified=last_modified)


@asynccontextmanager
async def serving(site: Site) -> AsyncIterator[Site]:
    """The site, up on a free loopback port."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.handle)
    server = TestServer(app)
    await server.start_server()
    site.url = f"http://127.0.0.1:{server.port}"
    try:
        yield site
    finally:
        await server.close()


@asynccontextmanager
async def raw_server(answer: RawAnswer) -> AsyncIterator[str]:
    """A server that speaks no better HTTP than the test makes it; robots.txt is absent, properly."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"GET /robots.txt"):
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                await answer(reader, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def near_web(*, timeout: float = 5.0) -> Web:
    """The network as tests use it: loopback is open, nobody waits for politeness."""
    return Web(allow_private=True, pause=0.0, timeout=timeout)
