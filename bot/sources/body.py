"""Bodies of answers, read up to a cap whatever the server promised or packed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from aiohttp import ClientResponse

from bot.errors import FetchError

GZIP_MAGIC = b"\x1f\x8b"
MOST_LAYERS = 2  # "Content-Encoding: gzip, gzip" and files that are .gz themselves
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limit:
    """How many decoded bytes are taken; beyond that the body is cut, or refused with FetchError."""

    size: int
    is_cut: bool = False


async def read_body(response: ClientResponse, limit: Limit, name: str) -> bytes:
    """The decoded body; aiohttp unpacks its Content-Encoding piece by piece, so a bomb is stopped at the limit."""
    if (response.content_length or 0) > limit.size and not limit.is_cut:
        raise _too_big(name, limit)
    body = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > limit.size:
            break
    return _within(unpack(bytes(body[: limit.size + 1]), limit, name), limit, name)


def unpack(body: bytes, limit: Limit, name: str) -> bytes:
    """Take off what gzip is left on the bytes, at most two layers and never more than the limit."""
    for _ in range(MOST_LAYERS):
        if not body.startswith(GZIP_MAGIC):
            break
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            body = unpacker.decompress(body, limit.size + 1)
        except zlib.error:
            raise FetchError(f"{name} is compressed and broken: try again later") from None
    return body


def _within(body: bytes, limit: Limit, name: str) -> bytes:
    if len(body) <= limit.size:
        return body
    if limit.is_cut:
        return body[: limit.size]
    raise _too_big(name, limit)


def _too_big(name: str, limit: Limit) -> FetchError:
    return FetchError(f"{name} is larger than {limit.size // 1000:,} kB: not read")
