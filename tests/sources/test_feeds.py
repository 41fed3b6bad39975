"""Feeds of every kind and in every state → entries, or one clear line."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.errors import NotAFeed
from bot.model import Entry
from bot.sources.feeds import ParsedFeed, parse_feed

NOW = datetime(2025, 5, 2, 12, tzinfo=UTC)
URL = "https://news.example.com/dir/feed.xml"


def parse(body: str | bytes, content_type: str = "") -> ParsedFeed:
    return parse_feed(body.encode() if isinstance(body, str) else body, content_type, URL, NOW)


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Daily</title>{head}{inner}</channel></rss>'


def only(body: str | bytes) -> Entry:
    (entry,) = parse(body).entries
    return entry


# ---------------------------------------------------------------- kinds


def test_rss() -> None:
    feed = parse(
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The &lt;b&gt;Daily&lt;/b&gt;</title>'
        "<link>https://news.example.com/</link><language>en-GB</language><item><title>Fish &amp;amp; chips</title>"
        "<link>/2025/fish</link><guid isPermaLink='false'>n1</guid><dc:creator>Ann Lee</dc:creator>"
        "<pubDate>Fri, 02 May 2025 10:00:00 +0200</pubDate><description>Short.</description>"
        "<content:encoded><![CDATA[<p onclick='x()'>Long <script>alert(1)</script>text.</p>]]></content:encoded>"
        "</item></channel></rss>"
    )
    assert (feed.title, feed.language, feed.note) == ("The Daily", "en", None)
    assert feed.entries == (
        Entry(
            url="https://news.example.com/2025/fish",
            key="n1",
            title="Fish & chips",
            html="<p>Long text.</p>",
            author="Ann Lee",
            published_at=datetime(2025, 5, 2, 8, tzinfo=UTC),
            language="en",
        ),
    )


def test_atom() -> None:
    feed = parse(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://blog.example.com/b/">'
        "<title>Blog</title><entry><id>tag:1</id><title type='html'>&lt;i&gt;Neues&lt;/i&gt;</title>"
        "<link rel='enclosure' href='big.mp4'/><link href='eins.html'/><updated>2025-05-01T09:00:00Z</updated>"
        "<author><name>B. Koch</name></author><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p>Ein <b>Text</b></p></div></content></entry></feed>"
    )
    (entry,) = feed.entries
    assert (entry.title, entry.url, entry.key, entry.author, entry.language) == (
        "Neues", "https://blog.example.com/b/eins.html", "tag:1", "B. Koch", "de",
    )  # fmt: skip
    assert entry.published_at == datetime(2025, 5, 1, 9, tzinfo=UTC)
    assert "<p>Ein <b>Text</b></p>" in entry.html


def test_rdf() -> None:
    entry = only(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title></channel>'
        '<item rdf:about="https://news.example.com/1"><title>One</title><link>https://news.example.com/1</link>'
        "<dc:date>2025-04-30T10:00:00+02:00</dc:date></item></rdf:RDF>"
    )
    assert (entry.title, entry.url) == ("One", "https://news.example.com/1")
    assert entry.published_at == datetime(2025, 4, 30, 8, tzinfo=UTC)


def test_json_feed_with_what_is_of_the_wrong_type_left_out() -> None:
    items = [
        7,
        None,
        {"id": {}, "title": 3, "url": ["x"]},
        {
            "id": 12,
            "title": "a < b",
            "url": "/one",
            "content_text": "Line one\nLine <two>",
            "date_published": "2025-05-01T00:00:00Z",
            "authors": [{"name": "Ann"}, 5, {"name": "Bo"}],
        },
    ]
    feed = parse(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}))
    assert feed.note == "3 without title, text and link left out"
    (entry,) = feed.entries
    assert (entry.key, entry.title, entry.url, entry.author) == (
        "12",
        "a < b",
        "https://news.example.com/one",
        "Ann, Bo",
    )
    assert entry.html == "<p>Line one</p><p>Line &lt;two&gt;</p>"


def test_a_valid_empty_feed_is_no_error() -> None:
    for body in (rss(), '<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title></feed>'):
        feed = parse(body)
        assert (feed.title, feed.entries, feed.note) == ("Daily", (), None)


# ---------------------------------------------------------------- no feeds


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param("", "empty answer", id="nothing"),
        pytest.param("  \n\0\0 ", "empty answer", id="blank"),
        pytest.param("Service unavailable", "no XML and no JSON", id="prose"),
        pytest.param('{"error": "no such user"}', "no JSON Feed", id="JSON of an interface"),
        pytest.param("[" * 100_000, "no JSON Feed", id="JSON nested without end"),
        pytest.param("<sitemap><url/></sitemap>", "XML of another kind (<sitemap>)", id="sitemap"),
        pytest.param("<opml version='2.0'><body/></opml>", "list of feeds (OPML)", id="OPML"),
        pytest.param("<html><body>Hi</body></html>", "announces no feed", id="page without feed"),
        pytest.param("<rss>" + "<b>" * 5000 + "</b>" * 5000 + "</rss>", "nested deeper", id="nested without end"),
        pytest.param("<rss " + " ".join(f"a{n}='1'" for n in range(5000)) + "/>", "attributes", id="attributes"),
    ],
)
def test_what_is_no_feed_is_one_line_that_names_it(body: str, says: str) -> None:
    with pytest.raises(NotAFeed) as refusal:
        parse(body)
    assert says in str(refusal.value)
    assert str(refusal.value).startswith(URL)
    assert "\n" not in str(refusal.value)


def test_a_page_tells_where_its_feed_is() -> None:
    page = (
        "<!DOCTYPE html><html><head><base href='/de/'><link rel=stylesheet type=text/css href=x.css>"
        "<link rel='alternate' type='application/rss+xml' href='rss.xml'>"
        "<LINK REL='ALTERNATE' TYPE='application/atom+xml; charset=utf-8' HREF='https://cdn.example.com/atom'>"
        "<link rel='alternate' type='application/rss+xml' href='javascript:alert(1)'></head><body></body></html>"
    )
    with pytest.raises(NotAFeed, match=r"2 feeds, the first at https://news\.example\.com/de/rss\.xml") as refusal:
        parse(page)
    assert refusal.value.feeds == ("https://news.example.com/de/rss.xml", "https://cdn.example.com/atom")


# ---------------------------------------------------------------- ill-formed and hostile XML


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("AT&T & Sons", "AT&T & Sons"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        ("caf&eacute;&nbsp;&mdash;&hellip;", "café —…"),
        ("5 &#8364; &#x20AC; &#0;&#x1F;", "5 € €"),
        ("&unknown; stays", "&unknown; stays"),
        ("bell\x07 nul\x00 esc\x1b[31m", "bell nul esc[31m"),
        ("one\n   two\ttabs", "one two tabs"),
        ("<![CDATA[Q&A <i>now</i>]]>", "Q&A now"),
        ("turn \u202e around", "turn around"),
    ],
)
def test_a_title_is_read_as_it_was_meant(written: str, read: str) -> None:
    assert only(rss(f"<title>{written}</title>")).title == read


def test_entities_of_the_document_are_never_expanded() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    entry = only(declared + rss("<title>x &b; &f; y</title>").removeprefix('<?xml version="1.0"?>'))
    assert entry.title == "x &b; &f; y"


def test_entries_before_the_cut_are_kept() -> None:
    body = rss("<title>one</title><link>https://news.example.com/1</link>", "<title>two</title>").rpartition("two")[0]
    assert parse(body).entries[0].title == "one"


def test_a_title_of_a_book_is_cut_at_a_word() -> None:
    title = only(rss("<title>" + "word " * 50_000 + "</title>")).title
    assert len(title) <= 300
    assert title.endswith("word…")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(rss("<title>Größe</title>").encode("utf-16"), "Größe", id="UTF-16 with mark"),
        pytest.param(rss("<title>Größe</title>").encode("utf-16-le"), "Größe", id="UTF-16 without mark"),
        pytest.param(b"\xef\xbb\xbf" + rss("<title>Größe</title>").encode(), "Größe", id="UTF-8 with mark"),
        pytest.param(
            b'<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><title>Gr\xf6\xdfe \x93q\x94</title>'
            b"</item></channel></rss>",
            "Größe “q”",
            id="Windows letters under a Latin-1 label",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>Київ і Харків</title></item>'
            "</channel></rss>".encode("cp1251"),
            "Київ і Харків",
            id="Cyrillic that calls itself UTF-8",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="x-none"?><rss><channel><item><title>ok</title></item></channel></rss>',
            "ok",
            id="unknown encoding",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="utf-7"?><rss><channel><item><title>+ADw-script+AD4-</title></item>'
            b"</channel></rss>",
            "+ADw-script+AD4-",
            id="UTF-7 is not honoured",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="iso-2022-jp"?><rss><channel><item><title>日本</title></item>'
            "</channel></rss>".encode("iso-2022-jp"),
            "日本",
            id="seven-bit Japanese",
        ),
    ],
)
def test_encodings(body: bytes, title: str) -> None:
    assert only(body).title == title


def test_a_false_charset_in_the_header_does_no_harm() -> None:
    for charset in ("bogus", "iso-8859-1", "utf-16", "hex", "'\r\nX: y"):
        feed = parse(rss("<title>Größe</title>"), f"application/rss+xml; charset={charset}")
        assert feed.entries[0].title == "Größe"


# ---------------------------------------------------------------- links, keys, dates


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://news.example.com/a?x=1&amp;y=2", "https://news.example.com/a?x=1&y=2"),
        ("b.html", "https://news.example.com/dir/b.html"),
        ("//cdn.example.com/c", "https://cdn.example.com/c"),
        (" \n https://news.example.com/d \n", "https://news.example.com/d"),
        ("javascript:alert(1)", None),
        ("data:text/html,hello", None),
        ("mailto:ann@example.com", None),
        ("https://ann:pw@news.example.com/", None),
        ("http://[broken/", None),
        ("https://news.example.com/" + "a" * 3000, None),
    ],
)
def test_links_are_absolute_web_addresses_or_none(link: str, url: str | None) -> None:
    assert only(rss(f"<title>t</title><link>{link}</link>")).url == url


def test_the_same_guid_twice_is_one_entry_unless_the_entries_differ() -> None:
    one = "<title>One</title><guid>g</guid><link>https://news.example.com/1</link>"
    two = "<title>Two</title><guid>g</guid><link>https://news.example.com/2</link>"
    entries = parse(rss(one, one, two, two)).entries
    assert [entry.title for entry in entries] == ["One", "Two"]
    assert len({entry.key for entry in entries}) == 2


def test_an_entry_without_guid_and_link_keeps_its_key() -> None:
    item = "<title>Only a title</title><pubDate>Fri, 02 May 2025 10:00:00 GMT</pubDate>"
    assert only(rss(item)).key == only(rss(item)).key != only(rss(item.replace("Only", "Just"))).key


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Fri, 02 May 2025 10:00:00 GMT", datetime(2025, 5, 2, 10, tzinfo=UTC)),
        ("Fri, 02 May 2025 05:00:00 EST", datetime(2025, 5, 2, 10, tzinfo=UTC)),
        ("2025-05-02T10:00:00", datetime(2025, 5, 2, 10, tzinfo=UTC)),
        ("2025-05-02T10:00:00.123456789+02:00", datetime(2025, 5, 2, 8, tzinfo=UTC)),
        ("2025-05-01", datetime(2025, 5, 1, tzinfo=UTC)),
        ("Fri, 02 May 2025 20:00:00 GMT", NOW),
        ("Fri, 31 Dec 2999 23:59:59 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0000-00-00T00:00:00Z", None),
        ("10000-01-01T00:00:00Z", None),
        ("sometime last week", None),
    ],
)
def test_dates(written: str, moment: datetime | None) -> None:
    found = only(rss(f"<title>t</title><pubDate>{written}</pubDate>")).published_at
    assert (found and found.replace(microsecond=0)) == moment
