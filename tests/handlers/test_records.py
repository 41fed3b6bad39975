"""story, why, cite, wrong: what a person sees of one record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Chat, FactKey
from bot.store import Store
from tests.handlers.commanding import ask, words
from tests.handlers.house import open_store
from tests.store.samples import NOW, agreed, an_article, record, said, span

TEXT = (
    "State Department spokeswoman Tammy Bruce spoke on Friday. “That’s now up to them,” she said.\n"
    "Washington and Kyiv signed a minerals deal."
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one article, its copy, a statement and a deal."""
    async with await open_store(tmp_path) as opened:
        statement = said(
            TEXT, "That’s now up to them,", "Tammy Bruce", role="spokeswoman", name_from="pronoun",
            source=span(TEXT, "she"), named_at=span(TEXT, "Tammy Bruce"),
            context=(span(TEXT, "“That’s now up to them,” she said."),),
        )  # fmt: skip
        deal = agreed(TEXT, ("Washington", "Kyiv"), "minerals deal")
        await record(opened, an_article(TEXT, id="a1", title="Talks end"), statement, deal)
        await record(
            opened, an_article(TEXT, id="a2", title="The same", outlet="other.example"), replace(statement), deal
        )
        yield opened


@pytest.fixture
async def chat(store: Store) -> Chat:
    """A chat whose last message had one numbered source."""
    opened = await store.chats.open("telegram", "1", now=NOW)
    facts = await store.facts.of_articles(["a1"], chat_id=opened.id)
    keys = (FactKey("statement", facts.statements[0].id), FactKey("deal", facts.deals[0].id, "signed"))
    story = FactKey("story", facts.statements[0].story_id or 0)
    await store.chats.remember_lines(opened.id, {1: (story, *keys)}, now=NOW)
    return opened


async def test_why_shows_the_sentence_the_outlet_the_name_and_what_was_merged(store: Store, chat: Chat) -> None:
    text = await ask(store, chat, "why 1")
    assert "“That’s now up to them,” Tammy Bruce, spokeswoman" in text
    assert "The article has it so: “That’s now up to them,” she said." in text
    assert "In news.example, Mon 4 May, under the title “Talks end” https://news.example/a1" in text
    assert "“she” is Tammy Bruce: the one person of the text it can mean" in text
    assert "The same stands in other.example" in text
    assert "Washington and Kyiv: minerals deal, signed" in text


async def test_cite_gives_a_line_to_paste(store: Store, chat: Chat) -> None:
    text = await ask(store, chat, "cite [1]")
    assert (
        "“That’s now up to them,” Tammy Bruce, spokeswoman (news.example, 4 May 2026, https://news.example/a1)" in text
    )


async def test_story_lists_its_articles_and_what_is_said(store: Store, chat: Chat) -> None:
    text = await ask(store, chat, "story 1")
    assert text.startswith("Talks end · 1 article")
    assert "“That’s now up to them,” Tammy Bruce" in text
    assert "Talks end (news.example, Mon 4 May): https://news.example/a1" in text


async def test_wrong_tells_the_operators_once(store: Store, chat: Chat) -> None:
    operator = await store.chats.open("telegram", "99", now=NOW)
    for _ in range(2):
        assert (
            await ask(store, chat, "wrong 1", operators=frozenset({"telegram:99"}))
            == "\n\nThank you. The operator is told."
        )
    [told] = await store.outbox.of_chat(operator.id)
    assert "onrecord retract" in words(told.message)
    assert "written down" in await ask(store, chat, "wrong 1")


async def test_a_button_carries_the_record_and_works_after_other_messages(store: Store, chat: Chat) -> None:
    facts = await store.facts.of_articles(["a1"], chat_id=chat.id)
    await store.chats.remember_lines(chat.id, {}, now=NOW)
    assert "minerals deal" in await ask(store, chat, f"v1:why:{facts.deals[0].id}")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("why", "why needs a number of my last message: why 1."),
        ("why me", "why needs a number of my last message"),
        ("cite 7", "My last message has no [7]"),
        ("cite 99999999999999999999", "My last message has no [999999]"),
        ("v1:cite:999999", "I hold that record no more"),
        ("v1:wrong:x", "I hold that record no more"),
        ("v1:story:0", "I hold no story under that number any more."),
    ],
)
async def test_what_cannot_be_meant_is_said(store: Store, chat: Chat, typed: str, answer: str) -> None:
    assert answer in await ask(store, chat, typed)


async def test_another_chats_record_is_not_shown(store: Store, chat: Chat) -> None:
    other = await store.chats.open("telegram", "2", now=NOW)
    own = "“Mine alone,” Ada Byrne said."
    await record(store, an_article(own, id="own", chat_id=other.id), said(own, "Mine alone,", "Ada Byrne"))
    held = (await store.facts.of_articles(["own"], chat_id=other.id)).statements[0]
    assert "I hold that record no more" in await ask(store, chat, f"v1:why:{held.id}")
    assert "Mine alone" in await ask(store, other, f"v1:why:{held.id}")


async def test_watch_and_unwatch(store: Store, chat: Chat) -> None:
    assert "told at once" in await ask(store, chat, "watch Tammy Bruce")
    [held] = await store.chats.follows(chat.id)
    assert (held.kind, held.subject, held.is_watch) == ("speaker", "Tammy Bruce", True)
    assert "does not watch “Rubio”. It watches Tammy Bruce." in await ask(store, chat, "unwatch Rubio")
    assert "Gone: watch Tammy Bruce." in await ask(store, chat, "unwatch Tammy Bruce")
    assert "watch needs a name" in await ask(store, chat, "watch")
    assert "not a whole outlet" in await ask(store, chat, "watch bbc.co.uk")


async def test_the_numbers_of_an_answer_can_be_asked_about(store: Store, chat: Chat) -> None:
    await store.chats.remember_lines(chat.id, {}, now=NOW)
    assert "up to them" in await ask(store, chat, "what did Bruce say?")
    assert "“she” is Tammy Bruce" in await ask(store, chat, "why 1")


async def test_a_question_after_who_is_asked_as_it_stands(store: Store, chat: Chat) -> None:
    for typed in ('who said "now up to them"', 'who "now up to them"', "who said “now up to them”"):
        assert "said “now" not in (answer := await ask(store, chat, typed)), typed
        assert "Tammy Bruce" in answer


async def test_quiet_hours_are_said_back(store: Store, chat: Chat) -> None:
    assert "22:00 to 07:00" in await ask(store, chat, "quiet 22-7")


async def test_why_of_a_record_without_an_outlet_reads_as_a_sentence(store: Store, chat: Chat) -> None:
    typed = an_article(TEXT, id="b1", title="Typed in", outlet=None, url=None)
    await record(store, typed, said(TEXT, "That’s now up to them,", "Ada Berg", name_from="explicit"))
    facts = await store.facts.of_articles(["b1"], chat_id=chat.id)
    text = await ask(store, chat, f"v1:why:{facts.statements[0].id}")
    assert "In an article of Mon 4 May, under the title “Typed in”" in text


async def test_why_shows_the_quoted_sentence_before_its_neighbours(store: Store, chat: Chat) -> None:
    long = "The harbour was shut for the third day in a row, and " + "the crews waited on the quay, " * 9 + "it seems. "
    body = f"{long}“We will not move,” Ada Berg said. The ships turned back."
    quoted = said(body, "We will not move,", "Ada Berg", name_from="explicit", context=((0, len(body)),))
    await record(store, an_article(body, id="c1", title="Shut"), quoted)
    facts = await store.facts.of_articles(["c1"], chat_id=chat.id)
    text = await ask(store, chat, f"v1:why:{facts.statements[0].id}")
    assert "The article has it so: “We will not move,” Ada Berg said. The ships turned back." in text
    assert "crews" not in text


async def test_why_gives_a_slice_that_begins_inside_a_quotation_its_mark(store: Store, chat: Chat) -> None:
    body = "“The day was long. We will not move,” Ada Berg said."
    around = span(body, "We will not move,” Ada Berg said.")
    quoted = said(body, "We will not move,", "Ada Berg", name_from="explicit", context=(around,))
    await record(store, an_article(body, id="c2", title="Long"), quoted)
    facts = await store.facts.of_articles(["c2"], chat_id=chat.id)
    text = await ask(store, chat, f"v1:why:{facts.statements[0].id}")
    assert "The article has it so: … “We will not move,” Ada Berg said." in text


async def test_the_command_understands_what_the_long_question_does(store: Store, chat: Chat) -> None:
    for typed in ("said Bruce", "said Tammy Bruce", "said Bruce about them", "quotes Bruce about them"):
        assert "“That’s now up to them,” Tammy Bruce" in await ask(store, chat, typed), typed
    assert "Tammy Bruce · to Fox News" in await ask(store, chat, "said Bruce to Fox News")


async def test_who_with_any_verb_of_saying_is_a_question(store: Store, chat: Chat) -> None:
    assert (await ask(store, chat, "who threatened")).startswith("who said · threatened")
