"""Where a rubric of some name is looked for, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrikdsl import assets
from rubrikdsl.source import Source
from rubrikdsl.workspace.library import Library
from rubrikdsl.workspace.library import declared
from rubrikdsl.workspace.workspace import Workspace

TINY = "rubric {name}\n  score s 0 .. {top}\n    dimension d weight 100%\n"
WHOLE = "rubric whole\n  collect units by tiny\n  score s 0 .. 100\n    = mean(units.s)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("near", "far"):
        (tmp_path / name).mkdir()
    (tmp_path / "near" / "whole.rubrik").write_text(WHOLE, "utf-8")
    return tmp_path


def put(file: Path, name: str = "tiny", top: int = 100) -> str:
    file.write_text(TINY.format(name=name, top=top), "utf-8")
    return str(file)


def names(library: Library, asker: Source, name: str = "tiny") -> list[str]:
    return [Path(found.name).name for found in library.find(name, asker)]


def test_names_are_read_off_unindented_lines() -> None:
    text = '\ufeffrubrik a.b "rubric x"\n  rubric no\n# rubric no\nrubric\u00a0c\nrubrication d\n'
    assert declared(text) == ("a.b", "c")


def test_order_of_places(folder: Path) -> None:
    asker = Source(str(folder / "near" / "whole.rubrik"), WHOLE)
    assert names(Library((), 10_000), asker) == []
    given = put(folder / "far" / "given.rubrik")
    beside = put(folder / "near" / "beside.rubrik")
    assert names(Library((), 10_000), asker) == ["beside.rubrik"]
    assert names(Library((given,), 10_000), asker) == ["given.rubrik"]
    assert names(Library((given, beside), 10_000), asker) == ["beside.rubrik"]
    own = Source(asker.name, WHOLE + TINY.format(name="tiny", top=9))
    assert names(Library((given,), 10_000), own) == ["whole.rubrik"]


def test_two_files_beside_it_are_an_ambiguity(folder: Path) -> None:
    one, two = put(folder / "near" / "one.rubrik"), put(folder / "near" / "two.rubrik", top=50)
    asker = Source(str(folder / "near" / "whole.rubrik"), WHOLE)
    assert names(Library((), 10_000), asker) == ["one.rubrik", "two.rubrik"]
    assert names(Library((two,), 10_000), asker) == ["two.rubrik"]
    assert names(Library((one, one), 10_000), asker) == ["one.rubrik"]
    (found,) = Workspace().check(asker).diagnostics
    assert found.code == "ambiguous-rubric"
    assert one in str(found.notes[0]) and two in str(found.notes[0])


def test_a_text_without_a_folder_asks_the_stock_alone() -> None:
    library = Library((), 2_000_000)
    (found,) = library.find("kepatuhan.unit", Source("<text>", ""))
    assert Path(found.name).is_relative_to(assets.folder("rubrics"))
    assert "en" not in Path(found.name).parts[-2:], "the original, not its translation"
    assert "kepatuhan.unit" in library.known(Source("<text>", ""))


def test_what_another_file_lacks_is_told_once_and_there(folder: Path) -> None:
    gap = (
        TINY.format(name="tiny", top=100) + "  bands k of s\n    range code\n    0 .. 49 A\n    50 .. 100 B\n"
    )
    (folder / "near" / "tiny.rubrik").write_text(gap, "utf-8")
    space = Workspace()
    (found,) = space.check(Source(str(folder / "near" / "whole.rubrik"), WHOLE)).diagnostics
    assert found.code == "broken-rubric"
    both = space.check(Source("<text>", WHOLE + gap)).diagnostics
    assert [each.code for each in both] == ["band-gap"]


def test_rubrics_that_need_each_other(folder: Path) -> None:
    tiny = WHOLE.replace("rubric whole", "rubric tiny").replace("by tiny", "by whole")
    (folder / "near" / "tiny.rubrik").write_text(tiny, "utf-8")
    found = Workspace().check(Source(str(folder / "near" / "whole.rubrik"), WHOLE)).diagnostics
    assert found and all(each.code in ("circular-rubrics", "broken-rubric") for each in found)
