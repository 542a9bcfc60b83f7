"""The words around results and accounts, in both languages: headings, states, kinds of line."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

RECORD = say("record", "rekaman")
READING = say("reading", "tafsir")
UNDER = say("reading {reading}", "tafsir {reading}")
RANK = say("rank", "peringkat")
HIGHEST = say("{by}, highest first", "{by}, tertinggi dahulu")
LOWEST = say("{by}, lowest first", "{by}, terendah dahulu")
THEN = say("then {order}", "lalu {order}")
WITHIN = say("within {inputs}", "dalam {inputs}")
TIES: dict[str, Words] = {
    "share": say("equals share a rank", "yang sama berbagi peringkat"),
    "dense": say("equals share a rank, and none is left out", "yang sama berbagi peringkat, tanpa loncatan"),
    "distinct": say("no two share a rank", "tidak ada peringkat yang sama"),
}
"""How equals are ranked."""
YES = say("yes", "ya")
NO = say("no", "tidak")

OPEN: dict[str, Words] = {
    "unknown": say("(open)", "(belum)"),
    "not-applicable": say("n/a", "t/b"),
    "differs": say("(differs)", "(beda tafsir)"),
    "refused": say("(refused)", "(ditolak)"),
}
"""What stands where a value is not final, by status."""

BOUNDS = say(
    "What open values can still become, over every completion of the record (no results)",
    "Kemungkinan nilai yang belum final, atas semua cara melengkapi rekaman (bukan hasil)",
)
VALUE = say("value", "nilai")
CAN_BE = say("can be", "kemungkinan")
DECIDED_BY = say("decided by", "ditentukan oleh")
BETWEEN = say("{low} .. {high}", "{low} .. {high}")
AT_LEAST = say("at least {low}", "sedikitnya {low}")
AT_MOST = say("at most {high}", "sebanyaknya {high}")
ANY_NUMBER = say("any number", "bilangan apa pun")
ANYTHING = say("anything", "apa pun")
NO_VALUE = say("no value", "tanpa nilai")
OR = say("{some} or {last}", "{some} atau {last}")
CERTAIN = say("{value} (already certain, not final)", "{value} (sudah pasti, belum final)")
NARROWER = say("{value} (perhaps narrower)", "{value} (mungkin lebih sempit)")
FEWER = say("{value} (perhaps fewer)", "{value} (mungkin lebih sedikit)")

OF = say("of {top}", "dari {top}")
PART = say("part", "bagian")
WEIGHT = say("weight", "bobot")
ANSWER = say("answer", "jawaban")
SHARE = say("share", "capaian")
POINTS = say("points", "poin")
POINTS_OF_PARTS = say("Points of the parts", "Poin tiap bagian")
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
    "min": say("by min", "menurut min"),
    "max": say("by max", "menurut maks"),
    "median": say("by median", "menurut median"),
    "best": say("by best", "menurut terbaik"),
    "geometric": say("by geometric mean", "menurut rerata geometrik"),
    "harmonic": say("by harmonic mean", "menurut rerata harmonik"),
    "formula": say("by formula", "oleh rumus"),
    "counts-full": say("counts full", "dihitung penuh"),
    "counts-zero": say("counts zero", "dihitung nol"),
}
"""The kinds of line in the ledger."""

CLASS = say(
    "{name}: {code}, since {of} = {value} lies in `{printed}`",
    "{name}: {code}, karena {of} = {value} berada dalam `{printed}`",
)
CLASS_LIMITED = say(
    "{name}: {code}; {of} = {value} lies in `{printed}` ({table}), but there is a limit",
    "{name}: {code}; {of} = {value} berada dalam `{printed}` ({table}), tetapi ada batasan",
)
CLASS_CHANGED = say(
    "{name}: {code}; {of} = {value} lies in {printed} ({table}), but it is changed",
    "{name}: {code}; {of} = {value} berada di {printed} ({table}), tetapi diubah",
)
DECIDED = say("{name}: {code}, by the row {row}", "{name}: {code}, menurut baris {row}")
DECIDED_CHANGED = say(
    "{name}: {code}; the row {row} gives {table}, but it is changed",
    "{name}: {code}; baris {row} memberi {table}, tetapi diubah",
)
DECIDED_ON = say("asked: {asked}", "yang ditanya: {asked}")
NOT_GIVEN = say("missing", "kosong")
RAISE = say("raised: {why}", "dinaikkan: {why}")
LIMIT = say("limit: {why}", "batasan: {why}")
BY_THE_TABLE = say("by the table alone", "menurut tabel saja")
NEXT = say("next: {code} {edge}, {distance} away", "berikutnya: {code} {edge}, kurang {distance}")
NEXT_BELOW = say("next: {code} {edge}, {distance} away", "berikutnya: {code} {edge}, lebih {distance}")
PREVIOUS = say("previous: {code} {edge}, {distance} away", "sebelumnya: {code} {edge}, selisih {distance}")
EDGES: dict[tuple[bool, bool], Words] = {
    (True, False): say("from {edge}", "mulai {edge}"),
    (True, True): say("above {edge}", "di atas {edge}"),
    (False, False): say("up to {edge}", "sampai {edge}"),
    (False, True): say("below {edge}", "di bawah {edge}"),
}
"""The nearest edge of a neighbouring band, by whether it lies higher and whether the edge is not in it."""
ASKED_SKIPPED = say(
    "{title}: not asked, it does not count here", "{title}: tidak ditanya, tidak dihitung di sini"
)
ASKED_OPEN = say("{title}: not known yet", "{title}: belum diketahui")
ASKED = say("{title}: {value} of {top}, {share}", "{title}: {value} dari {top}, {share}")
NOT_ASKED = say("not asked, left out: {names}", "tidak ditanya, dikecualikan: {names}")
AND_MORE = say("{names} and {n} more", "{names} dan {n} lagi")
SHORT = say("{distance} short of {bound}", "kurang {distance} dari {bound}")
OVER = say("{distance} over {bound}", "lebih {distance} dari {bound}")
LOST = say("Points lost", "Poin yang hilang")
SOURCES = say("Sources", "Dasar")
CITED = say("cited for", "dirujuk untuk")
AROUND = say("covers also", "mencakup juga")
ASSUMED = say("Assumed", "Asumsi")

CLAUSES: dict[str, Words] = {
    "rubric": say("rubric", "rubrik"),
    "input": say("input", "isian"),
    "option": say("option", "pilihan"),
    "step": say("step", "langkah"),
    "score": say("score", "skor"),
    "dimension": say("dimension", "dimensi"),
    "aspect": say("aspect", "aspek"),
    "component": say("component", "komponen"),
    "domain": say("domain", "domain"),
    "variable": say("variable", "variabel"),
    "cluster": say("cluster", "klaster"),
    "area": say("area", "area"),
    "element": say("element", "unsur"),
    "criterion": say("criterion", "kriteria"),
    "group": say("group", "kelompok"),
    "indicator": say("indicator", "indikator"),
    "item": say("item", "butir"),
    "question": say("question", "pertanyaan"),
    "bin": say("bin", "interval"),
    "case": say("case", "kasus"),
    "bonus": say("bonus", "bonus"),
    "penalty": say("penalty", "pengurang"),
    "cap": say("cap", "batas atas"),
    "floor": say("floor", "batas bawah"),
    "scale": say("scale to", "skalakan ke"),
    "formula": say("formula", "rumus"),
    "let": say("let", "misal"),
    "bands": say("bands", "rentang"),
    "band": say("band", "rentang"),
    "decide": say("decide", "putuskan"),
    "row": say("row", "baris"),
    "limit": say("limit", "batasi"),
    "raise": say("raise", "naikkan"),
    "outcome": say("outcome", "hasil"),
    "requires": say("requires", "syarat"),
    "collect": say("collect", "kumpulkan"),
    "ranking": say("ranking", "peringkat"),
    "assert": say("assert", "pastikan"),
}
"""The constructs that a clause may be."""
