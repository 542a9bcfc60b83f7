"""What a rubric asks: every answer that a record may hold, with its key, label and domain in words.

Templates are written from it; each key is one that `records.bind` reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records.domains import describe
from rubrikdsl.semantics.terms import NUMBER
from rubrikdsl.semantics.terms import Choice
from rubrikdsl.semantics.terms import Domain
from rubrikdsl.semantics.terms import Field


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer. `above` are the labels of the groups around it, from the top.

    `takes` is what an answer may be where nothing else may stand there (None: something else may).
    """

    key: str
    label: str
    above: tuple[str, ...]
    domain: Words
    choices: tuple[Choice, ...] = ()
    takes: Domain | None = None


def questions(plan: ir.Plan) -> Iterator[Question]:
    """The inputs of the rubric, then the tree's answers in the order of the rubric."""
    for field in plan.fields:
        if field.owner is None and field.kind == "input":
            yield _of_field(field, ())
    if plan.nodes:
        yield from _below(plan.nodes[0], plan, ())


def _below(node: ir.Node, plan: ir.Plan, above: tuple[str, ...]) -> Iterator[Question]:
    own = [field for field in plan.fields if field.owner == node.index]
    state = any(field.kind == "state" for field in own)
    inside = (*above, _title(node.label, node.name)) if node.parent is not None else above
    for field in own:
        if field.kind == "answer":
            yield _of_field(field, above)
        elif field.kind != "state":
            yield _of_field(field, inside)
    if node.kind == "given":
        yield Question(".".join(node.path), _title(node.label, node.name), above, _given(node))
    elif state:
        allowed = say("empty, or `not applicable`", "kosong, atau `tidak berlaku`")
        yield Question(".".join(node.path), _title(node.label, node.name), above, allowed)
    for child in node.children:
        yield from _below(plan.nodes[child], plan, inside)


def _of_field(field: Field, above: tuple[str, ...]) -> Question:
    words = describe(field.domain)
    if field.not_applicable:
        words = say("{d}, or `not applicable`", "{d}, atau `tidak berlaku`", d=words)
    if field.need == "optional":
        words = say("{d} (optional)", "{d} (opsional)", d=words)
    elif field.need == "default":
        words = say("{d} (has a default)", "{d} (ada nilai baku)", d=words)
    labelled = tuple(c for c in field.domain.choices if c.label and c.label != c.code)
    takes = None if field.not_applicable else field.domain
    return Question(".".join(field.path), _title(field.label, field.name), above, words, labelled, takes)


def _given(node: ir.Node) -> Words:
    value = describe(Domain(NUMBER, node.scale.floor, node.scale.top))
    return say(
        "{value}; or name it `{path}.points` and give points",
        "{value}; atau namai `{path}.poin` dan isi poinnya",
        value=value,
        path=".".join(node.path),
    )


def _title(label: str, name: str) -> str:
    return " ".join((label or name).split())
