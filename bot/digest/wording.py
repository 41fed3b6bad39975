"""Names, roles, cues and events in the words a reader expects, taken from the article wherever it has them."""

from __future__ import annotations

import re
from datetime import date

from bot.digest import days
from bot.digest.material import words_at
from bot.model import HeldDeal, Statement, StatusGiven

NOBODY = frozenset("it he she they we i you who which that this these those one some others both".split())
LOOSE_ENDS = frozenset("and as at by for from in of on or the to with".split())  # a role that was cut there
JOINED = frozenset("about against as at by for from how in of on over to what when where whether why with".split())
OFFICES = frozenset(
    "acting agriculture assistant campaign club commerce committee company defence defense deputy economy education "
    "energy environment executive finance fisheries foreign former general health home housing industry interior "
    "internal justice labor labour lead managing mining mission opposition party police prime project senior shadow "
    "sporting team tourism tournament trade transport union vice".split()
)  # what ministers and managers are of, by a common noun
OPENERS = frozenset("a all an both her his its most some that the their these this those".split())
ASKED = frozenset("about how what when where whether why".split())  # a colon before it is no English
NAMING = frozenset(
    "accused announced attacked backed blamed called compared condemned criticised criticized defended described "
    "dismissed endorsed hailed labelled labeled likened mocked outlined praised slammed thanked unveiled "
    "urged welcomed".split()
)  # what follows is what is spoken of, and no clause
PARTICLES = frozenset("away back down off out over up".split())
ASIDES = frozenset("a also an however led now run the then though who whose which".split())
LONGEST_NAME = 4  # words
NOT_SAID = "did not say"
MOST_NEGATED = 7  # words of “would neither confirm nor deny that”
MOST_LEADING = 3  # words of a verb with its preposition: “spoke out against”


def speaker_name(statement: Statement, text: str) -> str:
    """The speaker's name, or the source as the article prints it (promise 2), or nothing."""
    source = words_at(text, statement.source)
    if statement.speaker and statement.speaker_kind == "person" and (other := _beside(source, statement.speaker)):
        return f"{statement.speaker} {other}"
    if statement.speaker and not role_of(statement) and _is_of_two(source, statement.speaker):
        return capital(source)
    printed = statement.speaker or _without_aside(source)
    is_torn = printed.endswith(".") and " " not in printed  # “the No. 3 House Republican” cut after “No.”
    # “It said” names nobody: no line is better
    return "" if is_torn or printed.lower() in NOBODY else statement.speaker or capital(printed)


def _without_aside(source: str) -> str:
    """A source without what the article says beside it: `the charity`, of `the charity, led by Ann Dee`."""
    bare, comma, aside = source.partition(", ")
    word = aside.split(" ", 1)[0].rstrip(",")
    return bare if comma and (word in ASIDES or word.endswith(("ed", "ing"))) else source


def _beside(source: str, speaker: str) -> str:
    """`and Peter Okot`, `or Okot`: somebody else whom the article names with a speaker, as it prints the name."""
    words = source.split()
    at = next((at for at, word in enumerate(words) if word in ("and", "or")), 0)
    other = words[at + 1 :]
    is_name = 0 < len(other) <= LONGEST_NAME and all(word[0].isupper() and word[-1].isalpha() for word in other)
    return " ".join(words[at:]) if at and is_name and words[at - 1] == speaker.rsplit(maxsplit=1)[-1] else ""


def _is_of_two(source: str, speaker: str) -> bool:
    """Whether an article names two bodies as who says it, of which a speaker is one: `Norland and Estavia`."""
    words = source.split()
    is_names = all(word[0].isupper() or word in ("and", "or", "the") for word in words)
    bodies = re.split(" (?:and|or) (?:the )?", source.removeprefix("the "))
    return is_names and len(bodies) > 1 and speaker in bodies


def role_of(statement: Statement) -> str:
    """The role of a person as the article gives it; what an organisation is, is no role."""
    words = (statement.role or "").split() if statement.speaker_kind == "person" else []
    while words and words[-1].lower() in LOOSE_ENDS:
        words.pop()
    if not words:
        return ""
    is_title = len(words) == 1 and words[0].istitle() and words[0].isalpha()
    if is_title or (words[0].lower() in OFFICES and len(words) > 1 and " ".join(words[1:]).islower()):
        words[0] = words[0].lower()  # “Mayor Hrynenko”, “Finance minister Forson”: a capital before a name only
    is_owned = words[0].islower() and words[0].endswith(("’s", "'s", "s’", "s'"))
    return " ".join(["the", *words] if is_owned else words)  # “the union's secretary-general”


def says(name: str) -> str:
    """`says` for one, `say` for several: `Nigerian senators say`."""
    last = name.rsplit(maxsplit=1)[-1]
    return "say" if " and " in name or (last.islower() and last.endswith("s") and not last.endswith("ss")) else "says"


def inside(words: str) -> str:
    """As it stands inside a sentence: `all six ships`, `Ukraine’s parliament`."""
    first = words.split(maxsplit=1)[0] if words else ""
    return f"{first.lower()}{words[len(first) :]}" if first.lower() in OPENERS else words


def with_role(name: str, role: str) -> str:
    """`Marco Rubio, Secretary of State`; what is printed before names stands before it: `Sen. Rand Paul`."""
    if role.endswith("."):
        return f"{role} {name}"
    return f"{name}, {role}" if role else name


def subject(name: str, role: str) -> str:
    """A name that a verb follows: `Marco Rubio`, `Mohamed Janabi, the agency’s Africa director,`."""
    who = with_role(name, role)
    return f"{who}," if "," in who else who


def cue_before(statement: Statement, text: str, clause: str) -> str:
    """What stands between the name and the reported clause: `warned: `, `told Fox News: `, `denied that `, `declined `.

    Where the article has cue and clause side by side, and a colon would turn the sense ("denied: …") or break the
    grammar ("promised: to cut …"), its own words join them.
    """
    printed = words_at(text, statement.cue)
    start = statement.content[0][0] if statement.content else 0
    if statement.negated and (verbatim := _up_to_words(statement, text, start)):
        return verbatim
    if statement.negated and statement.act != "declined":
        return _not_said(printed, text[statement.cue[1] : start] if statement.cue else "")
    between = words_at(text, (statement.cue[1], start)) if statement.cue and statement.cue[1] <= start else "?"
    opening = clause.split(maxsplit=1)[0].lower() if clause else ""
    is_joined = statement.act in ("denied", "declined") or opening in JOINED or printed.lower() in NAMING
    if is_joined and between in ("", "that") and printed and not printed.istitle():
        return f"{printed} {between} ".replace("  ", " ")
    if led := _leading(statement, text, between):
        return led
    if between in ("", "that") and printed.islower() and printed.split()[-1] in PARTICLES:
        return f"{printed} {between} ".replace("  ", " ")  # “ruled out raising the tax”
    if opening in ASKED and printed.isalpha() and printed.islower():
        return f"{printed} "
    if statement.pattern.endswith(" object") and not between and all(map(str.isalpha, printed.split())):
        return f"{printed.lower()} "  # “contradict the account”, “has dismissed claims that”: never “said: claims that”
    if statement.act == "denied" and not statement.negated:
        is_clause = between == "?" or between.endswith("that")  # "denied on Friday that"
        return "denied that " if is_clause else "denied: "
    told = cue_of(statement, text)
    is_bidden = opening == "to" and statement.addressee and told.endswith(statement.addressee)
    return f"{told} " if is_bidden else f"{told}: "  # “asked the board to resign”


def _not_said(printed: str, between: str) -> str:
    """`did not say that `: the cue with its negation, whatever stands around it; never a plain `said: `."""
    cue = printed if printed.islower() and len(printed.split()) > 1 else NOT_SAID
    return f"{cue} that " if between.split()[-1:] == ["that"] else f"{cue}: " if not between.isspace() else f"{cue} "


def _up_to_words(statement: Statement, text: str, start: int) -> str:
    """`did not say that `: everything between the speaker and what was not said; nothing where it is no such words."""
    if not statement.source or statement.source[1] > start:
        return ""
    words = text[statement.source[1] : start].split()
    is_plain = 0 < len(words) <= MOST_NEGATED and all(
        word.islower() and word.replace("’", "").replace("'", "").isalpha() for word in words
    )
    return f"{' '.join(words)} " if is_plain else ""


def _leading(statement: Statement, text: str, between: str) -> str:
    """`called for `, `spoke about `: speaker, told of or not, verb and preposition in a row; else nothing."""
    if statement.negated or not statement.cue or not statement.source or statement.source[1] > statement.cue[0]:
        return ""
    words = f"{words_at(text, statement.cue)} {between}".split()
    before = text[statement.source[1] : statement.cue[0]].strip()
    is_beside = not before or before.endswith(",")
    is_led = is_beside and 1 < len(words) <= MOST_LEADING and words[-1] in JOINED
    return f"{' '.join(words)} " if is_led and all(map(str.islower, words)) and not words[0].endswith("ing") else ""


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
