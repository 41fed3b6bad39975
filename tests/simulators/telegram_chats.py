"""Telegram's chats and refusals, as its server words them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.faults import Fault, answers

ERRORS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
}


class Refusal(Exception):
    """An error as the Bot API words it."""

    def __init__(self, code: int, text: str, **parameters: Any) -> None:
        super().__init__(text)
        self.code = code
        self.body = {
            "ok": False,
            "error_code": code,
            "description": f"{ERRORS[code]}: {text}" if text else ERRORS[code],
        }
        if parameters:
            self.body["parameters"] = parameters


def flood(seconds: int | None = None) -> Fault:
    """The answer to a message too many."""
    said = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry later"}
    if seconds is not None:
        said |= {"description": f"Too Many Requests: retry after {seconds}", "parameters": {"retry_after": seconds}}
    return answers(429, said)


def refusal(code: int, text: str, **parameters: Any) -> Fault:
    """The answer to one call, whatever it is."""
    return answers(code, Refusal(code, text, **parameters).body)


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the person sees it."""

    id: int
    text: str
    links: tuple[str, ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()  # label and data or address
    thread: int | None = None
    reply_to: int | None = None
    is_silent: bool = False
    has_preview: bool = True


@dataclass(slots=True)
class Room:
    """A chat; `refuses` is what every message to it meets."""

    id: int
    type: str
    title: str
    admins: set[int] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)
    username: str = ""  # a public channel's
    refuses: Refusal | None = None
    shown: list[Shown] = field(default_factory=list)
    sent_at: deque[float] = field(default_factory=deque)
