"""What a chat is told, and in which order: pure choosing from the material of a stretch of time.

The stages, in order:
    1. tellable    records sure enough, of a speaker we may name, not old, not denied, not told before (`weigh`)
    2. followed    each record under its nearest follow (person, topic, deals); without follows all of them
    3. ranked      independent origins, how new, how near, strength of its statements, deals by amount and status
    4. trimmed     to the chat's length: stories, statements a story with varied speakers, deals, coming up
What is chosen is a little more than is shown: `compose` takes of it what fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.digest.chosen import Chosen, ChosenDeal, ChosenStory, ChosenVoice, Taste
from bot.digest.disputes import dispute_of, is_named_surely, is_said_by_deal, is_said_by_event
from bot.digest.events import is_overtaken, is_tellable_event
from bot.digest.likeness import distinct, repeats
from bot.digest.match import Matcher, says_only
from bot.digest.material import Material, text_of
from bot.digest.outcomes import NOTHING_YET
from bot.digest.weigh import (
    Told,
    best,
    can_be_shown,
    deal_weight,
    is_put_right,
    is_tellable,
    is_tellable_deal,
    story_weight,
    varied,
)
from bot.model import Article, FactKey, Follow, HeldDeal, HeldStatement, HeldUpcoming, Story

__all__ = ["Chosen", "Taste", "Told", "choose"]

SPARE = 3  # statements of a story kept in case others do not fit


@dataclass(slots=True)
class _Desk:
    """The work of one choosing: what is followed, what is still free to be told, which story is whose."""

    material: Material
    follows: Sequence[Follow]
    matcher: Matcher
    told: Told
    taste: Taste
    now: datetime
    used: set[int] = field(default_factory=set)
    tellable: list[HeldStatement] = field(default_factory=list)
    follow_of: dict[int, tuple[Follow, float]] = field(default_factory=dict)
    excluded: dict[int, set[int]] = field(default_factory=dict)  # by follow (its place), the stories it leaves out

    def articles(self, story: Story) -> list[Article]:
        wanted = set(story.article_ids)
        return [article for article in self.material.articles.values() if article.id in wanted]


def choose(
    material: Material, follows: Sequence[Follow], matcher: Matcher, told: Told, taste: Taste, *, now: datetime
) -> Chosen:
    """Choose what a digest tells; `told` is empty for a digest asked for by hand."""
    desk = _Desk(material, follows, matcher, told, taste, now)
    tellable = [
        held
        for held in material.statements
        if is_tellable(held.statement, taste.confidence)
        and not told.statement(held)
        and can_be_shown(held.statement, text_of(material.articles, held.article))
    ]
    desk.tellable = distinct(best(tellable), told.gists)
    _assign(desk)
    outcomes, upcoming = tuple(_outcomes(desk)), tuple(_upcoming(desk))
    deals = [held for held in _deals(desk) if not _is_outcome(desk, held, outcomes)]
    shown = tuple(_shown_deals(desk, deals[: taste.deals]))
    desk.tellable = [
        held
        for held in desk.tellable
        if not any(is_said_by_deal(held, deal.held, deal.dispute) for deal in shown)
        and not any(is_said_by_event(held, event) for event in upcoming)
    ]
    people = tuple(_people(desk))
    return Chosen(
        people=people,
        stories=tuple(_stories(desk, deals)),
        deals=shown,
        upcoming=upcoming,
        outcomes=outcomes,
        follows=tuple(follows),
        material=material,
        taste=taste,
    )


# ---------------------------------------------------------------- stage 2: whose is it


def _assign(desk: _Desk) -> None:
    """Each story to its nearest follow, and to nobody who left it out."""
    for story in desk.material.stories:
        articles = desk.articles(story)
        for place, follow in enumerate(desk.follows):
            if follow.excluded and any(desk.matcher.is_excluded(follow, article) for article in articles):
                desk.excluded.setdefault(place, set()).add(story.id)
                continue
            if follow.kind in ("speaker", "deals") or says_only(follow):
                continue
            near = max((desk.matcher.nearness(follow, article, desk.material) for article in articles), default=0.0)
            if near > desk.follow_of.get(story.id, (follow, 0.0))[1]:
                desk.follow_of[story.id] = (follow, near)


def _is_left_out(desk: _Desk, place: int, story_id: int | None) -> bool:
    return story_id in desk.excluded.get(place, ())


def _is_followed_deal(desk: _Desk, held: HeldDeal) -> bool:
    if not desk.follows or held.story_id in desk.follow_of:
        return True
    return any(
        desk.matcher.is_deal(follow, held) and not _is_left_out(desk, place, held.story_id)
        for place, follow in enumerate(desk.follows)
    )


def _is_followed_event(desk: _Desk, held: HeldUpcoming) -> bool:
    if not desk.follows or held.story_id in desk.follow_of:
        return True
    deal = next((deal for deal in desk.material.deals if deal.id == held.deal_id), None)
    if deal is not None and _is_followed_deal(desk, deal):
        return True
    return any(
        desk.matcher.is_upcoming(follow, held) and not _is_left_out(desk, place, held.story_id)
        for place, follow in enumerate(desk.follows)
    )


# ---------------------------------------------------------------- stages 3 and 4: people, stories, deals, coming up


def _people(desk: _Desk) -> Iterable[ChosenVoice]:
    for place, follow in enumerate(desk.follows):
        if follow.kind not in ("speaker", "organisation", "word"):
            continue
        said = [
            held
            for held in desk.tellable
            if held.id not in desk.used
            and desk.matcher.is_said(follow, held)
            and not _is_left_out(desk, place, held.story_id)
        ]
        desk.used.update(held.id for held in said)
        if said:
            shown = tuple(best(said)[: desk.taste.people + SPARE])
            yield ChosenVoice(follow=follow, statements=shown, wanted=desk.taste.people, statements_in_all=len(said))


def _stories(desk: _Desk, deals: Sequence[HeldDeal]) -> Iterable[ChosenStory]:
    offered = [chosen for story in desk.material.stories if (chosen := _story(desk, story, deals))]
    ranked = sorted(offered, key=lambda chosen: (-chosen.weight, chosen.story.id))
    kept = ranked[: desk.taste.stories]
    wanted = desk.taste.statements_per_story + (1 if len(kept) == 1 else 0)
    for chosen in kept:
        yield ChosenStory(
            story=chosen.story,
            statements=chosen.statements[: wanted + SPARE],
            wanted=wanted,
            statements_in_all=chosen.statements_in_all,
            is_update=chosen.is_update,
            follow=chosen.follow,
            weight=chosen.weight,
        )


def _story(desk: _Desk, story: Story, deals: Sequence[HeldDeal]) -> ChosenStory | None:
    follow, near = desk.follow_of.get(story.id, (None, 0.0))
    if follow is None and desk.follows:
        return None
    statements = [
        held
        for held in desk.tellable
        if held.story_id == story.id and held.id not in desk.used and not repeats(held.statement, story.headline)
    ]
    news = [held for held in deals if held.story_id == story.id]
    is_told = desk.told.story(story)
    if is_told and not statements and not news:
        return None
    return ChosenStory(
        story=story,
        statements=tuple(varied(statements)),
        wanted=0,
        statements_in_all=len(statements),
        is_update=is_told,
        follow=follow,
        weight=story_weight(story, statements, news, desk.now) + near / 2 + (0.0 if is_told else 0.5),
    )


def _deals(desk: _Desk) -> list[HeldDeal]:
    """Every deal to tell, the weightiest first."""
    fitting = [
        held
        for held in desk.material.deals
        if (is_tellable_deal(held, desk.taste.confidence) or is_put_right(held, desk.told))
        and not desk.told.deal(held)
        and _is_followed_deal(desk, held)
        and is_named_surely(held, desk.material, desk.taste.confidence)
    ]
    return sorted(fitting, key=lambda held: (-deal_weight(held), held.id))


def _shown_deals(desk: _Desk, deals: Sequence[HeldDeal]) -> Iterable[ChosenDeal]:
    """Deals with the denials of those that rest on somebody's word; a denial shown so is not told by itself again."""
    beside = set()
    for held in deals:
        if held.id in beside:
            continue
        dispute = dispute_of(held, desk.material, desk.taste.confidence) if held.deal.said_by else None
        if dispute is not None and dispute.fact.kind == "deal":
            beside.add(dispute.fact.id)
        yield ChosenDeal(held=held, dispute=dispute)


def _upcoming(desk: _Desk) -> list[HeldUpcoming]:
    today = desk.now.date()
    fitting = [
        held
        for held in desk.material.upcoming
        if held.state == "due"
        and held.upcoming.date.last >= today
        and not desk.told.upcoming(held)
        and _is_followed_event(desk, held)
        and is_tellable_event(held, desk.material)
        and not is_overtaken(held, desk.material)
        and is_named_surely(held, desk.material, desk.taste.confidence)
    ]
    return sorted(fitting, key=lambda held: (held.upcoming.date.first, held.id))[: desk.taste.upcoming]


def _outcomes(desk: _Desk) -> list[HeldUpcoming]:
    """What became of events that the chat was told to expect."""
    settled = [
        held
        for held in desk.material.upcoming
        if held.state != "due"
        and desk.told.expects(held)
        and not desk.told.upcoming(held)
        and (outcome := desk.material.outcomes.get(held.id, NOTHING_YET)).words
        and FactKey("deal", held.deal_id or 0, outcome.status or "") not in desk.told.facts  # the deal's line said it
    ]
    return sorted(settled, key=lambda held: (held.upcoming.date.first, held.id))[: desk.taste.upcoming]


def _is_outcome(desk: _Desk, held: HeldDeal, outcomes: Sequence[HeldUpcoming]) -> bool:
    """Whether the line of an event that was announced tells this very step of the deal."""
    told = [desk.material.outcomes.get(event.id, NOTHING_YET) for event in outcomes if event.deal_id == held.id]
    return any(outcome.status == held.deal.status for outcome in told)
