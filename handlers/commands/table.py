"""The commands, by name and other spellings, and reading what a person typed or tapped. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.model import Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """One command for menus and help; `changes` marks those that only an admin of a group may use."""

    name: str
    summary: str
    usage: str = ""
    aliases: tuple[str, ...] = ()
    changes: bool = False


COMMANDS = (
    CommandSpec(name="digest", summary="what is new now", usage="digest [topic or name]", aliases=("today",)),
    CommandSpec(name="ask", summary="who said or agreed what", usage="ask what did Rubio say about Ukraine?"),
    CommandSpec(
        name="follow",
        summary="add topics, people, organisations, feeds to your digest",
        usage="follow Ukraine, Marco Rubio, “minerals deal”, -football",
        aliases=("sub", "subscribe"),
        changes=True,
    ),
    CommandSpec(
        name="unfollow",
        summary="drop one of them, or all",
        usage="unfollow Ukraine",
        aliases=("unsub", "unsubscribe"),
        changes=True,
    ),
    CommandSpec(name="list", summary="what this chat follows", aliases=("follows", "following")),
    CommandSpec(name="settings", summary="this chat’s hours, time zone, length; how to change them"),
    CommandSpec(
        name="time",
        summary="when the digest comes",
        usage="time 08:00 [18:00] [mon-fri]",
        aliases=("times", "hour"),
        changes=True,
    ),
    CommandSpec(
        name="timezone", summary="whose clock that is", usage="timezone Europe/Kyiv", aliases=("tz",), changes=True
    ),
    CommandSpec(name="quiet", summary="hours without messages", usage="quiet 22-7 | quiet off", changes=True),
    CommandSpec(name="length", summary="how much a digest holds", usage="length short | normal | long", changes=True),
    CommandSpec(name="silent", summary="no message when nothing is new", usage="silent on | silent off", changes=True),
    CommandSpec(name="pause", summary="no digests until you resume", aliases=("stop",), changes=True),
    CommandSpec(name="resume", summary="digests again", changes=True),
    CommandSpec(
        name="said", summary="what somebody said", usage="said Rubio [about Ukraine] [yesterday]", aliases=("quotes",)
    ),
    CommandSpec(name="who", summary="who said these words", usage="who “not our war”"),
    CommandSpec(name="deals", summary="who agreed to what", usage="deals [with Kyiv] [since Monday]"),
    CommandSpec(name="upcoming", summary="what is coming up", usage="upcoming [Ukraine]"),
    CommandSpec(
        name="verify",
        summary="check a draft’s quotations: paste or forward it",
        usage="verify “This is not our war,” Rubio said.",
    ),
    CommandSpec(name="story", summary="a story of my last message: its articles, who said what", usage="story 1"),
    CommandSpec(name="why", summary="where a line comes from, how its name was found", usage="why 1"),
    CommandSpec(name="cite", summary="a line ready to paste", usage="cite 1"),
    CommandSpec(name="wrong", summary="tell the operator that a line is wrong", usage="wrong 1"),
    CommandSpec(
        name="watch", summary="tell at once when somebody speaks or agrees", usage="watch Marco Rubio", changes=True
    ),
    CommandSpec(name="unwatch", summary="stop that", usage="unwatch Marco Rubio | unwatch all", changes=True),
    CommandSpec(name="mute", summary="leave it out of digests", usage="mute football", changes=True),
    CommandSpec(name="unmute", summary="let it in again", usage="unmute football | unmute all", changes=True),
    CommandSpec(name="export", summary="what is kept about this chat, as JSON and OPML", changes=True),
    CommandSpec(name="forget", summary="erase what is kept about this chat", changes=True),
    CommandSpec(name="privacy", summary="what is kept and how long"),
    CommandSpec(name="help", summary="what I can do"),
    CommandSpec(name="start", summary="begin here"),
)
OPERATING = (  # for chats named in the setting `operators`; in no menu
    CommandSpec(name="feeds", summary="feeds and their visits", usage="feeds [add | remove | admit URL]", changes=True),
    CommandSpec(name="retract", summary="withdraw a record", usage="retract 123", changes=True),
    CommandSpec(name="status", summary="what is held, what waits", changes=True),
    CommandSpec(name="stats", summary="how many chats, what they follow", changes=True),
    CommandSpec(name="chats", summary="chats", usage="chats [ban ID | unban ID | limit ID 30]", changes=True),
    CommandSpec(name="announce", summary="tell every chat", usage="announce We move on Friday", changes=True),
)
BY_WORD = {word: spec for spec in (*COMMANDS, *OPERATING) for word in (spec.name, *spec.aliases)}
BY_ID = "id "  # before the argument of a button that carries a record's id, not a number of the last message
ON_RECORDS = ("story", "why", "cite", "wrong")
SHORTEST_MISSPELT = 4
NEAR_ENOUGH = 80  # of 100: one letter of five
LONGEST_INPUT = 2_000  # characters of a message that are read; the rest of a pasted text is no question
LONGEST_DRAFT = 20_000
SHORTEST_DRAFT = 200  # characters from which words with a quotation and no question are a pasted draft
VERIFY = re.compile(r"\s*/?verify(?:@\w+)?:?\s+(?P<draft>\S.*)", re.IGNORECASE | re.DOTALL)
QUOTATION = re.compile(r"[“„«\"][^“”„«»\"]*\w\W+\w+\W+\w[^“”„«»\"]*[”“»\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of one person in one chat and thread; `may_change` is False where only admins change settings."""

    name: str
    chat: Chat
    argument: str = ""
    person: str = ""
    thread: str = ""
    may_change: bool = True


def parse(text: str) -> tuple[str, str]:
    """The command and its argument; words that begin with no command are a question.

    `/follow@OnRecordBot Ukraine`, `follow Ukraine` and `Follow: Ukraine` are one; a sentence that ends in a question
    mark is a question whatever it begins with, unless a slash says otherwise.
    """
    if (draft := draft_in(text)) is not None:
        return "verify", draft
    text = " ".join(text[:LONGEST_INPUT].split())
    has_slash = text.startswith("/")
    first, _, rest = text.removeprefix("/").partition(" ")
    word = first.partition("@")[0].rstrip(":").lower()
    if word in BY_WORD and (has_slash or not text.endswith("?")):
        return BY_WORD[word].name, rest.strip()
    if has_slash:
        return "unknown", word
    return "ask", text


def draft_in(text: str) -> str | None:
    """The draft in a message, its paragraphs kept: behind `verify`, or a long text with a quotation and no question."""
    if match := VERIFY.match(text[:LONGEST_DRAFT]):
        return match["draft"].strip()
    words = text[:LONGEST_DRAFT].strip()
    is_command = words.startswith("/") or words.partition(" ")[0].rstrip(":").lower() in BY_WORD
    is_long = len(words) >= SHORTEST_DRAFT and not words.endswith("?")
    return words if is_long and not is_command and QUOTATION.search(words) else None


def command_like(word: str) -> str | None:
    """The command that a misspelt first word is nearest to; None for a word like no command."""
    known = [name for spec in COMMANDS for name in (spec.name, *spec.aliases) if len(name) >= SHORTEST_MISSPELT]
    found = process.extractOne(word.lower(), known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return BY_WORD[found[0]].name if found else None


def parse_press(action: str) -> tuple[str, str]:
    """The command behind a tapped button, `v1:follow:Marco Rubio`; `expired` for a button of another version."""
    version, _, rest = action.partition(":")
    name, _, argument = rest.partition(":")
    argument = f"{BY_ID}{argument}" if name in ON_RECORDS else argument
    return (name, argument) if version == "v1" and name else ("expired", "")
