"""Names, roles, cues, money and deals in the words a reader expects, taken from the article wherever it has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.digest import days
from bot.digest.material import words_at
from bot.model import Deal, HeldDeal, Party, PartyRole, Statement

ACT_VERBS = {
    "said": "said",
    "promised": "promised",
    "denied": "denied",
    "threatened": "threatened",
    "asked": "asked",
    "warned": "warned",
    "declined": "declined",
}
GIVERS: tuple[PartyRole, ...] = ("buyer", "seller", "supplier", "investor", "party")
TAKERS: tuple[PartyRole, ...] = ("customer", "buyer", "target", "party")
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


def speaker_name(statement: Statement, text: str) -> str:
    """The speaker's name, or the source as the article prints it (promise 2), or nothing."""
    if statement.speaker:
        return statement.speaker
    return _capital(words_at(text, statement.source))


def role_of(statement: Statement) -> str:
    """The role as the article gives it, with a capital, as printed after a name."""
    return _capital(statement.role) if statement.role else ""


def cue_of(statement: Statement, text: str) -> str:
    """The verb for reported speech: the article's own where it can stand between a name and a colon."""
    printed = words_at(text, statement.cue)
    if printed.isalpha() and printed.endswith("ed") and not printed.istitle():
        return printed if not statement.addressee else f"{printed} {statement.addressee}"
    verb = ACT_VERBS[statement.act]
    return f"told {statement.addressee}" if verb == "said" and statement.addressee else verb


def to_whom(statement: Statement) -> str:
    """`to Fox News`, `via Telegram`, `in a statement`: whatever the article gives after a direct quotation."""
    addressee = f"to {statement.addressee}" if statement.addressee else ""
    return ", ".join(part for part in (addressee, statement.venue or "") if part)


def amounts_of(held: HeldDeal, text: str) -> str:
    """The sum as printed; where outlets differ, each figure with its outlet."""
    figures: dict[str, str] = {}
    for given in held.amounts:
        money = given.amount
        figure = f"{money.currency or ''} {money.value_max or money.value:,}".strip() if money.value is not None else ""
        if figure:
            figures.setdefault(figure, given.article.outlet or given.article.title)
    if len(figures) > 1:
        return " or ".join(f"{figure} ({outlet})" for figure, outlet in figures.items())
    amount = held.deal.amount
    if amount is None or amount.value is None:
        return ""
    return words_at(text, amount.span)


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
    """What the deal is about, in the article's words, else its kind."""
    return deal.object or KIND_WORDS[deal.kind]


def status_of(deal: Deal, today: date) -> str:
    """How far it is and since when: `signed Wed 30 Apr`, `notified to Congress Wed 30 Apr`, `talks said to be off`."""
    authorities = [_name(party) for party in deal.parties if party.role in ("authority", "regulator")]
    whom = ""
    if authorities and deal.status in ("notified", "approved"):
        whom = f" {'to' if deal.status == 'notified' else 'by'} {_listed(authorities)}"
    moment = f" {days.when(deal.date, today)}" if deal.date else ""
    return f"{deal.status}{whom}{moment}"


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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
