"""Words, sentences and quotation marks of a text, all with character offsets.

The stages, in order:
    1. words        tokens with their offsets; clitics, marks and punctuation are tokens of their own (words)
    2. paragraphs   blank lines and line ends, unless the lines are only wrapped
    3. sentences    a full stop ends one unless an abbreviation, an initial or a small letter says otherwise
    4. quotations   marks paired within a paragraph: curly, straight, doubled, single, guillemets; nested; unclosed

Nothing here knows a language beyond common abbreviations and first words of sentences; nothing raises; time is linear
in the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import itemgetter, or_

from bot.model import Span
from bot.quotation import Quotation, pair_quotations
from bot.words import ABBREVIATIONS, MARKS, Words, cut_words

__all__ = ["Quotation", "Tokens", "content_words", "fold", "nested", "printable", "sentences", "shortened", "tokenise"]

NEVER_LAST = frozenset(
    "mr mrs ms dr sen sens rep reps gov govs gen lt col maj sgt capt cmdr adm prof rev hon st".split()
)
OPENERS = frozenset(  # no name begins so
    "the while although though in on at but and as if when he she it they we i you this that these those there his "
    "her its their our what who how why where after before since because for with by from to some many most no".split()
)
CLOSERS = frozenset("”’\"')]»") | {"''"}
WRAPPED_LINE = range(45, 100)
WIRE_OPENING = 20  # characters of the first line of a wrapped wire story
DASHES, IN_DATELINE = frozenset({"-", "–", "—", "--"}), frozenset({",", ")", "/", "."})
WIDE_DASHES, LONGEST_PLACE = frozenset({"–", "—"}), 3
LONGEST_DATELINE, SHORTEST_PLACE, LONGEST_DAY = 12, 4, 3  # tokens of a dateline; letters of a place alone, not of an
# acronym; tokens of “, May 2” behind a place
SINGLE = str.maketrans("“”„‟", "‘’‚‛")  # a double mark inside double marks
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as parallel lists over its tokens; ranges are half-open, `quoted` is -1 outside quotation marks.

    `forms` are all the words as printed, `openings` the first tokens of the sentences, `datelines` the numbers of those
    that only tell where a report was written.
    """

    text: str
    words: list[str]
    lower: list[str]
    forms: set[str]
    openings: set[int]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    paragraphs: list[tuple[int, int]]
    quotations: list[Quotation]
    quoted: list[int]
    datelines: frozenset[int]

    def places(self, word: str) -> list[int]:
        """The tokens that are this word as printed."""
        found: list[int] = []
        at = -1
        for _ in range(self.words.count(word) if word in self.forms else 0):
            at = self.words.index(word, at + 1)
            found.append(at)
        return found

    def among(self, places: Sequence[int], words: Container[str]) -> list[int]:
        """Those of some tokens that are one of these words, small or with capitals."""
        return list(compress(places, map(words.__contains__, map(self.lower.__getitem__, places))))

    def span(self, first: int, last: int) -> Span:
        """Character offsets of the token range [first, last), which must not be empty."""
        return self.starts[first], self.ends[last - 1]

    def slice(self, first: int, last: int) -> str:
        """The text of the token range [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens, sentences, paragraphs and quotations."""
    cut = cut_words(text)
    words, lower, starts, ends = cut[:4]
    forms = set(words)
    paragraphs = _paragraphs(text, starts, ends)
    firsts = [*map(words.__getitem__, map(itemgetter(0), paragraphs))]
    may_open = map(or_, map(str.isupper, firsts), map("(".__eq__, firsts))
    datelines = [(first, end) for first, last in compress(paragraphs, may_open)
                 if (end := _behind_dateline(words, first, last))]  # fmt: skip
    if paragraphs and not (datelines and datelines[0][0] == 0):
        end = _behind_place(words, paragraphs[0][1]) or _behind_label(words, paragraphs)
        datelines[:0] = [(0, end)] if end else []
    sentence_ranges = _sentences(cut, forms, paragraphs, datelines)
    openings = {first for first, _ in sentence_ranges}
    sentence_of: list[int] = []
    for number, (first, last) in enumerate(sentence_ranges):
        sentence_of += [number] * (last - first)
    quotations = pair_quotations(text, cut, paragraphs)
    quoted = [-1] * len(words)
    for number, quotation in enumerate(quotations):
        if quotation.depth == 0:
            quoted[quotation.first : quotation.last] = [number] * (quotation.last - quotation.first)
    return Tokens(
        text, words, lower, forms, openings, starts, ends, sentence_ranges, sentence_of, paragraphs, quotations, quoted,
        frozenset([sentence_of[first] for first, _ in datelines]),
    )  # fmt: skip


def sentences(text: str) -> list[Span]:
    """Character spans of the sentences of a text, datelines left out."""
    tokens = tokenise(text)
    datelines = tokens.datelines
    return [tokens.span(*sentence) for number, sentence in enumerate(tokens.sentences) if number not in datelines]


FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("‐‑‒–—―", "-"),
        "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "…": "...",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The normal form for comparing: case, accents, quotation marks, dashes and spaces made equal."""
    plain = unicodedata.normalize("NFKD", text.translate(FOLDED)).casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.split())


UNPRINTABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]"
)


def printable(text: str) -> str:
    """The text without control, zero-width and direction-changing characters, which could disguise a line."""
    return UNPRINTABLE.sub("", text)


CONTENT_WORD = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*")


def shortened(text: str, most: int) -> str:
    """The text on one line in at most so many characters: cut behind a whole word, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    words = line[:most].rpartition(" ")[0].rstrip(" ,;:.–-·|(“")
    return f"{words or line[: most - 1]}…"


def nested(text: str) -> str:
    """The text as it stands inside quotation marks of ours: its own double marks become single ones."""
    return text.translate(SINGLE)


def content_words(text: str) -> list[str]:
    """The folded words of a text, figures included, one-letter words and clitics left out."""
    found = (word.removesuffix("'s") for word in CONTENT_WORD.findall(fold(text)))
    return [word for word in found if len(word) > 1 or word.isdigit()]


def _paragraphs(text: str, starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    breaks = [bisect_left(starts, offset) for offset in _breaks(text)]
    bounds = sorted({0, *breaks, len(starts)})
    return list(pairwise(bounds))


def _breaks(text: str) -> list[int]:
    """Offsets at which a new paragraph begins."""
    found: list[int] = []
    offset = 0
    block: list[tuple[int, str]] = []
    for line in text.splitlines(keepends=True):
        if line.strip():
            block.append((offset, line))
        else:
            found += _block_breaks(block)
            block = []
        offset += len(line)
    return found + _block_breaks(block)


def _block_breaks(block: list[tuple[int, str]]) -> list[int]:
    """Every line is a paragraph, unless the block is wrapped at a fixed width; then indented lines begin paragraphs."""
    if len(block) <= 1:  # nearly every block
        return [offset for offset, _ in block]
    indented = [
        at for at, (_, line) in enumerate(block) if at and line[:2].isspace() and not block[at - 1][1][:2].isspace()
    ]
    found: list[int] = []
    for first, last in zip([0, *indented], [*indented, len(block)], strict=True):
        piece = block[first:last]
        lines = [line.strip() for _, line in piece]
        runs_on = any(line[0].islower() for line in lines[1:])
        if _is_wrapped(lines, WIRE_OPENING if indented or runs_on else WRAPPED_LINE.start, runs_on=runs_on):
            piece = piece[:1]
        found += [offset for offset, _ in piece]
    return found


def _is_wrapped(lines: list[str], shortest: int, *, runs_on: bool) -> bool:
    """Whether lines are one paragraph cut at a fixed width; a wire's first line lacks its dateline."""
    full = lines[:-1]
    open_ended = sum(line[-1] not in '.!?:”"' for line in full)
    fits = all(len(line) in WRAPPED_LINE for line in full[1:]) and shortest <= len(lines[0]) < WRAPPED_LINE.stop
    return (runs_on or open_ended * 2 > len(full)) and fits and len(lines[-1]) < WRAPPED_LINE.stop


def _behind_dateline(words: list[str], first: int, last: int) -> int:
    """The token behind “WARSAW –”, “LAGOS, Nigeria (AP) —” or “(Reuters) -” where a paragraph begins; 0 for none."""
    opening = words[first]
    is_inside = has_place = opening == "("
    for at in range(first + 1, min(last - 1, first + LONGEST_DATELINE)):
        word, following = words[at], words[at + 1]
        if word in DASHES and not is_inside:
            has_place = has_place or at > first + 1 or (len(opening) >= SHORTEST_PLACE and opening.isalpha())
            return at + 1 if has_place and (following[0].isupper() or not following[0].isalpha()) else 0
        is_inside = word == "(" or (is_inside and word != ")")
        is_place = word[0].isupper() or word[0].isdigit() if has_place else word.isupper()
        has_place = has_place or is_inside or word in IN_DATELINE
        if not (is_inside or is_place or word in IN_DATELINE):
            return 0
    return 0


def _behind_place(words: list[str], last: int) -> int:
    """The token behind “Sydney –”, “Lima, May 2 —” where a text begins, in the small letters of some outlets."""
    for at in range(1, min(last - 1, LONGEST_PLACE + LONGEST_DAY + 1)):
        if words[at] in WIDE_DASHES:
            is_pair = not WIDE_DASHES.isdisjoint(words[at + 1 : min(last, at + LONGEST_DATELINE)])  # “Lee – Ann – said”
            return at + 1 if words[at + 1][0].isupper() and not is_pair and _is_place(words[:at]) else 0
    return 0


def _behind_label(words: list[str], paragraphs: list[Range]) -> int:
    """The token behind “NEW DELHI:” where a text begins, and no other paragraph so as in an interview; else 0."""
    ends = [_label_end(words, first, last) for first, last in paragraphs]
    is_quoted = ends[0] < len(words) and not words[ends[0]][0].isalnum()
    return 0 if is_quoted or any(ends[1:]) else ends[0]


def _label_end(words: list[str], first: int, last: int) -> int:
    for at in range(first, min(last - 1, first + LONGEST_PLACE + 1)):
        if words[at] == ":":
            return at + 1 if at > first else 0
        if not (words[at].isalpha() and words[at].isupper()):
            return 0
    return 0


def _is_place(words: list[str]) -> bool:
    """Whether words are a place alone, or a place with a day behind its comma: “Lima, 2 May”."""
    comma = words.index(",") if "," in words else len(words)
    day = sorted(words[comma + 1 :])  # figures first
    is_day = not day or (len(day) == LONGEST_DAY - 1 and day[0].isdigit() and day[1].isalpha() and day[1][0].isupper())
    return comma <= LONGEST_PLACE and is_day and all(word.isalpha() and word[0].isupper() for word in words[:comma])


def _sentences(cut: Words, forms: set[str], paragraphs: list[Range], datelines: list[Range]) -> list[Range]:
    words, starts, ends = cut.words, cut.starts, cut.ends
    count = len(words)
    bounds = {first for first, _ in paragraphs} | {count}
    for at in cut.stops:
        end = at + 1
        while end < count and words[end] in CLOSERS and starts[end] == ends[end - 1]:
            end += 1
        if end < count and starts[end] > ends[end - 1] and end not in bounds and _ends_sentence(cut, forms, at, end):
            bounds.add(end)
    for first, end in datelines:
        bounds.difference_update(range(first + 1, end))
        bounds.add(end)
    return list(pairwise(sorted(bounds)))


def _ends_sentence(cut: Words, forms: set[str], at: int, following: int) -> bool:
    """Whether the stop at token `at` ends a sentence whose next token is `following`."""
    words = cut.words
    word, head = words[at], words[following]
    if head in MARKS and following + 1 < len(words):
        head = words[following + 1]
    if head[0].islower():
        return False
    if len(word) == 1 or not word[0].isalnum():
        return True
    if cut.lower[at][:-1] in NEVER_LAST or (head[0].isdigit() and cut.lower[at][:-1] in ABBREVIATIONS):
        return False  # Mr. Smith, No. 2, Jan. 5
    if not head[0].isalpha() or head.lower() in OPENERS:
        return True
    # "in the U.S. Experts say": a capital that this text also writes small begins a sentence, unless it leads a name
    leads_name = head is words[following] and following + 1 < len(words) and words[following + 1][0].isupper()
    return head.lower() in forms and not leads_name
