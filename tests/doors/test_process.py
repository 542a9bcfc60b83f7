"""The command line as a process: pipes, signals, files that cannot be written, our own faults."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from rubrikdsl.cli import codes
from rubrikdsl.cli.main import main

RUBRIK = (sys.executable, "-m", "rubrikdsl")
TINY = """\
rubric tiny "Tiny"
  score s "S" 0 .. 100
    dimension a "A" weight 40%
    dimension b "B" weight 60%
"""


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUBRIK, *arguments],
        cwd=cwd,
        env={**os.environ, "LANG": "C", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,60\n", "utf-8")
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    with subprocess.Popen(
        [*RUBRIK, "score", "tiny.rubrik", "data.csv"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()  # the reader goes away before the first result
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*RUBRIK, "check", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # else ignored in the background
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b"rubric a\n")
        process.stdin.flush()
        time.sleep(1.5)  # it waits for the rest of its input
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_being_told_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    """A long run is told twice to end, as a service manager does; an earlier file is as it was."""
    pytest.importorskip("pyarrow")
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,60\n", "utf-8")
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "out.csv").write_text("earlier", "utf-8")
    script = """if True:
        import sys, time
        from rubrikdsl.cli import main, streaming

        def wait(*_):
            print("ready", flush=True)
            time.sleep(60)

        streaming.SMALL, streaming._Told.take = -1, wait
        sys.argv = "rubrik score tiny.rubrik data.csv -o out.csv --lang en".split()
        main.run()
    """
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
        assert process.stderr.read().startswith(b"nothing was written to out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8") == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "out.csv", "tiny.rubrik"]


def test_our_own_fault_says_what_to_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(codes, "run", broken)
    monkeypatch.delenv("RUBRIK_DEBUG", raising=False)
    assert main(["codes", "--lang", "en"]) == 70
    shown = capsys.readouterr()
    assert shown.out == ""
    for needed in ("our fault", "RuntimeError: on purpose", "rubrik codes --lang en", sys.version.split()[0]):
        assert needed in shown.err
    assert "Traceback" not in shown.err
    assert main(["--lang", "id", "codes"]) == 70
    assert "kesalahan program" in capsys.readouterr().err
    monkeypatch.setenv("RUBRIK_DEBUG", "1")
    with pytest.raises(RuntimeError, match="on purpose"):
        main(["codes"])


def test_no_colour_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "bad.rubrik").write_text(TINY.replace("60%", "61%"), "utf-8")
    done = run("check", "bad.rubrik", cwd=tmp_path)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "101%" in done.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_other_files_are_still_worked_on(tmp_path: Path) -> None:
    for name in ("a.rubrik", "b.rubrik", "c.rubrik"):
        (tmp_path / name).write_text(TINY.replace("  score", "     score"), "utf-8")
    (tmp_path / "a.rubrik").chmod(0)
    (tmp_path / "b.rubrik").chmod(0o444)
    done = run("fmt", "a.rubrik", "b.rubrik", "c.rubrik", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("access denied") == 2
    assert (tmp_path / "c.rubrik").read_text("utf-8") == TINY


def test_fmt_keeps_permissions_and_follows_links(tmp_path: Path) -> None:
    real = tmp_path / "real.rubrik"
    real.write_text(TINY.replace('rubric tiny "', 'rubric   tiny   "'), "utf-8")
    real.chmod(0o640)
    (tmp_path / "link.rubrik").symlink_to(real)
    assert run("fmt", "link.rubrik", cwd=tmp_path).returncode == 0
    assert real.read_text("utf-8") == TINY
    assert (tmp_path / "link.rubrik").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.rubrik", "real.rubrik"]


def test_output_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    done = run("new", "tiny.rubrik", "-o", "no/such/unit.toml", cwd=tmp_path)
    assert done.returncode == 3
    assert "no/such/unit.toml: there is no such folder\n  = help: make it first" in done.stderr
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,\n", "utf-8")
    done = run("score", "tiny.rubrik", "data.csv", "-o", ".", "--lang", "en", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (3, "error: .: this is a folder\n")  # told before any work


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_closed_half_way_is_noticed(tmp_path: Path, unbuffered: str) -> None:
    (tmp_path / "data.csv").write_text("record,a,b\n" + "x,50,60\n" * 3000, "utf-8")
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    with subprocess.Popen(
        [*RUBRIK, "score", "tiny.rubrik", "data.csv", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("rows", [1, 5000])
def test_a_full_standard_output_is_no_fault_of_ours(tmp_path: Path, rows: int) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "data.csv").write_text("record,a,b\n" + "x,50,60\n" * rows, "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*RUBRIK, "score", "tiny.rubrik", "data.csv", "--lang", "en"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "error: standard output: no space left\n" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")
def test_closed_streams(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,60\n", "utf-8")

    def code(line: str) -> int:
        return subprocess.run(
            ["sh", "-c", f'"$0" -m rubrikdsl {line}', sys.executable],
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode

    assert code("score tiny.rubrik data.csv >&-") == 3
    assert code("score tiny.rubrik data.csv -o out.csv >&-") == 0
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("record,s,")
    assert code("score tiny.rubrik - <&-") == 3
    assert code("score tiny.rubrik nowhere.csv 2>&-") == 3


def test_results_never_take_the_place_of_what_they_are_made_from(tmp_path: Path) -> None:
    text = "record,a,b\nx,50,60\n"
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "data.csv").write_text(text, "utf-8")
    (tmp_path / "link.csv").symlink_to("data.csv")
    for output in ("data.csv", "./data.csv", "link.csv", "tiny.rubrik"):
        for command in ("score", "explain"):
            done = run(command, "tiny.rubrik", "data.csv", "-o", output, cwd=tmp_path)
            assert done.returncode == 2 and f"{output} is read here" in done.stderr
    assert (tmp_path / "data.csv").read_text("utf-8") == text
    assert (tmp_path / "tiny.rubrik").read_text("utf-8") == TINY


def test_a_form_never_replaces_one_that_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    form, command = tmp_path / "unit.toml", ("new", "tiny.rubrik", "-o", "unit.toml")
    assert run(*command, cwd=tmp_path).returncode == 0
    assert run(*command, cwd=tmp_path).returncode == 0  # nothing is lost
    filled = form.read_text("utf-8").replace('""', '"50"')
    form.write_text(filled, "utf-8")
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 2 and "unit.toml is there already" in done.stderr
    assert form.read_text("utf-8") == filled


def test_what_programs_read_is_utf8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY.replace("Tiny", "Kafé ş −"), "utf-8")
    (tmp_path / "data.csv").write_text("record,a,b\nKafé ş −,50,60\n", "utf-8")
    for command in (
        ("score", "tiny.rubrik", "data.csv", "--format", "json"),
        ("score", "tiny.rubrik", "data.csv", "--format", "csv"),
        ("score", "tiny.rubrik", "data.csv", "--format", "toml"),
        ("explain", "tiny.rubrik", "data.csv", "--format", "json"),
        ("translate", "tiny.rubrik", "--to", "id"),
        ("new", "tiny.rubrik"),
    ):
        done = subprocess.run(
            [*RUBRIK, *command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "latin-1"},
            capture_output=True,
            check=True,
        )
        assert "Kafé ş −" in done.stdout.decode("utf-8")


def test_half_a_character_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "d.json").write_text('{"record": "\\ud800", "a": 50, "b": 60}', "utf-8")
    assert run("score", "tiny.rubrik", "d.json", "-o", "out.csv", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[1].startswith("\\ud800,56")


def test_an_explanation_names_the_place_of_a_problem(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,\n", "utf-8")
    found = [
        json.loads(run(command, "tiny.rubrik", "data.csv", "--format", "json", cwd=tmp_path).stdout)
        for command in ("score", "explain")
    ]
    assert found[0][0]["problems"] == found[1][0]["problems"]
    assert (found[1][0]["problems"][0]["file"], found[1][0]["problems"][0]["row"]) == ("data.csv", 2)


def test_no_cache_and_a_hostile_one_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,60\n", "utf-8")
    cache = tmp_path / "cache"
    command = ("score", "tiny.rubrik", "data.csv", "--format", "json")
    first = run(*command, cwd=tmp_path, RUBRIK_CACHE=str(cache))
    assert '"s": "56"' in first.stdout
    assert any(path.name.startswith("plans-") for path in cache.iterdir())
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes().replace(b"60", b"40"))
    assert run(*command, cwd=tmp_path, RUBRIK_CACHE=str(cache)).stdout == first.stdout
    assert run(*command, cwd=tmp_path, RUBRIK_CACHE="").stdout == first.stdout


def test_a_warm_score_needs_neither_lark_nor_the_parser(tmp_path: Path) -> None:
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "data.csv").write_text("record,a,b\nx,50,60\n", "utf-8")
    look = (
        "import sys; from rubrikdsl.cli.main import main;"
        "code = main(['score', 'tiny.rubrik', 'data.csv']);"
        "print(code, [n for n in ('lark', 'rubrikdsl.syntax.parse', 'rubrikdsl.semantics.from_tree')"
        " if n in sys.modules])"
    )
    environment = {**os.environ, "RUBRIK_CACHE": str(tmp_path / "cache")}
    outputs = [
        subprocess.run(
            [sys.executable, "-c", look],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]
    assert "lark" in outputs[0]
    assert outputs[1] == "0 []"


def test_a_changed_rubric_beside_it_is_noticed(tmp_path: Path) -> None:
    whole = "rubric whole\n  collect units by tiny\n  score s 0 .. 100\n    = mean(units.s)\n"
    (tmp_path / "whole.rubrik").write_text(whole, "utf-8")
    (tmp_path / "tiny.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "d.json").write_text(
        '[{"record": "x", "units": [{"record": "u", "a": 50, "b": 60}]}]', "utf-8"
    )
    command = ("score", "whole.rubrik", "d.json", "--format", "csv")
    assert ",56," in run(*command, cwd=tmp_path).stdout
    (tmp_path / "tiny.rubrik").write_text(TINY.replace("40%", "50%").replace("60%", "50%"), "utf-8")
    assert ",55," in run(*command, cwd=tmp_path).stdout
    (tmp_path / "tiny.rubrik").unlink()
    assert run(*command, cwd=tmp_path).returncode == 1


def test_the_shell_without_a_terminal_loads_no_terminal() -> None:
    script = "import sys\nfrom rubrikdsl.cli.main import main\n" + (
        "code = main(['repl', '-c', 'help', '-c', 'set', '-c', 'quit'])\n"
        "sys.exit(code or 'prompt_toolkit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done
