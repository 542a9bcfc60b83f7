"""A large rubric for measuring: as many indicators as asked for, in the shapes that real rubrics have.

The text is deterministic. Groups of ten, so 1 000 indicators make ten dimensions of ten variables.
"""

from __future__ import annotations

from collections.abc import Iterator

TEN_PERCENT = "10%"


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
