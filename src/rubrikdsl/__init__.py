"""Scoring rubrics as text: check them, score data exactly, explain every point.

The public names are those of `__all__`; `docs/python.md` shows them on one page. Importing the package
imports nothing else: each name is fetched when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrikdsl.version import __version__ as __version__

if TYPE_CHECKING:
    from rubrikdsl.diagnostics import Diagnostic as Diagnostic
    from rubrikdsl.diagnostics import Language as Language
    from rubrikdsl.diagnostics import Problem as Problem
    from rubrikdsl.diagnostics import Words as Words
    from rubrikdsl.diagnostics import say as say
    from rubrikdsl.diagnostics.extras import ExtraError as ExtraError
    from rubrikdsl.diagnostics.nearest import nearest as nearest
    from rubrikdsl.diagnostics.render import render as render
    from rubrikdsl.diagnostics.render import render_problem as render_problem
    from rubrikdsl.exact import Number as Number
    from rubrikdsl.source import Source as Source
    from rubrikdsl.workspace.api import RecordError as RecordError
    from rubrikdsl.workspace.api import Result as Result
    from rubrikdsl.workspace.api import Rubric as Rubric
    from rubrikdsl.workspace.api import RubricError as RubricError
    from rubrikdsl.workspace.api import check as check
    from rubrikdsl.workspace.api import load as load
    from rubrikdsl.workspace.assumptions import Assumed as Assumed
    from rubrikdsl.workspace.assumptions import Assumption as Assumption
    from rubrikdsl.workspace.data import Data as Data
    from rubrikdsl.workspace.data import read_data as read_data
    from rubrikdsl.workspace.diff import Diff as Diff
    from rubrikdsl.workspace.diff import diff as diff
    from rubrikdsl.workspace.files import FileError as FileError
    from rubrikdsl.workspace.files import same_file as same_file
    from rubrikdsl.workspace.files import write_bytes as write_bytes
    from rubrikdsl.workspace.files import write_text as write_text
    from rubrikdsl.workspace.impact import Impact as Impact
    from rubrikdsl.workspace.impact import impact as impact
    from rubrikdsl.workspace.inspection import Inspection as Inspection
    from rubrikdsl.workspace.inspection import Repair as Repair
    from rubrikdsl.workspace.inspection import check_file as check_file
    from rubrikdsl.workspace.library import stock_rubrics as stock_rubrics
    from rubrikdsl.workspace.opening import parted as parted
    from rubrikdsl.workspace.opening import read_text as read_text
    from rubrikdsl.workspace.outline import Entry as Entry
    from rubrikdsl.workspace.population import Population as Population
    from rubrikdsl.workspace.questions import Answer as Answer
    from rubrikdsl.workspace.questions import Expression as Expression
    from rubrikdsl.workspace.scales import Scale as Scale
    from rubrikdsl.workspace.sql import SqlError as SqlError
    from rubrikdsl.workspace.testing import Testing as Testing
    from rubrikdsl.workspace.testing import test as test
    from rubrikdsl.workspace.tokens import Token as Token
    from rubrikdsl.workspace.tokens import tokens as tokens
    from rubrikdsl.workspace.trying import Tried as Tried
    from rubrikdsl.workspace.trying import examples as examples
    from rubrikdsl.workspace.typed import TypedError as TypedError
    from rubrikdsl.workspace.verify import Verification as Verification
    from rubrikdsl.workspace.verify import verify as verify
    from rubrikdsl.workspace.whynot import WhyNot as WhyNot

_HOMES = {
    "Answer": "rubrikdsl.workspace.questions",
    "Assumed": "rubrikdsl.workspace.assumptions",
    "Assumption": "rubrikdsl.workspace.assumptions",
    "Data": "rubrikdsl.workspace.data",
    "Diagnostic": "rubrikdsl.diagnostics",
    "Diff": "rubrikdsl.workspace.diff",
    "Entry": "rubrikdsl.workspace.outline",
    "Expression": "rubrikdsl.workspace.questions",
    "ExtraError": "rubrikdsl.diagnostics.extras",
    "FileError": "rubrikdsl.workspace.files",
    "Impact": "rubrikdsl.workspace.impact",
    "Inspection": "rubrikdsl.workspace.inspection",
    "Language": "rubrikdsl.diagnostics",
    "Number": "rubrikdsl.exact",
    "Population": "rubrikdsl.workspace.population",
    "Problem": "rubrikdsl.diagnostics",
    "RecordError": "rubrikdsl.workspace.api",
    "Repair": "rubrikdsl.workspace.inspection",
    "Result": "rubrikdsl.workspace.api",
    "Rubric": "rubrikdsl.workspace.api",
    "RubricError": "rubrikdsl.workspace.api",
    "Scale": "rubrikdsl.workspace.scales",
    "Source": "rubrikdsl.source",
    "Testing": "rubrikdsl.workspace.testing",
    "Token": "rubrikdsl.workspace.tokens",
    "Tried": "rubrikdsl.workspace.trying",
    "SqlError": "rubrikdsl.workspace.sql",
    "TypedError": "rubrikdsl.workspace.typed",
    "Verification": "rubrikdsl.workspace.verify",
    "Words": "rubrikdsl.diagnostics",
    "WhyNot": "rubrikdsl.workspace.whynot",
    "check": "rubrikdsl.workspace.api",
    "examples": "rubrikdsl.workspace.trying",
    "check_file": "rubrikdsl.workspace.inspection",
    "diff": "rubrikdsl.workspace.diff",
    "impact": "rubrikdsl.workspace.impact",
    "load": "rubrikdsl.workspace.api",
    "nearest": "rubrikdsl.diagnostics.nearest",
    "parted": "rubrikdsl.workspace.opening",
    "read_data": "rubrikdsl.workspace.data",
    "read_text": "rubrikdsl.workspace.opening",
    "render": "rubrikdsl.diagnostics.render",
    "render_problem": "rubrikdsl.diagnostics.render",
    "same_file": "rubrikdsl.workspace.files",
    "say": "rubrikdsl.diagnostics",
    "stock_rubrics": "rubrikdsl.workspace.library",
    "test": "rubrikdsl.workspace.testing",
    "tokens": "rubrikdsl.workspace.tokens",
    "verify": "rubrikdsl.workspace.verify",
    "write_bytes": "rubrikdsl.workspace.files",
    "write_text": "rubrikdsl.workspace.files",
}

__all__ = [
    "Answer",
    "Assumed",
    "Assumption",
    "Data",
    "Diagnostic",
    "Diff",
    "Entry",
    "Expression",
    "ExtraError",
    "FileError",
    "Impact",
    "Inspection",
    "Language",
    "Number",
    "Population",
    "Problem",
    "RecordError",
    "Repair",
    "Result",
    "Rubric",
    "RubricError",
    "Scale",
    "Source",
    "SqlError",
    "Testing",
    "Token",
    "Tried",
    "TypedError",
    "Verification",
    "WhyNot",
    "Words",
    "check",
    "check_file",
    "diff",
    "examples",
    "impact",
    "load",
    "nearest",
    "parted",
    "read_data",
    "read_text",
    "render",
    "render_problem",
    "same_file",
    "say",
    "stock_rubrics",
    "test",
    "tokens",
    "verify",
    "write_bytes",
    "write_text",
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
