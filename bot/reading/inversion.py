"""Sources behind their verb: “…,” said Rubio; A, says Smith, B; Said Keller, “…”."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.elsewhere import all_before
from bot.reading.endings import content_end
from bot.reading.left_side import left_piece, starts_aside
from bot.reading.phrase_cores import Phrase
from bot.reading.phrases_after import names_work
from bot.reading.right_side import is_clause, piece_of
from bot.reading.sources import inverted_subject
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup

LEADS_ON = lex.CONJUNCTION | lex.SUBORDINATOR | lex.COMPLEMENTISER | lex.ADVERB
DASHES = frozenset({"—", "–", "--"})
SURELY_LEFT = 0.93  # strength of the words before it from which a verb may take them from another source
LONGEST_ASIDE = 25  # tokens between a source and its quotation: ", who grew up in the town,"


def inverted(tagged: Tagged, group: VerbGroup, source: Phrase | None, floor: int, end: int) -> Attribution | None:
    """“…,” said Rubio: the source behind the verb, all content before it (and perhaps more behind)."""
    if group.form not in {"past", "s"} or group.cue.lemma in tagged.rules.words["always_addressed"]:
        return None
    before = group.first - 1
    opens = group.first <= tagged.units[tagged.unit_of[group.verb]][0]
    if opens or (tagged.words[before] == "," and not group.cue.particles):
        opening = _verb_first(tagged, group, end)
        if opening:
            return opening
    if group.first <= floor:
        return None
    quoted_left = before in tagged.closing or (
        tagged.words[before] == "," and before > floor and before - 1 in tagged.closing
    )
    if not quoted_left and (tagged.words[before] not in {",", *DASHES} or "left" not in group.cue.frames):
        return None
    behind = inverted_subject(tagged, group, end)
    if behind is None or (source and not quoted_left and not _belongs_to_words(tagged, group, source, behind, end)):
        return None
    rest = None if quoted_left else _rest_behind(tagged, behind.last, end)
    left = left_piece(tagged, before, floor, has_rest=rest is not None)
    if left is None and _ends_sentence(tagged, behind, end):
        left = all_before(tagged, group, group.first, floor)
    if left is None:
        return None
    more = rest or continuation(tagged, behind.last, end)
    pieces = [left, more] if more else [left]
    frame = "quote" if quoted_left else "left"
    return Attribution(
        "inverted", frame, group.cue.lemma, (group.first, group.last), behind, pieces, group.cue.frames.get(frame, 0.0),
        group, unit=tagged.unit_of[group.verb],
    )  # fmt: skip


def _ends_sentence(tagged: Tagged, behind: Phrase, end: int) -> bool:
    """Whether only a name and what explains it follow a verb: "…, said Ann Holt, a clerk.", not "said he was"."""
    is_name = tagged.is_name_like(behind.core_last - 1)
    return is_name and (behind.last >= end or not tagged.words[behind.last][0].isalnum())


def _belongs_to_words(tagged: Tagged, group: VerbGroup, source: Phrase, behind: Phrase, end: int) -> bool:
    """Whether what seems a source only ends the words: "It is under pressure | from imports, which rose,| said Lee"."""
    if tagged.words[source.last - 1] != "," or group.cue.frames.get("left", 0.0) < SURELY_LEFT:
        return False
    first = tagged.units[tagged.unit_of[source.first]][0]
    if not tagged.is_name_like(behind.core_last - 1) and behind.appositive is None:
        return False
    is_clause_before = source.first > first or (_has_own_verb(tagged, source) and _ends_sentence(tagged, behind, end))
    return is_clause_before and tagged.is_plain(first, source.last) and tagged.has_verb(first, group.first)


def _has_own_verb(tagged: Tagged, source: Phrase) -> bool:
    """Whether what is told of a subject is closed before its verb: "The miners, who are on strike, | will vote"."""
    commas = [at for at in range(source.core_last, source.last - 1) if tagged.words[at] == ","]
    return len(commas) > 1 and tagged.has_verb(commas[1] + 1, source.last - 1)


def _rest_behind(tagged: Tagged, comma: int, end: int) -> Range | None:
    """The second half of "A, says Smith, B"."""
    if comma + 1 >= end or tagged.words[comma] != "," or starts_aside(tagged, comma + 1):
        return None
    piece = piece_of(tagged, comma + 1, end)
    return piece if piece and is_clause(tagged, *piece) else None


def _verb_first(tagged: Tagged, group: VerbGroup, end: int) -> Attribution | None:
    """Said Rubio, “…”: verb, source, and then a quotation."""
    behind = inverted_subject(tagged, group, end)
    if behind is None or not tagged.is_name_like(behind.core_last - 1):
        return None
    at = behind.last
    while at < end and at not in tagged.opening and at - behind.last <= LONGEST_ASIDE:
        if tagged.tags[at] & lex.CUE and not tagged.tags[at] & lex.NOUN_TOO:
            break
        at += 1
    if at >= end or at not in tagged.opening or tagged.words[at - 1] not in {",", ":"}:
        return None
    piece = piece_of(tagged, at, end)
    return piece and Attribution(
        "inverted", "quote", group.cue.lemma, (group.first, group.last), behind, [piece],
        group.cue.frames.get("quote", 0.0), group, unit=tagged.unit_of[piece[1] - 1],
    )  # fmt: skip


def _may_go_on(tagged: Tagged, mark: int) -> bool:
    """Whether a quotation may be the rest of another: not “said Ann Lee, who waited in a “long line”"."""
    before = mark - 1
    if tagged.tags[before] & lex.CLITIC or names_work(tagged, mark):
        return False  # “told ABC's “Good Morning””
    return not tagged.words[before][0].isalnum() or bool(tagged.tags[before] & LEADS_ON)


def continuation(tagged: Tagged, at: int, end: int) -> Range | None:
    """The second half of a split quotation behind `at`: the next opening mark in the unit before another cue."""
    while at < end:
        if tagged.quoted[at] != -1:
            at = tagged.tokens.quotations[tagged.quoted[at]].last
            continue
        if tagged.tags[at] & lex.CUE and not tagged.tags[at] & lex.NOUN_TOO:
            return None
        if at in tagged.opening and at + 1 < end and tagged.quoted[at + 1] != -1 and _may_go_on(tagged, at):
            return at, content_end(tagged, at, end)
        at += 1
    return None
