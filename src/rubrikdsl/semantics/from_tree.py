"""From the tree of a rubric to its model: names, types, weights, and every fault told once.

The order of the passes: first what can be named (fields, nodes, tables), then what it computes, then what
needs all of it (cycles, weights that read scores, examples, warnings).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rubrikdsl.diagnostics import Diagnostic
from rubrikdsl.diagnostics import Report
from rubrikdsl.frozen import dataclass
from rubrikdsl.semantics import problems
from rubrikdsl.semantics.assertions import Assertions
from rubrikdsl.semantics.clauses import broken_words
from rubrikdsl.semantics.clauses import clauses_of
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.context import Meant
from rubrikdsl.semantics.cycles import Thing
from rubrikdsl.semantics.cycles import check_chains
from rubrikdsl.semantics.cycles import check_cycles
from rubrikdsl.semantics.cycles import score_read
from rubrikdsl.semantics.domains import as_day
from rubrikdsl.semantics.duplicates import check_duplicates
from rubrikdsl.semantics.examples import example
from rubrikdsl.semantics.expressions import MAX_DEPTH
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.lint import uncited
from rubrikdsl.semantics.lint import unused_inputs
from rubrikdsl.semantics.lookup import Find
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.lookup import nothing
from rubrikdsl.semantics.members import collection_symbol
from rubrikdsl.semantics.model import Clause
from rubrikdsl.semantics.model import Collection
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.names import RankingSymbol
from rubrikdsl.semantics.rankings import rankings
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.references import Site
from rubrikdsl.semantics.results import Results
from rubrikdsl.semantics.score import Scored
from rubrikdsl.semantics.score import score
from rubrikdsl.semantics.shape import Shape
from rubrikdsl.semantics.sketch import sketch
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree

_Result = Literal["let", "bands", "outcome"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A rubric's model (None where it has an error, or a line that could not be read) and its findings.

    Of a rubric without a model, `sketch` is what can still be checked for `semantics.sketch.FINDINGS`.
    `meant` is what its references stand for, as far as they could be read; `names` what can be named in one
    that has a model.
    """

    rubric: Rubric | None
    findings: tuple[Diagnostic, ...]
    sketch: Rubric | None = None
    meant: tuple[Meant, ...] = ()
    names: Names | None = None


def resolve(
    rubric: tree.Rubric, vocabulary: tree.Vocabulary, source: Source, find: Find = nothing
) -> Resolved:
    """Check one rubric: `source` is the text that its places are in, `find` looks up those it names."""
    clauses, index = clauses_of(rubric, source)
    broken = broken_words(rubric)
    context = Context(source, vocabulary, Report(), index, broken or frozenset())
    making = _Making(context, rubric, clauses, find)
    model = making.model()
    findings = context.report.sorted()
    if model is None or context.report.has_errors or broken is not None:
        return Resolved(None, findings, making.sketch, tuple(context.meant.values()))
    return Resolved(model, findings, meant=tuple(context.meant.values()), names=context.own)


class _Making:
    """A rubric's model being made."""

    def __init__(self, context: Context, rubric: tree.Rubric, clauses: list[Clause], find: Find) -> None:
        self.context = context
        self.rubric = rubric
        self.clauses = clauses
        self.find = find
        self.shape = Shape(context)
        self.results = Results(context, clauses)
        self.collects: list[tree.Collect] = []
        self.rankings: list[tree.Ranking] = []
        self.asserted: list[tree.Assertion] = []
        self.collections: list[Collection] = []
        self.scores: list[tree.Score] = []
        self.sketch: Rubric | None = None

    def model(self) -> Rubric | None:
        """The model; None where a part of it could not be made. The report says why."""
        self._sort_lines()
        check_duplicates(self.context, self.rubric)
        names = self.context.own = self.results.names
        self.results.declare(self.find)
        self._collect()
        self.shape.declare(names)
        for i, line in enumerate(self.rankings):
            names.add(RankingSymbol(i, (line.name.text,), line.name.place))
        self.results.check_limits()
        scored = score(self.context, self.shape, names)
        lets = self.results.all_lets()
        bands = self.results.all_bands()
        outcomes = self.results.all_outcomes()
        ranked, ranks_read = rankings(self.context, names, self.rankings)
        assertions = Assertions(self.context, names)
        asserted = [assertions.read(line) for line in self.asserted]
        acyclic = self._check_graph(scored, assertions)
        written = [line for line in self.rubric.body if isinstance(line, tree.Example)]
        examples = [example(self.context, names, line) for line in written]
        self._lint(scored, ranks_read, assertions)
        valid = self._valid()
        made_lets = [x for x in lets if x is not None]
        made_bands = [x for x in bands if x is not None]
        made_outcomes = [x for x in outcomes if x is not None]
        made = Rubric(
            name=self.rubric.name.text,
            label=self.rubric.label.text if self.rubric.label else self.rubric.name.text,
            issuer=next(iter(self._metadata("issuer")), None),
            valid_from=as_day(valid.start),
            valid_to=as_day(valid.end),
            sources=self.clauses[0].sources,
            notes=self.clauses[0].notes,
            vocabulary=self.context.vocabulary,
            file=self.context.source.name,
            clauses=tuple(self.clauses),
            fields=tuple(self.shape.fields),
            nodes=tuple(scored.nodes),
            lets=tuple(made_lets),
            bands=tuple(made_bands),
            outcomes=tuple(made_outcomes),
            collections=tuple(self.collections),
            examples=tuple(examples),
            order=tuple(self._order()),
            rankings=tuple(x for x in ranked if x is not None),
            assertions=tuple(x for x in asserted if x is not None),
            place=self.rubric.name.place,
        )
        tables = [written for x, written in zip(bands, self.results.bands, strict=True) if x is not None]
        self.sketch = sketch(made, self.shape.nodes, tables, scored.value_reads)
        lost = len(made_lets) < len(lets) or len(made_bands) < len(bands)
        lost = lost or len(made_outcomes) < len(outcomes) or None in ranked or None in asserted
        return None if lost or not acyclic else made

    def _sort_lines(self) -> None:
        for line in self.rubric.body:
            match line:
                case tree.Inputs():
                    self.shape.add_inputs(line, None)
                case tree.Score():
                    self.scores.append(line)
                case tree.Let():
                    self.results.lets.append(line)
                case tree.Bands() | tree.Decide():
                    self.results.bands.append(line)
                case tree.Outcome():
                    self.results.outcomes.append(line)
                case tree.Limit():
                    self.results.limits.append(line)
                case tree.Collect():
                    self.collects.append(line)
                case tree.Ranking():
                    self.rankings.append(line)
                case tree.Assertion():
                    self.asserted.append(line)
                case tree.Valid(start=start, end=end):
                    if start is not None and end is not None and end.value < start.value:
                        self.context.add(problems.valid_reversed(line.place))
                case tree.Metadata() | tree.Issued() | tree.Ambiguity() | tree.Example() | tree.Broken():
                    pass
        if self.scores:
            self.shape.add_score(self.scores[0])
        for extra in self.scores[1:]:
            self.context.add(problems.second_score(extra.name.place, self.scores[0].name.place))

    def _collect(self) -> None:
        for line in self.collects:
            member = self.find(line.by.text)
            if isinstance(member, Unfound):
                self.context.add(problems.rubric_unfound(line.by.text, member, line.by.place))
                self.context.mentioned |= {line.name.text}
                continue
            label = line.label.text if line.label else line.name.text
            clause = self.context.clause(line.place)
            least = 1 if line.at_least is None else line.at_least
            made = Collection(line.name.text, label, member, least, None, clause)
            symbol = collection_symbol(len(self.collections), made, line.name.place)
            if line.where is not None:
                site = Site(symbol.path, "where", own=True)
                where = Reader(self.context, symbol.names, site=site).truth(line.where)
                made = Collection(line.name.text, label, member, least, where, clause)
                symbol = collection_symbol(len(self.collections), made, line.name.place)
            self.collections.append(made)
            self.results.names.add(symbol)

    # What needs everything

    def _check_graph(self, scored: Scored, assertions: Assertions) -> bool:
        graph: dict[Thing, Sequence[Read]] = {**self.results.graph(), **assertions.reads}
        titles: dict[Thing, str] = {}
        for draft in self.shape.nodes:
            below = [Read("node", child.index, NOWHERE) for child in draft.children]
            graph["node", draft.index] = [*scored.value_reads[draft.index], *below]
            titles["node", draft.index] = draft.name
        titles.update({("let", i): let.name.text for i, let in enumerate(self.results.lets)})
        titles.update({("bands", i): bands.name.text for i, bands in enumerate(self.results.bands)})
        titles.update({("outcome", i): out.name.text for i, out in enumerate(self.results.outcomes)})
        fine = True
        for index, reads in scored.count_reads.items():
            found = score_read(reads, graph)
            if found is not None:
                name = self.shape.nodes[index].name
                text = self.context.text(found.place)
                self.context.add(problems.weight_reads_score(name, text, found.place))
                fine = False
        if not check_cycles(self.context, graph, titles):
            return False
        depths = {**self.results.depths, **assertions.depths}
        depths.update((("node", i), n) for i, n in scored.depths.items())
        return check_chains(self.context, graph, depths, MAX_DEPTH) and fine

    def _lint(self, scored: Scored, ranks_read: Sequence[Read], assertions: Assertions) -> None:
        every = [
            ranks_read,
            *assertions.reads.values(),
            *self.results.reads.values(),
            *scored.value_reads.values(),
            *scored.count_reads.values(),
        ]
        read = frozenset(r.index for reads in every for r in reads if r.kind == "field")
        if not self.context.report.has_errors and broken_words(self.rubric) is None:
            # what could not be read, and what stands on it, may read any input
            unused_inputs(self.context, self.shape.fields, self.shape.places, read)
        uncited(self.context, self.rubric)

    # Around

    def _metadata(self, kind: str) -> list[str]:
        return [m.value.text for m in self.rubric.body if isinstance(m, tree.Metadata) and m.kind == kind]

    def _valid(self) -> tree.Valid:
        return next((v for v in self.rubric.body if isinstance(v, tree.Valid)), tree.Valid(None, None))

    def _order(self) -> list[tuple[_Result, int]]:
        counts: dict[_Result, int] = {"let": 0, "bands": 0, "outcome": 0}
        order: list[tuple[_Result, int]] = []
        for line in self.rubric.body:
            kind: _Result
            match line:
                case tree.Let():
                    kind = "let"
                case tree.Bands() | tree.Decide():
                    kind = "bands"
                case tree.Outcome():
                    kind = "outcome"
                case _:
                    continue
            order.append((kind, counts[kind]))
            counts[kind] += 1
        return order
