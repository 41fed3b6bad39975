"""Messages as Block Kit: what a person sees, Slack's limits as its own library checks them, nothing hostile."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from slack_sdk.models.blocks import Block

from bot.model import Button, Line, Message, Run, Section
from handlers.slack.render import Post, render, render_plain
from tests.handlers.samples import ANSWER, DIGEST, MESSAGE
from tests.simulators.slack_text import Unsendable, check_post, read_mrkdwn

WJ, ZW = "\u2060", "\u200b"
WIRE = "<https://www.example.com/world?id=7&amp;lang=en|"
LOCAL = "<https://news.example.org/deal|"


def text_of(block: dict[str, Any]) -> str:
    held = block["text"] if "text" in block else block["elements"][0]["text"]
    return str(held["text"] if isinstance(held, dict) else held)


def test_a_digest_reads_as_drawn() -> None:
    (post,) = render(DIGEST)
    assert [block["type"] for block in post.blocks] == ["header", "section", "section", "context", "actions"]
    assert [text_of(block) for block in post.blocks[:4]] == [
        "Ukraine · Fri 2 May · 1 story, 1 of 4 statements, 1 deal",
        f"*The U.S. has stepped back, citing AT&amp;T &lt;sic&gt;.* {WIRE}[1]> {LOCAL}[2]>\n"
        f"“We’re still committed &amp; willing to help,” “but see Booking.com” Tammy Bruce{ZW}_, Spokeswoman_ "
        f"{WIRE}[1]>",
        f"*Deals*\n• Washington and Kyiv: minerals deal {LOCAL}[2]>",
        f"[1] {WIRE}example.com>, Fri 2 May\n[2] {LOCAL}example.org>, Fri 2 May",
    ]
    assert post.text.startswith("Ukraine · Fri 2 May")
    assert [element["value"] for element in post.blocks[4]["elements"]] == ["v1:more:1-2", "v1:follow:Marco Rubio"]


def test_an_answer_reads_as_drawn() -> None:
    (post,) = render(ANSWER)
    assert [text_of(block) for block in post.blocks] == [
        "Putin · about oil · since Mon",
        f"*Oil above $100*\nVladimir Putin warned: prices would rise (Thu 1 May) {WIRE}[1]>\n"
        "<https://kremlin.example/speech|the whole speech (kremlin.example)>",
        f"[1] {WIRE}example.com>, Fri 2 May",
    ]


def line(words: str, style: Any = "plain", url: str | None = None) -> str:
    (post,) = render(
        Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words, style=style, url=url),)),)),))
    )
    return text_of(post.blocks[0])


@pytest.mark.parametrize(
    ("given_words", "seen"),
    [
        ("<!channel> <@U1> & co", "&lt;!channel&gt; &lt;@U1&gt; &amp; co"),
        ("*all* _of_ `it`", f"{WJ}*all* {WJ}_of_ {WJ}`it`"),
        ("snake_case 2*3", "snake_case 2*3"),
        (":smile: at 10:30", f":{WJ}smile: at 10:30"),
        ("> quoted", f"{WJ}&gt; quoted"),
        ("see https://a.example/x?b=1&c=2.", "see <https://a.example/x?b=1&amp;c=2|https://a.example/x?b=1&amp;c=2>."),
        ("two\nlines\u202e", "two lines"),
    ],
)
def test_text_from_outside_has_no_life_of_its_own(given_words: str, seen: str) -> None:
    assert line(given_words) == seen


def test_a_link_cannot_be_broken_out_of() -> None:
    assert (
        line("a|b>c", "link", "https://x.example/<!here>|y")
        == "<https://x.example/%3C!here%3E%7Cy|a¦b&gt;c (x.example)>"
    )
    assert line("click", "link", "javascript:alert(1)") == "click"


def test_a_long_message_comes_in_several_posts_and_loses_no_line() -> None:
    lines = tuple(Line(runs=(Run(text=f"{number}: " + "& word " * 60),)) for number in range(60))
    posts = render(Message(title="Long", sections=(Section(title="All", lines=lines),), buttons=DIGEST.buttons))
    seen = "\n".join(text_of(block) for post in posts for block in post.blocks)
    assert len(posts) > 1
    assert re.findall(r"^(\d+): ", seen, re.MULTILINE) == [str(number) for number in range(60)]
    assert [block["type"] for block in posts[-1].blocks][-1] == "actions"
    for post in posts:
        check(post)


def test_a_quotation_longer_than_a_section_is_cut_at_spaces_each_piece_in_its_own_marks() -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    quoted = Message(sections=(Section(title="", lines=(Line(runs=(Run(text=words, style="quotation"),)),)),))
    seen = "\n".join(text_of(block) for post in render(quoted) for block in post.blocks)
    assert " ".join(re.findall("“([^”]*)”", seen)) == words


def test_without_blocks_the_words_are_all_there() -> None:
    (post,) = render_plain(ANSWER)
    assert not post.blocks
    assert post.text.splitlines()[0] == "Putin · about oil · since Mon"
    assert f"[1] {WIRE}example.com>, Fri 2 May" in post.text
    assert render_plain(Message())[0].text == render(Message())[0].text == "Nothing to show."


def test_buttons_that_slack_would_refuse_are_left_out() -> None:
    row = (Button("ok", "v1:a"), Button(" ", "v1:b"), Button("bad", "", url="slack://x"), *[Button("x", "v1:c")] * 7)
    (post,) = render(Message(title="t", buttons=(row,)))
    assert [len(block["elements"]) for block in post.blocks if block["type"] == "actions"] == [5, 3]
    check(post)


def check(post: Post) -> None:
    """As Slack's own library and the simulated server check a post."""
    for block in Block.parse_all(list(post.blocks)):
        block.validate_json()
    check_post(post.text, list(post.blocks))


@settings(max_examples=40, deadline=None)
@given(MESSAGE)
def test_any_message_is_within_the_limits_and_parses(message: Message) -> None:
    for post in (*render(message), *render_plain(message)):
        check(post)
        assert post.text


@settings(max_examples=40, deadline=None)
@given(MESSAGE)
def test_every_short_quotation_is_whole_after_undoing_the_escapes(message: Message) -> None:
    blocks = [block for post in render(message) for block in post.blocks if block["type"] == "section"]
    seen = undone("\n".join(read_mrkdwn(text_of(block)) for block in blocks))
    for section in message.sections:
        for each in section.lines:
            is_short = sum(len(run.text) for run in each.runs) < 400
            for run in each.runs:
                if run.style == "quotation" and run.text.isascii() and run.text.isprintable() and is_short:
                    assert not run.text.strip() or f"“{undone(run.text)}”" in seen


def undone(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(f"[{WJ}{ZW}]", "", text))


@pytest.mark.parametrize("words", ["<b>", "a < b", "a & b", "x" * 3001])
def test_the_checker_refuses_what_slack_refuses(words: str) -> None:
    with pytest.raises(Unsendable):
        check_post("fallback", [{"type": "section", "text": {"type": "mrkdwn", "text": words}}])


def test_a_long_label_ends_with_a_word() -> None:
    label = "Follow the International Committee for the Reconstruction of the Northern Harbours"
    (post,) = render(Message(buttons=((Button(label, "v1:follow:x"),),)))
    shown = post.blocks[-1]["elements"][0]["text"]["text"]
    assert shown == "Follow the International Committee for the Reconstruction of the Northern…"


def test_marks_within_marks_are_single() -> None:
    said = Run(text="He said “not now” and left", style="quotation")
    (post,) = render(Message(sections=(Section(title="", lines=(Line(runs=(said,)),)),)))
    assert text_of(post.blocks[0]) == "“He said ‘not now’ and left”"
