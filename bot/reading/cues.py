"""From a cue verb to an attribution: its source, what stands right of it, what stands left of it.

    1. group     auxiliaries, negation, particles (verbs.py)
    2. source    before, behind, shared or none (sources.py)
    3. right     addressee and adjuncts are stepped over; then that …, “…”, : …, whether …, to …, a clause, an object
    4. left      “…,” or a clause and a comma before the source
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.reading import lexicon as lex
from bot.reading.attribution import Attribution, Range
from bot.reading.endings import content_end, new_speaker, trim_end
from bot.reading.phrases import Phrase, core_after, phrase_before, quoted_title
from bot.reading.sources import clause_subject, extend_after, inverted_subject, is_main_subject, opening_subject, subject
from bot.reading.tagged import Tagged
from bot.reading.verbs import VerbGroup, verb_group

NO_CONTENT = lex.AUXILIARY | lex.CONJUNCTION | lex.CLITIC  # nothing reported begins so
DASHES = frozenset({"—", "–", "--"})
LONGEST_ASIDE = 25  # tokens between a source and its quotation: ", who grew up in the town,"
SURELY_CLAUSE = 0.8  # strength of the bare clause from which a verb may stand far behind the cue
AGENT = 0.8  # strength of “…, confirmed by X”
MAX_FRONTED = 12  # tokens of “In three years, he says, …” that go with what follows


@dataclass(slots=True)
class Right:
    """What stands right of a cue."""

    frame: str
    piece: Range | None
    addressee: Range | None
    adjuncts: list[Range]
    after: int  # first token behind addressee and adjuncts
    comma: bool = False  # a comma stands between the cue and the content


def read_cue(tagged: Tagged, verb: int, floor: int, end: int, earlier: list[Attribution]) -> Attribution | None:
    """The attribution whose cue is the verb at token `verb`; its unit is [.., end), `floor` the left limit."""
    if tagged.words[verb][0].isupper() and not tagged.begins_unit(verb) and tagged.unit_of[verb] not in tagged.headlines:
        return None
    group = verb_group(tagged, verb, floor)
    if group is None:
        return None
    if group.is_passive or _is_reduced_passive(tagged, group, end):
        return _passive(tagged, group, floor, end)
    if group.first > floor and tagged.tags[group.first - 1] & lex.RELATIVE:
        end = _bracket_end(tagged, group.first - 2, end)
    source, found = subject(tagged, group, barrier(tagged, group.first, floor))
    clause = _clause_of(tagged, source, floor) if source and found == "subject" else "subject"
    if clause == "subordinate":
        end = _comma_behind(tagged, group.last, end)
    left = None
    if source is None or found == "subject":
        inverted = _inverted(tagged, group, source, floor, end)
        if inverted:
            return inverted
    right = right_of(tagged, group, end)
    if source is not None and _names_thing(tagged, group, source, right):
        return None
    if source is None:
        source = _shared_source(tagged, group, right, end, earlier)
        found = "infinitive" if group.is_infinitive else "participle" if group.form == "ing" else found
    elif found == "subject":
        left = left_of(tagged, source.first, floor, right)
    pieces = _pieces(tagged, left, right, end)
    if left and left not in pieces:
        left = None
    if not pieces:
        return None
    frame = _frame(tagged, left, right)
    last = pieces[-1][1] - 1
    return Attribution(
        clause if found == "subject" and not left else found, frame, group.cue.lemma, (group.first, group.last), source, pieces, group.cue.frames.get(frame, 0.0),
        group, right.addressee, right.adjuncts, tagged.unit_of[max(verb, last)],
    )  # fmt: skip


def _clause_of(tagged: Tagged, source: Phrase, floor: int) -> str:
    """What kind of clause a subject stands in: a main one, a subordinate one, one embedded in a noun phrase."""
    before = source.first - 1
    if before < floor:
        return "subject"
    tag = tagged.tags[before]
    if tagged.lower[before] in tagged.rules.words["as"]:
        return "subject"
    if tag & (lex.SUBORDINATOR | lex.QUESTION_WORD | lex.RELATIVE):
        return "subordinate"
    if tag & lex.PREPOSITION or tagged.is_noun_like(before):
        return "embedded"
    return "subject"


def _comma_behind(tagged: Tagged, at: int, end: int) -> int:
    """The first comma behind a token, which ends a subordinate clause; else `end`."""
    for comma in range(at + 1, end):
        if tagged.words[comma] == "," and tagged.quoted[comma] == -1 and not tagged.tags[comma + 1 if comma + 1 < end else comma] & lex.CONNECTOR:
            return comma
        if comma in tagged.closing and tagged.words[comma - 1] == ",":
            return comma + 1
    return end


def _bracket_end(tagged: Tagged, before: int, end: int) -> int:
    """Where a relative clause between dashes ends: "Trump – who said so – added"."""
    dash = tagged.words[before] if before >= 0 else ""
    if dash not in {"-", *DASHES}:
        return end
    return next((at for at in range(before + 3, end) if tagged.words[at] == dash and tagged.quoted[at] == -1), end)


def _names_thing(tagged: Tagged, group: VerbGroup, source: Phrase, right: Right) -> bool:
    """"a firm called X": the participle names the noun before it, nobody speaks."""
    if group.cue.lemma not in tagged.rules.words["naming"] or group.form != "past" or right.piece is None:
        return False
    if tagged.lower[source.first] not in tagged.rules.words["indefinite"]:
        return False
    last = core_after(tagged, right.after, right.piece[1])
    return last is None or last >= right.piece[1] or tagged.quoted[right.after + 1] != -1 or tagged.words[last] == "," or tagged.is_verb_like(last)


def _pieces(tagged: Tagged, left: Range | None, right: Right, end: int) -> list[Range]:
    """Content on one side or on both: a quotation on the left is kept, a clause yields to one on the right."""
    if left and _ends_quoted(tagged, left):
        if right.piece and right.frame == "quote":
            return [left, right.piece]
        more = _continuation(tagged, right.after, end)
        return [left, more] if more else [left]
    if left and right.piece and (not right.comma or right.frame == "quote"):
        return [left] if tagged.tags[right.piece[0]] & lex.SUBORDINATOR else [right.piece]
    if left and right.piece and _starts_aside(tagged, right.piece[0]):
        return [left]
    return [piece for piece in (left, right.piece) if piece]


def _starts_aside(tagged: Tagged, at: int) -> bool:
    """Whether what follows "A, he said," is not the rest of A: ", adding …", ", who …", ", but …"."""
    tag = tagged.tags[at]
    return bool(tag & (lex.SPLITTING | lex.PARTICIPLE | lex.RELATIVE)) or (
        tagged.lower[at].endswith("ing") and not tag & lex.PREPOSITION
    )


def _ends_quoted(tagged: Tagged, piece: Range) -> bool:
    return tagged.quoted[piece[1] - 1] != -1 or piece[1] - 1 in tagged.closing


def _frame(tagged: Tagged, left: Range | None, right: Right) -> str:
    if left:
        return "quote" if _ends_quoted(tagged, left) else "left"
    return right.frame


def barrier(tagged: Tagged, at: int, floor: int) -> int:
    """The end of the last real quotation before `at`: a source never reaches over it."""
    for position in range(at - 1, floor - 1, -1):
        inside = tagged.quoted[position]
        if inside != -1:
            quotation = tagged.tokens.quotations[inside]
            if quotation.last - quotation.first > 4:
                return min(quotation.last + (1 if quotation.is_closed else 0), at)
    return floor


def _inverted(tagged: Tagged, group: VerbGroup, source: Phrase | None, floor: int, end: int) -> Attribution | None:
    """“…,” said Rubio: the source behind the verb, all content before it (and perhaps more behind)."""
    if group.form not in {"past", "s"} or group.cue.lemma in tagged.rules.words["always_addressed"]:
        return None
    before = group.first - 1
    if group.first <= tagged.units[tagged.unit_of[group.verb]][0] or tagged.words[before] == ",":
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
    if behind is None or (source is not None and not quoted_left):
        return None
    rest = None if quoted_left else _rest_behind(tagged, behind.last, end)
    left = _left_piece(tagged, before, floor, has_rest=rest is not None)
    if left is None:
        return None
    more = rest or _continuation(tagged, behind.last, end)
    pieces = [left, more] if more else [left]
    frame = "quote" if quoted_left else "left"
    return Attribution(
        "inverted", frame, group.cue.lemma, (group.first, group.last), behind, pieces, group.cue.frames.get(frame, 0.0),
        group, unit=tagged.unit_of[group.verb],
    )  # fmt: skip


def _rest_behind(tagged: Tagged, comma: int, end: int) -> Range | None:
    """The second half of "A, says Smith, B"."""
    if comma + 1 >= end or tagged.words[comma] != "," or _starts_aside(tagged, comma + 1):
        return None
    piece = _piece(tagged, comma + 1, end)
    return piece if piece and _is_clause(tagged, *piece) else None


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
    piece = _piece(tagged, at, end)
    return piece and Attribution(
        "inverted", "quote", group.cue.lemma, (group.first, group.last), behind, [piece],
        group.cue.frames.get("quote", 0.0), group, unit=tagged.unit_of[piece[1] - 1],
    )  # fmt: skip


def _is_addressed(tagged: Tagged, group: VerbGroup) -> bool:
    return group.cue.lemma in tagged.rules.words["addressed"]


def _continuation(tagged: Tagged, at: int, end: int) -> Range | None:
    """The second half of a split quotation behind `at`: the next opening mark in the unit before another cue."""
    while at < end and tagged.quoted[at] == -1:
        if tagged.tags[at] & lex.CUE and not tagged.tags[at] & lex.NOUN_TOO:
            return None
        if at in tagged.opening and at + 1 < end and tagged.quoted[at + 1] != -1:
            return at, content_end(tagged, at, end)
        at += 1
    return None


def left_of(tagged: Tagged, first: int, floor: int, right: Right) -> Range | None:
    """The content before a source that begins at token `first`."""
    before = first - 1
    while before > floor and (tagged.tags[before] & lex.CONJUNCTION or tagged.lower[before] in tagged.rules.words["as"]):
        before -= 1
    if before <= floor:
        return None
    word = tagged.words[before]
    if before in tagged.closing and tagged.quoted[before - 1] != -1:
        opening = tagged.tokens.quotations[tagged.quoted[before - 1]].first - 1
        if quoted_title(tagged, opening, before + 2):
            return None
        return _left_piece(tagged, before, floor)
    if word not in {",", *DASHES}:
        mark = _mark_before(tagged, first, floor) if right.piece is None else None
        return None if mark is None else _left_piece(tagged, mark, floor)
    if before - 1 in tagged.closing:
        return _left_piece(tagged, before, floor)
    if right.piece and not right.comma:
        return None
    return _left_piece(tagged, before, floor, has_rest=right.piece is not None)


def _mark_before(tagged: Tagged, first: int, floor: int) -> int | None:
    """The closing mark shortly before a source of which only the end was understood."""
    for at in range(first - 1, max(floor, first - LONGEST_ASIDE), -1):
        if at in tagged.closing and tagged.quoted[at - 1] != -1 and tagged.quoted[at] == -1:
            return at
        if tagged.is_verb_like(at) and not tagged.words[at].endswith("ed"):
            return None
    return None


def _left_piece(tagged: Tagged, last: int, floor: int, *, has_rest: bool = False) -> Range | None:
    """The clause or quotation that ends at token `last` (its comma or closing mark)."""
    start = floor
    if last in tagged.closing:
        last += 1
    for at in range(last - 1, start, -1):
        if tagged.words[at] == ":" and tagged.quoted[at] == -1 and at + 1 in tagged.opening:
            start = at + 1
            break
    while start < last and tagged.words[start] in {",", ";", ":", ".", *DASHES}:
        start += 1
    end = trim_end(tagged, start, last)
    if end <= start:
        return None
    if not any(tagged.quoted[at] != -1 for at in range(start, end)) and not any(
        tagged.is_verb_like(at) for at in range(start, end)
    ):
        fronted = tagged.tags[start] & (lex.PREPOSITION | lex.SUBORDINATOR | lex.ADVERB | lex.TIME | lex.CONJUNCTION)
        return (start, end) if (has_rest or not fronted) and end - start <= MAX_FRONTED else None
    return start, end


def right_of(tagged: Tagged, group: VerbGroup, end: int) -> Right:
    """Step over addressee and adjuncts behind a cue and name what follows."""
    at, addressee = group.last, None
    adjuncts: list[Range] = []
    words, tags = tagged.words, tagged.tags
    if _is_addressed(tagged, group):
        last = core_after(tagged, at, end)
        if last is not None:
            last = _and_more(tagged, last, end)
            addressee, at = (at, last), last
    if not (addressee and at + 1 < end and tagged.tags[at] & lex.INFINITIVE and is_infinitive(tagged, at + 1, addressee)):
        at, adjuncts = _adjuncts(tagged, at, end)
    comma = False
    if at + 2 < end and words[at] == words[at + 2] == "," and tags[at + 1] & (lex.ADVERB | lex.SUBORDINATOR):
        at += 3  # "added, though, that"
    if at < end and (words[at] == "," or (words[at] in DASHES and at + 1 < end and at + 1 in tagged.opening)):
        follows = at + 1
        if follows < end and new_speaker(tagged, follows, end):
            return Right("none", None, addressee, adjuncts, at)
        if follows < end:
            comma = True
            at = follows
            at, more = _adjuncts(tagged, at, end) if tags[at] & lex.COMPLEMENTISER == 0 else (at, [])
            adjuncts += more
    if at < end and words[at] == ":" and at + 1 >= end:
        piece = announced(tagged, end)
        if piece:
            return Right("quote" if piece[0] in tagged.opening else "colon", piece, addressee, adjuncts, at)
    if at >= end or words[at] in {".", "?", "!", ";", ")"}:
        return Right("none", None, addressee, adjuncts, at)
    if not comma and (_begins_nothing(tags[at], group) or (words[at] in DASHES and at + 1 not in tagged.opening)):
        return Right("none", None, addressee, adjuncts, at)
    frame, piece = _content(tagged, group, at, end, addressee)
    return Right(frame, piece, addressee, adjuncts, at, comma)


def _begins_nothing(tag: int, group: VerbGroup) -> bool:
    """Whether no reported words begin with such a word; "said if …" is a clause, "tweeted as …" is not."""
    if tag & (lex.QUESTION_WORD | lex.COMPLEMENTISER):
        return False
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


def _and_more(tagged: Tagged, last: int, end: int) -> int:
    """Widen an addressee over "of the committee", "and others", "in Ohio"."""
    while last < end and tagged.tags[last] & (lex.OF | lex.CONNECTOR):
        wider = core_after(tagged, last + 1, end)
        if wider is None:
            break
        last = wider
    return last


def _is_time(tagged: Tagged, at: int, end: int) -> bool:
    """Whether a noun of time stands at a token: "this week", "that day"."""
    return at < end and bool(tagged.tags[at] & lex.TIME) and not tagged.tags[at] & lex.ADVERB


def is_infinitive(tagged: Tagged, at: int, addressee: Range | None = None) -> bool:
    """Whether the word behind "to" is a verb: "vowed to end it", not "said to reporters"."""
    tag, word = tagged.tags[at], tagged.lower[at]
    if tag & (lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN | lex.TIME) or tagged.words[at][0].isupper():
        return False
    if tag & (lex.VERB | lex.AUXILIARY | lex.CUE | lex.ADVERB):
        return True
    if addressee is not None:
        return True
    following = tagged.tags[at + 1] if at + 1 < len(tagged.words) else 0
    if at + 1 < len(tagged.words) and tagged.words[at + 1][0] in "0123456789$£€":
        return True
    return not word.endswith("s") and bool(following & (lex.DETERMINER | lex.POSSESSIVE | lex.OBJECT_PRONOUN | lex.PREPOSITION))


def adjuncts_behind(tagged: Tagged, at: int, end: int) -> list[Range]:
    """The prepositional phrases that follow token `at`."""
    return _adjuncts(tagged, at, end)[1]


def _adjuncts(tagged: Tagged, at: int, end: int) -> tuple[int, list[Range]]:
    """Skip adverbs, times and prepositional phrases before the content."""
    found: list[Range] = []
    tags, words = tagged.tags, tagged.words
    while at < end and tagged.quoted[at] == -1:
        tag = tags[at]
        if tag & lex.COMPLEMENTISER and not _is_time(tagged, at + 1, end):
            break
        if tag & lex.DETERMINER and _is_time(tagged, at + 1, end):
            at += 2
            continue
        if (tag & lex.TIME or tagged.is_adverb(at)) and not tag & (lex.DETERMINER | lex.POSSESSIVE):
            at += 1
            continue
        if tag & lex.INFINITIVE and at + 1 < end and is_infinitive(tagged, at + 1):
            break
        if tag & lex.PREPOSITION:
            last = core_after(tagged, at + 1, end)
            if last is None and at + 1 < end and tags[at + 1] & lex.TIME:
                last = at + 2
            if last is None:
                break
            last = extend_after(tagged, last, end)
            found.append((at, last))
            at = last
            continue
        ahead = core_after(tagged, at, end) if tag & lex.DETERMINER else None
        if ahead is not None and ahead < end and tagged.lower[ahead] in tagged.rules.words["time_offsets"]:
            at = ahead + 1  # "a day earlier"
            continue
        break
    if at < end and words[at] == "," and found and at + 1 < end and tags[at + 1] & lex.COMPLEMENTISER:
        at += 1
    return at, found


def _content(tagged: Tagged, group: VerbGroup, at: int, end: int, addressee: Range | None) -> tuple[str, Range | None]:
    """The frame and token range of the content that begins at token `at`."""
    words, tags = tagged.words, tagged.tags
    tag, frames = tags[at], group.cue.frames
    if words[at] == ":":
        return ("quote" if at + 1 < end and at + 1 in tagged.opening else "colon"), _piece(tagged, at + 1, end)
    if at in tagged.opening and at + 1 < end and tagged.quoted[at + 1] != -1:
        return "quote", _piece(tagged, at, end)
    if tag & lex.COMPLEMENTISER:
        piece = _piece(tagged, at + 1, end)
        return ("that" if piece is None or _is_clause(tagged, *piece) else "object"), piece
    if tag & lex.QUESTION_WORD and (not tag & lex.SUBORDINATOR or group.cue.lemma in tagged.rules.words["asking"]):
        return "question", _piece(tagged, at, end)
    if tag & lex.INFINITIVE and at + 1 < end:
        if not is_infinitive(tagged, at + 1, addressee):
            return "none", None
        return "to", _piece(tagged, at, end)
    piece = _piece(tagged, at, end)
    if piece is None:
        return "none", None
    if "clause" in frames and _is_clause(tagged, at, _clause_reach(tagged, at, piece[1], frames["clause"])):
        return "clause", piece
    return "object", (at, _object_end(tagged, at, piece[1]))


def _clause_reach(tagged: Tagged, start: int, end: int, strength: float) -> int:
    """How far the verb of a bare clause may stand: "said the man, a teacher, was", but "announced his plan, …"."""
    if strength >= SURELY_CLAUSE:
        return end
    return next((at for at in range(start, end) if tagged.words[at] in {",", *DASHES, ":"} and tagged.quoted[at] == -1), end)


def _ends_object(tagged: Tagged, at: int) -> bool:
    """Whether what follows a comma is no further item of an object."""
    tag = tagged.tags[at]
    return bool(tag & (lex.SPLITTING | lex.RELATIVE | lex.SUBORDINATOR | lex.PARTICIPLE | lex.PRONOUN | lex.TIME)) or (
        tagged.lower[at].endswith(("ing", "ed")) and tagged.words[at][0].islower()
    )


def _object_end(tagged: Tagged, start: int, end: int) -> int:
    """An object ends before the time and the occasion: "outlined a plan | on Tuesday", "| at a news conference"."""
    tags = tagged.tags
    occasions = tagged.rules.words["venue_nouns"]
    last_quoted = max((at for at in range(start, end) if tagged.quoted[at] != -1), default=start)
    for at in range(last_quoted + 1, end):
        if tagged.words[at] in {*DASHES, "-"} or (tagged.words[at] == "," and at + 1 < end and _ends_object(tagged, at + 1)):
            return at
        if tags[at] & lex.TIME and not tags[at] & (lex.ADVERB | lex.NOUN_TOO) and tagged.words[at][0].isupper():
            return at - 1 if tags[at - 1] & lex.PREPOSITION and at - 1 > start else at
        if tags[at] & lex.PREPOSITION and tagged.lower[at] in tagged.rules.words["occasion_prepositions"]:
            last = core_after(tagged, at + 1, end)
            if last is not None and tagged.lower[last - 1] in occasions:
                return at
    return end


def _piece(tagged: Tagged, start: int, end: int) -> Range | None:
    last = content_end(tagged, start, end)
    return (start, last) if last > start else None


def _is_clause(tagged: Tagged, start: int, end: int) -> bool:
    """Whether a finite verb stands in the stretch, before any relative clause."""
    for at in range(start, end):
        if tagged.quoted[at] != -1:
            return True
        if tagged.tags[at] & lex.RELATIVE:
            return False
        if at > start and tagged.is_verb_like(at):
            return True
    return False


def _shared_source(
    tagged: Tagged, group: VerbGroup, right: Right, end: int, earlier: list[Attribution]
) -> Phrase | None:
    """The source of a cue that shares its subject with another verb of the unit."""
    unit = tagged.unit_of[group.verb]
    if group.form not in {"ing", "base"} and group.first <= tagged.units[unit][0] + 1:
        return None
    if earlier and earlier[-1].unit == unit and earlier[-1].source:
        return earlier[-1].source
    first = tagged.units[unit][0]
    if group.form == "ing" and tagged.words[group.first - 1] == "," and group.first - 2 >= first:
        near = phrase_before(tagged, group.first - 1, first)
        if near is not None and not any(tagged.is_verb_like(at) for at in range(first, near.first)):
            return near
    if group.form == "ing" and group.first <= first + 1:
        return opening_subject(tagged, group.last, end)
    return clause_subject(tagged, group.first, first)


def _is_reduced_passive(tagged: Tagged, group: VerbGroup, end: int) -> bool:
    """", confirmed by lawmaker X": a participle with its agent right behind."""
    return group.form in {"past", "participle"} and group.last < end and bool(tagged.tags[group.last] & lex.AGENT)


def _passive(tagged: Tagged, group: VerbGroup, floor: int, end: int) -> Attribution | None:
    """"was confirmed by lawmaker X": what stands before is the content, the agent the source."""
    at = group.last
    if at >= end or not tagged.tags[at] & lex.AGENT:
        return None
    last = core_after(tagged, at + 1, end)
    if last is None:
        return None
    last = extend_after(tagged, last, end)
    start = floor
    stop = trim_end(tagged, start, group.first)
    if stop <= start:
        return None
    reduced = not group.is_passive and tagged.words[group.first - 1] == ","
    frame = "agent" if reduced else "passive"
    strength = AGENT if reduced else group.cue.frames.get("passive", 0.5)
    return Attribution("passive", frame, group.cue.lemma, (group.first, at + 1), Phrase(at + 1, last, last),
                       [(start, stop)], strength, group, unit=tagged.unit_of[group.verb])  # fmt: skip
