"""A session: lines in, replies out. It knows nothing of any terminal.

A line is done whole or not at all: what a command finds becomes the session's with one assignment at its
end, so that Ctrl-C, wherever it strikes, leaves the session as it was before the line.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rubrikdsl import Language
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import CommandError
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.commands.naming import VALUE
from rubrikdsl_repl.commands.naming import is_value
from rubrikdsl_repl.pieces import is_unfinished
from rubrikdsl_repl.redirect import parted
from rubrikdsl_repl.reply import FAILED
from rubrikdsl_repl.reply import Reply
from rubrikdsl_repl.reply import Text
from rubrikdsl_repl.session import to_text
from rubrikdsl_repl.state import Settings
from rubrikdsl_repl.state import State
from rubrikdsl_repl.state import Track
from rubrikdsl_repl.table import find
from rubrikdsl_repl.table import known
from rubrikdsl_repl.world import World

if TYPE_CHECKING:
    from rubrikdsl_repl.completing.menu import Candidate
    from rubrikdsl_repl.completing.offers import Offers


class Shell:
    """A session in a language; `limits` are those of `docs/cli.md` that are other than usual.

    `keep` is given the session as text before each line, with that line, so that a crash loses nothing.
    """

    def __init__(self, language: Language = "en", limits: Mapping[str, int] | None = None) -> None:
        self.world = World(limits)
        self.keep: Callable[[str], None] | None = None
        self.track = Track(State(settings=Settings(language)))
        self._offers: Offers | None = None
        self._looked_at: Track | None = None

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self.track.now

    def handle(self, line: str) -> Reply:
        """Do what a line says; `KeyboardInterrupt` goes through and leaves the session as it was."""
        if self.keep is not None and line.strip():
            now = self.track.typed(line.strip())
            self.keep(to_text(now.lines, now.first.settings.language))
        track, reply = self._answered(self.track, line.strip(), replaying=False)
        self.track = track
        return reply

    def _answered(self, track: Track, line: str, *, replaying: bool) -> tuple[Track, Reply]:
        """The track after a line, and its reply."""
        if not line or line.startswith("#"):
            return track, Reply()
        self.world.begin(track.now)
        told = self.world.news()
        asked, file = parted(line)
        found = find(asked)
        if found is None and is_value(asked, track.now, self.world):
            found = VALUE, 0
        if found is not None and found[0].acts:
            asked, file = line, None
        kept = found is None or found[0].kept
        try:
            if found is None:
                raise _unknown(line, track.now.settings.language)
            command, end = found
            at = len(asked) - len(asked[end:].lstrip())
            done = command.run(Call(command, asked, asked[at:], at, track, self.world, replaying))
            if file is not None:
                done = _sent(done, file, track, replaying)
        except CommandError as wrong:
            reply = Reply((*told, *wrong.parts, *self.world.news()), wrong.code)
            return track.typed(line) if kept else track, reply
        except KeyboardInterrupt:
            self.world.retell(told)
            raise
        reply = Reply((*told, *done.parts, *self.world.news()), done.code, done.ended)
        if done.track is not None:
            track = done.track
        elif done.edit is not None:
            track = track.edited(line, done.edit)
        elif done.state is not None:
            track = track.stepped(line, done.state)
        if kept and done.kept:
            track = track.typed(line)
        return self._replayed(track, reply, done.lines)

    def _replayed(self, track: Track, reply: Reply, lines: tuple[str, ...]) -> tuple[Track, Reply]:
        """A session that is opened: each line with its reply."""
        for line in lines:
            if not line.strip() or line.startswith("#"):
                continue
            track, answer = self._answered(track, line.strip(), replaying=True)
            echo = Text(f"{words.AGAIN}{line}", "verbatim")
            code = max(reply.code, answer.code)
            reply = Reply((*reply.parts, echo, *answer.parts), code, reply.ended)
        return track, reply

    def cancelled(self) -> Reply:
        """What to say of a line that Ctrl-C stopped."""
        return Reply((Text(words.CANCELLED, "note"),), FAILED)

    def unfinished(self, text: str) -> bool:
        """Whether more of a command must follow."""
        return is_unfinished(text)

    @property
    def offers(self) -> Offers:
        """What can be offered where the session stands: looked at once after every line."""
        from rubrikdsl_repl.completing.offers import offers_at

        track = self.track
        if self._offers is None or self._looked_at is not track:
            self._offers = offers_at(self.world, track.now, self._offers)
            self._looked_at = track
        return self._offers

    def complete(self, text: str, cursor: int) -> tuple[Candidate, ...]:
        """What may stand at the cursor in place of what stands there, the likeliest first."""
        from rubrikdsl_repl.completing.line import complete

        return complete(text[:cursor], self.offers, self.state)


def _sent(done: Done, file: str, track: Track, replaying: bool) -> Done:
    """What a command did, with its reply in a file."""
    if replaying:
        return replace(done, parts=(Text(words.not_again(file), "note"),))
    from rubrikdsl_repl.export import write

    return replace(done, parts=write(done.parts, file, done.state or track.now))


def _unknown(line: str, language: Language) -> CommandError:
    word = line.split()[0]
    return CommandError(*problems.unknown_command(word, known(language)), line=line, end=len(word))
