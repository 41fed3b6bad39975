"""What an operator sets, from wherever it comes, and what is said when it does not fit."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from config.settings import SECRETS, SettingError, Settings, read_settings, secrets, show, variable
from config.values import passwords, without_password

TOKEN = "123456789:AAF-test-token-of-thirty-five-chars_"


def test_with_nothing_set_an_sqlite_file_in_the_data_folder_is_the_store() -> None:
    settings = read_settings()
    assert settings.data_dir == Path("data")
    assert settings.database == f"sqlite:///{Path('data/onrecord.sqlite3').absolute()}"
    assert settings.telegram_token is None
    assert settings.http_port is None
    assert settings.allow_private_hosts is False


def test_the_contract_s_names_are_settings() -> None:
    fixed = {
        "DATABASE_URL", "TELEGRAM_TOKEN", "TELEGRAM_BASE_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET", "SLACK_BASE_URL", "FEEDS", "DATA_DIR", "HTTP_PORT", "ALLOW_PRIVATE_HOSTS",
    }  # fmt: skip
    assert {f"ONRECORD_{name}" for name in fixed} <= {shown.name for shown in show(read_settings())}


def test_environment_goes_before_file_and_file_before_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "onrecord.toml"
    config.write_text('timezone = "Europe/Kyiv"\ndigest_time = "07:30"\noperators = ["telegram:1"]\n')
    monkeypatch.setenv("ONRECORD_CONFIG", str(config))
    monkeypatch.setenv("ONRECORD_DIGEST_TIME", "06:15")
    settings = read_settings()
    assert (settings.timezone, settings.digest_time, settings.fetch_minutes) == ("Europe/Kyiv", "06:15", 15)
    assert settings.operators == ("telegram:1",)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ONRECORD_HTTP_PORT", "ONRECORD_TELEGRAM_TOKEN", "ONRECORD_TELEGRAM_TOKEN_FILE", "ONRECORD_CONFIG"):
        monkeypatch.setenv(name, "")
    assert read_settings().http_port is None
    assert read_settings().telegram_token is None


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_each_secret_can_come_from_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    value = "postgresql://bot:word@host/news" if name == "database_url" else TOKEN
    (tmp_path / "secret").write_text(value + "\n")
    monkeypatch.setenv(f"{variable(name)}_FILE", str(tmp_path / "secret"))
    assert getattr(read_settings(), name).get_secret_value() == value


def test_a_secret_file_can_be_named_in_the_toml_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "config.toml").write_text(f"telegram_token_file = '{tmp_path / 'token'}'\n")
    monkeypatch.setenv("ONRECORD_CONFIG", str(tmp_path / "config.toml"))
    assert secrets(read_settings()) == (TOKEN,)


def test_a_list_of_chats_is_written_with_spaces_or_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_OPERATORS", "telegram:-100123, slack:C012AB3CD")
    assert read_settings().operators == ("telegram:-100123", "slack:C012AB3CD")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HTTP_PORT", "99999", "'99999' does not fit; write a whole number from 1 to 65535"),
        ("HTTP_PORT", "eighty", "'eighty' does not fit; write a whole number from 1 to 65535"),
        ("TIMEZONE", "Mars/Olympus", "'Mars/Olympus' is no known time zone; write an IANA name such as Europe/Kyiv"),
        ("TIMEZONE", "Europe", "'Europe' is no known time zone"),
        ("TIMEZONE", "../etc/passwd", "is no known time zone"),
        ("DIGEST_TIME", "25:00", "'25:00' is no time of day; write it as 08:00"),
        ("SLACK_BASE_URL", "slack.com", "'slack.com' is no web address; write one"),
        ("ALLOW_PRIVATE_HOSTS", "perhaps", "'perhaps' does not fit; write true or false"),
        ("FETCH_SECONDS", "0", "'0' does not fit; write a number above 0 up to 120"),
        (
            "DATABASE_URL",
            "mysql://root@host/news",
            "mysql://… is no database address that we know; write sqlite:////folder/file or "
            "postgresql://host/name with user:password@ before the host",
        ),
        ("DATABASE_URL", "postgresql://[broken", "write sqlite:////folder/file or postgresql://"),
        ("DIGEST_CONFIDENCE", "1.5", "'1.5' does not fit; write a number from 0 to 1"),
        ("TELEGRAM_TOKEN", "123456789:AAF with spaces", "this value has spaces"),
        ("OPERATORS", "telegram:1 everybody", "'everybody' names no chat; write telegram:NUMBER"),
        ("USER_AGENT", "bot\r\nHost: evil", "printable ASCII"),
        ("LOG_LEVEL", "loud", "'loud' does not fit; write debug, info, warning or error"),
        ("TELEGRM_TOKEN", "1:A", "there is no such setting; did you mean ONRECORD_TELEGRAM_TOKEN?"),
        ("telegram_token", "1:A", "there is no such setting; did you mean ONRECORD_TELEGRAM_TOKEN?"),
        ("ZZZZZZ", "1", "there is no such setting; `onrecord check` lists them"),
        ("TELEGRAM_TOKEN_FILE", "/nonexistent/token", "cannot read /nonexistent/token: No such file or directory"),
        ("DATABASE_URL_FILE", "/", "cannot read /: Is a directory"),
        ("CONFIG", "/nonexistent/onrecord.toml", "cannot read /nonexistent/onrecord.toml"),
    ],
)
def test_a_bad_value_gets_one_line_that_names_it(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ONRECORD_{name}", value)
    with pytest.raises(SettingError) as raised:
        read_settings()
    line = str(raised.value)
    assert line.startswith(f"ONRECORD_{name}: ")
    assert says in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"timzone = 'UTC'", "there is no setting 'timzone'; did you mean timezone?"),
        (b"timezone = UTC", "cannot read"),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (b"http_port = 'x'", "ONRECORD_HTTP_PORT: "),
        (b"telegram_token = '1:A'\ntelegram_token_file = '/dev/null'", "are both set; keep one of them"),
        (b"telegram_token_file = '/dev/null'", "/dev/null is empty; put the secret into it"),
    ],
)
def test_a_bad_toml_file_gets_one_line(
    content: bytes, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_bytes(content)
    monkeypatch.setenv("ONRECORD_CONFIG", str(tmp_path / "config.toml"))
    with pytest.raises(SettingError) as raised:
        read_settings()
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_secret_set_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(TOKEN)
    monkeypatch.setenv("ONRECORD_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("ONRECORD_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(SettingError, match="ONRECORD_TELEGRAM_TOKEN and ONRECORD_TELEGRAM_TOKEN_FILE are both set"):
        read_settings()


def test_no_secret_is_in_what_is_printed_shown_or_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in sorted(SECRETS - {"database_url"}):
        monkeypatch.setenv(variable(name), f"{TOKEN}{name}")
    monkeypatch.setenv("ONRECORD_DATABASE_URL", "postgresql://bot:hunter2@host/news?password=hunter3")
    settings = read_settings()
    printed = f"{settings!r} {settings} {list(show(settings))}"
    assert TOKEN not in printed
    assert "hunter" not in printed
    assert "postgresql://bot:****@host/news?password=****" in printed
    assert {f"{TOKEN}{name}" for name in SECRETS - {"database_url"}} | {"hunter2", "hunter3"} == set(secrets(settings))


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_refused_secret_is_not_in_the_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable(name), "hunter2 hunter3")
    with pytest.raises(SettingError) as raised:
        read_settings()
    assert "hunter" not in str(raised.value)
    assert f"{variable(name)}: this value " in str(raised.value)
    assert raised.value.__cause__ is None


def test_settings_do_not_change_once_read() -> None:
    settings = read_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.timezone = "Europe/Kyiv"  # type: ignore[misc]  # that is the point


@given(st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters="-_%.:@"), min_size=8))
def test_a_shown_address_never_holds_its_password(password: str) -> None:
    assume(password not in "postgresql://bot:@host/news")
    url = f"postgresql://bot:{password}@host/news"
    shown = without_password(url)
    assert all(word not in shown for word in passwords(url))
    assert shown.startswith("postgresql://")


def test_every_default_is_in_the_file_of_defaults_and_fits() -> None:
    settings = read_settings()
    required = {name for name, field in Settings.model_fields.items() if field.is_required()}
    text = (Path(__file__).parent.parent / "config" / "defaults.toml").read_text()
    written = {line.partition(" =")[0] for line in text.splitlines() if " = " in line and not line.startswith("#")}
    assert written == required
    assert all(getattr(settings, name) is None for name in Settings.model_fields.keys() - required)


def test_this_suite_does_not_see_the_operator_s_own_environment() -> None:
    assert not [name for name in os.environ if name.startswith("ONRECORD_")]
