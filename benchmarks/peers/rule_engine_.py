"""rule-engine: one expression for the class, on decimals."""

from __future__ import annotations

from benchmarks import scheme
from benchmarks.peers import One
from benchmarks.peers import is_installed


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("rule_engine")


def expression() -> str:
    """The class; the score is computed once, as the one element of a comprehension."""
    parts = scheme.sums()
    total = " + ".join(f"({part}) * {w / 1000}" for part, w in zip(parts, scheme.WEIGHTS, strict=True))
    bonus = "(lokasi == 'mpp' ? 250 : (lokasi == 'daring' ? 100 : 0))"
    first = f"(({parts[0]}) < 300 ? 'C' : (q >= 8800 ? 'A' : 'B'))"
    band = f"(q >= 7800 ? {first} : (q >= 5400 ? 'C' : (q >= 3200 ? 'D' : 'E')))"
    return f"[{band} for q in [({total} + {bonus} + 0.5) // 1]][0]"


def one() -> One:
    """The peer; decimals are handed to it as they are."""
    import rule_engine

    rule = rule_engine.Rule(expression())
    return One("rule-engine (class only)", dict, lambda given: str(rule.evaluate(given)))
