"""Records of made rubrics as rows of typed columns, some of them spoilt; with members, a row for each."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.properties.databases import Row
from tests.properties.databases import fits
from tests.properties.databases import kind_of
from tests.properties.databases import one_reading
from tests.properties.databases import stored
from tests.properties.made import Filled
from tests.properties.made import Made
from tests.properties.scoring import ready
from tests.properties.scoring import records
from tests.properties.strategies import Case
from tests.properties.writing import cells

from rubrikdsl.plan.ir import Plan
from rubrikdsl.records.names import names_of
from rubrikdsl.records.tree import from_mapping
from rubrikdsl.workspace.api import Rubric
from rubrikdsl.workspace.scoring import Reading
from rubrikdsl.workspace.scoring import Row as Scored
from rubrikdsl.workspace.scoring import score

ODD: tuple[object, ...] = (
    Decimal(-1),
    Decimal("0.005"),
    Decimal("3.14159"),
    Decimal(10) ** 9,
    Decimal("99.99"),
)
"""Numbers that are out of most domains, off most grids, or at an edge of one."""

WORDS: tuple[object, ...] = ("", "ya", "no", "n/a", "tidak berlaku", "x", "-3", "150%", "1.5", "0", "100%")


@dataclass(frozen=True)
class Table:
    """Rows for a rubric, the type of each column, and the columns that put rows together."""

    rubric: Rubric
    text: str
    kinds: Mapping[str, str]
    rows: Sequence[Row]
    by: tuple[str, ...] = ()
    sound: Mapping[str, Filled] | None = None
    """The records that stand there as they were made, by name."""

    @property
    def names(self) -> dict[str, str]:
        """The columns that name records."""
        return dict.fromkeys([*self.by, "record"], "TEXT")

    def pasted(self, records: Sequence[str]) -> str:
        """What shows records again: the rubric and their rows, as two files; all rows where none is named."""
        by = self.by[0] if self.by else "record"
        keys = [*self.names, *self.kinds]
        rows = [row for row in self.rows if row.get(by) in records] or self.rows
        lines = [",".join(keys), *(",".join(_cell(row.get(key)) for key in keys) for row in rows)]
        asked = f" --by {','.join(self.by)}" if self.by else ""
        told = "\n".join(lines)
        shown = f"--- made.rubrik\n{self.text}--- data.csv\n{told}\n"
        return f"{shown}--- rubrik score made.rubrik data.csv{asked}\n"


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f'"{text}"' if "," in text else text


def table_of(case: Case, count: int, spoil: bool) -> Table:
    """Records of a rubric as rows, some of them spoilt."""
    rubric, depth = ready(case.text), depth_of(case.made)
    random = Random(f"{case.seed} rows")
    made = records(case, count)
    raw = [(f"r{at}", row) for at, one in enumerate(made) for row in flat(case.made, one, [f"r{at}"])]
    kinds: dict[str, str] = {}
    for plan in reversed(list(plans_of(rubric, depth))):
        known = dict.fromkeys(key for _, row in raw for key in row if key not in kinds)
        for key in one_reading(plan, [key for key in known if knows(plan, key)]):
            kinds[key] = kind_of(plan, key)
    by = tuple(f"at{level}" for level in range(depth))
    names = dict.fromkeys([*by, "record"], "TEXT")
    sound = {f"r{at}": one for at, one in enumerate(made)} if not depth else {}
    rows: list[Row] = []
    for name, row in raw:
        held = {key: value for key, value in row.items() if key in names or key in kinds}
        if not all(fits((names | kinds)[key], value) for key, value in held.items()):
            continue
        kept = {key: _stored((names | kinds)[key], value) for key, value in held.items()}
        if len(held) != len(row) or (kinds and spoil and random.random() < 0.3 and _odd(kept, kinds, random)):
            sound.pop(name, None)
        rows.append({key: kept[key] for key in (*names, *kinds) if key in kept})  # as columns have an order
    if spoil and depth:
        rows = spoilt(rows, random, depth)
    return Table(rubric, case.text, kinds, rows, by, sound)


def _stored(kind: str, value: object) -> object:
    """A value as it stands in a column; a set that is empty says so, since an empty cell says nothing."""
    return "none" if value == frozenset() else stored(kind, value)


def _odd(row: Row, kinds: Mapping[str, str], random: Random) -> bool:
    """Put something odd into a cell."""
    key = random.choice(list(kinds))
    match kinds[key]:
        case "TEXT":
            row[key] = random.choice(WORDS)
        case "BOOLEAN" | "DATE":
            row[key] = None
        case _:
            row[key] = random.choice(ODD)
    return True


def flat(made: Made, filled: Filled, names: Sequence[str]) -> Iterator[Row]:
    """A record as rows: one a member of the deepest level, what is said above repeated in each."""
    said = {key: value for key, value in cells(made, filled).items() if key != "units"}
    keys = {f"at{level}": name for level, name in enumerate(names)}
    if made.member is None:
        *above, own = names
        yield {"record": own, **{f"at{level}": name for level, name in enumerate(above)}, **said}
        return
    if not filled.members:
        yield {"record": None, **keys, **said}
    for at, member in enumerate(filled.members or ()):
        for row in flat(made.member, member, (*names, f"unit {at}")):
            yield {**said, **row}


def spoilt(rows: list[Row], random: Random, depth: int) -> list[Row]:
    """Rows with a name that is left out, a row that is there twice, or a cell that others contradict."""
    for row in rows:
        if random.random() < 0.06:
            row[random.choice(["record", *(f"at{level}" for level in range(depth))])] = " "
        if random.random() < 0.06 and len(rows) > 1:
            other = random.choice(rows)
            key = random.choice([key for key in row if key != "record"])
            row[key] = other.get(key)
    if random.random() < 0.3:
        random.shuffle(rows)
    return [*rows, *(dict(row) for row in rows if random.random() < 0.03)]


def plans_of(rubric: Rubric, depth: int) -> Iterator[Plan]:
    """The plan of records, then those of their members."""
    plan = rubric.ready.plan
    for _ in range(depth):
        yield plan
        plan = plan.collections[0].plan
    yield plan


def depth_of(made: Made) -> int:
    """How many collections a rubric leads through."""
    return 0 if made.member is None else 1 + depth_of(made.member)


def knows(plan: Plan, key: str) -> bool:
    """Whether a column says something to a plan."""
    return names_of(plan).resolve(key) is not None


def scored(rubric: Rubric, rows: Sequence[Row], by: Sequence[str]) -> tuple[Scored, ...]:
    """What the interpreter says of the records that rows make up."""
    raw = [from_mapping({key: value for key, value in row.items() if value is not None}) for row in rows]
    whole = [
        from_mapping({**dict.fromkeys(row, ""), **one.cells}) for row, one in zip(rows, raw, strict=True)
    ]
    found, loose = score(rubric.ready, whole, Reading(id_column="record", by=tuple(by)))
    assert not [each for each in loose if each.severity == "error"], loose
    return found


def is_loose(row: Scored) -> bool:
    """Whether a row belongs to no record."""
    return any(problem.code == "key-undivided" for problem in row.bound.problems)
