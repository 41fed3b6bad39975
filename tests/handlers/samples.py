"""Messages as the digest and the answers make them, and strategies for hostile ones."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.model import ArticleRef, Button, Line, Message, Quote, Run, Section

WIRE = ArticleRef(
    id="a1",
    title="U.S. steps back",
    url="https://www.example.com/world?id=7&lang=en",
    outlet="example.com",
    published_at=datetime(2025, 5, 2, 9, tzinfo=UTC),
)
LOCAL = ArticleRef(
    id="a2", title="Deal notified", url="https://news.example.org/deal", outlet="example.org",
    published_at=datetime(2025, 5, 1, 22, tzinfo=UTC),
)  # fmt: skip


def quotation(words: str) -> Run:
    """A run of quoted words with where they stand."""
    return Run(text=words, style="quotation", quote=Quote("a1", 1, (0, len(words))))


DIGEST = Message(
    title="Ukraine · Fri 2 May · 1 story, 1 of 4 statements, 1 deal",
    sections=(
        Section(
            title="",
            lines=(
                Line(runs=(Run(text="The U.S. has stepped back, citing AT&T <sic>.", style="strong"),), sources=(1, 2)),
                Line(
                    runs=(
                        quotation("We’re still committed & willing to help,"),
                        Run(text=" "),
                        quotation("but see Booking.com"),
                        Run(text=" Tammy Bruce"),
                        Run(text=", Spokeswoman", style="quiet"),
                    ),
                    sources=(1,),
                ),
            ),
        ),
        Section(
            title="Deals",
            lines=(Line(runs=(Run(text="Washington and Kyiv: minerals deal"),), sources=(2,), bullet=True),),
        ),
    ),
    sources=(WIRE, LOCAL),
    buttons=((Button("More", "v1:more:1-2"), Button("Follow Rubio", "v1:follow:Marco Rubio")),),
    timezone="Europe/Kyiv",
)
ANSWER = Message(
    title="Putin · about oil · since Mon",
    sections=(
        Section(
            title="Oil above $100",
            lines=(
                Line(
                    runs=(Run(text="Vladimir Putin warned: prices would rise"), Run(text=" (Thu 1 May)")), sources=(1,)
                ),
                Line(runs=(Run(text="the whole speech", style="link", url="https://kremlin.example/speech"),)),
            ),
        ),
    ),
    sources=(WIRE,),
    timezone="UTC",
)

NASTY = st.sampled_from(
    ["<b>", "&lt;", "</a>", "*bold*", "_it_", "`x`", "<!channel>", "<@U1>", "|", "\u202e", "\x00", "\ud800", "@all",
     "Booking.com", "tg://resolve?domain=x", "https://a.example/?q=1&r=<2>", "😀" * 40, "x" * 700, "\n",
     ":smile:", "> "]
)  # fmt: skip
TEXT = st.lists(st.one_of(NASTY, st.text(max_size=12)), max_size=4).map("".join)
URL = st.one_of(
    st.none(),
    st.sampled_from(
        ["https://ok.example/a?b=1&c=\"2\"", "javascript:alert(1)", "tg://x", "http://", "https://[::1", "ftp://x.example",
         "https://u:p@evil.example/<x>|y", "https://x.example/" + "y" * 1500]
    ),
    TEXT,
)  # fmt: skip
RUN = st.builds(Run, text=TEXT, style=st.sampled_from(["plain", "strong", "quiet", "quotation", "link"]), url=URL)
LINE = st.builds(
    Line,
    runs=st.lists(RUN, max_size=3).map(tuple),
    sources=st.lists(st.integers(-1, 5), max_size=6).map(tuple),
    bullet=st.booleans(),
)
SECTION = st.builds(Section, title=TEXT, lines=st.lists(LINE, max_size=5).map(tuple))
ARTICLE = st.builds(ArticleRef, id=st.just("a"), title=TEXT, url=URL, outlet=st.one_of(st.none(), TEXT))
BUTTON = st.builds(Button, label=TEXT, action=TEXT, url=URL)
MESSAGE = st.builds(
    Message,
    title=TEXT,
    sections=st.lists(SECTION, max_size=3).map(tuple),
    sources=st.lists(ARTICLE, max_size=3).map(tuple),
    buttons=st.lists(st.lists(BUTTON, max_size=9).map(tuple), max_size=3).map(tuple),
)
