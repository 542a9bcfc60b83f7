"""TOML text to raw records: one assessment, or `[[record]]` for several. Numbers by their exact text."""

from __future__ import annotations

import re
import tomllib

from rubrikdsl.records import problems
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import Sheet
from rubrikdsl.records.tree import from_tree
from rubrikdsl.records.tree import number

_HEAD = re.compile(r"[ \t]*\[\[[ \t]*\"?record\"?[ \t]*\]\]")
_PLACE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)")


def read_toml(file: str, text: str, limits: Limits) -> Sheet:
    """The records of a TOML text."""
    lines = text.split("\n")
    try:
        document = tomllib.loads(text, parse_float=number)
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        row = int(at[1]) if at else len(text.rstrip().split("\n"))
        if "overwrite" in str(error):
            return Sheet(problems=(problems.key_twice(file, row, lines[row - 1].partition("=")[0].strip()),))
        return Sheet(problems=(problems.not_toml(file, row, lines[row - 1]),))
    except RecursionError:
        return Sheet(problems=(problems.too_deep(file),))
    except ValueError:  # a whole number of more digits than Python converts
        return Sheet(problems=(problems.too_long(file),))
    heads = [at for at, line in enumerate(lines, 1) if _HEAD.match(line)]
    return from_tree(file, document, limits, heads)
