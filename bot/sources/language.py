"""Which language a text is in: what it declares, checked against its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources

SAMPLE = 6_000  # characters
SCRIPT_SAMPLE = 1_000
FIRST_FOREIGN = 0x370  # letters before Greek are Latin
FEWEST_WORDS = 20
CLEAR_SHARE = 0.1  # of the words must be a language's commonest for it to be that language
CLEAR_LEAD = 1.3  # over the next language
ENOUGH_WORDS = 60
NO_ENGLISH = 0.08  # prose in English has a quarter and more, a list of figures a tenth
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?$")


@cache
def _tables() -> tuple[Mapping[str, frozenset[str]], Mapping[str, tuple[int, int, str]]]:
    """Commonest words by language, and letter ranges that settle it by themselves."""
    data = tomllib.loads(resources.files("bot.sources").joinpath("language.toml").read_text("utf-8"))
    words = {code: frozenset(text.split()) for code, text in data["words"].items()}
    scripts = {name: (row["first"], row["last"], row["code"]) for name, row in data["scripts"].items()}
    return words, scripts


def language_code(declared: str | None) -> str | None:
    """The bare code of a declaration: "en-US" → "en"; None for what is no code."""
    found = _CODE.match((declared or "").strip().lower())
    return found.group(1) if found and found.group(1) not in ("und", "mul", "zxx") else None


def detect(text: str) -> str | None:
    """The language by its letters and words; None where the text is too short or too mixed to tell.

    "und" is a language for sure, none of ours and not English: prose without English's commonest words.
    """
    sample = text[:SAMPLE]
    by_script = _by_script(sample)
    if by_script is not None:
        return by_script
    words = _WORD.findall(sample.lower())
    if len(words) < FEWEST_WORDS:
        return None
    counts = Counter(words)
    common, _ = _tables()
    shares = {code: sum(counts[word] for word in table) / len(words) for code, table in common.items()}
    best, second = sorted(shares, key=lambda code: shares[code], reverse=True)[:2]
    if shares[best] >= CLEAR_SHARE and shares[best] >= CLEAR_LEAD * shares[second]:
        return best
    return "und" if len(words) >= ENOUGH_WORDS and shares["en"] < NO_ENGLISH else None


def _by_script(sample: str) -> str | None:
    """A language whose letters no other of ours uses, where they are at least a third of all letters."""
    letters = [ord(char) for char in sample[:SCRIPT_SAMPLE] if char.isalpha()]
    foreign = [letter for letter in letters if letter >= FIRST_FOREIGN]
    if 3 * len(foreign) < len(letters) or not letters:
        return None
    for first, last, code in _tables()[1].values():
        if 3 * sum(first <= letter <= last for letter in foreign) >= len(letters):
            return code
    return None


def choose_language(declared: str | None, text: str) -> str | None:
    """What the words say where they say it clearly (templates declare "en" for anything), else the declaration."""
    code, found = language_code(declared), detect(text)
    if found in (None, "und"):
        return code if code and not (found and code == "en") else found
    return found
