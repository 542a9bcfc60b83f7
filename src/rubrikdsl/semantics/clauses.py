"""Every line of a rubric that decides something, in the order written: what it cites and assumes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from rubrikdsl.semantics.model import Clause
from rubrikdsl.source import Place
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree

_NO_TAIL = tree.Tail()


def clauses_of(rubric: tree.Rubric, source: Source) -> tuple[list[Clause], dict[Place, int]]:
    """The clauses of a rubric and, by the place of its statement, the index of each."""
    collector = _Collector(source)
    collector.rubric(rubric)
    return collector.clauses, collector.index


@dataclass(slots=True)
class _Collector:
    source: Source
    clauses: list[Clause] = field(default_factory=list)
    index: dict[Place, int] = field(default_factory=dict)

    def rubric(self, rubric: tree.Rubric) -> None:
        title = rubric.label.text if rubric.label else rubric.name.text
        around = self._add("rubric", title, rubric.place, rubric.tail, (), _metadata(rubric.body))
        for line in rubric.body:
            match line:
                case tree.Inputs():
                    self._inputs(line, around)
                case tree.Score():
                    self._node("score", line, around)
                case tree.Let():
                    self._add("let", _title(line.label, line.name), line.place, line.tail, around)
                case tree.Bands():
                    self._bands(line, around)
                case tree.Decide():
                    self._decide(line, around)
                case tree.Limit():
                    title = f"{line.bands.text}: {line.code.text}"
                    self._add(line.kind, title, line.place, line.tail, around)
                case tree.Outcome():
                    inner = self._add("outcome", _title(line.label, line.name), line.place, line.tail, around)
                    for requirement in line.requirements:
                        if isinstance(requirement, tree.Requirement):
                            text = self._text(requirement.condition.place)
                            self._add("requires", text, requirement.place, requirement.tail, inner)
                case tree.Collect():
                    self._add("collect", _title(line.label, line.name), line.place, line.tail, around)
                case tree.Ranking():
                    self._add("ranking", _title(line.label, line.name), line.place, line.tail, around)
                case tree.Assertion():
                    title = line.label.text if line.label else self._text(line.said)
                    self._add("assert", title, line.place, line.tail, around)
                case tree.Metadata() | tree.Valid() | tree.Issued() | tree.Ambiguity():
                    pass
                case tree.Example() | tree.Broken():
                    pass

    def _inputs(self, block: tree.Inputs, around: tuple[str, ...]) -> None:
        for line in block.body:
            if isinstance(line, tree.Input):
                inner = self._add("input", _title(line.label, line.name), line.place, line.tail, around)
                self._options(line.body, "option", inner)

    def _options(self, lines: tuple[object, ...], kind: str, around: tuple[str, ...]) -> None:
        for line in lines:
            if isinstance(line, tree.Option):
                self._add(kind, _title(line.label, line.name), line.place, line.tail, around)

    def _node(self, word: str, node: tree.Score | tree.Group | tree.Leaf, around: tuple[str, ...]) -> None:
        own = () if isinstance(node, tree.Leaf) else _metadata(node.body)
        inner = self._add(word, _title(node.label, node.name), node.place, node.tail, around, own)
        if isinstance(node, tree.Leaf):
            kind = {"checklist": "item", "ladder": "step", None: "option"}[node.method]
            self._options(node.body, kind, inner)
        for line in node.body:
            match line:
                case tree.Group() | tree.Leaf():
                    self._node(line.word, line, inner)
                case tree.Inputs():
                    self._inputs(line, inner)
                case tree.Adjustment():
                    title = line.label or line.name
                    text = title.text if title else self._text(line.amount.place)
                    self._add(line.kind, text, line.place, line.tail, inner)
                case tree.Formula():
                    self._add("formula", self._text(line.expression.place), line.place, line.tail, inner)
                case tree.Bin():
                    self._add("bin", self._text(line.range.place), line.place, line.tail, inner)
                case tree.Case():
                    text = self._text(line.when.place) if line.when else ""
                    self._add("case", text, line.place, line.tail, inner)
                case tree.Prerequisite():
                    self._add("requires", self._text(line.condition.place), line.place, line.tail, inner)
                case tree.Option() | tree.Metadata() | tree.Broken():
                    pass

    def _bands(self, bands: tree.Bands, around: tuple[str, ...]) -> None:
        inner = self._add("bands", _title(bands.label, bands.name), bands.place, bands.tail, around)
        for row in bands.rows:
            if isinstance(row, tree.BandRow):
                self._add("band", self._text(row.range.place), row.place, row.tail, inner)

    def _decide(self, decide: tree.Decide, around: tuple[str, ...]) -> None:
        inner = self._add("decide", _title(decide.label, decide.name), decide.place, decide.tail, around)
        for row in decide.rows:
            if not isinstance(row, tree.Broken):
                asked = Place(row.place.file, row.place.start, row.cells[0].place.start)
                self._add("row", self._text(asked).removesuffix("->").strip(), row.place, row.tail, inner)

    def _add(
        self,
        kind: str,
        title: str,
        place: Place,
        tail: tree.Tail,
        around: tuple[str, ...],
        lines: tuple[tree.Metadata, ...] = (),
    ) -> tuple[str, ...]:
        """Add a clause; returns the sources that the clauses inside it inherit."""
        sources = tuple(s.text for s in tail.sources) + _texts(lines, "source")
        assumed = tail.assumed.text if tail.assumed else next(iter(_texts(lines, "assumed")), None)
        because = tail.because.text if tail.because else None
        notes = tuple(n.text for n in tail.notes) + _texts(lines, "note")
        inherited = () if sources else around
        self.index[place] = len(self.clauses)
        self.clauses.append(Clause(kind, title, place, sources, inherited, assumed, because, notes))
        return sources or around

    def _text(self, place: Place) -> str:
        return " ".join(self.source.text[place.start : place.end].split())


def _title(label: tree.Quoted | None, name: tree.Name) -> str:
    return label.text if label else name.text


def _metadata(lines: tuple[object, ...]) -> tuple[tree.Metadata, ...]:
    return tuple(line for line in lines if isinstance(line, tree.Metadata))


def _texts(lines: tuple[tree.Metadata, ...], kind: str) -> tuple[str, ...]:
    return tuple(line.value.text for line in lines if line.kind == kind) if lines else ()


def broken_words(rubric: tree.Rubric) -> frozenset[str] | None:
    """The names on the broken lines of a rubric; None where no line is broken."""
    found = [line.words for line in _broken(rubric.body)]
    return frozenset().union(*found) if found else None


def _broken(lines: tuple[object, ...]) -> Iterator[tree.Broken]:
    for line in lines:
        match line:
            case tree.Broken():
                yield line
            case tree.Inputs() | tree.Input() | tree.Score() | tree.Group() | tree.Leaf():
                yield from _broken(line.body)
            case tree.Bands() | tree.Decide():
                yield from _broken(line.rows)
            case tree.Outcome():
                yield from _broken(line.requirements)
            case tree.Example():
                yield from _broken(line.given)
                yield from _broken(line.expect)
            case tree.Member():
                yield from _broken(line.given)
            case _:
                pass
