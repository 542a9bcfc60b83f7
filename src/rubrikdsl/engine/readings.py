"""One record under every reading of what its rubric leaves open (semantics H4).

A value that is the same under all of them is as good as any other. One that is not has no value without a
choice: what it is under each reading is told instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.engine import problems
from rubrikdsl.engine.result import Alternative
from rubrikdsl.engine.result import Choice
from rubrikdsl.engine.result import Named
from rubrikdsl.engine.result import Result
from rubrikdsl.engine.result import titled


def agreed(found: Sequence[tuple[Choice, Result]]) -> Result:
    """What the results under all readings come to."""
    (_, first), *others = found
    if not others:
        return first
    tables = [(choice, {named.name: named for named in result.values}) for choice, result in found]
    names = dict.fromkeys(named.name for _, result in found for named in result.values)
    values = tuple(_agreed([(choice, table.get(name)) for choice, table in tables]) for name in names)
    told = list(_problems(found))
    differing = tuple(value for value in values if value.status == "differs")
    if differing:
        choices = tuple(choice for choice, _ in found)
        deciding = tuple(
            ambiguity
            for ambiguity, _ in choices[0]
            if any(ambiguity in dict(each.choice) for value in differing for each in value.alternatives)
        )
        told.append(problems.reading_differs(first.record, differing, _parts(choices, deciding)))
    assumed = dict.fromkeys(clause for _, result in found for clause in result.assumed)
    return Result(first.record, values, tuple(assumed), tuple(told))


def _agreed(found: Sequence[tuple[Choice, Named | None]]) -> Named:
    first = next(named for _, named in found if named is not None)
    if len({_essence(named) for _, named in found}) == 1:
        waiting = {path for _, named in found if named for path in named.waiting}
        return first if len(waiting) == len(first.waiting) else replace(first, waiting=tuple(sorted(waiting)))
    deciding = _deciding(found)
    under: dict[Choice, Named | None] = {}
    for choice, named in found:
        under.setdefault(_part(choice, deciding), named)
    alternatives = tuple(Alternative(choice, named) for choice, named in under.items())
    return Named(
        first.name, first.label, first.kind, first.type, "differs", None, (), first.shown, alternatives
    )


def _essence(named: Named | None) -> object:
    """What two values must have in common to be the same (a truth is no number)."""
    return None if named is None else (named.status, type(named.value), named.value)


def _deciding(found: Sequence[tuple[Choice, Named | None]]) -> tuple[str, ...]:
    """The ambiguities that a value depends on: another reading of one alone changes it."""
    names = [ambiguity for ambiguity, _ in found[0][0]]
    deciding = []
    for name in names:
        others: dict[Choice, set[object]] = {}
        for choice, named in found:
            rest = tuple(pair for pair in choice if pair[0] != name)
            others.setdefault(rest, set()).add(_essence(named))
        if any(len(values) > 1 for values in others.values()):
            deciding.append(name)
    return tuple(deciding)


def _part(choice: Choice, ambiguities: Sequence[str]) -> Choice:
    return tuple(pair for pair in choice if pair[0] in ambiguities)


def _parts(choices: Sequence[Choice], ambiguities: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(dict.fromkeys(_part(choice, ambiguities) for choice in choices))


def _problems(found: Sequence[tuple[Choice, Result]]) -> Iterator[Problem]:
    """The problems of a record, each once; one that is met under some readings only names the first."""
    everywhere = set.intersection(*(set(result.problems) for _, result in found))
    told: set[Problem] = set()
    for choice, result in found:
        for problem in result.problems:
            if problem not in told:
                told.add(problem)
                yield problem if problem in everywhere else problems.under_reading(problem, titled(choice))
