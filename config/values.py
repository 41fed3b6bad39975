"""The kinds of values that settings have: each says in one line what to write instead when it does not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

DATABASES = ("sqlite", "postgresql")
DATABASE_FORM = (
    "is no database address that we know; write sqlite:////folder/file or postgresql://host/name with user:password@ "
    "before the host"
)
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
CHAT_ADDRESS = re.compile(r"(telegram|slack|console):\S+")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # not in the list, a folder of it such as "Europe", a path out of it
        raise ValueError("is no known time zone; write an IANA name such as Europe/Kyiv") from None
    return name


def _clock_time(value: str) -> str:
    if not CLOCK_TIME.fullmatch(value):
        raise ValueError("is no time of day; write it as 08:00")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no web address; write one such as https://example.com")
    return value


def _header(value: str) -> str:
    if not value or not value.isascii() or not value.isprintable():
        raise ValueError("cannot go into a header; write printable ASCII characters")
    return value


def _separated(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _chat_address(value: str) -> str:
    if not CHAT_ADDRESS.fullmatch(value):
        raise ValueError("names no chat; write telegram:NUMBER or slack:ID for each, with spaces between")
    return value


def _database_url(value: SecretStr) -> SecretStr:
    url = value.get_secret_value()
    scheme = url.partition(":")[0].partition("+")[0]
    try:
        urlsplit(url)
    except ValueError:
        raise ValueError(DATABASE_FORM) from None
    if scheme not in DATABASES or "://" not in url:
        raise ValueError(DATABASE_FORM)
    return value


def _token(value: SecretStr) -> SecretStr:
    if re.search(r"\s", value.get_secret_value()):
        raise ValueError("has spaces or line breaks inside; copy the token again")
    return value


Address = Annotated[str, AfterValidator(_web_address)]
ChatAddress = Annotated[str, AfterValidator(_chat_address)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database_url)]
Header = Annotated[str, AfterValidator(_header)]
Port = Annotated[int, Field(ge=1, le=65535)]
Share = Annotated[float, Field(ge=0, le=1)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
Token = Annotated[SecretStr, AfterValidator(_token)]
Lowered = BeforeValidator(_lower)
Separated = BeforeValidator(_separated)


def allowed(schema: Mapping[str, Any]) -> str:
    """What a value of this JSON schema may be, in words: `a whole number from 1 to 65535`."""
    kind: Mapping[str, Any] = next(iter(schema.get("anyOf", ())), schema)
    if "enum" in kind:
        return f"{', '.join(kind['enum'][:-1])} or {kind['enum'][-1]}"
    noun = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}.get(kind["type"], "text")
    least, above = kind.get("minimum"), kind.get("exclusiveMinimum")
    begin = f" from {least}" if least is not None else f" above {above}" if above is not None else ""
    return noun + begin + (f" {'to' if least is not None else 'up to'} {kind['maximum']}" if "maximum" in kind else "")


def passwords(url: str) -> tuple[str, ...]:
    """The passwords in a database address, as written and as meant."""
    parts = urlsplit(url)
    written = [parts.password or "", *parse_qs(parts.query).get("password", [])]
    return tuple(dict.fromkeys(form for word in written if word for form in (word, unquote(word))))


def without_password(url: str) -> str:
    """The same address, fit to be shown."""
    hidden = re.sub(r"(?<=[?&]password=)[^&]*", "****", url)
    password = urlsplit(url).password
    return hidden.replace(f":{password}@", ":****@", 1) if password else hidden
