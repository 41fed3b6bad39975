"""Feeds, visits and entries."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Entry, Visit
from bot.store import Place, Store
from tests.store.samples import DAY, HOUR, NOW, an_article, record, said

URL = "https://news.example/feed.xml"
WORDS = "We will sign the treaty on Friday"


async def test_a_new_feed_is_due_at_once_and_after_a_visit_when_it_says(store: Store) -> None:
    feed = await store.feeds.add(URL, now=NOW, title="News")
    assert [due.url for due in await store.feeds.due(NOW)] == [URL]
    visit = Visit(feed_id=feed.id, visited_at=NOW, status="ok", entries=3, new_articles=2, note="3 entries")
    await store.feeds.visited(visit, next_visit_at=NOW + HOUR, etag='"x"', last_modified="Mon")
    assert await store.feeds.due(NOW) == ()
    assert [(due.etag, due.last_modified) for due in await store.feeds.due(NOW + HOUR)] == [('"x"', "Mon")]
    assert await store.feeds.visits(feed.id) == (visit,)


async def test_the_feed_added_twice_is_one(store: Store) -> None:
    first = await store.feeds.add(URL, now=NOW)
    assert await store.feeds.add(URL, now=NOW + DAY) == first


async def test_failures_count_up_and_a_good_visit_forgets_them(store: Store) -> None:
    feed = await store.feeds.add(URL, now=NOW)
    failed = Visit(feed_id=feed.id, visited_at=NOW, status="failed", error="news.example: timed out")
    await store.feeds.visited(failed, next_visit_at=NOW)
    await store.feeds.visited(failed, next_visit_at=NOW)
    held = await store.feeds.get(feed.id)
    assert held is not None
    assert held.failures == 2
    assert (await store.feeds.list())[0].last_visit == failed
    await store.feeds.visited(replace(failed, status="unchanged", error=None), next_visit_at=NOW)
    held = await store.feeds.get(feed.id)
    assert held is not None
    assert held.failures == 0


async def test_an_unchanged_visit_keeps_the_validators(store: Store) -> None:
    feed = await store.feeds.add(URL, now=NOW)
    visit = Visit(feed_id=feed.id, visited_at=NOW, status="ok")
    await store.feeds.visited(visit, next_visit_at=NOW, etag='"x"')
    await store.feeds.visited(replace(visit, status="unchanged"), next_visit_at=NOW)
    held = await store.feeds.get(feed.id)
    assert held is not None
    assert held.etag == '"x"'


async def test_a_visit_to_a_feed_removed_meanwhile_leaves_nothing(store: Store) -> None:
    feed = await store.feeds.add(URL, now=NOW)
    assert await store.feeds.remove(URL)
    assert not await store.feeds.remove(URL)
    await store.feeds.visited(Visit(feed_id=feed.id, visited_at=NOW, status="ok"), next_visit_at=NOW)
    assert await store.feeds.visits(feed.id) == ()


async def test_entries_are_unseen_until_taken_and_again_when_edited(store: Store) -> None:
    feed = await store.feeds.add(URL, now=NOW)
    one = Entry(url="https://news.example/1", key="tag:1", title="One", html="<p>One</p>")
    two = Entry(url="https://news.example/2", key="tag:2", title="Two")
    assert await store.feeds.unseen(feed.id, [one, two]) == (one, two)
    await store.articles.keep(an_article("One", feed_id=feed.id), now=NOW, entry=one)
    await store.feeds.took(feed.id, two, now=NOW)
    assert await store.feeds.unseen(feed.id, [one, two]) == ()
    edited = replace(one, html="<p>One, corrected</p>")
    assert await store.feeds.unseen(feed.id, [edited, two]) == (edited,)


async def test_only_the_newest_visits_are_kept(store: Store) -> None:
    feed = await store.feeds.add(URL, now=NOW)
    for number in range(60):
        visit = Visit(feed_id=feed.id, visited_at=NOW + number * HOUR, status="ok", entries=number)
        await store.feeds.visited(visit, next_visit_at=NOW)
    await store.tidy(now=NOW)
    assert [visit.entries for visit in await store.feeds.visits(feed.id, limit=100)] == list(range(59, 9, -1))


async def test_a_chats_own_feed_is_its_own_until_the_operator_admits_it(store: Store) -> None:
    chat = await store.chats.open("telegram", "1", now=NOW)
    feed = await store.feeds.add(URL, now=NOW, chat_id=chat.id)
    assert await store.feeds.list() == ()
    assert [state.feed.url for state in await store.feeds.list(chat_id=chat.id)] == [URL]
    article = an_article(f"“{WORDS}.”", feed_id=feed.id, chat_id=chat.id)
    recorded = await record(store, article, said(article.text, WORDS), place=Place(headline="Ours"))
    told = recorded.new[0].id
    assert await store.articles.get("a1") is None
    assert await store.facts.statement(told, chat_id=None) is None

    assert await store.feeds.admit(URL, now=NOW) == 1

    unread = await store.articles.unread()
    assert [(held.id, held.chat_id) for held in unread] == [("a1", None)]
    place = Place(story_id=recorded.story_id)
    again = await record(store, replace(article, chat_id=None), said(article.text, WORDS), place=place)
    shared = await store.facts.statement(again.new[0].id, chat_id=None)
    assert shared is not None
    assert shared.statement.words == WORDS
    own = await store.facts.of_articles(["a1"], chat_id=chat.id)
    assert [held.id for held in own.statements] == [told], "the chat knows it under the id it was told"
    assert (await store.feeds.list())[0].articles == 1
    stories = await store.stories.everything()
    assert [story.headline for story in stories] == ["Ours"]
