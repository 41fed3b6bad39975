"""Names, roles, cues and events in the words a reader expects, taken from the article wherever it has them."""

from __future__ import annotations

from datetime import date

from bot.digest import days
from bot.digest.material import words_at
from bot.model import HeldDeal, Statement, StatusGiven, Upcoming

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


def event_of(event: Upcoming) -> str:
    """Who is to do what: `Ukraine’s parliament to ratify the minerals deal`, or the event's own clause."""
    who, what = event.who or "", event.what
    if not who or what.lower().startswith(who.lower()):
        return what
    begins_with_verb = what[:1].islower() and not what.lower().startswith(("will ", "to "))
    return f"{who} to {what}" if begins_with_verb else f"{who} {what}"


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
