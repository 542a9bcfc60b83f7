"""Other engines, one file each, written as their own users would write the scheme (`benchmarks.scheme`).

A peer of single records gives a `One`, a peer of whole tables one `Table` or more: more where its users
would have to try which way of writing is the fastest; the benchmark tries them and keeps the best. A file
imports its engine only when it is asked, and is left out, with the name of what to install, where that is
not there.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from benchmarks.scheme import Data
from benchmarks.scheme import Record

ONE = {
    "zen": "zen-engine",
    "cel": "common-expression-language",
    "rule_engine_": "rule-engine",
    "openfisca": "openfisca-core",
}
"""Files that have `one`, and what each needs."""

WHOLE = {
    "kernel": "a C compiler",
    "numba_": "numba",
    "polars_": "polars",
    "duckdb_": "duckdb",
    "openfisca": "openfisca-core",
}
"""Files that have `whole`, and what each needs."""


@dataclass(frozen=True, slots=True)
class One:
    """A peer that scores a record at a time: how a record of decimals is handed to it, and its class."""

    title: str
    given: Callable[[Record], Any]
    score: Callable[[Any], str]


Found = tuple[Sequence[int], Sequence[int]]
"""Scores in hundredths and numbers of classes."""


@dataclass(frozen=True, slots=True)
class Table:
    """A peer that scores whole columns: `run` is what is timed, `read` what its result says."""

    title: str
    run: Callable[[], Any]
    read: Callable[[Any], Found]
    rows: int


def one(absent: list[str]) -> list[One]:
    """The peers of single records that are installed; the others' names go to `absent`."""
    return [found.one() for found in _present(ONE, absent)]


def whole(data: Data, absent: list[str]) -> list[list[Table]]:
    """The same of whole columns, each peer with its ways of writing."""
    return [found.whole(data) for found in _present(WHOLE, absent)]


def _present(names: dict[str, str], absent: list[str]) -> list[Any]:
    found = []
    for name, needed in names.items():
        peer = import_module(f"benchmarks.peers.{name}")
        if peer.is_there():
            found.append(peer)
        else:
            absent.append(needed)
    return found


def is_installed(module: str) -> bool:
    """Whether a module can be imported."""
    try:
        import_module(module)
    except ImportError:
        return False
    return True
