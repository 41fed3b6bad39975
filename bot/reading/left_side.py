"""What stands left of a source: “…,” or a clause and a comma."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.attribution import Range
from bot.reading.endings import trim_end
from bot.reading.phrases_after import LONGEST_TITLE, names_work, quoted_title
from bot.reading.remarks import is_related
from bot.reading.right_side import Right
from bot.reading.tagged import Tagged

DASHES = frozenset({"—", "–", "--"})
BEFORE_QUOTE = DASHES | {":", "-"}
NEVER_FIRST = BEFORE_QUOTE | {",", ";", "."}
LONGEST_ASIDE = 25  # tokens between a source and its quotation: ", who grew up in the town,"
MAX_FRONTED = 12  # tokens of “In three years, he says, …” that go with what follows
FRONTED = lex.PREPOSITION | lex.SUBORDINATOR | lex.ADVERB | lex.TIME | lex.CONJUNCTION
STARTS_ASIDE = lex.SPLITTING | lex.PARTICIPLE | lex.RELATIVE


def left_of(tagged: Tagged, first: int, floor: int, right: Right) -> Range | None:
    """The content before a source that begins at token `first`."""
    before = first - 1
    while before > floor and (
        tagged.tags[before] & lex.CONJUNCTION or tagged.lower[before] in tagged.rules.words["as"]
    ):
        before -= 1
    if before <= floor:
        return None
    word = tagged.words[before]
    closing = before if before in tagged.closing else before - 1
    is_quoted = closing in tagged.closing and tagged.quoted[closing - 1] != -1
    if is_quoted and tagged.lower[before + 1] in tagged.rules.words["as"]:
        return tagged.tokens.quotations[tagged.quoted[closing - 1]].first - 1, closing + 1  # it “is over,” as Lee said
    if before in tagged.closing and tagged.quoted[before - 1] != -1:
        opening = tagged.tokens.quotations[tagged.quoted[before - 1]].first - 1
        if quoted_title(tagged, opening, before + 2) or _stars(tagged, opening, before) or names_work(tagged, opening):
            return None
        return None if _sets_scene(tagged, opening, floor, right) else left_piece(tagged, before, floor)
    if word not in {",", *DASHES}:
        mark = _mark_before(tagged, first, floor) if right.piece is None else None
        return None if mark is None else left_piece(tagged, mark, floor)
    if before - 1 in tagged.closing:
        return left_piece(tagged, before, floor)
    if right.piece and not right.comma:
        return None
    return left_piece(tagged, before, floor, has_rest=right.piece is not None)


def _sets_scene(tagged: Tagged, opening: int, floor: int, right: Right) -> bool:
    """Whether a quotation only ends what the words are about: "Asked about the “mess,” | Lee said it was over"."""
    first = floor
    while first < opening and tagged.words[first] in NEVER_FIRST:
        first += 1
    leads = tagged.tags[first] & lex.PREPOSITION or tagged.lower[first].endswith(("ing", "ed"))
    is_scene = leads and first < opening and tagged.is_plain(first, opening) and not tagged.has_verb(first + 1, opening)
    return bool(is_scene) and right.piece is not None and (right.frame in {"quote", "that"} or not right.comma)


def _stars(tagged: Tagged, opening: int, closing: int) -> bool:
    """Whether a few quoted words tell what a small noun behind them belongs to: “Night Is Near” star Ann Lee."""
    noun = closing + 1
    if closing - opening > LONGEST_TITLE + 1 or not tagged.words[closing - 1][-1].isalnum():
        return False
    return tagged.words[opening + 1][0].isupper() and bool(tagged.nouns[noun]) and tagged.words[noun][0].islower()


def _mark_before(tagged: Tagged, first: int, floor: int) -> int | None:
    """The closing mark shortly before a source of which only the end was understood."""
    for at in range(first - 1, max(floor, first - LONGEST_ASIDE), -1):
        if at in tagged.closing and tagged.quoted[at - 1] != -1 and tagged.quoted[at] == -1:
            return at
        if tagged.verbs[at] and not tagged.words[at].endswith("ed"):
            return None
    return None


def left_piece(tagged: Tagged, last: int, floor: int, *, has_rest: bool = False) -> Range | None:
    """The clause or quotation that ends at token `last` (its comma or closing mark)."""
    start = floor
    if last in tagged.closing:
        last += 1
    if not tagged.opening.isdisjoint(range(start + 2, last + 1)):
        start = _announced_quotation(tagged, start, last)
    bracket = _open_bracket(tagged, start, last)
    if bracket >= 0:
        start = bracket + 1
    while start < last and tagged.words[start] in NEVER_FIRST:
        start += 1
    end = trim_end(tagged, start, last)
    if end <= start:
        return None
    if tagged.is_plain(start, end) and not tagged.has_verb(start, end):
        if has_rest and end - start > MAX_FRONTED:
            start = _last_phrase(tagged, start, end)
        fronted = tagged.tags[start] & FRONTED or tagged.adverbs[end - 1]  # "Back then, Lee said, she …"
        return (start, end) if (has_rest or not fronted) and end - start <= MAX_FRONTED else None
    return start, end


def _last_phrase(tagged: Tagged, start: int, end: int) -> int:
    """What stands behind the last comma, before a verb: "Bound by trade and long habit, | the two", he says, "are"."""
    return next((at + 1 for at in range(end - 2, start, -1) if tagged.words[at] == ","), start)


def _open_bracket(tagged: Tagged, start: int, last: int) -> int:
    """The bracket that is still open at the end: "it fell (as low as 19%, | Lee says)"; -1 for none."""
    words = tagged.words[start:last]
    if "(" not in words:
        return -1
    at = len(words) - 1 - words[::-1].index("(")
    return start + at if ")" not in words[at:] and tagged.quoted[start + at] == -1 else -1


def _announced_quotation(tagged: Tagged, start: int, last: int) -> int:
    """Where the last quotation that a mark announces begins; `start` where there is none."""
    for at in range(last - 1, start, -1):
        is_before_quote = tagged.words[at] in BEFORE_QUOTE and tagged.quoted[at] == -1 and at + 1 in tagged.opening
        if is_before_quote and (tagged.words[at] == ":" or tagged.is_plain(start, at)):
            return at + 1
    return start


def ends_quoted(tagged: Tagged, piece: Range) -> bool:
    return tagged.quoted[piece[1] - 1] != -1 or piece[1] - 1 in tagged.closing


def starts_aside(tagged: Tagged, at: int) -> bool:
    """Whether what follows "A, he said," is not the rest of A: ", adding …", ", who …", ", but …", ", a plan that"."""
    tag = tagged.tags[at]
    if tag & STARTS_ASIDE or is_related(tagged, at, tagged.units[tagged.unit_of[at]][1]):
        return True
    return tagged.lower[at].endswith("ing") and not tag & lex.PREPOSITION
