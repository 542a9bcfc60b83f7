"""Each construct with one thing changed, in the words that people read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.properties.scoring import checked

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.plan.digest import digest
from rubrikdsl.plan.from_model import lower
from rubrikdsl.semantics.model import Rubric
from rubrikdsl.studies.diff.changes import changes
from rubrikdsl.studies.diff.report import sentence

TEXT = """rubric unit
  inputs
    weightage "Weight" 1 .. 9

  score nilai 0 .. 100
    indicator q weight 100% 0 .. 3

rubric all "All of it"
  valid 2024-01-01 ..
  inputs
    place one of office, mall, van
    media any of web, radio, tv
    open yes or no default yes
    share_done 0% .. 100% step 1%
    since date optional
    low 1 .. 5
  collect units by unit at least 2 where weightage >= 3
  score total 0 .. 100
    dimension first "First" weight 40% when place is mall, 30% otherwise
      indicator ladder_one weight 40% ladder
        a "A"
        b "B"
        c "C"
      indicator list weight 30% checklist
        d "D" weight 20%
        e "E" weight 80% may be not applicable counts full
      indicator posts weight 30% 0 .. from 1 to 10
    dimension second "Second" weight 60% when place is mall, 70% otherwise by geometric mean places 4
      indicator binned weight 50% of count(media)
        0      -> 0
        1 .. 2 -> 50
        3      -> 100
      indicator cased weight 50% may be not applicable
        inputs
          own yes or no
        requires own otherwise 10
        100 when place is mall and open
        60 when share_done >= 50%
        20 otherwise
    bonus extra "Extra" +2 when open and since is not missing
    penalty late 3 when not open
    cap 100
    floor 0
  let mean_of = mean(units.nilai)
  let heavy = sum(units.nilai * units.weightage) / sum(units.weightage)
  bands class of total
    range     code label
    from 80   A    "Good"
    from 50   B    "Fair"
    below 50  C    "Poor"
  limit class to B when first < 30
  decide verdict one of low, high
    class   open -> code colour
    A or B  yes  -> high green
    A or B  no   -> low  red
    C       -    -> low  red
  raise verdict to high when share_done = 100%
  outcome pass
    requires every dimension in total has share >= 40%
    requires class in (A, B)
  ranking order by total highest first within place ties by mean_of
"""
TEXT = TEXT.replace("share_done = 100%", "share_done >= 100%")


def models(text: str) -> tuple[Rubric, ...]:
    found = checked(text)
    assert not found.has_errors, [(d.code, str(d.message)) for d in found.diagnostics]
    return found.models


def told(old: str, new: str, language: Language = "en") -> list[str]:
    """What is said of the second rubric once a text is replaced; each time in one place."""
    assert TEXT.count(old) == 1, old
    found = changes(models(TEXT)[1], models(TEXT.replace(old, new))[1])
    return [sentence(change, language) for change in found]


CASES = [
    ('place one of office, mall, van', 'place one of office, mall, van, home', 
     ["input `place`: added: option home"]),
    ("open yes or no default yes", "open yes or no", ["input `open`: answer: default yes → required"]),
    ("since date optional", "since date optional may be not applicable",
     ["input `since`: not applicable: no → may be recorded"]),
    ("share_done 0% .. 100% step 1%", "share_done 0% .. 100% step 0.5%",
     ["input `share_done`: answers allowed: 0% .. 100% → 0% .. 100% step 0.5%"]),
    ("at least 2", "at least 3", ["collection `units`: at least: 2 → 3"]),
    ("where weightage >= 3", "where weightage > 3",
     ["collection `units`: which members: weightage >= 3 → weightage > 3"]),
    ('a "A"\n        b "B"', 'b "B"\n        a "A"',
     ["indicator `ladder_one`: other order: step a, step b, step c → step b, step a, step c"]),
    ("weight 40% ladder", "weight 40% ladder from 1 as 0 .. 100", 
     ["indicator `ladder_one`: first level: 0 → 1"]),
    ("counts full", "", ["indicator `list`: where not applicable of item e: counts full → left out"]),
    ("from 1 to 10", "from 10 to 1", ["indicator `posts`: goalposts: from 1 to 10 → from 10 to 1"]),
    ("from 1 to 10", "from low to 10", ["indicator `posts`: goalposts: from 1 to 10 → from low to 10"]),
    ("by geometric mean places 4", "by geometric mean places 5",
     ["dimension Second (`second`): adds up: by geometric mean, 4 decimals → by geometric mean, 5 decimals"]),
    ("by geometric mean places 4", "",
     ["dimension Second (`second`): adds up: by geometric mean, 4 decimals → by weighted mean"]),
    ("1 .. 2 -> 50", "1 .. 2 -> 40", ["indicator `binned`: value of range 1 .. 2: 50 → 40"]),
    ("requires own otherwise 10", "requires own otherwise 5",
     ["indicator `cased`: value of prerequisite when own: 10 → 5"]),
    ("60 when share_done >= 50%", "60 when share_done >= 55%",
     ["indicator `cased`: condition of case 60: share_done >= 50% → share_done >= 55%"]),
    ("may be not applicable\n        inputs", "not applicable when place is van\n        inputs",
     ["indicator `cased`: not applicable: may be recorded → no",
      "indicator `cased`: not applicable when: never → place is van"]),
    ("+2 when", "+2.5 when", ["score `total`: amount of bonus extra: 2 → 2.5"]),
    ("open and since is not missing", "open or since is missing",
     ["score `total`: condition of bonus extra: open and since is not missing → open or since is missing"]),
    ("penalty late 3 when not open", "penalty late 3",
     ["score `total`: condition of penalty late: not open → always"]),
    ("    penalty late 3 when not open\n", "", 
     ["score `total`: removed: penalty late: amount 3, condition not open"]),
    ("= mean(units.nilai)", "= sum(units.nilai where weightage > 4)",
     ["value `mean_of`: formula: mean(units.nilai) → sum(units.nilai where weightage > 4)"]),
    ("from 80   A", "above 80  A", ["bands `class`: lower edge of A: 80 → above 80"]),
    ('of total\n    range', 'of first\n    range', ["bands `class`: classifies: total → first"]),
    ("limit class to B when first < 30", "limit class to C when first < 30",
     ["bands `class`: code of limit when first < 30: B → C"]),
    ("limit class to B when first < 30", "raise class to B when first < 30",
     ["bands `class`: added: raise to B: condition first < 30",
      "bands `class`: removed: limit to B: condition first < 30"]),
    ("A or B  no   -> low  red", "A or B  no   -> high green",
     ["decision `verdict`: code of row class: A or B; open: no: low → high"]),
    ("requires class in (A, B)", "requires class is A",
     ["outcome `pass`: condition of requirement: class in (A, B) → class is A"]),
    ("has share >= 40%", "has share >= 45%",
     ["outcome `pass`: condition of requirement: every dimension in total has share >= 40%"
      " → every dimension in total has share >= 45%"]),
    ("highest first", "lowest first", 
     ["ranking `order`: ranked by: total (highest first) → total (lowest first)"]),
    ("within place", "", ["ranking `order`: within: place → all records together"]),
    ("ties by mean_of", "ties dense",
     ["ranking `order`: equal values: ties share → ties dense",
      "ranking `order`: ties are settled by: mean_of (highest first) → none"]),
    ("valid 2024-01-01 ..", "valid 2025-01-01 ..",
     ["rubric All of it (`all`): valid: 2024-01-01 .. → 2025-01-01 .."]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wanted"), CASES, ids=[f"{o[:30]} | {n[:30]}" for o, n, _ in CASES])
def test_one_thing_changed(old: str, new: str, wanted: list[str]) -> None:
    assert told(old, new) == wanted
    assert all(re.search(r"[a-z]", line) for line in told(old, new, "id"))


SMALL = """rubric r
  inputs
    place one of a, b
  score s 0 .. 100
    group g1 "One" weight 50%
      indicator x "X" weight 60% 0 .. 3
      indicator y "Y" weight 40% 0 .. 3
    group g2 "Two" weight 50%
      indicator z "Z" weight 100% 0 .. 3
  let v = g1 * 2 + x
  outcome o
    requires g1.share >= 50%
    requires place is a
"""


def said(new: str, old: str = SMALL) -> list[str]:
    return [sentence(change, "en") for change in changes(models(old)[0], models(new)[0])]


def test_a_new_name_is_one_line_wherever_it_is_read() -> None:
    text = re.sub(r"\bg1\b", "first", SMALL)
    assert said(text) == ["group One (`first`): renamed: `g1` → `first`"]


def test_a_name_and_a_weight() -> None:
    text = re.sub(r"\bg1\b", "first", SMALL).replace('first "One" weight 50%', 'first "One" weight 30%')
    text = text.replace('"Two" weight 50%', '"Two" weight 70%')
    assert said(text)[:2] == [
        "group One (`first`): renamed: `g1` → `first`",
        "group One (`first`): weight: 50% → 30%",
    ]


def test_another_label_under_another_name_is_another_thing() -> None:
    text = SMALL.replace('x "X"', 'w "W"').replace("+ x", "+ w")
    assert said(text) == [
        "group One (`g1`): added: indicator W (`w`): weight 60%, answers allowed 0 .. 3",
        "group One (`g1`): removed: indicator X (`x`): weight 60%, answers allowed 0 .. 3",
        "value `v`: formula: g1 * 2 + x → g1 * 2 + w",
    ]


def test_two_that_could_be_it_are_not_called_renamed() -> None:
    old = re.sub(r' "[A-Z]\w*"', "", SMALL).replace("60%", "50%").replace("40%", "50%")
    new = re.sub(r"\by\b", "q", re.sub(r"\bx\b", "p", old))
    assert {line.split(": ")[1] for line in said(new, old)} == {"added", "removed", "formula"}
    told = said(re.sub(r"\by\b", "q", old), old)
    assert told == ["indicator `q`: renamed: `y` → `q`"]


def test_an_option_of_another_name() -> None:
    text = SMALL.replace("one of a, b", "one of c, b").replace("place is a", "place is c")
    assert said(text) == ["input `place`: renamed: option `a` → `c`"]


def test_a_node_that_moved() -> None:
    lines = SMALL.splitlines(keepends=True)
    moved = lines.pop(6)
    text = "".join([*lines[:8], moved, *lines[8:]])
    text = text.replace('"X" weight 60%', '"X" weight 100%').replace('"Z" weight 100%', '"Z" weight 60%')
    assert said(text) == [
        "indicator X (`x`): weight: 60% → 100%",
        "indicator Z (`z`): weight: 100% → 60%",
        "indicator Y (`y`): moved: from `s.g1` to `s.g2`",
    ]


def test_what_follows_from_another_change_is_not_told() -> None:
    old = SMALL.replace("0 .. 3", "0 .. 100")
    new = old.replace("s 0 .. 100", "s 0 .. 5")
    assert said(new, old) == ["score `s`: scale: 0 .. 100 → 0 .. 5"]
    equal = SMALL.replace("weight 60%", "weight equal").replace("weight 40%", "weight equal")
    more = equal.replace("      indicator y", '      indicator w "W" weight equal 0 .. 3\n      indicator y')
    assert said(more, equal) == [
        "group One (`g1`): added: indicator W (`w`): weight equal (1/3), answers allowed 0 .. 3"
    ]


def test_equal_weights_and_the_same_weights_written_out() -> None:
    assert said(SMALL.replace("weight 50%", "weight equal")) == []


def test_words_of_nodes_are_meaning_where_a_condition_goes_by_them() -> None:
    text = SMALL + "    requires every group in s has share >= 10%\n"
    turned = text.replace("group g1", "area g1")
    (change,) = changes(models(text)[0], models(turned)[0])
    assert (change.about, sentence(change, "en")) == ("meaning", "area One (`g1`): word: group → area")
    (change,) = changes(models(SMALL)[0], models(SMALL.replace("group g1", "area g1"))[0])
    assert change.about == "description"


def test_citations_are_told_apart() -> None:
    text = SMALL.replace('"One" weight 50%', '"One" weight 50% source "S" assumed "why"').replace(
        "requires place is a", 'requires place is a because "law"'
    )
    found = changes(models(SMALL)[0], models(text)[0])
    assert {change.about for change in found} == {"citation"}
    assert [change.new and change.new.aspect for change in found] == ["source", "assumed", "because"]


RANKED = """rubric r
  inputs
    good yes or no
  score s 0 .. 100
    indicator x weight 100% 0 .. 3
  decide verdict one of low, high
    good -> code
    yes  -> high
    no   -> low
  ranking order by verdict highest first ties share
"""


def test_the_order_of_codes_that_a_ranking_goes_by() -> None:
    old, new = models(RANKED)[0], models(RANKED.replace("low, high", "high, low"))[0]
    assert [sentence(change, "en") for change in changes(old, new)] == [
        "decision `verdict`: order of the codes: low < high → high < low"
    ]
    assert digest(lower(old)) != digest(lower(new))
    unread = RANKED.replace("by verdict", "by s")
    assert said(unread.replace("low, high", "high, low"), unread) == []


def test_what_an_amendment_renamed_is_renamed_whatever_else_it_says() -> None:
    text = SMALL.replace('x "X" weight 60%', 'w "W" weight 70%').replace("+ x", "+ w")
    old, new = models(SMALL)[0], models(text.replace("weight 40%", "weight 30%"))[0]
    told = [sentence(c, "en") for c in changes(old, replace(new, former=((("g1", "x"), ("g1", "w")),)))]
    assert told == [
        "indicator W (`w`): renamed: `x` → `w`",
        "indicator W (`w`): weight: 60% → 70%",
        'indicator W (`w`): label: "X" → "W"',
        "indicator Y (`y`): weight: 40% → 30%",
    ]


def test_an_old_name_that_went_on_to_another_thing() -> None:
    text = 'rubric r\n  score s 0 .. 100\n    dimension {} "X" weight 60%\n    dimension {} "Y" weight 40%\n'
    old, new = models(text.format("a", "b"))[0], models(text.format("a1", "a"))[0]
    former = ((("a",), ("a1",)), (("b",), ("a",)))
    told = [sentence(c, "en") for c in changes(old, replace(new, former=former))]
    assert told == ["dimension X (`a1`): renamed: `a` → `a1`", "dimension Y (`a`): renamed: `b` → `a`"]


def test_a_name_taken_over_from_what_was_removed() -> None:
    text = 'rubric r\n  score s 0 .. 100\n    dimension {} "X" weight 60%\n    dimension {} "Y" weight 40%\n'
    old, new = models(text.format("a", "b"))[0], models(text.format("c", "d"))[0]
    former = ((("b",), ("a",)), (("a",), ("d",)))  # `a` was removed before
    told = [sentence(c, "en") for c in changes(old, replace(new, former=former))]
    assert "dimension Y (`d`): renamed: `b` → `d`" in told
