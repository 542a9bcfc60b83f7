"""The results of examples for programs: JSON (`docs/schema/test-1.md`) and the XML of JUnit."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

from rubrikdsl.diagnostics.render import render
from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.run import Fault
from rubrikdsl.engine.run import Missing
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.studies.coverage.write import to_object as coverage_object
from rubrikdsl.studies.mutation.model import Equivalent
from rubrikdsl.studies.mutation.model import Killed
from rubrikdsl.studies.mutation.model import Mutation
from rubrikdsl.studies.mutation.model import Ordered
from rubrikdsl.studies.mutation.text import told as unnoticed_words
from rubrikdsl.studies.mutation.words import CHANGES
from rubrikdsl.studies.mutation.write import to_object as mutation_object
from rubrikdsl.workspace.examples import Comparison
from rubrikdsl.workspace.examples import Outcome
from rubrikdsl.workspace.library import stock_name
from rubrikdsl.workspace.problems import value_words
from rubrikdsl.workspace.tested import Tested
from rubrikdsl.workspace.written import Writing

SCHEMA = "test-1"

Sources = Mapping[str, Source]
Origin = Callable[[Place], Place]
"""Where the words at a place of a consolidated text come from."""


def to_json(found: Sequence[Tested], sources: Sources, origin: Origin, language: Language) -> str:
    """The results as one object of JSON."""
    import json

    return json.dumps(to_object(found, sources, origin, language), ensure_ascii=False, indent=2) + "\n"


def to_object(
    found: Sequence[Tested], sources: Sources, origin: Origin, language: Language
) -> dict[str, object]:
    """The results as data for JSON."""
    return {
        "schema": SCHEMA,
        "passed": sum(one.passed for one in found),
        "failed": sum(one.failed for one in found),
        "rubrics": [_rubric(one, sources, origin, language) for one in found],
    }


def written_to_json(found: Sequence[Writing], language: Language) -> str:
    """The examples that were written, as one object of JSON."""
    import json

    whole = {
        "schema": SCHEMA,
        "written": [
            {
                "file": stock_name(writing.before.name),
                "rubric": one.rubric,
                "text": one.text,
                "examples": one.count,
                "notices": one.changes,
                "lines": list(one.lines),
                "unnoticed": [judged.mutant.what.read(language) for judged in one.left],
                "refused": None if one.refused is None else one.refused.read(language),
            }
            for writing in found
            for one in writing.written
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def where(sources: Sources, place: Place) -> tuple[str, int]:
    """The file and the line of a place."""
    return stock_name(place.file), sources[place.file].position(place.start)[0]


def _rubric(one: Tested, sources: Sources, origin: Origin, language: Language) -> dict[str, object]:
    made: dict[str, object] = {
        "file": stock_name(one.source.name),
        "name": one.name,
        "passed": one.passed,
        "failed": one.failed,
        "examples": [_example(outcome, sources, language) for outcome in one.outcomes],
    }
    if one.coverage is not None:
        made["coverage"] = coverage_object(one.coverage, lambda place: where(sources, place), language)
    if one.mutations is not None:
        told = [
            mutation_object(each, lambda place: where(sources, origin(place)), language)
            for each in one.mutations
        ]
        made["mutations"] = told
    return made


def _example(outcome: Outcome, sources: Sources, language: Language) -> dict[str, object]:
    return {
        "title": outcome.title,
        "line": _line(outcome.place, sources),
        "passed": outcome.passed,
        "problems": [finding.message.read(language) for finding in outcome.findings],
        "runs": [[_comparison(one, language) for one in ran.comparisons] for ran in outcome.ran],
    }


def _comparison(one: Comparison, language: Language) -> dict[str, object]:
    found = one.found
    open_ = isinstance(found, (Missing, Fault))
    return {
        "of": one.text,
        "expected": value_words(one.wanted, one.type).read("en"),
        "within": value_words(one.within, one.type).read("en") if one.within else None,
        "found": None if isinstance(found, (Missing, Fault)) else value_words(found, one.type).read("en"),
        "holds": one.holds,
        "why": _why(found, language) if open_ else [],
    }


def _why(found: object, language: Language) -> list[str]:
    match found:
        case Missing(waiting):
            return sorted(waiting)
        case Fault(problems):
            return [problem.message.read(language) for problem in problems]
        case _:
            return []


def _line(place: Place, sources: Sources) -> int | None:
    return None if place == NOWHERE else where(sources, place)[1]


def to_junit(
    found: Sequence[Tested],
    below: Mapping[tuple[str, str], Words],
    sources: Sources,
    origin: Origin,
    language: Language,
) -> str:
    """The results as XML; a rubric whose coverage is `below` what was asked has one failing case more.

    `below` is by file and name of a rubric. The changes of a text are a suite of their own; one that goes
    unnoticed is a skipped case: it is to be seen, and fails nothing.
    """
    suites = [_suite(one, below.get((one.source.name, one.name)), sources, language) for one in found]
    changed = [each for one in found for each in one.mutations or ()]
    suites += [_changes(each, sources, origin, language) for each in changed]
    tests = sum(len(one.outcomes) for one in found) + len(below) + sum(map(_counted, changed))
    failures = sum(one.failed for one in found) + len(below)
    head = f'<testsuites name="rubrik test" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>")) + "\n"


def _suite(one: Tested, below: Words | None, sources: Sources, language: Language) -> str:
    extra = below is not None
    counts = f'tests="{len(one.outcomes) + extra}" failures="{one.failed + extra}" errors="0"'
    lines = [f"  <testsuite name={_quoted(one.name)} file={_quoted(stock_name(one.source.name))} {counts}>"]
    for outcome in one.outcomes:
        named = f"classname={_quoted(one.name)} name={_quoted(outcome.title)}"
        line = _line(outcome.place, sources)
        head = f'    <testcase {named} file={_quoted(stock_name(one.source.name))} line="{line}"'
        if outcome.passed:
            lines.append(f"{head}/>")
            continue
        message = "; ".join(finding.message.read(language) for finding in outcome.findings)
        text = render(outcome.findings, sources, "text", language).rstrip()
        lines += [f"{head}>", *_failure(message, text), "    </testcase>"]
    if below is not None:
        lines.append(f'    <testcase classname={_quoted(one.name)} name="coverage">')
        lines += [*_failure(below.read(language), ""), "    </testcase>"]
    return "\n".join((*lines, "  </testsuite>"))


def _counted(found: Mutation) -> int:
    """How many changes of a text count: those that change something."""
    noticed, unnoticed, _, undecided = found.counts
    return noticed + unnoticed + undecided


def _changes(found: Mutation, sources: Sources, origin: Origin, language: Language) -> str:
    _, unnoticed, _, undecided = found.counts
    counts = f'tests="{_counted(found)}" failures="0" errors="0" skipped="{unnoticed + undecided}"'
    lines = [f"  <testsuite name={_quoted(f'{found.name}: {CHANGES.read(language)}')} {counts}>"]
    for one in found.judged:
        told = unnoticed_words(found, one, language)
        if isinstance(one.verdict, (Equivalent, Ordered)):
            continue
        head = f"    <testcase classname={_quoted(found.name)} name={_quoted(one.mutant.what.read(language))}"
        if one.mutant.place != NOWHERE:
            file, line = where(sources, origin(one.mutant.place))
            head += f' file={_quoted(file)} line="{line}"'
        if isinstance(one.verdict, Killed):
            lines.append(f"{head}/>")
        else:
            lines += [f"{head}>", f"      <skipped message={_quoted(told)}/>", "    </testcase>"]
    return "\n".join((*lines, "  </testsuite>"))


def _failure(message: str, text: str) -> list[str]:
    head = f"      <failure message={_quoted(message)}"
    return [f"{head}>{escape(_plain(text))}</failure>"] if text else [f"{head}/>"]


def _quoted(text: str) -> str:
    return quoteattr(clean(text))


def _plain(text: str) -> str:
    """Text without what XML does not take."""
    return "\n".join(clean(line) for line in text.splitlines())


def is_below(one: Tested, least: Fraction | None) -> bool:
    """Whether the examples of a rubric exercise less than `least` of a hundred points."""
    return least is not None and one.coverage is not None and one.coverage.percent < least
