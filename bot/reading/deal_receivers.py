"""Who gets what, without a "to" between: "sell Bolivia 200,000 tonnes", "pay the union $3 million to settle"."""

from __future__ import annotations

from bot.reading import word_classes as lex
from bot.reading.chunks import CURRENCY, Chunk
from bot.reading.clauses import Clause
from bot.reading.deal_words import DealWords, Frame
from bot.text import Tokens

LARGE_FIGURE = 4  # digits and marks of "1,200"
LONGEST_SUM = 3  # tokens of "$1.2 billion"
PAIR = 2  # words of "Nordic Air"


def part_receivers(chunks: list[Chunk], tokens: Tokens, words: DealWords) -> None:
    """Cut, in place, each phrase behind a verb of selling or paying that begins with who gets what follows."""
    handing, paying = words.sets["handing"], words.sets["paying"]
    if not chunks or (handing | paying).isdisjoint(tokens.lower[chunks[0].first : chunks[-1].last]):
        return
    for number in range(len(chunks) - 1, 0, -1):
        chunk, verb = chunks[number], chunks[number - 1]
        if verb.kind != "verb" or chunk.kind != "noun":
            continue
        end = None
        if tokens.lower[verb.head] in handing:
            end = _after_name(chunk, tokens, words) or _before_goods(chunks, number, tokens, words)
        elif tokens.lower[verb.head] in paying:
            end = _before_sum(chunk, tokens, words)
        if end is not None:
            got = Chunk("noun", end, chunk.last, chunk.head)
            chunks[number : number + 1] = [Chunk("noun", chunk.first, end, end - 1), got]


def receivers_of(clause: Clause, frame: Frame, objects: list[int], words: DealWords) -> list[int]:
    """The noun chunk right before what a verb of selling deals in: who gets it."""
    if frame.object not in (None, "target") or words.sets["receiver"].isdisjoint(frame.roles):
        return []
    at = objects[0] - 1 if objects else -1
    if clause.kind(at) != "noun" or clause.kind(at - 1) != "verb" or clause.head(at - 1) not in words.sets["handing"]:
        return []
    return [at] if clause.tokens.words[clause.chunks[at].head][0].isupper() else []


def payees_of(clause: Clause, verb: int, words: DealWords) -> list[int]:
    """The noun chunk of who is paid a sum "to settle": "pay the state of Ohio $3 million to settle claims"."""
    at = verb - 1
    while clause.kind(at) in ("noun", "preposition"):
        at -= 1
    is_two = clause.kind(at + 1) == "noun" and verb - at > PAIR and clause.kind(verb - 2) == "noun"
    is_sum = clause.tokens.words[clause.chunks[verb - 1].first] in CURRENCY
    return [at + 1] if clause.head(at) in words.sets["paying"] and is_two and is_sum else []


def _before_sum(chunk: Chunk, tokens: Tokens, words: DealWords) -> int | None:
    """Where a sum begins behind who gets it: "the union | $1.2 billion", no "the $3 million fine"."""
    at = next((at for at in range(chunk.first + 1, chunk.last) if tokens.words[at] in CURRENCY), None)
    if at is None or words.chunks.tags.get(tokens.lower[at - 1], 0) & (lex.DETERMINER | lex.POSSESSIVE | lex.CLITIC):
        return None
    return at if chunk.last - at <= LONGEST_SUM else None


def _after_name(chunk: Chunk, tokens: Tokens, words: DealWords) -> int | None:
    """Where a number behind a name begins what it gets: "Bolivia | 200,000 tonnes", no "Leopard 2 tanks"."""
    at = chunk.first + 1
    while at < chunk.head and tokens.words[at][0].isupper():
        at += 1
    if at >= chunk.head or not tokens.words[at - 1][0].isupper() or not tokens.words[chunk.head][0].islower():
        return None
    figure, head = tokens.words[at], tokens.lower[chunk.head]
    is_number = figure[0].isdigit() or words.chunks.tags.get(tokens.lower[at], 0) & lex.NUMBER
    if not is_number or head in words.sets["parts"]:
        return None
    if words.places.country(tokens.slice(chunk.first, at)) is not None:
        return at
    is_told = at - chunk.first >= PAIR and tokens.words[chunk.first][0].isupper()
    is_model = figure[0].isdigit() and len(figure) < LARGE_FIGURE
    return at if (is_told and len(figure) < LARGE_FIGURE - 1) or not is_model else None


def _before_goods(chunks: list[Chunk], number: int, tokens: Tokens, words: DealWords) -> int | None:
    """Where goods begin behind a country that another sells them: "Tunisia agreed to sell Bolivia | phosphate"."""
    chunk, country = chunks[number], words.places.country
    if tokens.lower[chunk.head] not in words.sets["goods"]:
        return None
    at = chunk.head
    while at > chunk.first and any(map(str.isdigit, tokens.words[at - 1])):
        at -= 1  # "Ghana | S-400 missiles"
    name = tokens.slice(chunk.first, at)
    if country(name) != name:
        return None  # "Chinese wheat"
    behind = {tokens.lower[each.first] for each in chunks[number + 1 :]}
    sellers = {country(tokens.slice(each.first, each.last)) for each in chunks[: number - 1] if each.kind == "noun"}
    sellers |= {country(word) for word in tokens.words[chunks[0].first : chunk.first]}  # "Norway's minister"
    return at if sellers - {None, name} and behind.isdisjoint(words.sets["receiver"]) else None
