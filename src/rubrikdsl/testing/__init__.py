"""Tests of rubrics and of programs that use them: records for Hypothesis, and a plugin for pytest.

`records` and `near_edges` are strategies of Hypothesis, which is imported when one of them is first called;
`rubrikdsl.testing.plugin` lets pytest collect `*.rubrik` files. `docs/policy-repository.md` shows both.
"""

from __future__ import annotations
