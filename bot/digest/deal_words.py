"""A deal in the words a reader expects: who with whom, what about, for how much, how far. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.digest import days
from bot.digest.material import words_at
from bot.digest.sums import sum_said
from bot.model import AmountGiven, ArticleRef, Deal, DealStatus, HeldDeal, Money, Party, PartyRole
from bot.text import fold

DETERMINER = re.compile(r"^(?:an?|the|its|their|his|her|that|this)\s+", re.IGNORECASE)
NAME = re.compile(r"[A-ZÀ-Þ0-9]")  # “the government” is one of many, “the IMF” is not
PART = frozenset("at for from in into of on over to with".split())
INNER_OWNER = re.compile(r"\b(in|of) (?:its|their|his|her) ")
SETTLED = re.compile(r"^(?:[\w-]+ )?(?:dispute|lawsuit|suit|case|claims?|charges|litigation|row)\b")
OFFER = re.compile(r"\b(?:offer|bid|proposal)$")
REFUSED = re.compile(r"\b([a-z]+ed(?: (?:down|off|out|aside|away|back))?)$")  # “rejected”, “turned down”
CONTRACT = re.compile(r"\b(?:contract|deal|order|agreement|pact|lease)\b")
WITH_MORE = re.compile(r" (?:about|between|for|in|of|on|over|to|with) ")
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
LIMITS = ("up to", "at least", "about")
AUTHORITIES = ("authority", "regulator")
BUYING = ("acquisition", "transfer")
DONE: frozenset[DealStatus] = frozenset({"agreed", "signed", "approved", "ratified", "notified", "completed"})


def subject_of(held: HeldDeal, text: str, figures: Sequence[AmountGiven]) -> str:
    """What a deal is about and its sum: `€120 million loan agreement`, `18% stake in Halden Grid for £40 million`."""
    amount, thing = amounts_of(held, text, figures), object_of(held.deal)
    if not amount:
        return thing
    if _is_within(thing, amount):  # the object is the sum alone
        return f"{amount} {KIND_WORDS[held.deal.kind]}"
    if _is_within(amount, thing):
        return thing
    if OFFER.search(thing):
        return f"{thing} of {amount}"
    if held.deal.kind == "contract" and not CONTRACT.search(thing):
        return f"{amount} contract for {thing}"
    if held.deal.kind in BUYING and thing == KIND_WORDS[held.deal.kind] and held.deal.status in DONE:
        return amount  # who buys whom is said before it
    is_long = held.deal.stake or " or " in amount or WITH_MORE.search(thing) or thing[0].isdigit()
    return f"{thing} for {amount}" if is_long else f"{amount} {thing}"


def amounts_of(held: HeldDeal, text: str, figures: Sequence[AmountGiven]) -> str:
    """The sum as printed; where outlets differ, each figure with its outlet."""
    printed: dict[str, str] = {}
    for given in figures:
        money = given.amount
        if money.value is not None:
            figure = _qualified(money, sum_said(money.value_max or money.value, money.currency))
            printed.setdefault(figure, given.article.outlet or given.article.title)
    if len(printed) > 1:
        return " or ".join(f"{figure} ({outlet})" for figure, outlet in printed.items())
    amount = held.deal.amount
    if amount is None or amount.value is None:
        return next(iter(printed), "")
    return _qualified(amount, words_at(text, amount.span))


def _qualified(money: Money, printed: str) -> str:
    """A sum with what limits it: `up to $3 billion`."""
    is_limited = money.qualifier in LIMITS and not printed.lower().startswith(money.qualifier)
    return f"{money.qualifier} {printed}" if is_limited else printed


def figures_of(held: HeldDeal) -> Sequence[AmountGiven]:
    """The figures of the deal as it stands: the last one of each outlet, none of an offer that came before."""
    given = [figure for figure in held.amounts if figure.amount.value is not None]
    stages = DONE if held.deal.status in DONE else {held.deal.status}
    days_of = [day for step in held.trail if step.status in stages and (day := _day(step.article))]
    since = min(days_of, default=None)
    fresh = [figure for figure in given if since is None or (_day(figure.article) or since) >= since] or given
    by_time = sorted(fresh, key=lambda figure: str(figure.article.published_at or figure.article.arrived_at or ""))
    last = {figure.article.outlet or figure.article.id: figure for figure in by_time}
    each = {
        (figure.amount.value, figure.amount.currency): figure for figure in reversed(fresh) if figure in last.values()
    }
    return [figure for figure in fresh if figure in each.values()]


def earlier_of(held: HeldDeal, figures: Sequence[AmountGiven]) -> str:
    """The figures of steps that came before, as such: `; named before: £4.2 billion (post.example)`."""
    standing = {(figure.amount.value, figure.amount.currency) for figure in figures}
    given = [figure for figure in held.amounts if (figure.amount.value, figure.amount.currency) not in standing]
    printed: dict[str, str] = {}
    for figure in given:
        if figure.amount.value is not None:
            said = sum_said(figure.amount.value_max or figure.amount.value, figure.amount.currency)
            printed.setdefault(said, figure.article.outlet or figure.article.title)
    return "; named before: " + ", ".join(f"{said} ({outlet})" for said, outlet in printed.items()) if printed else ""


def object_of(deal: Deal) -> str:
    """What the deal is about, in the article's words, else its kind; a party's name says nothing new."""
    parties = {_name(party).lower().removeprefix("the ") for party in deal.parties}
    thing = DETERMINER.sub("", deal.object or "")
    for party in sorted(parties, key=len, reverse=True):  # "Norvane's offer"
        for ending in ("’s ", "'s ", "’ ", "' "):
            thing = thing[len(party + ending) :] if thing.lower().startswith(party + ending) else thing
    thing = INNER_OWNER.sub(r"\1 ", thing)
    if not thing or thing.lower() in parties or whole_target(deal):
        return KIND_WORDS[deal.kind]
    return f"settlement of {thing}" if deal.kind in ("labour", "settlement") and SETTLED.match(thing) else thing


def whole_target(deal: Deal) -> str:
    """The target as the object describes it (`shipping group Tidewell`); empty where a part of it is bought."""
    thing = DETERMINER.sub("", deal.object or "")
    is_part = bool(deal.stake) or any(word in PART for word in thing.lower().split())
    named = any(party.role == "target" and thing.endswith(f" {_name(party)}") for party in deal.parties)
    return thing if named and not is_part else ""


def parties_of(deal: Deal) -> str:
    """`Washington and Kyiv`, `United States to Kyiv`, `Northwind, buying Halden Grid`."""
    by_role: dict[PartyRole, list[str]] = {}
    for party in deal.parties:
        by_role.setdefault(party.role, []).append(_name(party))
    buyers, whole = by_role.get("buyer", []), whole_target(deal)
    targets = [whole if whole.endswith(f" {name}") else name for name in by_role.get("target", [])]
    sellers = by_role.get("seller", []) + by_role.get("supplier", [])
    customers = by_role.get("customer", [])
    if targets:
        return _bought(deal, buyers, targets, sellers)
    if sellers and (customers or buyers):
        return f"{_listed(sellers)} to {_listed(customers or buyers)}"
    others = by_role.get("party", []) + buyers + sellers + customers + by_role.get("investor", [])
    return _listed(others)


def claim_of(deal: Deal) -> str:
    """On whose word it is; nothing where that is the one who approved it."""
    if deal.said_by is None:
        return ""
    by = deal.said_by.name
    is_doer = any(fold(by) == fold(_name(party)) for party in deal.parties if party.role in AUTHORITIES)
    return "" if is_doer and deal.status == "approved" else by


def status_of(deal: Deal, today: date, text: str = "") -> str:
    """How far it is and since when: `signed Wed 30 Apr`, `notified to Congress Wed 30 Apr`.

    An offer does not collapse: what became of it stands as the article `text` has it, `rejected Tue 29 Apr`.
    """
    authorities = [_name(party) for party in deal.parties if party.role in AUTHORITIES]
    whom = ""
    if authorities and deal.status in ("notified", "approved"):
        whom = f" {'to' if deal.status == 'notified' else 'by'} {_listed(authorities)}"
    moment = f" {days.when(deal.date, today)}" if deal.date else ""
    refused = REFUSED.search(words_at(text, deal.status_span)) if _is_refused(deal) else None
    return f"{refused[1] if refused else deal.status}{whom}{moment}"


def _is_refused(deal: Deal) -> bool:
    """Whether it is an offer that came to nothing."""
    return deal.status == "collapsed" and OFFER.search(object_of(deal)) is not None


def _day(article: ArticleRef) -> date | None:
    moment = article.published_at or article.arrived_at
    return moment.date() if moment else None


def _is_within(amount: str, thing: str) -> bool:
    """Whether the object names its sum already, in whatever way it is spaced or hyphenated."""

    def plain(words: str) -> str:
        return words.lower().replace("-", " ").replace(" ", "")

    return plain(amount) in plain(thing)


def _bought(deal: Deal, buyers: Sequence[str], targets: Sequence[str], sellers: Sequence[str]) -> str:
    """Who buys what of whom; a target that the object names (“a stake in Halden Grid”) is not named twice."""
    seller = f" from {_listed(sellers)}" if sellers else ""
    if not buyers:
        return f"{_listed(targets)}{seller}"
    thing = DETERMINER.sub("", deal.object or "")
    if not whole_target(deal) and any(_is_within(each, thing) and each != thing for each in targets):
        return f"{_listed(buyers)}{seller}"
    if deal.status == "proposed" or _is_refused(deal):
        return f"{_listed(buyers)}, bidding for {_listed(targets)}{seller}"
    return f"{_listed(buyers)}{', buying' if deal.status in DONE else ' and'} {_listed(targets)}{seller}"


def _listed(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    return " and ".join([", ".join(unique[:-1]), unique[-1]]) if len(unique) > 1 else "".join(unique)


def _name(party: Party) -> str:
    for article_word in ("the ", "The "):
        bare = party.name.removeprefix(article_word)
        if bare != party.name:
            return bare if NAME.search(bare) else f"the {bare}"
    return party.name
