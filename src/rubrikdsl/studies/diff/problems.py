"""All wording of studies, English and Indonesian side by side.

Words of the language itself are its own (`vocabulary.toml`); a test holds the two together.
"""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say

WORDS: dict[str, Words] = {
    "yes": say("yes", "ya"),
    "no": say("no", "tidak"),
    "none": say("none", "tidak ada"),
    "and": say("and", "dan"),
    "or": say("or", "atau"),
    "not": say("not", "bukan"),
    "eq": say("is", "adalah"),
    "ne": say("is not", "bukan"),
    "in": say("in", "termasuk"),
    "not_in": say("not in", "tidak termasuk"),
    "missing": say("is missing", "kosong"),
    "not_missing": say("is not missing", "tidak kosong"),
    "applicable": say("is applicable", "berlaku"),
    "not_applicable": say("is not applicable", "tidak berlaku"),
    "if": say("if", "jika"),
    "then": say("then", "maka"),
    "else": say("else", "selain itu"),
    "when": say("when", "bila"),
    "otherwise": say("otherwise", "selainnya"),
    "where": say("where", "yang"),
    "share": say("share", "capaian"),
    "points": say("points", "poin"),
    "answer": say("answer", "jawaban"),
    "unrounded": say("unrounded", "utuh"),
    "value": say("value", "nilai"),
    "in_group": say("in", "dalam"),
    "has": say("has", "memiliki"),
    "every": say("every", "setiap"),
    "any": say("any", "ada"),
    "count": say("count", "banyak"),
    "sum": say("sum", "jumlah"),
    "mean": say("mean", "rerata"),
    "median": say("median", "median"),
    "min": say("min", "min"),
    "max": say("max", "maks"),
    "abs": say("abs", "mutlak"),
    "round": say("round", "bulatkan"),
    "from": say("from", "mulai"),
    "above": say("above", "di atas"),
    "below": say("below", "di bawah"),
    "ladder": say("ladder", "tangga"),
    "step": say("step", "langkah"),
    "places": say("places", "desimal"),
    "half-even": say("half even", "genap terdekat"),
    "down": say("down", "ke bawah"),
    "up": say("up", "ke atas"),
    "log": say("log", "log"),
    "optional": say("optional", "opsional"),
    "default": say("default", "baku"),
    "yes_or_no": say("yes or no", "ya atau tidak"),
    "one_of": say("one of", "salah satu"),
    "any_of": say("any of", "beberapa dari"),
    "text": say("text", "teks"),
    "date": say("date", "tanggal"),
    "equal": say("equal", "sama"),
    "total": say("of total", "dari total"),
    "highest": say("highest first", "tertinggi dahulu"),
    "lowest": say("lowest first", "terendah dahulu"),
    "share_ties": say("ties share", "seri bersama"),
    "dense_ties": say("ties dense", "seri rapat"),
    "distinct_ties": say("ties distinct", "seri dibedakan"),
}
"""Words of the language, as it prints them."""

METHODS: dict[str, Words] = {
    "answer": say("a range", "rentang nilai"),
    "options": say("options with values", "opsi bernilai"),
    "bins": say("ranges of a number", "rentang bilangan"),
    "cases": say("cases", "kasus"),
    "checklist": say("checklist", "daftar periksa"),
    "ladder": say("ladder", "tangga"),
    "goalposts": say("goalposts", "patokan"),
}
"""How a leaf is scored."""

AGGREGATES: dict[str, Words] = {
    "min": say("by min", "menurut min"),
    "max": say("by max", "menurut maks"),
    "median": say("by median", "menurut median"),
    "best": say("by best {n}", "menurut terbaik {n}"),
    "geometric": say("by geometric mean", "menurut rerata geometrik"),
    "harmonic": say("by harmonic mean", "menurut rerata harmonik"),
}
"""How a group adds up."""

ASPECTS: dict[str, Words] = {
    "name": say("name", "nama"),
    "label": say("label", "label"),
    "issuer": say("issuer", "penerbit"),
    "valid": say("valid", "masa berlaku"),
    "word": say("word", "sebutan"),
    "shown": say("decimals shown", "desimal tampil"),
    "source": say("source", "dasar"),
    "assumed": say("assumed", "asumsi"),
    "because": say("reason", "alasan"),
    "note": say("note", "catatan"),
    "domain": say("answers allowed", "jawaban yang sah"),
    "need": say("answer", "jawaban"),
    "applicable": say("not applicable", "tidak berlaku"),
    "rule": say("not applicable when", "tidak berlaku bila"),
    "counted": say("where not applicable", "bila tidak berlaku"),
    "weight": say("weight", "bobot"),
    "scale": say("scale", "skala"),
    "method": say("way of scoring", "cara menilai"),
    "subject": say("what is scored", "yang dinilai"),
    "goalposts": say("goalposts", "patokan"),
    "base": say("first level", "tingkat awal"),
    "formula": say("formula", "rumus"),
    "onto": say("place on the scale", "letak pada skala"),
    "stated": say("range of the values", "rentang nilainya"),
    "aggregate": say("adds up", "penggabungan"),
    "places": say("rounding", "pembulatan"),
    "amount": say("amount", "besaran"),
    "condition": say("condition", "syarat"),
    "value": say("value", "nilai"),
    "range": say("range", "rentang"),
    "of": say("classifies", "yang digolongkan"),
    "better": say("better", "lebih baik"),
    "lower": say("lower edge", "batas bawah"),
    "upper": say("upper edge", "batas atas"),
    "attribute": say("{of}", "{of}"),
    "asks": say("what it asks", "yang ditanyakan"),
    "code": say("code", "kode"),
    "columns": say("columns", "kolom"),
    "first": say("rows", "baris"),
    "ranks": say("order of the codes", "urutan kode"),
    "least": say("at least", "sedikitnya"),
    "where": say("which members", "anggota yang dihitung"),
    "by": say("ranked by", "diperingkat menurut"),
    "within": say("within", "dalam"),
    "ties": say("equal values", "nilai yang sama"),
    "keys": say("ties are settled by", "seri diselesaikan menurut"),
    "asserts": say("statement", "isi"),
}
"""What can differ. `{of}` is the column of an attribute."""

ABSENT: dict[str, Words] = {
    "need": say("required", "wajib"),
    "applicable": say("no", "tidak boleh"),
    "rule": say("never", "tidak pernah"),
    "counted": say("left out", "tidak dihitung"),
    "subject": say("its own answer", "jawabannya sendiri"),
    "base": say("0", "0"),
    "onto": say("the whole scale", "seluruh skala"),
    "stated": say("the scale", "skala"),
    "aggregate": say("by weighted mean", "menurut rerata berbobot"),
    "condition": say("always", "selalu"),
    "better": say("higher", "lebih tinggi"),
    "lower": say("open", "terbuka"),
    "upper": say("where the next one begins", "awal rentang berikutnya"),
    "first": say("each by itself", "masing-masing"),
    "least": say("1", "1"),
    "where": say("all", "semua"),
    "within": say("all records together", "semua rekaman bersama"),
}
"""What an aspect is where a rubric says nothing of it (else `none`)."""

MISSING = say("missing", "kosong")
COUNTED: dict[str, Words] = {
    "full": say("counts full", "dihitung penuh"),
    "zero": say("counts zero", "dihitung nol"),
}
"""What counts though it does not apply."""

FLAGS: dict[str, Words] = {
    "first": say("first match", "cocok pertama"),
    "better": say("lower", "lebih rendah"),
    "applicable": say("may be recorded", "boleh dinyatakan"),
}
"""What an aspect is that is there or not."""

DIGITS = say("{n} decimals", "{n} desimal")
DIGIT = say("1 decimal", "1 desimal")
EQUAL = say("equal ({share})", "sama ({share})")
POINTS = say("{n} points", "{n} poin")
FROM_TO = say("from {start} to {end}", "dari {start} ke {end}")

KINDS: dict[str, Words] = {
    "rubric": say("rubric", "rubrik"),
    "input": say("input", "isian"),
    "option": say("option", "opsi"),
    "item": say("item", "butir"),
    "step": say("step", "langkah"),
    "bin": say("range", "rentang"),
    "case": say("case", "kasus"),
    "prerequisite": say("prerequisite", "prasyarat"),
    "bonus": say("bonus", "bonus"),
    "penalty": say("penalty", "pengurang"),
    "cap": say("cap", "batas atas"),
    "floor": say("floor", "batas bawah"),
    "scale": say("scale to", "skalakan ke"),
    "let": say("value", "nilai"),
    "bands": say("bands", "rentang"),
    "decide": say("decision", "putusan"),
    "code": say("code", "kode"),
    "row": say("row", "baris"),
    "limit": say("limit", "batasi"),
    "raise": say("raise", "naikkan"),
    "outcome": say("outcome", "hasil"),
    "requirement": say("requirement", "syarat"),
    "collect": say("collection", "kumpulan"),
    "member": say("rubric", "rubrik"),
    "ranking": say("ranking", "peringkat"),
    "assert": say("assert", "pastikan"),
}
"""What a part is."""

OF = say("{aspect} of {part}", "{aspect} {part}")
FROM_OLD = say("{what}: {old} → {new}", "{what}: {old} → {new}")
ADDED = say("added: {part}", "ditambah: {part}")
REMOVED = say("removed: {part}", "dihapus: {part}")
RENAMED = say("renamed: {old} → {new}", "berganti nama: {old} → {new}")
MOVED = say("moved: from {old} to {new}", "pindah: dari {old} ke {new}")
REORDERED = say("other order: {old} → {new}", "urutan berubah: {old} → {new}")
INSIDE = say(
    "the rubric {name} differs, as told under its own name",
    "rubrik {name} berbeda, seperti disebut di bawah namanya sendiri",
)
LABELLED = say("{kind} {label} (`{name}`)", "{kind} {label} (`{name}`)")
LIMIT = say("{kind} to {code}", "{kind} ke {code}")

RUBRIC_ADDED = say("added: rubric {name}", "ditambah: rubrik {name}")
RUBRIC_REMOVED = say("removed: rubric {name}", "dihapus: rubrik {name}")
SAME = say("{name}: no difference in meaning", "{name}: tidak ada perbedaan makna")
SUMMARY = say("{name}: {n} differences in meaning", "{name}: {n} perbedaan makna")
SUMMARY_ONE = say("{name}: 1 difference in meaning", "{name}: 1 perbedaan makna")
DESCRIPTION = say(
    "Not of the meaning: how it is called, printed, in force, what is asserted",
    "Bukan makna: sebutan, cetakan, masa berlaku, yang dipastikan",
)
CITATION = say("Not of the meaning: what it cites and assumes", "Bukan makna: dasar dan asumsi")
HIDDEN = say(
    "Sources, reasons, notes and assumptions that differ: {n}; --citations tells them.",
    "Dasar, alasan, catatan, dan asumsi yang berbeda: {n}; --citations menyebutkannya.",
)
