"""Lists of feeds (OPML), outlets and languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import InputError
from bot.sources.language import choose_language, detect, language_code
from bot.sources.opml import Outline, parse_opml, write_opml
from bot.sources.outlet import is_same_outlet, outlet_of

LIST = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY e "expanded">]>
<opml version="1.0"><head><title>Mine &amp; yours</title></head><body>
<outline text="World"><outline text="One &e;" title="One" type="rss" xmlUrl="https://one.example.com/feed"/>
<outline text="Deep"><outline text="Two" xmlurl="feed://two.example.com/rss"/></outline></outline>
<outline text="Top" xmlUrl="https://three.example.com/"/><outline text="again" xmlUrl="https://one.example.com/feed"/>
<outline text="bad" xmlUrl="javascript:alert(1)"/><outline text="no feed" htmlUrl="https://four.example.com/"/>
</body></opml>"""


def test_a_list_is_read_with_its_folders_each_feed_once() -> None:
    read = parse_opml(LIST.encode(), "mine.opml")
    assert read.feeds == (
        Outline("https://one.example.com/feed", "One", "World"),
        Outline("http://two.example.com/rss", "Two", "Deep"),
        Outline("https://three.example.com/", "Top", None),
    )
    assert (read.title, read.note) == ("Mine & yours", "1 without a web address left out")


def test_of_a_list_too_long_the_first_are_taken_and_it_says_so() -> None:
    body = "".join(f'<outline text="t{n}" xmlUrl="https://s{n}.example.com/feed"/>' for n in range(3000))
    read = parse_opml(f"<opml><body>{body}</body></opml>".encode(), "long.opml", most=200)
    assert len(read.feeds) == 200
    assert read.note == "3,000 feeds, the first 200 taken"


def test_entities_of_a_list_are_never_expanded() -> None:
    bomb = '<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = '<opml><body><outline text="&b;" xmlUrl="https://one.example.com/"/></body></opml>'
    assert parse_opml((bomb + body).encode(), "bomb.opml").feeds[0].title == "&b;"


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<html></html>", b"<rss></rss>", b"<opml><body/></opml>", b"x" * 6_000_000]
)
def test_what_is_no_list_is_one_line_that_names_the_file(body: bytes) -> None:
    with pytest.raises(InputError, match=r"mine\.opml") as refusal:
        parse_opml(body, "mine.opml")
    assert "\n" not in str(refusal.value)


def test_a_broken_list_gives_what_stands_before_the_break() -> None:
    assert len(parse_opml(LIST.partition('<outline text="Top"')[0].encode(), "mine.opml").feeds) == 2


_TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
_OUTLINES = st.builds(
    Outline,
    st.integers(0, 10**6).map(lambda number: f"https://s{number}.example.com/feed?a=1&b='2'"),
    _TITLES,
    st.none() | _TITLES.filter(str.strip),
)


@settings(deadline=None, max_examples=60)
@given(_TITLES, st.lists(_OUTLINES, min_size=1, max_size=8, unique_by=lambda outline: outline.url))
def test_what_is_written_is_read_again(title: str, feeds: list[Outline]) -> None:
    read = parse_opml(write_opml(title, feeds).encode(), "own.opml")
    assert {feed.url for feed in read.feeds} == {feed.url for feed in feeds}
    assert read.note is None


def test_folders_and_names_survive_writing() -> None:
    feeds = (
        Outline("https://a.example.com/", 'A "quoted" <b> & co', "World & all"),
        Outline("https://b.example.com/", "B"),
    )
    read = parse_opml(write_opml("Mine", feeds).encode(), "own.opml")
    assert set(read.feeds) == {Outline("https://a.example.com/", 'A "quoted" & co', "World & all"), feeds[1]}


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.daily.co.uk/a", "daily.co.uk"),
        ("https://edition.daily.com:8443/a?b", "daily.com"),
        ("https://ann.blogspot.com/", "ann.blogspot.com"),
        ("https://bo.github.io/x", "bo.github.io"),
        ("http://harbourpost.example/a", "harbourpost.example"),
        ("http://www.harbourpost.example/a", "harbourpost.example"),
        ("http://127.0.0.1:8080/a", "127.0.0.1"),
        ("http://localhost/a", "localhost"),
        ("https://www.bücher.de/", "bücher.de"),
        ("mailto:x@example.com", None),
        ("", None),
        ("http://[broken", None),
    ],
)
def test_an_outlet_is_the_registrable_domain(url: str, outlet: str | None) -> None:
    assert outlet_of(url) == outlet


def test_two_writers_on_one_host_are_two_outlets() -> None:
    assert not is_same_outlet("https://ann.blogspot.com/", "https://bo.blogspot.com/")
    assert is_same_outlet("https://www.daily.com/a", "https://m.daily.com/a")
    assert not is_same_outlet("", "")


SAMPLES = {
    "en": "The mayor said on Friday that she had not been told of the plan, and that it would have to wait until the "
    "council had seen it. They were all of one mind that this was not the way to do it.",
    "de": "Die Bürgermeisterin sagte am Freitag, dass sie von dem Plan nichts gewusst habe und dass er warten müsse, "
    "bis der Rat ihn gesehen hat. Alle waren sich einig, dass das nicht der richtige Weg ist.",
    "fr": "La maire a dit vendredi qu'elle n'avait pas été informée du projet et qu'il devrait attendre que le conseil "
    "l'ait vu. Tous étaient d'accord pour dire que ce n'était pas la bonne manière de le faire dans une ville.",
    "es": "La alcaldesa dijo el viernes que no había sido informada del plan y que tendría que esperar hasta que el "
    "consejo lo viera. Todos estaban de acuerdo en que esa no era la forma de hacerlo, "
    "pero los vecinos y las empresas ya han dicho que sí.",
    "uk": "Мерка міста сказала у п'ятницю, що вона не знала про цей план і що він має зачекати, поки рада його не "
    "побачить. Усі були згодні з тим, що так робити не можна, але це не всім сподобалося, як і раніше.",
    "ru": "Мэр города сказала в пятницу, что она не знала об этом плане и что он должен подождать, пока совет его не "
    "увидит. Все были согласны с тем, что так делать нельзя, но это не всем понравилось, как и до этого.",
    "zh": "市长星期五说，她没有被告知这个计划，必须等到议会看到它。",
    "ja": "市長は金曜日に、計画を知らされていなかったと述べた。",
    "ar": "قالت رئيسة البلدية يوم الجمعة إنها لم تكن على علم بالخطة وإن عليها الانتظار.",
    "und": "Miesto merė penktadienį sakė, kad apie planą nežinojo ir kad jam teks palaukti. " * 6,
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_language_is_known_by_its_words(code: str) -> None:
    assert detect(SAMPLES[code]) == code


def test_what_a_text_declares_counts_where_its_words_do_not_tell() -> None:
    assert choose_language("en-US", "Short.") == "en"
    assert choose_language(None, "Short.") is None
    assert choose_language("en", SAMPLES["de"]) == "de"
    assert choose_language("lt-LT", SAMPLES["und"]) == "lt"
    assert choose_language("en", SAMPLES["und"]) == "und"


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-US", "en"), ("pt_BR", "pt"), ("DE", "de"), ("", None), (None, None), ("english", None), ("und", None)],
)
def test_codes(declared: str | None, code: str | None) -> None:
    assert language_code(declared) == code
