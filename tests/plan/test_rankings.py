"""Rankings and quantified conditions in the digest, in the cache's form, and in what the checks may say."""

from __future__ import annotations

from rubrikdsl.source import Source
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.shelf import Dated
from rubrikdsl.workspace.shelf import Offer
from rubrikdsl.workspace.shelf import Ready
from rubrikdsl.workspace.shelf import Shelf
from rubrikdsl.workspace.shelf import Variant
from rubrikdsl.workspace.workspace import Workspace

SPACE = Workspace(cache=Cache(None))

TEXT = """rubric r
  inputs
    jenis one of x, y
  score nilai 0 .. 100
    area a weight 50%
    area b weight 50%
  outcome o
    requires every area in nilai has share >= 60%
  ranking k by nilai within jenis ties share
"""


def ready(text: str) -> Ready:
    checked = SPACE.check(Source("r.rubrik", text))
    assert checked.diagnostics == ()
    return checked.rubrics[0]


def test_every_part_of_them_is_in_the_digest() -> None:
    changes = [
        ("every area", "any area"),
        (">= 60%", ">= 61%"),
        ("has share >= 60%", "has value >= 60"),
        ("ranking k", "ranking l"),
        ("by nilai within", "by a within"),
        ("by nilai within", "by nilai lowest first within"),
        ("ties share", "ties dense"),
        ("ties share", "ties by a"),
        ("ties share", "ties by a lowest first"),
        ("ties share", "ties distinct by a"),
    ]
    texts = [TEXT, *(TEXT.replace(old, new) for old, new in changes)]
    assert len(set(texts)) == len(texts)
    assert len({ready(text).digest for text in texts}) == len(texts)


def test_layout_and_highest_first_are_not() -> None:
    same = TEXT.replace("by nilai within", "by nilai highest first within").replace(
        "ranking k", 'ranking k "K"'
    )
    assert ready(same).digest == ready(TEXT).digest


def test_the_cache_keeps_them() -> None:
    dated = Dated(None, None, ("K",), (Variant((), ready(TEXT)),))
    shelf = Shelf((Offer("k", (dated,)),), ())
    assert Shelf.restore(shelf.dump()) == shelf
