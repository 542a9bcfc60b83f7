"""What stands in a line for each argument of its command.

Arguments without a keyword are told by their place, the others by the word before them, in any order:

    open "my rubric.rubrik" on 2024-12-31 reading strict, lenient
"""

from __future__ import annotations

from collections.abc import Mapping

from rubrikdsl.frozen import dataclass
from rubrikdsl_repl import problems
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.pieces import Piece
from rubrikdsl_repl.pieces import pieces


@dataclass(frozen=True, slots=True)
class Given:
    """The pieces of each argument that was given."""

    held: Mapping[Argument, tuple[Piece, ...]]

    def all(self, argument: Argument) -> tuple[str, ...]:
        """The texts of an argument; none where it was not given."""
        return tuple(piece.text for piece in self.held.get(argument, ()))

    def one(self, argument: Argument) -> str | None:
        """The text of an argument that takes one."""
        found = self.all(argument)
        return found[0] if found else None


def given(call: Call) -> Given:
    """The arguments of a call; raises `CommandError` at what is missing, surplus or said twice."""
    placed = [argument for argument in call.command.arguments if argument.keyword is None]
    held: dict[Argument, tuple[Piece, ...]] = {}
    for keyword, found in _by_keyword(call):
        if keyword is None:
            rest = found
            for argument in placed:
                count = len(rest) if argument.many else 1
                held[argument], rest = rest[:count], rest[count:]
                if not held[argument] and not argument.optional:
                    raise _missing(call, argument, len(call.rest.rstrip()))
        else:
            argument, word = keyword
            if argument in held:
                raise call.wrong(*problems.twice(word.text), start=word.start, end=word.end)
            if not found:
                raise _missing(call, argument, word.end)
            count = len(found) if argument.many else 1
            held[argument], rest = found[:count], found[count:]
        if rest:
            raise call.wrong(*problems.surplus(call.command.form), start=rest[0].start, end=rest[-1].end)
    return Given(held)


_Part = tuple[tuple[Argument, Piece] | None, tuple[Piece, ...]]
"""What follows a keyword (None: what stands before any)."""


def _by_keyword(call: Call) -> list[_Part]:
    words = {
        word.casefold(): argument
        for argument in call.command.arguments
        if argument.keyword is not None
        for word in (argument.keyword.en, argument.keyword.id)
    }
    parts: list[_Part] = [(None, ())]
    for piece in pieces(call.rest):
        argument = None if piece.quoted else words.get(piece.text.casefold())
        if argument is not None:
            parts.append(((argument, piece), ()))
        elif piece.quoted or piece.text != ",":
            parts[-1] = (parts[-1][0], (*parts[-1][1], piece))
    return parts


def _missing(call: Call, argument: Argument, at: int) -> Exception:
    return call.wrong(*problems.missing(argument.name, call.command.form), start=at, end=at)
