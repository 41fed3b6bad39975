"""Topics that can be followed by name (`seeds/topics.toml`)."""

from __future__ import annotations

import tomllib

from bot.errors import SettingsError
from bot.model import Topic
from bot.text import fold

LISTS = ("aliases", "terms", "places", "people")


def parse_topics(text: str) -> tuple[Topic, ...]:
    """Read the topics; SettingsError with the topic and field where the file is not as its head describes."""
    try:
        tables = tomllib.loads(text).get("topics", [])
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"topics.toml is not TOML: {error}") from error
    topics = tuple(_topic(number, table) for number, table in enumerate(tables, 1))
    _check_names(topics)
    return topics


def _topic(number: int, table: object) -> Topic:
    if not isinstance(table, dict) or not isinstance(table.get("name"), str) or not table["name"].strip():
        raise SettingsError(f"topics.toml: topic {number} has no name")
    lists: dict[str, tuple[str, ...]] = {}
    for field in LISTS:
        values = table.get(field, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise SettingsError(f"topics.toml: {field} of {table['name']} must be a list of words in quotation marks")
        lists[field] = tuple(values)
    return Topic(name=table["name"], **lists)


def _check_names(topics: tuple[Topic, ...]) -> None:
    """A name or alias means one topic only."""
    owner: dict[str, str] = {}
    for topic in topics:
        for name in dict.fromkeys(fold(name) for name in (topic.name, *topic.aliases)):
            if owner.setdefault(name, topic.name) != topic.name:
                raise SettingsError(f"topics.toml: “{name}” stands for both {owner[name]} and {topic.name}")
