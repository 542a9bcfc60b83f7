"""The account of a record for machines. Numbers are exact texts; see `docs/schema/explain-1.md`."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl.diagnostics.render.problem import to_dict
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.engine.explanation import Asked
from rubrikdsl.engine.explanation import Classification
from rubrikdsl.engine.explanation import Decided
from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.explanation import Explanation
from rubrikdsl.engine.explanation import Gate
from rubrikdsl.engine.explanation import Step
from rubrikdsl.engine.result import Choice
from rubrikdsl.exact import to_text
from rubrikdsl.frozen import dataclass
from rubrikdsl.records.write import About
from rubrikdsl.records.write import assumption
from rubrikdsl.records.write import finality
from rubrikdsl.records.write import machine
from rubrikdsl.semantics.terms import Clause

if TYPE_CHECKING:
    from rubrikdsl.engine.partial.result import Bounds

SCHEMA = "explain-1"


@dataclass(frozen=True, slots=True)
class Explained:
    """An account, and the rubric behind it; `reading` names the readings that it is the account of.

    `bounds` of what is open are there where they are asked.
    """

    explanation: Explanation
    about: About
    choice: Choice = ()
    reading: str | None = None
    bounds: tuple[Bounds, ...] | None = None


def to_object(explained: Explained, language: Language = "en") -> dict[str, object]:
    """One account as an object of JSON (`language` is that of answers and messages)."""
    explanation, about = explained.explanation, explained.about
    written: dict[str, object] = {
        "schema": SCHEMA,
        "record": explanation.record,
        "rubric": about.rubric,
        "version": about.version,
        "digest": about.digest,
        "readings": dict(explained.choice),
        "values": {one.name: None if one.value is None else machine(one.value) for one in explanation.values},
        "open": {one.name: finality(one) for one in explanation.values if one.value is None},
        "score": _number(explanation.score),
        "top": _number(explanation.top),
        "tree": None if explanation.tree is None else _entry(explanation.tree, language),
        "classifications": [_class(one) for one in explanation.classifications],
        "decisions": [_decided(one) for one in explanation.decisions],
        "outcomes": [_gate(one) for one in explanation.gates],
        "lost": [
            {
                "kind": entry.kind,
                "word": entry.word,
                "title": entry.title,
                "path": list(entry.path),
                "points": to_text(lost),
            }
            for entry, lost in explanation.lost
        ],
        "assumed": [assumption(clause) for clause in explanation.assumed],
        "problems": [to_dict(problem, language) for problem in explanation.problems],
    }
    if explained.bounds is not None:
        from rubrikdsl.records import bounded

        written["bounds"] = {one.name: bounded.to_object(one) for one in explained.bounds}
    return written


def to_json(explanations: Iterable[Explained], language: Language = "en") -> str:
    """All accounts as an array of objects."""
    import json

    objects = [to_object(one, language) for one in explanations]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry, language: Language) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "word": entry.word,
        "title": entry.title,
        "path": list(entry.path),
        "status": entry.status,
        "weight": _number(entry.weight),
        "total_weight": _number(entry.total_weight),
        "answer": None if entry.answer is None else entry.answer.read(language),
        "value": _number(entry.value),
        "top": _number(entry.top),
        "share": _number(entry.share),
        "points": _number(entry.points),
        "most": _number(entry.most),
        **_cited(entry.clause),
        "entries": [_entry(below, language) for below in entry.entries],
    }


def _cited(clause: Clause | None) -> dict[str, object]:
    """What a clause rests on: its own sources, those around it, its assumption."""
    return {
        "sources": list(clause.sources) if clause else [],
        "inherited": list(clause.inherited) if clause else [],
        "assumed": clause.assumed if clause else None,
    }


def _class(one: Classification) -> dict[str, object]:
    return {
        "name": one.name,
        "of": one.of,
        "value": to_text(one.value),
        "code": one.code,
        "table_code": one.table_code,
        "printed": one.printed,
        "next": _step(one.next),
        "previous": _step(one.previous),
        "limits": _limits(one.limits),
        **_cited(one.clause),
    }


def _decided(one: Decided) -> dict[str, object]:
    return {
        "name": one.name,
        "code": one.code,
        "table_code": one.table_code,
        "row": one.row,
        "asked": {text: None if value is None else machine(value) for text, value, _ in one.asked},
        "limits": _limits(one.limits),
        **_cited(one.clause),
    }


def _limits(limits: Iterable[Clause]) -> list[dict[str, object]]:
    return [
        {"kind": clause.kind, "title": clause.title, "because": clause.because, **_cited(clause)}
        for clause in limits
    ]


def _gate(gate: Gate) -> dict[str, object]:
    return {
        "name": gate.name,
        "holds": gate.holds,
        "requires": [
            {
                "text": one.text,
                "holds": one.holds,
                "because": one.clause.because,
                **_cited(one.clause),
                "asked": [_asked(each) for each in one.asked],
            }
            for one in gate.requirements
        ],
    }


def _asked(one: Asked) -> dict[str, object]:
    miss = one.miss
    return {
        "quantity": one.kind,
        "word": one.word,
        "title": one.title,
        "path": list(one.path),
        "status": one.status,
        "value": _number(one.value),
        "top": _number(one.top),
        "share": _number(one.share),
        "read": {text: None if value is None else machine(value) for text, value, _ in one.read},
        "bound": None if miss is None else to_text(miss.bound),
        "distance": None if miss is None else to_text(miss.distance),
    }


def _step(step: Step | None) -> dict[str, object] | None:
    if step is None:
        return None
    edge, distance = to_text(step.edge), to_text(step.distance)
    return {"code": step.code, "edge": edge, "beyond": step.beyond, "distance": distance}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else to_text(value)
