"""Logs: readable lines in a terminal, one JSON object a line elsewhere; the libraries' logs and last words included.

Everything is redacted as a finished line, so that no field, traceback or library can carry a secret past it.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor

from bot.ops.redaction import Redactor

Format = Literal["auto", "text", "json"]
QUIET = (
    "telegram",
    "slack_bolt",
    "slack_sdk",
    "httpx",  # tells every request's address at INFO, and Telegram's addresses hold the token
    "httpcore",
    "apscheduler",
    "aiohttp.access",
    "alembic",
    "sqlalchemy",
    "trafilatura",
    "htmldate",
    "asyncio",
    "urllib3",
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
OF_SEVERAL_LINES = ("exception", "stack")


def start_logging(
    level: str = "info", form: Format = "auto", secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send all logs to `stream` (stderr). Call it first of all, and again once the settings' secrets are known."""
    output = stream or sys.stderr
    is_text = form == "text" or (form == "auto" and output.isatty())
    handler = logging.StreamHandler(output)
    handler.setFormatter(_RedactedFormatter(is_text, has_colours=is_text and output.isatty(), secrets=secrets))
    root = logging.getLogger()
    for old in root.handlers[:]:
        if isinstance(old.formatter, _RedactedFormatter):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


class _RedactedFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record of ours or of a library, then hides every secret in the result."""

    def __init__(self, is_text: bool, *, has_colours: bool, secrets: Iterable[str]) -> None:  # noqa: FBT001
        super().__init__(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(is_text, has_colours)],
            foreign_pre_chain=[*_common(), structlog.stdlib.ExtraAdder()],
        )
        self._redact = Redactor(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _rendering(is_text: bool, has_colours: bool) -> list[Processor]:  # noqa: FBT001 - as the terminal has them
    if is_text:
        plain = structlog.dev.plain_traceback  # rich would break lines, and with them the looks of a token
        console = structlog.dev.ConsoleRenderer(colors=has_colours, exception_formatter=plain)
        return [structlog.processors.format_exc_info, _without_controls, console]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.EventRenamer("message"),
        structlog.processors.JSONRenderer(default=str, ensure_ascii=False),
    ]


def _without_controls(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Text from outside must not move the cursor of an operator's terminal, nor forge a line."""
    shown = {key: CONTROLS.sub("�", value) if isinstance(value, str) else value for key, value in event.items()}
    for key in shown.keys() - set(OF_SEVERAL_LINES):
        if isinstance(shown[key], str):
            shown[key] = shown[key].replace("\n", "␤")
    return shown


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("stopped by an error that nobody handled", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
