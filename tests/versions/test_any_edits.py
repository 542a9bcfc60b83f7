"""Whatever an amendment says: nothing is raised, and everything is told in the instruments' own places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.versions.test_edits import BASE
from tests.versions.test_edits import HEAD
from tests.versions.texts import space

from rubrikdsl.source import Source
from rubrikdsl.versions.consolidate import consolidate
from rubrikdsl.versions.law import editions
from rubrikdsl.versions.law import instruments
from rubrikdsl.versions.law import law

NAMES = (
    "input",
    "tugas",
    "maklumat",
    "nilai",
    "kategori",
    "lokasi",
    "layak",
    "di_mpp",
    "A",
    "lengkap",
    "zzz",
)
KINDS = ("dimension", "indicator", "score", "input", "bonus", "penalty", "bands", "outcome", "let", "decide")
names = st.sampled_from(NAMES)
paths = st.one_of(names, st.tuples(names, names).map(".".join))
kinds = st.sampled_from(KINDS)


def lines(template: str, **parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An edit with names drawn into it."""
    return st.builds(lambda **drawn: template.format(**drawn), **parts)


EDITS = st.one_of(
    lines("change weight of {x} to 20%", x=paths),
    lines('change label of {x} to "L"', x=paths),
    lines("change places of {x} to 1", x=paths),
    lines("change cap of {x} to 90", x=paths),
    lines("change bonus {x} to 4", x=names),
    lines("change band {x} of {y} to 70 .. 100", x=names, y=paths),
    lines("change option {x} of {y} to 4", x=names, y=paths),
    lines("change weights\n    {x} 20%\n    {y} 80%", x=paths, y=paths),
    lines("replace indicator {x} weight 50% 0 .. 3", x=names),
    lines("replace input {x} yes or no", x=names),
    lines("replace bands {x} of {y}\n    range code\n    from 0 A", x=names, y=names),
    lines("replace outcome {x}\n    requires {y} > 3", x=names, y=names),
    lines("replace limit {x} to A when {y} > 3", x=names, y=names),
    lines("add after {x}\n    indicator baru weight 10% 0 .. 3\n    lain 50\n    1 .. 2 -> 3", x=paths),
    lines("add before {x}\n    let baru = {y}", x=paths, y=names),
    lines("add to {x}\n    bonus baru 3\n    requires {y} > 3\n    cap 90", x=paths, y=names),
    lines("add to inputs of {x}\n    baru yes or no", x=paths),
    lines("remove {k} {x}", k=kinds, x=names),
    lines("remove {k} {x} of {y}", k=st.sampled_from(["band", "option", "item"]), x=names, y=paths),
    lines("remove cap of {x}", x=paths),
    lines("remove limit {x}", x=names),
    lines("rename {x} to {y}", x=paths, y=st.sampled_from(["baru", "lain", "tugas", "mpp"])),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_any_edits(edits: list[str]) -> None:
    text = BASE + HEAD + "".join(f"  {edit}\n" for edit in edits)
    source = Source("case.rubrik", text)
    document, _ = space().read(source)
    made, _ = law("layanan", [instrument for _, instrument in instruments(source, document)])
    found = consolidate(editions(made)[-1], (), space().grammar)
    checked = map(found.origins.diagnostic, space().check(found.source).diagnostics)
    for told in (*found.findings, *checked):
        for label in (told.primary, *told.secondary):
            assert label.place.file == "case.rubrik"
            assert 0 <= label.place.start <= label.place.end <= len(text)
