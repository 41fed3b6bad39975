"""Laying the words of a quotation along the words of a record: which are kept, left out, put in, changed. Pure.

The quotation must be used up, the record may begin before it and go on behind it (semi-global alignment with affine
gaps): a long piece left out costs little more than a short one, and nothing where "…" or "[…]" admits it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.text import fold

PIECE = re.compile(
    r"(?P<gap>\[\s*(?:…|\.{3,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.\s?\.\s?\.)|\[(?P<inserted>[^\]]*)\]"
    r"|(?P<word>[^\W_]+(?:(?:['’]|(?<=\d)[.,](?=\d))[^\W_]+)*)"
)
WORD = re.compile(r"[^\W_]+(?:(?:['’]|(?<=\d)[.,](?=\d))[^\W_]+)*")
CHANGED, PUT_IN = 1.0, 1.0
MARKED_CHANGED, MARKED_PUT_IN = 0.005, 0.01  # words that the writer put into [brackets]
LEFT_OUT, EACH_MORE, ADMITTED = 0.7, 0.1, 0.001
MOST_WORDS = 400
FAR = 1e9


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed and folded; `is_marked` inside [brackets], `has_gap` where "…" stands before it."""

    text: str
    key: str
    start: int
    end: int
    is_marked: bool = False
    has_gap: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of a stretch of the record; `changes` are pairs of (quoted, on record), "" for nothing."""

    matched: int
    begins: int  # words of the record in front of the stretch
    ends: int
    left_out: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    is_admitted: bool = True  # every word left out stands at a "…"


def quoted_words(text: str) -> list[Word]:
    """The words of a quotation; brackets and dots are kept as marks on them."""
    found: list[Word] = []
    has_gap = False
    for piece in PIECE.finditer(text):
        if piece["gap"]:
            has_gap = bool(found)
        elif piece["word"]:
            found.append(Word(piece[0], _key(piece[0]), *piece.span(), has_gap=has_gap))
            has_gap = False
        elif piece["inserted"].strip().lower() != "sic":
            at = piece.start("inserted")
            for word in WORD.finditer(piece["inserted"]):
                span = at + word.start(), at + word.end()
                found.append(Word(word[0], _key(word[0]), *span, is_marked=True, has_gap=has_gap))
    return found[:MOST_WORDS]


def align(quoted: list[Word], record: str) -> Alignment | None:
    """The cheapest way to lay all quoted words along the record; None where hardly any are in it."""
    held = list(_record_words(record))
    keys = {word.key for word in held}
    common = sum(word.key in keys for word in quoted)
    if not quoted or not held or common * 2 < len(quoted):
        return None
    return _told(_steps(quoted, held), quoted, held, record)


@lru_cache(maxsize=512)
def _record_words(record: str) -> tuple[Word, ...]:
    return tuple(Word(word[0], _key(word[0]), *word.span()) for word in WORD.finditer(record))[:MOST_WORDS]


def _key(word: str) -> str:
    return fold(word)


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
    left_out, changes, is_admitted = [], [], True
    for (mine, theirs), (next_mine, next_theirs) in pairwise(bounds):
        words, instead = quoted[mine + 1 : next_mine], held[theirs + 1 : next_theirs]
        if words and not (all(word.is_marked for word in words) and not instead):
            changes.append((" ".join(word.text for word in words), _slice(instead, record)))
        elif instead:
            left_out.append(_slice(instead, record))
            is_admitted = is_admitted and quoted[next_mine].has_gap
    return Alignment(len(same), used[0], used[-1] + 1, tuple(left_out), tuple(changes), is_admitted)


def _slice(words: list[Word], record: str) -> str:
    return record[words[0].start : words[-1].end] if words else ""


def before_and_after(record: str, found: Alignment) -> tuple[str, str]:
    """The rest of the record's sentences around the stretch that was quoted."""
    held = _record_words(record)
    head = record[: held[found.begins].start]
    tail = record[held[found.ends - 1].end :]
    begun = max((head.rfind(mark) for mark in ".!?…"), default=-1)
    ended = re.search(r"[.!?…]", tail)
    return head[begun + 1 :].strip(" ,;:–—“”\"'"), (tail[: ended.start()] if ended else tail).strip(" ,;:–—“”\"'")
