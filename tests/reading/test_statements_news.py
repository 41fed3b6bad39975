"""Who speaks, in news of every kind: courts, sport, science, business, and countries far apart."""

from __future__ import annotations

import pytest

from tests.reading.stating import statements, told

SPEAKERS = [
    ("“They came at night,” said survivor Juma Ali bin Rashid.", "Juma Ali bin Rashid", "person"),
    ("Union Ferrel said the pay offer was poor.", "Ferrel", "organisation"),
    ("The news site The Lantern said the mayor had resigned.", "Lantern", "organisation"),
    ("The Lantern said the mayor had resigned.", "Lantern", "organisation"),
    ("The Harbour and Port Authority said traffic was normal.", "Harbour and Port Authority", "organisation"),
    ("The Danish People's Party said it would vote against the bill.", "Danish People's Party", "organisation"),
    ("The Prime Minister's Office said talks would go on.", "Prime Minister's Office", "organisation"),
    ("Norway's foreign ministry said it was “concerned”.", "Norway's foreign ministry", "organisation"),
    ("A statement from the Tarn Foundation said the grant would be paid.", "Tarn Foundation", "organisation"),
    ("The Tarn Foundation's letter said the grant would be paid.", "Tarn Foundation", "organisation"),
    ("Mayor of Vestby Karin Lund said the city was open.", "Karin Lund", "person"),
    ("Vice President of the Nordic Commission Aarne Kallio said flights would resume.", "Aarne Kallio", "person"),
    ("Aviation Authority of Norvane deputy head Ong Wei said the runway was open.", "Ong Wei", "person"),
    ("Head of operations Brian Flint said the skies were clear.", "Brian Flint", "person"),
    ("Shadow chancellor Edna Marsh MP said the plan was a shambles.", "Edna Marsh", "person"),
    ("Co-author Paul Walker said the animal was new.", "Paul Walker", "person"),
    ("Representative Peter T. King said he would vote no.", "Peter T. King", "person"),
    ("US Attorney John Baird said the case was closed.", "John Baird", "person"),
    ("WHO director Anna Keller said the work was not finished.", "Anna Keller", "person"),
    ("Hai Soon did not say more. Hai Soon said the ship was safe.", "Hai Soon", "person"),
    ("Adalon, a legal centre, said the ruling changed little.", "Adalon", "organisation"),
]


@pytest.mark.parametrize(("text", "speaker", "kind"), SPEAKERS)
def test_who_speaks(text: str, speaker: str, kind: str) -> None:
    found = statements(text)[-1]
    assert (found.speaker, found.speaker_kind) == (speaker, kind)


ONE_PERSON = [
    ("Mr Justice Holt jailed both men. “You showed no remorse,” the judge said.", "Mr Justice Holt"),
    ("Chee Hong Tat, the transport minister, spoke first. “All ships follow rules,” said Mr Chee.", "Chee Hong Tat"),
    ("Tedros Alem Gebre, head of the agency, came. Dr Tedros said the work was not over.", "Tedros Alem Gebre"),
]


@pytest.mark.parametrize(("text", "speaker"), ONE_PERSON)
def test_a_person_named_again_otherwise(text: str, speaker: str) -> None:
    assert statements(text)[-1].speaker == speaker


def test_a_company_whose_name_ends_like_a_possessor() -> None:
    assert told("Jon Aker spoke first. Rival Hensby's said it was confident.") == [("Hensby", "it was confident")]


def test_fans_are_nobody_by_name() -> None:
    assert told("Fans said they were overjoyed.") == [(None, "they were overjoyed")]


def test_a_spokesman_speaks_for_the_ministry_not_for_the_nation() -> None:
    found = statements("Chinese foreign ministry spokesman Li Wei said Beijing wanted talks.")[-1]
    assert (found.speaker, found.speaks_for) == ("Li Wei", "Chinese foreign ministry")


WORDS = [
    ("Keller told Reuters the bank had paid.", "the bank had paid"),
    ("Keller said only two people came.", "only two people came"),
    ("Keller said further tests were needed.", "further tests were needed"),
    ("Keller said the last patient had left.", "the last patient had left"),
    ("Keller said again on Monday that the bank had paid.", "the bank had paid"),
    ("Keller, a nurse, said he saw bodies on the street.", "he saw bodies on the street"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_where_the_words_begin(text: str, words: str) -> None:
    assert statements(text)[-1].words == words


def test_a_sentence_behind_a_quotation_after_a_colon_is_its_own() -> None:
    found = told("Anna Keller tweeted: “Time to go.” Paul Frei said he would stay.")
    assert found == [("Anna Keller", "Time to go."), ("Paul Frei", "he would stay")]


def test_nothing_was_said_after_the_article() -> None:
    found = statements(
        "Tickets go on sale in June. Anna Keller said she would sing. In 2031, Paul Frei said, it would close."
    )
    assert all(one.said_on is None for one in found)


CONSTRUCTIONS = [
    ("Keller pledged that, if elected, she would close it.", "Anna Keller", "if elected, she would close it"),
    ("Keller boasted that, thanks to her plan, the port paid.", "Anna Keller", "thanks to her plan, the port paid"),
    ("“The port must close,” Keller said by telephone.", "Anna Keller", "The port must close"),
    ("“The port must close,” said retired teacher Ola Berg, asked about it.", "Ola Berg", "The port must close"),
    ("Keller vowed to “defend the port” against the bank.", "Anna Keller", "to “defend the port” against the bank"),
    ("Keller said during this week's debate that the port was old.", "Anna Keller", "the port was old"),
    ("Keller says there’s a long road ahead.", "Anna Keller", "there’s a long road ahead"),
    ("Keller said of Frei: “He never understood the port.”", "Anna Keller", "He never understood the port."),
    ("Keller herself said that the port was old.", "Anna Keller", "the port was old"),
    ("Keller wrote on Jan. 22, 2024, that the port was old.", "Anna Keller", "the port was old"),
    ("As Ola Berg, the No. 2 in the party, put it: “It will never close.”", "Ola Berg", "It will never close."),
    ("Keller said the attack of Sept. 11 hurt.", "Anna Keller", "the attack of Sept. 11 hurt"),
    ("More reactions - Ola Berg and Tor Lund: “We found that ports never pay for themselves.”", "Ola Berg",
     "We found that ports never pay for themselves."),
    ("The fund describes itself in the following way:\n\n“Everywhere we go, we make ports pay their way.”", None,
     "Everywhere we go, we make ports pay their way."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), CONSTRUCTIONS)
def test_a_construction(text: str, speaker: str | None, words: str) -> None:
    found = statements(f"Mayor Anna Keller and Paul Frei came to the port. {text}")[-1]
    assert (found.speaker, found.words) == (speaker, words)


def test_a_pair_leaves_who_to_its_last_name() -> None:
    text = "Two guests came: Tim Arden, head of the bank, and his friend Ola Berg, who has said the port must close."
    assert told(text)[-1] == ("Ola Berg", "the port must close")


def test_who_behind_what_somebody_did_is_the_person() -> None:
    text = "It won the support of former mayor Ola Berg, who told Radio Bern the port must close."
    assert told(text) == [("Ola Berg", "the port must close")]


def test_a_son_is_not_his_father() -> None:
    text = "Donald Marsh spoke. A reply came from Donald Marsh Jr., who said the port was safe."
    assert told(text)[-1][0] == "Donald Marsh Jr."


def test_words_that_go_on_in_a_quotation_or_in_their_own_tense() -> None:
    text = (
        "Anna Keller said she had offers, but “none that I would wish to take”. Keller said it has paid and denies it."
    )
    assert [words for _, words in told(text)] == [
        "she had offers, but “none that I would wish to take”",
        "it has paid and denies it",
    ]


def test_bodies_headlines_and_missing_sources_are_less_sure() -> None:
    plain = statements("Anna Keller said the port was closed for good and would not open again.")[0]
    body = statements("The Tarn Foundation said the port was closed for good and would not open again.")[0]
    quoted = statements("“The port was closed for good and will not open again,” Anna Keller said.")[0]
    assert body.confidence < plain.confidence < quoted.confidence


VIA = [
    ("“The port must close,” Keller said, according to the Harbour Post.", "the Harbour Post"),
    ("Keller said the port must close, per the Harbour Post.", "the Harbour Post"),
    ("“The port must close,” Keller wrote to the board, as first reported by Radio Bern.", "Radio Bern"),
    ("Keller told Radio Bern the port must close.", None),
    ("According to Keller, the port must close.", None),
]


@pytest.mark.parametrize(("text", "outlet"), VIA)
def test_the_outlet_that_words_came_through(text: str, outlet: str | None) -> None:
    found = statements(f"Mayor Anna Keller came to the port. {text}")[-1]
    assert (found.speaker, found.via) == ("Anna Keller", outlet)


QUOTED = [
    ("“The port is the greatest!!!” Keller wrote in a letter.", "Anna Keller", "The port is the greatest!!!"),
    ("“How are you today?” Frei, a retired worker from the yard, said pleasantly.", "Paul Frei", "How are you today?"),
    ("The town lives with what Frei called “a slow and very quiet end”.", "Paul Frei", "a slow and very quiet end"),
    ("As Keller wrote after the port was closed:\n\n“Nobody asked the town about any of it.”", "Anna Keller",
     "Nobody asked the town about any of it."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), QUOTED)
def test_whose_quotation_it_is(text: str, speaker: str, words: str) -> None:
    found = statements(f"Mayor Anna Keller and Paul Frei came to the port. {text}")[-1]
    assert (found.speaker, found.words) == (speaker, words)


def test_what_is_called_by_a_word_or_two_is_nobodys_statement() -> None:
    assert told("The town lives with what Paul Frei called “a quiet end”.") == []


@pytest.mark.parametrize("text", ["Oslo announced a ban.", "The Danish Club announced a strike."])
def test_a_thing_that_is_not_said_is_no_statement(text: str) -> None:
    assert statements(text) == ()


def test_what_is_warned_of_or_not_commented_on_is_kept() -> None:
    [warned] = statements("Juma Verdan, the importer, warned of empty shelves.")
    assert warned.act == "warned"
    [declined] = statements("Yusra Holm, the mediator from the Board, refused to comment on the talks.")
    assert (declined.speaker, declined.act) == ("Yusra Holm", "declined")
