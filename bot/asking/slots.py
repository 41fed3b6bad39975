"""Filling a question's slots: who, about what, to whom, where. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import cast

from bot.asking.ground import Ground
from bot.asking.tokens import bare
from bot.asking.words import alternatives
from bot.model import Act, Question

INTERROGATIVE = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|does|do|did|can|has|have|will)\b", re.IGNORECASE
)
WOULD_BE = re.compile(r"^(?:would|will|could|should|is|are|was|were|has|have)\s+(?:be|happen|been)\b\s*", re.IGNORECASE)
SOMEBODY_OF = re.compile(  # "the guy from Quillon" is whoever Quillon's is
    r"^(?:the\s+|that\s+|a\s+)?(?:guy|man|woman|lady|person|people|bloke|someone|somebody|folks?)\s+(?:from|at|of|with)\s+(?=\S)",
    re.IGNORECASE,
)
VAGUE_NOUN = re.compile(r"(?<=\S)\s+(?:thing|stuff|situation|saga)$", re.IGNORECASE)  # "the Tidewell thing"
TRAILING_VENUE = re.compile(r"\s+(?:in|at|on|via|during)\s+(?P<where>[^,]{2,60})$", re.IGNORECASE)
TRAILING_WHOM = re.compile(r"(?P<before>\S+)\s+to\s+(?P<whom>[^,]{2,60})$", re.IGNORECASE)
AUXILIARY = frozenset(
    "be is are was were been being to do does did has have had will would shall should can could may might must going "
    "get due happen happens happening take place start starts begin begins "
    "end ends ending ended finish finishes expect expected there it the a an any some of worth for "
    "that which who what when where how why list all you know hold held on record me us we made make announced "
    "reported".split()
)
JOINED = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|n|'n'|vs\.?|versus|&|\+|/)\s+", re.IGNORECASE)
MOST_SPEAKERS = 4
MOST_WAYS = 6
NAMED = ("whole", "surname")
DANGLING = frozenset("for to with of about on in at do by from".split())


def with_speaker(question: Question, phrase: str, ground: Ground, previous: Question | None = None) -> Question:
    """Whom the phrase means: one name, several to ask back about, the last speaker, or the phrase as typed."""
    phrase = SOMEBODY_OF.sub("", phrase.strip(" ,.;:?!"))
    low = bare(phrase)
    if low in ground.words.everybody:
        return question
    if low in ground.words.pronouns:
        return _last_speaker(question, phrase, previous)
    question = replace(question, speaker_asked=None, speakers=())
    several = several_names(phrase, ground)
    if len(several) == 1:
        return replace(question, speaker=" and ".join(several[0]), speakers=several[0])
    if several:
        return replace(question, speaker=phrase, speaker_options=tuple(map(" and ".join, several)))
    if both := ground.names.by_surname(phrase):
        is_body = any(map(ground.names.is_body, both))  # or taken for one
        return replace(question, speaker=both[-1] if is_body else both[0], speakers=both)
    found = ground.names.resolve(phrase)
    if found.one:
        is_name = found.how in ("whole", "surname", "misspelt")
        return replace(question, speaker=found.one, speaker_asked=None if is_name else no_article(phrase))
    if found.options:
        return replace(question, speaker=no_article(phrase), speaker_options=found.options)
    if seats := _of_country(phrase, ground):
        return replace(
            question, speaker=" and ".join(seats), speakers=seats if len(seats) > 1 else (), speaker_asked=low
        )
    return replace(question, speaker=no_article(re.sub(r"'s$", "", phrase)), is_speaker_known=False)


def _of_country(phrase: str, ground: Ground) -> tuple[str, ...]:
    """ "the Americans": the country, its capital and seat of government, as far as they are held as speakers."""
    names = (ground.names.named(form) for form in ground.same_country(phrase))
    held = dict.fromkeys(name for name in names if name and not ground.names.is_person(name))
    return tuple(held)[:MOST_SPEAKERS]


def several_names(phrase: str, ground: Ground) -> list[tuple[str, ...]]:
    """ "Rubio and Putin" are two people, unless somebody is called that; empty when it is not several.

    More than one way to read it where a name is held by several: "Clinton and Putin".
    """
    parts = JOINED.split(phrase)
    if not 1 < len(parts) <= MOST_SPEAKERS or ground.names.is_known(phrase):
        return []
    found = [ground.names.resolve(part) for part in parts]
    if not all(part.one or (part.options and part.how in NAMED) for part in found):
        return []
    if all(part.how == "misspelt" for part in found):
        return []
    ways = [way for way in product(*(part.options for part in found)) if len(set(way)) == len(parts)]
    return ways[:MOST_WAYS]


def _last_speaker(question: Question, phrase: str, previous: Question | None) -> Question:
    if previous is None or (previous.speaker or previous.answered_by) is None:
        return replace(question, speaker=phrase, is_speaker_known=False)
    if previous.speaker is None:
        return replace(question, speaker=previous.answered_by)
    return replace(question, speaker=previous.speaker, speakers=previous.speakers,
                   speaker_asked=previous.speaker_asked, speaker_options=previous.speaker_options,
                   is_speaker_known=previous.is_speaker_known)  # fmt: skip


def is_anybody(question: Question, ground: Ground) -> bool:
    """Whether it asks about "he" or "she" of whom nothing went before."""
    return not question.is_speaker_known and bare(question.speaker or "") in ground.words.pronouns


def is_group(words: str, ground: Ground) -> bool:
    """ "officials", "the union", "union leaders": a source without a name."""
    parts = bare(words).split()
    return bool(parts) and parts[0] not in ground.words.sets["no_group"] and parts[-1] in ground.words.grammar["groups"]


def fill_rest(question: Question, rest: str, verb: str, ground: Ground, previous: Question | None) -> Question:
    """What follows the verb: `to Fox News`, `at the rally`, `about oil`, `that the war is over`, `by Putin`."""
    rest = rest.strip(" ,.;:?!")
    rest = WOULD_BE.sub("", rest)
    if question.act == "declined" or re.match(r"^to\s+(?:say|comment|do)\b", rest, re.I):
        rest = ground.patterns.to_say.sub("", rest)
    rest = re.sub(rf"^(?:{alternatives(ground.words.grammar['anything'])}\s+)+", "", f"{rest} ", flags=re.I).strip()
    if question.act == "asked":
        rest = re.sub(r"^for\s+", "about ", rest, flags=re.I)
    question, rest = _by(question, rest, ground, previous)
    question, rest = _addressee(question, rest, verb, ground)
    question, rest = _venue(question, rest, ground)
    match = ground.patterns.about.match(rest)
    about = rest[match.end() :] if match else rest
    if match is None and (inner := ground.patterns.about.search(rest)) and question.addressee is None and not verb:
        about = rest[inner.end() :]
    if bare(verb) in ground.words.grammar["posting"] and question.venue is None and question.addressee is None:
        question = replace(question, venue="post")
    question, about = _trailing(question, re.sub(r"^with\s+", "", about, flags=re.I), ground)
    return replace(question, about=_subject(about, previous))


def _by(question: Question, rest: str, ground: Ground, previous: Question | None) -> tuple[Question, str]:
    """`by Putin` after a passive."""
    match = re.search(r"(?:^|\s)by\s+(.+?)(?=\s+(?:about|on|regarding|to|in|at)\s|$)", rest, re.I)
    if match is None or question.speaker is not None or question.kind == "who":
        return question, rest
    question = with_speaker(question, match[1], ground, previous)
    return question, f"{rest[: match.start()]} {rest[match.end() :]}".strip()


def _addressee(question: Question, rest: str, verb: str, ground: Ground) -> tuple[Question, str]:
    """`to Fox News about …` for any verb, `Fox News about …` behind tell and ask."""
    about = ground.patterns.about.pattern
    if match := re.match(rf"to\s+(?P<whom>.+?)(?:\s+(?P<rest>(?:{about}|that\s|in\s|at\s|during\s).*))?$", rest, re.I):
        is_doing = bare(verb) in ground.words.grammar["to_do"]
        is_infinitive = match["whom"].islower() and (is_doing or match["whom"].split()[0] in ground.words.ordinary)
        if not is_infinitive:
            return replace(question, addressee=no_article(match["whom"])), (match["rest"] or "").strip()
    if bare(verb) in ground.words.grammar["tell"]:
        whom = r"(?P<whom>(?!about\b|on\b|that\b|for\b|to\b|in\b).+?)"
        pattern = rf"{whom}(?:\s+(?P<rest>(?:{about}|that\s|to\s|in\s|at\s|during\s).*))?$"
        if match := re.match(pattern, rest, re.I):
            rest = (match["rest"] or "").strip()
            if bare(match["whom"]) in ground.words.sets["anybody"]:
                return question, rest
            return replace(question, addressee=no_article(match["whom"])), rest
    return question, rest


def _venue(question: Question, rest: str, ground: Ground) -> tuple[Question, str]:
    """`in an interview with Z`, `on Telegram`, `at the rally in Ohio`, `in Ohio`, before what it is about."""
    match = re.match(r"(?P<in>in|at|on|via|during)\s+(?P<where>.+)$", rest, re.I)
    if match is None:
        return question, rest
    opener, where = match["in"].lower(), match["where"]
    inner = re.search(r"\s+(?=(?:about|regarding|concerning|that)\s)", where, re.I)
    head = where[: inner.start()] if inner else where
    is_place = no_article(head)[:1].isupper() and opener in ("in", "at")
    if not (_is_venue(head, ground) or is_place or opener in ("via", "during")):
        return question, rest
    if opener == "on" and not _is_venue(head, ground):
        return question, rest
    left = where[inner.end() :] if inner else ""
    return replace(question, venue=no_article(head)), left


def _trailing(question: Question, about: str, ground: Ground) -> tuple[Question, str]:
    """`oil to Fox News`, `oil on Telegram`, `oil in an interview`: whom and where behind what it is about."""
    match = TRAILING_VENUE.search(about)
    if match and question.venue is None and _is_venue(match["where"], ground):
        question, about = replace(question, venue=no_article(match["where"])), about[: match.start()]
    match = TRAILING_WHOM.search(about)
    if match and question.addressee is None:
        whom = no_article(match["whom"])
        is_name = all(word[:1].isupper() for word in whom.split())
        if is_name and bare(match["before"]) not in ground.words.grammar["directed"]:
            question, about = replace(question, addressee=whom), about[: match.end("before")]
    return question, about


def _is_venue(words: str, ground: Ground) -> bool:
    low = bare(no_article(words))
    if low in ground.words.grammar["venues"]:
        return True
    nouns = ground.words.grammar["venue_nouns"]
    return any(re.match(rf"(?:[\w-]+\s+){{0,3}}{re.escape(noun)}\b", low) for noun in nouns)


def _subject(about: str, previous: Question | None) -> str | None:
    about = about.strip(" ,.;:?!")
    about = re.sub(r"^(?:that|whether|if|to)\s+", "", about, flags=re.I)
    words = about.split()
    while words and bare(words[-1]) in DANGLING:
        words.pop()
    about = no_article(" ".join(words))
    if previous is not None and bare(about) in ("it", "that", "this", "them"):
        return previous.about
    if bare(about) in ("it", "this", "so", "anything", "something", "that", "what", "back"):
        return None
    return about or None


def ends_before_noun(who: str, ground: Ground) -> bool:
    """Whether what follows is a noun: behind an article, "the | offer", or an owner, "Orsk's | offer"."""
    last = who.rsplit(maxsplit=1)[-1].lower() if who.split() else ""
    return last in ground.words.grammar["determiners"] or last.endswith(("'s", "s'"))


def no_article(words: str) -> str:
    """Without a leading article or possessive."""
    return re.sub(r"^(?:the|a|an|his|her|their|its|any|some)\s+(?=\S)", "", words.strip(" ,.;:?!"), flags=re.I)


def without_auxiliaries(words: str) -> str:
    """Without the small words around what is asked: "be signed", "is the vote due"."""
    parts = words.strip(" ,.;:?!").split()
    while parts and bare(parts[0]) in AUXILIARY:
        parts.pop(0)
    while parts and (bare(parts[-1]) in AUXILIARY or bare(parts[-1]) in DANGLING):
        parts.pop()
    return " ".join(parts)


def act_of(verb: str | None, ground: Ground) -> Act | None:
    """What is asked for by a verb; nothing particular by "say"."""
    act = ground.words.acts.get(bare(verb)) if verb else None
    return cast("Act", act) if act and act != "said" else None


def referred(words: str, ground: Ground, previous: Question | None) -> str:
    """`it`, `that`, `this` stand for what the previous question was about."""
    if previous is None or bare(words) not in ("it", "that", "this", "them", "the deal", "that deal", "this deal"):
        return words
    return previous.about or previous.speaker or " ".join(previous.parties) or words


def subject_of(words: str) -> str | None:
    """Words as what a question is about; None when there are none."""
    about = no_article(re.sub(r"\s*'(?=\s|$)", "", words).strip(" ?!.,;:"))
    return VAGUE_NOUN.sub("", about) or None
