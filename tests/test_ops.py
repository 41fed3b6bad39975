"""What an operator sees: logs without secrets, health, measures, and an end in order."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import aiohttp
import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError, StoreError
from bot.ops.health import Check, serve_health
from bot.ops.logs import start_logging
from bot.ops.measures import Measures
from bot.ops.redaction import HIDDEN, Redactor
from bot.ops.stopping import stop_on_signal

TELEGRAM = "987654321:AAFabcdefghijklmnopqrstuvwxyz_-01234"
SLACK_BOT = "xoxb-1234567890-ABCDEFabcdef0123"
SLACK_APP = "xapp-1-A0123456789-9876543210-abcdef0123456789"
PASSWORD = 'hunt"er\\2&é'
TOKENS = (TELEGRAM, SLACK_BOT, SLACK_APP)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def logging_restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


# ---------------------------------------------------------------- redaction


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TELEGRAM}/getMe",
        f"https://api.telegram.org/bot{TELEGRAM.replace(':', '%3A')}/getMe",
        f"The token `{TELEGRAM}` was rejected by the server.",
        f"Bot[token={TELEGRAM}]",
        f"Authorization: Bearer {SLACK_BOT}",
        f"token={SLACK_APP}&x=1",
        "xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4OTA",
        "wss://wss-primary.slack.com/link/?ticket=AAFabcdefghijklmnopqrstuvwxyz_-01234&app_id=1",
        "https://hooks.slack.com/services/T000/B000/AAFabcdefghijklmnopqrstuvwxyz",
        "postgresql://bot:AAFabcdefghijkl@host/news",
    ],
)
def test_what_looks_like_a_token_is_hidden_though_nobody_named_it(text: str) -> None:
    hidden = Redactor()(text)
    assert HIDDEN in hidden
    assert "AAF" not in hidden
    assert "abcdef" not in hidden
    assert "Mi0y" not in hidden


@pytest.mark.parametrize(
    "text",
    [
        "refresh ended 2026-11-22T13:15:00.000000Z",
        "https://example.com:8080/a?b=c",
        "12345: not a token",
        "sqlite:////data/onrecord.sqlite3",
        "see http://user@example.com/",
    ],
)
def test_what_is_no_token_stays(text: str) -> None:
    assert Redactor(["abc"])(text) == text


@given(st.text(min_size=4), st.text(), st.text(), st.sampled_from([str, json.dumps, repr]))
def test_a_given_secret_is_hidden_in_whatever_it_stands(
    secret: str, before: str, after: str, spell: Callable[[str], str]
) -> None:
    redact = Redactor([f"<{secret}>"])
    assert f"<{secret}>" not in redact(spell(f"{before}<{secret}>{after}")).replace(HIDDEN, "")


# ---------------------------------------------------------------- logs


def _say_secrets(where: str) -> None:
    ours = structlog.get_logger("bot.test")
    theirs = logging.getLogger("some.library")
    for secret in (*TOKENS, PASSWORD):
        if where == "message":
            ours.warning(f"bad token {secret}")
            theirs.warning("calling %s", f"https://host/{secret}/x")
        elif where == "field":
            ours.warning("bad token", token=secret, nested={"in": [secret]}, raw=secret.encode())
            theirs.warning("bad token", extra={"token": secret})
        elif where == "exception":
            try:
                raise ValueError(f"refused: {secret}")
            except ValueError:
                ours.exception("failed")
                theirs.exception("failed")
        elif where == "warning":
            warnings.warn(f"old token {secret}", UserWarning, stacklevel=1)
        else:
            error = RuntimeError(f"token {secret}")
            sys.excepthook(RuntimeError, error, None)
            threading.excepthook(threading.ExceptHookArgs((RuntimeError, error, None, None)))


@pytest.mark.filterwarnings("default:old token")  # this one is meant to become a log line
@pytest.mark.parametrize("where", ["message", "field", "exception", "warning", "uncaught"])
@pytest.mark.parametrize("form", ["text", "json", "colours"])
@pytest.mark.usefixtures("logging_restored")
def test_no_log_line_of_any_form_holds_a_secret(form: str, where: str) -> None:
    stream = Terminal() if form == "colours" else io.StringIO()
    start_logging("debug", "json" if form == "json" else "text", secrets=[*TOKENS, PASSWORD], stream=stream)
    _say_secrets(where)
    written = stream.getvalue()
    assert written.count(HIDDEN) >= 4
    for secret in TOKENS:
        assert secret not in written
        assert secret[-12:] not in written
    assert "hunt" not in written


@pytest.mark.usefixtures("logging_restored")
def test_tokens_are_hidden_before_any_setting_is_read() -> None:
    stream = io.StringIO()
    start_logging(stream=stream)
    _say_secrets("exception")
    assert not [token for token in TOKENS if token in stream.getvalue()]


@pytest.mark.usefixtures("logging_restored")
def test_lines_are_json_where_nobody_watches_and_text_in_a_terminal() -> None:
    file, terminal = io.StringIO(), Terminal()
    start_logging(stream=file)
    structlog.get_logger("bot.pipeline").info("refreshed", feeds=3)
    start_logging(stream=terminal)
    structlog.get_logger("bot.pipeline").info("refreshed", feeds=3)
    line = json.loads(file.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {"message": "refreshed", "feeds": 3, "level": "info", "logger": "bot.pipeline"}
    assert "refreshed" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


@pytest.mark.usefixtures("logging_restored")
def test_chatty_libraries_are_heard_only_when_something_is_wrong() -> None:
    stream = io.StringIO()
    start_logging("debug", stream=stream)
    for name in ("httpx", "httpcore.connection", "telegram.ext.Application", "slack_bolt.AsyncApp", "aiohttp.access"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("trouble")
    assert stream.getvalue().count("trouble") == 5
    assert "chatter" not in stream.getvalue()


@pytest.mark.usefixtures("logging_restored")
def test_text_from_outside_cannot_forge_a_line_or_move_the_cursor() -> None:
    stream = io.StringIO()
    start_logging("info", "text", stream=stream)
    hostile = "title\n2026-01-01 [info] forged\x1b[2J\u202e"
    structlog.get_logger("bot").info(hostile, title=hostile)
    logging.getLogger("library").error(hostile)
    written = stream.getvalue()
    assert len(written.splitlines()) == 2
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_nothing_is_written_to_standard_output() -> None:
    program = (
        "import logging, structlog\n"
        "from bot.ops.logs import start_logging\n"
        "start_logging()\n"
        "structlog.get_logger('bot').info('hello')\n"
        "logging.getLogger('library').warning('hello')\n"
        f"raise RuntimeError('bad token {TELEGRAM}')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert [json.loads(line)["level"] for line in done.stderr.splitlines()] == ["info", "warning", "critical"]
    assert TELEGRAM not in done.stderr


# ---------------------------------------------------------------- health and measures


async def _answers(detail: str = "answers") -> str:
    return detail


async def _is_down() -> str:
    raise StoreError("postgresql://bot:hunter2@host/news: connection refused; is it running?")


async def _is_silent() -> str:
    raise TimeoutError


async def _get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


@pytest.mark.parametrize(
    ("checks", "status", "failing"),
    [
        ({}, 200, set()),
        ({"database": _answers, "telegram": _answers}, 200, set()),
        ({"database": _is_down, "telegram": _answers}, 503, {"database"}),
        ({"database": _answers, "slack": _is_silent}, 503, {"slack"}),
    ],
)
async def test_health_says_what_is_wrong(checks: dict[str, Check], status: int, failing: set[str]) -> None:
    async with serve_health(("127.0.0.1", 0), checks, Measures(), Redactor()) as port:
        code, text = await _get(port, "/healthz")
    told = json.loads(text)
    assert code == status
    assert {name for name, check in told["checks"].items() if not check["ok"]} == failing
    assert "hunter2" not in text


async def test_health_tells_when_each_step_last_ended() -> None:
    moment = datetime(2025, 5, 2, 8, tzinfo=UTC)
    measures = Measures(clock=lambda: moment)
    with measures.step("refresh"):
        measures.visits.labels(status="ok").inc()
    with pytest.raises(StoreError), measures.step("write"):
        raise StoreError("the disk is full")
    async with serve_health(("127.0.0.1", 0), {}, measures, Redactor()) as port:
        last = json.loads((await _get(port, "/healthz"))[1])["last"]
        metrics = (await _get(port, "/metrics"))[1]
    assert last == {"refresh": "2025-05-02T08:00:00+00:00", "understand": None, "write": None, "deliver": None}
    assert 'onrecord_feed_visits_total{status="ok"} 1.0' in metrics
    assert 'onrecord_step_seconds_count{step="refresh"} 1.0' in metrics
    assert 'onrecord_step_failures_total{step="write"} 1.0' in metrics


async def test_a_port_in_use_is_one_clear_line() -> None:
    async with serve_health(("127.0.0.1", 0), {}, Measures(), Redactor()) as port:
        with pytest.raises(SettingsError, match=rf"ONRECORD_HTTP_PORT: cannot listen on 127.0.0.1:{port}: .*choose"):
            async with serve_health(("127.0.0.1", port), {}, Measures(), Redactor()):
                pass


async def test_the_port_is_given_back_at_the_end() -> None:
    async with serve_health(("127.0.0.1", 0), {}, Measures(), Redactor()) as port:
        pass
    with pytest.raises(aiohttp.ClientConnectorError):
        await _get(port, "/healthz")


# ---------------------------------------------------------------- stopping


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_asks_the_work_to_stop(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stop_on_signal() as stop:
        assert not stop.is_set()
        os.kill(os.getpid(), number)
        await asyncio.wait_for(stop.wait(), 10)
    signal.signal(number, before)


def test_a_second_signal_does_not_wait() -> None:
    program = (
        "import asyncio, os, signal\n"
        "from bot.ops.stopping import stop_on_signal\n"
        "async def main():\n"
        "    with stop_on_signal() as stop:\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "        await stop.wait()\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGTERM
