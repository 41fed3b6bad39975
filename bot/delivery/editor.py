"""Writing what chats are owed: digests that are due, corrections, what became of announced events.

The parts that decide are pure (`bot.digest`, `bot.delivery.schedule`); here they get what they need from the store,
and what they wrote goes into the outbox together with all that becomes true with it, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.delivery import schedule
from bot.digest import Chosen, Material, Taste, choose, compose
from bot.digest.choose import Told
from bot.digest.compose import Period, period_of
from bot.digest.correction import Withdrawn, compose_correction
from bot.digest.likeness import Gist
from bot.digest.match import Matcher, Topics
from bot.digest.material import Around, Texts
from bot.digest.mute import without
from bot.model import Chat, Digest, Follow, Outgoing, Story
from bot.sources.opml import FeedList
from bot.store import Correction, Draft, Facts, FeedState, Store
from bot.store.outcomes import find_outcome

INSTANT = timedelta(microseconds=1)
PREFIX = "digest:"
STILL_OPEN = timedelta(days=14)  # for so long after its day an event without news is looked up again
MOST_CORRECTIONS = 1_000
CORRECTIONS_AT_ONCE = 10
EVERYTHING = 10_000
WATCHED_BACK = timedelta(hours=2)  # what came in while the bot was down for longer is told by the digest
SAME_NEWS = timedelta(days=4)  # so long a statement in other words is the same news
REMEMBERED = 4  # materials of different stretches of time held at once


@dataclass(slots=True)
class Editor:
    """Writes for one pass; remembers what it looked up for more than one chat."""

    store: Store
    topics: Topics
    bundles: Mapping[str, FeedList]
    confidence: float
    by_publication: bool = False  # a digest of an archive goes by when articles were published, not when they came in
    matcher: Matcher = field(init=False)
    _settled: set[int | None] = field(default_factory=set)
    _gathered: dict[tuple[int | None, Period, bool], Material] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.matcher = Matcher(self.topics)

    # ------------------------------------------------------------ digests

    async def write_digest(self, due: schedule.Due, now: datetime) -> bool:
        """Queue the digest a chat is owed; False when it was queued before, or has nothing and prefers silence."""
        chat = due.chat
        await self._settle_once(await self._scope(chat), now)
        overtaken = await self.store.outbox.waiting(chat.id, prefix=PREFIX)
        told = await self._told(chat, now, ignoring=[message.id for message in overtaken])
        since, is_merged = await self._since(due)
        period = Period(since=max(since, now - schedule.LOOK_BACK), until=now, is_late=due.is_late or is_merged)
        digest, chosen = await self.digest(chat, period, told)
        if chosen.is_quiet and chat.quiet_day == "silent" and not overtaken:
            await self.store.chats.save(replace(chat, last_digest_at=now))
            return False
        draft = Draft(
            chat_id=chat.id,
            key=due.key,
            parts=(digest.message,),
            facts=digest.facts,
            stories=digest.stories,
            lines=digest.numbers,
            replaces=tuple(message.id for message in overtaken),
            digest_at=now,
        )
        return bool(await self.store.outbox.queue(draft, now=now))

    async def _told(self, chat: Chat, now: datetime, ignoring: Sequence[int] = ()) -> Told:
        """What a chat was told, and in which sense these last days."""
        facts = await self.store.outbox.told(chat.id, ignoring=ignoring)
        lately = await self.store.outbox.told(chat.id, ignoring=ignoring, since=now - SAME_NEWS)
        ids = [fact.id for fact in lately if fact.kind == "statement"]
        held = (await self.store.facts.many(ids, chat_id=chat.id)).statements if ids else ()
        return Told(facts=facts, gists=tuple(Gist.of(one.statement) for one in held))

    async def digest(
        self, chat: Chat, period: Period, told: Told, follows: Sequence[Follow] | None = None
    ) -> tuple[Digest, Chosen]:
        """The digest of a period for a chat, by what it follows or by the follows given; marks nothing."""
        chosen = await self.choose(chat, period, told, follows)
        return compose(chosen, chat, period), chosen

    async def choose(self, chat: Chat, period: Period, told: Told, follows: Sequence[Follow] | None = None) -> Chosen:
        """What that digest would tell."""
        followed = await self.store.chats.follows(chat.id) if follows is None else follows
        is_by_feed = any(follow.kind in ("feed", "bundle") for follow in followed)
        material = await self._material(await self._scope(chat), period, is_by_feed=is_by_feed)
        material = without(material, chat.muted)
        return choose(material, followed, self.matcher, told, Taste.of(chat, self.confidence), now=period.until)

    async def count(self, chat: Chat, period: Period, follow: Follow) -> int:
        """How much a follow would have brought in a period, nothing trimmed."""
        material = await self._material(await self._scope(chat), period, is_by_feed=follow.kind in ("feed", "bundle"))
        taste = Taste(confidence=self.confidence, stories=EVERYTHING, deals=EVERYTHING, people=EVERYTHING)
        return choose(material, [follow], self.matcher, Told(), taste, now=period.until).count

    async def _material(self, scope: int | None, period: Period, *, is_by_feed: bool) -> Material:
        """The material of a period, gathered once for all chats that see the same."""
        key = (scope, period, is_by_feed)
        if key not in self._gathered:
            while len(self._gathered) >= REMEMBERED:
                self._gathered.pop(next(iter(self._gathered)))
            self._gathered[key] = await self.gather(scope, period, is_by_feed=is_by_feed)
        return self._gathered[key]

    async def _scope(self, chat: Chat) -> int | None:
        """Whose records the chat sees besides the shared ones: its own, if it has feeds of its own."""
        has_own = bool(chat.id) and bool(await self.store.feeds.list(chat_id=chat.id))
        return chat.id if has_own else None

    async def gather(self, chat_id: int | None, period: Period, *, is_by_feed: bool = False) -> Material:
        """Everything of a period that a chat may see, with its articles; the last instant belongs to the period.

        `is_by_feed` when something followed goes by the feed that an article came with.
        """
        since, until = period.since if self.by_publication else period.since + INSTANT, period.until + INSTANT
        find = self.store.facts.published if self.by_publication else self.store.facts.new
        facts = await find(chat_id=chat_id, since=since, until=until)
        stories = await self.store.stories.latest(
            chat_id=chat_id, since=since, until=until, by_publication=self.by_publication
        )
        stories += await self._reopened(facts, stories, chat_id)
        ids = {article_id for story in stories for article_id in story.article_ids}
        ids |= {held.article.id for held in facts.statements} | {held.article.id for held in facts.deals}
        ids |= {held.article.id for held in facts.upcoming}
        articles = list((await self.store.articles.many(sorted(ids), chat_id=chat_id)).values())
        if own := [article.id for article in articles if article.chat_id is not None]:  # the shared ones of these ids
            articles += (await self.store.articles.many(own)).values()
        around = await self.store.facts.of_articles(
            sorted({held.article.id for held in facts.upcoming}), chat_id=chat_id
        )
        feeds = await self.store.feeds.list(everything=True) if is_by_feed else ()
        settled = [held for held in facts.upcoming if held.state != "due"]
        return Material(
            stories=stories,
            statements=facts.statements,
            deals=facts.deals,
            upcoming=facts.upcoming,
            around=Around(around.statements, around.deals),
            articles={(article.id, article.version, article.chat_id): article for article in articles},
            outcomes={held.id: await find_outcome(held, self.store, chat_id) for held in settled},
            feeds={state.feed.id: state.feed.url for state in feeds},
            feed_titles={state.feed.url: state.feed.title for state in feeds if state.feed.title},
            bundles={name: _addresses(held, feeds) for name, held in self.bundles.items()},
            since=period.since,
        )

    async def _reopened(self, facts: Facts, stories: Sequence[Story], chat_id: int | None) -> tuple[Story, ...]:
        """Stories without a new article in which something new is said all the same: an outlet edited its own."""
        news = {held.story_id for held in facts.statements} | {held.story_id for held in facts.deals}
        missing = sorted({key for key in news if key is not None} - {story.id for story in stories})
        return tuple((await self.store.stories.many(missing, chat_id=chat_id)).values()) if missing else ()

    async def _since(self, due: schedule.Due) -> tuple[datetime, bool]:
        """From when on the chat is owed news: digests still waiting, or failed, since the last that went out."""
        since, is_merged = due.since, False
        for message in await self.store.outbox.of_chat(due.chat.id):
            if not message.key.startswith(PREFIX):
                continue
            if message.state not in ("queued", "failed"):
                break
            since, is_merged = min(since, _began(message, since)), True
        return since, is_merged

    # ------------------------------------------------------------ did it happen?

    async def _settle_once(self, scope: int | None, now: datetime) -> None:
        """Once a pass for all chats that see the same."""
        if scope not in self._settled:
            self._settled.add(scope)
            await self.settle(scope, now)

    async def settle(self, chat_id: int | None, now: datetime) -> None:
        """Events whose day has passed: what the record says of them is kept, and told by the next digest."""
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        for held in await self.store.facts.due(chat_id=chat_id, day=today, unknown_since=today - STILL_OPEN):
            outcome = await find_outcome(held, self.store, chat_id)
            if outcome.state != held.state:
                await self.store.facts.settle(held.id, outcome.state, now=now)

    # ------------------------------------------------------------ watches

    async def write_watches(self, chats: Iterable[Chat], now: datetime) -> int:
        """Tell at once what the watched say and agree; it is told then, and not again in the digest."""
        follows = await self.store.chats.all_follows()
        written = 0
        for chat in chats:
            watched = [follow for follow in follows.get(chat.id, ()) if follow.is_watch]
            if watched:
                written += await self._write_watch(chat, watched, now)
        return written

    async def _write_watch(self, chat: Chat, watched: Sequence[Follow], now: datetime) -> bool:
        begun = [min(follow.created_at or now for follow in watched), now - WATCHED_BACK]
        before = (held for held in await self.store.outbox.of_chat(chat.id) if held.key.startswith("watch:"))
        begun += [held.created_at for held in before if held.created_at]  # what did not fit then is the digest's
        period = Period(since=max(begun), until=now)
        told = await self._told(chat, now)
        material = await self._material(await self._scope(chat), period, is_by_feed=False)
        material = without(material, chat.muted)
        chosen = choose(material, watched, self.matcher, told, Taste.of(chat, self.confidence), now=now)
        chosen = replace(chosen, stories=(), upcoming=(), outcomes=())
        if chosen.is_quiet:
            return False
        digest = compose(chosen, chat, period)
        draft = Draft(
            chat_id=chat.id,
            key="watch:" + "-".join(f"{fact.id}{fact.state[:2]}" for fact in digest.facts),
            parts=(digest.message,),
            facts=digest.facts,
            lines=digest.numbers,
            not_before=schedule.quiet_until(chat, now),
        )
        return bool(await self.store.outbox.queue(draft, now=now))

    # ------------------------------------------------------------ corrections

    async def write_corrections(self, chats: Iterable[Chat], now: datetime) -> int:
        """Queue the corrections owed to these chats, one message each; quiet hours are kept."""
        owed: dict[int, list[Correction]] = {}
        for correction in await self.store.facts.corrections(limit=MOST_CORRECTIONS):
            owed.setdefault(correction.chat_id, []).append(correction)
        written = 0
        for chat in chats:
            if held := owed.get(chat.id, [])[:CORRECTIONS_AT_ONCE]:
                written += await self._write_correction(chat, held, now)
        return written

    async def _write_correction(self, chat: Chat, owed: Sequence[Correction], now: datetime) -> bool:
        withdrawn = await self._withdrawn(chat, owed)
        message = compose_correction(withdrawn, await self._texts(withdrawn), chat, now)
        draft = Draft(
            chat_id=chat.id,
            key=f"correction:{owed[0].id}-{owed[-1].id}",
            parts=(message,),
            corrects=tuple(one.id for one in owed),
            not_before=schedule.quiet_until(chat, now),
        )
        return bool(await self.store.outbox.queue(draft, now=now))

    async def _withdrawn(self, chat: Chat, owed: Sequence[Correction]) -> list[Withdrawn]:
        """What is corrected, with the deals that stand with another sum."""
        ids = [one.fact.id for one in owed if one.fact.kind == "deal" and one.reason == "edited"]
        deals = (await self.store.facts.many(ids, chat_id=chat.id)).deals if ids else ()
        standing = {held.id: held for held in deals}
        return [
            Withdrawn(
                record=one.record,
                article=one.article,
                reason=one.reason,
                told_at=one.told_at,
                stands=standing.get(one.fact.id),
            )
            for one in owed
        ]

    async def _texts(self, withdrawn: Sequence[Withdrawn]) -> Texts:
        """The versions of the articles that the records were read in."""
        texts = {}
        standing = [one.stands.article for one in withdrawn if one.stands]
        for ref in [*(one.article for one in withdrawn if one.article), *standing]:
            held = await self.store.articles.get(ref.id, chat_id=ref.chat_id, version=ref.version)
            if held is not None:
                texts[held.id, held.version, held.chat_id] = held
        return texts


def _addresses(bundle: FeedList, states: Iterable[FeedState]) -> frozenset[str]:
    """A bundle's feeds as they are addressed now: some have moved since it was written."""
    listed = {feed.url for feed in bundle.feeds}
    return frozenset(listed | {state.feed.url for state in states if listed & set(state.feed.former)})


def _began(message: Outgoing, otherwise: datetime) -> datetime:
    """Where the stretch of time of a digest begins; a quiet one tells nothing that could be owed again."""
    period = period_of(message.message)
    return period[0] if period else otherwise
