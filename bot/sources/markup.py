"""HTML as feeds and pages give it, made plain or clean. Linear in its input; never raises."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import nh3

LONGEST_TITLE = 300
LONGEST_HTML = 200_000
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "td", "th", "tr", "ul",
    )
)  # fmt: skip
UNREAD = frozenset(
    ("head", "iframe", "noscript", "object", "script", "style", "svg", "template", "textarea", "title")
)  # fmt: skip

# Control characters, and the marks that turn the direction of a line (they make text look like what it is not).
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"<[A-Za-z/!]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)


def without_controls(text: str) -> str:
    """The text without characters that no reader should see and no database takes."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """Plain text on one line."""
    return " ".join(without_controls(text).split())


def title_text(markup: str) -> str:
    """A title without its markup, on one line, cut at a word when it is longer than any title."""
    bounded = markup[:LONGEST_HTML]
    plain = nh3.clean(bounded, tags=set()) if _TAG.search(bounded) else bounded
    text = one_line(unescape(plain))
    if len(text) <= LONGEST_TITLE:
        return text
    kept = text[: LONGEST_TITLE - 1]
    return (kept.rpartition(" ")[0] or kept) + "…"


def clean_html(markup: str) -> str:
    """The markup without scripts, styles and handlers, and without the tail of what is too long to be an article."""
    return nh3.clean(without_controls(markup[:LONGEST_HTML]), url_schemes={"http", "https"})


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Is an element with these attributes kept from the eyes of a reader?"""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


class _Paragraphs(HTMLParser):
    """Collects visible text, one line per block element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._unread: list[str] = []  # open elements that are not read, outermost first

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unread:
            if tag == self._unread[0]:
                self._unread.append(tag)
            return
        if tag in BLOCKS:
            self.lines.append([])
        if tag in UNREAD or (tag != "br" and is_hidden(dict(attrs))):
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread[0]:
                self._unread.pop()
            return
        if tag in BLOCKS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.lines[-1].append(data)


def plain_text(markup: str) -> str:
    """The visible text of a piece of HTML, one paragraph a line."""
    parser = _Paragraphs()
    parser.feed(markup)
    parser.close()
    lines = (one_line("".join(parts)) for parts in parser.lines)
    return "\n".join(line for line in lines if line)


def looks_like_html(text: str) -> bool:
    """Is this a page or a piece of one rather than plain text?"""
    return bool(re.match(r"\s*(?:<!doctype\s+html|<\?xml|<!--|<[a-z][a-z0-9]*[\s>/])", text[:2000], re.I))
