"""CEL in Rust (`common-expression-language`): one expression for the class, on 64-bit floats.

It has no rounding: whole numbers are cut from floats. The score is computed once, as the one element of a
list that is then mapped to its class.
"""

from __future__ import annotations

from benchmarks import scheme
from benchmarks.peers import One
from benchmarks.peers import is_installed
from benchmarks.peers.zen import floats


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("cel")


def expression() -> str:
    """The class."""
    parts = scheme.sums()
    total = " + ".join(f"({part}) * {w / 1000}" for part, w in zip(parts, scheme.WEIGHTS, strict=True))
    bonus = "(lokasi == 'mpp' ? 250.0 : lokasi == 'daring' ? 100.0 : 0.0)"
    low = f"({parts[0]}) < 300.0"
    first = f"{low} ? 'C' : q >= 8800 ? 'A' : 'B'"
    band = f"q >= 7800 ? ({first}) : q >= 5400 ? 'C' : q >= 3200 ? 'D' : 'E'"
    return f"[int({total} + {bonus} + 0.5)].map(q, {band})[0]"


def one() -> One:
    """The peer. A score above the cap has class A as one at it has, so that the cap is left out."""
    import cel

    execute = cel.compile(expression()).execute
    return One("CEL in Rust (class only)", floats, lambda given: str(execute(given)))
