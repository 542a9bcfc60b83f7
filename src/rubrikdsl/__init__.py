"""Scoring rubrics as text: check them, score data exactly, explain every point.

The public names are those of `__all__`; `docs/python.md` shows them on one page. Importing the package
imports nothing else: each name is fetched when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.version import __version__ as __version__

if TYPE_CHECKING:
    from rubrikdsl.diagnostics import Diagnostic as Diagnostic
    from rubrikdsl.diagnostics import Problem as Problem
    from rubrikdsl.exact import Number as Number
    from rubrikdsl.workspace.api import RecordError as RecordError
    from rubrikdsl.workspace.api import Result as Result
    from rubrikdsl.workspace.api import Rubric as Rubric
    from rubrikdsl.workspace.api import RubricError as RubricError
    from rubrikdsl.workspace.api import check as check
    from rubrikdsl.workspace.api import load as load
    from rubrikdsl.workspace.diff import Diff as Diff
    from rubrikdsl.workspace.diff import diff as diff
    from rubrikdsl.workspace.impact import Impact as Impact
    from rubrikdsl.workspace.impact import impact as impact
    from rubrikdsl.workspace.outline import Entry as Entry
    from rubrikdsl.workspace.population import DataError as DataError
    from rubrikdsl.workspace.population import Population as Population
    from rubrikdsl.workspace.questions import Answer as Answer
    from rubrikdsl.workspace.questions import Expression as Expression
    from rubrikdsl.workspace.tokens import Token as Token
    from rubrikdsl.workspace.tokens import tokens as tokens
    from rubrikdsl.workspace.typed import TypedError as TypedError
    from rubrikdsl.workspace.verify import Verification as Verification
    from rubrikdsl.workspace.verify import verify as verify

_HOMES = {
    "Answer": "rubrikdsl.workspace.questions",
    "DataError": "rubrikdsl.workspace.population",
    "Diagnostic": "rubrikdsl.diagnostics",
    "Diff": "rubrikdsl.workspace.diff",
    "Entry": "rubrikdsl.workspace.outline",
    "Expression": "rubrikdsl.workspace.questions",
    "Impact": "rubrikdsl.workspace.impact",
    "Problem": "rubrikdsl.diagnostics",
    "Number": "rubrikdsl.exact",
    "Population": "rubrikdsl.workspace.population",
    "RecordError": "rubrikdsl.workspace.api",
    "Result": "rubrikdsl.workspace.api",
    "Rubric": "rubrikdsl.workspace.api",
    "RubricError": "rubrikdsl.workspace.api",
    "Token": "rubrikdsl.workspace.tokens",
    "TypedError": "rubrikdsl.workspace.typed",
    "Verification": "rubrikdsl.workspace.verify",
    "check": "rubrikdsl.workspace.api",
    "diff": "rubrikdsl.workspace.diff",
    "impact": "rubrikdsl.workspace.impact",
    "load": "rubrikdsl.workspace.api",
    "tokens": "rubrikdsl.workspace.tokens",
    "verify": "rubrikdsl.workspace.verify",
}

__all__ = [
    "Answer",
    "DataError",
    "Diagnostic",
    "Diff",
    "Entry",
    "Expression",
    "Impact",
    "Number",
    "Population",
    "Problem",
    "RecordError",
    "Result",
    "Rubric",
    "RubricError",
    "Token",
    "TypedError",
    "Verification",
    "check",
    "diff",
    "impact",
    "load",
    "tokens",
    "verify",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'rubrikdsl' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
