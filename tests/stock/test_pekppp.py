"""PEKPPP: every level of every indicator from what a unit answers, the weights, the statements, the bands."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

import rubrikdsl as rb
from rubrikdsl.engine.explanation import Entry

Answers = Mapping[str, object]


def counts(name: str, *numbers: int, **also: object) -> list[Answers]:
    """One record a number, with further answers of the same leaf."""
    return [{name: number, **{f"{name}.{key}": value for key, value in also.items()}} for number in numbers]


def steps(name: str, *items: str) -> list[Answers]:
    """A ladder: level n has the first n steps."""
    return [{f"{name}.{item}": at < level for at, item in enumerate(items)} for level in range(6)]


def asked(name: str, *keys: str, of: list[tuple[object, ...]]) -> list[Answers]:
    """One record a tuple; the key `=` is the leaf's own answer; None is not answered."""
    return [
        {
            (name if key == "=" else f"{name}.{key}"): value
            for key, value in zip(keys, values, strict=True)
            if value is not None
        }
        for values in of
    ]


FIVE_OR_MORE = (0, 1, 2, 3, 4, 7)

LEVELS: dict[str, list[Answers]] = {
    "standar": steps("standar", "ada", "komponen", "ditetapkan", "masyarakat", "dievaluasi"),
    "pelibatan": counts("pelibatan", *FIVE_OR_MORE),
    "media": asked(
        "media",
        "=",
        "lengkap",
        of=[
            ([], None),
            (["papan", "cetak", "sippn"], False),
            (["papan", "cetak", "situs", "medsos"], True),
            (["papan", "cetak", "sippn"], True),
            (["papan", "cetak", "situs", "sippn"], True),
            (["papan", "cetak", "situs", "medsos", "sippn"], True),
        ],
    ),
    "peninjauan": asked(
        "peninjauan",
        "jarak",
        "cakupan",
        of=[
            ("tidak_pernah", None),
            ("tiga_tahun", "semua"),
            ("dua_tahun", "sebagian"),
            ("dua_tahun", "semua"),
            ("satu_tahun", "sebagian"),
            ("satu_tahun", "semua"),
        ],
    ),
    "maklumat": steps("maklumat", "ada", "ditetapkan", "sesuai", "nonelektronik", "elektronik"),
    "skm": steps("skm", "ada", "sesuai", "nonelektronik", "elektronik", "ditindak"),
    "media_skm": counts("media_skm", *FIVE_OR_MORE),
    "rencana_skm": asked(
        "rencana_skm",
        "ada",
        "dijalankan",
        "=",
        of=[
            (False, None, None),
            (True, False, None),
            (True, True, "29.99%"),
            (True, True, "80%"),
            (True, True, "80.01%"),
            (True, True, "100%"),
        ],
    ),
    "kecepatan": asked(
        "kecepatan",
        "ada",
        "=",
        of=[(False, None), (True, 12), (True, 9), (True, 6), (True, "1.1"), (True, 1)],
    ),
    "jam_layanan": asked(
        "jam_layanan", "ada", "=", of=[(False, None), (True, 0), (True, 1), (True, 2), (True, 3), (True, 9)]
    ),
    "kode_etik": asked(
        "kode_etik",
        "ada",
        "hak_kewajiban",
        "=",
        of=[(False, None, None), *((True, True, count) for count in (0, 1, 2, 3, 4))],
    ),
    "motivasi": counts("motivasi", *FIVE_OR_MORE),
    "penghargaan": asked(
        "penghargaan",
        "=",
        "kinerja",
        of=[(0, None), (2, False), (5, False), (2, True), (4, True), (6, True)],
    ),
    "budaya": counts("budaya", 0, 1, 2, 3, 4, 5),
    "parkir": counts("parkir", *FIVE_OR_MORE),
    "ruang_tunggu": asked(
        "ruang_tunggu",
        "kursi",
        "ventilasi",
        "=",
        of=[(True, False, None), *((True, True, count) for count in (0, 1, 2, 3, 4))],
    ),
    "toilet": counts("toilet", *FIVE_OR_MORE),
    "rentan": counts("rentan", 0, 3, 4, 9, 10, 13),
    "pendukung": counts("pendukung", *FIVE_OR_MORE),
    "informasi": counts("informasi", *FIVE_OR_MORE),
    "saluran_sipp": asked(
        "saluran_sipp",
        "=",
        "sippn",
        of=[
            ([], None),
            (["lisan"], None),
            (["lisan", "papan", "cetak"], None),
            (["lisan", "luring"], None),
            (["situs"], False),
            (["situs", "papan"], True),
        ],
    ),
    "data_sipp": steps("data_sipp", "standar", "lapor", "skm", "kinerja", "lainnya"),
    "mutu_sipp": steps("mutu_sipp", "mudah", "terakses", "kompatibel", "domain", "navigasi"),
    "pemutakhiran": asked(
        "pemutakhiran",
        "jarak",
        "lengkap",
        of=[
            ("tidak_pernah", None),
            ("tahunan", None),
            ("semesteran", None),
            ("bulanan", None),
            ("mingguan", None),
            ("harian", True),
        ],
    ),
    "tatap_muka": counts("tatap_muka", *FIVE_OR_MORE),
    "saluran": asked(
        "saluran",
        "=",
        of=[
            ([],),
            (["gabung"],),
            (["terpisah"],),
            (["gabung", "daring"],),
            (["terpisah", "daring"],),
            (["terpisah", "lapor"],),
        ],
    ),
    "akuntabilitas": steps(
        "akuntabilitas", "diarsipkan", "dilaporkan", "dipantau", "ditindak", "dipublikasi"
    ),
    "tuntas": asked(
        "tuntas",
        "=",
        "lapor",
        of=[
            ("0%", None),
            ("49.99%", False),
            ("50%", False),
            ("49.99%", True),
            ("89.99%", True),
            ("90%", True),
        ],
    ),
    "penciptaan": asked(
        "penciptaan",
        "tahap",
        "bulan",
        "lomba",
        of=[
            ("tidak_ada", None, None),
            ("belajar", None, None),
            ("berjalan", 11, "ikut"),
            ("berjalan", 13, "tidak_ikut"),
            ("berjalan", 13, "ikut"),
            ("berjalan", 1, "menang"),
        ],
    ),
    "sumber_daya": asked(
        "sumber_daya",
        "dasar_hukum",
        "=",
        of=[
            ("tidak_ada", None),
            ("rancangan", None),
            ("ditetapkan", 0),
            ("ditetapkan", 1),
            ("ditetapkan", 2),
            ("ditetapkan", 3),
        ],
    ),
    "antrean": counts("antrean", *FIVE_OR_MORE),
}
"""What a unit answers for the levels 0 to 5 of each indicator, in the order of the instrument."""

GAPS: list[tuple[str, int, Answers]] = [
    ("media", 1, {"media": ["papan"], "media.lengkap": True}),
    ("media", 2, {"media": ["papan", "sippn"], "media.lengkap": True}),
    ("peninjauan", 0, {"peninjauan.jarak": "tiga_tahun", "peninjauan.cakupan": "sebagian"}),
    ("rencana_skm", 3, {"rencana_skm.ada": True, "rencana_skm.dijalankan": True, "rencana_skm": "30%"}),
    ("rencana_skm", 4, {"rencana_skm.ada": True, "rencana_skm.dijalankan": True, "rencana_skm": "99.99%"}),
    ("kode_etik", 0, {"kode_etik.ada": True, "kode_etik.hak_kewajiban": False}),
    ("kecepatan", 0, {"kecepatan.ada": True, "kecepatan": "12.1"}),
    ("kecepatan", 4, {"kecepatan.ada": True, "kecepatan": 3}),
    ("penghargaan", 2, {"penghargaan": 6, "penghargaan.kinerja": False}),
    ("saluran_sipp", 1, {"saluran_sipp": ["papan", "cetak"]}),
    ("pemutakhiran", 4, {"pemutakhiran.jarak": "harian", "pemutakhiran.lengkap": False}),
    ("saluran", 0, {"saluran": ["daring", "lapor"]}),
    ("saluran", 2, {"saluran": ["gabung", "terpisah"]}),
    ("saluran", 3, {"saluran": ["gabung", "lapor"]}),
    ("saluran", 5, {"saluran": ["gabung", "terpisah", "daring", "lapor"]}),
    ("tuntas", 4, {"tuntas": "50%", "tuntas.lapor": True}),
    (
        "penciptaan",
        3,
        {"penciptaan.tahap": "berjalan", "penciptaan.bulan": 12, "penciptaan.lomba": "tidak_ikut"},
    ),
]
"""Answers that the source's table leaves out or has twice, with the level that the rubric assumes."""


@pytest.fixture(scope="module")
def ipp() -> rb.Rubric:
    return rb.load("pekppp.ipp")


@pytest.fixture(scope="module")
def indicators(stock: Path) -> list[dict[str, str]]:
    with (stock / "panrb/data/pekppp_indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def f02(result: rb.Result) -> Entry:
    """The F-02 part of an explanation."""
    tree = result.explain().tree
    assert tree is not None
    return tree.entries[0]


def leaves(result: rb.Result) -> dict[str, Entry]:
    """The indicators of F-02 by name, in order."""
    return {leaf.path[-1]: leaf for aspect in f02(result).entries for leaf in aspect.entries}


def at_level(level: int, **other: Answers) -> dict[str, object]:
    """A record with every indicator at a level, apart from `other`."""
    answers: dict[str, object] = {"f03": level}
    for name, levels in LEVELS.items():
        answers |= other.get(name, levels[level])
    return answers


def test_the_indicators_are_those_of_the_instrument(ipp: rb.Rubric, indicators: list[dict[str, str]]) -> None:
    found = leaves(ipp.score(at_level(5)))
    assert list(found) == list(LEVELS)
    assert len(found) == len(indicators) == 31


def test_the_weights_are_those_of_the_instrument(ipp: rb.Rubric, indicators: list[dict[str, str]]) -> None:
    part = f02(ipp.score(at_level(5)))
    assert part.weight == Fraction(75, 100)
    scored = [row for row in indicators if row["weight_in_total_pct"] != "0.00"]
    found = [(aspect, leaf) for aspect in part.entries for leaf in aspect.entries][: len(scored)]
    assert len(scored) == 30
    for row, (aspect, leaf) in zip(scored, found, strict=True):
        assert aspect.weight == Fraction(row["aspect_weight_pct"]) / 100, row["no"]
        assert leaf.weight == Fraction(row["weight_in_aspect_pct"]) / 100, row["no"]
        assert leaf.total_weight == Fraction(row["weight_in_total_pct"]) / 100 * Fraction(3, 4), row["no"]


@pytest.mark.parametrize("level", range(6))
def test_every_level_of_every_indicator(ipp: rb.Rubric, level: int) -> None:
    result = ipp.score(at_level(level))
    found = {name: leaf.value for name, leaf in leaves(result).items() if leaf.status == "final"}
    scored = set(LEVELS) - {"antrean"}
    assert found == dict.fromkeys(scored, Fraction(level)) | {
        k: v for k, v in found.items() if k == "antrean"
    }
    assert (result["ipp"], result.is_final) == (level, True)


@pytest.mark.parametrize(("name", "level", "answers"), GAPS)
def test_what_the_source_leaves_open(ipp: rb.Rubric, name: str, level: int, answers: Answers) -> None:
    assert leaves(ipp.score(at_level(0, **{name: answers})))[name].value == level


def test_what_is_assumed_is_reported(ipp: rb.Rubric) -> None:
    def reasons(result: rb.Result) -> set[str]:
        return {str(clause.assumed) for clause in result.assumed if "tabel" in str(clause.assumed)}

    assert reasons(ipp.score(at_level(0))) == set()
    for name in (
        "media",
        "peninjauan",
        "kode_etik",
        "penghargaan",
        "saluran_sipp",
        "pemutakhiran",
        "saluran",
    ):
        gaps = [answers for gap, _, answers in GAPS if gap == name]
        assert gaps
        assert any(reasons(ipp.score(at_level(0, **{name: answers}))) for answers in gaps), name


def test_a_count_is_not_a_level(ipp: rb.Rubric) -> None:
    with pytest.raises(rb.RecordError):
        ipp.score(at_level(0, budaya={"budaya": 6}))
    assert leaves(ipp.score(at_level(0, rentan={"rentan": 5})))["rentan"].value == 2


def test_the_queue_is_recorded_and_not_scored(ipp: rb.Rubric) -> None:
    with_queue = ipp.score(at_level(3, antrean={"antrean": 5}))
    without = ipp.score(at_level(3, antrean={}))
    assert with_queue["ipp"] == without["ipp"] == 3
    assert without.is_final


def test_f03_is_the_mean_of_its_respondents(ipp: rb.Rubric, stock: Path) -> None:
    with (stock / "panrb/data/pekppp_f03_items.csv").open(encoding="utf-8", newline="") as file:
        items = list(csv.DictReader(file))
    one = rb.load("pekppp.f03")
    tree = one.score({}).explain().tree
    assert tree is not None
    names = [entry.path[-1] for entry in tree.entries]
    assert len(names) == len(items) == 14
    content = dict.fromkeys(names, 5)
    other = dict.fromkeys(names, 4) | {names[0]: 2}
    answers = at_level(5)
    del answers["f03"]
    result = ipp.score(answers | {"responden": [content, other]})
    users = (5 + Fraction(4 * 13 + 2, 14)) / 2
    exact = Fraction(3, 4) * 5 + Fraction(1, 4) * users
    assert result["ipp"] == Fraction(int(exact * 100 + Fraction(1, 2)), 100)
    assert ipp.score(answers)["ipp"] is None


BANDS = [
    ("A", "4.51", "5"),
    ("A-", "4.01", "4.50"),
    ("B", "3.51", "4.00"),
    ("B-", "3.01", "3.50"),
    ("C", "2.51", "3.00"),
    ("C-", "2.01", "2.50"),
    ("D", "1.51", "2.00"),
    ("E", "1.01", "1.50"),
    ("F", "0", "1.00"),
]


@pytest.mark.parametrize(("code", "low", "high"), BANDS)
def test_the_edges_of_the_bands(ipp: rb.Rubric, code: str, low: str, high: str) -> None:
    assert [ipp.score({"ipp": edge})["predikat"] for edge in (low, high)] == [code, code]


def test_rounding_comes_before_the_band(ipp: rb.Rubric) -> None:
    result = ipp.score({"f02": 4.505, "f03": 4.505})
    assert (str(result["ipp"]), result["predikat"]) == ("4.51", "A")
    result = ipp.score({"f02": 4.504, "f03": 4.504})
    assert (result["ipp"], result["predikat"]) == (Fraction("4.5"), "A-")
