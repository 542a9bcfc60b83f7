"""A record with some of its answers assumed to be others.

What is assumed takes the place of what the record says. A node that is given sets aside whatever the record
says below it; an answer below a node that the record itself gives would never be read, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Answer
from rubrikdsl.semantics.record import Given
from rubrikdsl.semantics.record import Record


@dataclass(frozen=True, slots=True)
class Changed:
    """A record as assumed. `aside` are the paths that it no longer says.

    `unread` pairs what would never be read with the given node above it; `absent` are members that it does
    not have, each with those that it has.
    """

    record: Record
    aside: tuple[str, ...]
    unread: tuple[tuple[str, str], ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]


def changed(plan: ir.Plan, record: Record, assumed: Record) -> Changed:
    """The record with what is assumed in the place of what it says."""
    aside = tuple(_below(plan, record, assumed))
    unread = tuple(_unread(plan, record, assumed))
    answers: dict[int, Answer] = {
        index: answer
        for index, answer in record.answers.items()
        if not _within(plan, plan.fields[index].owner, assumed)
    }
    given: dict[int, Given] = {
        index: value
        for index, value in record.given.items()
        if not _within(plan, plan.nodes[index].parent, assumed)
    }
    members = dict(record.members)
    absent: list[tuple[str, tuple[str, ...]]] = []
    for index, wanted in assumed.members.items():
        below = plan.collections[index].plan
        held = {member.name: member for member in record.members.get(index, ())}
        for each in wanted:
            if each.name not in held:
                absent.append((each.name, tuple(held)))
                continue
            found = changed(below, held[each.name], each)
            held[each.name] = found.record
            aside += tuple(f"{each.name}: {path}" for path in found.aside)
            unread += tuple((f"{each.name}: {path}", above) for path, above in found.unread)
            absent += found.absent
        members[index] = tuple(held.values())
    made = Record(record.name, {**answers, **assumed.answers}, {**given, **assumed.given}, members)
    return Changed(made, aside, unread, tuple(absent))


def _above(plan: ir.Plan, node: int | None) -> Iterator[int]:
    """A node and those above it."""
    while node is not None:
        yield node
        node = plan.nodes[node].parent


def _within(plan: ir.Plan, node: int | None, assumed: Record) -> bool:
    """Whether a node lies at or below one that is assumed to be given."""
    return any(above in assumed.given for above in _above(plan, node))


def _below(plan: ir.Plan, record: Record, assumed: Record) -> Iterator[str]:
    """What the record says below a node that is assumed to be given."""
    for index in record.given:
        if _within(plan, plan.nodes[index].parent, assumed):
            yield ".".join(plan.nodes[index].path)
    for index in record.answers:
        if _within(plan, plan.fields[index].owner, assumed):
            yield ".".join(plan.fields[index].path)


def _unread(plan: ir.Plan, record: Record, assumed: Record) -> Iterator[tuple[str, str]]:
    """What is assumed below a node that the record gives, unless that is assumed to be given too."""
    said = [(plan.fields[index].path, plan.fields[index].owner) for index in assumed.answers]
    said += [(plan.nodes[index].path, plan.nodes[index].parent) for index in assumed.given]
    for path, node in said:
        for above in _above(plan, node):
            if above in record.given and not _within(plan, above, assumed):
                yield ".".join(path), ".".join(plan.nodes[above].path)
                break
