"""Names, roles, cues, money and deals in the words a reader expects, taken from the article wherever it has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.digest import days
from bot.digest.material import words_at
from bot.digest.sums import sum_said
from bot.model import Deal, HeldDeal, Party, PartyRole, Statement, StatusGiven, Upcoming

DETERMINER = re.compile(r"^(?:an?|the|its|their|his|her|that|this)\s+", re.IGNORECASE)
KIND_WORDS = {
    "treaty": "treaty",
    "trade": "trade deal",
    "arms": "arms deal",
    "ceasefire": "ceasefire",
    "acquisition": "acquisition",
    "merger": "merger",
    "funding": "funding",
    "contract": "contract",
    "transfer": "transfer",
    "labour": "labour agreement",
    "settlement": "settlement",
    "agreement": "agreement",
}


NOBODY = frozenset("it he she they we i you who which that this these those one some others both".split())


def speaker_name(statement: Statement, text: str) -> str:
    """The speaker's name, or the source as the article prints it (promise 2), or nothing."""
    if statement.speaker:
        return statement.speaker
    printed = words_at(text, statement.source)
    return "" if printed.lower() in NOBODY else capital(printed)  # “It said” names nobody: no line is better


def role_of(statement: Statement) -> str:
    """The role of a person as the article gives it; what an organisation is, is no role."""
    return statement.role if statement.role and statement.speaker_kind == "person" else ""


def cue_before(statement: Statement, text: str, clause: str) -> str:
    """What stands between the name and the reported clause: `warned: `, `told Fox News: `, `denied that `, `declined `.

    Where the article has cue and clause side by side, and a colon would turn the sense ("denied: …") or break the
    grammar ("promised: to cut …"), its own words join them.
    """
    printed = words_at(text, statement.cue)
    start = statement.content[0][0] if statement.content else 0
    between = words_at(text, (statement.cue[1], start)) if statement.cue and statement.cue[1] <= start else "?"
    is_joined = statement.act in ("denied", "declined") or clause.startswith("to ")
    if is_joined and between in ("", "that") and printed and not printed.istitle():
        return f"{printed} {between} ".replace("  ", " ")
    if statement.act == "denied" and not statement.negated:
        return "denied that " if between == "?" else "denied: "
    return f"{cue_of(statement, text)}: "


def cue_of(statement: Statement, text: str) -> str:
    """The verb for reported speech: the article's own where it can stand between a name and a colon."""
    printed = words_at(text, statement.cue)
    if printed.isalpha() and printed.endswith("ed") and not printed.istitle():
        return printed if not statement.addressee else f"{printed} {statement.addressee}"
    return f"told {statement.addressee}" if statement.act == "said" and statement.addressee else statement.act


def to_whom(statement: Statement) -> str:
    """`to Fox News`, `via Telegram`, `in a statement`: whatever the article gives after a direct quotation."""
    addressee = f"to {statement.addressee}" if statement.addressee else ""
    return ", ".join(part for part in (addressee, statement.venue or "") if part)


def subject_of(held: HeldDeal, text: str) -> str:
    """What a deal is about and its sum: `€120 million loan agreement`, `18% stake in Halden Grid for £40 million`."""
    amount, thing = amounts_of(held, text), object_of(held.deal)
    if not amount or _is_within(amount, thing):
        return thing
    return f"{thing} for {amount}" if held.deal.stake or " or " in amount else f"{amount} {thing}"


def amounts_of(held: HeldDeal, text: str) -> str:
    """The sum as printed; where outlets differ, each figure with its outlet."""
    figures: dict[str, str] = {}
    for given in held.amounts:
        money = given.amount
        if money.value is not None:
            figure = sum_said(money.value_max or money.value, money.currency)
            figures.setdefault(figure, given.article.outlet or given.article.title)
    if len(figures) > 1:
        return " or ".join(f"{figure} ({outlet})" for figure, outlet in figures.items())
    amount = held.deal.amount
    if amount is None or amount.value is None:
        return ""
    return words_at(text, amount.span)


def event_of(event: Upcoming) -> str:
    """Who is to do what: `Ukraine’s parliament to ratify the minerals deal`, or the event's own clause."""
    who, what = event.who or "", event.what
    if not who or what.lower().startswith(who.lower()):
        return what
    begins_with_verb = what[:1].islower() and not what.lower().startswith(("will ", "to "))
    return f"{who} to {what}" if begins_with_verb else f"{who} {what}"


def parties_of(deal: Deal) -> str:
    """`Washington and Kyiv`, `United States to Kyiv`, `Northwind, buying Halden Grid`."""
    by_role: dict[PartyRole, list[str]] = {}
    for party in deal.parties:
        by_role.setdefault(party.role, []).append(_name(party))
    buyers, targets = by_role.get("buyer", []), by_role.get("target", [])
    sellers = by_role.get("seller", []) + by_role.get("supplier", [])
    customers = by_role.get("customer", [])
    if targets:
        return _bought(buyers, targets, sellers)
    if sellers and (customers or buyers):
        return f"{_listed(sellers)} to {_listed(customers or buyers)}"
    others = by_role.get("party", []) + buyers + sellers + customers + by_role.get("investor", [])
    return _listed(others)


def object_of(deal: Deal) -> str:
    """What the deal is about, in the article's words, else its kind; a party's name says nothing new."""
    parties = {_name(party).lower() for party in deal.parties}
    thing = DETERMINER.sub("", deal.object or "")
    return thing if thing and thing.lower() not in parties else KIND_WORDS[deal.kind]


def status_of(deal: Deal, today: date) -> str:
    """How far it is and since when: `signed Wed 30 Apr`, `notified to Congress Wed 30 Apr`, `talks said to be off`."""
    authorities = [_name(party) for party in deal.parties if party.role in ("authority", "regulator")]
    whom = ""
    if authorities and deal.status in ("notified", "approved"):
        whom = f" {'to' if deal.status == 'notified' else 'by'} {_listed(authorities)}"
    moment = f" {days.when(deal.date, today)}" if deal.date else ""
    return f"{deal.status}{whom}{moment}"


def _is_within(amount: str, thing: str) -> bool:
    """Whether the object names its sum already, in whatever way it is spaced or hyphenated."""

    def plain(words: str) -> str:
        return words.lower().replace("-", " ").replace(" ", "")

    return plain(amount) in plain(thing)


def _bought(buyers: Sequence[str], targets: Sequence[str], sellers: Sequence[str]) -> str:
    seller = f" from {_listed(sellers)}" if sellers else ""
    return f"{_listed(buyers)} and {_listed(targets)}{seller}" if buyers else f"{_listed(targets)}{seller}"


def _listed(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    return " and ".join([", ".join(unique[:-1]), unique[-1]]) if len(unique) > 1 else "".join(unique)


def _name(party: Party) -> str:
    for article_word in ("the ", "The "):
        if party.name.startswith(article_word):
            return party.name[len(article_word) :]
    return party.name


def capital(words: str) -> str:
    """With a capital at its beginning."""
    return words[:1].upper() + words[1:]


HOW_FAR = ("rumoured", "proposed", "in talks", "agreed", "signed", "notified", "approved", "ratified", "completed")


def course(held: HeldDeal) -> list[StatusGiven]:
    """The steps of a deal in the order of their days, each once; an article that recalls an earlier step adds none."""
    first: dict[str, StatusGiven] = {}
    for step in sorted(held.trail, key=_step_day):
        first.setdefault(step.status, step)
    steps: list[StatusGiven] = []
    for step in sorted(first.values(), key=_step_day):
        so_far = max((_how_far(each) for each in steps), default=-1)
        if step.status not in HOW_FAR or _how_far(step) > so_far:
            steps.append(step)
    return steps


def step_words(step: StatusGiven, today: date) -> str:
    """`signed Wed 30 Apr`."""
    return f"{step.status} {days.when(step.date, today)}" if step.date else step.status


def _how_far(step: StatusGiven) -> int:
    return HOW_FAR.index(step.status) if step.status in HOW_FAR else -1


def _step_day(step: StatusGiven) -> str:
    moment = step.article.published_at or step.article.arrived_at
    day = step.date.first if step.date else moment.date() if moment else ""
    return str(day)
