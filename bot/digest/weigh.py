"""How much a record weighs, and whether it may be told at all. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digest.cut import cut, is_torn
from bot.digest.likeness import Gist
from bot.digest.lines import QUOTED_PER_ARTICLE, REPORTED_LIMIT
from bot.digest.wording import speaker_name
from bot.model import DealStatus, FactKey, HeldDeal, HeldStatement, HeldUpcoming, Statement, Story

STATUS_WEIGHTS: dict[DealStatus, float] = {
    "signed": 3.0, "ratified": 3.0, "completed": 2.8, "collapsed": 2.8, "agreed": 2.5, "approved": 2.2,
    "notified": 2.0, "denied": 1.8, "proposed": 1.5, "in talks": 1.2, "rumoured": 0.8,
}  # fmt: skip
QUOTATION = 0.03  # how much surer a digest must be of what stands in quotation marks
SURE_DEAL = 0.7  # deals are rated on a scale of their own: hardly one reaches .87
SCRAP, FEW_WORDS = 0.7, 5
PERSONAL, COLLECTIVE = frozenset("he she they".split()), frozenset("it they".split())
POINTING = re.compile(
    r"(?P<pronoun>it|he|she|they|(?:this|that|these|those)(?= (?:is|are|was|were|ha[sd]|have|will|would|can)\b))\b"
)
EMPTY_IT = re.compile(  # “it was clear that”, “it would be wrong to”
    r"it (?:is|was|had been|has been|will be|would be|seems|seemed) .*\b(?:that|to)\b"
)
WORTH_A_MINUTE = 1.5  # how much one more independent origin (on a scale of doublings) weighs


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the chat has been told before."""

    facts: frozenset[FactKey] = frozenset()
    gists: tuple[Gist, ...] = ()  # of what it was told in these days, in whatever words

    def statement(self, held: HeldStatement) -> bool:
        """By merged statement, never by row (promise 3)."""
        return FactKey("statement", held.id) in self.facts

    def deal(self, held: HeldDeal) -> bool:
        """By deal and status."""
        return FactKey("deal", held.id, held.state) in self.facts

    def of_deal(self, held: HeldDeal) -> bool:
        """Whether anything was told of this deal."""
        return any(fact.kind == "deal" and fact.id == held.id for fact in self.facts)

    def upcoming(self, held: HeldUpcoming) -> bool:
        """By event and state."""
        return FactKey("upcoming", held.id, held.state) in self.facts

    def expects(self, held: HeldUpcoming) -> bool:
        """Whether the chat was told that this is to come."""
        return FactKey("upcoming", held.id, "due") in self.facts

    def story(self, story: Story) -> bool:
        """Whether the story itself was told."""
        return FactKey("story", story.id) in self.facts


def is_tellable(statement: Statement, confidence: float) -> bool:
    """Sure enough for a digest, under a name that promise 2 allows, said now and not denied by the article.

    What stands in quotation marks must be surer: a wrong name beside them is an invented quotation (shares judged by
    reading, tests/bench/README.md).
    """
    return (
        statement.confidence >= confidence + (QUOTATION if statement.kind == "direct" else 0.0)
        and not statement.negated
        and not statement.background
        and statement.act != "declined"
        and (statement.speaker is not None or statement.source is not None)
    )


def can_be_shown(statement: Statement, text: str) -> bool:
    """Whether a line can be made of it from the article's text: a whole sentence fits, under a name."""
    name = speaker_name(statement, text) if text else ""
    if not name or _is_bare(statement, name) or is_torn(text, statement.content[-1][1]):
        return False
    if is_about_nobody(statement):
        return False
    if statement.kind == "direct":
        return cut(text, statement.content, QUOTED_PER_ARTICLE) is not None
    return 0 < sum(end - start for start, end in statement.content) <= REPORTED_LIMIT


def is_about_nobody(statement: Statement) -> bool:
    """Whether a reported clause begins with a pronoun that only the article resolves: “it would hurt farmers”.

    A person's “he” and “she”, an organisation's “it” and “they” are the speaker.
    """
    if statement.kind == "direct":
        return False
    words = " ".join(statement.words.lower().split())
    found = POINTING.match(words)
    own = PERSONAL if statement.speaker_kind == "person" else COLLECTIVE
    return found is not None and found["pronoun"] not in own and EMPTY_IT.match(words) is None


def _is_bare(statement: Statement, name: str) -> bool:
    """Whether nobody knows who that is without the article: “The group”, “The company”."""
    return statement.speaker is None and name.startswith("The ") and len(name.split()) == len(("The", "group"))


def is_tellable_deal(held: HeldDeal, confidence: float) -> bool:
    """Asserted, of now, between somebody (product.md: only such deals go into a digest)."""
    deal = held.deal
    is_sure = deal.confidence >= min(confidence, SURE_DEAL)
    return deal.asserted and not deal.background and is_sure and len(deal.parties) > 0


def is_put_right(held: HeldDeal, told: Told) -> bool:
    """Whether a deal that the chat was told of is denied since, by whomever (“claim and denial”)."""
    return held.deal.status == "denied" and len(held.deal.parties) > 0 and told.of_deal(held)


def strength(held: HeldStatement) -> float:
    """How much a statement weighs: a named person with a role over an unnamed source, quoted over reported."""
    statement = held.statement
    named = {"person": 1.0, "organisation": 0.8, "unnamed": 0.3}[statement.speaker_kind]
    role = 0.3 if statement.role else 0.0
    quoted = {"direct": 0.4, "mixed": 0.2, "indirect": 0.0}[statement.kind]
    act = 0.3 if statement.act != "said" else 0.0
    scrap = SCRAP if statement.kind == "direct" and _is_scrap(statement.words) else 0.0
    outlets = len({source.article.outlet for source in held.sources})
    return (named + role + quoted + act - scrap) * statement.confidence + 0.1 * math.log2(max(outlets, 1))


def _is_scrap(words: str) -> bool:
    """Whether a quotation is a piece of somebody else's sentence, or too short to say anything: “Perpetual motion!”."""
    return words[:1].islower() or len(words.split()) < FEW_WORDS


def deal_weight(held: HeldDeal) -> float:
    """A deal by its status and sum; one on somebody's word only weighs less."""
    values = [given.amount for given in held.amounts] or ([held.deal.amount] if held.deal.amount else [])
    largest = max((float(money.value_max or money.value or 0) for money in values), default=0.0)
    size = math.log10(largest) / 10 if largest > 1 else 0.0
    return STATUS_WEIGHTS[held.deal.status] + size + (0.0 if held.deal.said_by else 0.5)


def story_weight(story: Story, statements: Sequence[HeldStatement], deals: Sequence[HeldDeal], now: datetime) -> float:
    """A story by independent origins, how new it is, and the strongest of what is said and agreed in it."""
    age = max((now - story.last_seen) / timedelta(days=1), 0.0)
    said = max((strength(held) for held in statements), default=0.0)
    agreed = max((deal_weight(held) for held in deals), default=0.0)
    amount = 0.1 * min(len(statements), 5)
    return WORTH_A_MINUTE * math.log2(1 + story.origins) + said + 0.2 * agreed + amount - 0.5 * age


def best(statements: Sequence[HeldStatement]) -> list[HeldStatement]:
    """The strongest first."""
    return sorted(statements, key=lambda held: (-strength(held), held.id))


def varied(statements: Sequence[HeldStatement]) -> list[HeldStatement]:
    """The strongest first, a second one of the same speaker only when every other has had a turn."""
    turns: dict[str | None, int] = {}
    order: list[tuple[int, int, HeldStatement]] = []
    for position, held in enumerate(best(statements)):
        turn = turns.get(held.statement.speaker, 0)
        turns[held.statement.speaker] = turn + 1
        order.append((turn, position, held))
    return [held for _, _, held in sorted(order, key=lambda row: row[:2])]
