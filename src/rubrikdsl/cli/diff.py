"""`rubrik diff OLD NEW`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubrikdsl.cli import problems
from rubrikdsl.cli.command import OUTPUT
from rubrikdsl.cli.command import Argument
from rubrikdsl.cli.command import Command
from rubrikdsl.cli.command import Option
from rubrikdsl.cli.command import UsageError
from rubrikdsl.cli.console import FINDINGS
from rubrikdsl.cli.console import Console
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.frozen import dataclass

if TYPE_CHECKING:
    from rubrikdsl.semantics import model
    from rubrikdsl.source import Place
    from rubrikdsl.studies.diff.comparison import Comparison
    from rubrikdsl.workspace.workspace import Workspace

    _Models = tuple[model.Rubric, ...]

COMMAND = Command(
    "diff",
    say("say what two rubrics mean differently", "sebutkan beda makna dua rubrik"),
    (
        Argument(
            "OLD",
            say("a rubric file, or the name of a stock rubric", "berkas rubrik, atau nama rubrik bawaan"),
        ),
        Argument("NEW", say("what to compare it with", "pembandingnya")),
    ),
    (
        Option(
            ("--rubric",),
            say(
                "only the rubric of this name, where the files hold several",
                "hanya rubrik dengan nama ini, bila berkas memuat beberapa",
            ),
            ("NAME",),
        ),
        Option(
            ("--citations",),
            say(
                "also tell sources, reasons, notes and assumptions",
                "sebut pula dasar, alasan, catatan, asumsi",
            ),
        ),
        Option(
            ("--format",),
            say("text (default) or json", "text (bawaan) atau json"),
            ("FORMAT",),
            ("text", "json"),
        ),
        OUTPUT,
    ),
    say(
        "Meaning is compared, not text: layout, comments, the vocabulary and the order of what has no order"
        " make no difference. Labels, printing and validity are told apart. Exit code 0 if every record"
        " scores alike under both, 1 if the meaning differs.",
        "Yang dibandingkan maknanya, bukan teksnya: tata letak, komentar, kosakata, dan urutan hal yang tidak"
        " berurutan tidak dihitung beda. Label, cetakan, dan masa berlaku disebut terpisah. Kode keluar 0"
        " bila setiap rekaman bernilai sama menurut keduanya, 1 bila maknanya berbeda.",
    ),
    (
        "rubrik diff lama.rubrik baru.rubrik",
        "rubrik diff kepatuhan.unit usulan.rubrik --citations --format json",
    ),
)


@dataclass(frozen=True, slots=True)
class _Side:
    """The rubrics of a file, and the name of the one that was meant, where it was named."""

    file: str
    rubrics: _Models
    meant: str | None

    def named(self, name: str) -> _Models:
        """The rubric of this name alone; raises `UsageError` where there is none."""
        found = tuple(rubric for rubric in self.rubrics if rubric.name == name)
        if not found:
            names = tuple(rubric.name for rubric in self.rubrics)
            raise UsageError(*problems.no_such_rubric(self.file, name, names))
        return found


def run(arguments: Namespace, console: Console) -> int:
    """Compare two files of rubrics."""
    from rubrikdsl.cli.reading import apart
    from rubrikdsl.cli.reading import emit
    from rubrikdsl.cli.reading import once_stdin
    from rubrikdsl.cli.reading import workspace
    from rubrikdsl.studies.diff.comparison import compare

    names = [arguments.old_, arguments.new_]
    once_stdin(names)
    apart(names, arguments.output)
    space = workspace(arguments)
    sides = [_opened(name, space, console) for name in names]
    if None in sides:
        return console.code
    before, after = _chosen([side for side in sides if side is not None], arguments.rubric)
    found = compare(before, after)
    if found.differs:
        console.worse(FINDINGS)
    emit(
        _written(found, space, arguments, console),
        arguments.output,
        console,
        exact=arguments.format == "json",
    )
    return console.code


def _opened(name: str, space: Workspace, console: Console) -> _Side | None:
    """The rubrics behind a file or a stock name; None after telling why there are none."""
    from rubrikdsl.cli.reading import stop_for
    from rubrikdsl.cli.reading import tell
    from rubrikdsl.workspace.files import FileError
    from rubrikdsl.workspace.workspace import FaultyError

    try:
        source, meant = space.find(name)
        rubrics = space.models(source)
    except FileError as fault:
        tell(console, fault)
        return None
    except FaultyError as faulty:
        stop_for(faulty.diagnostics, space, console)
        return None
    if not rubrics:
        raise UsageError(*problems.no_rubrics(source.name))
    return _Side(source.name, rubrics, meant)


def _chosen(sides: Sequence[_Side], name: str | None) -> tuple[_Models, _Models]:
    """The rubrics to compare: all, or those of one name; a stock name means one on the other side too."""
    old, new = sides
    if name is not None:
        return old.named(name), new.named(name)
    if old.meant is not None:
        before = old.named(old.meant)
        return before, new.named(new.meant or old.meant) if len(new.rubrics) > 1 else new.rubrics
    if new.meant is not None:
        return old.named(new.meant) if len(old.rubrics) > 1 else old.rubrics, new.named(new.meant)
    return old.rubrics, new.rubrics


def _written(found: Comparison, space: Workspace, arguments: Namespace, console: Console) -> str:
    from rubrikdsl.studies.diff.report import Sides
    from rubrikdsl.studies.diff.report import to_text
    from rubrikdsl.studies.diff.write import to_json

    def where(place: Place) -> tuple[str, int]:
        return place.file, space.sources[place.file].position(place.start)[0]

    if arguments.format == "json":
        return to_json(found, Sides(where, where), console.language)
    return to_text(found, Sides(where, where), console.language, citations=arguments.citations)
