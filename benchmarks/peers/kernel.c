/* The scheme by hand: 32 bits within a dimension, 64 across them, in blocks that the first cache holds.
   A block with an indicator beyond 0 .. 10000, or a place that there is not, gets a mask of its rows; a
   mask of what is missing (of a column or none: NULL) makes its rows missing. */

#include <stdint.h>
#include <string.h>

enum { DIMENSIONS = 4, EACH = 10, BLOCK = 2048 };

static int8_t beyond(const int32_t **x, const int32_t *place, int64_t row) {
  for (int k = 0; k < DIMENSIONS * EACH; k++)
    if (x[k][row] < 0 || x[k][row] > 10000) return 1;
  return place[row] < 0 || place[row] > 2;
}

int64_t score(const int32_t **x, const int8_t **missing, const int32_t *place, int64_t from, int64_t to,
              int32_t *nilai, int8_t *kategori, int8_t *gone, int8_t *refused) {
  int64_t blocks = 0;
  int32_t d[DIMENSIONS][BLOCK];
  for (int64_t s = from; s < to; s += BLOCK) {
    int64_t n = to - s < BLOCK ? to - s : BLOCK;
    uint32_t high = 0, far = 0;
    memset(gone + s, 0, n);
    for (int g = 0; g < DIMENSIONS; g++) {
      for (int64_t i = 0; i < n; i++) d[g][i] = 0;
      for (int k = 0; k < EACH; k++) {
        const int32_t *c = x[g * EACH + k] + s;
        for (int64_t i = 0; i < n; i++) {
          uint32_t bare = (uint32_t)c[i];
          high = bare > high ? bare : high;
          d[g][i] += c[i];
        }
        const int8_t *m = missing[g * EACH + k];
        if (m)
          for (int64_t i = 0; i < n; i++) gone[s + i] |= m[s + i];
      }
    }
    for (int64_t i = 0; i < n; i++) {
      uint32_t p = (uint32_t)place[s + i];
      far = p > far ? p : far;
      int64_t t = 2185LL * d[0][i] + 3237LL * d[1][i] + 2424LL * d[2][i] + 2154LL * d[3][i];
      t += p == 0 ? 25000000 : p == 2 ? 10000000 : 0;
      t = t > 1000000000 ? 1000000000 : t;
      int32_t q = (int32_t)((t + 50000) / 100000);
      int8_t k = q >= 8800 ? 0 : q >= 7800 ? 1 : q >= 5400 ? 2 : q >= 3200 ? 3 : 4;
      if (d[0][i] < 30000 && k < 2) k = 2;
      nilai[s + i] = q;
      kategori[s + i] = k;
    }
    if (high > 10000 || far > 2) {
      blocks++;
      for (int64_t i = 0; i < n; i++) refused[s + i] = beyond(x, place, s + i);
    } else {
      memset(refused + s, 0, n);
    }
  }
  return blocks;
}
