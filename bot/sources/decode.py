"""Bytes → text: what a document declares is believed only as far as its bytes agree."""

from __future__ import annotations

import codecs
import re
from email.message import Message

SAMPLE = 65_536
FIRST_CYRILLIC = 0xC0  # А in cp1251; the letters of Ukrainian and Serbian that lie before it follow
CYRILLIC_BESIDES = frozenset(b"\xa1\xa2\xa5\xa8\xaa\xaf\xb2\xb3\xb4\xb8\xba\xbf")
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BARE_UTF16 = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))  # no mark, but nothing else begins like this
SEVEN_BIT = ("iso2022", "hz")  # their bytes are all ASCII: the declaration is the only hint
NEVER = frozenset(("utf-7", "unicode_escape", "raw_unicode_escape", "raw-unicode-escape", "idna", "punycode"))
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a document; never raises, odd bytes become the replacement character."""
    for mark, encoding in (*BOMS, *BARE_UTF16):
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    declared = [name for name in (_declared(body), _codec(header_charset(content_type))) if name]
    seven_bit = [name for name in declared if name.startswith(SEVEN_BIT)]
    for encoding in (*seven_bit, "utf-8", *declared):
        try:
            return body.decode(encoding)
        except (UnicodeError, ValueError):
            continue
    legacy = [name for name in declared if name not in ("utf-8", "ascii")]
    return body.decode(legacy[0] if legacy else _guessed(body), "replace")


def header_charset(content_type: str) -> str:
    """The charset parameter of a Content-Type, or nothing."""
    message = Message()
    message["Content-Type"] = content_type.replace("\n", " ").replace("\r", " ")
    value = message.get_param("charset", "")
    return value if isinstance(value, str) else ""


def _declared(body: bytes) -> str | None:
    found = _XML_ENCODING.search(body[:1024]) or _META_CHARSET.search(body[:4096])
    return _codec(found.group(1).decode("ascii")) if found else None


def _codec(name: str) -> str | None:
    """The codec of that name; latin-1 and its kin are read as their Windows supersets, as browsers do."""
    try:
        codec = codecs.lookup(name.strip()).name
        b"".decode(codec)
    except (LookupError, ValueError, UnicodeError):
        return None
    if codec in NEVER:
        return None
    return "cp1252" if codec in ("iso8859-1", "ascii") else codec


def _guessed(body: bytes) -> str:
    """By its bytes, where a document says nothing or says UTF-8 and is not."""
    damaged = body.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 50 < sum(not char.isascii() for char in damaged):
        return "utf-8"  # a few broken bytes in a text that is UTF-8 otherwise
    runs = b"".join(re.findall(rb"[\x80-\xff]{3,}", body[:SAMPLE]))  # words of another script; accents stand alone
    if not runs:
        return "cp1252"
    cyrillic = sum(byte >= FIRST_CYRILLIC or byte in CYRILLIC_BESIDES for byte in runs)
    return "cp1251" if cyrillic >= 0.9 * len(runs) else "gb18030"
