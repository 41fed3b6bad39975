"""Loading what the parts need: the lexicon, the topics, the settings, the store with its stories in memory."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.asking.ground import Ground
from bot.asking.topics import parse_topics
from bot.asking.words import parse_words
from bot.digest.match import Topics
from bot.errors import InputError, OnRecordError, SettingsError, UsageError
from bot.pipeline import Desk, fill_window
from bot.reading.deal_identity import DealIdentity
from bot.reading.places import parse_places
from bot.sources.opml import FeedList, parse_opml
from bot.store import Store
from bot.store.merging import DealRule
from bot.stories import Window
from bot.verbs.lines import parse_date
from bot.verbs.rules import load_rules
from config.settings import SettingError, Settings, read_settings


def settings() -> Settings:
    """The settings of this process; SettingsError when one is wrong."""
    try:
        return read_settings()
    except SettingError as error:
        raise SettingsError(str(error)) from None


@cache
def seeds_folder() -> Path:
    """Where `seeds/` lies: beside the code in a checkout, in the share folder when installed."""
    for folder in (Path(__file__).resolve().parents[2] / "seeds", Path(sys.prefix) / "share" / "onrecord" / "seeds"):
        if folder.is_dir():
            return folder
    raise OnRecordError("seeds/ is missing: install On Record again, or run it from its checkout")


def load_ground() -> Ground:
    """What questions and follows are understood by: their words, the topics of seeds/, the names of countries."""
    places = resources.files("bot.reading").joinpath("lexicon", "places.toml").read_text(encoding="utf-8")
    words = resources.files("bot.asking").joinpath("words.toml").read_text(encoding="utf-8")
    topics = (seeds_folder() / "topics.toml").read_text(encoding="utf-8")
    countries = parse_places(tomllib.loads(places)).country_of_form
    return Ground.of(parse_words(words), parse_topics(topics), countries=countries)


def load_bundles() -> dict[str, FeedList]:
    """The bundles of feeds in seeds/, by name."""
    paths = sorted((seeds_folder() / "bundles").glob("*.opml"))
    return {path.stem: parse_opml(path.read_bytes(), path.name) for path in paths}


def load_desk(given: Settings) -> Desk:
    """Everything the pipeline works with besides the store."""
    ground = load_ground()
    return Desk(
        rules=load_rules(),
        ground=ground,
        topics=Topics.of(ground.topics, ground.countries),
        bundles=load_bundles(),
        window=Window(span=timedelta(days=given.story_window_days)),
        fetch_every=timedelta(minutes=given.fetch_minutes),
        digest_confidence=given.digest_confidence,
        answer_confidence=given.answer_confidence,
        timezone=given.timezone,
        hour=given.digest_time,
        operators=frozenset(given.operators),
    )


def deal_rule() -> DealIdentity | None:
    """When two deals of two articles are one, as the reader's rules tell it."""
    words = load_rules().deals
    return DealIdentity(words) if words else None


@asynccontextmanager
async def open_store(given: Settings, deals: DealRule | None = None) -> AsyncIterator[Store]:
    """The store of the settings; an SQLite file is made and migrated by itself. Whoever records gives `deals`."""
    if given.database_url is None:
        make_folder(given.data_dir)
    store = await Store.open(given.database, deals=deals)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def open_desk(given: Settings, *, window_since: datetime | None = None) -> AsyncIterator[tuple[Store, Desk]]:
    """The store and the desk, with the stories held in memory."""
    async with open_store(given, deal_rule()) as store:
        desk = load_desk(given)
        await fill_window(store, desk.window, window_since)
        yield store, desk


def make_folder(folder: Path) -> None:
    """Make the data folder; StoreError-like one-liner when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"ONRECORD_DATA_DIR: cannot make {folder}: {error.strerror}; name another folder") from None


def parse_moment(text: str | None, *, name: str = "--now") -> datetime:
    """An ISO date or time as an aware moment; now when None. A time without a zone is UTC; else UsageError."""
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{name} {text!r} is no date or time; write 2025-05-02 or 2025-05-02T18:00+01:00") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def check_date(text: str | None) -> datetime | None:
    """The day or time of an article as typed, in its own zone; UsageError when it is none."""
    try:
        return parse_date(text)
    except InputError as error:
        raise UsageError(f"--{error}") from None


def check_timezone(name: str) -> str:
    """A time zone known to this machine; UsageError names an example."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"--timezone {name!r} is no IANA time zone; write Europe/Kyiv or UTC") from None
