"""What a chat is told, and in which order: pure choosing from the material of a stretch of time.

The stages, in order:
    1. tellable    records sure enough, of a speaker we may name, not old, not denied, not told before
    2. followed    each record under its nearest follow (person, topic, deals); without follows all of them
    3. ranked      independent origins, how new, strength of its statements, deals by amount and status
    4. trimmed     to the chat's length: stories, statements a story with varied speakers, deals, coming up
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.digest import match
from bot.digest.match import Topics
from bot.digest.material import Material
from bot.model import Article, Chat, FactKey, Follow, HeldDeal, HeldStatement, HeldUpcoming, Statement, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How much a digest holds, by the chat's length, and how sure a record must be."""

    confidence: float = 0.7
    stories: int = 3
    statements_per_story: int = 2
    people: int = 4
    deals: int = 4
    upcoming: int = 3

    @classmethod
    def of(cls, chat: Chat, confidence: float) -> Taste:
        """The amounts for a chat's length (product.md, The digest)."""
        match chat.length:
            case "short":
                return cls(confidence=confidence, stories=2, statements_per_story=1, people=2, deals=2, upcoming=1)
            case "long":
                return cls(confidence=confidence, stories=6, statements_per_story=3, people=8, deals=8, upcoming=6)
            case _:
                return cls(confidence=confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenStory:
    """One story with what is shown of it and how many tellable statements it has in all."""

    story: Story
    statements: tuple[HeldStatement, ...]
    statements_in_all: int
    is_update: bool
    follow: Follow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Everything one digest tells."""

    people: tuple[tuple[Follow, tuple[HeldStatement, ...]], ...] = ()
    stories: tuple[ChosenStory, ...] = ()
    deals: tuple[HeldDeal, ...] = ()
    upcoming: tuple[HeldUpcoming, ...] = ()
    follows: tuple[Follow, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Nothing new at all."""
        return not (self.people or self.stories or self.deals or self.upcoming)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the chat has been told before."""

    facts: frozenset[FactKey] = frozenset()

    def statement(self, held: HeldStatement) -> bool:
        """By merged statement, never by row (promise 3)."""
        return FactKey("statement", held.id) in self.facts

    def deal(self, held: HeldDeal) -> bool:
        """By deal and status."""
        return FactKey("deal", held.id, held.deal.status) in self.facts

    def upcoming(self, held: HeldUpcoming) -> bool:
        """By event and state."""
        return FactKey("upcoming", held.id, held.state) in self.facts

    def story(self, story: Story) -> bool:
        """Whether the story itself was told."""
        return FactKey("story", story.id) in self.facts


@dataclass(slots=True)
class _Desk:
    """The work of one choosing: what is followed, what is still free to be told."""

    material: Material
    follows: Sequence[Follow]
    topics: Topics
    told: Told
    taste: Taste
    now: datetime
    used: set[int] = field(default_factory=set)

    def article(self, story: Story) -> list[Article]:
        wanted = set(story.article_ids)
        return [article for article in self.material.articles.values() if article.id in wanted]


def choose(
    material: Material, follows: Sequence[Follow], topics: Topics, told: Told, taste: Taste, *, now: datetime
) -> Chosen:
    """Choose what a digest tells; `told` is empty for a digest asked for by hand."""
    desk = _Desk(material, follows, topics, told, taste, now)
    people = tuple(_people(desk))
    stories = tuple(_stories(desk))
    return Chosen(
        people=people,
        stories=stories,
        deals=tuple(_deals(desk)),
        upcoming=tuple(_upcoming(desk)),
        follows=tuple(follows),
    )


def is_tellable(statement: Statement, confidence: float) -> bool:
    """Stage 1: sure enough for a digest, under a name that promise 2 allows, said now and not denied."""
    return (
        statement.confidence >= confidence
        and not statement.negated
        and not statement.background
        and statement.act != "declined"
        and (statement.speaker is not None or statement.source is not None)
    )


def strength(held: HeldStatement) -> float:
    """How much a statement weighs: a named person with a role over an unnamed source, quoted over reported."""
    statement = held.statement
    named = {"person": 1.0, "organisation": 0.8, "unnamed": 0.3}[statement.speaker_kind]
    role = 0.3 if statement.role else 0.0
    quoted = {"direct": 0.4, "mixed": 0.2, "indirect": 0.0}[statement.kind]
    act = 0.3 if statement.act != "said" else 0.0
    return (named + role + quoted + act) * statement.confidence


def _people(desk: _Desk) -> Iterable[tuple[Follow, tuple[HeldStatement, ...]]]:
    for follow in desk.follows:
        if follow.kind not in ("speaker", "organisation"):
            continue
        said = [held for held in _tellable(desk) if match.is_speaker(follow, held)]
        if follow.about:
            said = [held for held in said if match.statement_matches(follow, held, desk.topics)]
        kept = _best(said, desk.taste.people)
        desk.used.update(held.id for held in kept)
        if kept:
            yield follow, tuple(kept)


def _stories(desk: _Desk) -> Iterable[ChosenStory]:
    offered = [chosen for story in desk.material.stories if (chosen := _story(desk, story))]
    ranked = sorted(offered, key=lambda chosen: _story_score(desk, chosen), reverse=True)
    kept = ranked[: desk.taste.stories]
    room = desk.taste.statements_per_story + (1 if len(kept) == 1 else 0)
    for chosen in kept:
        statements = _varied(chosen.statements, room)
        desk.used.update(held.id for held in statements)
        yield ChosenStory(
            story=chosen.story,
            statements=tuple(statements),
            statements_in_all=chosen.statements_in_all,
            is_update=chosen.is_update,
            follow=chosen.follow,
        )


def _story(desk: _Desk, story: Story) -> ChosenStory | None:
    follow = _follow_of(desk, story)
    if follow is None and desk.follows:
        return None
    statements = [held for held in _tellable(desk) if held.story_id == story.id and held.id not in desk.used]
    is_told = desk.told.story(story)
    has_news = bool(statements) or any(
        deal.story_id == story.id and not desk.told.deal(deal) for deal in desk.material.deals
    )
    if is_told and not has_news:
        return None
    return ChosenStory(
        story=story,
        statements=tuple(statements),
        statements_in_all=len(statements),
        is_update=is_told,
        follow=follow,
    )


def _follow_of(desk: _Desk, story: Story) -> Follow | None:
    for follow in desk.follows:
        if follow.kind in ("speaker", "organisation", "deals"):
            continue
        for article in desk.article(story):
            if follow.kind == "outlet" and not match.comes_from(follow, article.outlet):
                continue
            if match.article_matches(follow, article.title, article.text, desk.topics):
                return follow
    return None


def _story_score(desk: _Desk, chosen: ChosenStory) -> float:
    story = chosen.story
    age = max((desk.now - story.last_seen) / timedelta(days=1), 0.0)
    best = max((strength(held) for held in chosen.statements), default=0.0)
    return 1.5 * math.log2(1 + story.origins) + best + 0.1 * min(len(chosen.statements), 5) - 0.5 * age


def _deals(desk: _Desk) -> list[HeldDeal]:
    fitting = [
        held
        for held in desk.material.deals
        if held.deal.asserted
        and not held.deal.background
        and held.deal.confidence >= desk.taste.confidence
        and len(held.deal.parties) > 0
        and not desk.told.deal(held)
        and _is_followed_deal(desk, held)
    ]
    return sorted(fitting, key=_deal_score, reverse=True)[: desk.taste.deals]


def _is_followed_deal(desk: _Desk, held: HeldDeal) -> bool:
    if not desk.follows:
        return True
    if any(match.deal_matches(follow, held, desk.topics) for follow in desk.follows):
        return True
    story = next((story for story in desk.material.stories if story.id == held.story_id), None)
    return story is not None and _follow_of(desk, story) is not None


def _deal_score(held: HeldDeal) -> float:
    weight = {"signed": 3.0, "agreed": 2.5, "ratified": 3.0, "completed": 2.5, "approved": 2.0, "notified": 2.0}
    status = weight.get(held.deal.status, 1.0)
    amount = held.deal.amount
    size = math.log10(float(amount.value)) / 10 if amount and amount.value and amount.value > 1 else 0.0
    return status + size + (0.0 if held.deal.said_by else 0.5)


def _upcoming(desk: _Desk) -> list[HeldUpcoming]:
    today = desk.now.date()
    deals = {held.id for held in desk.material.deals if _is_followed_deal(desk, held)}
    followed = {story.id for story in desk.material.stories if not desk.follows or _follow_of(desk, story)}
    fitting = [
        held
        for held in desk.material.upcoming
        if held.state == "due"
        and held.upcoming.date.last >= today
        and not desk.told.upcoming(held)
        and (held.story_id in followed or held.deal_id in deals or not desk.follows)
    ]
    return sorted(fitting, key=lambda held: held.upcoming.date.first)[: desk.taste.upcoming]


def _tellable(desk: _Desk) -> list[HeldStatement]:
    return [
        held
        for held in desk.material.statements
        if is_tellable(held.statement, desk.taste.confidence) and not desk.told.statement(held)
    ]


def _best(statements: Iterable[HeldStatement], count: int) -> list[HeldStatement]:
    return sorted(statements, key=lambda held: (-strength(held), held.id))[:count]


def _varied(statements: Sequence[HeldStatement], count: int) -> list[HeldStatement]:
    """The strongest statements, a second one of the same speaker only when every other has had a turn."""
    ranked = _best(statements, len(statements))
    turns: dict[str | None, int] = {}
    order: list[tuple[int, int, HeldStatement]] = []
    for position, held in enumerate(ranked):
        turn = turns.get(held.statement.speaker, 0)
        turns[held.statement.speaker] = turn + 1
        order.append((turn, position, held))
    return [held for _, _, held in sorted(order, key=lambda row: row[:2])[:count]]
