"""The data the bot starts with: links lead somewhere, feeds are well formed, questions ask for printed words."""

import html
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
SITE = ROOT / "seeds" / "site"
OUTLETS = ("capitalledger.example", "eastbridge.example", "harbourpost.example", "meridianwire.example")
BUNDLES = sorted((ROOT / "seeds" / "bundles").glob("*.opml"))
ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def served(url: str) -> Path:
    """The file that answers this address; the host becomes the folder."""
    host, _, port = urlsplit(url.replace("{port}", "80")).netloc.partition(":")
    assert port == "80", f"{url} does not name the demo's port"
    return SITE / host / urlsplit(url.replace("{port}", "80")).path.lstrip("/")


def xml(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text(encoding="utf-8").replace("{port}", "80"))


def entries() -> Iterator[tuple[str, datetime]]:
    """Address and time of every entry of the five feeds."""
    for path in sorted(SITE.glob("*/*.xml")) + sorted(SITE.glob("*/*.rdf")):
        feed = xml(path)
        for item in feed.iter("item"):
            yield item.findtext("link", ""), parsedate_to_datetime(item.findtext("pubDate", ""))
        for item in feed.iter(f"{RSS1}item"):
            yield item.findtext(f"{RSS1}link", ""), datetime.fromisoformat(item.findtext(f"{DUBLIN_CORE}date", ""))
        for item in feed.iter(f"{ATOM}entry"):
            link = item.find(f"{ATOM}link")
            assert link is not None
            yield link.attrib["href"], datetime.fromisoformat(item.findtext(f"{ATOM}published", ""))
    for item in json.loads((SITE / "capitalledger.example" / "feed.json").read_text(encoding="utf-8"))["items"]:
        yield item["url"].replace("{port}", "80"), datetime.fromisoformat(item["date_published"])


def pages() -> list[Path]:
    return sorted(path for path in SITE.rglob("*.html") if path.name != "index.html" and "private" not in path.parts)


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub('[“”"]', "", text).replace("’", "'")).casefold()


def said_in_the_week() -> str:
    """The text of every article as it is printed, the one that only the feed holds included."""
    printed = [re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")) for path in pages()]
    return folded(
        html.unescape("\n".join([*printed, (SITE / "harbourpost.example" / "feed.xml").read_text(encoding="utf-8")]))
    )


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_outlet_has_a_front_page_and_robots(outlet: str) -> None:
    assert (SITE / outlet / "index.html").is_file()
    assert (SITE / outlet / "robots.txt").read_text(encoding="utf-8").startswith(("User-agent", "#"))


def test_every_entry_leads_to_a_page_of_that_week_with_its_zone() -> None:
    found = list(entries())
    assert len({url for url, _ in found}) >= 16
    for url, published in found:
        assert served(url.replace(":80/", ":{port}/")).is_file(), url
        assert published.tzinfo is not None, url
        assert (
            datetime.fromisoformat("2025-04-28T00:00+00:00")
            <= published
            < datetime.fromisoformat("2025-05-02T18:00+00:00")
        ), url


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_every_page_says_what_it_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    canonical = re.search(r'rel="canonical" href="([^"]+)"', text)
    published = re.search(r'article:published_time" content="([^"]+)"', text)
    assert canonical is not None
    assert served(canonical[1]) == page
    assert published is not None
    assert datetime.fromisoformat(published[1]).tzinfo is not None
    assert re.search(r"<html lang=", text)
    assert 'name="author"' in text
    assert 'property="og:title"' in text


@pytest.mark.parametrize("bundle", [*BUNDLES, ROOT / "seeds" / "demo.opml"], ids=lambda bundle: bundle.stem)
def test_every_bundle_names_feeds_once(bundle: Path) -> None:
    addresses = [node.attrib["xmlUrl"] for node in xml(bundle).iter("outline") if "xmlUrl" in node.attrib]
    assert 5 <= len(addresses) <= 12
    assert len(set(addresses)) == len(addresses)
    assert all(address.startswith(("https://", "http://")) for address in addresses)


def test_the_demo_reads_every_feed_of_the_site() -> None:
    addresses = re.findall(r'xmlUrl="([^"]+)"', (ROOT / "seeds" / "demo.opml").read_text(encoding="utf-8"))
    feeds = {*SITE.glob("*/*.xml"), *SITE.glob("*/*.rdf"), *SITE.glob("*/*.json")}
    assert {served(address) for address in addresses} == feeds


def test_a_topic_is_typed_in_one_way_only() -> None:
    topics = tomllib.loads((ROOT / "seeds" / "topics.toml").read_text(encoding="utf-8"))["topics"]
    typed = [word.casefold() for topic in topics for word in (topic["name"], *topic["aliases"])]
    assert sorted(set(typed)) == sorted(typed)
    for topic in topics:
        assert set(topic) == {"name", "aliases", "terms", "places", "people"}, topic["name"]
        assert topic["terms"] or topic["places"] or topic["people"], topic["name"]


def test_every_question_expects_words_that_are_printed() -> None:
    questions = tomllib.loads((ROOT / "tests" / "asking" / "questions.toml").read_text(encoding="utf-8"))["questions"]
    printed = said_in_the_week()
    assert len(questions) == len({question["id"] for question in questions}) == 150
    for question in questions:
        assert len({"expect", "nothing", "civil"} & set(question)) == 1, question["id"]
        for words in [*question.get("expect", []), question.get("speaker", "")]:
            assert folded(words) in printed, f"{question['id']}: {words}"
