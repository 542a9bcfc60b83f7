"""PEKPPP: every level of every indicator from what a unit answers, the weights, the statements, the bands."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

import rubrikdsl as rb

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
        "hak_kewajiban",
        "=",
        of=[(False, None), (True, 0), (True, 1), (True, 2), (True, 3), (True, 4)],
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
