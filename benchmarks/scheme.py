"""The scheme that engines are compared on, as a rubric and as each engine's own users would write it.

40 indicators (0.00 to 100.00) in four dimensions of 21.85, 32.37, 24.24 and 21.54 %, a bonus by place with a
cap, one gate, half-up rounding to two decimals and five bands.
"""

from __future__ import annotations

WEIGHTS = (2185, 3237, 2424, 2154)
EDGES = (8800, 7800, 5400, 3200)
CODES = "ABCDE"
PLACES = ("mpp", "luring", "daring")
NAMES = tuple(f"i{d}_{i}" for d in range(4) for i in range(10))


def text() -> str:
    """The rubric."""
    lines = ['rubric bench "Bench"', "  inputs", '    lokasi "Lokasi" one of']
    lines += [f'      {place} "{place}"' for place in PLACES]
    lines.append('  score nilai "Nilai" 0 .. 100 places 2')
    for d, weight in enumerate(WEIGHTS):
        lines.append(f'    group d{d} "D{d}" weight {weight / 100:.2f}%')
        lines += [f'      indicator i{d}_{i} "I" weight 10% 0 .. 100 step 0.01' for i in range(10)]
    lines += ["    bonus mpp +2.50 when lokasi is mpp", "    bonus daring +1 when lokasi is daring"]
    lines += ["    cap 100", "  bands kategori of nilai", "    range           code"]
    lines += ["    88.00 .. 100.00  A", "    78.00 ..  87.99  B", "    54.00 ..  77.99  C"]
    lines += ["    32.00 ..  53.99  D", "     0.00 ..  31.99  E", "  limit kategori to C when d0 < 30"]
    return "\n".join(lines) + "\n"


def sums(name: str = "{}", join: str = " + ") -> list[str]:
    """The sum of each dimension, with the way a field is written."""
    return [join.join(name.format(f"i{d}_{i}") for i in range(10)) for d in range(4)]


def straight() -> str:
    """Python as one would write it by hand for hundredths, without any check."""
    lines = ["def straight(r):"]
    lines += [f"  d{d} = {part}" for d, part in enumerate(sums("r['{}']"))]
    lines.append("  n = " + " + ".join(f"{w}*d{d}" for d, w in enumerate(WEIGHTS)))
    lines += [
        "  p = r['lokasi']",
        "  n += 25000000 if p == 'mpp' else 10000000 if p == 'daring' else 0",
        "  if n > 1000000000: n = 1000000000",
        "  q = (n + 50000) // 100000",
        "  k = 0 if q >= 8800 else 1 if q >= 7800 else 2 if q >= 5400 else 3 if q >= 3200 else 4",
        "  if d0 < 30000 and k < 2: k = 2",
        "  return q, k",
    ]
    return "\n".join(lines) + "\n"


def zen() -> dict[str, object]:
    """A decision of GoRules ZEN: one node of expressions on decimals."""
    total = " + ".join(f"$.d{d} * {w / 100000}" for d, w in enumerate(WEIGHTS))
    bonus = "($root.lokasi == 'mpp' ? 2.5 : ($root.lokasi == 'daring' ? 1 : 0))"
    band = "($.nilai >= 88 ? 0 : ($.nilai >= 78 ? 1 : ($.nilai >= 54 ? 2 : ($.nilai >= 32 ? 3 : 4))))"
    expressions = [(f"d{d}", f"sum([{part}])") for d, part in enumerate(sums("{}", ", "))]
    expressions += [
        ("nilai", f"round(min([{total} + {bonus}, 100]) * 100) / 100"),
        ("band", band),
        ("kategori", "$.d0 < 300 and $.band < 2 ? 2 : $.band"),
    ]
    node = {
        "expressions": [{"id": key, "key": key, "value": value} for key, value in expressions],
        "passThrough": False,
    }
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "e", "type": "expressionNode", "name": "e", "position": {"x": 1, "y": 0}, "content": node},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "e", "type": "edge"},
            {"id": "2", "sourceId": "e", "targetId": "out", "type": "edge"},
        ],
    }


def expression(field: str = "{}", number: str = "{}", either: str = "{} ? {} : {}") -> str:
    """One expression for the class alone, for engines that have expressions only."""
    parts = sums(field)
    total = " + ".join(
        f"({part}) * {number.format(w / 100000)}" for part, w in zip(parts, WEIGHTS, strict=True)
    )
    place = field.format("lokasi")
    bonus = either.format(f"{place} == 'mpp'", number.format(2.5), number.format(0.0))
    score = f"({total} + ({bonus}))"
    found = "'E'"
    for edge, code in zip(reversed(EDGES), "DCBA", strict=True):
        found = f"({either.format(f'{score} >= {number.format(edge / 100)}', repr(code), found)})"
    return found


C = """
#include <stdint.h>
int64_t score(const int32_t **x, const int32_t *p, int64_t from, int64_t to, int32_t *nilai, int8_t *kat) {
  int64_t bad = 0;
  enum { B = 2048 };
  int32_t d[4][B];
  for (int64_t s = from; s < to; s += B) {
    int64_t n = to - s < B ? to - s : B;
    int32_t low = 0, high = 0;
    for (int g = 0; g < 4; g++) {
      for (int64_t i = 0; i < n; i++) d[g][i] = 0;
      for (int k = 0; k < 10; k++) {
        const int32_t *c = x[g * 10 + k] + s;
        for (int64_t i = 0; i < n; i++) {
          int32_t v = c[i];
          low = v < low ? v : low;
          high = v > high ? v : high;
          d[g][i] += v;
        }
      }
    }
    bad += low < 0 || high > 10000;
    for (int64_t i = 0; i < n; i++) {
      int64_t t = 2185LL * d[0][i] + 3237LL * d[1][i] + 2424LL * d[2][i] + 2154LL * d[3][i];
      int32_t place = p[s + i];
      t += place == 0 ? 25000000 : place == 2 ? 10000000 : 0;
      t = t > 1000000000 ? 1000000000 : t;
      int32_t q = (int32_t)((t + 50000) / 100000);
      int8_t k = q >= 8800 ? 0 : q >= 7800 ? 1 : q >= 5400 ? 2 : q >= 3200 ? 3 : 4;
      if (d[0][i] < 30000 && k < 2) k = 2;
      nilai[s + i] = q;
      kat[s + i] = k;
    }
  }
  return bad;
}
"""
