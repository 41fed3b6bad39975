"""Messages as Telegram HTML: what a person sees, Telegram's limits, and nothing hostile getting through."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings

from bot.model import ArticleRef, Button, Line, Message, Run, Section
from handlers.console import render as console
from handlers.links import address
from handlers.telegram.render import render, render_plain
from tests.handlers.samples import ANSWER, DIGEST, MESSAGE
from tests.simulators.telegram_html import LONGEST_TEXT, MOST_ENTITIES, read_html, units

WJ = "\u2060"  # word joiner
WIRE = '<a href="https://www.example.com/world?id=7&amp;lang=en">'
LOCAL = '<a href="https://news.example.org/deal">'
DIGEST_HTML = f"""\
<b>Ukraine · Fri 2 May · 1 story, 1 of 4 statements, 1 deal</b>

<b>The U.S. has stepped back, citing AT&amp;T &lt;sic&gt;.</b> {WIRE}[1]</a> {LOCAL}[2]</a>
“We’re still committed &amp; willing to help,” “but see Booking.{WJ}com” Tammy Bruce<i>, Spokeswoman</i> {WIRE}[1]</a>

<b>Deals</b>
• Washington and Kyiv: minerals deal {LOCAL}[2]</a>

[1] {WIRE}example.com</a>, Fri 2 May
[2] {LOCAL}example.org</a>, Fri 2 May"""
ANSWER_HTML = f"""\
<b>Putin · about oil · since Mon</b>

<b>Oil above $100</b>
Vladimir Putin warned: prices would rise (Thu 1 May) {WIRE}[1]</a>
<a href="https://kremlin.example/speech">the whole speech (kremlin.example)</a>

[1] {WIRE}example.com</a>, Fri 2 May"""


def test_a_digest_reads_as_drawn() -> None:
    (part,) = render(DIGEST)
    assert part.text == DIGEST_HTML
    assert [[button.label for button in row] for row in part.buttons] == [["More", "Follow Rubio"]]


def test_an_answer_reads_as_drawn() -> None:
    (part,) = render(ANSWER)
    assert part.text == ANSWER_HTML


def test_without_markup_links_are_written_out() -> None:
    (part,) = render_plain(ANSWER)
    assert "the whole speech: https://kremlin.example/speech" in part.text
    assert part.text.endswith(f"[1] example.{WJ}com, Fri 2 May, https://www.example.com/world?id=7&lang=en")


def test_an_empty_message_still_says_something() -> None:
    (part,) = render(Message(sections=(Section(title=" ", lines=(Line(runs=()),)),)))
    assert part.text == "Nothing to show."


def test_an_outlet_that_claims_another_ones_name_is_shown_by_its_host() -> None:
    liar = ArticleRef(id="x", title="t", url="https://evil.example/x", outlet="bbc.co.uk")
    (part,) = render(Message(sections=DIGEST.sections[1:], sources=(liar, liar)))
    assert "bbc" not in part.text
    assert "evil.example</a>" in part.text


def test_a_long_message_is_split_between_lines_and_headings_stay_with_their_lines() -> None:
    lines = tuple(Line(runs=(Run(text=f"{number}: " + "😀 word " * 30),), sources=(1,)) for number in range(40))
    sections = tuple(Section(title=f"Part {at}", lines=lines[at * 10 : at * 10 + 10]) for at in range(4))
    parts = render(Message(title="Long", sections=sections, sources=DIGEST.sources, buttons=DIGEST.buttons))
    seen = [read_html(part.text).text for part in parts]
    assert len(parts) > 2
    assert all(units(text) <= LONGEST_TEXT for text in seen)
    assert [line.split(":")[0] for text in seen for line in text.split("\n") if re.match(r"\d+:", line)] == [
        str(number) for number in range(40)
    ]
    assert not any(text.rstrip().split("\n")[-1].startswith("Part") for text in seen)
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_a_quotation_longer_than_a_message_is_cut_at_spaces_each_piece_in_its_own_marks() -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    parts = render(Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words, style="quotation"),)),)),)))
    pieces = [piece for part in parts for piece in re.findall(r"“([^”]*)”", read_html(part.text).text)]
    assert " ".join(pieces) == words


def test_buttons_that_telegram_would_refuse_are_left_out() -> None:
    row = (Button("ok", "v1:a"), Button("", "v1:b"), Button("long", "v1:" + "é" * 40), Button("bad", "", url="tg://x"))
    (part,) = render(Message(title="t", buttons=(row,)))
    assert [[button.label for button in each] for each in part.buttons] == [["ok"]]


def undone(text: str) -> str:
    """A text as the article has it, as far as a message may change it: spaces and hidden characters."""
    return re.sub(r"\s+", " ", text.replace(WJ, ""))


@settings(max_examples=40, deadline=None)
@given(MESSAGE)
def test_any_message_is_within_the_limits_and_parses(message: Message) -> None:
    parts = render(message)
    assert parts
    for part in parts:
        seen = read_html(part.text)
        assert seen.text
        assert units(seen.text) <= LONGEST_TEXT
        assert len(seen.entities) < MOST_ENTITIES
        assert all(link is None or address(link) == link for _, _, link in seen.entities)
        assert all(len(row) <= 8 for row in part.buttons)
        assert all(button.url or 0 < len(button.action.encode()) <= 64 for row in part.buttons for button in row)
    assert not any(part.buttons for part, _ in pairwise(parts))
    for part in render_plain(message):
        assert 0 < units(part.text) <= LONGEST_TEXT


@settings(max_examples=40, deadline=None)
@given(MESSAGE)
def test_every_short_quotation_is_whole_after_undoing_the_escapes(message: Message) -> None:
    seen = undone("\n".join(read_html(part.text).text for part in render(message)))
    for section in message.sections:
        for line in section.lines:
            for run in line.runs:
                is_short = sum(len(each.text) for each in line.runs) < 1500
                if run.style == "quotation" and run.text.isascii() and run.text.isprintable() and is_short:
                    assert not run.text.strip() or f"“{undone(run.text)}”" in seen


def test_a_long_label_ends_with_a_word() -> None:
    label = "Follow the International Committee for the Reconstruction of the Northern Harbours"
    (part,) = render(Message(buttons=((Button(label, "v1:follow:x"),),)))
    assert part.buttons[0][0].label == "Follow the International Committee for the Reconstruction…"


def test_marks_within_marks_are_single() -> None:
    said = Run(text="He said “not now” and left", style="quotation")
    message = Message(sections=(Section(title="", lines=(Line(runs=(said,)),)),))
    assert render(message)[0].text == render_plain(message)[0].text == "“He said ‘not now’ and left”"
    assert console(message) == "“He said ‘not now’ and left”"
