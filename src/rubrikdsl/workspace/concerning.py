"""What findings are about: the laws of a file, the days and readings concerned, what is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.engine.result import Choice
from rubrikdsl.plan.ir import Plan
from rubrikdsl.plan.steps import answers_of_members
from rubrikdsl.semantics.problems import duplicate_name
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.versions.law import Instrument
from rubrikdsl.versions.law import Period
from rubrikdsl.versions.law import instruments
from rubrikdsl.workspace import problems
from rubrikdsl.workspace.checked import Checking
from rubrikdsl.workspace.laws import holds


def laws_of(file: tree.File) -> dict[str, tree.Rubric | tree.Amendment]:
    """The laws that a file has a part in, in its order, each with what it says first of it."""
    written: list[tuple[str, tree.Rubric | tree.Amendment]] = [(r.name.text, r) for r in file.rubrics]
    written += [(a.of.text, a) for a in file.amendments]
    found: dict[str, tree.Rubric | tree.Amendment] = {}
    for name, line in sorted(written, key=lambda pair: pair[1].place.start):
        found.setdefault(name, line)
    return found


def twice(source: Source, document: Document) -> Iterator[Diagnostic]:
    """Rubrics of one name that are in force at the same time: only the first of them counts."""
    first: dict[str, list[Instrument]] = {}
    for name, one in instruments(source, document):
        if not isinstance(one.tree, tree.Rubric):
            continue
        before = first.setdefault(name, [])
        rivals = [other.tree for other in before if other.period.meets(one.period)]
        if rivals and isinstance(rivals[0], tree.Rubric):
            again, first_place = one.tree.name.place, rivals[0].name.place
            yield problems.same_days(duplicate_name(name, "rubric", again, "rubric", first_place))
        else:
            before.append(one)


def concerned(
    placed: Diagnostic, where: Sequence[Checking], ones: Sequence[Checking]
) -> tuple[Period | None, Choice]:
    """The days and the readings that a finding is about, where it is not in every text of its instrument."""
    place = placed.primary.place
    could = [one for one in ones if any(holds(i, place) for i in one.stretch.edition.instruments)] or ones
    if len(where) >= len(could):
        return None, ()
    first = where[0]
    days = {id(one.stretch) for one in where}
    stretch = first.stretch.period if len(days) < len({id(one.stretch) for one in could}) else None
    same = [one for one in could if one.stretch is first.stretch]
    under = [one for one in where if one.stretch is first.stretch]
    return stretch, first.choice if len(under) < len(same) else ()


def essence(finding: Diagnostic) -> object:
    return finding.code, finding.primary.place, finding.message


def first_ambiguity(ones: Sequence[Checking], source: Source) -> Place:
    """Where a file first leaves something open, else its first instrument."""
    own = _own(ones, source)
    every = (line.name.place for i in own for line in i.tree.body if isinstance(line, tree.Ambiguity))
    return next(every, own[0].place)


def _own(ones: Sequence[Checking], source: Source) -> tuple[Instrument, ...]:
    """The instruments of a file among those of some texts, each once."""
    every = (instrument for one in ones for instrument in one.stretch.edition.instruments)
    return tuple({id(i): i for i in every if i.source == source}.values())


def asked_inputs(plans: Sequence[Plan]) -> tuple[Place, ...]:
    """The inputs that rubrics read of their units, in places of the units' texts."""
    return tuple(
        {
            member.clauses[member.fields[field].clause].place: None
            for plan in plans
            for member, field in answers_of_members(plan)
        }
    )


def told_beside(finding: Diagnostic, document: Document) -> bool:
    """Whether it only says that another rubric of the same text has errors, which are findings themselves."""
    place = finding.primary.place
    named = document.source.text[place.start : place.end]
    return finding.code == "broken-rubric" and any(r.name.text == named for r in document.file.rubrics)
