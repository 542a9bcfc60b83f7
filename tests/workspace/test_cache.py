"""The cache: what it gives back, and everything that it must refuse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rubrikdsl.workspace import cache as room
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.cache import default_folder


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    found = Cache(tmp_path / "cache")
    found.put(b"content", "plans", "name", "text")
    return found


def only_file(cache: Cache) -> Path:
    assert cache.folder is not None
    (file,) = cache.folder.iterdir()
    return file


def test_gives_back_what_was_put(cache: Cache) -> None:
    assert cache.get("plans", "name", "text") == b"content"


def test_everything_it_was_made_from_is_in_the_key(cache: Cache) -> None:
    assert cache.get("plans", "name", "text ") is None
    assert cache.get("plans", "nam", "etext") is None
    assert cache.get("grammar", "name", "text") is None


def test_other_sources_of_the_program_have_other_keys(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "own_digest", lambda: "another program")
    assert cache.get("plans", "name", "text") is None


def test_own_digest_sees_a_changed_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").mkdir()
    for name in ("exact.py", "frozen.py", "source.py", "plan/ir.py", "workspace/cache.py"):
        file = tmp_path / "package" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("one = 1\n", "utf-8")
    monkeypatch.setattr(room, "__file__", str(tmp_path / "package" / "workspace" / "cache.py"))
    before = room.own_digest.__wrapped__()
    changed = tmp_path / "package" / "plan" / "ir.py"
    times = changed.stat()
    changed.write_text("one = 2\n", "utf-8")  # the same size, and the same times
    os.utime(changed, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert room.own_digest.__wrapped__() != before


def test_folder_and_files_are_the_users_own(cache: Cache) -> None:
    assert cache.folder is not None
    assert cache.folder.stat().st_mode & 0o777 == 0o700
    assert only_file(cache).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_refused(cache: Cache, mode: int) -> None:
    only_file(cache).chmod(mode)
    assert cache.get("plans", "name", "text") is None


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_is_refused(cache: Cache, mode: int) -> None:
    assert cache.folder is not None
    cache.folder.chmod(mode)
    assert cache.get("plans", "name", "text") is None
    cache.put(b"more", "plans", "other")
    cache.folder.chmod(0o700)
    assert cache.get("plans", "other") is None


def test_what_belongs_to_somebody_else_is_refused(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.get("plans", "name", "text") is None
    cache.put(b"more", "plans", "other")
    monkeypatch.undo()
    assert cache.get("plans", "other") is None


def test_links_are_not_followed(cache: Cache, tmp_path: Path) -> None:
    file = only_file(cache)
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert cache.get("plans", "name", "text") is None
    linked = Cache(tmp_path / "linked")
    assert linked.folder is not None and cache.folder is not None
    file.unlink()
    elsewhere.rename(file)
    assert cache.get("plans", "name", "text") == b"content"
    linked.folder.symlink_to(cache.folder)
    assert linked.get("plans", "name", "text") is None


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "other key"])
def test_a_damaged_file_is_refused(cache: Cache, damage: str) -> None:
    file = only_file(cache)
    content = file.read_bytes()
    if damage == "other key":
        cache.put(b"content", "plans", "other")
        assert cache.folder is not None
        (other,) = (path for path in cache.folder.iterdir() if path != file)
        file.write_bytes(other.read_bytes())
    else:
        file.write_bytes({"cut": content[:-1], "changed": content[:-1] + b"T", "empty": b""}[damage])
    assert cache.get("plans", "name", "text") is None


def test_no_folder_and_no_right_to_make_one_are_fine(tmp_path: Path) -> None:
    for cache in (Cache(None), Cache(tmp_path / "file" / "below")):
        (tmp_path / "file").write_text("in the way", "utf-8")
        cache.put(b"content", "plans", "name")
        assert cache.get("plans", "name") is None


def test_old_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "KEEP", 3)
    cache = Cache(tmp_path / "cache")
    for number in range(6):
        cache.put(b"content", "plans", str(number))
        newest = max((tmp_path / "cache").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert len(list((tmp_path / "cache").iterdir())) == 3
    assert cache.get("plans", "5") == b"content"
    assert cache.get("plans", "0") is None


def test_where_it_lies() -> None:
    assert default_folder({"RUBRIK_CACHE": ""}) is None
    assert default_folder({"RUBRIK_CACHE": "/x"}) == Path("/x")
    assert default_folder({}) is None
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert default_folder({"HOME": "/h"}) == Path("/h/.cache/rubrikdsl")
        assert default_folder({"HOME": "/h", "XDG_CACHE_HOME": "/c"}) == Path("/c/rubrikdsl")
        assert default_folder({"XDG_CACHE_HOME": "relative"}) is None
