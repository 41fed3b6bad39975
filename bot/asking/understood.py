"""What was understood, said in one line; and the same question as short text, for buttons. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.digest.deal_words import KIND_WORDS as KIND_WORDS_OF_DEALS
from bot.digest.sums import sum_said
from bot.model import Question

KIND_WORDS = {
    "who": "who said",
    "deals": "deals",
    "upcoming": "coming up",
    "new": "what is new",
    "changed": "what has changed",
    "count": "how many",
}
NOTHING_OF = {
    "promised": "No promise",
    "denied": "No denial",
    "threatened": "No threat",
    "asked": "No request",
    "warned": "No warning",
    "declined": "No refusal",
}
LONGEST_SHOWN = 80  # characters of one part: a question may be long, its heading is not


def missing(question: Question) -> str:
    """What nothing was found for, "No promise on record from …": every condition of the question."""
    deal = question.kind == "deals" or question.counted == "deals"
    parts = [
        f"from {question.speaker}" if question.speaker else "",
        f"from anybody but {' and '.join(question.other_than)}" if question.other_than else "",
        f"about {_short(question.about)}" if question.about else "",
        f"with the words “{_short(question.phrase)}”" if question.phrase else "",
        f"to {question.addressee}" if question.addressee else "",
        f"at or in “{question.venue}”" if question.venue else "",
        f"with {' and '.join(question.parties)}" if question.parties else "",
        *(_deal_said(replace(question, deal_kind=None)) if deal else ()),
        f"in {question.outlet}" if question.outlet else "",
        f"({question.period})" if question.period else "",
    ]
    if question.stance:
        whom = question.speaker or "anybody"
        when = f" ({question.period})" if question.period else ""
        return f"Nothing on record from {whom} {question.stance} {_short(question.about)} in so many words{when}"
    thing = KIND_WORDS_OF_DEALS[question.deal_kind] if question.deal_kind else "deal"
    nothing = f"No {thing}" if deal else NOTHING_OF.get(question.act or "", "Nothing")
    return " ".join(part for part in (nothing, "on record", *parts) if part)


def describe(question: Question) -> str:
    """`Putin · about oil · since Mon`."""
    deal = question.kind == "deals" or question.counted == "deals"
    parts = [
        _kind_said(question),
        question.speaker or "",
        f"but {' and '.join(question.other_than)}" if question.other_than else "",
        question.act or "",
        f"about {_short(question.about)}"
        if question.about and question.kind != "other" and not question.stance
        else "",
        f"“{_short(question.phrase)}”" if question.phrase else "",
        f"to {question.addressee}" if question.addressee else "",
        question.venue or "",
        f"with {' and '.join(question.parties)}" if question.parties else "",
        *(_deal_said(question) if deal else ()),
        f"in {question.outlet}" if question.outlet else "",
        question.period or "",
        f"without {', '.join(question.excluded)}" if question.excluded else "",
    ]
    return " · ".join(part for part in parts if part) or _short(question.text)


def canonical(question: Question, timezone: str) -> str:
    """The question as text that is understood the same on any day, as short as can be."""
    is_count = question.kind == "count" and question.speaker and question.counted == "statements"
    if question.kind in ("count", "other") and not is_count:
        return question.text
    if question.stance:
        who = "does " + question.speaker if question.speaker else "who is"
        side = {"for": "support", "against": "oppose"}[question.stance] if question.speaker else question.stance
        return " ".join(part for part in (who, side, question.about, _period(question, timezone)) if part)
    if question.kind == "deals":
        return _canonical_deals(question, timezone)
    opening = {"who": "who said", "upcoming": "upcoming", "new": "new", "changed": "changed"}.get(question.kind, "")
    if is_count:
        opening = f"how often did {question.speaker} {_base(question.act)}"
    elif question.kind == "who" and question.act:
        opening = f"who {question.act}"
    elif question.kind == "statements" and question.speaker and not question.act:
        opening = f"said {question.speaker}"  # the shortest way to say it: a button holds 64 bytes
    elif question.kind == "statements":
        opening = f"what did {question.speaker or 'anyone'} {_base(question.act)}"
    parts = [
        opening,
        f"to {question.addressee}" if question.addressee else "",
        f"on {question.venue}" if question.venue else "",
        f"about {question.about}" if question.about else "",
        f"“{question.phrase}”" if question.phrase else "",
        f"in {question.outlet}" if question.outlet else "",
        _period(question, timezone),
        *(f"-{word}" for word in question.excluded),
    ]
    return " ".join(part for part in parts if part)


def _canonical_deals(question: Question, timezone: str) -> str:
    period = _period(question, timezone)
    trade = _trade_asked(question)
    if trade and not (question.parties or question.currency or question.deal_status or question.order):
        return f"{trade} {period}".strip()
    low, high, currency = question.amount_from, question.amount_to, question.currency or ""
    parts = [
        question.order or "",
        _status_said(question),
        question.deal_kind or "",
        "deals",
        f"with {' and '.join(question.parties)}" if question.parties else "",
        f"over {low:f} {currency}".strip() if low is not None else "",
        f"under {high:f} {currency}".strip() if high is not None else "",
        f"in {question.currency}" if question.currency and low is None and high is None else "",
        f"about {question.about}" if question.about else "",
        period,
    ]
    return " ".join(part for part in parts if part)


def _trade_asked(question: Question) -> str:
    """ "Did X buy Y", "who invested in Y": a question that keeps its sides."""
    verb, past = ("invest in", "invested in") if question.deal_kind == "funding" else ("buy", "bought")
    bought = question.bought
    if question.seller:
        return f"did {question.seller} sell {bought}" if bought else f"what did {question.seller} sell"
    if question.buyer:
        return f"did {question.buyer} {verb} {bought}" if bought else f"what did {question.buyer} {verb}"
    return f"who {past} {bought}" if bought else ""


def _kind_said(question: Question) -> str:
    if question.stance:
        return f"{'who is ' if question.kind == 'who' else ''}{question.stance} {_short(question.about)}"
    if question.counted and question.kind == "count":
        return f"how many {question.counted}"
    return KIND_WORDS.get(question.kind, "")


def _deal_said(question: Question) -> list[str]:
    low, high, currency = question.amount_from, question.amount_to, question.currency
    sums = ""
    if low is not None and high is not None:
        sums = f"{sum_said(low, currency)} to {sum_said(high, None)}"
    elif low is not None:
        sums = f"over {sum_said(low, currency)}"
    elif high is not None:
        sums = f"up to {sum_said(high, currency)}"
    compared = (" (in that currency only)" if currency else " (in any currency)") if sums else ""
    in_currency = f"in {question.currency}" if question.currency and not sums else ""
    ordered = f"{question.order} first" if question.order else ""
    return [question.deal_kind or "", _status_said(question), sums + compared, in_currency, ordered]


def _status_said(question: Question) -> str:
    return f"{'not ' if question.is_status_negated else ''}{question.deal_status}" if question.deal_status else ""


def _base(act: str | None) -> str:
    bases = {"promised": "promise", "denied": "deny", "threatened": "threaten", "asked": "ask", "warned": "warn"}
    return bases.get(act or "", "decline to say" if act == "declined" else "say")


def _period(question: Question, timezone: str) -> str:
    """Days as ISO dates, so that the text means the same tomorrow; the label where it is less than a day."""
    zone = ZoneInfo(timezone)
    since, until = (moment and moment.astimezone(zone) for moment in (question.since, question.until))
    if any(moment and moment.time() != time(0) for moment in (since, until)):
        return question.period or ""
    first = since.date() if since else None
    last = (until - timedelta(days=1)).date() if until else None
    if first and last:
        return f"on {first}" if first == last else f"from {first} to {last}"
    return f"since {first}" if first else f"until {last}" if last else ""


def _short(text: str | None) -> str:
    text = text or ""
    beginning = text[:LONGEST_SHOWN]
    return text if len(text) <= LONGEST_SHOWN else f"{beginning.rpartition(' ')[0] or beginning} …"
