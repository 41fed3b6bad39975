"""Fetching from servers that pack bombs, stall, lie and break off, all on loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib

import pytest

from bot.errors import FetchError
from bot.model import Feed
from bot.sources.fetch import Fetched
from tests.sources.servers import Handler, Site, near_web, raw_server, reply, serving

RSS = b"<rss><channel><title>T</title></channel></rss>"
MEBIBYTE = 1024 * 1024


# ---------------------------------------------------------------- sizes


def _packed(body: bytes, encoding: str) -> Handler:
    return reply(body, headers={"Content-Encoding": encoding})


def _bomb(wbits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join(packer.compress(bytes(MEBIBYTE)) for _ in range(40)) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", _bomb(31), id="gzip"),
        pytest.param("deflate", _bomb(15), id="deflate"),
        pytest.param("gzip, gzip", gzip.compress(_bomb(31)), id="gzip in gzip"),
    ],
)
async def test_a_bomb_is_stopped_at_the_limit(encoding: str, body: bytes) -> None:
    async with serving(Site({"/feed": _packed(body, encoding)})) as site, near_web() as network:
        with pytest.raises(FetchError, match="larger than"):
            await network.feed(site.feed())


async def test_a_feed_that_is_a_gz_file_is_unpacked() -> None:
    async with serving(Site({"/feed": reply(gzip.compress(RSS))})) as site, near_web() as network:
        answer = await network.feed(site.feed())
    assert isinstance(answer, Fetched)
    assert answer.body == RSS


async def test_broken_compression_is_one_line() -> None:
    async with serving(Site({"/feed": _packed(b"\x1f\x8b\x08 no gzip", "gzip")})) as site, near_web() as network:
        with pytest.raises(FetchError) as failure:
            await network.feed(site.feed())
    assert "\n" not in str(failure.value)


async def test_compression_that_was_not_asked_for_is_no_text() -> None:
    async with serving(Site({"/feed": _packed(b"\x8b\x03\x80abc\x03", "br")})) as site, near_web() as network:
        with pytest.raises(FetchError):
            await network.feed(site.feed())


async def test_a_page_larger_than_its_limit_is_not_read_and_a_feed_of_that_size_is() -> None:
    body = b"<html>" + b"x" * 3_000_000
    page = reply(body, content_type="text/html")
    async with serving(Site({"/page": page})) as site, near_web() as network:
        with pytest.raises(FetchError, match="larger than 2,000 kB"):
            await network.page(site.url + "/page")
        answer = await network.feed(site.feed("/page"))
    assert isinstance(answer, Fetched)
    assert answer.body == body


async def test_a_picture_is_not_downloaded_as_a_page() -> None:
    picture = reply(b"\xff\xd8", content_type="image/jpeg")
    async with serving(Site({"/photo": picture})) as site, near_web() as network:
        with pytest.raises(FetchError, match="no page with text"):
            await network.page(site.url + "/photo")


# ---------------------------------------------------------------- servers that break the rules


async def _drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1\r\nx\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _endless_head(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: y\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _promises_more(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>")


async def _promises_terabytes(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n<rss>")


async def _hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _no_http(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n")


async def _sends_more(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>" + b"y" * 100_000)


@pytest.mark.parametrize("answer", [_drip, _endless_head], ids=["one byte at a time", "headers without end"])
async def test_a_server_that_stalls_is_left_at_the_deadline(
    answer: object,
) -> None:
    assert callable(answer)
    async with raw_server(answer) as url, near_web(timeout=0.4) as network:
        with pytest.raises(FetchError, match=r"within 0\.4 s"):
            await network.feed(Feed(id=1, url=url + "/feed"))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        pytest.param(_promises_more, "broke off", id="less than promised"),
        pytest.param(_promises_terabytes, "larger than", id="terabytes promised"),
        pytest.param(_sends_more, "proper HTTP", id="more than promised"),
        pytest.param(_hangs_up, "closed the connection", id="hangs up"),
        pytest.param(_no_http, "proper HTTP", id="speaks another protocol"),
    ],
)
async def test_a_broken_answer_is_one_clear_line(answer: object, says: str) -> None:
    assert callable(answer)
    async with raw_server(answer) as url, near_web() as network:
        with pytest.raises(FetchError, match=says) as failure:
            await network.feed(Feed(id=1, url=url + "/feed"))
    assert url in str(failure.value)
    assert "\n" not in str(failure.value)


async def test_a_closed_port_is_one_clear_line() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with near_web() as network:
        with pytest.raises(FetchError, match="takes no connection"):
            await network.page(f"http://127.0.0.1:{port}/")
