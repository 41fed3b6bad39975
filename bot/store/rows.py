"""Records as compact JSON in a row and back: fields at their default are left out, unknown ones are passed over."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Reader = Callable[[Any], Any]


def encode(record: object) -> str:
    """A dataclass (or plain values) as JSON text."""
    return json.dumps(plain(record), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[Record], text: str) -> Record:
    """The dataclass that `encode` wrote."""
    return cast("Record", _reader(cast("Hashable", kind))(json.loads(text)))


def plain(value: Any) -> Any:
    """JSON values for anything a record may hold."""
    if is_dataclass(value):
        return {
            field.name: plain(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value  # never 5.0E+7: people read their export


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@cache
def _reader(annotation: Any) -> Reader:
    """A function that turns JSON values into this type."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _optional([kind for kind in get_args(annotation) if kind is not type(None)])
    if origin is tuple:
        return _tuple(get_args(annotation))
    if origin is Literal:
        return _same
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _record(annotation)
    return LEAVES.get(annotation, _same)


def _optional(kinds: Sequence[Any]) -> Reader:
    if len(kinds) != 1:
        raise TypeError(f"a record field may be one type or None, not {kinds}")
    read = _reader(kinds[0])
    return _same if read is _same else lambda value: None if value is None else read(value)


def _tuple(kinds: Sequence[Any]) -> Reader:
    if kinds[-1] is Ellipsis:
        read = _reader(kinds[0])
        return tuple if read is _same else lambda value: tuple(read(item) for item in value)
    if all(_reader(kind) is _same for kind in kinds):
        return tuple
    readers = [_reader(kind) for kind in kinds]
    return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))


def _record(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(value: Any) -> Any:
        return kind(**{name: readers[name](held) for name, held in value.items() if name in readers})

    return read


def _same(value: Any) -> Any:
    return value


LEAVES: dict[Any, Reader] = {datetime: datetime.fromisoformat, date: date.fromisoformat, Decimal: Decimal}
