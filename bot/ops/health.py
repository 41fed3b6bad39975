"""/healthz for whoever restarts us, /metrics for whoever draws us, on one port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import OnRecordError, SettingsError
from bot.ops.measures import Measures
from bot.ops.redaction import Redactor

Check = Callable[[], Awaitable[str]]
CHECK_SECONDS = 3.0
STOP_SECONDS = 2.0


@asynccontextmanager
async def serve_health(
    address: tuple[str, int], checks: Mapping[str, Check], measures: Measures, redact: Redactor
) -> AsyncIterator[int]:
    """Listen while the body runs; gives the port. SettingsError when the address cannot be had.

    A check (“database”, “telegram” …) answers one line on what it found; OnRecordError, OSError or TimeoutError say
    that it is not well. One that fails or is silent for 3 s makes /healthz answer 503.
    """

    async def healthz(_request: web.Request) -> web.Response:
        found = dict(zip(checks, await asyncio.gather(*map(_run, checks.values())), strict=True))
        is_well = all(ok for ok, _ in found.values())
        body = {
            "status": "ok" if is_well else "failing",
            "checks": {name: {"ok": ok, "detail": redact(detail)} for name, (ok, detail) in found.items()},
            "last": {step: at.isoformat() if at else None for step, at in measures.last_ended.items()},
        }
        return web.json_response(body, status=HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=measures.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=STOP_SECONDS)
    await runner.setup()
    try:
        yield await _listen(runner, address)
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, address: tuple[str, int]) -> int:
    host, port = address
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"ONRECORD_HTTP_PORT: cannot listen on {host}:{port}: {reason}; choose another port, or ONRECORD_HTTP_HOST"
        ) from None
    return int(runner.addresses[0][1])


async def _run(check: Check) -> tuple[bool, str]:
    try:
        return True, await asyncio.wait_for(check(), CHECK_SECONDS)
    except TimeoutError:
        return False, f"no answer within {CHECK_SECONDS:.0f} s"
    except (OnRecordError, OSError) as error:
        return False, str(error)
