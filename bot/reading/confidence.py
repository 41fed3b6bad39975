"""How sure the reader is of a statement: words and name, counted on articles that people had marked.

1. words   the share of right ones for this kind and pattern, moved by how strong the cue is among its like
2. name    the share of right ones for this way of finding a name, moved by the registry's own doubt
3. doubts  what else tells right from wrong (a headline, no source, a body that speaks …) moves the odds of both
4. reservations  what two judges found wrong in digests (little quoted, a pronoun after another speaker …): no digest
   should tell these, but they are kept
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, pairwise

from bot.model import StatementKind
from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.lexicon import Rules
from bot.reading.names import Speaker
from bot.reading.phrase_cores import Phrase
from bot.reading.tagged import LONGEST_SENTENCE, Tagged
from bot.reading.unsaid import is_unsaid

SHORTEST = 2  # words of reported speech that are rarely a statement of their own
SHORT = 0.6
UNSEEN = (0.7, 0.8)
FEW = 6  # words of a statement that may be only half of it
POINTING = lex.DETERMINER | lex.PRONOUN | lex.OBJECT_PRONOUN
MUCH = 5  # quoted tokens of an object that a digest may tell: "criticised the law" sums up what was said
LITTLE, LEAST_TOLD = 8, 4  # tokens of words that are rarely a whole statement
ANSWER = 10  # tokens of an answer that is hardly understood without its question
SURELY_SAYS = 0.9  # strength of the bare clause of "say", "note"
HIGHEST = 0.99
ELIDING = lex.AUXILIARY | lex.NEGATION  # "said he did not": what not stands elsewhere
UNSAID = 0.3  # less than an answer tells
UNTOLD = 0.42  # reservations alone leave a statement that
RESOLVED = frozenset({"pronoun", "nominal"})  # their doubt is in the name
PRESENT = frozenset({"s", "base"})
Form = tuple[int, bool]  # tokens of the words, and whether they stand in a headline
# By their names in the lexicon, in the order in which _doubts and _reservations tell of them.
DOUBTS = (
    "headline", "no_source", "unclosed", "short", "pieces", "adjuncts", "body", "present", "cut", "nominal", "joined",
    "appositive",
)  # fmt: skip
RESERVATIONS = (
    "pronoun_after_other", "quoted_little", "told_little", "goes_on_small", "headline_of_none", "bare_number",
    "unresolved", "elided", "put_to", "topic", "summed_up", "answer", "contrasted",
)  # fmt: skip
LEAST, MOST = 0.005, 0.995  # chances whose odds are still moved


def confidence_of(tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker) -> float:
    """The chance that these words are this speaker's."""
    rules = tagged.rules
    table = rules.confidence.get("words", {})
    found = table.get(f"{kind} {attribution.pattern} {attribution.frame}") or table.get(kind, UNSEEN)
    words = _moved(found[0], attribution.strength, found[1])
    size = _size(attribution)
    if kind == "indirect" and size <= SHORTEST:
        if rules.acts.get(attribution.lemma) == "declined":
            size = FEW + 1  # “declined | to comment” is all there is
        else:
            words *= SHORT
    odds = _odds(words * _name(speaker, rules)) * rules.doubts.get("any", 1.0)
    is_headline = tagged.is_headline(attribution.unit)
    for doubt in compress(DOUBTS, _doubts(tagged, attribution, kind, speaker, (size, is_headline))):
        odds *= rules.doubts.get(doubt, 1.0)
    sure = odds / (1.0 + odds)
    for doubt in compress(RESERVATIONS, _reservations(tagged, attribution, kind, speaker, (size, is_headline))):
        odds *= rules.doubts.get(doubt, 1.0)
    if is_unsaid(tagged, attribution):
        return round(min(UNSAID, sure), 3)
    least = 0.0 if size <= LEAST_TOLD and _tells_nothing(tagged, attribution, kind) else UNTOLD
    return round(min(HIGHEST, sure, max(least, odds / (1.0 + odds))), 3)


def _size(attribution: Attribution) -> int:
    """The tokens of the words."""
    size = 0
    for first, last in attribution.pieces:
        size += last - first
    return size


def _doubts(
    tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker, form: Form
) -> tuple[bool, ...]:
    """Whether each of the doubts speaks for or against the words or the name."""
    pieces, source, group = attribution.pieces, attribution.source, attribution.group
    size, is_headline = form
    last = pieces[0][1] if len(pieces) == 1 else max([end for _, end in pieces])
    quoted = tagged.quoted[last - 1]
    return (
        is_headline,
        source is None,
        quoted >= 0 and not tagged.tokens.quotations[quoted].is_closed,
        size <= FEW,
        kind != "direct" and len(pieces) > 1,
        kind == "indirect" and bool(attribution.adjuncts),
        speaker.kind == "organisation",
        group is not None and group.form in PRESENT,
        kind != "direct" and last < tagged.units[attribution.unit][1] - 2,
        source is not None and speaker.name_from not in RESOLVED and tagged.words[source.core_last - 1][0].islower(),
        source is not None and source.first > 0 and bool(tagged.tags[source.first - 1] & lex.CONJUNCTION),
        source is not None and source.appositive is not None,
    )


def _reservations(
    tagged: Tagged, attribution: Attribution, kind: StatementKind, speaker: Speaker, form: Form
) -> tuple[bool, ...]:
    """Whether each of the reservations holds."""
    pieces, source, group, frame = attribution.pieces, attribution.source, attribution.group, attribution.frame
    size, is_headline = form
    is_direct = kind == "direct"
    explains = frame == "question" and attribution.lemma in tagged.rules.words["explaining"]
    return (
        speaker.is_contested,
        is_direct and size <= LITTLE and not any(tagged.has_verb(*piece) for piece in pieces),
        not is_direct and size <= LEAST_TOLD,
        is_direct and tagged.words[_opening(tagged, pieces[0][0])][0].islower(),
        speaker.kind != "person" and is_headline,
        source is not None and not tagged.words[source.first][0].isalpha() and _is_number(tagged, source),
        source is not None and speaker.name is None and (attribution.lemma == ":" or _is_pronoun(tagged, source)),
        kind == "indirect" and (bool(tagged.tags[pieces[-1][1] - 1] & ELIDING) or _is_half_told(tagged, pieces)),
        (frame == "that" and _is_put_to(tagged, attribution)) or _is_stance(tagged, attribution),
        explains and group is not None and group.form in PRESENT,
        frame == "object" and not _quotes_much(tagged, pieces),
        is_direct and size <= ANSWER and _answers(tagged, attribution),
        not is_direct and _is_contrasted(tagged, pieces[-1][1]),
    )


def _is_half_told(tagged: Tagged, pieces: list[Range]) -> bool:
    """Whether words lack what they lead to: "would not only stop the flow", "the places she would go include"."""
    words, last = tagged.rules.words, pieces[-1][1]
    if tagged.lower[last - 1] in words["including"]:
        return True
    told = [tagged.lower[at] for piece in pieces for at in range(*piece)]
    is_half = any(f"{one} {two}" in words["not_only"] for one, two in pairwise(told))
    return is_half and words["but"].isdisjoint(told)


def _is_contrasted(tagged: Tagged, last: int) -> bool:
    """Whether ", but" follows words that were cut there, and may turn them: "idealism is nice|, but sometimes …".

    What the same speaker says next ("…, but said") turns nothing.
    """
    if last + 2 >= len(tagged.words) or tagged.words[last] != "," or not tagged.tags[last + 1] & lex.CONJUNCTION:
        return False
    cues = (cue for word in tagged.lower[last + 2 : last + 4] for cue, _ in tagged.rules.cues.get(word, ()))
    is_next_saying = any(cue.frames.get("clause", 0.0) >= SURELY_SAYS for cue in cues)
    return not tagged.tags[last + 1] & lex.CONNECTOR and not is_next_saying


def _answers(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether words answer what only their sentence asks: "Asked whether he would play, Lee said: “At noon.”"."""
    lower, first, cue = tagged.lower, tagged.units[attribution.unit][0], attribution.cue
    near = lower[first : first + 2] + (lower[cue[1] : cue[1] + 2] if cue else [])
    return not tagged.rules.words["asked"].isdisjoint(near)


def _quotes_much(tagged: Tagged, pieces: list[Range]) -> bool:
    """Whether a reporter's object holds words that stand for themselves: "praised “the courage of his convictions”"."""
    return sum([last - first - tagged.quoted[first:last].count(-1) for first, last in pieces]) >= MUCH


def _tells_nothing(tagged: Tagged, attribution: Attribution, kind: StatementKind) -> bool:
    """Whether a few reported words without a verb are a thing, not a thing said: "blasted | the mayor"."""
    pieces, group = attribution.pieces, attribution.group
    # "warned of | empty shelves", "refused to comment on | the talks" and "vowed | to act" do tell something
    if kind != "indirect" or attribution.frame == "to" or " " in attribution.lemma or (group and group.is_declined):
        return False
    first, last = pieces[0]
    if tagged.rules.acts.get(attribution.lemma) == "denied" and not (
        last == first + 1 and tagged.tags[first] & POINTING
    ):
        return False  # "denied wrongdoing", not "denied this"
    return not any(tagged.has_verb(*piece) for piece in pieces)


def _opening(tagged: Tagged, first: int) -> int:
    """The first token behind an opening mark."""
    return first + 1 if first in tagged.opening and first + 1 < len(tagged.words) else first


def _is_number(tagged: Tagged, source: Phrase) -> bool:
    """Whether figures alone speak: "42% say", "14 percent said"."""
    shares = tagged.rules.words["shares"]
    words = tagged.lower[source.first : source.core_last]
    return all(not word[0].isalpha() or word in shares for word in words)


def _is_pronoun(tagged: Tagged, source: Phrase) -> bool:
    """Whether only a pronoun tells who speaks: "I", "it", "they", "this"."""
    if source.last > source.first + 1:
        return False
    return bool(tagged.tags[source.first] & lex.PRONOUN) or tagged.lower[source.first] in tagged.rules.words["pointing"]


def _is_put_to(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether the words are what others say: "bristled at the suggestion | that he was to blame"."""
    lower, put_to = tagged.lower, tagged.rules.words["put_to"]
    return any(lower[last - 1] in put_to and lower[first] != "in" for first, last in attribution.adjuncts[-1:])


def _is_stance(tagged: Tagged, attribution: Attribution) -> bool:
    """Whether a colon leads to what somebody holds, in nobody's words: "took the stance of many: “I am for it”"."""
    if attribution.lemma != ":" or attribution.cue is None:
        return False
    cue = attribution.cue[0]
    before = tagged.lower[max(tagged.units[attribution.unit][0], cue - LONGEST_SENTENCE) : cue]
    return not tagged.rules.words["stances"].isdisjoint(before)


def _name(speaker: Speaker, rules: Rules) -> float:
    """The chance that the name is right; an unnamed speaker cannot be wrongly named."""
    if speaker.name is None:
        return 1.0
    share, usual = rules.confidence.get("names", {}).get(speaker.name_from or "", UNSEEN)
    return _moved(share, speaker.confidence, usual)


@lru_cache(maxsize=4096)  # shares and strengths come from the lexicon: few of them meet
def _moved(share: float, strength: float, usual: float) -> float:
    """A share of right ones, moved by half the odds of this strength against the usual one."""
    odds: float = _odds(share) * (_odds(strength) / _odds(usual)) ** 0.5
    return odds / (1.0 + odds)


def _odds(chance: float) -> float:
    if not LEAST < chance < MOST:
        chance = min(MOST, max(LEAST, chance))
    return chance / (1.0 - chance)
