"""The library's HTTP, guarded against answers that would derail it (platforms.md, Telegram).

* One update that cannot be parsed makes the library throw the whole batch away, ask for it again at once, some 700
  times a second, and fail when it is stopped: such an update is reduced to its number, and passed over.
* An answer 200 that is no success, or no JSON, raises KeyError in the library: it becomes the error that it is.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from telegram import Update
from telegram.error import TimedOut
from telegram.request import HTTPXRequest

from bot.delivery.outbox import AT_ONCE

log = structlog.get_logger(__name__)
os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's switch: waits as timedelta, and no warning about it

CONNECT_SECONDS = 10.0
POOL_SECONDS = 5.0
ERRORS = range(HTTPStatus.BAD_REQUEST, 600)
NO_JSON = json.dumps({"ok": False, "description": "the answer is no JSON"}).encode()


class GuardedRequest(HTTPXRequest):
    """Requests whose every answer is either the success the library expects or an error it understands."""

    def __init__(self, seconds: float, on_polled: Callable[[int], None] | None = None) -> None:
        super().__init__(
            connection_pool_size=AT_ONCE * 2,
            read_timeout=seconds,
            write_timeout=seconds,
            connect_timeout=min(seconds, CONNECT_SECONDS),
            pool_timeout=min(seconds, POOL_SECONDS),
        )
        self._on_polled = on_polled
        self._seconds_left: float | None = None

    def hurry(self, seconds: float) -> None:
        """We are about to end: no request may take longer than this from now on."""
        self._seconds_left = seconds

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Do one request; `on_polled` hears the status of every getUpdates."""
        try:
            async with asyncio.timeout(self._seconds_left):
                code, payload = await super().do_request(url, method, *args, **kwargs)
        except TimeoutError:
            raise TimedOut from None
        code, payload = repaired(code, payload)
        if url.endswith("/getUpdates"):
            if self._on_polled:
                self._on_polled(code)
            if code == HTTPStatus.OK:
                payload = without_unreadable(payload)
        return code, payload


def repaired(code: int, payload: bytes) -> tuple[int, bytes]:
    """Status and body such that 2xx always carries a result and an error always carries JSON."""
    try:
        answer = json.loads(payload)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        return (code if code in ERRORS else HTTPStatus.BAD_GATEWAY), NO_JSON
    if code in ERRORS or ("result" in answer and answer.get("ok", True)):
        return code, payload
    given = answer.get("error_code")
    return (given if isinstance(given, int) and given in ERRORS else HTTPStatus.BAD_GATEWAY), payload


def without_unreadable(payload: bytes) -> bytes:
    """A batch of updates in which those that the library cannot read are reduced to their number."""
    answer = json.loads(payload)
    updates = answer["result"]
    if not isinstance(updates, list):
        return json.dumps({"ok": True, "result": []}).encode()
    readable = [update for update in map(_readable, updates) if update is not None]
    if readable == updates:
        return payload
    return json.dumps({"ok": True, "result": readable}).encode()


def _readable(update: Any) -> dict[str, Any] | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int):
        log.warning("an update without a number was passed over")
        return None
    try:
        Update.de_json(json.loads(json.dumps(update)))
    except Exception:  # the boundary of one update: whatever is wrong with it, the others go on
        log.warning("an update cannot be read and was passed over", update=number, exc_info=True)
        return {"update_id": number}
    return dict(update)
