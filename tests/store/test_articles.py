"""Articles in versions."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import Place, Store
from tests.store.samples import DAY, NOW, an_article, record


async def test_an_article_is_new_then_unchanged_then_a_new_version(store: Store) -> None:
    article = an_article("He said no.")
    assert (await store.articles.keep(article, now=NOW)).outcome == "new"
    assert (await store.articles.keep(article, now=NOW + DAY)).outcome == "unchanged"
    changed = await store.articles.keep(replace(article, text="He said yes."), now=NOW + DAY)
    assert (changed.outcome, changed.article.version) == ("changed", 2)
    current = await store.articles.get("a1")
    assert current is not None
    assert (current.text, current.version) == ("He said yes.", 2)
    old = await store.articles.get("a1", version=1)
    assert old is not None
    assert old.text == "He said no.", "old offsets keep pointing into the old text"


async def test_a_changed_article_is_read_again(store: Store) -> None:
    article = an_article("He said no.")
    await record(store, article)
    assert await store.articles.unread() == ()
    await store.articles.keep(replace(article, title="Another title"), now=NOW)
    assert [held.version for held in await store.articles.unread()] == [2]


async def test_a_later_version_keeps_what_it_does_not_say(store: Store) -> None:
    article = an_article("He said no.", author="Ann Lee")
    await store.articles.keep(article, now=NOW)
    await store.articles.keep(replace(article, text="Yes.", author=None, published_at=None, url=None), now=NOW)
    held = await store.articles.get("a1")
    assert held is not None
    assert (held.author, held.url, held.published_at) == ("Ann Lee", article.url, article.published_at)


async def test_an_article_without_a_date_keeps_none(store: Store) -> None:
    await store.articles.keep(an_article("Text", published_at=None), now=NOW)
    held = await store.articles.get("a1")
    assert held is not None
    assert (held.published_at, held.arrived_at) == (None, NOW)


async def test_a_skipped_article_is_not_read_and_placed_all_the_same(store: Store) -> None:
    kept = await store.articles.keep(an_article("Guten Tag"), now=NOW)
    story_id = await store.articles.skip(kept.article, "language de is not read", now=NOW, place=Place())
    assert await store.articles.unread() == ()
    assert story_id is not None
    story = await store.stories.get(story_id, chat_id=None)
    assert story is not None
    assert story.article_ids == ("a1",)


async def test_one_id_in_two_scopes_is_two_articles(store: Store) -> None:
    chat = await store.chats.open("slack", "C1", now=NOW)
    await store.articles.keep(an_article("For everybody"), now=NOW)
    await store.articles.keep(an_article("For one chat", chat_id=chat.id), now=NOW)
    shared, own = await store.articles.get("a1"), await store.articles.get("a1", chat_id=chat.id)
    assert shared is not None
    assert own is not None
    assert (shared.text, own.text) == ("For everybody", "For one chat")
    assert (await store.articles.many(["a1", "a2"], chat_id=chat.id))["a1"].text == "For one chat"


async def test_the_window_gives_placed_articles_oldest_first_with_their_origins(store: Store) -> None:
    first = await record(store, an_article("The wire's text", id="wire", published_at=NOW - DAY))
    place = Place(story_id=first.story_id, duplicate_of="wire")
    await record(store, an_article("The wire's text", id="copy", published_at=NOW), place=place)
    await record(store, an_article("A copy of the copy", id="third"), place=replace(place, duplicate_of="copy"))
    await store.articles.keep(an_article("Not placed yet", id="fresh"), now=NOW)
    placed = await store.articles.window(since=NOW - 2 * DAY, characters=3)
    assert [(held.article.id, held.origin_id) for held in placed] == [
        ("wire", "wire"),
        ("third", "wire"),
        ("copy", "wire"),
    ]
    assert {held.article.text for held in placed} == {"The", "A c"}
    assert {held.story_id for held in placed} == {first.story_id}
    assert [held.article.id for held in await store.articles.window(since=NOW)] == ["copy"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=200), title=st.text(max_size=50))
async def test_any_text_comes_back_as_it_was_kept_and_as_long_as_it_was(store: Store, text: str, title: str) -> None:
    kept = await store.articles.keep(an_article(text, title=title), now=NOW)
    held = await store.articles.get("a1")
    assert held == kept.article
    assert len(kept.article.text) == len(text)
