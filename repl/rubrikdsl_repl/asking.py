"""What the questions share: the records that a line names, what it asks in the rubric's language, cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import TypeVar

from rubrikdsl import Number
from rubrikdsl import Source
from rubrikdsl import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl import question_problems
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Absent
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Kind

if TYPE_CHECKING:
    from rubrikdsl import Answer
    from rubrikdsl import Expression
    from rubrikdsl import Population
    from rubrikdsl import Result
    from rubrikdsl import Rubric
    from rubrikdsl import TypedError

MOST_NAMED = 8
"""Records that a sentence names before it counts the rest."""

_KINDS: dict[str, Kind] = {"number": "number", "share": "share", "truth": "truth", "date": "date"}
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line: its text, and where that begins in what follows the command's words."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def stretch(text: str, start: int = 0) -> Stretch:
    """A text without the blanks and the quotes around it."""
    bare = text.strip()
    start += len(text) - len(text.lstrip())
    if len(bare) > 1 and bare[0] == bare[-1] == '"' and '"' not in bare[1:-1]:
        return Stretch(bare[1:-1], start + 1)
    return Stretch(bare, start)


def parted(text: str, mark: str, start: int = 0, *, most: int | None = None) -> tuple[Stretch, ...]:
    """The parts of a text between the marks that stand outside of quotes and brackets, `most` so many."""
    found: list[Stretch] = []
    depth, quoted, begin = 0, False, 0
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        depth += (sign in "([") - (sign in ")]") if not quoted else 0
        if sign == mark and not quoted and depth <= 0 and len(found) + 1 != most:
            found.append(stretch(text[begin:at], start + begin))
            begin = at + 1
    return (*found, stretch(text[begin:], start + begin))


def cut(text: str, *words: str) -> tuple[str, Stretch | None]:
    """What stands before one of the words, outside of quotes, and what stands after it."""
    spelt = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    for found in re.finditer(rf'"[^"]*"|(?:^|(?<=\s))({spelt})(?=\s|$)', text, re.IGNORECASE):
        if found[1] is not None:
            return text[: found.start()], stretch(text[found.end() :], found.end())
    return text, None


def record(call: Call, people: Population, named: Stretch) -> int:
    """The place of the record that a part of the line names; the one last spoken of where it names none."""
    if not named.text:
        if call.state.unit is None:
            raise call.wrong(*question_problems.no_unit_yet(), start=named.start, end=named.start)
        named = Stretch(call.state.unit, named.start)
    found = people.which(named.text)
    if not found:
        wrong = problems.no_unit(named.text, people.nearest(named.text))
        raise call.wrong(*wrong, start=named.start, end=named.end, code=FAILED)
    if len(found) > 1:
        if len({people.names[at] for at in found}) == 1:
            wrong = problems.units_of_one_name(people.names[found[0]])
            raise call.wrong(*wrong, start=named.start, end=named.end, code=FAILED)
        names = ", ".join(people.names[at] for at in found[:MOST_NAMED])
        names += ", …" if len(found) > MOST_NAMED else ""
        wrong = problems.several_units(named.text, names)
        raise call.wrong(*wrong, start=named.start, end=named.end, code=FAILED)
    return found[0]


def read(asked: Stretch, means: Callable[[str], Read]) -> Read:
    """What is typed in the rubric's own language; its findings are told where they stand."""
    from rubrikdsl import TypedError

    try:
        return means(asked.text)
    except TypedError as error:
        raise typed(error) from None


def typed(error: TypedError) -> CommandError:
    """The findings about what was typed in the rubric's own language."""
    refused = CommandError(question_problems.CANNOT_BE_READ)
    refused.parts = (Findings(error.diagnostics, {"?": Source("?", error.text)}),)
    return refused


def asked(call: Call, people: Population, text: Stretch) -> Expression:
    """A question to the records of the session, which may name its `let`s."""
    lets = _meant(text.text, call.state.lets)
    return read(text, lambda t: people.expression(t, values=lets, first=call.language))


def _meant(text: str, lets: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The `let`s that a text leads to: others need not fit the rubric that is open."""
    wanted: set[str] = set()
    for name, said in reversed(lets):  # one can name only those before it
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", each) for each in (text, *wanted)):
            wanted.add(said)
    return {name: said for name, said in lets if said in wanted}


def score_name(rubric: Rubric) -> str | None:
    """The name of the score; None where the rubric has none."""
    return next((entry.name for entry in rubric.entries if entry.kind == "node"), None)


def class_names(rubric: Rubric) -> tuple[str, ...]:
    """The names of the classifications."""
    return tuple(entry.name for entry in rubric.entries if entry.kind == "class")


def main_names(rubric: Rubric) -> tuple[str, ...]:
    """The score and the classes: what is told of a record wherever there is room for little."""
    score = score_name(rubric)
    return (*(() if score is None else (score,)), *class_names(rubric))


def cell(result: Result, name: str) -> Cell:
    """A named value of a record, or why there is none."""
    value = result.get(name)
    if value is not None:
        return value
    status = result.status(name) if name in result else "unknown"
    return None if status == "final" else Absent(status)


def cells(call: Call, people: Population, name: str) -> Sequence[Cell]:
    """A named value of every record, or why there is none."""
    if name not in people.value_names:
        return [Absent("unknown")] * len(people)
    return [answered(answer) for answer in people.answers(name, call.world.watch)]


def answered(answer: Answer) -> Cell:
    """The answer to a question, or why there is none."""
    return answer.value if answer.status == "final" else Absent(answer.status)


def kept(answer: Answer, people: Population) -> Cell:
    """The answer that puts a record into a group; a column's empty cell is nothing that is still to come."""
    if answer.status == "unknown" and set(answer.waiting) <= set(people.columns):
        return phrases.EMPTY
    return answered(answer)


def column(rubric: Rubric, people: Population | None, name: str) -> Column:
    """The column of a named value, with the decimals that the rubric prints it with."""
    kinds = {entry.name: entry.type for entry in rubric.entries}
    kind = _KINDS.get(kinds.get(name) or "text", "text")
    shown = people[0].shown(name) if people and name in people[0] else None
    return Column(name, kind, shown=shown)


def kind_of(expression: Expression) -> Kind:
    """How the answers to a question stand in a table."""
    return _KINDS.get(expression.kind, "text")


def number(value: object) -> Number | None:
    """A value that is a number."""
    return value if isinstance(value, Number) else None


def named(names: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """Records in a sentence: the first few, and how many more there are."""
    every = list(names)
    rest = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f", … (+{rest})" if rest > 0 else "")


def problem(words: tuple[Words, ...]) -> CommandError:
    """Something that no place of the line is to blame for."""
    return CommandError(*words, code=FAILED)
