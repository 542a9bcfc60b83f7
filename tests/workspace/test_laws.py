"""Laws over files: what belongs to a rubric, which text a day means, and that changes beside it are seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rubrikdsl as rb
from rubrikdsl.source import Source
from rubrikdsl.workspace.cache import Cache
from rubrikdsl.workspace.moments import Moment
from rubrikdsl.workspace.moments import MomentError
from rubrikdsl.workspace.moments import chosen
from rubrikdsl.workspace.moments import dated
from rubrikdsl.workspace.moments import parted
from rubrikdsl.workspace.workspace import FaultyError
from rubrikdsl.workspace.workspace import Workspace

UNIT = """rubric unit "Unit"
  valid 2022-01-01 .. 2024-12-31
  score nilai 0 .. 100
    dimension input  weight 40%
    dimension proses weight 60%
"""
LATER = """amendment of unit "Perubahan" valid {start} ..
  issued {issued}
  change weights
    input  {input}%
    proses {rest}%
"""
DAERAH = "rubric daerah\n  collect units by unit\n  score nilai 0 .. 100\n    = mean(units.nilai)\n"
RECORD = {"input": 100, "proses": 50}


def later(input: int = 20, start: str = "2025-01-01", issued: str = "2024-12-01") -> str:
    return LATER.format(input=input, rest=100 - input, start=start, issued=issued)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cache = tmp_path / "cache"
    monkeypatch.setenv("RUBRIK_CACHE", str(cache))
    here = tmp_path / "rubrics"
    here.mkdir()
    (here / "unit.rubrik").write_text(UNIT, "utf-8")
    return here


def nilai(file: Path, on: str | None = None, **rest: object) -> str:
    return str(rb.load(file, on=on, **rest).score(RECORD)["nilai"])  # type: ignore[arg-type]


def test_an_amendment_beside_a_base_is_seen_when_it_comes_changes_and_goes(folder: Path) -> None:
    unit, beside = folder / "unit.rubrik", folder / "perubahan.rubrik"
    assert nilai(unit) == "70"  # one edition: no day is needed
    for _ in range(2):  # from the texts, then from the cache
        with pytest.raises(rb.RubricError, match="not in force on 2025-06-01"):
            rb.load(unit, on="2025-06-01")
    beside.write_text(later(), "utf-8")
    for _ in range(2):
        assert (nilai(unit, "2025-06-01"), nilai(unit, "2024-06-01")) == ("60", "70")
        with pytest.raises(rb.RubricError, match="2 editions"):
            rb.load(unit)
    beside.write_text(later(30), "utf-8")
    assert nilai(unit, "2025-06-01") == "65"
    beside.unlink()
    assert nilai(unit) == "70"


def test_what_is_collected_decides_the_editions_too(folder: Path) -> None:
    (folder / "daerah.rubrik").write_text(DAERAH, "utf-8")
    whole = folder / "daerah.rubrik"
    record = {"units": [{"record": "a", **RECORD}]}
    assert rb.load(whole).score(record)["nilai"] == 70
    (folder / "perubahan.rubrik").write_text(later(), "utf-8")
    for _ in range(2):
        assert rb.load(whole, on="2025-01-01").score(record)["nilai"] == 60
        assert rb.load(whole, on=date(2024, 12, 31)).score(record)["nilai"] == 70
    with pytest.raises(rb.RubricError, match="`unit` is not in force on 2021-12-31"):
        rb.load(whole, on="2021-12-31")


def test_many_days_make_few_texts(folder: Path) -> None:
    (folder / "daerah.rubrik").write_text(DAERAH, "utf-8")
    (folder / "perubahan.rubrik").write_text(later() + later(30, "2026-01-01", "2026-02-01"), "utf-8")
    rubric = rb.load(folder / "daerah.rubrik", on="2026-06-01")
    assert [(each.start, each.end) for each in rubric.editions] == [
        (date(2022, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), None),
    ]


def test_what_was_known(folder: Path) -> None:
    reaching_back = later(30, "2025-01-01", "2025-08-01")
    (folder / "perubahan.rubrik").write_text(later() + reaching_back, "utf-8")
    unit = folder / "unit.rubrik"
    assert nilai(unit, "2025-06-01") == "65"
    assert nilai(unit, "2025-06-01", known="2025-07-31") == "60"
    with pytest.raises(rb.RubricError, match="not in force"):
        rb.load(unit, on="2025-06-01", known="2024-06-01")
    with pytest.raises(rb.RubricError, match="not a date"):
        rb.load(unit, on="1 June")


def test_errors_of_an_amendment_beside_refuse_the_base_and_are_its_own(folder: Path) -> None:
    wrong = later().replace("proses 80%", "proses 70%")
    (folder / "perubahan.rubrik").write_text(wrong, "utf-8")
    space = Workspace(cache=Cache(None))
    unit = Source(str(folder / "unit.rubrik"), UNIT)
    assert space.check(unit).diagnostics == ()
    with pytest.raises(FaultyError) as refused:
        space.ready(unit)
    assert [found.code for found in refused.value.diagnostics] == ["weights-do-not-sum"]
    assert refused.value.diagnostics[0].primary.place.file.endswith("perubahan.rubrik")


def test_copies_of_a_version_or_an_amendment_further_away_do_not_count(folder: Path) -> None:
    (folder / "perubahan.rubrik").write_text(later(), "utf-8")
    far = folder / "en"
    far.mkdir()
    (far / "unit.rubrik").write_text(UNIT.replace("40%", "50%").replace("60%", "50%"), "utf-8")
    (far / "perubahan.rubrik").write_text(later(90), "utf-8")
    files = [str(path) for path in sorted(folder.rglob("*.rubrik"))]
    space = Workspace(cache=Cache(None), given=files)
    assert [space.check(space.open(file)).diagnostics for file in files] == [()] * 4
    (offer,) = space.ready(space.open(str(folder / "unit.rubrik"))).offers
    assert len(offer.usable) == 2


def test_a_printed_copy_beside_its_rubric_changes_nothing_for_it(folder: Path) -> None:
    (folder / "perubahan.rubrik").write_text(later(), "utf-8")
    unit = folder / "unit.rubrik"
    space = Workspace()
    held = space.held(f"{unit}@2025-06-01", fresh=True)
    from rubrikdsl.workspace.moments import ANY

    (folder / "copy.rubrik").write_text(space.shown(held, held.offers[0], ANY), "utf-8")
    assert nilai(unit, "2025-06-01") == "60"
    assert len(rb.load(unit, on="2025-06-01").editions) == 2


OPEN = """rubric unit
  score nilai 0 .. 100
    dimension input  weight 40%
    dimension proses weight 60%
  ambiguity bobot
    reading naskah
    reading lampiran
      change weights
        input  20%
        proses 80%
"""


def test_readings_from_python(tmp_path: Path) -> None:
    file = tmp_path / "unit.rubrik"
    file.write_text(OPEN, "utf-8")
    rubric = rb.load(file)
    assert rubric.readings == {"bobot": ("naskah", "lampiran")}
    result = rubric.score(RECORD)
    assert (result["nilai"], result.status("nilai"), result.is_final) == (None, "differs", False)
    assert {name: one["nilai"] for name, one in result.under.items()} == {"naskah": 70, "lampiran": 60}
    assert result.explain().tree is None and result.under["naskah"].explain().score == 70
    assert result.explain_text().count("nilai = ") == 2
    same = rubric.score({"input": 80, "proses": 80})
    assert same["nilai"] == 80 and same.status("nilai") == "final"
    chosen_one = rb.load(file, readings=["lampiran"])
    assert chosen_one.readings == {} and chosen_one.score(RECORD)["nilai"] == 60
    assert chosen_one.score(RECORD).under == {}
    assert len({rubric.digest, chosen_one.digest, rb.load(file, readings=["naskah"]).digest}) == 3
    with pytest.raises(rb.RubricError, match="did you mean `lampiran`"):
        rb.load(file, readings=["lampirn"])


def test_a_reading_is_named_whole_where_two_have_its_name() -> None:
    text = OPEN + OPEN[OPEN.index("  ambiguity") :].replace("bobot", "lain").replace("weights", "weights")
    (offer,) = Workspace(cache=Cache(None)).check(Source("<text>", text)).offers
    one = dated(offer, None)
    with pytest.raises(MomentError, match="several readings are called `naskah`"):
        chosen(one, ["naskah"])
    assert len(chosen(one, ["lain.naskah"])) == 2


@pytest.mark.parametrize(
    ("text", "name", "on", "readings"),
    [
        ("unit@2025-01-31", "unit", date(2025, 1, 31), ()),
        ("unit@2025-01-31+a.b+c", "unit", date(2025, 1, 31), ("a.b", "c")),
        ("unit+a.b", "unit", None, ("a.b",)),
        ("unit@2025-02-31", "unit@2025-02-31", None, ()),
        ("@2025-01-31", "@2025-01-31", None, ()),
        ("a@b.rubrik", "a@b.rubrik", None, ()),
        ("unit+", "unit+", None, ()),
    ],
)
def test_a_name_with_a_day_and_readings(
    text: str, name: str, on: date | None, readings: tuple[str, ...]
) -> None:
    assert parted(text) == (name, Moment(on, None, readings))


def test_an_example_is_blind_to_later_amendments_of_what_it_collects(tmp_path: Path) -> None:
    unit = "rubric unit\n  valid 2020-01-01 ..\n  score nilai 0 .. 100\n    dimension a weight 40%\n"
    unit += "    dimension b weight 60%\n"
    late = 'amendment of unit "Later" valid 2020-01-01 ..\n  issued 2023-03-01\n  change weights\n'
    (tmp_path / "unit.rubrik").write_text(unit, "utf-8")
    (tmp_path / "late.rubrik").write_text(late + "    a 50%\n    b 50%\n", "utf-8")
    daerah = "rubric daerah\n  valid 2020-01-01 ..\n  collect units by unit\n  score nilai 0 .. 100\n"
    daerah += '    = mean(units.nilai)\n  example "then"\n    given units "u" a = 100, b = 0\n'
    file = tmp_path / "daerah.rubrik"
    file.write_text(daerah + "    expect nilai = 40\n", "utf-8")
    assert rb.load(file).score({"units": [{"a": 100, "b": 0}]})["nilai"] == 50
