"""The sentences of the claims of completeness, reachability and weights, in both languages."""

from __future__ import annotations

from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.semantics.terms import Interval

# What is claimed


def scored(name: str, low: Fraction, high: Fraction) -> Words:
    return say(
        "every complete record gets `{name}`, from {low} to {high}",
        "setiap rekaman lengkap mendapat `{name}`, dari {low} sampai {high}",
        name=name,
        low=low,
        high=high,
    )


def one_band(name: str) -> Words:
    return say(
        "every complete record gets exactly one band of `{name}`",
        "setiap rekaman lengkap mendapat tepat satu rentang `{name}`",
        name=name,
    )


def one_row(name: str) -> Words:
    return say(
        "every complete record gets exactly one row of `{name}`",
        "setiap rekaman lengkap mendapat tepat satu baris `{name}`",
        name=name,
    )


def settled(name: str) -> Words:
    return say(
        "every complete record either meets `{name}` or does not",
        "setiap rekaman lengkap memenuhi `{name}` atau tidak memenuhinya",
        name=name,
    )


def band(name: str, code: str) -> Words:
    return say("`{name}` can be {code}", "`{name}` dapat bernilai {code}", name=name, code=code)


def band_row(name: str, code: str) -> Words:
    return say(
        "the row {code} of `{name}` can hold before limits",
        "baris {code} pada `{name}` dapat berlaku sebelum pembatasan",
        name=name,
        code=code,
    )


def decision_row(name: str, number: int, code: str) -> Words:
    return say(
        "row {n} of `{name}` ({code}) can decide",
        "baris {n} pada `{name}` ({code}) dapat menentukan",
        n=number,
        name=name,
        code=code,
    )


def decision_rest(name: str, code: str) -> Words:
    return say(
        "`otherwise` of `{name}` ({code}) can decide",
        "`selainnya` pada `{name}` ({code}) dapat menentukan",
        name=name,
        code=code,
    )


def met(name: str) -> Words:
    return say("`{name}` can be met", "`{name}` dapat dipenuhi", name=name)


def missed(name: str) -> Words:
    return say("`{name}` can be missed", "`{name}` dapat tidak dipenuhi", name=name)


def line_fails(name: str, text: str) -> Words:
    return say(
        "the line `{text}` of `{name}` can keep a record out",
        "syarat `{text}` pada `{name}` dapat menggugurkan",
        text=text,
        name=name,
    )


def stage(kind: str, title: str, node: str) -> Words:
    what = _STAGES[kind]
    if title:
        return say(
            "{what} `{title}` of `{node}` can act",
            "{what} `{title}` pada `{node}` dapat berpengaruh",
            what=what,
            title=title,
            node=node,
        )
    return say("{what} of `{node}` can act", "{what} pada `{node}` dapat berpengaruh", what=what, node=node)


_STAGES = {
    "bonus": say("the bonus", "bonus"),
    "penalty": say("the penalty", "pengurang"),
    "cap": say("the cap", "batas atas"),
    "floor": say("the floor", "batas bawah"),
    "scale": say("the scaling", "penskalaan"),
}


def limit(name: str, code: str, raises: bool) -> Words:
    if raises:
        return say(
            "the raise of `{name}` to at least {code} can act",
            "penaikan `{name}` menjadi minimal {code} dapat berpengaruh",
            name=name,
            code=code,
        )
    return say(
        "the limit of `{name}` to at most {code} can act",
        "pembatasan `{name}` menjadi maksimal {code} dapat berpengaruh",
        name=name,
        code=code,
    )


def cases(node: str, count: int) -> Words:
    return say(
        "each of the {n} cases of `{node}` can hold",
        "masing-masing dari {n} kasus pada `{node}` dapat berlaku",
        n=count,
        node=node,
    )


def case(number: int) -> Words:
    return say("case {n}", "kasus {n}", n=number)


OTHERWISE = say("otherwise", "selainnya")


def asserted(label: str | None, text: str) -> Words:
    if label is None:
        return say("`{text}`", "`{text}`", text=text)
    return say("{label}: `{text}`", "{label}: `{text}`", label=label, text=text)


def about_some(name: str) -> Words:
    return say("`{name}` is about some record", "`{name}` mengenai suatu rekaman", name=name)


def weights(group: str, label: str) -> Words:
    return say(
        "the weights below `{group}` make 100% in every case, whatever does not apply",
        "bobot di bawah `{group}` berjumlah 100% dalam setiap kasus, apa pun yang tidak berlaku",
        group=group,
        label=label,
    )


def items(leaf: str) -> Words:
    return say(
        "the items of `{leaf}` make 100%, whatever does not apply",
        "unsur `{leaf}` berjumlah 100%, apa pun yang tidak berlaku",
        leaf=leaf,
    )


# Why


REACHED = say("a record does so", "ada rekaman yang demikian")
HOLDS = say("it holds for any answers", "terpenuhi untuk jawaban apa pun")
REACHED_EACH = say("a record for each", "ada rekaman untuk masing-masing")
SHOWN = say("this record shows it", "rekaman ini menunjukkannya")
NEVER = say("no record makes it so", "tidak ada rekaman yang menjadikannya demikian")
UNCONFIRMED = say(
    "a record was found, but the reference interpreter does not confirm it",
    "sebuah rekaman ditemukan, tetapi tidak dibenarkan oleh penghitung acuan",
)


def between(low: Fraction | None, high: Fraction | None) -> Words:
    if low is not None and high is not None:
        return say(
            "for any answers it lies from {low} to {high}",
            "untuk jawaban apa pun nilainya dari {low} sampai {high}",
            low=low,
            high=high,
        )
    return say("it has a value for any answers", "ada nilainya untuk jawaban apa pun")


ROWS_COVER = say(
    "each value that can occur lies in one range, and one always occurs",
    "setiap nilai yang mungkin terletak pada satu rentang, dan selalu ada nilainya",
)
TABLE_COVERS = say(
    "no two rows take the same case, and each declared case has a row",
    "tidak ada dua baris untuk kasus yang sama, dan setiap kasus punya baris",
)
FIRST_HOLDS = say(
    "the first row that holds decides, and one always does",
    "baris pertama yang berlaku menentukan, dan selalu ada yang berlaku",
)
EACH_KNOWN = say(
    "all that its lines read is known once a record is complete",
    "semua yang dibaca syaratnya diketahui begitu rekaman lengkap",
)


def parts_excluded(count: int) -> Words:
    if count == 1:
        return say("excluded for all answers at once", "tidak mungkin untuk semua jawaban sekaligus")
    return say(
        "all answers, cut into {n} parts, were excluded",
        "semua jawaban, dibagi menjadi {n} bagian, tidak memungkinkannya",
        n=count,
    )


def exhausted(tried: int, left: int) -> Words:
    return say(
        "{n} records were tried and none does; {left} parts of the answers were left",
        "{n} rekaman dicoba dan tidak ada yang demikian; tersisa {left} bagian jawaban",
        n=tried,
        left=left,
    )


def members_open(tried: int) -> Words:
    return say(
        "{n} records with the fewest units were tried and none does; more units were not",
        "{n} rekaman dengan unit paling sedikit dicoba dan tidak ada yang demikian; unit yang lebih banyak"
        " belum dicoba",
        n=tried,
    )


def one_dead(what: Words, why: Words) -> Words:
    return say("{what}: {why}", "{what}: {why}", what=what, why=why)


def no_overlap(name: str, low: Fraction | None, high: Fraction | None, row: Interval) -> Words:
    return say(
        "`{name}` lies from {low} to {high}, this row takes {row}",
        "`{name}` terletak dari {low} sampai {high}, baris ini {row}",
        name=name,
        low=_end(low),
        high=_end(high),
        row=stretch(row),
    )


def stretch(row: Interval) -> Words:
    """A range as a table writes it; what an open end leaves out is said."""
    low = "" if row.low is None else ("> " if row.low_open else "") + "{low}"
    high = "" if row.high is None else ("< " if row.high_open else "") + "{high}"
    text = f"{low} .. {high}".strip()
    return say(text, text, low=row.low or Fraction(0), high=row.high or Fraction(0))


def _end(end: Fraction | None) -> Words:
    return say("any number", "berapa pun") if end is None else say("{n}", "{n}", n=end)


def no_value_in(name: str, row: Interval) -> Words:
    return say(
        "no answers give `{name}` a value in {row}",
        "tidak ada jawaban yang memberi `{name}` nilai dalam {row}",
        name=name,
        row=stretch(row),
    )


CHANGES_NOTHING = say(
    "where its condition holds there is nothing that it would change",
    "bila syaratnya berlaku, tidak ada yang diubahnya",
)
NEVER_TOGETHER = say("its lines never hold together", "syarat-syaratnya tidak pernah dipenuhi bersama-sama")
LIMITED = say(
    "the table gives it, but a limit always changes it",
    "tabel memberikannya, tetapi selalu diubah oleh pembatasan",
)
CONDITION_NEVER = say("its condition never holds", "syaratnya tidak pernah berlaku")
EARLIER_TAKE = say(
    "rows above take every case that it would take",
    "baris di atasnya mengambil semua kasus yang seharusnya diambil baris ini",
)
ALL_TAKEN = say("the rows above take every case", "baris-baris di atasnya mengambil semua kasus")
ALWAYS_HOLDS = say("it holds for every record", "selalu dipenuhi setiap rekaman")


def never_line(text: str) -> Words:
    return say("`{text}` never holds", "`{text}` tidak pernah dipenuhi", text=text)


def never_passes(before: str, amount: Fraction, low: Fraction | None, high: Fraction | None) -> Words:
    return say(
        "what it would change lies from {low} to {high} and never passes {amount}",
        "yang akan diubahnya terletak dari {low} sampai {high} dan tidak pernah melewati {amount}",
        before=before,
        amount=amount,
        low=_end(low),
        high=_end(high),
    )


# Weights


def fixed(count: int) -> Words:
    if count == 1:
        return say("one fixed weight of 100%", "satu bobot tetap sebesar 100%")
    return say(
        "{n} fixed weights that add up to 100%, and none of them can drop out",
        "{n} bobot tetap yang berjumlah 100%, dan tidak satu pun dapat gugur",
        n=count,
    )


def shared(count: int, dropping: int, cases: int) -> Words:
    patterns = 2**dropping
    if cases > 1:
        return say(
            "each weighs its part of those that apply: in {cases} cases, each of {patterns} patterns; where"
            " none is left the group does not apply either",
            "masing-masing berbobot sebesar bagiannya di antara yang berlaku: dalam {cases} kasus, {patterns}"
            " pola; bila tidak ada yang tersisa, kelompoknya pun tidak berlaku",
            n=count,
            cases=cases,
            patterns=patterns,
        )
    return say(
        "each weighs its part of those that apply, in each of {patterns} patterns; where none is left the"
        " group does not apply either",
        "masing-masing berbobot sebesar bagiannya di antara yang berlaku, dalam {patterns} pola; bila tidak"
        " ada yang tersisa, kelompoknya pun tidak berlaku",
        n=count,
        patterns=patterns,
    )


def wrong_sum(total: Fraction) -> Words:
    return say("they add up to {n}%", "jumlahnya {n}%", n=total * 100)


NOT_SHARED = say("a weight may be below 0", "ada bobot yang mungkin di bawah 0")
TOO_MANY_CASES = say(
    "its weights have too many cases to list", "kasus bobotnya terlalu banyak untuk didaftar"
)
