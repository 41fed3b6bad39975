"""Which addresses we visit: public ones over http(s), checked in the URL and again at the socket."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from typing import TypeAlias

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import RefusedAddress

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
AddressInfo: TypeAlias = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]

LONGEST_URL = 2_000
LONGEST_SHOWN = 120
WEB_PORTS = (80, 443)
FIRST_UNPRIVILEGED_PORT = 1024

# Names that never lead to the public internet (RFC 6761, 6762, 7686, 8375, and what clouds call their metadata).
PRIVATE_SUFFIXES = ("localhost", "local", "internal", "home.arpa", "onion")

# What `ipaddress` of Python 3.11 takes for public and IANA's special-purpose registries do not.
SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in (
        "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "::/96", "64:ff9b:1::/48", "100::/64",
        "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
    )
)  # fmt: skip
PRIVATE = tuple(
    ipaddress.ip_network(block)
    for block in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
REFUSAL = "private or special address"


class RefusedSocketError(OSError):
    """Raised inside aiohttp's connector, which lets only OSErrors through."""

    def __init__(self, address: str) -> None:
        super().__init__(errno.EACCES, f"{REFUSAL} {address}")


class Guard:
    """Says which URLs and addresses may be visited.

    `allow_private` opens loopback and private networks (tests, the demo, an intranet feed); link-local addresses,
    where clouds keep their metadata, stay closed.
    """

    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private

    def check(self, url: str) -> URL:
        """The URL in its normal form; raises RefusedAddress before any name is looked up."""
        parsed = _parse(url)
        host = parsed.host or ""
        address = literal_address(host)
        if address is not None and not self.is_open(address):
            raise RefusedAddress(f"{shown(parsed)} is not visited: {host} is a {REFUSAL}")
        if not self.allow_private:
            self._check_public(parsed, host, is_name=address is None)
        return parsed

    def _check_public(self, url: URL, host: str, *, is_name: bool) -> None:
        name = host.rstrip(".").lower()
        if is_name and ("." not in name or name.endswith(tuple("." + suffix for suffix in PRIVATE_SUFFIXES))):
            raise RefusedAddress(f"{shown(url)} is not visited: {host} is not a name of the public internet")
        if url.port not in WEB_PORTS and (url.port or 0) < FIRST_UNPRIVILEGED_PORT:
            raise RefusedAddress(f"{shown(url)} is not visited: port {url.port} is not a web port")

    def is_open(self, address: Address) -> bool:
        """May a connection be made to this address?"""
        inner = embedded(address)
        if inner is not None:
            return self.is_open(inner)
        if _is_in(address, PRIVATE):
            return self.allow_private
        is_special = address.is_multicast or address.is_reserved or _is_in(address, SPECIAL)
        return address.is_global and not is_special

    def open_socket(self, info: AddressInfo) -> socket.socket:
        """aiohttp's `socket_factory`: the one place every connection passes, names and literals alike."""
        family, kind, protocol, _, peer = info
        host = str(peer[0])
        if not self.is_open(ipaddress.ip_address(host.partition("%")[0])):
            raise RefusedSocketError(host)
        return socket.socket(family, kind, protocol)


class SiteResolver(AbstractResolver):
    """Leads names under one suffix to a loopback port, no other name anywhere: the demo's `.example` sites."""

    def __init__(self, suffix: str, port: int) -> None:
        self._suffix = "." + suffix.lstrip(".")
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The loopback address for a name of ours; OSError for any other."""
        if not host.endswith(self._suffix):
            raise OSError(None, f"{host} is not one of the {self._suffix} sites served here")
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is held open."""


def _parse(url: str) -> URL:
    text = url.strip()
    if len(text) > LONGEST_URL:
        raise RefusedAddress(f"{shown(text)} is not visited: an address of {len(text):,} characters is too long")
    if re.search(r"[\x00-\x20\x7f\\]", text):
        raise RefusedAddress("the address is not visited: it holds spaces, backslashes or control characters")
    try:
        parsed = URL(_as_http(text))
        host, port = parsed.host, parsed.port
    except ValueError:
        raise RefusedAddress(f"{shown(text)} is not visited: it is not a web address") from None
    if parsed.scheme not in ("http", "https"):
        raise RefusedAddress(f"{shown(text)} is not visited: only http:// and https:// addresses are")
    is_broken_number = re.search(r"(?:^|\.)0?[xob]?\d+\.?$", host or "") and literal_address(host or "") is None
    if not host or port == 0 or is_broken_number:
        raise RefusedAddress(f"{shown(text)} is not visited: it names no host")
    if parsed.user is not None or parsed.password is not None:
        raise RefusedAddress(f"{shown(parsed)} is not visited: the address carries a user name; take it out")
    return parsed.with_fragment(None)


def _as_http(text: str) -> str:
    """feed://host/path and feed:https://host/path, as browsers used to write them, in plain http(s)."""
    if not text.lower().startswith("feed:"):
        return text
    rest = text[len("feed:") :]
    return rest if rest.lower().startswith("http") else "http://" + rest.lstrip("/")


def shown(url: URL | str) -> str:
    """An address as it may be printed: no user name, no password, one line, not too long."""
    text = re.sub(r"//[^/?#]*@", "//", str(url))
    text = re.sub(r"[\x00-\x20\x7f]+", " ", text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def literal_address(host: str) -> Address | None:
    """The address a host is when it is a number in any spelling (127.1, 0x7f000001, 2130706433); None for a name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError, ValueError):
        return None


def embedded(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one carries inside: ::ffff:, NAT64, 6to4."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in NAT64:
        return ipaddress.IPv4Address(address.packed[12:])
    if address in SIX_TO_FOUR:
        return ipaddress.IPv4Address(address.packed[2:6])
    return None


def _is_in(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
