"""Proposed examples as a person would write them: `example` blocks in the author's vocabulary."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from rubrikdsl.exact import to_text
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.studies.mutation.proposal import Proposed
from rubrikdsl.studies.mutation.values import given
from rubrikdsl.studies.mutation.values import value
from rubrikdsl.syntax.format import STEP
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import Lexicon

WIDEST = 100
"""Columns of a line of assignments; longer ones stand below each other."""


class Blocks:
    """How examples of a plan are written in a vocabulary, `depth` steps into the outline."""

    def __init__(self, plan: ir.Plan, lexicon: Lexicon, vocabulary: Vocabulary, depth: int) -> None:
        self.plan = plan
        self.lexicon = lexicon
        self.vocabulary = vocabulary
        self.depth = depth

    def titles(self, examples: Sequence[Proposed], taken: Collection[str]) -> tuple[str, ...]:
        """The title of each example; none that is `taken`."""
        used = set(taken)
        found: list[str] = []
        for one in examples:
            found.append(_free(self.title(one), used))
            used.add(found[-1])
        return tuple(found)

    def lines(
        self, examples: Sequence[Proposed], taken: Collection[str], on: date | None = None
    ) -> Iterator[tuple[str, ...]]:
        """The lines of each example."""
        for title, one in zip(self.titles(examples, taken), examples, strict=True):
            yield tuple(STEP * self.depth + line for line in self._block(title, one, on))

    def title(self, one: Proposed) -> str:
        """What it is about, and the number or the value that is on the edge."""
        about = one.title.read(self.vocabulary)
        stated = [number for _, number in one.record.given.values()]
        stated += [answer for answer in one.record.answers.values() if isinstance(answer, Fraction)]
        if len(stated) == 1 and not one.record.members:
            about = f"{about}: {to_text(stated[0], ',' if self.vocabulary == 'id' else '.')}"
        elif one.shows is not None and one.shows.value is not NOT_APPLICABLE:
            about = f"{about}: {self._value(one.shows)}"
        return about.replace('"', "”")

    def _word(self, construct: str) -> str:
        return self.lexicon.spelling(construct, self.vocabulary)

    def _block(self, title: str, one: Proposed, on: date | None) -> Iterator[str]:
        day = f" {self._word('on')} {on.isoformat()}" if on is not None else ""
        yield f'{self._word("example")} "{title}"{day}'
        members = [f"{STEP}{line}" for line in self._members(one.record)]
        said = [f"{name} = {text.read(self.vocabulary)}" for name, text in given(self.plan, one.record)]
        if said or not members:
            yield from self._assigned(self._word("given"), said)
        yield from members
        expected = [f"{each.text} = {self._value(each)}" for each in one.expected]
        yield from self._assigned(self._word("expect"), expected)

    def _assigned(self, word: str, said: Sequence[str]) -> Iterator[str]:
        line = f"{STEP}{word} {', '.join(said)}".rstrip()
        if len(STEP) * self.depth + len(line) <= WIDEST:
            yield line
            return
        yield f"{STEP}{word}"
        yield from (f"{STEP}{STEP}{one}" for one in said)

    def _members(self, record: Record) -> Iterator[str]:
        for index, members in sorted(record.members.items()):
            collection = self.plan.collections[index]
            for member in members:
                said = ", ".join(
                    f"{name} = {text.read(self.vocabulary)}" for name, text in given(collection.plan, member)
                )
                yield f'{self._word("given")} {collection.name} "{member.name}" {said}'.rstrip()

    def _value(self, expected: ir.Expected) -> str:
        if expected.value is NOT_APPLICABLE:
            return self._word("not_applicable")
        type_ = self.plan.types[expected.step]
        text = value(expected.value, type_).read(self.vocabulary)
        if not expected.within:
            return text
        return f"{text} {self._word('within')} {value(expected.within, type_).read(self.vocabulary)}"


def _free(title: str, taken: Collection[str]) -> str:
    """A title, numbered where it is taken."""
    number, free = 1, title
    while free in taken:
        number += 1
        free = f"{title} ({number})"
    return free
