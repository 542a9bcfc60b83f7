"""`make fuzz`: the targets fed by coverage with atheris, each so many seconds in a process of its own.

    python -m tests.fuzz.fuzz SECONDS [TARGET …]

It starts from the corpus, the shipped rubrics and data, and the cases of the language; the words of the
language are its dictionary. What breaks a target is put into `tests/corpus`, where the tests replay it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CORPUS = ROOT / "tests" / "corpus"
SUFFIXES = {"csv": ".csv", "flat": ".csv", "toml": ".toml", "json": ".json"}
LONGEST = 3000
"""Bytes of an input: what breaks a reader is short."""
FORGET = 500
"""Inputs after which a new workspace is begun: one keeps every text that it has read."""
PATIENCE = 20
"""Seconds for one input; a longer one counts as broken."""


def main(arguments: list[str]) -> int:
    """All targets, or those named; how many broke."""
    if arguments[:1] == ["--one"]:
        return one(arguments[1], arguments[2:])
    from tests.fuzz.targets import TARGETS

    if find_spec("atheris") is None:
        print(
            "nothing was fed by coverage: atheris is not installed, and has wheels for Linux on x86-64 only"
        )
        return 0
    seconds, names = int(arguments[0]), arguments[1:] or list(TARGETS)
    found = [path for name in names for path in fuzzed(name, seconds)]
    for path in found:
        print(f"broke: {path.relative_to(ROOT)}; make it smaller, mend the cause, and keep the file")
    return 1 if found else 0


def fuzzed(name: str, seconds: int) -> list[Path]:
    """One target in a process of its own; the files that broke it, which are in the corpus now."""
    suffix = SUFFIXES.get(name, ".rubrik")
    with TemporaryDirectory() as folder:
        work = Path(folder)
        seeds, broken = work / "seeds", work / "broken"
        seeds.mkdir()
        broken.mkdir()
        for number, text in enumerate(seeds_of(suffix)):
            (seeds / f"{number}").write_bytes(text)
        words = work / "words"
        words.write_text("".join(f'"{word}"\n' for word in dictionary()), "utf-8")
        command = [sys.executable, "-m", "tests.fuzz.fuzz", "--one", name, f"-max_total_time={seconds}"]
        command += [f"-max_len={LONGEST}", f"-timeout={PATIENCE}", f"-dict={words}", "-rss_limit_mb=3000"]
        command += [f"-artifact_prefix={broken}/", "-print_final_stats=1", "-verbosity=0", str(seeds)]
        print(f"{name}: {seconds} s", flush=True)
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        told = (done.stdout + done.stderr).decode("utf-8", "replace")
        print("\n".join(line for line in told.splitlines() if "number_of_executed_units" in line))
        found = [
            Path(shutil.move(path, CORPUS / f"{name}-{path.name[-8:]}{suffix}"))
            for path in sorted(broken.iterdir())
        ]
        if found or done.returncode:
            print(told[-4000:])
        return found


def seeds_of(suffix: str) -> list[bytes]:
    """What the search starts from: short files of the repository, and the cases of the language."""
    files = [*CORPUS.iterdir(), *(ROOT / "rubrics").rglob("*"), *(ROOT / "docs").rglob("*")]
    found = [path.read_bytes() for path in files if path.suffix == suffix]
    for page in sorted((ROOT / "tests" / "language").glob("*.md")):
        blocks = page.read_text("utf-8").split("```")[1::2]
        kind = "rubrik" if suffix == ".rubrik" else "data"
        found += [block.partition("\n")[2].encode() for block in blocks if block.partition("\n")[0] == kind]
    return [text[:LONGEST] for text in found]


def dictionary() -> list[str]:
    """The words of the language in both vocabularies."""
    from tests.properties.scoring import space

    spellings = space().grammar.lexicon.spellings.values()
    every = {word for columns in spellings for words in columns.values() for word in words}
    return sorted(word for word in every if word.isascii() and '"' not in word and "\\" not in word)


def one(name: str, options: list[str]) -> int:
    """A target in this process, until libFuzzer ends it."""
    atheris = import_module("atheris")  # by name: it has no types, and is not everywhere
    with atheris.instrument_imports(include=["rubrikdsl"]):
        from tests.fuzz.targets import TARGETS
        from tests.properties.scoring import space
    done = 0

    def each(data: bytes) -> None:
        nonlocal done
        done += 1
        if done % FORGET == 0:
            space.cache_clear()
        TARGETS[name](data)

    atheris.Setup([sys.argv[0], *options], each)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
