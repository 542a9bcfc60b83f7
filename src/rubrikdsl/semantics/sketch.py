"""What can still be checked of a rubric that has errors: its tables, each over what it reads by itself.

A sketch is a small rubric of its own: the score with its scale and rounding, the leaves whose scoring reads
only answers, and the band tables of the score. Any score may be given, so a range that a band table leaves
out of the scale is a fault whatever the weights and adjustments turn out to be. Nothing else of a sketch
means anything: it is never scored.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.semantics.model import Bands
from rubrikdsl.semantics.model import Classes
from rubrikdsl.semantics.model import Node
from rubrikdsl.semantics.model import NodeReading
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.semantics.model import Weight
from rubrikdsl.semantics.references import Read
from rubrikdsl.semantics.shape import Draft
from rubrikdsl.syntax import tree

FINDINGS = frozenset({"band-gap", "band-overlap", "bin-gap", "bin-overlap"})
"""What the ranges of a sketch can tell."""


def sketch(
    rubric: Rubric,
    drafts: Sequence[Draft],
    written: Sequence[tree.Bands | tree.Decide],
    reads: Mapping[int, Sequence[Read]],
) -> Rubric | None:
    """The part of a faulty rubric whose tables can be checked; None where even its scale is not known.

    `rubric` holds what could be made, `drafts` its nodes as written, `written` the tables of its `bands`,
    `reads` what each node's scoring reads.
    """
    if not drafts or not _scale_is_written(drafts[0]):
        return None
    sound = [i for i in range(1, len(rubric.nodes)) if _stands_alone(rubric.nodes[i], drafts[i], reads[i])]
    weight = Weight("equal", ((Fraction(1, max(1, len(sound))), None),))
    leaves = [
        dataclasses.replace(
            rubric.nodes[i], index=n, parent=0, children=(), weight=weight, not_applicable_when=None
        )
        for n, i in enumerate(sound, 1)
    ]
    root = dataclasses.replace(
        rubric.nodes[0],
        kind="group" if leaves else "given",
        children=tuple(leaf.index for leaf in leaves),
        value=None,
        adjustments=(),
    )
    bands = tuple(b for b, w in zip(rubric.bands, written, strict=True) if _of_the_score(b, w))
    return dataclasses.replace(
        rubric,
        nodes=(root, *leaves),
        lets=(),
        bands=tuple(dataclasses.replace(b, limits=()) for b in bands),
        outcomes=(),
        collections=(),
        examples=(),
        rankings=(),
        assertions=(),
        order=tuple(("bands", i) for i in range(len(bands))),
    )


def _scale_is_written(root: Draft) -> bool:
    scale = root.tree.scale if isinstance(root.tree, tree.Score) else None
    if scale is None or scale.low is None or scale.high is None:
        return False
    return (scale.low.value, scale.high.value) == (root.scale.floor, root.scale.top)


def _stands_alone(node: Node, draft: Draft, reads: Sequence[Read]) -> bool:
    whole = not any(isinstance(line, tree.Broken) for line in draft.tree.body)
    own = node.kind == "leaf" and node.value is not None
    return own and whole and all(read.kind == "field" for read in reads)


def _of_the_score(bands: Classes, written: tree.Bands | tree.Decide) -> bool:
    if not isinstance(bands, Bands):
        return False
    whole = not any(isinstance(row, tree.Broken) for row in written.rows)
    return whole and isinstance(bands.of, NodeReading) and bands.of.node == 0
