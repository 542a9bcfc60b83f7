"""What the author says of every record: typed and guarded like any condition; nothing reads it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from rubrikdsl.semantics.context import Context
from rubrikdsl.semantics.cycles import Thing
from rubrikdsl.semantics.expressions import Reader
from rubrikdsl.semantics.facts import NOTHING
from rubrikdsl.semantics.model import Assertion
from rubrikdsl.semantics.names import Names
from rubrikdsl.semantics.references import Read
from rubrikdsl.syntax import tree


@dataclass(slots=True)
class Assertions:
    """Reads the assertions of a rubric, and remembers what they read and how deep they nest."""

    context: Context
    names: Names
    reads: dict[Thing, list[Read]] = field(default_factory=dict)
    depths: dict[Thing, int] = field(default_factory=dict)

    def read(self, line: tree.Assertion) -> Assertion | None:
        """One assertion; what follows `when` is known where the condition is read."""
        reader = Reader(self.context, self.names)
        when = None if line.when is None else reader.truth(line.when)
        known = NOTHING if line.when is None else reader.after(when, NOTHING)
        condition = reader.truth(line.condition, known)
        thing = ("assert", len(self.reads))
        self.reads[thing], self.depths[thing] = reader.reads, reader.deepest + (when is not None)
        if condition is None or (when is None and line.when is not None):
            return None
        label = None if line.label is None else line.label.text
        text = self.context.text(line.said)
        return Assertion(label, text, condition, when, self.context.clause(line.place))
