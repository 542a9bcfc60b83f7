"""Help texts, drawn from the commands' own data, the same in every terminal and every Python."""

from __future__ import annotations

from rubrikdsl.cli.command import COMMON
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.diagnostics.render.filled import filled
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

WIDTH = 96
_USAGE = say("usage", "pemakaian")
_OPTION = say("[options]", "[opsi]")
_COMMANDS = say("commands", "perintah")
_ARGUMENTS = say("arguments", "argumen")
_OPTIONS = say("options", "opsi")
_EXAMPLES = say("examples", "contoh")
_EXITS = say("exit codes", "kode keluar")
_MORE = say("`rubrik COMMAND --help` tells more.", "`rubrik PERINTAH --help` menjelaskan lebih lanjut.")
_ABOUT = say(
    "Scoring rubrics as text: check them, score data exactly, explain every point.",
    "Rubrik penilaian sebagai teks: periksa, hitung nilai secara eksak, jelaskan setiap poin.",
)
_EXIT_TABLE = (
    ("0", say("nothing wrong (warnings allowed)", "tidak ada masalah (peringatan diperbolehkan)")),
    (
        "1",
        say("findings, or data that could not be scored", "ada temuan, atau data yang tidak dapat dinilai"),
    ),
    ("2", say("the command was not understood", "perintah tidak dipahami")),
    ("3", say("a file could not be read or written", "ada berkas yang tidak dapat dibaca atau ditulis")),
    (
        "70",
        say("our own fault; the message says what to report", "kesalahan program; pesannya siap dilaporkan"),
    ),
)
_VERSION = Option(("--version",), say("show the version", "tampilkan versi"))


def overview(commands: tuple[Command, ...], language: Language) -> str:
    """What `rubrik --help` prints."""
    command_word = "PERINTAH" if language == "id" else "COMMAND"
    blocks = [
        f"{_USAGE.read(language)}: rubrik {command_word} {_OPTION.read(language)} …",
        _ABOUT.read(language),
        _table(_COMMANDS, [(c.name, c.summary.read(language)) for c in commands], language),
        _table(_OPTIONS, [_option(o, language) for o in (*COMMON, _VERSION)], language),
        _table(_EXITS, [(code, words.read(language)) for code, words in _EXIT_TABLE], language),
        _MORE.read(language),
    ]
    return "\n\n".join(blocks) + "\n"


def page(command: Command, language: Language) -> str:
    """What `rubrik COMMAND --help` prints."""
    usage = " ".join(
        [f"{_USAGE.read(language)}: rubrik", command.name, _OPTION.read(language)]
        + [_spelt(argument) for argument in command.arguments]
    )
    blocks = [usage, _filled(command.summary, language)]
    if command.details:
        blocks.append(_filled(command.details, language))
    if command.arguments:
        rows = [(argument.name, argument.help.read(language)) for argument in command.arguments]
        blocks.append(_table(_ARGUMENTS, rows, language))
    rows = [_option(option, language) for option in (*command.options, *COMMON)]
    blocks.append(_table(_OPTIONS, rows, language))
    blocks.append("\n".join([f"{_EXAMPLES.read(language)}:", *(f"  {line}" for line in command.examples)]))
    return "\n\n".join(blocks) + "\n"


def _spelt(argument: Argument) -> str:
    name = argument.name if argument.most == 1 else f"{argument.name}…"
    return name if argument.least else f"[{name}]"


def _option(option: Option, language: Language) -> tuple[str, str]:
    flags = ", ".join(option.flags)
    return " ".join((flags, *option.values)), option.help.read(language)


def _filled(words: Words, language: Language) -> str:
    return "\n".join(line for part in words.read(language).split("\n") for line in filled(part, WIDTH))


def _table(title: Words, rows: list[tuple[str, str]], language: Language) -> str:
    left = min(26, max(len(name) for name, _ in rows))
    lines = [f"{title.read(language)}:"]
    for name, text in rows:
        first, *rest = filled(text, WIDTH - left - 4)
        if len(name) > left:
            lines.append(f"  {name}")
            lines.append(f"  {'':{left}}  {first}")
        else:
            lines.append(f"  {name:{left}}  {first}")
        lines.extend(f"  {'':{left}}  {line}" for line in rest)
    return "\n".join(lines)
