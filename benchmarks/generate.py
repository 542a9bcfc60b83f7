"""A large rubric for measuring: as many indicators as asked for, in the shapes that real rubrics have.

The text is deterministic. Groups of ten, so 1 000 indicators make ten dimensions of ten variables.
"""

from __future__ import annotations

from collections.abc import Iterator

TEN_PERCENT = "10%"

EDGES = (0, 20, 40, 55, 70, 80, 85, 90, 95)


def rubric(indicators: int = 1000, remark: str = "") -> str:
    """The text of a rubric `big`; `remark` goes into a comment, so that equal rubrics can differ as texts."""
    return "\n".join(_lines(indicators, remark)) + "\n"


def answers(indicators: int = 1000) -> str:
    """A CSV with one complete record for it."""
    fields = [_answer(number) for number in range(indicators)]
    names = [name for group in fields for name, _ in group]
    values = [value for group in fields for _, value in group]
    return f"record,{','.join(names)}\nunit 1,{','.join(values)}\n"


def _lines(indicators: int, remark: str) -> Iterator[str]:
    if remark:
        yield f"# {remark}"
    yield 'rubric big "A large rubric"'
    yield '  issuer "benchmarks/generate.py"'
    yield '  source "generated"'
    yield ""
    yield '  score total "Total" 0 .. 100 places 2'
    dimensions = max(1, indicators // 100)
    weight = TEN_PERCENT if dimensions == 10 else "equal"
    for number in range(indicators):
        if number % 100 == 0:
            yield f'    dimension d{number // 100} "Dimension {number // 100}" weight {weight}'
        if number % 10 == 0:
            yield f'      variable v{number // 10} "Variable {number // 10}" weight {TEN_PERCENT}'
        yield from _indicator(number)
    yield ""
    yield '  bands class "Class" of total'
    yield "    range            code  label"
    yield '    80.00 .. 100.00  A     "High"'
    yield '    50.00 ..  79.99  B     "Medium"'
    yield '     0.00 ..  49.99  C     "Low"'


def _indicator(number: int) -> Iterator[str]:
    head = f'        indicator i{number} "What is seen at counter {number}" weight {TEN_PERCENT}'
    match number % 5:
        case 0 | 1:
            yield head
            yield '          full    "Complete and published"  100'
            yield '          most    "Complete"                 75'
            yield '          partly  "Partly"                   40'
            yield '          none    "Not at all"                0'
        case 2:
            yield f"{head} checklist"
            for item in range(5):
                yield f'          c{item} "Facility {item} of counter {number}"'
        case 3:
            yield f"{head} 0 .."
            yield "          0       -> 0"
            yield "          1 .. 3  -> 40"
            yield "          4 .. 6  -> 70"
            yield "          7 ..    -> 100"
        case _:
            yield f"{head} ladder"
            for step in range(5):
                yield f'          s{step} "Step {step} at counter {number}"'


def _answer(number: int) -> list[tuple[str, str]]:
    match number % 5:
        case 0 | 1:
            return [(f"i{number}", ("full", "most", "partly", "none")[number % 4])]
        case 2:
            return [(f"i{number}.c{item}", "yes" if (number + item) % 3 else "no") for item in range(5)]
        case 3:
            return [(f"i{number}", str(number % 9))]
        case _:
            return [(f"i{number}.s{step}", "yes" if step <= number % 6 else "no") for step in range(5)]


def gated() -> str:
    """A rubric of 200 indicators that may drop out, with bonuses, a cap, nine bands, a limit and a gate."""
    return "\n".join(_gated()) + "\n"


def _gated() -> Iterator[str]:
    yield "rubric gated"
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
