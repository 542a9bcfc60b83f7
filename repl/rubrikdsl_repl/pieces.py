"""A line in pieces: words and quoted texts with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from rubrikdsl.frozen import dataclass

_PIECE = re.compile(r'"(?P<quoted>[^"]*)"?|,|[^\s",]+')
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a comma or a quoted text (without its quotes), and where it stands."""

    text: str
    start: int
    end: int
    quoted: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text.

    >>> [piece.text for piece in pieces('data "my units.csv", b.csv')]
    ['data', 'my units.csv', ',', 'b.csv']
    """
    return tuple(
        Piece(found.group(), found.start(), found.end())
        if found["quoted"] is None
        else Piece(found["quoted"], found.start(), found.end(), True)
        for found in _PIECE.finditer(text)
    )


def starts_with(text: str, words: str) -> int | None:
    """Where `words` end at the start of a text, in whatever case and spacing; None where it has others.

    >>> starts_with("What  if x", "what if"), starts_with("whatif", "what if")
    (8, None)
    """
    if text.isascii() and text.lstrip()[:1].casefold() != words[:1].casefold():
        return None  # most commands, sooner than by a pattern of each
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.match(rf"\s*{pattern}(?=[\s:]|$)", text, re.IGNORECASE)
    return found.end() if found else None


def whole(lines: Iterable[str]) -> Iterator[str]:
    """Rows put together to lines where a command goes on in the next one.

    >>> list(whole(["score A", "what if B:", "  x = 1"]))
    ['score A', 'what if B:\\n  x = 1']
    """
    held: list[str] = []
    for row in lines:
        held.append(row.rstrip("\r\n"))
        if not is_unfinished("\n".join(held)):
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def is_unfinished(text: str) -> bool:
    """Whether a quote or a bracket is open, or the end says that more follows (`\\\\`, `,`, `:`).

    >>> is_unfinished("what if Kota Metro:"), is_unfinished("score Kota Metro"), is_unfinished("find (a")
    (True, False, True)
    """
    bare = re.sub(r'"[^"]*"', "", text)
    depth = sum(bare.count(sign) for sign in _OPENING) - sum(bare.count(sign) for sign in _CLOSING)
    return '"' in bare or depth > 0 or text.rstrip().endswith(("\\", ",", ":"))
