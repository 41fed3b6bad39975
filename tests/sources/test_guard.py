"""Which addresses are visited."""

from __future__ import annotations

import socket

import pytest

from bot.errors import RefusedAddress
from bot.sources.guard import Guard, RefusedSocketError, SiteResolver, literal_address, shown

REFUSED = [
    pytest.param("http://localhost/", id="own machine by name"),
    pytest.param("http://printer/", id="bare name of the local network"),
    pytest.param("http://nas.local/feed", id="multicast DNS name"),
    pytest.param("http://meta.internal/", id="cloud-internal name"),
    pytest.param("http://127.0.0.1/", id="loopback"),
    pytest.param("http://127.9/", id="loopback in short"),
    pytest.param("http://2130706433/", id="loopback as one number"),
    pytest.param("http://0x7f.1/", id="loopback in hexadecimal"),
    pytest.param("http://0177.0.0.1/", id="loopback in octal"),
    pytest.param("http://0o177.0.0.1/", id="a number that is none"),
    pytest.param("http://①②⑦.0.0.1/", id="loopback in enclosed digits"),
    pytest.param("http://0.0.0.0/", id="this host"),
    pytest.param("http://10.1.2.3/", id="private 10/8"),
    pytest.param("http://172.20.0.1/", id="private 172.16/12"),
    pytest.param("http://192.168.0.9/", id="private 192.168/16"),
    pytest.param("http://169.254.1.1/", id="link-local"),
    pytest.param("http://100.64.0.1/", id="carrier-grade NAT"),
    pytest.param("http://198.18.0.1/", id="benchmark network"),
    pytest.param("http://224.0.0.1/", id="multicast"),
    pytest.param("http://255.255.255.255/", id="broadcast"),
    pytest.param("http://[::1]/", id="IPv6 loopback"),
    pytest.param("http://[::]/", id="IPv6 unspecified"),
    pytest.param("http://[::ffff:10.0.0.1]/", id="IPv4 mapped into IPv6"),
    pytest.param("http://[::127.0.0.1]/", id="IPv4-compatible IPv6"),
    pytest.param("http://[64:ff9b::a00:1]/", id="NAT64 of 10.0.0.1"),
    pytest.param("http://[2002:c0a8:1::]/", id="6to4 of 192.168.0.1"),
    pytest.param("http://[2001:0:1::1]/", id="Teredo"),
    pytest.param("http://[fc00::1]/", id="unique local"),
    pytest.param("http://[fe80::1]/", id="IPv6 link-local"),
    pytest.param("http://[fec0::1]/", id="IPv6 site-local"),
    pytest.param("http://news.example.com:25/", id="mail port"),
    pytest.param("ftp://news.example.com/", id="ftp"),
    pytest.param("file:///etc/hosts", id="file"),
    pytest.param("javascript:alert(1)", id="script"),
    pytest.param("http:///feed", id="no host"),
    pytest.param("http:news.example.com/", id="no slashes"),
    pytest.param("http://news.example.com:99999/", id="port out of range"),
    pytest.param("http://news.example.com/a b", id="space"),
    pytest.param("http://news.example.com/\r\nX: y", id="line break"),
    pytest.param("http://news.example.com\\@127.0.0.1/", id="backslash"),
    pytest.param("http://reader:secret@news.example.com/", id="user name"),
    pytest.param("http://news.example.com/" + "a" * 5000, id="too long"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_visited_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(RefusedAddress) as refusal:
        Guard().check(url)
    assert "\n" not in str(refusal.value)
    assert "secret" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    ("url", "visited"),
    [
        ("HTTP://News.Example.COM/Feed", "http://news.example.com/Feed"),
        ("https://news.example.com/feed#top", "https://news.example.com/feed"),
        ("feed://news.example.com/rss", "http://news.example.com/rss"),
        ("feed:https://news.example.com/rss", "https://news.example.com/rss"),
        (" https://news.example.com:8443/rss ", "https://news.example.com:8443/rss"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("http://bücher.example.com/", "http://xn--bcher-kva.example.com/"),
    ],
)
def test_a_public_address_is_visited_in_its_normal_form(url: str, visited: str) -> None:
    assert str(Guard().check(url)) == str(Guard().check(visited))


def test_allowing_private_hosts_opens_loopback_and_private_networks_but_no_metadata_service() -> None:
    guard = Guard(allow_private=True)
    assert str(guard.check("http://127.0.0.1:8000/feed")) == "http://127.0.0.1:8000/feed"
    assert str(guard.check("http://localhost/feed")) == "http://localhost/feed"
    assert str(guard.check("http://10.0.0.7:81/feed")) == "http://10.0.0.7:81/feed"
    for url in ("http://169.254.169.254/", "http://[fe80::1]/", "http://0.0.0.0/", "http://[64:ff9b::a9fe:a9fe]/"):
        with pytest.raises(RefusedAddress):
            guard.check(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1%eth0", "10.0.0.1"])
def test_the_socket_is_refused_whatever_name_led_to_the_address(host: str) -> None:
    with pytest.raises(RefusedSocketError):
        Guard().open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)))


def test_the_socket_opens_for_a_public_address() -> None:
    opened = Guard().open_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80)))
    try:
        assert opened.family == socket.AF_INET
    finally:
        opened.close()


def test_a_name_is_no_literal_address() -> None:
    assert literal_address("news.example.com") is None
    assert str(literal_address("0x7f000001")) == "127.0.0.1"


def test_what_is_shown_of_an_address_holds_no_password() -> None:
    assert shown("http://reader:secret@news.example.com/feed") == "http://news.example.com/feed"
    assert len(shown("http://news.example.com/" + "x" * 900)) <= 120


async def test_the_demo_resolver_leads_its_sites_to_loopback_and_nothing_else_anywhere() -> None:
    resolver = SiteResolver("example", 8123)
    (found,) = await resolver.resolve("daily.example", 80)
    assert (found["host"], found["port"]) == ("127.0.0.1", 8123)
    with pytest.raises(OSError, match="not one of"):
        await resolver.resolve("news.example.com", 80)
