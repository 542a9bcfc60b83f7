"""The wording of findings that need ranges, by subject: rows of tables, scores and conditions, decisions."""

from __future__ import annotations

from rubrikdsl.plan.problems.decisions import decision_gap as decision_gap
from rubrikdsl.plan.problems.decisions import decision_overlap as decision_overlap
from rubrikdsl.plan.problems.decisions import idle_row as idle_row
from rubrikdsl.plan.problems.rows import Subject as Subject
from rubrikdsl.plan.problems.rows import TableRow as TableRow
from rubrikdsl.plan.problems.rows import gap as gap
from rubrikdsl.plan.problems.rows import outside as outside
from rubrikdsl.plan.problems.rows import overlap as overlap
from rubrikdsl.plan.problems.scores import constant_condition as constant_condition
from rubrikdsl.plan.problems.scores import exhausted as exhausted
from rubrikdsl.plan.problems.scores import leaves_scale as leaves_scale
from rubrikdsl.plan.problems.scores import may_divide_by_zero as may_divide_by_zero
from rubrikdsl.plan.problems.scores import never_acts as never_acts
from rubrikdsl.plan.problems.scores import share_below_zero as share_below_zero
from rubrikdsl.plan.problems.scores import unreachable as unreachable
