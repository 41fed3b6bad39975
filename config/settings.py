"""Every setting: name, type, default, secret or not. `read_settings` is called once, by the command line.

A setting `x` is taken, in this order, from the environment variable ONRECORD_X, from the file that ONRECORD_X_FILE
names (secrets only), from the TOML file that ONRECORD_CONFIG names (key `x`, or `x_file`), from `defaults.toml`.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from config.values import (
    Address,
    ChatAddress,
    ClockTime,
    DatabaseUrl,
    Header,
    Lowered,
    Port,
    Separated,
    Share,
    TimeZone,
    Token,
    allowed,
    passwords,
    without_password,
)

PREFIX = "ONRECORD_"
CONFIG = "ONRECORD_CONFIG"
DEFAULTS = Path(__file__).with_name("defaults.toml")
LARGEST_SECRET = 64 * 1024
LONGEST_SHOWN = 60
BEGINNING = re.compile(r"[a-z][a-z0-9]{1,11}(?:\+[a-z0-9]{1,11})?://")


class SettingError(ValueError):
    """A setting is missing, misspelt or out of range: one line with its name and what to do, never a secret."""


class Settings(BaseSettings):
    """What an operator can set; unchangeable once read. `None` is “not set”."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    database_url: DatabaseUrl | None = Field(
        None, description="where everything is kept; an SQLite file in the data folder if not set"
    )
    data_dir: Path = Field(description="folder for the SQLite file; made when missing")
    feeds: str | None = Field(
        None,
        description="feeds to start with: an OPML file, a bundle of seeds/, or addresses, here or one a line in a "
        "file; three bundles if not set",
    )
    http_port: Port | None = Field(None, description="port of /healthz and /metrics; closed if not set")
    http_host: str = Field(description="address that port listens on; 0.0.0.0 in a container")
    allow_private_hosts: bool = Field(description="fetch from private and loopback addresses: for tests and the demo")

    telegram_token: Token | None = Field(None, description="token of the Telegram bot, from @BotFather")
    telegram_base_url: Address = Field(description="Telegram's Bot API, or a server of your own that speaks it")
    slack_bot_token: Token | None = Field(None, description="Slack bot token, xoxb-…")
    slack_app_token: Token | None = Field(None, description="Slack app-level token for Socket Mode, xapp-…")
    slack_signing_secret: Token | None = Field(None, description="Slack signing secret, for events over HTTP")
    slack_base_url: Address = Field(description="Slack's Web API, or a server that speaks it")
    operators: Annotated[tuple[ChatAddress, ...], NoDecode, Separated] = Field(
        description="chats that operate the bot and are told when somebody taps Wrong: telegram:NUMBER slack:ID …"
    )

    timezone: TimeZone = Field(description="time zone of a new chat, an IANA name")
    digest_time: ClockTime = Field(description="time of a new chat's daily digest")
    digest_confidence: Share = Field(
        description="a digest leaves out statements read with less confidence than this, direct quotations with less "
        "than 0.03 above it; deals only below 0.7 at most"
    )
    answer_confidence: Share = Field(description="an answer leaves out what was read with less confidence than this")
    story_window_days: Annotated[int, Field(ge=1, le=60)] = Field(description="days in which articles can be one story")

    fetch_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(description="minutes between two visits to a feed")
    fetch_seconds: Annotated[float, Field(gt=0, le=120)] = Field(description="seconds that a visit may take")
    user_agent: Header = Field(description="name shown to the sites we visit; add an address where they can reach you")

    log_level: Annotated[Literal["debug", "info", "warning", "error"], Lowered] = Field(
        description="least important log line that is written: debug, info, warning or error"
    )
    log_format: Annotated[Literal["auto", "text", "json"], Lowered] = Field(
        description="auto writes text to a terminal and JSON lines elsewhere"
    )

    @property
    def database(self) -> str:
        """The database address, with its password: for opening it only."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.absolute() / 'onrecord.sqlite3'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, secret files, the operator's TOML, our defaults; no .env is looked for."""
        own = _operator_file(os.environ)
        layers = (_secret_files(os.environ), own, _toml(DEFAULTS))
        return init_settings, env_settings, *(InitSettingsSource(settings_cls, layer) for layer in layers)


SECRETS = frozenset(name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation))


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting as `check` and the README show it; a secret's value is only “set” or “not set”."""

    name: str
    value: str
    description: str
    is_secret: bool


def read_settings() -> Settings:
    """The settings of this process; SettingError with one line when one is missing, misspelt or out of range."""
    _refuse_unknown(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        raise SettingError(_first_line(error)) from None


def show(settings: Settings) -> Iterator[Shown]:
    """Every setting by the name of its environment variable, secrets hidden."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        yield Shown(variable(name), _shown_value(name, value), field.description or "", name in SECRETS)


def secrets(settings: Settings) -> tuple[str, ...]:
    """Every secret that is set, for the redaction of logs; of a database address only its password."""
    values = [getattr(settings, name) for name in sorted(SECRETS - {"database_url"})]
    return tuple(value.get_secret_value() for value in values if value) + passwords(settings.database)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def _shown_value(name: str, value: object) -> str:
    if name == "database_url" and isinstance(value, SecretStr):
        return without_password(value.get_secret_value())
    if value is None or value == ():
        return "not set"
    if name in SECRETS:
        return "set"
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {CONFIG, *map(variable, Settings.model_fields), *(variable(name) + "_FILE" for name in SECRETS)}
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name not in known:
            raise SettingError(f"{name}: there is no such setting{_nearest(name.upper(), known)}")


def _nearest(name: str, known: set[str]) -> str:
    by_ending = {each.removeprefix(PREFIX): each for each in sorted(known)}  # the prefix would make all alike
    near = difflib.get_close_matches(name.removeprefix(PREFIX), by_ending, n=1, cutoff=0.6)
    return f"; did you mean {by_ending[near[0]]}?" if near else "; `onrecord check` lists them"


def _operator_file(environment: Mapping[str, str]) -> dict[str, Any]:
    """The TOML file named by ONRECORD_CONFIG, with `x_file` keys read into their secrets."""
    if not environment.get(CONFIG):
        return {}
    path = Path(environment[CONFIG])
    values = _toml(path)
    known = {*Settings.model_fields, *(f"{name}_file" for name in SECRETS)}
    for key in values.keys() - known:
        raise SettingError(f"{path}: there is no setting {key!r}{_nearest(key, known)}")
    for name in sorted(SECRETS):
        if f"{name}_file" in values:
            _keep_one(f"{path}: {name}", values, name, f"{name}_file")
            values[name] = _secret(f"{path}: {name}_file", str(values.pop(f"{name}_file")))
    return values


def _secret_files(environment: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for name in sorted(SECRETS):
        file_variable = variable(name) + "_FILE"
        if environment.get(file_variable):
            _keep_one(variable(name), environment, variable(name), file_variable)
            found[name] = _secret(file_variable, environment[file_variable])
    return found


def _keep_one(where: str, values: Mapping[str, Any], name: str, file_name: str) -> None:
    if values.get(name):
        raise SettingError(f"{where} and {file_name} are both set; keep one of them")


def _secret(setting: str, name: str) -> str:
    try:
        with Path(name).open(encoding="utf-8") as file:
            text = file.read(LARGEST_SECRET).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{setting}: cannot read {name}: {_reason(error)}; name a text file that we may read"
        ) from None
    if not text:
        raise SettingError(f"{setting}: {name} is empty; put the secret into it")
    return text


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingError(
            f"{CONFIG}: cannot read {path}: {_reason(error)}; name a TOML file with lines such as timezone = 'UTC'"
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "it cannot be opened"
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)


def _first_line(error: ValidationError) -> str:
    """The first thing wrong: the setting, the value unless it is a secret, what it may be."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if name not in Settings.model_fields:
        return f"settings: {first['msg']}"
    own = first["msg"].removeprefix("Value error, ") if first["type"] == "value_error" else ""
    said = own or f"does not fit; write {allowed(Settings.model_json_schema()['properties'][name])}"
    return f"{variable(name)}: {_refused(name, first['input'])} {said}"


def _refused(name: str, value: object) -> str:
    """A refused value as it may be shown: of a database address only how it begins, of another secret nothing."""
    if name not in SECRETS:
        return repr(value) if len(repr(value)) <= LONGEST_SHOWN else f"{repr(value)[:LONGEST_SHOWN]}…"
    kind = BEGINNING.match(str(value)) if name == "database_url" else None
    return f"{kind[0]}…" if kind else "this value"
