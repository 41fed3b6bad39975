"""Laying the words of a quotation along the words of a record: which are kept, left out, put in, changed. Pure.

The quotation must be used up, the record may begin before it and go on behind it (semi-global alignment with affine
gaps): a long piece left out costs little more than a short one, and nothing where "…" or "[…]" admits it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from bot.text import fold

SYMBOL = r"[$¢-¥₠-⃏%‰°]|(?<![^\W_])[-−](?=\d)"  # money, shares, degrees, a minus: £41 is not $41
A_WORD = rf"[^\W_]+(?:(?:['’]|(?<=\d)[.,](?=\d))[^\W_]+)*|{SYMBOL}"
PIECE = re.compile(
    r"(?P<gap>\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.\s?\.\s?\.)|\[(?P<inserted>[^\]]*)\]"
    rf"|(?P<word>{A_WORD})"
)
WORD = re.compile(A_WORD)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
CHANGED, PUT_IN = 1.0, 1.0
MARKED_CHANGED, MARKED_PUT_IN = 0.005, 0.01  # words that the writer put into [brackets]
LEFT_OUT, EACH_MORE, ADMITTED = 0.7, 0.1, 0.001
MOST_WORDS = 400
SENTENCE_END = re.compile(r"\n|[.!?…](?=\W*(?:\s|$))")  # not the stops of "U.S." and "4.2"
FAR = 1e9
NONE_ALIKE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed and as compared; `is_marked` inside [brackets], `has_gap` where "…" stands before it."""

    text: str
    key: str
    start: int
    end: int
    is_marked: bool = False
    has_gap: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between two that were kept: half-open ranges of quoted words (put in) and of the record's (left out)."""

    put_in: tuple[int, int]
    left_out: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of a stretch of the record; `changes` are pairs of (quoted, on record), "" for nothing."""

    matched: int
    begins: int  # words of the record in front of the stretch
    ends: int
    kept: tuple[tuple[int, int], ...] = ()  # places of the words in both
    gaps: tuple[Gap, ...] = ()  # where words of the record were left out and none put in
    left_out: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    is_admitted: bool = True  # every word left out stands at a "…"


def quoted_words(text: str, alike: Mapping[str, str] = NONE_ALIKE) -> list[Word]:
    """The words of a quotation; brackets and dots are kept as marks on them.

    `alike` leads from a folded word to the one it counts for, "" for none: such words are left out.
    """
    found: list[Word] = []
    has_gap = False
    for piece in PIECE.finditer(text):
        if piece["gap"]:
            has_gap = bool(found)
        elif piece["word"]:
            if key := _key(piece[0], alike):
                found.append(Word(piece[0], key, *piece.span(), has_gap=has_gap))
                has_gap = False
        elif piece["inserted"].strip().lower() != "sic":
            at = piece.start("inserted")
            for word in WORD.finditer(piece["inserted"]):
                span = at + word.start(), at + word.end()
                if key := _key(word[0], alike):
                    found.append(Word(word[0], key, *span, is_marked=True, has_gap=has_gap))
    return found[:MOST_WORDS]


def record_words(record: str, alike: Mapping[str, str] = NONE_ALIKE) -> list[Word]:
    """The words of a record; brackets and dots mean nothing in it."""
    found = ((word, _key(word[0], alike)) for word in WORD.finditer(record))
    return [Word(word[0], key, *word.span()) for word, key in found if key][:MOST_WORDS]


def align(quoted: list[Word], record: str, alike: Mapping[str, str] = NONE_ALIKE) -> Alignment | None:
    """The cheapest way to lay all quoted words along the record; None where hardly any are in it."""
    held = record_words(record, alike)
    keys = {word.key for word in held}
    common = sum(word.key in keys for word in quoted)
    if not quoted or not held or common * 2 < len(quoted):
        return None
    return _told(_steps(quoted, held), quoted, held, record)


def _key(word: str, alike: Mapping[str, str]) -> str:
    key = word.replace(",", "") if THOUSANDS.fullmatch(word) else fold(word)
    return alike.get(key, key)


def _steps(quoted: list[Word], held: list[Word]) -> list[tuple[int, int]]:
    """The path as (quoted, record) places gone through, from the first word used to the last."""
    width = len(held) + 1
    kept, gone = [0.0] * width, [FAR] * width  # cost at each place, having just used a quoted word / left words out
    ways: list[tuple[list[str], list[bool]]] = []
    for word in quoted:
        costs = _costs(word)
        here, left = [kept[0] + costs[1]] + [0.0] * len(held), [FAR] * width
        moves, opened = ["i"] * width, [False] * width
        start = [min(kept[at], gone[at]) for at in range(width)]
        for at in range(1, width):
            same = 0.0 if held[at - 1].key == word.key else costs[0]
            over, put_in = start[at - 1] + same, start[at] + costs[1]
            here[at], moves[at] = (over, "m") if over <= put_in else (put_in, "i")
        ways.append((moves, [gone[at] < kept[at] for at in range(width)]))
        kept, gone = here, left
        _leave_out(kept, gone, opened, _gap_cost(quoted, len(ways)))
        ways.append((["d"] * width, opened))
    return _path(ways, kept)


def _leave_out(kept: list[float], gone: list[float], opened: list[bool], gap: float) -> None:
    """Costs of leaving out the words of the record from one place to the next."""
    for at in range(1, len(kept)):
        each = ADMITTED if not gap else EACH_MORE
        begun, goes_on = kept[at - 1] + gap + each, gone[at - 1] + each
        gone[at] = min(begun, goes_on)
        opened[at] = begun <= goes_on


def _gap_cost(quoted: list[Word], done: int) -> float:
    following = (done + 1) // 2
    return 0.0 if following < len(quoted) and quoted[following].has_gap else LEFT_OUT


def _costs(word: Word) -> tuple[float, float]:
    return (MARKED_CHANGED, MARKED_PUT_IN) if word.is_marked else (CHANGED, PUT_IN)


def _path(ways: list[tuple[list[str], list[bool]]], kept: list[float]) -> list[tuple[int, int]]:
    """Back from the cheapest end: (quoted word, record word) pairs, -1 for a word that was put in."""
    at = min(range(len(kept)), key=lambda place: (kept[place], -place))
    found: list[tuple[int, int]] = []
    for number in range(len(ways) // 2 - 1, -1, -1):
        moves, came_gone = ways[2 * number]
        if moves[at] == "m":
            found.append((number, at - 1))
            at -= 1
        else:
            found.append((number, -1))
        if number and came_gone[at]:
            opened = ways[2 * number - 1][1]
            while not opened[at]:
                at -= 1
            at -= 1
    return found[::-1]


def _told(steps: list[tuple[int, int]], quoted: list[Word], held: list[Word], record: str) -> Alignment | None:
    """Matches, and between them what was changed and what was left out."""
    same = [(mine, theirs) for mine, theirs in steps if theirs >= 0 and quoted[mine].key == held[theirs].key]
    if not same:
        return None
    used = [theirs for _, theirs in steps if theirs >= 0]
    bounds = [(-1, used[0] - 1), *same, (len(quoted), used[-1] + 1)]
    left_out, changes, gaps, is_admitted = [], [], [], True
    for (mine, theirs), (next_mine, next_theirs) in pairwise(bounds):
        words, instead = quoted[mine + 1 : next_mine], held[theirs + 1 : next_theirs]
        if words and not (all(word.is_marked for word in words) and not instead):
            changes.append((_printed(words), _slice(instead, record)))
        elif instead:
            left_out.append(_slice(instead, record))
            gaps.append(Gap((mine + 1, next_mine), (theirs + 1, next_theirs)))
            is_admitted = is_admitted and quoted[next_mine].has_gap
    return Alignment(
        matched=len(same),
        begins=used[0],
        ends=used[-1] + 1,
        kept=tuple(same),
        gaps=tuple(gaps),
        left_out=tuple(left_out),
        changes=tuple(changes),
        is_admitted=is_admitted,
    )


def _printed(words: Sequence[Word]) -> str:
    """Quoted words as they stand, but for marks between them."""
    joined = (("" if word.start == before.end else " ") + word.text for before, word in pairwise(words))
    return words[0].text + "".join(joined)


def _slice(words: list[Word], record: str) -> str:
    return record[words[0].start : words[-1].end] if words else ""


def before_and_after(record: str, held: Sequence[Word], found: Alignment) -> tuple[str, str]:
    """The rest of the record's sentences around the stretch that was quoted."""
    head = record[: held[found.begins].start]
    tail = record[held[found.ends - 1].end :]
    begun = max((mark.end() for mark in SENTENCE_END.finditer(head)), default=0)
    ended = SENTENCE_END.search(tail)
    return head[begun:].strip(" ,;:–—“”\"'"), (tail[: ended.start()] if ended else tail).strip(" .,;:–—“”\"'")
