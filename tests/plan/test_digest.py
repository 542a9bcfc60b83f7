"""The digest covers the meaning and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.engine.sketch import Sketch
from tests.engine.sketch import fold
from tests.engine.sketch import formula
from tests.engine.sketch import group
from tests.engine.sketch import leaf
from tests.engine.sketch import num
from tests.engine.sketch import op

from rubrikdsl.plan.digest import digest
from rubrikdsl.plan.digest import version
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics import model


def rubric(
    *, weight: str = "60%", edge: str = "80", places: int = 2, name: str = "a", most: int = 100
) -> model.Rubric:
    sketch = Sketch()
    inner = sketch.truth("inside")
    rest = Fraction(1) - Fraction(weight[:-1]) / 100
    bonus = sketch.adjust("bonus", "2.5", inner)
    sketch.score(
        group("nilai", 1, leaf(name, weight, most), leaf("b", rest), places=places, adjustments=(bonus,))
    )
    rows = ((edge, "100", "A", "hijau"), ("0", str(Fraction(edge) - Fraction("0.01")), "B", None))
    sketch.bands("kategori", sketch.read("nilai"), rows)
    return sketch.rubric()


def test_every_change_of_meaning_changes_it() -> None:
    plain = digest(lower(rubric()))
    assert len(plain) == 64
    changed = [
        rubric(weight="61%"),
        rubric(edge="79"),
        rubric(places=1),
        rubric(name="c"),
        rubric(most=50),
        replace(rubric(), name="other"),
    ]
    digests = [digest(lower(r)) for r in changed]
    assert len({plain, *digests}) == len(changed) + 1


def test_labels_citations_and_validity_do_not() -> None:
    plain = rubric()
    told = replace(
        plain,
        label="Other",
        issuer="Someone",
        valid_from=date(2022, 1, 1),
        notes=("a note",),
        file="elsewhere.rubrik",
        vocabulary="id",
        clauses=tuple(replace(c, assumed="no source", sources=("S",)) for c in plain.clauses),
        fields=tuple(replace(f, label="Other") for f in plain.fields),
        nodes=tuple(replace(n, label="Other") for n in plain.nodes),
    )
    assert digest(lower(told)) == digest(lower(plain))
    assert version(lower(told)) == "2022-01-01"
    assert version(lower(plain)) == ""


def test_a_change_in_the_members_rubric_changes_it() -> None:
    def whole(most: int) -> str:
        unit = Sketch("unit")
        unit.score(group("nilai", 1, leaf("a", most=most)))
        sketch = Sketch("daerah")
        at = sketch.collect("units", unit)
        keep = op("ge", unit.read("nilai"), num(most))
        sketch.score(formula("nilai", 1, fold("mean", at, unit.read("nilai"), keep)))
        return digest(sketch.plan())

    assert whole(3) != whole(4)
    assert whole(3) == whole(3)


def test_it_is_the_same_in_every_process() -> None:
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.plan.test_digest import rubric, digest, lower\n"
        "print(digest(lower(rubric())))"
    )
    root = str(sys.modules["tests"].__path__[0]) + "/.."
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert seen == {digest(lower(rubric()))}
