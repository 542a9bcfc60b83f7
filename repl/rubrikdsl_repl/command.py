"""What a command is, as data, and what it is given and gives back.

Dispatch, help, the documentation and completion read the same `Command`s; none of them knows any by name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Literal

from rubrikdsl import Language
from rubrikdsl import Words
from rubrikdsl.frozen import dataclass
from rubrikdsl_repl.reply import CLEAN
from rubrikdsl_repl.reply import NOT_UNDERSTOOD
from rubrikdsl_repl.reply import Findings
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Trouble
from rubrikdsl_repl.state import Edit
from rubrikdsl_repl.state import State
from rubrikdsl_repl.state import Track

if TYPE_CHECKING:
    from rubrikdsl_repl.world import World

Completes = Literal[
    "rubric",
    "data",
    "session",
    "file",
    "day",
    "reading",
    "unit",
    "column",
    "expression",
    "assumption",
    "scenario",
    "ranking",
    "name",
    "command",
    "setting",
    "value",
    "class",
    "keyword",
    "nothing",
]
"""What an argument can be, for completion.

`unit` is the name of a record, `name` anything in the rubric that has one, `class` a code that it gives;
`expression` and `assumption` are written in its own language; `value` is that of the setting before it.
"""


@dataclass(frozen=True, slots=True)
class Argument:
    """A part of a command's form: what it is called in the form, and what completes it.

    `keyword` is the word that stands before it (`on` of `open RUBRIC on DATE`), none where it is told by its
    place. `choices` are all that it can be, where they are few.
    """

    name: Words
    completes: Completes = "nothing"
    keyword: Words | None = None
    optional: bool = False
    many: bool = False
    choices: tuple[Words, ...] = ()

    @property
    def form(self) -> Words:
        """It as it stands in the form of its command: `[on DATE]`."""

        def spelt(word: str, keyword: str | None) -> str:
            text = f"{word}…" if self.many else word
            text = f"{keyword} {text}" if keyword else text
            return f"[{text}]" if self.optional else text

        if self.keyword is None:
            return Words(spelt(self.name.en, None), spelt(self.name.id, None))
        return Words(spelt(self.name.en, self.keyword.en), spelt(self.name.id, self.keyword.id))


@dataclass(frozen=True, slots=True)
class Call:
    """A command that was typed: the whole line, what follows the command's words, and where that begins."""

    command: Command
    line: str
    rest: str
    at: int
    track: Track
    world: World
    replaying: bool = False
    """Whether the line is of a session that is opened: what it did to files is not done again."""

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self.track.now

    @property
    def language(self) -> Language:
        """The language of the session."""
        return self.state.settings.language

    def wrong(
        self,
        message: Words,
        *helps: Words,
        start: int | None = None,
        end: int | None = None,
        code: int = NOT_UNDERSTOOD,
    ) -> CommandError:
        """Something wrong at a stretch of `rest` (all of it where none is given)."""
        first = 0 if start is None else start
        last = len(self.rest) if end is None else end
        return CommandError(
            message, *helps, line=self.line, start=self.at + first, end=self.at + last, code=code
        )


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its reply, and the state after it (None: as before).

    `edit` is what it did to a file instead. `track` in place of `state` is for what walks along the track
    itself; `lines` are typed next. A line that is not `kept` is no part of a session as text.
    """

    parts: tuple[Part, ...] = ()
    state: State | None = None
    code: int = CLEAN
    ended: bool = False
    edit: Edit | None = None
    track: Track | None = None
    lines: tuple[str, ...] = ()
    kept: bool = True


class CommandError(Exception):
    """A line that cannot be done. Nothing of the session changes by it.

    `stays`: what it asks for is there, and may be spoken of all the same (a rubric that needs mending).
    """

    def __init__(
        self,
        message: Words,
        *helps: Words,
        line: str = "",
        start: int = 0,
        end: int = 0,
        code: int = NOT_UNDERSTOOD,
        stays: bool = False,
    ) -> None:
        super().__init__(str(message))
        self.parts: tuple[Part, ...] = (Findings((Trouble(message, line, start, end, helps),)),)
        self.code = code
        self.stays = stays


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its words in both languages, what follows them, what it does, examples.

    Both languages are always understood; the words of one command are no other's. What is not `kept` is no
    part of a session as text; what `acts` has nothing to say that could go to a file.
    """

    words: Words
    summary: Words
    run: Callable[[Call], Done]
    arguments: tuple[Argument, ...] = ()
    details: Words | None = None
    examples: tuple[Words, ...] = ()
    kept: bool = True
    acts: bool = False

    @property
    def form(self) -> Words:
        """How it is written: its words and its arguments."""
        parts = (self.words, *(argument.form for argument in self.arguments))
        return Words(" ".join(part.en for part in parts), " ".join(part.id for part in parts))
