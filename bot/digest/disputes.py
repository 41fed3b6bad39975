"""A deal that rests on somebody's word: whose statement it is, and who contradicts it, beside the claim. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.digest.lines import Dispute
from bot.digest.material import Material
from bot.digest.weigh import is_tellable
from bot.model import FactKey, HeldDeal, HeldStatement, HeldUpcoming, Span, Statement
from bot.text import fold

FOUND_OUT = ("pronoun", "nominal")  # names that somebody had to find out


def dispute_of(claim: HeldDeal, material: Material, confidence: float) -> Dispute | None:
    """The denial of a claimed deal, looked for in this order:

    1. in the deal's own record, where reports of both were brought together
    2. in another record of the same parties and story that says "denied"
    3. in a statement of one of its parties, in the same story, that denies something
    """
    if claim.denial is not None:
        return Dispute(claim.denial.name, claim.denial.article, FactKey("deal", claim.id, claim.state))
    parties = {_plain(party.name) for party in claim.deal.parties}
    for held in material.deals:
        is_other = held.id != claim.id and held.story_id == claim.story_id and held.deal.status == "denied"
        if is_other and parties & {_plain(party.name) for party in held.deal.parties}:
            by = held.deal.said_by.name if held.deal.said_by else ""
            return Dispute(by, held.article, FactKey("deal", held.id, held.state))
    claimant = _plain(claim.deal.said_by.name) if claim.deal.said_by else ""
    if claim.deal.said_by and claim.deal.said_by.name.startswith(("the ", "a ", "both ")):
        return None  # “the company said”: its own people would not deny it
    for said in material.statements:
        if (
            said.story_id == claim.story_id
            and _denies(said, parties, claimant)
            and is_tellable(said.statement, confidence)
        ):
            return Dispute(said.statement.speaker or "", said.article, FactKey("statement", said.id))
    return None


def is_said_by_deal(said: HeldStatement, claim: HeldDeal, dispute: Dispute | None) -> bool:
    """Whether the line of a claimed deal tells this reported statement: it is the claim, or the denial beside it."""
    statement, deal = said.statement, claim.deal
    if statement.kind != "indirect" or not statement.content or deal.said_by is None:
        return False
    if statement.act == "denied":
        return dispute is not None and said.article.id == dispute.article.id and _is_voice(statement, dispute.name)
    is_there = said.article.id == claim.article.id and _is_within(statement, deal.evidence)
    return is_there and _is_voice(statement, deal.said_by.name)


def is_said_by_event(said: HeldStatement, held: HeldUpcoming) -> bool:
    """Whether a reported statement says no more than the line of the event that it announces."""
    statement, event = said.statement, held.upcoming
    if statement.kind != "indirect" or event.said_by is None or said.article.id != held.article.id:
        return False
    return _is_within(statement, event.evidence) and _is_voice(statement, event.said_by.name)


def is_named_surely(held: HeldDeal | HeldUpcoming, material: Material, confidence: float) -> bool:
    """Whether the one on whose word it rests is named there, or surely meant by “he” (promise 2).

    A side of the deal is named by the deal itself: “Apex has raised $30 million, the company said”.
    """
    record = held.deal if isinstance(held, HeldDeal) else held.upcoming
    sides = {_plain(party.name) for party in held.deal.parties} if isinstance(held, HeldDeal) else set()
    if record.said_by and _plain(record.said_by.name) in sides:
        return True
    said = [one for one in (*material.statements, *material.around.statements) if one.article.id == held.article.id]
    claims = [
        one.statement
        for one in said
        if record.said_by and _is_voice(one.statement, record.said_by.name) and _touches(one.statement, record.evidence)
    ]
    return all(claim.name_from not in FOUND_OUT or claim.confidence >= confidence for claim in claims)


def _touches(statement: Statement, evidence: Sequence[Span]) -> bool:
    return any(first < end and start < last for start, end in statement.content for first, last in evidence)


def _is_within(statement: Statement, evidence: Sequence[Span]) -> bool:
    start, end = statement.content[0][0], statement.content[-1][1]
    return any(first <= start and end <= last for first, last in evidence)


def _is_voice(statement: Statement, name: str) -> bool:
    """Whether this is who a deal is said by: `President Trump` is Donald Trump."""
    names = [_plain(each).split() for each in (statement.speaker, statement.speaks_for) if each]
    wanted = _plain(name).split()
    return any(wanted == words or wanted[-1:] == words[-1:] for words in names)


def _denies(said: HeldStatement, parties: set[str], claimant: str) -> bool:
    statement = said.statement
    names = {_plain(name) for name in (statement.speaker, statement.speaks_for) if name}
    return statement.act == "denied" and claimant not in names and _share(names, parties)


def _share(names: set[str], parties: set[str]) -> bool:
    """One of these is a party, or carries a party's name: "China's foreign ministry"."""
    return any(party and (party in name.split() or party == name) for party in parties for name in names)


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ").replace("'s", "")
