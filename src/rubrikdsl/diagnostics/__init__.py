"""A problem as a value.

A pass never prints and never raises: it makes a `Diagnostic` with a function of its own `problems.py`
(where all wording of that phase stands, in both languages) and adds it to a `Report`. Drawing is done
in `diagnostics.render` and nowhere else.
"""

from __future__ import annotations

from rubrikdsl.diagnostics.model import Diagnostic as Diagnostic
from rubrikdsl.diagnostics.model import Edit as Edit
from rubrikdsl.diagnostics.model import Fix as Fix
from rubrikdsl.diagnostics.model import Label as Label
from rubrikdsl.diagnostics.model import Report as Report
from rubrikdsl.diagnostics.model import Severity as Severity
from rubrikdsl.diagnostics.problem import Problem as Problem
from rubrikdsl.diagnostics.wording import Language as Language
from rubrikdsl.diagnostics.wording import Words as Words
from rubrikdsl.diagnostics.wording import say as say
