"""Rubric files as tests of pytest."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.testing.conftest import ALL

Run = Callable[..., subprocess.CompletedProcess[str]]

SOUND = """\
rubric tiny "Tiny"
  score s "S" 0 .. 100
    indicator a "A" weight 40% 0 .. 4
    indicator b "B" weight 60% 0 .. 4
  bands k of s
    range      code
    50 .. 100  high
    below 50   low
  example "all"
    given
      a = 4
      b = 4
    expect s = 100, k = high
  example "none: at all"
    given
      a = 0
      b = 0
    expect s = 0, k = low
"""
WARNED = SOUND.replace("  score", "  inputs\n    x yes or no\n  score", 1)


def write(folder: Path, text: str, name: str = "tiny.rubrik") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def test_a_file_and_its_examples_are_tests(tmp_path: Path, run: Run) -> None:
    write(tmp_path, SOUND, "rubrics/tiny.rubrik")
    done = run("-v", **ALL)
    assert done.returncode == 0, done.stdout
    assert "rubrics/tiny.rubrik::check PASSED" in done.stdout
    assert "rubrics/tiny.rubrik::tiny: all PASSED" in done.stdout
    assert "rubrics/tiny.rubrik::tiny: none: at all PASSED" in done.stdout
    assert "3 passed" in done.stdout


def test_an_error_is_drawn_and_its_examples_are_not_run(tmp_path: Path, run: Run) -> None:
    write(tmp_path, SOUND.replace("40%", "30%"))
    done = run()
    assert done.returncode == 1
    assert "error[weights-do-not-sum]" in done.stdout and "--> tiny.rubrik:" in done.stdout
    assert "Traceback" not in done.stdout and "1 failed in" in done.stdout


@pytest.mark.parametrize("ci", ["", "true"], ids=["terminal", "ci"])
@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one", "several"])
def test_an_example_that_fails_is_told_once(
    tmp_path: Path, run: Run, processes: tuple[str, ...], ci: str
) -> None:
    write(tmp_path, SOUND.replace("s = 0, k = low", "s = 0, k = high"))
    done = run(*processes, CI=ci)
    assert done.returncode == 1
    assert done.stdout.count("--> tiny.rubrik:") == 1
    assert "1 failed, 2 passed" in done.stdout


def test_the_language(tmp_path: Path, run: Run) -> None:
    write(tmp_path, SOUND.replace("40%", "30%"))
    english = run().stdout
    assert "weights of" in english or "weights in" in english
    for told in (run("--rubrik-lang", "id"), run("-o", "rubrik_lang=id"), run(LC_ALL="id_ID.UTF-8")):
        assert "bobot di dalam" in told.stdout
    refused = run("-o", "rubrik_lang=fr")
    assert refused.returncode == 4 and "rubrik_lang" in refused.stderr


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one", "several"])
def test_warnings_pass_and_are_told(tmp_path: Path, run: Run, processes: tuple[str, ...]) -> None:
    write(tmp_path, WARNED)
    done = run(*processes)
    assert done.returncode == 0, done.stdout
    assert "warnings of rubrics" in done.stdout and done.stdout.count("warning[unused-input]") == 1
    for strict in (("--rubrik-strict",), ("-o", "rubrik_strict=true"))[len(processes) // 2 :]:
        failed = run(*processes, *strict)
        assert failed.returncode == 1 and "1 failed, 2 passed" in failed.stdout


def test_only_the_files_asked_for(tmp_path: Path, run: Run) -> None:
    write(tmp_path, SOUND, "rubrics/tiny.rubrik")
    write(tmp_path, "rubric broken\n  oops\n", "drafts/broken.rubrik")
    assert run().returncode == 1
    assert run("-o", "rubrik_files=rubrics/*").returncode == 0
    assert run("-o", "rubrik_files=tiny.rubrik").returncode == 0
    assert run("-o", "rubrik_files=").returncode == 5
    assert run("rubrics/tiny.rubrik::check").returncode == 0
    assert "2 passed, 1 deselected" in run("rubrics", "-k", "tiny and not check").stdout


def test_rubrics_of_another_folder(tmp_path: Path, run: Run) -> None:
    write(tmp_path, SOUND, "shared/tiny.rubrik")
    whole = 'rubric whole "Whole"\n  collect units by tiny\n  score s 0 .. 100\n    = mean(units.s)\n'
    write(tmp_path, whole, "region/whole.rubrik")
    assert run("region").returncode == 1
    assert run("region", "-o", "rubrik_given=shared").returncode == 0


def test_a_file_that_cannot_be_read(tmp_path: Path, run: Run) -> None:
    (tmp_path / "bad.rubrik").write_bytes(b"rubric a\n\xff\xfe\n")
    done = run()
    assert done.returncode == 2 and "UTF-8" in done.stdout and "Traceback" not in done.stdout


def test_a_report_for_machines(tmp_path: Path, run: Run) -> None:
    write(tmp_path, SOUND.replace("40%", "30%"))
    write(tmp_path, SOUND, "sound/tiny.rubrik")
    run("--junit-xml=out.xml")
    cases = list(ET.parse(tmp_path / "out.xml").iter("testcase"))
    assert len(cases) == 4
    (failure,) = [found for case in cases for found in case.iter("failure")]
    assert "weights-do-not-sum" in (failure.text or "")


def test_other_projects_do_not_load_the_engine(tmp_path: Path, run: Run) -> None:
    """Nothing but the plugin itself, where there is no rubric."""
    loaded = "[name for name in sys.modules if name.startswith('rubrikdsl')]"
    write(
        tmp_path,
        f"import sys\n\ndef test_loaded():\n    print('loaded', {loaded})\n",
        "test_other.py",
    )
    done = run("-s", "-W", "error")
    assert done.returncode == 0, done.stdout
    (told,) = [line for line in done.stdout.splitlines() if "loaded" in line]
    found = told[told.index("[") :]
    assert found == str(["rubrikdsl.version", "rubrikdsl", "rubrikdsl.testing", "rubrikdsl.testing.plugin"])


def test_the_plugin_can_be_left_out(tmp_path: Path, run: Run) -> None:
    write(tmp_path, "rubric broken")
    assert run("-p", "no:rubrik", "-p", "no:rubrikdsl.testing.plugin", **ALL).returncode == 5
    assert sys.version_info >= (3, 11)
