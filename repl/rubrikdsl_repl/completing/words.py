"""Words of menus and of the panel beside them, and the words of the language that menus offer."""

from __future__ import annotations

from rubrikdsl import Words
from rubrikdsl import say

VALUES = say("values", "nilai")
ANSWERS = say("answers", "jawaban")
WEIGHT = say("weight", "bobot")
SOURCE = say("source", "dasar")
ASSUMED = say("assumed", "asumsi")
NOTE = say("note", "catatan")
PATH = say("in full", "lengkapnya")

UNIT = say("unit", "unit")
YES, NO = say("yes", "ya"), say("no", "tidak")
NOT_APPLICABLE = say("not applicable", "tidak berlaku")

IS, IS_NOT = say("is", "adalah"), say("is not", "bukan")
IN, BETWEEN = say("in", "termasuk"), say("between", "antara")
IS_MISSING, IS_NOT_MISSING = say("is missing", "kosong"), say("is not missing", "tidak kosong")
AND, OR, NOT = say("and", "dan"), say("or", "atau"), say("not", "bukan")
READINGS: dict[str, Words] = {
    "points": say("points", "poin"),
    "share": say("share", "capaian"),
}
"""How else a node can be read: what it adds to the total, how much of its scale it reaches."""

ABOUT_READINGS: dict[str, Words] = {
    "points": say("what it adds to the total", "sumbangannya kepada jumlah"),
    "share": say("how much of its scale it reaches", "bagian skala yang dicapai"),
}
