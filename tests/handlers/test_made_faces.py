"""Faces made from the settings, as `run` and `check` make them."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from bot.errors import SettingsError
from config.settings import Settings
from handlers import slack, telegram
from tests.handlers.house import Scribe
from tests.simulators.slack import APP_TOKEN, BOT_TOKEN
from tests.simulators.telegram import TOKEN


def settings(**given: str) -> Settings:
    return Settings(**{name: SecretStr(value) for name, value in given.items()})  # type: ignore[arg-type]  # by name


def nobody() -> None:
    """Nobody waits for the bell."""


def test_a_face_is_made_of_its_tokens_and_shows_none_of_them() -> None:
    scribe = Scribe()
    on_telegram = telegram.make_face(settings(telegram_token=TOKEN), scribe, nobody)
    on_slack = slack.make_face(settings(slack_bot_token=BOT_TOKEN, slack_app_token=APP_TOKEN), scribe, nobody)
    shown = "".join(f"{held!r}" for face in (on_telegram, on_slack) for held in (face, *vars(face).values()))
    for token in (TOKEN, BOT_TOKEN, APP_TOKEN):
        assert token not in shown


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "ONRECORD_SLACK_BOT_TOKEN"),
        ({"slack_bot_token": BOT_TOKEN}, "ONRECORD_SLACK_APP_TOKEN"),
        ({"slack_app_token": APP_TOKEN}, "ONRECORD_SLACK_BOT_TOKEN"),
    ],
)
def test_slack_without_both_tokens_says_which_is_missing(given: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        slack.make_face(settings(**given), Scribe(), nobody)


def test_telegram_without_a_token_says_where_to_get_one() -> None:
    with pytest.raises(SettingsError, match="BotFather"):
        telegram.make_face(settings(), Scribe(), nobody)
