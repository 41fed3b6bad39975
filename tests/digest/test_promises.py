"""The promises as properties: whatever the articles hold, digests quote to the letter and tell nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.correction import Withdrawn, compose_correction
from bot.digest.measure import quoted, visible
from bot.model import Article, FactKey, HeldStatement, Message, Quote, Run
from tests.digest.records import (
    CHAT,
    NOW,
    a_story,
    an_article,
    digest_of,
    follow,
    material,
    said,
    told_all,
    with_length,
)

WORDS = st.sampled_from(
    ["we", "shall", "never", "wait", "again", "Dr. Ames", "£4.5bn", "naïve", "plan", "Kyiv", "deal"]
)
SENTENCE = st.lists(WORDS, min_size=2, max_size=25).map(lambda words: f"{' '.join(words).capitalize()}.")
JOINT = st.sampled_from(["but", "though", "if", "unless", "only"])
SPEAKERS = ("Marco Rubio", "Tammy Bruce", "Moira Tennock")
LIMITS = {"short": 600, "normal": 1_500, "long": 3_500}


@st.composite
def quotations(draw: st.DrawFn) -> list[str]:
    """The pieces of one quotation: whole sentences, or a sentence broken by its attribution before a "but"."""
    whole = " ".join(draw(st.lists(SENTENCE, min_size=1, max_size=4)))
    if draw(st.booleans()):
        return [whole]
    first, second = draw(SENTENCE), draw(SENTENCE)
    return [f"{first.removesuffix('.')},", f"{draw(JOINT)} {second.lower()} {whole}"]


@st.composite
def articles(draw: st.DrawFn, number: int) -> tuple[Article, list[HeldStatement]]:
    """An article of quotations, each piece in marks, and its statements."""
    quotes = draw(st.lists(quotations(), min_size=1, max_size=4))
    speakers = [draw(st.sampled_from(SPEAKERS)) for _ in quotes]
    parts, spans, text = [], [], ""
    for pieces, speaker in zip(quotes, speakers, strict=True):
        found = []
        for piece in pieces:
            text += "“"
            found.append((len(text), len(text) + len(piece)))
            text += f"{piece}” {speaker} said. "
        spans.append(found)
        parts.append(pieces)
    article = an_article(text, id=f"a{number}", title=f"Kyiv headline {number}")
    held = [
        _statement(article, number * 10 + at, speaker, found, draw(st.sampled_from([0.9, 0.7, 0.3])))
        for at, (speaker, found) in enumerate(zip(speakers, spans, strict=True))
    ]
    return article, held


def _statement(
    article: Article, id: int, speaker: str, spans: list[tuple[int, int]], confidence: float
) -> HeldStatement:
    fields: dict[str, Any] = {"content": tuple(spans), "story_id": int(article.id[1:]), "confidence": confidence}
    return said(article, id, by=speaker, **fields)


PRESSES = st.integers(1, 5).flatmap(lambda count: st.tuples(*(articles(number) for number in range(1, count + 1))))


@given(PRESSES, st.sampled_from(["short", "normal", "long"]), st.booleans())
@settings(max_examples=60)
def test_quotations_are_whole_slices_and_lengths_hold(press: Any, length: str, follows: bool) -> None:  # noqa: FBT001
    held = [statement for _, statements in press for statement in statements]
    texts = {article.id: article.text for article, _ in press}
    given_material = material([article for article, _ in press], *held, *(a_story(int(a.id[1:]), a) for a, _ in press))
    wanted = [follow("Marco Rubio", "speaker"), follow("Ukraine")] if follows else []
    digest = digest_of(given_material, *wanted, chat=with_length(length))

    runs = runs_of(digest.message)
    assert all(run.text == texts[run.quote.article_id][slice(*run.quote.span)] for run in runs if run.quote)
    assert all(run.quote for run in runs if run.style == "quotation")
    assert visible(digest.message) <= LIMITS[length]
    assert all(count <= 300 for count in quoted(digest.message).values())
    assert not half_sentences(digest.message, held, texts)
    said_ids = {fact.id for fact in digest.facts if fact.kind == "statement"}
    assert said_ids <= {each.id for each in held if each.statement.confidence >= 0.6}


def runs_of(message: Message) -> list[Run]:
    """Every run of a message."""
    return [run for section in message.sections for line in section.lines for run in line.runs]


def half_sentences(message: Message, held: list[HeldStatement], texts: dict[str, str]) -> list[str]:
    """Quotations that begin or end inside a sentence, or stand without the other part of theirs."""
    shown: dict[str, list[tuple[int, int]]] = {}
    for run in runs_of(message):
        if run.quote:
            shown.setdefault(run.quote.article_id, []).append(run.quote.span)
    wrong = []
    for statement in held:
        own = [span for span in shown.get(statement.article.id, []) if _inside(span, statement)]
        pieces = statement.statement.content
        if own and own[0][0] != pieces[0][0]:
            wrong.append("begins inside")
        for start, end in own:
            piece = next(piece for piece in pieces if piece[0] <= start < piece[1])
            words = texts[statement.article.id][start:end].lower()
            if end != piece[1] and (not words.endswith(".") or words.endswith("dr.")):
                wrong.append(f"ends inside: {words}")
        if len(pieces) == 2 and len(own) == 1 and own[0][0] == pieces[0][0]:
            wrong.append("a first half alone")
    return wrong


def _inside(span: tuple[int, int], held: HeldStatement) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in held.statement.content)


@given(st.lists(PRESSES, min_size=2, max_size=4), st.sampled_from(["short", "normal", "long"]))
@settings(max_examples=25)
def test_nothing_is_told_twice_over_any_days(presses: list[Any], length: str) -> None:
    """The same articles may be offered every day again: a fact is told on one of them at most."""
    told: frozenset[FactKey] = frozenset()
    for press in presses:
        held = [statement for _, statements in press for statement in statements]
        stories = [a_story(int(article.id[1:]), article) for article, _ in press]
        digest = digest_of(
            material([article for article, _ in press], *held, *stories), told=told, chat=with_length(length)
        )
        facts = {fact for fact in digest.facts if fact.kind != "story"}
        assert not facts & told
        updates = [run for run in runs_of(digest.message) if run.text == "Update: "]
        assert len(updates) == len({story for story in digest.stories if FactKey("story", story) in told})
        told |= told_all(digest)


@given(PRESSES)
@settings(max_examples=25)
def test_a_correction_quotes_each_statement_from_the_version_that_was_told(press: Any) -> None:
    """However many it lists: of several articles, of several statements each, of an article in two versions."""
    later = [_one_word_longer(article, held) for article, held in press]
    versions = [*press, *later]
    texts = {(article.id, article.version, article.chat_id): article for article, _ in versions}
    told = [one for _, held in versions for one in held]
    told_at = NOW - timedelta(days=1)
    gone = [Withdrawn(record=one.statement, article=one.article, reason="edited", told_at=told_at) for one in told]
    message = compose_correction(gone, texts, CHAT, NOW)
    assert sum("has changed its article since" in run.text for run in runs_of(message)) == len(told)
    shown = [line for line in message.sections[0].lines if any(run.quote for run in line.runs)]
    assert shown
    for line in shown:
        quotes = [run.quote for run in line.runs if run.quote]
        texts_of = [texts[quote.article_id, quote.version, None].text[slice(*quote.span)] for quote in quotes]
        assert [run.text for run in line.runs if run.quote] == texts_of
        assert any(_is_of(one, quotes) for one in told)


def _one_word_longer(article: Article, held: list[HeldStatement]) -> tuple[Article, list[HeldStatement]]:
    """The next version of an article: all of it stands further back."""
    new = "Corrected. "
    edited = replace(article, text=new + article.text, version=2)
    moved = []
    for one in held:
        content = tuple((start + len(new), end + len(new)) for start, end in one.statement.content)
        moved.append(replace(one, statement=replace(one.statement, content=content), article=edited.ref))
    return edited, moved


def _is_of(one: HeldStatement, quotes: list[Quote]) -> bool:
    """Whether these slices begin where the statement does, and lie within what it says."""
    places = {(one.article.id, one.article.version)}
    inside = [any(a <= q.span[0] and q.span[1] <= b for a, b in one.statement.content) for q in quotes]
    is_first = quotes[0].span[0] == one.statement.content[0][0]
    return places == {(quote.article_id, quote.version) for quote in quotes} and is_first and all(inside)
