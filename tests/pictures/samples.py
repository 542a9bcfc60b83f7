"""Pictures of every kind, drawn by all tests of this room."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.pictures import Bar
from rubrikdsl.pictures import Bars
from rubrikdsl.pictures import Change
from rubrikdsl.pictures import Dot
from rubrikdsl.pictures import Picture
from rubrikdsl.pictures import Pointer
from rubrikdsl.pictures import Ruler
from rubrikdsl.pictures import Scatter
from rubrikdsl.pictures import Waterfall
from rubrikdsl.pictures import Zone
from rubrikdsl.pictures import histogram

ZONES = (
    Zone("E", Fraction(0), Fraction(32)),
    Zone("D", Fraction(32), Fraction(54)),
    Zone("C", Fraction(54), Fraction(78)),
    Zone("B", Fraction(78), Fraction(88)),
    Zone("A", Fraction(88), Fraction(100)),
)

PICTURES: dict[str, Picture] = {
    "bars": Bars(
        "Capaian per dimensi",
        (
            Bar("Input", Fraction("8.72"), Fraction("21.85")),
            Bar("Proses penyelenggaraan pelayanan publik", Fraction("30.1"), Fraction("32.37"), True),
            Bar("Output", Fraction(0), Fraction("24.24")),
            Bar("Pengaduan & <saran>", Fraction("21.54"), Fraction("21.54")),
        ),
    ),
    "differences": Bars(
        "Selisih",
        (Bar("Naik", Fraction("3.5")), Bar("Turun", Fraction("-2.25")), Bar("Tipis", Fraction(1, 90))),
    ),
    "waterfall": Waterfall(
        "Kota Metro: asal nilai",
        (
            Change("Input", Fraction("8.72")),
            Change("Proses", Fraction("30.1")),
            Change("Output", Fraction("24.24")),
            Change("Bonus lokasi", Fraction(5)),
            Change("Potongan", Fraction("-2.5")),
        ),
        "nilai",
        Fraction(100),
    ),
    "ruler": Ruler(
        "Kategori",
        ZONES,
        (
            Pointer("Kota Metro", Fraction("80.85")),
            Pointer("Puskesmas Watdek", Fraction("12.3")),
            Pointer("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", Fraction("99.5")),
            Pointer("Di luar", Fraction(104)),
        ),
    ),
    "histogram": histogram("nilai", [Fraction(n * n % 97) for n in range(200)], ZONES, 3),
    "scatter": Scatter(
        "Input dan output",
        "input",
        "output",
        tuple(Dot(f"Unit {n}", Fraction(n * n % 97), Fraction(n * 7 % 50, 3), n == 4) for n in range(150)),
        2,
    ),
    "nothing": Bars("Tidak ada", ()),
}
