"""JSON text to raw records: an object, an array of objects, or `{"record": [...]}`. Numbers by their text."""

from __future__ import annotations

import json

from rubrikdsl.records import problems
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Sheet
from rubrikdsl.records.tree import from_tree
from rubrikdsl.records.tree import number


class _KeyTwiceError(ValueError):
    """A key that an object names twice."""


def read_json(file: str, text: str, limits: Limits) -> Sheet:
    """The records of a JSON text."""
    try:
        document = json.loads(
            text, parse_float=number, parse_int=number, parse_constant=str, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        return Sheet(problems=(problems.not_json(file, error.lineno, error.colno),))
    except _KeyTwiceError as twice:
        return Sheet(problems=(problems.key_twice(file, None, str(twice)),))
    except RecursionError:
        return Sheet(problems=(problems.too_deep(file),))
    return from_tree(file, document, limits)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held: dict[str, object] = {}
    for key, value in pairs:
        if key in held:
            raise _KeyTwiceError(key)
        held[key] = value
    return held
