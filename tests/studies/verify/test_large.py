"""Two hundred indicators with bonuses, a limit and a gate are decided in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from rubrikdsl.source import Source
from rubrikdsl.studies.verify.study import verify
from rubrikdsl.workspace.workspace import Workspace

EDGES = (0, 20, 40, 55, 70, 80, 85, 90, 95)


def lines() -> Iterator[str]:
    yield "rubric besar"
    yield "  inputs"
    yield "    aduan 0 .. 100"
    yield "    inovasi yes or no"
    yield "  score nilai 0 .. 100 places 2"
    number = 0
    for group in range(10):
        yield f"    dimension d{group} weight 10%"
        for aspect in range(4):
            yield f"      aspect a{group}_{aspect} weight 25%"
            for _ in range(5):
                number += 1
                skip = " may be not applicable" if number % 7 == 0 else ""
                head = f"        indicator i{number} weight 20%"
                if number % 4 == 1:
                    yield f"{head} one of{skip}"
                    yield from (
                        f"          {code} {value}" for code, value in zip("abc", (0, 40, 100), strict=True)
                    )
                elif number % 4 == 2:
                    yield f"{head} ladder"
                    yield from (f'          {code} "Step {code}"' for code in "xyz")
                else:
                    yield f"{head} 0 .. {5 if number % 4 else 3}{skip}"
    for bonus in range(4):
        yield f"    bonus b{bonus} +{bonus + 1} when inovasi and d{bonus}.share >= {50 + bonus * 10}%"
    yield "    cap 100"
    yield "  bands kategori of nilai"
    yield "    range code"
    for at, low in enumerate(EDGES):
        high = "100.00" if low == EDGES[-1] else f"{EDGES[at + 1] - 1}.99"
        yield f"    {low}.00 .. {high}  K{at}"
    yield "  limit kategori to K5 when aduan < 30"
    yield "  outcome lulus"
    yield "    requires nilai >= 60"
    yield from (f"    requires d{group}.share >= 40%" for group in range(10))


def test_two_hundred_indicators() -> None:
    space = Workspace()
    (ready,) = space.ready(Source("besar.rubrik", "\n".join(lines()) + "\n")).rubrics
    start = process_time()
    found = verify(ready.plan)
    spent = process_time() - start
    assert {claim.verdict for claim in found.claims if claim.topic != "gaming"} == {"proved"}
    assert spent < 10
