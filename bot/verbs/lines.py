"""`read --jsonl`: articles in, what they say out, one JSON document a line, streaming. Imports nothing heavy."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import PydanticSerializationError, from_json, to_json

from bot.errors import InputError
from bot.model import Article
from bot.reading import Rules, read
from bot.reading.record import reading_to_json
from bot.text import printable

Outcome = dict[str, Any]
MOST_NAMED = 10  # unusable lines
YOUNG_OBJECTS = 50_000  # about what ten articles make, nearly all freed without the collector


def lines_of(source: str) -> BinaryIO:
    """The lines of a file, to be closed, or of standard input for "-"; InputError where none opens."""
    try:
        return sys.stdin.buffer if source == "-" else Path(source).open("rb")
    except OSError as error:
        raise InputError(f"{source}: {reason_of(error)}; name a file of lines, or - for standard input") from None


def reason_of(error: OSError) -> str:
    """What the system says is wrong with a file, in small letters."""
    return (error.strerror or "cannot be read").lower()


def read_lines(rules: Rules, source: BinaryIO | None = None, out: BinaryIO | None = None) -> None:
    """Read every line of `source` (stdin) and write its result to `out` (stdout), in order."""
    gc.freeze()  # the rules stay: looking through them for garbage took up to a third of the time
    gc.set_threshold(YOUNG_OBJECTS)
    run_lines(lambda line: _read_line(line, rules), source or sys.stdin.buffer, out or sys.stdout.buffer)


def run_lines(answer: Callable[[bytes], Outcome], source: Iterable[bytes], out: BinaryIO) -> None:
    """One result a line, written as soon as it is there; blank lines are passed over, unusable ones told at the end."""
    tally = Tally()
    for number, line in enumerate(source, 1):
        if line.strip():
            out.write(write_line(tally.count(number, answer(line))))
            out.flush()
    tally.tell()


@dataclass(slots=True)
class Tally:
    """Which lines could not be used: their results carry an `error`, which nobody sees in a long output."""

    lines: int = 0
    unusable: int = 0
    first: list[str] = field(default_factory=list)

    def count(self, number: int, outcome: Outcome) -> Outcome:
        """Look at the result of line `number`, counted from 1, and give it back."""
        self.lines += 1
        if "error" in outcome:
            self.unusable += 1
            if len(self.first) < MOST_NAMED:
                self.first.append(f"line {number}: {outcome['error']}")
        return outcome

    def tell(self) -> None:
        """One line on stderr, where there is something to tell; the exit code stays 0, the others being done."""
        if self.unusable:
            more = f"; and {self.unusable - len(self.first)} more" if self.unusable > len(self.first) else ""
            told = f"{self.unusable} of {self.lines} lines could not be used. {'; '.join(self.first)}{more}"
            sys.stderr.write(f"onrecord: {printable(told)}\n")


def write_line(outcome: Outcome) -> bytes:
    """One JSON document and a line end; a lone surrogate, which UTF-8 cannot hold, stands escaped."""
    try:
        return to_json(outcome) + b"\n"
    except PydanticSerializationError:
        return json.dumps(outcome).encode() + b"\n"


def _read_line(line: bytes, rules: Rules) -> Outcome:
    try:
        row = parse_line(line)
    except InputError as error:
        return {"id": None, "error": str(error)}
    identity = row.get("id")
    try:
        article = parse_article(row)
    except InputError as error:
        return {"id": identity if is_id(identity) else None, "error": str(error)}
    return reading_to_json(article, read(article, rules, with_names=False)) | {"id": identity}


def parse_line(line: bytes) -> dict[str, Any]:
    """One JSON object; InputError says what is wrong with it."""
    try:
        row = from_json(line)
    except ValueError:
        row = _parse_slowly(line)
    if not isinstance(row, dict):
        raise InputError('this line is not an object: write {"id": …, "text": …}')
    return row


def _parse_slowly(line: bytes) -> Any:
    """What the quick parser refused: lone surrogates and deep nesting are JSON too, and of the rest it says why not."""
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        raise InputError("this line is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputError(f"this line is not JSON: {reason}") from None
    except ValueError as error:  # an integer of too many digits
        raise InputError(f"this line is not JSON: {error}") from None


def parse_article(row: dict[str, Any]) -> Article:
    """The article of one line; InputError names the field that is missing or wrong."""
    identity = row.get("id")
    if not is_id(identity):
        raise InputError("id is missing: give a string or an integer")
    texts = {name: _text(row, name) for name in ("title", "text", "url", "outlet")}
    if texts["text"] is None:
        raise InputError("text is missing: give a string")
    return Article(
        id=str(identity),
        title=texts["title"] or "",
        text=texts["text"],
        url=texts["url"],
        outlet=texts["outlet"],
        published_at=parse_date(row.get("date")),
        language=None,
    )


def is_id(value: object) -> bool:
    """A string or an integer, as the contract has it."""
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def parse_date(value: object) -> datetime | None:
    """An ISO date or date-time, or null; a time without a zone is UTC."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError("date is neither an ISO date nor null")
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise InputError(f"date {value[:40]!r} is no ISO date; write 2025-05-02") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{name} is no string")
    return value
