"""Players that change clubs, told without a word of the game in the sentence."""

from __future__ import annotations

import pytest

from tests.reading.dealing import deals, facts, parties

SIGNED = [
    ("Real Tordo signed Umar Badiq from Valmora for €30m.", ("Umar Badiq", "Real Tordo", "Valmora")),
    ("Everton have signed Luis Perea from Monaco for £22 million.", ("Luis Perea", "Everton", "Monaco")),
    ("Luis Perea has signed for Everton from Monaco for £22 million.", ("Luis Perea", "Everton", "Monaco")),
    ("Midfielder Luis Perea signed for Everton from Monaco for £22m.", ("Luis Perea", "Everton", "Monaco")),
    ("Sparta agreed a deal to sign Tom Visser from Porto for £50 million.", ("Tom Visser", "Sparta", "Porto")),
    (
        "Napoli bought Samuel Adeyemi from Lille for €40 million. The club plays in the top league of football.",
        ("Samuel Adeyemi", "Napoli", "Lille"),
    ),
]


@pytest.mark.parametrize(("text", "who"), SIGNED)
def test_a_player_bought_is_a_transfer(text: str, who: tuple[str, str, str]) -> None:
    [deal] = facts(text)
    assert deal.kind == "transfer"
    assert parties(deal) == set(zip(("target", "buyer", "seller"), who, strict=True))
    assert deal.amount is not None


def test_who_joins_a_club_is_what_it_is_about() -> None:
    [deal] = facts("Luis Perea has joined Everton from Monaco for £22 million, the club said.")
    assert deal.object == "Luis Perea"


@pytest.mark.parametrize(
    "text",
    [
        "Governor Ann Lee signed the $30 million bill from the Senate.",
        "Norvane signed Kestrel as a customer for $5 million.",
        "Ann Lee signed a $30 million cheque from her bank.",
    ],
)
def test_what_else_is_signed_is_no_transfer(text: str) -> None:
    assert [deal for deal in deals(text) if deal.kind == "transfer"] == []
