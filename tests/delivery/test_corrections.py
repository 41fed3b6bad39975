"""An outlet edits its article: what was told is corrected, and its new words and figures are news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.model import Article, Deal, Follow, Message, Run, Statement
from bot.store import Place, Store
from tests.delivery.test_editor import a_chat, words, write
from tests.store.samples import DAY, HOUR, NOW, agreed, an_article, dollars, record, said

PEPPER = "“We expect {} tonnes of it this year,” Leela Menon said. The pepper harvest suffered from late rains."
FERRY = "Atlantic Hop agreed with Van Loon on boats for ${} million. “They will be painted {},” Niamh Corrigan said."


def pepper(tonnes: str) -> tuple[Article, Statement]:
    """An article and its quotation."""
    text = PEPPER.format(tonnes)
    article = an_article(text, id="k1", title="Pepper forecast", arrived_at=None)
    return article, said(text, f"We expect {tonnes} tonnes of it this year,", "Leela Menon")


def ferry(millions: int, colour: str, id: str = "k2") -> tuple[Article, Deal, Statement]:
    """An article, its deal and its quotation."""
    text = FERRY.format(millions, colour)
    article = an_article(text, id=id, title="Ferry firm picks colour", outlet=f"{id}.example", arrived_at=None)
    money = dollars(millions * 1_000_000, text, f"${millions} million")
    deal = agreed(text, ("Atlantic Hop", "Van Loon"), "boats", amount=money, confidence=0.9)
    return article, deal, said(text, f"They will be painted {colour},", "Niamh Corrigan")


async def deliver(store: Store, message_id: int) -> None:
    await store.outbox.sent(message_id, "m", now=NOW)


def quotations(message: Message) -> Iterable[Run]:
    """Every quoted run."""
    return (run for section in message.sections for line in section.lines for run in line.runs if run.quote)


async def test_every_quotation_of_a_correction_stands_in_the_version_it_was_told_from(store: Store) -> None:
    chat = await a_chat(store)
    for article, *facts in (pepper("60,000"), ferry(18, "red"), ferry(18, "green", "k3")):
        await record(store, article, *facts, now=NOW - HOUR)
    [digest] = await write(store, NOW)
    await deliver(store, digest.id)
    for article, *facts in (pepper("70,000"), ferry(18, "blue"), ferry(18, "white", "k3")):
        await record(store, article, *facts, now=NOW + HOUR)
    [correction] = await write(store, NOW + 2 * HOUR)
    shown = list(quotations(correction.message))
    assert {run.text for run in shown} == {
        "We expect 60,000 tonnes of it this year,",
        "They will be painted red,",
        "They will be painted green,",
    }
    for run in shown:
        assert run.quote is not None
        told_from = await store.articles.get(run.quote.article_id, chat_id=chat.id, version=run.quote.version)
        assert told_from is not None
        assert (told_from.version, told_from.text[slice(*run.quote.span)]) == (1, run.text)


async def test_a_sum_that_its_outlet_edits_is_corrected_once_and_the_new_one_told(store: Store) -> None:
    await a_chat(store)
    first, deal, _ = ferry(18, "red")
    await record(store, first, deal, now=NOW - HOUR)
    [digest] = await write(store, NOW)
    assert "$18 million" in words(digest.message)
    await deliver(store, digest.id)
    edited, other, _ = ferry(81, "red")
    await record(store, edited, other, now=NOW + HOUR)
    [correction] = await write(store, NOW + 2 * HOUR)
    told = words(correction.message)
    assert "I told you: " in told
    assert "$18 million" in told
    assert "k2.example has changed its article since: the sum is $81 million now." in told
    await deliver(store, correction.id)
    [second] = await write(store, NOW + DAY)
    assert "$81 million" in words(second.message)
    assert "$18 million" not in words(second.message)
    await deliver(store, second.id)

    again, third, _ = ferry(95, "red")  # what is corrected now is what was told last
    await record(store, again, third, now=NOW + DAY + HOUR)
    [correction] = await write(store, NOW + DAY + 2 * HOUR)
    assert "$81 million" in words(correction.message)
    assert "$18 million" not in words(correction.message)
    assert await write(store, NOW + DAY + 3 * HOUR) == []


async def test_a_sum_that_goes_without_another_is_corrected(store: Store) -> None:
    await a_chat(store)
    first, deal, _ = ferry(18, "red")
    await record(store, first, deal, now=NOW - HOUR)
    [digest] = await write(store, NOW)
    await deliver(store, digest.id)
    text = "Atlantic Hop agreed with Van Loon on boats."
    bare = agreed(text, ("Atlantic Hop", "Van Loon"), "boats", confidence=0.9)
    # it arrived before the digest went out, and was read after
    edited = an_article(text, id="k2", outlet="k2.example", arrived_at=NOW - HOUR / 2)
    await record(store, edited, bare, now=NOW + HOUR)
    [correction] = await write(store, NOW + 2 * HOUR)
    assert "and no longer gives that sum" in words(correction.message)


async def test_a_sum_is_not_corrected_while_another_outlet_gives_it_or_when_it_comes_back(store: Store) -> None:
    await a_chat(store)
    for id in ("k2", "k3"):
        article, deal, _ = ferry(18, "red", id)
        await record(store, article, deal, now=NOW - HOUR)
    [digest] = await write(store, NOW)
    await deliver(store, digest.id)
    for id, millions in (("k2", 81), ("k3", 81), ("k3", 18)):
        article, deal, _ = ferry(millions, "red", id)
        await record(store, article, deal, now=NOW + HOUR)
        assert len(await store.facts.corrections()) == (1 if (id, millions) == ("k3", 81) else 0)
    assert await write(store, NOW + 2 * HOUR) == []


async def test_new_words_of_an_edited_article_are_an_update_for_who_follows_its_topic(store: Store) -> None:
    chat = await a_chat(store)
    await store.chats.follow(Follow(text="pepper", kind="topic", subject="pepper", chat_id=chat.id), now=NOW - DAY)
    article, quotation = pepper("60,000")
    recorded = await record(store, article, quotation, now=NOW - HOUR)
    [digest] = await write(store, NOW)
    assert "60,000" in words(digest.message)
    await deliver(store, digest.id)
    edited, other = pepper("70,000")
    await record(store, edited, other, now=NOW + HOUR, place=Place(story_id=recorded.story_id))
    [correction] = await write(store, NOW + 2 * HOUR)
    await deliver(store, correction.id)
    [second] = await write(store, NOW + DAY)
    assert "Update: " in words(second.message)
    assert "We expect 70,000 tonnes of it this year," in words(second.message)
    await deliver(store, second.id)
    [third] = await write(store, NOW + 2 * DAY)
    assert "Nothing new" in words(third.message)


async def test_a_shared_quotation_is_never_cut_from_the_chats_own_copy_of_the_article(store: Store) -> None:
    """One address, two feeds: the chat's own brings a text in which the words stand elsewhere."""
    chat = await a_chat(store)
    await store.feeds.add("https://own.example/feed", chat_id=chat.id, now=NOW - DAY)
    article, quotation = pepper("60,000")
    await record(store, article, quotation, now=NOW - HOUR)
    own = replace(article, text=f"Now in full. {article.text}", chat_id=chat.id)
    await record(store, own, now=NOW - HOUR)
    [digest] = await write(store, NOW)
    assert [run.text for run in quotations(digest.message)] == ["We expect 60,000 tonnes of it this year,"]
