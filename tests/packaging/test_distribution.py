"""The wheel and the sdist: built, looked into, installed into a fresh environment, and used there.

Nothing is downloaded: the build runs without isolation, and the fresh environment borrows the
dependencies (not the package) of the one that runs the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import lark
import pytest

from rubrikdsl.version import __version__

ROOT = Path(__file__).resolve().parent.parent.parent
UNIT = """\
record = "Puskesmas Watdek 2023"
input.poin = 8.72
proses.poin = 10.76
output.poin = 20.76
pengaduan.poin = 9.61
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel made from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return folder


def run(*command: str, cwd: Path | None = None, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        command, cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_wheel_holds_what_is_needed_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("rubrikdsl/grammars/") and name.endswith(".lark") for name in names)
    assert "rubrikdsl/grammars/vocabulary.toml" in names
    assert "rubrikdsl/rubrics/ombudsman/kepatuhan_2022.rubrik" in names
    assert any(name.startswith("rubrikdsl/diagnostics/pages/") for name in names)
    assert "rubrikdsl/py.typed" in names
    assert "rubrikdsl_repl/__init__.py" in names
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"rubrikdsl", "rubrikdsl_repl", f"rubrikdsl-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


def test_sdist_can_be_built_and_tested_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    top = f"rubrikdsl-{__version__}"
    with tarfile.open(sdist) as archive:
        names = set(archive.getnames())
    for needed in (
        "Makefile",
        "README.md",
        "LICENSE",
        "constraints.txt",
        "tests/conftest.py",
        "docs/python.md",
    ):
        assert f"{top}/{needed}" in names
    assert not [name for name in names if "/.venv/" in name or "/.git/" in name]


def test_installed_wheel_scores(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    environment = tmp_path / "env"
    run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = str(environment / ("Scripts" if os.name == "nt" else "bin") / "python")
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel))
    (site,) = environment.rglob("site-packages")
    (site / "borrowed.pth").write_text(f"{Path(lark.__file__).parent.parent}\n", "utf-8")

    rubrik = str(Path(python).with_name("rubrik"))
    assert run(rubrik, "--version", cwd=tmp_path) == f"rubrik {__version__}\n"
    where = run(python, "-c", "import rubrikdsl; print(rubrikdsl.__file__)", cwd=tmp_path)
    assert str(environment) in where, "the installed package is the one that runs"
    (tmp_path / "unit.toml").write_text(UNIT, "utf-8")
    command = (rubrik, "score", "kepatuhan.unit@2024-12-31", "unit.toml", "--format", "csv")
    for _ in range(2):  # without and with a cache
        assert "49.85" in run(*command, cwd=tmp_path, RUBRIK_CACHE=str(tmp_path / "cache"))
    assert "49.85" in run(*command, cwd=tmp_path, RUBRIK_CACHE="")
    asked = ("repl", "kepatuhan.unit@2024-12-31", "--data", "unit.toml", "-c", "score watdek")
    assert "49.85" in run(rubrik, *asked, cwd=tmp_path)
