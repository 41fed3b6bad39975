"""What stands right of a cue: addressee and adjuncts, then that …, “…”, : …, whether …, to …, a clause, an object."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading import word_classes as lex
from bot.reading.addressees import DASHES, ENDS_REACH, addressee_behind
from bot.reading.adjuncts import after_adjuncts, is_infinitive, is_meanwhile
from bot.reading.attribution import Range
from bot.reading.endings import content_end, has_own_cue, trim_end
from bot.reading.lead_ins import behind_insertion, past_lead_in
from bot.reading.next_speaker import new_speaker
from bot.reading.no_report import is_counted, is_mere_word, is_only_this, is_that_alone
from bot.reading.object_ends import object_end
from bot.reading.phrases_after import core_after, names_work
from bot.reading.sources import extend_after
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup, counts, is_governing, takes_noun

NO_CONTENT = lex.AUXILIARY | lex.CONJUNCTION | lex.CLITIC  # nothing reported begins so
BEFORE_TOLD = lex.SUBORDINATOR | lex.PREPOSITION  # "wrote after the vote was lost: “…”"
SURELY_TO = 0.69  # strength of "to" from which a verb is looked for behind it: "vowed to stay away"
SURELY_CLAUSE = 0.8  # strength of the bare clause from which a verb may stand far behind the cue
LISTENERS = 7  # tokens of an addressee
STOPS = frozenset({".", "?", "!", ";", ")"})
COMMA_OR_DASHES = DASHES | {","}
ADVERB_OR_SUBORDINATOR = lex.ADVERB | lex.SUBORDINATOR
RELATIVE_OR_QUESTION_WORD = lex.RELATIVE | lex.QUESTION_WORD
QUESTION_WORD_OR_COMPLEMENTISER = lex.QUESTION_WORD | lex.COMPLEMENTISER
BEGINS_SUBJECT = lex.DETERMINER | lex.POSSESSIVE | lex.PRONOUN


@dataclass(slots=True)
class Right:
    """What stands right of a cue."""

    frame: str
    piece: Range | None
    addressee: Range | None
    adjuncts: list[Range]
    after: int  # first token behind addressee and adjuncts
    comma: bool = False  # a comma stands between the cue and the content


def right_of(tagged: Tagged, group: VerbGroup, end: int) -> Right:
    """Step over addressee and adjuncts behind a cue and name what follows."""
    if group.cue.particles and group.last == group.verb + 1:  # “declined | to comment”
        last = group.last + len(group.cue.particles)
        return Right("to", (group.last, last), None, [], last)
    at, addressee = addressee_behind(tagged, group, end)
    adjuncts: list[Range] = []
    tags = tagged.tags
    if at + 1 >= end or not tags[at] & lex.INFINITIVE or not _is_asked_to(tagged, group, at + 1, addressee):
        at, adjuncts = after_adjuncts(tagged, at, end)
    before_comma = at
    at, is_behind_comma = _over_comma(tagged, at, end)
    if is_behind_comma:
        at = behind_insertion(tagged, at, end, has_adjuncts=bool(adjuncts))
        if new_speaker(tagged, at, end) and not _is_inserted(tagged, group):
            return Right("none", None, addressee, adjuncts, before_comma)
        if not tags[at] & lex.COMPLEMENTISER and tagged.lower[at] not in tagged.rules.words["focusing"]:
            at, more = after_adjuncts(tagged, at, end)
            adjuncts += more
    at, adjuncts = past_lead_in(tagged, at, end, adjuncts)
    if at < end and tagged.words[at] == ":" and at + 1 >= end:
        piece = announced(tagged, end)
        if piece:
            return Right("quote" if piece[0] in tagged.opening else "colon", piece, addressee, adjuncts, at)
    is_over = at >= end or tagged.words[at] in STOPS or (bool(adjuncts) and _tells_of_place(tagged, at))
    if is_over or (not is_behind_comma and _begins_nothing(tagged, at, group)):
        piece = announced(tagged, end) if at < end and adjuncts and tagged.words[end - 1] == ":" else None
        frame = "quote" if piece and piece[0] in tagged.opening else "none"  # "wrote after the vote was lost: “…”"
        return Right(frame, piece if frame == "quote" else None, addressee, adjuncts, at)
    if adjuncts and tagged.tags[at] & lex.COMPLEMENTISER and _is_about_writing(tagged, adjuncts[-1], (at, end)):
        return Right("none", None, addressee, adjuncts, at)
    frame, piece = _content(tagged, group, at, end, addressee)
    return Right(frame, piece, addressee, adjuncts, at, is_behind_comma)


def _is_asked_to(tagged: Tagged, group: VerbGroup, at: int, addressee: Range | None) -> bool:
    """Whether a verb follows "to" that the cue asks for: "told him to | wait", "vowed to | stay away"."""
    is_due = group.cue.frames.get("to", 0.0) >= SURELY_TO
    return (is_due or addressee is not None) and is_infinitive(tagged, at, addressee, is_due=is_due)


def _tells_of_place(tagged: Tagged, at: int) -> bool:
    """Whether a clause on the place before a comma begins: "as she put it in Lima, | where she was born"."""
    is_relative = tagged.tags[at] & RELATIVE_OR_QUESTION_WORD and tagged.lower[at] not in tagged.rules.words["when"]
    return bool(is_relative) and tagged.words[at - 1] == ","


def _is_about_writing(tagged: Tagged, adjunct: Range, clause: Range) -> bool:
    """Whether "that" tells of a writing that is shown: "reported on a letter | that Lee sent: “…”"."""
    (first, last), (at, end) = adjunct, clause
    words = tagged.rules.words
    is_thing = last == at and tagged.lower[last - 1] in words["reporting_nouns"]
    return is_thing and tagged.lower[first] in words["noun_prepositions"] and ":" in tagged.words[at:end]


def _over_comma(tagged: Tagged, at: int, end: int) -> tuple[int, bool]:
    """Step over a comma, a dash before a quotation, or ", though,"; whether content may follow behind it."""
    words = tagged.words
    if at + 1 >= end or words[at] not in COMMA_OR_DASHES:
        return at, False
    if at + 2 < end and words[at] == words[at + 2] == "," and tagged.tags[at + 1] & ADVERB_OR_SUBORDINATOR:
        at += 3  # "added, though, that"
    is_dash = at + 2 < end and words[at] in DASHES and at + 1 in tagged.opening
    if at + 1 < end and (words[at] == "," or (is_dash and not has_own_cue(tagged, at + 2, end))):
        return at + 1, True
    return at, False


def _is_inserted(tagged: Tagged, group: VerbGroup) -> bool:
    """Whether a sentence was begun before its speaker is told: "In May, | Lee said, | a boss offered her a job"."""
    first = tagged.units[tagged.unit_of[group.first]][0]
    if not tagged.tags[first] & lex.PREPOSITION or "," not in tagged.words[first : group.first]:
        return False
    comma = tagged.words.index(",", first)
    return (
        tagged.is_plain(first, group.first)
        and not tagged.has_verb(first, group.first)
        and ("," not in tagged.words[comma + 1 : group.first])
    )


def _begins_nothing(tagged: Tagged, at: int, group: VerbGroup) -> bool:
    """Whether no reported words begin with such a word; "said if …" is a clause, "tweeted as …" is not."""
    tag = tagged.tags[at]
    if tagged.words[at] in DASHES:
        return at + 1 not in tagged.opening or has_own_cue(tagged, at + 2, len(tagged.words))
    if tag & QUESTION_WORD_OR_COMPLEMENTISER:
        return False
    if is_meanwhile(tagged, at):
        return True
    if tag & lex.SUBORDINATOR:
        return group.cue.frames.get("clause", 0.0) < SURELY_CLAUSE
    return bool(tag & NO_CONTENT)


def announced(tagged: Tagged, end: int) -> Range | None:
    """What a colon at the end of a paragraph announces: the quotation, or the paragraph, that follows it."""
    if end >= len(tagged.words) or tagged.paragraph_of[end] == tagged.paragraph_of[end - 1]:
        return None
    first, last = tagged.tokens.paragraphs[tagged.paragraph_of[end]]
    if first in tagged.opening and first + 1 < last and tagged.quoted[first + 1] != -1:
        unit_end = tagged.units[tagged.unit_of[first]][1]
        return first, trim_end(tagged, first, unit_end)
    return first, trim_end(tagged, first, last)


def _content(tagged: Tagged, group: VerbGroup, at: int, end: int, addressee: Range | None) -> tuple[str, Range | None]:
    """The frame and token range of the content that begins at token `at`."""
    words, tags = tagged.words, tagged.tags
    at = _past_subject_matter(tagged, group, at, end)
    if words[at] == ":":
        return ("quote" if at + 1 < end and at + 1 in tagged.opening else "colon"), piece_of(tagged, at + 1, end)
    if at in tagged.opening and at + 1 < end and tagged.quoted[at + 1] != -1:
        is_word = names_work(tagged, at) or is_counted(tagged, at, end)
        return ("none", None) if is_word else ("quote", _quotation(tagged, at, end))
    tag, frames = tags[at], group.cue.frames
    if tag & lex.COMPLEMENTISER and is_that_alone(tagged, at, end):
        return "none", None
    if tag & lex.COMPLEMENTISER and at + 2 < end and tagged.tags[at + 1] & lex.AUXILIARY:
        return "clause", piece_of(tagged, at, end)  # "said | that was over"
    if tag & lex.COMPLEMENTISER and (at + 1 in tagged.opening or not takes_noun(tagged, group.cue)):
        piece = piece_of(tagged, at + 1, end)
        leads = at + 1 < end and (tags[at + 1] & BEGINS_SUBJECT or (at + 2 < end and counts(tagged, at + 1)))
        is_that = piece is None or leads or is_clause(tagged, *piece)
        return ("that", piece) if is_that else ("object", piece_of(tagged, at, end))  # "disputed | that account"
    if tag & lex.QUESTION_WORD and (not tag & lex.SUBORDINATOR or group.cue.lemma in tagged.rules.words["asking"]):
        return "question", piece_of(tagged, at, end)
    if tag & lex.INFINITIVE and at + 1 < end:
        is_quoted = at + 1 in tagged.opening and at + 2 < end
        is_due = frames.get("to", 0.0) >= SURELY_TO
        if not is_infinitive(tagged, at + 2 if is_quoted else at + 1, addressee, is_due=is_due):
            return "none", None
        return "to", piece_of(tagged, at, end)
    if not addressee and group.cue.lemma in tagged.rules.words["always_addressed"]:
        return _behind_listeners(tagged, at, end)
    own = _own_claim(tagged, at, end) if "that" in frames else None
    return _plain_content(tagged, group, at, end) if own is None else ("that", own)


def _quotation(tagged: Tagged, at: int, end: int) -> Range | None:
    """The words from an opening mark on; of a sentence in marks, the time behind it is left out: “…” | on Friday."""
    mark = tagged.tokens.quotations[tagged.quoted[at + 1]].last
    if mark in tagged.closing and tagged.words[at + 1][0].isupper():
        behind, _ = after_adjuncts(tagged, mark + 1, end)
        if mark + 1 < behind and behind >= trim_end(tagged, behind, end):
            return at, mark + 1
    return piece_of(tagged, at, end)


def _plain_content(tagged: Tagged, group: VerbGroup, at: int, end: int) -> tuple[str, Range | None]:
    """The clause or the object that begins at token `at`, which no "that", mark or "to" leads."""
    words, frames, tag = tagged.words, group.cue.frames, tagged.tags[at]
    piece = piece_of(tagged, at, end)
    if piece is None:
        return "none", None
    if is_only_this(tagged, at, end) or is_mere_word(tagged, at, end):
        return "none", None
    announced_quote = announced(tagged, end) if words[end - 1] == ":" else None
    says_how_much = words[at] in tagged.rules.words["quantities"] and at + 1 < end
    says_how_much = says_how_much and tagged.lower[at + 1] in tagged.rules.words["noun_prepositions"]
    is_reported = (
        "clause" in frames
        and not says_how_much
        and not (is_governing(tagged, group.cue) and tagged.is_plain(*piece) and not _is_whom_to(tagged, at, end))
        and is_clause(tagged, at, _clause_reach(tagged, at, piece[1], frames["clause"]))
    )
    if announced_quote and announced_quote[0] in tagged.opening and (not is_reported or tag & BEFORE_TOLD):
        return "quote", announced_quote  # "described itself in this way:" and a quotation below
    if is_reported:
        return "clause", piece
    return "object", (at, object_end(tagged, at, piece[1]))


def _is_whom_to(tagged: Tagged, at: int, end: int) -> bool:
    """Whether somebody is to do something: "called on | the lenders to wait"."""
    last = core_after(tagged, at, end)
    last = None if last is None else extend_after(tagged, last, end)
    return last is not None and last + 1 < end and bool(tagged.tags[last] & lex.INFINITIVE)


def _behind_listeners(tagged: Tagged, at: int, end: int) -> tuple[str, Range | None]:
    """What follows an addressee that was not understood: "told cheering supporters that …"; nothing without "that"."""
    for near in range(at + 1, min(at + LISTENERS, end)):
        if tagged.quoted[near] != -1 or tagged.words[near] in STOPS or tagged.verbs[near] or tagged.tags[near] & lex.OF:
            break  # "reminds me | of Lee saying that"
        if tagged.tags[near] & lex.COMPLEMENTISER and is_clause(tagged, near + 1, end):
            return "that", piece_of(tagged, near + 1, end)
    return "none", None


def _own_claim(tagged: Tagged, at: int, end: int) -> Range | None:
    """What somebody's own claim is: "repeated his claim that …"."""
    if not tagged.tags[at] & lex.POSSESSIVE or at + 2 >= end:
        return None
    noun = at + 1 if tagged.tags[at + 1] & lex.NOUN_CUE else at + 2
    if noun + 2 >= end or not tagged.tags[noun] & lex.NOUN_CUE or not tagged.tags[noun + 1] & lex.COMPLEMENTISER:
        return None
    return piece_of(tagged, noun + 2, end)


def _past_subject_matter(tagged: Tagged, group: VerbGroup, at: int, end: int) -> int:
    """The colon or the opening mark behind what a cue with a particle is about: "said of him: “…”"."""
    last = core_after(tagged, at, end) if group.cue.particles else None
    if last is None or last + 1 >= end or last + 1 not in tagged.opening:
        return at
    return last + 1 if tagged.words[last] in {":", ","} else at


def _clause_reach(tagged: Tagged, start: int, end: int, strength: float) -> int:
    """How far the verb of a bare clause may stand: "said the man, a teacher, was", but "announced his plan, …"."""
    if strength >= SURELY_CLAUSE:
        return end
    quoted = tagged.quoted
    for at, word in enumerate(tagged.words[start:end], start):
        if word in ENDS_REACH and quoted[at] == -1:
            return at
    return end


def piece_of(tagged: Tagged, start: int, end: int) -> Range | None:
    last = content_end(tagged, start, end)
    return (start, last) if last > start else None


def is_clause(tagged: Tagged, start: int, end: int) -> bool:
    """Whether a finite verb stands in the stretch, before any relative clause."""
    verb = tagged.verbs.find(1, start + 1, end)
    stop = end if verb < 0 else verb
    quoted = not tagged.is_plain(start, stop)
    if not quoted and _is_joined(tagged, start, stop):
        return False
    if not quoted and tagged.rules.relatives.isdisjoint(tagged.lower[start : stop + 1]):
        return verb >= 0
    for at, tag in enumerate(tagged.tags[start : stop + (verb >= 0)], start):
        if quoted and tagged.quoted[at] != -1:
            return True
        if tag & lex.RELATIVE:
            return _has_verb_behind(tagged, at, start, end)
    return verb >= 0


def _is_joined(tagged: Tagged, start: int, verb: int) -> bool:
    """Whether a clause of its own is joined behind an object: "repeated his habit, | and both of them joined in"."""
    commas = [at for at in range(start, verb) if tagged.words[at] == ","]
    return len(commas) == 1 and bool(tagged.tags[commas[0] + 1] & lex.CONJUNCTION)


def _has_verb_behind(tagged: Tagged, relative: int, start: int, end: int) -> bool:
    """Whether the main verb follows a relative clause between commas: "the plan, | which had failed, was dropped"."""
    words = tagged.words
    if relative - 1 <= start or words[relative - 1] != "," or "," not in words[relative : end - 1]:
        return False
    behind = words.index(",", relative) + 1
    while behind + 1 < end and tagged.adverbs[behind]:
        behind += 1
    return tagged.verbs[behind] != 0 and not tagged.tags[behind] & lex.PARTICIPLE
