"""Every shipped rubric: clean, formatted, its examples right, and equal in both vocabularies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rubrikdsl.assets import folder

STOCK = folder("rubrics")
FILES = sorted(str(path.relative_to(STOCK)) for path in STOCK.rglob("*.rubrik"))
ENGLISH = [name for name in FILES if "/en/" in name]

Command = Callable[..., tuple[int, str]]


def test_the_library_is_there() -> None:
    assert len(FILES) >= 8
    assert ENGLISH == [
        "kota_metro/en/evaluasi.rubrik",
        "ombudsman/en/kepatuhan_2021.rubrik",
        "ombudsman/en/kepatuhan_2022.rubrik",
        "ombudsman/en/opini_2025.rubrik",
        "ombudsman/en/penghargaan.rubrik",
        "ombudsman/en/peringkat_2022.rubrik",
        "panrb/en/pekppp.rubrik",
        "panrb/en/wbk.rubrik",
    ]


@pytest.mark.parametrize("name", FILES)
def test_without_findings(name: str, rubrik: Command) -> None:
    code, printed = rubrik("check", STOCK / name, "--format", "concise", "--lang", "en")
    assert (code, [line for line in printed.splitlines() if ".rubrik:" in line]) == (0, []), printed


@pytest.mark.parametrize("name", FILES)
def test_formatted(name: str, rubrik: Command) -> None:
    code, printed = rubrik("fmt", "--check", STOCK / name)
    assert code == 0, printed


@pytest.mark.parametrize("name", FILES)
def test_its_examples_pass(name: str, rubrik: Command) -> None:
    text = (STOCK / name).read_text(encoding="utf-8")
    assert "\n  contoh " in text or "\n  example " in text
    code, printed = rubrik("test", STOCK / name)
    assert code == 0, printed


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_example_fails(name: str, rubrik: Command, tmp_path: Path) -> None:
    """So that passing means something: the last expectation is turned into another."""
    text = (STOCK / name).read_text(encoding="utf-8")
    word = "diharapkan" if "diharapkan" in text else "expect"
    head, _, last = text.rpartition(f"{word} ")
    line, newline, tail = last.partition("\n")
    name_of_value = line.partition(" =")[0]
    wrong = {
        "predikat": "F",
        "kategori": "E",
        "zona": "merah",
        "ppd": "tidak" if word == "diharapkan" else "no",
    }.get(name_of_value, "1")
    copy = tmp_path / Path(name).name
    copy.write_text(f"{head}{word} {name_of_value} = {wrong}{newline}{tail}", encoding="utf-8")
    code, printed = rubrik("test", copy)
    assert code == 1, printed


@pytest.mark.parametrize("name", ENGLISH)
def test_the_english_one_is_its_translation(name: str, rubrik: Command, tmp_path: Path) -> None:
    original = STOCK / name.replace("/en/", "/")
    translated = tmp_path / "translated.rubrik"
    code, printed = rubrik("translate", "--to", "en", original, "-o", translated)
    assert code == 0, printed
    assert translated.read_text(encoding="utf-8") == (STOCK / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ENGLISH)
def test_and_translates_back(name: str, rubrik: Command, tmp_path: Path) -> None:
    original = STOCK / name.replace("/en/", "/")
    translated = tmp_path / "translated.rubrik"
    code, printed = rubrik("translate", "--to", "id", STOCK / name, "-o", translated)
    assert code == 0, printed
    assert translated.read_text(encoding="utf-8") == original.read_text(encoding="utf-8")
