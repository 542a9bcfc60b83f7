"""What the answers to questions say, English and Indonesian side by side. Errors are in `problems`."""

from __future__ import annotations

from rubrikdsl import Words
from rubrikdsl import say

RECORD = say("record", "rekaman")
RANK = say("rank", "peringkat")
BEFORE, AFTER, MOVE = say("before", "sebelum"), say("after", "sesudah"), say("move", "selisih")
COUNT = say("count", "jumlah")
PART, WEIGHT, ANSWER = say("part", "bagian"), say("weight", "bobot"), say("answer", "jawaban")
POINTS, MOST, GAIN = say("points", "poin"), say("at most", "paling banyak"), say("to gain", "peluang")
NEXT_TO, EDGE, AWAY = say("next to", "dekat"), say("edge", "batas"), say("away", "jarak")
CLASS = say("class", "kategori")
HOLDS = say("holds", "terpenuhi")
REQUIREMENT = say("requirement", "syarat")
SOURCES, ASSUMPTIONS, NOTES = say("Sources", "Sumber"), say("Assumed", "Asumsi"), say("Notes", "Catatan")
CODE, RANGE, LABEL = say("code", "kode"), say("range", "rentang"), say("label", "label")
SCENARIO, ASSUMED = say("scenario", "skenario"), say("assumed", "diandaikan")
NAME, MEANS = say("name", "nama"), say("stands for", "berarti")
EMPTY = say("(empty)", "(kosong)")
YES, NO = say("yes", "ya"), say("no", "tidak")


KIND, VALUES = say("kind", "jenis"), say("values", "isi")
NO_LETS = say(
    "nothing has a name yet; `let NAME = …` gives one", "belum ada nama; `misal NAMA = …` membuatnya"
)
NO_SOURCES = say("the rubric cites no source", "rubrik ini tidak menyebut sumber")
NOTHING_ASSUMED = say("the rubric assumes nothing", "rubrik ini tidak mengandung asumsi")
NOT_FINAL = say("not final", "belum final")
NOW, ENOUGH_IS = say("now", "sekarang"), say("enough", "cukup bila")
ENOUGH = say("one answer alone that would be enough:", "satu jawaban saja yang sudah cukup:")
NONE_ENOUGH = say("no single answer would be enough", "tidak ada satu jawaban yang sendirian sudah cukup")
EXAMPLE, PASSES = say("example", "contoh"), say("passes", "lulus")
NO_EXAMPLES = say("the rubric has no examples", "rubrik ini tidak punya contoh")
NO_FIT = say("(does not fit here)", "(tidak cocok di sini)")
NO_SCENARIOS = say("no scenario is kept; `what if` makes one", "belum ada skenario; `andai` membuatnya")


def ranks(before: int, after: int, count: int) -> Words:
    """The ranks by score before and after."""
    return say(
        "rank by score: {before} → {after} of {count}",
        "peringkat menurut nilai: {before} → {after} dari {count}",
        before=before,
        after=after,
        count=count,
    )


def plain(value: object) -> Words:
    """A code, a truth or a number in a sentence."""
    if isinstance(value, bool):
        return YES if value else NO
    return say("{value}", "{value}", value=str(value))


def has_it(name: str, bands: str, now: str) -> Words:
    """A record that has the class asked for, or a better one."""
    return say(
        "{name}: {bands} is {now} already", "{name}: {bands} sudah {now}", name=name, bands=bands, now=now
    )


def not_it(name: str, bands: str, now: str) -> Words:
    """The class that a record has."""
    return say("{name}: {bands} is {now}", "{name}: {bands} {now}", name=name, bands=bands, now=now)


def in_all(ends: str, classes: str) -> Words:
    """What answers could give, whatever the present ones are."""
    return say(
        "over all answers the score is {ends}; possible: {classes}",
        "dengan jawaban apa pun nilainya {ends}; yang mungkin: {classes}",
        ends=ends,
        classes=classes,
    )


def passed(count: int, of: int) -> Words:
    """How many examples pass."""
    return say("{count} of {of} pass", "{count} dari {of} lulus", count=count, of=of)


def is_certain(name: str, value: str) -> Words:
    """An open value that every completion gives."""
    return say(
        "{name} will be {value}, whatever is still answered",
        "{name} pasti {value}, apa pun jawaban yang masih kosong",
        name=name,
        value=value,
    )


def can_become(name: str, values: str, deciding: str) -> Words:
    """What an open value can still be, and the answers that decide it."""
    if deciding:
        return say(
            "{name} can still be {values}; decided by {deciding}",
            "{name} masih dapat menjadi {values}; ditentukan oleh {deciding}",
            name=name,
            values=values,
            deciding=deciding,
        )
    return say(
        "{name} can still be {values}", "{name} masih dapat menjadi {values}", name=name, values=values
    )


def from_best(gap: str, code: str, edge: str) -> Words:
    """How far a value is from the next better class."""
    return say(
        "{gap} short of {code} ({edge})", "kurang {gap} untuk {code} ({edge})", gap=gap, code=code, edge=edge
    )


def from_worse(gap: str, code: str, edge: str) -> Words:
    """How far a value is from the next worse class."""
    return say(
        "{gap} clear of {code} ({edge})", "berjarak {gap} dari {code} ({edge})", gap=gap, code=code, edge=edge
    )


def classified(label: str, code: str, printed: str) -> Words:
    """The class of a record."""
    return say(
        "{label}: {code} ({printed})", "{label}: {code} ({printed})", label=label, code=code, printed=printed
    )


def under(reading: str) -> Words:
    """What follows is so under a reading."""
    return say("Read as {reading}", "Menurut tafsir {reading}", reading=reading)


def found(count: int, of: int, text: str) -> Words:
    """How many records were found."""
    return say("{count} of {of}: {text}", "{count} dari {of}: {text}", count=count, of=of, text=text)


def undecided(count: int, names: str, waiting: Words) -> Words:
    """Records that a question has no answer for."""
    return say(
        "no answer for {count}: {names} ({waiting})",
        "tanpa jawaban untuk {count}: {names} ({waiting})",
        count=count,
        names=names,
        waiting=waiting,
    )


WHY = {
    "unknown": say("not final without: {names}", "belum final tanpa: {names}"),
    "not-applicable": say("does not apply", "tidak berlaku"),
    "differs": say("differs between readings", "berbeda menurut tafsir"),
    "refused": say("refused", "ditolak"),
    "final": say("final", "final"),
}


def why(status: str, waiting: tuple[str, ...]) -> Words:
    """Why there is no answer."""
    words = WHY[status]
    return say(words.en, words.id, names=", ".join(waiting)) if status == "unknown" else words


def ranked_by(name: str) -> Words:
    """The order of a rubric that has no ranking of its own."""
    return say(
        "by {name}, highest first; equals share a rank (the rubric has no ranking of its own)",
        "menurut {name}, tertinggi dahulu; nilai sama berbagi peringkat (rubrik ini tidak punya"
        " pemeringkatan)",
        name=name,
    )


def ranked_as(name: str, label: str) -> Words:
    """A ranking of the rubric."""
    return say("ranking {name}: {label}", "pemeringkatan {name}: {label}", name=name, label=label)


def unranked(count: int, names: str) -> Words:
    """Records without a rank."""
    return say(
        "without a rank, since not final: {count} ({names})",
        "tanpa peringkat karena belum final: {count} ({names})",
        count=count,
        names=names,
    )


def set_aside(paths: str) -> Words:
    """What an assumption leaves unread."""
    return say("set aside: {paths}", "dikesampingkan: {paths}", paths=paths)


def kept_as(name: str) -> Words:
    """A what-if that was kept."""
    return say("kept as scenario {name}", "disimpan sebagai skenario {name}", name=name)


def dropped(name: str) -> Words:
    """A scenario or a name that is no more."""
    return say("dropped: {name}", "dihapus: {name}", name=name)


def joined(both: int, changed: int) -> Words:
    """How many records two populations share, and how many of them have another class."""
    return say(
        "{both} in both; {changed} in another class",
        "{both} ada pada keduanya; {changed} berpindah kategori",
        both=both,
        changed=changed,
    )


def sides(first: str, second: str) -> Words:
    """What the columns of two sides stand for."""
    return say("1: {first}, 2: {second}", "1: {first}, 2: {second}", first=first, second=second)


def only_in(side: str, count: int, names: str) -> Words:
    """Records that only one side has."""
    return say(
        "only in {side}: {count} ({names})",
        "hanya pada {side}: {count} ({names})",
        side=side,
        count=count,
        names=names,
    )


def several_alike(side: str, names: str) -> Words:
    """Names that stand for several records of one side, which are not compared."""
    return say(
        "not compared, as several have the name in {side}: {names}",
        "tidak dibandingkan karena namanya berulang pada {side}: {names}",
        side=side,
        names=names,
    )


def not_final(count: int, names: str) -> Words:
    """Records without a final value on one of the sides."""
    return say(
        "not final on both sides: {count} ({names})",
        "belum final pada kedua sisi: {count} ({names})",
        count=count,
        names=names,
    )


def alike(count: int) -> Words:
    """Records that are the same on both sides."""
    return say("{count} the same", "{count} sama", count=count)


def unclassified(count: int, names: str) -> Words:
    """Records without a final class."""
    return say(
        "without a final class: {count} ({names})",
        "tanpa kategori final: {count} ({names})",
        count=count,
        names=names,
    )


def nothing_near(within: str) -> Words:
    """No record near an edge."""
    return say(
        "none within {within} of another class",
        "tidak ada yang berjarak {within} dari kategori lain",
        within=within,
    )


def near(count: int, of: int, within: str) -> Words:
    """Records near an edge of their class."""
    return say(
        "{count} of {of} within {within} of another class",
        "{count} dari {of} berjarak paling jauh {within} dari kategori lain",
        count=count,
        of=of,
        within=within,
    )


def named_value(name: str, text: str) -> Words:
    """A name that was given to an expression."""
    return say("{name} = {text}", "{name} = {text}", name=name, text=text)


def assumed_line(title: str, what: str, because: str | None) -> str:
    """A clause that is assumed, and why."""
    return f"  {title}: {what}" + (f" ({because})" if because else "")
