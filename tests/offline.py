"""For the tests there is no network beyond this machine: reaching for it fails as it would with the cable out."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
from typing import Any
from urllib.parse import urlsplit

LOCAL_NAMES = frozenset({"", "localhost", "localhost.localdomain"})


def pull_the_cable() -> None:
    """Refuse connections and look-ups that leave loopback, for the rest of this process.

    The host of TEST_DATABASE_URL stays reachable: whoever sets it says where the database is.
    """
    allowed = LOCAL_NAMES | {urlsplit(os.environ.get("TEST_DATABASE_URL", "")).hostname or ""}

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo" and not _is_local(_text(arguments[0]), allowed):
            raise socket.gaierror(socket.EAI_NONAME, "no network in tests")
        if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
            host = _text(arguments[1][0])
            if arguments[0].family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(host, allowed):
                raise OSError(errno.ENETUNREACH, "no network in tests")

    sys.addaudithook(refuse)


def _text(host: object) -> str:
    return host.decode() if isinstance(host, bytes) else str(host or "")


def _is_local(host: str, allowed: frozenset[str]) -> bool:
    """Nothing is looked up for an address, whatever it is."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host in allowed
    return True


def _is_loopback(host: str, allowed: frozenset[str]) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback or host in allowed
    except ValueError:
        return host in allowed
