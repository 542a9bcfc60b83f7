"""Files from a stranger: each ends in a clear message, with the right exit code, in little memory, at once.

Every case is a process of its own with a limit on its memory; it may neither show a traceback nor end as our
own fault.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

MEMORY = 2**30
PATIENCE = 20
"""Seconds; each of these takes about one. What is tested is that it ends, not how busy the machine is."""

HEAD = "rubric r\n  score n 0 .. 100\n"
TINY = HEAD + "    indicator a weight 50% 0 .. 3\n    indicator b weight 50% 0 .. 100 step 0.01\n"


def rubrik(
    folder: Path, *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> tuple[int, str]:
    """Exit code and everything that was printed."""

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-m", "rubrikdsl", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", **(environment or {})},
        preexec_fn=confine,
        check=False,
    )
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in told and done.returncode != 70, told[-2000:]
    assert len(told) < 20_000, len(told)
    return done.returncode, told


RUBRICS: dict[str, tuple[bytes, int, str]] = {
    "a file of 10 MB": (b"# x\n" * 2_500_000, 1, "file-too-large"),
    "one line of 10 MB": (b"x" * 10_000_000, 1, "file-too-large"),
    "a line of almost 2 MB": (b'rubric r\n  note "' + b"x" * 1_900_000, 1, "line-too-long"),
    "nesting of 10 000": (
        (HEAD + "".join(" " * (4 + i % 1000) + f"group g{i} weight 100%\n" for i in range(1_500))).encode(),
        1,
        "too-deep",
    ),
    "a number of 10 000 digits": ((HEAD + f"    cap {'9' * 10_000}\n").encode(), 1, "line-too-long"),
    "a number of 9 000 digits": ((HEAD + f"    cap {'9' * 9_000}\n").encode(), 1, "number-too-long"),
    "places without end": (b"rubric r\n  score n 0 .. 100 places 999999999\n", 1, "error["),
    "a step without end": (
        (HEAD + f"    indicator a weight 100% 0 .. 1 step 0.{'0' * 390}1\n").encode(),
        0,
        "",
    ),
    "a huge exponent": ((HEAD + "    cap 1e999999999\n").encode(), 1, "number-exponent"),
    "a huge power of multiplications": (
        (TINY + "    cap " + " * ".join(["9" * 300] * 30) + "\n").encode(),
        1,
        "leaves-scale",
    ),
    "4 000 parentheses": (
        (HEAD + f"    cap {'(' * 4_000}1{')' * 4_000}\n").encode(),
        1,
        "expression-too-long",
    ),
    "10 000 parentheses": ((HEAD + f"    cap {'(' * 10_000}1{')' * 10_000}\n").encode(), 1, "line-too-long"),
    "2 000 times not": ((HEAD + f"    cap 1 when {'not ' * 2_000}x\n").encode(), 1, "expression-too-long"),
    "9 000 minus signs": ((HEAD + f"    cap {'-' * 9_000}1\n").encode(), 1, "error["),
    "a sum of 4 000 terms": ((HEAD + f"    cap {'1+' * 4_000}1\n").encode(), 1, "expression-too-long"),
    "a sum of 10 000 lines": ((HEAD + "    cap 1\n" + "      and x\n" * 10_000).encode(), 1, "error["),
    "10 000 open quotes": ((HEAD + "    " + "“" * 3_000).encode(), 1, "text-without-end"),
    "NUL bytes": (TINY.encode() + b"\x00\x00\x00\n", 1, "error["),
    "invalid UTF-8": (TINY.encode() + b"\xff\xfe\xfa\n", 3, "UTF-8"),
    "half a UTF-16 file": (TINY.encode("utf-16")[:301], 3, ""),
    "nothing": (b"", 1, "error["),
    "only line ends": (b"\r\n\r\r\n" * 1000, 1, "error["),
    "a chain of 3 000 lets": (
        (TINY + "".join(f"  let v{i} = {f'v{i - 1} * 2' if i else 'n'}\n" for i in range(3_000))).encode(),
        1,
        "error[",
    ),
    "lets that double": (
        (
            TINY + "".join(f"  let v{i} = {f'v{i - 1} * v{i - 1}' if i else 'n + 2'}\n" for i in range(45))
        ).encode(),
        0,
        "",
    ),
    "conditions without number": (
        (
            "rubric r\n  inputs\n"
            + "".join(f"    i{i} yes or no\n" for i in range(40))
            + "  score n 0 .. 100\n"
            + "".join(
                f"    indicator a{i} weight {5 if i else 0}% when i{i}, {i % 7}% otherwise 0 .. 3\n"
                for i in range(40)
            )
        ).encode(),
        1,
        "error[",
    ),
    "a rubric that collects itself": (
        b"rubric r\n  collect u by r\n  score n 0 .. 100\n    = mean(u.n)\n",
        1,
        "circular-rubrics",
    ),
    "two that collect each other": (
        b"rubric r\n  collect u by s\n  score n 0 .. 100\n    = mean(u.n)\n"
        b"rubric s\n  collect u by r\n  score n 0 .. 100\n    = mean(u.n)\n",
        1,
        "circular-rubrics",
    ),
    "collections that double": (
        b"".join(
            f"rubric r{i}\n".encode()
            + (f"  collect a by r{i - 1}\n  collect b by r{i - 1}\n".encode() if i else b"")
            + b"  score n 0 .. 100\n"
            + (b"    = (mean(a.n) + mean(b.n)) / 2\n" if i else b"    indicator x weight 100% 0 .. 3\n")
            for i in range(30)
        ),
        1,
        "too-deep",
    ),
    "a chain of 400 rubrics": (
        "".join(
            f"rubric r{i}\n  collect a by r{i + 1}\n  score n 0 .. 100\n    = mean(a.n)\n" for i in range(400)
        ).encode(),
        1,
        "too-deep",
    ),
    "names that mean formats": (b'rubric r "%s {0} {word} \\x1b[31m"\n  let {0} = 1\n', 1, "error["),
}


@pytest.mark.parametrize("name", RUBRICS)
def test_a_hostile_rubric(tmp_path: Path, name: str) -> None:
    content, code, words = RUBRICS[name]
    (tmp_path / "r.rubrik").write_bytes(content)
    found, told = rubrik(tmp_path, "check", "r.rubrik", "--lang", "en")
    assert found == code, told[-600:]
    assert words in told


DATA: dict[str, tuple[str, bytes, int, str]] = {
    "10 000 columns": ("d.csv", (",".join(f"c{i}" for i in range(10_000)) + "\n").encode() * 2, 1, ""),
    "a cell of 10 MB": ("d.csv", b"record,a,b\nx,1," + b"9" * 10_000_000 + b"\n", 1, ""),
    "a quoted cell without end": ("d.csv", b'record,a,b\nx,"' + b"1,\n" * 3_000_000, 1, ""),
    "a header of 10 MB": ("d.csv", b"x" * 10_000_000 + b"\n1\n", 1, ""),
    "NUL bytes in CSV": ("d.csv", b"record,a,b\nx,1,\x00\n", 1, ""),
    "invalid UTF-8 in CSV": ("d.csv", b"record,a,b\n\xff\xfa,1,1\n", 1, "UTF-8"),
    "nothing in CSV": ("d.csv", b"", 1, ""),
    "many digits in CSV": ("d.csv", b"record,a,b\nx,1," + b"1" * 5_000 + b"\n", 1, ""),
    "control signs in CSV": ("d.csv", b"record,a,b\n\x1b[31mx\x07,1,\x1b]0;evil\x07\n", 1, ""),
    "TOML nested 10 000 deep": ("d.toml", b"a = " + b"[" * 10_000 + b"]" * 10_000, 1, ""),
    "TOML tables 10 000 deep": ("d.toml", b"[" + b".".join([b"a"] * 10_000) + b"]\nb = 1\n", 1, ""),
    "a huge TOML exponent": ("d.toml", b"a = 1e999999999\nb = 1\n", 1, ""),
    "a huge negative exponent": ("d.toml", b"a = 1\nb = 1e-999999999\n", 1, ""),
    "a TOML number of 10 000 digits": ("d.toml", b"a = " + b"9" * 10_000 + b"\nb = 1\n", 1, ""),
    "a TOML float that is none": ("d.toml", b"a = nan\nb = inf\n", 1, ""),
    "half a TOML file": ("d.toml", b'a = 1\nb = "', 1, ""),
    "NUL bytes in TOML": ("d.toml", b"a = 1\nb = 1\x00\n", 1, ""),
    "10 MB of TOML": ("d.toml", b"a = 1\n" + b"# x\n" * 2_500_000, 1, "8"),
    "JSON nested 10 000 deep": ("d.json", b"[" * 10_000 + b"]" * 10_000, 1, ""),
    "JSON objects 10 000 deep": ("d.json", b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 1, ""),
    "a huge JSON exponent": ("d.json", b'{"a": 1e999999999, "b": 1}', 1, ""),
    "a JSON number of 10 000 digits": ("d.json", b'{"a": ' + b"9" * 10_000 + b', "b": 1}', 1, ""),
    "a JSON float that is none": ("d.json", b'{"a": NaN, "b": Infinity}', 1, ""),
    "a lone surrogate in JSON": ("d.json", b'{"record": "\\ud800", "a": 1, "b": 1}', 0, ""),
    "half a JSON file": ("d.json", b'{"a": 1, "b"', 1, ""),
    "a JSON text": ("d.json", b'"a"', 1, ""),
    "a key twice": ("d.json", b'{"a": 1, "a": 2, "b": 1}', 1, ""),
}


@pytest.mark.parametrize("name", DATA)
def test_hostile_data(tmp_path: Path, name: str) -> None:
    file, content, code, words = DATA[name]
    (tmp_path / "r.rubrik").write_text(TINY, "utf-8")
    (tmp_path / file).write_bytes(content)
    found, told = rubrik(tmp_path, "score", "r.rubrik", file, "--format", "json", "--lang", "en")
    assert found == code, told[-600:]
    assert words in told
    assert "\x1b" not in told and "\x07" not in told


def test_more_data_than_are_read_at_once(tmp_path: Path) -> None:
    """TOML is written of all data together; CSV, JSON and files of columns are written part by part."""
    (tmp_path / "r.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "d.csv").write_bytes(b"record,a,b\n" + b"x,1,1\n" * 17_000_000)
    found, told = rubrik(tmp_path, "score", "r.rubrik", "d.csv", "--format", "toml", "--lang", "en")
    assert found == 1 and "67" in told, told[-600:]


def test_hostile_data_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "r.rubrik").write_text(TINY, "utf-8")
    found, told = rubrik(tmp_path, "score", "r.rubrik", "-", stdin=b"x" * 80_000_000)
    assert found in (1, 3), told[-600:]
    found, told = rubrik(tmp_path, "check", "-", stdin=b"x" * 20_000_000)
    assert found == 1 and "file-too-large" in told, told[-600:]


@pytest.mark.parametrize("command", ["check", "fmt", "test", "translate", "score", "explain", "new"])
def test_what_is_no_file(tmp_path: Path, command: str) -> None:
    """A folder, a file that is not there, one that may not be read, a device without end."""
    (tmp_path / "folder.rubrik").mkdir()
    (tmp_path / "d.csv").write_text("record,a,b\nx,1,1\n", "utf-8")
    more = {"translate": ("--to", "id"), "score": ("d.csv",), "explain": ("d.csv",)}.get(command, ())
    for file in ("absent.rubrik", "folder.rubrik/", "/dev/zero", "a\udcff.rubrik"):
        found, told = rubrik(tmp_path, command, file, *more)
        wanted = {"/dev/zero": (1,), "folder.rubrik/": (0, 3)}.get(file, (3,))
        assert found in wanted, (file, told[-600:])


def test_data_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "r.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "folder.csv").mkdir()
    for file in ("absent.csv", "folder.csv", "/dev/zero"):
        found, told = rubrik(tmp_path, "score", "r.rubrik", file)
        assert found in (1, 3), (file, told[-600:])


def test_fifty_broken_lines_are_fifty_findings(tmp_path: Path) -> None:
    lines = "".join(f"    indicator a{i} weight weight {i}%\n" for i in range(25))
    rest = "".join(f"  let v{i} = (1 + \n" for i in range(25))
    (tmp_path / "r.rubrik").write_text(HEAD + lines + rest, "utf-8")
    found, told = rubrik(tmp_path, "check", "r.rubrik", "--format", "concise", "--lang", "en")
    assert found == 1
    assert told.count(": error[") == 50, told


def test_limits_are_adjustable(tmp_path: Path) -> None:
    """Each stated limit refuses at its default or below, and lets pass when raised."""
    (tmp_path / "r.rubrik").write_text(TINY, "utf-8")
    (tmp_path / "d.csv").write_text("record,a,b\nx,1,1\ny,2,2\n", "utf-8")
    score = ("score", "r.rubrik", "d.csv")
    for name, low, enough in (
        ("bytes", 20, 200),
        ("line", 10, 100),
        ("depth", 1, 5),
        ("digits", 1, 5),
        ("rows", 1, 2),
        ("data", 8, 100),
    ):
        small = {f"RUBRIK_MAX_{name.upper()}": str(low)}
        raised = rubrik(tmp_path, *score, "--limit", f"{name}={enough}", environment=small)
        assert raised[0] == 0, (name, raised)
        assert rubrik(tmp_path, *score, environment=small)[0] in (1, 3), name
    assert rubrik(tmp_path, *score, "--limit", "rows=-1")[0] == 2
    assert rubrik(tmp_path, *score, "--limit", "rows=9" + "9" * 30)[0] == 2


def test_numbers_that_grow_refuse_the_record(tmp_path: Path) -> None:
    """Each value squares the one before: soon no number that could be printed."""
    lets = "".join(f"  let v{i} = {f'v{i - 1} * v{i - 1}' if i else 'n / 7'}\n" for i in range(40))
    (tmp_path / "r.rubrik").write_text(TINY + lets, "utf-8")
    (tmp_path / "d.csv").write_text("record,a,b\nx,1,33.33\n", "utf-8")
    for command in ("score", "explain"):
        found, told = rubrik(tmp_path, command, "r.rubrik", "d.csv")
        assert found == 1 and "number-too-long" in told, told[-600:]


SECRETS = (
    "../secret",
    "/etc/passwd",
    "secret.txt",
    "..secret",
    "sub/secret",
    "secret.rubrik",
    "~/secret",
    "$HOME",
    "__import__",
)


def test_a_rubric_reaches_no_file(tmp_path: Path) -> None:
    """What another rubric is named by is a name, never a path: nothing outside is opened, nothing is run."""
    inside = tmp_path / "inside"
    inside.mkdir()
    secret = "rubric secret\n  score n 0 .. 100\n    indicator hidden weight 100% 0 .. 3\n"
    for path in ("secret.rubrik", "secret", "secret.txt", "inside/sub/secret.rubrik"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(secret, "utf-8")
    files: list[str] = []
    for name in SECRETS:
        for written in (
            f"  collect u by {name}\n",
            f'  collect u by "{name}"\n',
            f"  bands k of n as in {name}\n",
        ):
            files.append(f"r{len(files):02}.rubrik")
            (inside / files[-1]).write_text(
                f"rubric {files[-1][:3]}\n{written}  score n 0 .. 100\n    indicator a weight 100% 0 .. 3\n"
            )
    found, told = rubrik(inside, "check", *files, "--format", "concise")
    assert found == 1
    assert all(re.search(rf"^{file}:.*: error\[", told, re.MULTILINE) for file in files), told
    assert "hidden" not in told and "root:" not in told


EXPRESSIONS = (
    "__import__('os')",
    "open('x')",
    "a.__class__",
    "lambda: 1",
    "os.environ",
    "exec(1)",
    "a if b",
    "$HOME",
    "`id`",
)


def test_an_expression_reaches_no_python(tmp_path: Path) -> None:
    files = [f"r{at}.rubrik" for at in range(len(EXPRESSIONS))]
    for file, text in zip(files, EXPRESSIONS, strict=True):
        written = TINY.replace("rubric r\n", f"rubric {file[:2]}\n")
        (tmp_path / file).write_text(f"{written}  let x = {text}\n", "utf-8")
    found, told = rubrik(tmp_path, "check", *files, "--format", "concise")
    assert found == 1
    for file in files:
        assert len(re.findall(rf"^{file}:.*: error\[", told, re.MULTILINE)) == 1, told


def test_labels_are_no_terminal_codes(tmp_path: Path) -> None:
    """What a stranger writes between quotes is printed, and never obeyed by a terminal."""
    label = "\x1b[31mred\x1b]0;title\x07"
    (tmp_path / "r.rubrik").write_text(TINY.replace("indicator a", f'indicator a "{label}"'), "utf-8")
    (tmp_path / "d.csv").write_text("record,a,b\nx,1,1\n", "utf-8")
    for arguments in (
        ("check", "r.rubrik"),
        ("explain", "r.rubrik", "d.csv"),
        ("score", "r.rubrik", "d.csv"),
        ("new", "r.rubrik"),
    ):
        _, told = rubrik(tmp_path, *arguments)
        assert "\x1b" not in told and "\x07" not in told, arguments
