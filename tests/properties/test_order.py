"""What has no order in the language has none in results: keys, rows, siblings, hash seeds, locales."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.properties.forms import as_csv
from tests.properties.forms import as_json
from tests.properties.forms import as_toml
from tests.properties.made import Group
from tests.properties.made import Leaf
from tests.properties.made import Made
from tests.properties.made import Node
from tests.properties.made import Table
from tests.properties.scoring import found
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.scoring import score
from tests.properties.strategies import Case
from tests.properties.strategies import case
from tests.properties.strategies import cases
from tests.properties.writing import Writer
from tests.properties.writing import cells

from rubrikdsl.records.csv import read_csv
from rubrikdsl.records.json import read_json
from rubrikdsl.records.rows import Limits
from rubrikdsl.records.rows import RawRecord
from rubrikdsl.records.toml import read_toml
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.codec import decode
from rubrikdsl.workspace.codec import encode
from rubrikdsl.workspace.scoring import score as score_rows
from rubrikdsl.workspace.shelf import Ready


def shuffled(node: Node, random: Random) -> Node:
    """The same node with its children in another order."""
    if isinstance(node, Leaf):
        return node
    children = [shuffled(child, random) for child in node.children]
    random.shuffle(children)
    return replace(node, children=tuple(children))


def mixed(made: Made, random: Random) -> Made:
    """The same rubric: inputs, siblings and results in another order, tables turned over."""
    root = shuffled(made.root, random)
    assert isinstance(root, Group)
    named = [replace(n, falling=not n.falling) if isinstance(n, Table) else n for n in made.named]
    inputs = list(made.inputs)
    random.shuffle(named)
    random.shuffle(inputs)
    return replace(made, root=root, inputs=tuple(inputs), named=tuple(named))


@settings(max_examples=12, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_siblings_inputs_and_results(case: Case, seed: int) -> None:
    random = Random(seed)
    one = ready(case.text)
    other = ready(Writer(case.vocabulary).rubric(mixed(case.made, random)))
    for filled in records(case, 4):
        assert found(score(one, case.made, filled)) == found(score(other, case.made, filled))


@settings(max_examples=12, deadline=None)
@given(case=cases, seed=st.integers(0, 2**32))
def test_keys_and_rows(case: Case, seed: int) -> None:
    random = Random(seed)
    rubric = ready(case.text)
    rows = [cells(case.made, filled) for filled in records(case, 4)]
    wanted = [found(result) for result in rubric.score_many(rows)]
    order = list(range(len(rows)))
    random.shuffle(order)
    turned = [dict(random.sample(list(rows[at].items()), len(rows[at]))) for at in order]
    assert [found(result) for result in rubric.score_many(turned)] == [wanted[at] for at in order]


def scored(rubric: Rubric, raw: Sequence[RawRecord]) -> list[dict[str, object]]:
    rows, loose = score_rows(rubric._ready, raw)
    assert not [problem for problem in loose if problem.severity == "error"]
    return [{v.name: (v.status, v.value, v.waiting) for v in row.result.values} for row in rows]


@settings(max_examples=12, deadline=None)
@given(cases)
def test_every_road_leads_to_the_same_result(case: Case) -> None:
    """Python, TOML, JSON, CSV; a plan just made, and the same plan out of the cache."""
    rubric = ready(case.text)
    kept = decode(encode(rubric._ready))
    assert isinstance(kept, Ready) and kept == rubric._ready
    rows = [cells(case.made, filled) for filled in records(case, 4)]
    wanted = [
        {name: (result.status(name), result[name], result.waiting(name)) for name in result}
        for result in rubric.score_many(rows)
    ]
    roads = [read_toml("a.toml", as_toml(rows), Limits()), read_json("a.json", as_json(rows), Limits())]
    if case.made.member is None:
        for separator, mark in ((",", "."), (";", ","), ("\t", ".")):
            roads.append(read_csv("a.csv", as_csv(rows, separator, mark), Limits()))
    for sheet in roads:
        assert sheet.problems == ()
        assert scored(rubric, sheet.records) == wanted
        assert scored(Rubric(kept), sheet.records) == wanted


THREE = """
from rubrikdsl.cli.main import main
assert main(["check", "r.rubrik", "--lang", "en"]) in (0, 1)
assert main(["score", "r.rubrik", "d.toml", "--format", "json", "--lang", "en"]) in (0, 1)
assert main(["explain", "r.rubrik", "d.toml", "--format", "json", "--lang", "en"]) in (0, 1)
"""
"""Three commands in one process, which takes longer to start than they take."""


def test_hash_seeds_and_locales(tmp_path: Path) -> None:
    """The same bytes in every process: findings, results, explanations."""
    made = case(3, 2, collects=False)
    rows = [cells(made.made, filled) for filled in records(made, 4)]
    (tmp_path / "r.rubrik").write_text(made.text, "utf-8")
    (tmp_path / "d.toml").write_text(as_toml(rows), "utf-8")
    told = set()
    for seed, locale in (("0", "C"), ("1", "id_ID.UTF-8"), ("77", "tr_TR.UTF-8"), ("3", "de_DE.ISO-8859-1")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LANG": locale,
            "LC_ALL": locale,
            "RUBRIK_CACHE": "",
        }
        done = subprocess.run(
            [sys.executable, "-c", THREE],
            cwd=tmp_path, env=environment, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told.add(done.stdout + done.stderr)
    assert len(told) == 1 and len(told.pop()) > 1000
