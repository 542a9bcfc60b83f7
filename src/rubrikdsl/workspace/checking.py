"""A text through all checks: words and layout, names and types, ranges, examples.

Each room finds what it can know (`docs/architecture.md`); this only leads a text through them in order. A
later room is asked only about rubrics without errors from the earlier ones, so one fault is told once; of a
rubric with errors, the tables that stand by themselves are still checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import MutableMapping
from collections.abc import Sequence
from functools import cached_property

from rubrikdsl import assets
from rubrikdsl.diagnostics.model import Diagnostic
from rubrikdsl.diagnostics.model import Report
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.checks import check_plan
from rubrikdsl.plan.digest import digest as meaning
from rubrikdsl.plan.from_model import lower_placed
from rubrikdsl.plan.ir import Plan
from rubrikdsl.plan.steps import answers_of_members
from rubrikdsl.semantics import model
from rubrikdsl.semantics.from_tree import Resolved
from rubrikdsl.semantics.from_tree import resolve
from rubrikdsl.semantics.lookup import MOST_RUBRICS
from rubrikdsl.semantics.lookup import Unfound
from rubrikdsl.semantics.problems import duplicate_name
from rubrikdsl.semantics.sketch import FINDINGS
from rubrikdsl.source import Source
from rubrikdsl.syntax import tree
from rubrikdsl.syntax.document import Document
from rubrikdsl.syntax.grammar import Grammar
from rubrikdsl.syntax.parse import parse
from rubrikdsl.workspace import examples
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.library import Library
from rubrikdsl.workspace.limits import Limits
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Used
from rubrikdsl.workspace.shelf import digest


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text; `plans` are of its rubrics without errors, `outcomes` of their examples."""

    source: Source
    document: Document
    diagnostics: tuple[Diagnostic, ...]
    plans: tuple[Plan, ...]
    outcomes: tuple[tuple[str, examples.Outcome], ...]
    models: tuple[model.Rubric, ...] = ()
    """The rubrics that the plans were made from."""

    @property
    def rubrics(self) -> tuple[Ready, ...]:
        """The rubrics without errors, ready to score."""
        return tuple(Ready(plan, meaning(plan)) for plan in self.plans)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(found.severity == "error" for found in self.diagnostics)

    @property
    def errors_but_examples(self) -> tuple[Diagnostic, ...]:
        """The errors that keep examples from being run."""
        return tuple(d for d in self.diagnostics if d.severity == "error" and d.code != "example-fails")


class Checker:
    """Checks texts, and the texts of rubrics that they name; each text is read once."""

    def __init__(
        self, limits: Limits, cache: Cache, library: Library, sources: MutableMapping[str, Source]
    ) -> None:
        self._limits = limits
        self._cache = cache
        self._library = library
        self._sources = sources
        self._documents: dict[Source, tuple[Document, tuple[Diagnostic, ...]]] = {}
        self._models: dict[tuple[Source, str], Resolved] = {}
        self._open: set[tuple[Source, str]] = set()
        self._used: dict[Source, dict[Used, None]] = {}

    @cached_property
    def grammar(self) -> Grammar:
        """The shipped grammar: its tables from the cache, else built and put there."""
        content = self._cache.get("grammar")
        if content is not None:
            try:
                return Grammar.restore(content)
            except ValueError:  # a damaged copy is as good as none
                pass
        folder = assets.folder("grammars")
        files = (path for path in folder.iterdir() if path.suffix in (".lark", ".toml"))
        grammar = Grammar.build({path.name: path.read_text("utf-8") for path in files})
        self._cache.put(grammar.dump(), "grammar")
        return grammar

    def document(self, source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
        """The text as lines and tree, and what could not be read."""
        if source not in self._documents:
            self._sources[source.name] = source
            self._documents[source] = parse(source, self.grammar, self._limits.of_texts())
        return self._documents[source]

    def check(self, source: Source) -> Checked:
        """All findings of a text, in the order of their places, and its usable rubrics."""
        document, unread = self.document(source)
        report = Report()
        report.extend(unread)
        plans: list[Plan] = []
        models: list[model.Rubric] = []
        outcomes: list[tuple[str, examples.Outcome]] = []
        names: dict[str, tree.Name] = {}
        for written in document.file.rubrics:
            first = names.setdefault(written.name.text, written.name)
            if first is not written.name:
                report.add(duplicate_name(first.text, "rubric", written.name.place, "rubric", first.place))
                continue
            resolved = self._model(source, written)
            report.extend(found for found in resolved.findings if not _told_beside(found, document))
            rubric = resolved.rubric
            if rubric is None:
                report.extend(_tables(resolved.sketch))
                continue
            plan, places = lower_placed(rubric)
            ranges = check_plan(plan, places)
            report.extend(ranges)
            if any(found.severity == "error" for found in ranges):
                continue
            ran = examples.run_examples(rubric, plan)
            report.extend(examples.findings(ran))
            outcomes += [(rubric.name, outcome) for outcome in ran]
            plans.append(plan)
            models.append(rubric)
        findings = tuple(_without_read(report.sorted(), document, plans))
        return Checked(source, document, findings, tuple(plans), tuple(outcomes), tuple(models))

    def used(self, source: Source) -> tuple[Used, ...]:
        """The rubrics of other files that went into this text's rubrics, in the order they were asked for."""
        found: dict[Used, None] = {}
        todo = [source]
        while todo:
            for used in self._used.get(todo.pop(), {}):
                if used not in found:
                    found[used] = None
                    todo.append(self._sources[used.file])
        return tuple(found)

    def _model(self, source: Source, written: tree.Rubric) -> Resolved:
        """The model of one rubric, and its findings; names of other rubrics are looked up from its file."""
        key = (source, written.name.text)
        if key not in self._models:
            self._open.add(key)
            try:
                document, _ = self.document(source)
                self._models[key] = resolve(
                    written, document.file.vocabulary, source, lambda name: self._find(name, source)
                )
            finally:
                self._open.discard(key)
        return self._models[key]

    def _find(self, name: str, asker: Source) -> model.Rubric | Unfound:
        declaring = self._library.find(name, asker)
        if not declaring:
            return Unfound("unknown", self._library.known(asker))
        if len(declaring) > 1:
            return Unfound("ambiguous", tuple(each.name for each in declaring))
        found = declaring[0]
        if (found, name) in self._open:
            return Unfound("circular")
        if len(self._open) >= MOST_RUBRICS:
            return Unfound("deep")
        document, _ = self.document(found)
        if found != asker:
            self._used.setdefault(asker, {})[Used(name, asker.name, found.name, digest(found))] = None
        for written in document.file.rubrics:
            if written.name.text == name:
                rubric = self._model(found, written).rubric
                if rubric and _brought(rubric) > MOST_RUBRICS:
                    return Unfound("deep")
                if rubric and (found == asker or not self._out_of_range(rubric)):
                    return rubric
        return Unfound("broken")

    def _out_of_range(self, rubric: model.Rubric) -> bool:
        """Whether a rubric of another file has errors that only its ranges show (its own file tells them)."""
        return any(found.severity == "error" for found in check_plan(*lower_placed(rubric)))


def _tables(sketch: model.Rubric | None) -> tuple[Diagnostic, ...]:
    """Gaps and overlaps in the tables of a rubric that has other errors."""
    if sketch is None:
        return ()
    plan, places = lower_placed(sketch)
    return tuple(found for found in check_plan(plan, places) if found.code in FINDINGS)


def _brought(rubric: model.Rubric) -> int:
    """A rubric and all that it brings along; none of those brings along more than can be handled."""
    return 1 + sum(_brought(collection.member) for collection in rubric.collections)


def _without_read(
    findings: Sequence[Diagnostic], document: Document, plans: Sequence[Plan]
) -> Iterator[Diagnostic]:
    """The findings but for inputs that another rubric of the text reads of its units, or may read."""
    done = {plan.name for plan in plans}
    unread = any(
        isinstance(line, tree.Collect)
        for rubric in document.file.rubrics
        if rubric.name.text not in done
        for line in rubric.body
    )
    asked = {
        member.clauses[member.fields[field].clause].place
        for plan in plans
        for member, field in answers_of_members(plan)
    }
    for found in findings:
        place = found.primary.place
        elsewhere = unread or any(clause.covers(place) for clause in asked)
        if found.code != "unused-input" or not elsewhere:
            yield found


def _told_beside(finding: Diagnostic, document: Document) -> bool:
    """Whether it only says that another rubric of the same text has errors, which are findings themselves."""
    place = finding.primary.place
    named = document.source.text[place.start : place.end]
    return finding.code == "broken-rubric" and any(r.name.text == named for r in document.file.rubrics)
