"""follow, unfollow, settings: what a person is told of what was understood, and of what may have been meant."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Chat
from bot.store import Store
from tests.handlers.commanding import answer, ask, buttons, words
from tests.handlers.house import open_store
from tests.store.samples import NOW, an_article, record, said

TEXT = "“We are ready,” Marco Rubio said. “So are we,” said Moira Tennock."


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one article of two speakers."""
    async with await open_store(tmp_path) as opened:
        both = said(TEXT, "We are ready,"), said(TEXT, "So are we,", "Moira Tennock")
        await record(opened, an_article(TEXT, outlet="harbourpost.example"), *both)
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat with the usual settings."""
    return await store.chats.open("telegram", "1", now=NOW)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ukrane", "Ukraine"),
        ("climte", "Climate"),
        ("Tenok", "Moira Tennock"),
        ("Polnad", "Poland"),
        ("harborpost.example", "harbourpost.example"),
    ],
)
async def test_a_typing_error_is_asked_back_about_and_put_right_by_a_tap(
    store: Store, chat: Chat, typed: str, meant: str
) -> None:
    answered = await answer(store, chat, f"follow {typed}")
    assert f"Did you mean {meant}?" in words(answered)
    carried = buttons(answered)[f"{meant} instead"]
    assert "Did you mean" not in await ask(store, chat, carried)
    [follow] = await store.chats.follows(chat.id)
    assert follow.subject == meant


@pytest.mark.parametrize("typed", ["Ukraine", "zymurgy", "Rubio", "harbourpost.example", "“Ukrane”", "oil", "ready"])
async def test_what_is_known_or_like_nothing_known_is_not_asked_about(store: Store, chat: Chat, typed: str) -> None:
    assert "Did you mean" not in await ask(store, chat, f"follow {typed}")


async def test_a_word_of_the_news_is_no_typing_error(store: Store, chat: Chat) -> None:
    text = "Ukrane was built. Ukrane opened."
    await record(store, an_article(text, id="a2", title="Ukrane"))
    assert "Did you mean" not in await ask(store, chat, "follow Ukrane")


async def test_the_digest_of_a_misspelt_topic_offers_the_right_one(store: Store, chat: Chat) -> None:
    answered = await answer(store, chat, "digest Ukrane")
    assert "Did you mean Ukraine?" in words(answered)
    assert buttons(answered) == {"Ukraine": "v1:digest:Ukraine"}


@pytest.mark.parametrize("again", ["Ukraine", "ukraine", "the war in Ukraine", "Ukraine war"])
async def test_the_same_twice_is_said_and_held_once(store: Store, chat: Chat, again: str) -> None:
    await ask(store, chat, "follow Ukraine")
    answered = await answer(store, chat, f"follow {again}")
    assert "You follow that already: Stories on Ukraine." in words(answered)
    assert not answered.buttons  # an Undo would undo the first
    assert len(await store.chats.follows(chat.id)) == 1


async def test_the_same_with_other_stories_left_out_takes_its_place(store: Store, chat: Chat) -> None:
    await ask(store, chat, "follow Ukraine")
    assert "without stories on football" in await ask(store, chat, "follow Ukraine -football")
    [follow] = await store.chats.follows(chat.id)
    assert follow.excluded == ("football",)


async def test_the_same_in_other_respects_is_another_follow(store: Store, chat: Chat) -> None:
    for typed in (
        "follow Rubio",
        "follow Rubio about oil",
        "watch Rubio",
        "follow deals over $5m",
        "follow deals over £5m",
    ):
        assert "already" not in await ask(store, chat, typed)
    assert len(await store.chats.follows(chat.id)) == 5


async def test_labels_end_with_a_whole_word(store: Store, chat: Chat) -> None:
    answered = await answer(store, chat, "follow deals over £100m with Poland about shipbuilding yards")
    [label] = buttons(answered)
    assert label == "Undo deals over £100m with Poland about…"
    assert await ask(store, chat, buttons(answered)[label])
    assert await store.chats.follows(chat.id) == ()


async def test_every_setting_says_what_it_is_and_how_to_change_it(store: Store, chat: Chat) -> None:
    for line in (
        "Digest: 08:00, every day. To change: time 08:00 18:00 mon-fri.",
        "Next digest: Tue 5 May, 08:00. To stop: pause.",
        "Time zone: UTC. To change: timezone Europe/Kyiv.",
        "Length: normal, about 1,500 characters. To change: length short (600) or length long (3,500).",
        "When nothing is new: one line says so. To change: silent on.",
        "Quiet hours: none. To change: quiet 22-7, or quiet off.",
    ):
        assert line in await ask(store, chat, "settings")


async def test_what_settings_offers_can_be_typed_and_tapped(store: Store, chat: Chat) -> None:
    for typed in ("length short", "silent on", "quiet 22-7", "timezone Europe/Kyiv", "time 8:00 18:00 mon-fri"):
        await ask(store, chat, typed)
    shown = await ask(store, chat, "settings")
    assert "Length: short, about 600 characters" in shown
    assert "When nothing is new: no message. To change: silent off." in shown
    for carried in buttons(await answer(store, chat, "settings")).values():
        await ask(store, chat, carried)
    held = await store.chats.get(chat.id)
    assert held is not None
    changed = replace(chat, length="long", quiet_day="silent", quiet=("22:00", "07:00"), is_paused=True)
    clock = {"timezone": "Europe/Kyiv", "hours": ("08:00", "18:00"), "weekdays": (0, 1, 2, 3, 4)}
    assert held == replace(changed, last_digest_at=held.last_digest_at, **clock)  # type: ignore[arg-type]
    assert "To go on: resume" in await ask(store, chat, "settings")


@pytest.mark.parametrize("typed", ["length", "length endless", "silent", "silent perhaps"])
async def test_a_setting_that_is_none_is_refused_with_what_it_may_be(store: Store, chat: Chat, typed: str) -> None:
    assert "Tell me" in await ask(store, chat, typed)
    assert await store.chats.get(chat.id) == chat


@pytest.mark.parametrize(
    ("typed", "meant"), [("folow Ukraine", "follow Ukraine"), ("setings", "settings"), ("unfolow all", "unfollow all")]
)
async def test_a_misspelt_command_is_offered(store: Store, chat: Chat, typed: str, meant: str) -> None:
    answered = await answer(store, chat, typed)
    assert f"Did you mean the command “{meant}”?" in words(answered)
    name, _, rest = meant.partition(" ")
    assert buttons(answered)[meant] == f"v1:{name}:{rest}"


@pytest.mark.parametrize("typed", ["what did Rubio say?", "who said “So are we”?", "what of the harvest?"])
async def test_a_question_is_no_misspelt_command(store: Store, chat: Chat, typed: str) -> None:
    assert "Did you mean the command" not in await ask(store, chat, typed)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("follow Tennock", ["Callum Tennock", "Moira Tennock"]),
        ("follow Tennock about pay", ["Callum Tennock about pay", "Moira Tennock about pay"]),
        ("watch tennock", ["Callum Tennock", "Moira Tennock"]),
    ],
)
async def test_a_surname_of_two_is_not_followed_but_asked_back(
    store: Store, chat: Chat, typed: str, names: list[str]
) -> None:
    await with_callum(store)
    answered = await answer(store, chat, typed)
    assert f": {' or '.join(names)}?" in words(answered)
    assert list(buttons(answered)) == names
    assert await store.chats.follows(chat.id) == ()
    await ask(store, chat, buttons(answered)[names[1]])
    [follow] = await store.chats.follows(chat.id)
    assert (follow.subject, follow.about) == ("Moira Tennock", "pay" if "pay" in typed else None)


async def test_what_is_clear_is_followed_beside_what_is_asked_back(store: Store, chat: Chat) -> None:
    await with_callum(store)
    told = await ask(store, chat, "follow Marco Rubio, Tennock")
    assert "What Marco Rubio says." in told
    assert "Whom do you mean by Tennock: Callum Tennock or Moira Tennock?" in told
    assert [follow.subject for follow in await store.chats.follows(chat.id)] == ["Marco Rubio"]


async def test_a_digest_of_a_surname_of_two_is_asked_back(store: Store, chat: Chat) -> None:
    await with_callum(store)
    answered = await answer(store, chat, "digest Tennock")
    assert buttons(answered) == {
        "Callum Tennock": "v1:digest:Callum Tennock",
        "Moira Tennock": "v1:digest:Moira Tennock",
    }


async def with_callum(store: Store) -> None:
    body = "“The tide is in,” Callum Tennock said."
    await record(store, an_article(body, id="tide"), said(body, "The tide is in,", "Callum Tennock"))


async def test_a_command_that_is_asked_back_is_not_offered_itself(store: Store, chat: Chat) -> None:
    await with_callum(store)
    assert "Did you mean the command" not in await ask(store, chat, "said Tennock")


async def test_a_channel_named_anywhere_else_than_in_a_private_chat_is_explained(store: Store, chat: Chat) -> None:
    told = await ask(store, chat, "follow @dailynews Ukraine")
    assert "A channel is set up from a private chat with me on Telegram" in told
    assert await store.chats.follows(chat.id) == ()


async def test_what_is_left_out_of_digests_stands_in_the_list(store: Store, chat: Chat) -> None:
    await ask(store, chat, "mute football")
    assert "unmute football" in await ask(store, chat, "list")
    await ask(store, chat, "follow Ukraine")
    listed = await ask(store, chat, "list")
    assert "Ukraine" in listed
    assert "Left out of digests: football." in listed
