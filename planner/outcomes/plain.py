"""Plain data from outside as the records it claims to be: every value seen, none believed."""

import dataclasses
import types
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

LARGEST = 1e60
"""No number of a plan is larger, nor infinite: its squares and products must stay finite."""


class OddError(ValueError):
    """Something is not of the kind that belongs there; ``where`` leads to it."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def taken(value: Any, kind: Any, where: str) -> Any:
    """A value of JSON as ``kind``: a record, table, tuple, choice, text or number.

    Lists become tuples. Nothing is converted: a text is no number, and no number is
    endless. Raises OddError.
    """
    if dataclasses.is_dataclass(kind):
        return _record(value, kind, where)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(value, parts, where)
    if origin is Literal:
        return _sure(value, isinstance(value, str) and value in parts, where)
    if origin is tuple:
        return _row(value, parts, where)
    if origin is dict:
        _sure(value, isinstance(value, dict), where)
        return {key: taken(one, parts[1], f"{where}.{key}") for key, one in value.items()}
    return _sure(value, _is(value, kind), where)


def _record(value: Any, kind: Any, where: str) -> Any:
    _sure(value, isinstance(value, dict), where)
    kinds, required = _fields(kind)
    for name in (*(name for name in value if name not in kinds), *(required - value.keys())):
        raise OddError(f"{where}.{name}")
    return kind(**{name: taken(one, kinds[name], f"{where}.{name}") for name, one in value.items()})


@lru_cache
def _fields(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The kind of each field of a record, and the fields that may not be missing."""
    blank = dataclasses.MISSING
    every = dataclasses.fields(kind)
    required = (f.name for f in every if f.default is blank and f.default_factory is blank)
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in every}, frozenset(required)


def _row(value: Any, parts: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    _sure(value, isinstance(value, list), where)
    every = len(parts) == 2 and parts[1] is Ellipsis
    _sure(value, every or len(value) == len(parts), where)
    return tuple(
        taken(one, parts[0] if every else parts[place], f"{where}[{place}]")
        for place, one in enumerate(value)
    )


def _one_of(value: Any, parts: tuple[Any, ...], where: str) -> Any:
    if value is None and types.NoneType in parts:
        return None
    kinds = [part for part in parts if part is not types.NoneType]
    if len(kinds) == 1:
        return taken(value, kinds[0], where)
    for part in kinds:
        try:
            return taken(value, part, where)
        except OddError:
            continue
    raise OddError(where)


def _is(value: Any, kind: Any) -> bool:
    if kind is float:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return (whole or isinstance(value, float)) and abs(value) < LARGEST
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST
    return isinstance(value, kind)


def _sure(value: Any, sure: bool, where: str) -> Any:
    if not sure:
        raise OddError(where)
    return value
