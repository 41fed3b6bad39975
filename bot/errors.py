"""Every way we can fail, drawn as a tree.

    OnRecordError                 shown to a person as one line: what, where, what to do next
    ├── InputError                a file, text or argument given to us (exit 1)
    │   ├── UsageError            wrong usage of a verb or command (exit 2)
    │   └── NotAFeed              the bytes are no feed
    ├── SettingsError             a setting is missing, misspelt or out of range (exit 2)
    ├── FetchError                a page or feed could not be had
    │   └── RefusedAddress        private, special or non-http address; robots.txt says no
    ├── StoreError                the database is unreachable, full, newer than this program
    ├── DeliveryError             a platform did not take a message (see bot.delivery for what to do about it)
    └── PlatformError             a platform refused us: bad token, second instance

Foreign exceptions are translated once, where they enter: sources, store, handlers.
"""

from __future__ import annotations

from datetime import timedelta


class OnRecordError(Exception):
    """The root: its text is one line for a person, without secrets."""


class InputError(OnRecordError):
    """Something given to us cannot be used."""


class UsageError(InputError):
    """A verb or command was used in a way it does not offer."""


class NotAFeed(InputError):
    """Bytes that are neither RSS, Atom, RDF nor JSON Feed; `feeds` are those that a page announces instead."""

    def __init__(self, text: str, *, feeds: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.feeds = feeds


class SettingsError(OnRecordError):
    """A setting is missing, misspelt or out of range."""


class FetchError(OnRecordError):
    """A page or feed could not be had: time, size, status, encoding.

    `status` is the HTTP status where there was one; `retry_after` the wait the host asked for, at most a day.
    """

    def __init__(self, text: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.retry_after = retry_after


class RefusedAddress(FetchError):
    """An address we do not visit: private, special, not http(s), or closed to robots."""


class StoreError(OnRecordError):
    """The database cannot do its work."""


class DeliveryError(OnRecordError):
    """A platform did not take a message."""


class PlatformError(OnRecordError):
    """A platform refused us altogether."""
