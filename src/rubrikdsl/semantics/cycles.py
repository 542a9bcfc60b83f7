"""Nothing is computed from itself or through too long a chain, and weights never from scores (B3)."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from itertools import pairwise

from rubrikdsl.semantics import problems
from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.references import Read
from rubrikdsl.source import Place

Thing = tuple[str, int]
Graph = Mapping[Thing, Sequence[Read]]


def check_cycles(context: Context, graph: Graph, titles: Mapping[Thing, str]) -> bool:
    """Report each thing that leads back to itself; whether there was none."""
    done: set[Thing] = set()
    fine = True
    for start in graph:
        if start in done:
            continue
        path: list[Thing] = [start]
        reads = [iter(graph[start])]
        while path:
            read = next(reads[-1], None)
            if read is None:
                done.add(path.pop())
                reads.pop()
                continue
            thing = (read.kind, read.index)
            if thing in path:
                names = [titles[t] for t in path[path.index(thing) :]]
                context.add(problems.circular([*names, names[0]], _place(graph, path, thing, read)))
                fine = False
            elif thing in graph and thing not in done:
                path.append(thing)
                reads.append(iter(graph[thing]))
    return fine


def _place(graph: Graph, path: Sequence[Thing], thing: Thing, last: Read) -> Place:
    """A reference that was written: the outline's own steps (group → child) have no place of their own."""
    if last.place.end > 0:
        return last.place
    ring = [*path[path.index(thing) :], thing]
    for a, b in pairwise(ring):
        for read in graph[a]:
            if (read.kind, read.index) == b and read.place.end > 0:
                return read.place
    return last.place


def check_chains(context: Context, graph: Graph, depths: Mapping[Thing, int], most: int) -> bool:
    """Report the first thing that lies more than `most` steps above an answer; whether there was none.

    `graph` has no cycles; `depths` are the steps of each thing's own expressions (1 where it has none).
    """
    heights: dict[Thing, int] = {}
    for start in graph:
        stack = [start]
        while stack:
            thing = stack[-1]
            below = [read for read in graph.get(thing, ()) if (read.kind, read.index) in graph]
            todo = [(r.kind, r.index) for r in below if (r.kind, r.index) not in heights]
            if todo:
                stack += todo
                continue
            stack.pop()
            high = max((heights[r.kind, r.index] for r in below), default=0)
            heights[thing] = high + depths.get(thing, 1)
            if heights[thing] > most:
                place = next((r.place for r in below if r.place.end > 0), None)
                if place is not None:
                    context.add(problems.too_deep(place, most))
                    return False
    return True


def score_read(reads: Sequence[Read], graph: Graph) -> Read | None:
    """The first read among these that leads to a score."""
    for read in reads:
        seen: set[Thing] = set()
        stack: list[Thing] = [(read.kind, read.index)]
        while stack:
            thing = stack.pop()
            if thing in seen:
                continue
            seen.add(thing)
            if thing[0] in ("node", "bands", "outcome"):
                return read
            stack.extend((r.kind, r.index) for r in graph.get(thing, ()))
    return None
