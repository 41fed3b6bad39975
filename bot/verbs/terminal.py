"""What the verbs of the command line share: doing their work, starting logs, printing JSON, the faces of platforms."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

Found = TypeVar("Found")


def finish(work: Coroutine[Any, Any, Found]) -> Found:
    """Do a verb's work to its end, in a loop of its own."""
    return asyncio.run(work)


def document(content: object) -> str:
    """One JSON document as it is printed."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def listed(lines: Iterable[str], empty: str) -> None:
    """Print lines; where there are none, say so beside, for stdout is for what there is."""
    text = "".join(f"{line}\n" for line in lines)
    sys.stdout.write(text)
    if not text:
        sys.stderr.write(f"onrecord: {empty}\n")


def start_logs(given: Any) -> None:
    """Logs as the settings want them, without their secrets."""
    from bot.ops.logs import start_logging
    from config.settings import secrets

    start_logging(given.log_level, given.log_format, secrets(given))


def quiet_logs() -> None:
    """Nothing but errors: what is printed is for a person."""
    from bot.ops.logs import start_logging

    start_logging("error", "auto")


def faces(given: Any) -> dict[str, Any]:
    """How to make the face of every platform whose token is set; each is imported only then."""
    found: dict[str, Any] = {}
    if given.telegram_token:
        from handlers import telegram

        found["telegram"] = telegram.make_face
    if given.slack_bot_token or given.slack_app_token:
        from handlers import slack

        found["slack"] = slack.make_face
    return found
