"""Which of the known words somebody may have meant.

A suggestion is made only where it is likely: the edit distance (insertions, deletions, replacements, swaps
of neighbours) may be a third of the word's length at most. It knows nothing of rubrics.
"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to `word`, or None where none is near; the first of equals.

    >>> nearest("katgori", ["nilai", "kategori"]), nearest("NILAI", ["nilai"]), nearest("x", ["nilai"])
    ('kategori', 'nilai', None)
    """
    wanted = word.casefold()
    best: str | None = None
    least = max(len(wanted) // 3, 1 if len(wanted) > 2 else 0) + 1
    for candidate in candidates:
        folded = candidate.casefold()
        if folded == wanted:
            return candidate
        if abs(len(folded) - len(wanted)) < least:
            distance = _distance(wanted, folded, least)
            if distance < least:
                best, least = candidate, distance
    return best


def _distance(a: str, b: str, limit: int) -> int:
    """Edit distance of two words with swaps of neighbours; `limit` where it is that or more."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
        before, last = last, row
    return last[-1]
