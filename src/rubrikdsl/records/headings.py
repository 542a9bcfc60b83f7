"""The words around results and accounts, in both languages: headings, states, kinds of line."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

RECORD = say("record", "rekaman")
YES = say("yes", "ya")
NO = say("no", "tidak")

OPEN: dict[str, Words] = {
    "unknown": say("(open)", "(belum)"),
    "not-applicable": say("n/a", "t/b"),
    "refused": say("(refused)", "(ditolak)"),
}
"""What stands where a value is not final, by status."""

OF = say("of {top}", "dari {top}")
PART = say("part", "bagian")
WEIGHT = say("weight", "bobot")
ANSWER = say("answer", "jawaban")
SHARE = say("share", "capaian")
POINTS = say("points", "poin")
TOTAL = say("total", "jumlah")
NOT_SCORED = say("not scored", "tanpa nilai")
PRINT_ROUNDING = say("print rounding", "pembulatan cetak")
ROUNDED = say(
    "Points are rounded to {n} places for print only; `--format json` has the exact numbers.",
    "Poin dibulatkan ke {n} desimal untuk cetak saja; `--format json` memuat bilangan tepatnya.",
)

LINES: dict[str, Words] = {
    "bonus": say("bonus", "bonus"),
    "penalty": say("penalty", "pengurang"),
    "cap": say("cap", "batas atas"),
    "floor": say("floor", "batas bawah"),
    "scale": say("scaled", "penskalaan"),
    "places": say("rounding", "pembulatan"),
    "formula": say("by formula", "oleh rumus"),
}
"""The kinds of line in the ledger."""

CLASS = say(
    "{name}: {code}, since {of} = {value} lies in {printed}",
    "{name}: {code}, karena {of} = {value} berada di {printed}",
)
CLASS_LIMITED = say(
    "{name}: {code}; {of} = {value} lies in {printed} ({table}), but there is a limit",
    "{name}: {code}; {of} = {value} berada di {printed} ({table}), tetapi ada batasan",
)
LIMIT = say("limit: {why}", "batasan: {why}")
NEXT = say("next: {code} from {edge}, {distance} away", "berikutnya: {code} mulai {edge}, kurang {distance}")
PREVIOUS = say(
    "previous: {code} up to {edge}, {distance} away", "sebelumnya: {code} sampai {edge}, selisih {distance}"
)
LOST = say("Points lost", "Poin yang hilang")
SOURCES = say("Sources", "Dasar")
CITED = say("cited for", "dirujuk untuk")
AROUND = say("covers also", "mencakup juga")
ASSUMED = say("Assumed", "Asumsi")
