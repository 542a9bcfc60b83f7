"""One case a finding: a small rubric, the place that is pointed at between « and », nothing else found."""

from __future__ import annotations

from textwrap import dedent

import pytest
from tests.semantics.checking import Checked

HEAD = """\
rubric test.unit "Test"
  inputs
    lokasi "Lokasi" one of kantor, dpmptsp, mpp
    siap "Siap" yes or no
    umur "Umur" 0 .. 200 optional
    luas "Luas" 0 .. may be not applicable
    bagian "Bagian" 0% .. 100%
    catatan "Catatan" text
    mulai "Mulai" date
    media "Media" any of web, sippn, cetak
"""
USED = """\
  let dipakai = if siap and lokasi is mpp and bagian > 1% and mulai < 2024-01-01 and count(media) > 1
    and umur is not missing and umur > 3 and luas is applicable and luas > 2
    then 1
    else 0
"""
SCORE = """\
  score nilai 0 .. 100
    dimension a weight 60%
      indicator x weight 100% 0 .. 3
    dimension b weight 40%
      indicator y weight 100% 0 .. 100
"""
BANDS = """\
  bands kategori of nilai
    range code zona
    from 50 A hijau
    below 50 B merah
"""
UNITS = """\
rubric lain.unit
  inputs
    jenis "Jenis" one of dinas, puskesmas
    bobot "Bobot" 0 .. 10
    pilihan "Pilihan" 0 .. 3 optional
  score nilai 0 .. 100
    indicator x weight 50% 0 .. 3
    indicator z weight 50% 0 .. 3
      may be not applicable
  let dipakai = if jenis is dinas and pilihan is not missing and pilihan > 2 then bobot else 0
rubric lain.daerah
  collect units by lain.unit
"""


def in_group(lines: str) -> str:
    """A rubric whose score has these lines below it."""
    return HEAD + USED + "  score nilai 0 .. 100\n" + _indent(lines, 4)


def beside(lines: str) -> str:
    """A rubric with a score, bands and these lines."""
    return HEAD + USED + SCORE + BANDS + _indent(lines, 2)


def of_units(lines: str) -> str:
    """A rubric that collects units, with these lines."""
    return UNITS.replace("0 .. 3\n      may be", "0 .. 3 may be") + _indent(lines, 2)


def _indent(lines: str, by: int) -> str:
    return "".join(" " * by + line + "\n" for line in dedent(lines).strip("\n").split("\n"))


def alone(lines: str) -> str:
    """A rubric of its own."""
    return dedent(lines).lstrip("\n")


CASES = [
    # Names
    ("unknown-name", beside("let z = «nilia» + 1")),
    ("unknown-name", beside("outcome s\n  requires «kategori.zno» is hijau")),
    ("unknown-name", beside("limit «kategory» to B when siap")),
    ("ambiguous-name", in_group("""
        dimension a weight 50%
          indicator standar weight 100% 0 .. 3
        dimension b weight 50%
          indicator standar weight 100% 0 .. 3
        bonus n 1 when «standar» > 1
        cap 100
     """)),
    ("duplicate-name", beside("let «nilai» = 3")),
    ("duplicate-name", in_group("indicator a weight 50% 0 .. 3\nindicator «a» weight 50% 0 .. 3")),
    ("duplicate-name", in_group("""
        dimension g weight 100%
          indicator «umur» weight 100% 0 .. 3
     """)),
    ("duplicate-name", in_group("""
        indicator a weight 100%
          ya "Ya" 100
          «ya» "Ya lagi" 0
     """)),
    ("duplicate-name", beside("""
        bands lain of nilai
          range code
          from 50 A
          below 50 «A»
     """)),
    ("circular", beside("let p = q + 1\nlet q = «p» + 1")),
    ("circular", in_group("""
        dimension a weight 100%
          indicator x weight 100%
            1 when «a» > 3
            0 otherwise
     """)),
    ("circular", in_group("indicator x weight 100% 0 .. 3\nbonus b «nilai» / 10\ncap 100")),
    # Options
    ("unknown-option", beside("outcome s\n  requires lokasi is «mal»")),
    ("unknown-option", beside("outcome s\n  requires kategori in (A, «Z»)")),
    ("unknown-option", beside("outcome s\n  requires «wbe» in media")),
    ("unknown-option", beside("limit kategori to «C» when siap")),
    ("unknown-option", alone("""
        rubric a
          inputs
            l one of x, y default «z»
          let n = if l is x then 1 else 0
     """)),
    # Types
    ("type-mismatch", beside("outcome s\n  requires a.share >= «60»")),
    ("type-mismatch", beside("let z = bagian + «1»")),
    ("type-mismatch", beside("outcome s\n  requires «lokasi»")),
    ("type-mismatch", beside("let z = «siap» + 1")),
    ("type-mismatch", beside("outcome s\n  requires «kategori» >= 3")),
    ("type-mismatch", beside("outcome s\n  requires «catatan» is \"x\"")),
    ("type-mismatch", beside("outcome s\n  requires «media» is web")),
    ("type-mismatch", beside("let z = count(«lokasi»)")),
    ("type-mismatch", beside("outcome s\n  requires web in «lokasi»")),
    ("type-mismatch", beside("let z = if siap then 1 else «50%»")),
    ("type-mismatch", beside("outcome s\n  requires siap is «3»")),
    ("type-mismatch", in_group("indicator x weight 100% 0 .. 3\nbonus b «10%»\ncap 100")),
    ("type-mismatch", in_group("= «bagian»")),
    ("type-mismatch", in_group("""
        indicator x weight 100% 0% .. 100%
          below «30» -> 2
          from 30% -> 3
     """)),
    ("type-mismatch", in_group("""
        indicator x weight 100% 0 .. 3
          0 -> «0%»
          1 .. 3 -> 1
     """)),
    ("not-constant", beside("outcome s\n  requires nilai in (1, «a + b»)")),
    ("not-constant", beside("let z = round(nilai, «a»)")),
    ("expression-too-long", beside("let z = «" + "-" * 120 + "1»")),
    ("function-use", beside("let z = «round(nilai)»")),
    ("function-use", beside("let z = «max(nilai)»")),
    ("function-use", beside("let z = max(a, b where «siap»)")),
    # Readings
    ("no-such-reading", beside("let z = «umur.points»")),
    ("no-such-reading", beside("let z = «a.answer»")),
    ("no-such-reading", beside("outcome s\n  requires «dipakai» is missing")),
    ("empty-cell", beside("""
        bands lain of nilai
          range code zona
          from 50 A hijau
          below 50 B -
        outcome s
          requires «lain.zona» is hijau
     """)),
    # Guards
    ("may-be-missing", beside("let z = «umur» + 1")),
    ("may-be-missing", beside("outcome s\n  requires umur is missing and «umur» > 3")),
    ("may-be-missing", beside("outcome s\n  requires umur is not missing\n  requires «umur» > 3")),
    ("may-be-missing", in_group("""
        indicator x weight 100%
          1 when «umur» > 3
          0 otherwise
     """)),
    ("may-be-not-applicable", beside("let z = «luas» + 1")),
    ("may-be-not-applicable", in_group("""
        dimension a weight 50%
          indicator x weight 100% 0 .. 3 may be not applicable
        dimension b weight 50% 0 .. 3
        penalty p 1 when «a» < 3
        floor 0
     """)),
    ("may-be-empty", of_units("let z = «mean(units.nilai where jenis is dinas)»")),
    # Collections
    ("collection-alone", of_units("let z = «units»")),
    ("collection-alone", of_units("let z = 1 + «units.nilai»")),
    ("function-use", of_units("let z = count(«units.nilai»)")),
    ("function-use", of_units("let q = 3\nlet z = sum(units.nilai * «q»)")),
    ("function-use", of_units("let z = sum(units.nilai * «bobot»)")),
    ("function-use", of_units("let z = «max(units.nilai, 10)»")),
    ("unknown-name", of_units("let z = mean(«units.nilia»)")),
    ("unknown-option", of_units("let z = sum(units.nilai where jenis is «dinsa»)")),
    ("may-be-missing", of_units("let z = sum(«units.pilihan»)")),
    ("may-be-not-applicable", of_units("let z = sum(«units.z»)")),
    ("unknown-rubric", alone("rubric a\n  collect u by «b.c»\n  score nilai 0 .. 1\n    = mean(u.nilai)")),
    ("circular-rubrics", alone("rubric a\n  collect u by «a»")),
    ("unknown-name", of_units("score nilai 0 .. 100\nbands kategori of nilai as in «lain.unit»")),
    # Domains and values
    ("bad-range", alone("rubric a\n  inputs\n    x «5 .. 3»\n  let y = x")),
    ("bad-range", alone("rubric a\n  inputs\n    x «0 .. 50%»\n  let y = x")),
    ("bad-range", alone("rubric a\n  inputs\n    x «0 .. 2.5»\n  let y = x")),
    ("bad-range", alone("rubric a\n  inputs\n    x 0 .. 2.5 step «1»\n  let y = x")),
    ("bad-range", in_group("""
        indicator x weight 100% 0 .. 9
          0 .. 3 -> 1
          «9 .. 4» -> 2
     """)),
    ("bad-range", alone("rubric a\n  score n «100 .. 0»")),
    ("bad-range", alone("rubric a\n  «valid 2024-01-01 .. 2023-01-01»\n  score n 0 .. 1")),
    ("value-outside-domain", alone("rubric a\n  inputs\n    x 0 .. 3 default «4»\n  let y = x")),
    ("value-outside-domain", alone("rubric a\n  inputs\n    x 0 .. 3 default «2.5»\n  let y = x")),
    ("rule-on-answer", alone(
        "rubric a\n"
        "  inputs\n"
        "    x 0 .. 3 «not applicable when y»\n"
        "    y yes or no\n"
        "  let z = if x is applicable and y then x else 0"
    )),
    ("nothing-listed", alone("rubric a\n  inputs\n    x «one of»\n  let y = x + 1")),
    # Score and leaves
    ("scale-missing", alone("rubric a\n  score «n»")),
    ("range-needs-as", in_group("indicator x weight 100% «1 .. 5»")),
    ("range-needs-as", alone("rubric a\n  score n 20 .. 100\n    indicator x weight 100% «0 .. 4»")),
    ("range-needs-as", alone(
        "rubric a\n"
        "  score n 1 .. 5\n"
        "    indicator «x» weight 100% checklist\n"
        "      p\n"
        "      q"
    )),
    ("value-outside-scale", in_group("indicator x weight 100% 1 .. 5 as «20 .. 101»")),
    ("value-outside-scale", in_group("indicator x weight 100%\n  a \"A\" «150»\n  b \"B\" 0")),
    ("as-without-range", in_group("indicator x weight 100% as «0 .. 50»\n  a \"A\" 100\n  b \"B\" 0")),
    ("leaf-not-scored", in_group("indicator «x» weight 100%")),
    ("leaf-not-scored", in_group("indicator «x» weight 100% yes or no")),
    ("leaf-not-scored", in_group("«indicator x weight 100% 0 ..»")),
    ("scored-twice", in_group("indicator x weight 100%\n  a \"A\" 100\n  b \"B\" 0\n  «0 -> 1»")),
    ("scored-twice", in_group("= 3\nindicator «x» weight 100% 0 .. 3")),
    ("nothing-listed", in_group("indicator «x» weight 100% checklist")),
    ("option-value", in_group("indicator x weight 100%\n  a \"A\" 100\n  «b \"B\"»")),
    ("option-value", in_group("indicator x weight 100% checklist\n  a \"A\" «3»\n  b \"B\"")),
    ("item-weight", in_group("indicator x weight 100% ladder\n  a \"A\" «weight 50%»\n  b \"B\"")),
    ("weight-missing", in_group("indicator x weight 100% checklist\n  a \"A\" weight 50%\n  «b \"B\"»")),
    ("weights-do-not-sum", in_group(
        "indicator x weight 100% checklist\n"
        "  a \"A\" weight 50%\n"
        "  b \"B\" «weight 30%»"
    )),
    ("otherwise-last", in_group("indicator x weight 100%\n  «100 when siap»")),
    ("otherwise-last", in_group("indicator x weight 100%\n  0 otherwise\n  «100 when siap»")),
    ("optional-weighted", in_group("indicator «x» weight 100% 0 .. 3 optional")),
    ("default-without-answer", in_group(
        "indicator x weight 100% default «3»\n"
        "  1 when siap\n"
        "  0 otherwise"
    )),
    # Weights
    ("weight-missing", in_group("indicator «x» 0 .. 3")),
    ("mixed-weights", in_group("indicator x weight 50% 0 .. 3\nindicator y weight «equal» 0 .. 3")),
    ("weights-do-not-sum", in_group("indicator x weight 50% 0 .. 3\nindicator y «weight 40%» 0 .. 3")),
    ("weights-do-not-sum", in_group(
        "indicator x weight 50 points 0 .. 3\n"
        "indicator y «weight 60 points» 0 .. 3"
    )),
    ("weights-do-not-sum", in_group(
        "indicator x weight 70% when lokasi is mpp, 60% otherwise 0 .. 3\n"
        "indicator y «weight 30% when lokasi is mpp, 45% otherwise» 0 .. 3"
    )),
    ("weights-do-not-sum", in_group(
        "indicator x weight 60% when lokasi is mpp, 50% otherwise 0 .. 3\n"
        "indicator y «weight 40% when lokasi in (mpp, dpmptsp), 50% otherwise» 0 .. 3"
    )),
    ("conditional-points", in_group(
        "indicator x «weight 70 points when siap, 60 points otherwise» 0 .. 3\n"
        "indicator y weight 30 points 0 .. 3"
    )),
    ("weight-reads-score", in_group(
        "indicator x weight 50% when «y» > 50, 50% otherwise 0 .. 3\n"
        "indicator y weight 50% 0 .. 3"
    )),
    ("weight-reads-score", in_group(
        "indicator x weight 50% 0 .. 3 not applicable when «y» > 3\n"
        "indicator y weight 50% 0 .. 3"
    )),
    ("floor-not-zero", alone("rubric a\n  score n 20 .. 100\n    indicator x «weight 100 points» 0 .. 3")),
    # Adjustments
    ("negative-amount", in_group("indicator x weight 100% 0 .. 3\nbonus b «-2»\nfloor 0")),
    ("never-adjusted", alone("rubric a\n  score n 0 .. 1\n    «cap 1»")),
    # Bands and outcomes
    ("band-code", beside("bands «lain» of nilai\n  range label\n  from 50 \"A\"\n  below 50 \"B\"")),
    ("mixed-column", beside("bands lain of nilai\n  range code «n»\n  from 50 A 1\n  below 50 B yes")),
    ("limit-reads-itself", beside("limit kategori to B when «kategori» is A")),
    # Examples
    ("unknown-name", beside("example \"e\"\n  given «nilia» = 3\n  expect nilai = 3")),
    ("value-outside-domain", beside("example \"e\"\n  given x = «4»\n  expect nilai = 3")),
    ("value-outside-domain", beside(
        "example \"e\"\n"
        "  given siap = «not applicable»\n"
        "  expect dipakai = 0"
    )),
    ("given-outside-scale", beside("example \"e\"\n  given a = «120»\n  expect a = 3")),
    ("type-mismatch", beside("example \"e\"\n  given bagian = «50»\n  expect nilai = 3")),
    ("type-mismatch", beside("example \"e\"\n  given nilai = 3\n  expect a.share = «3»")),
    ("unknown-option", beside("example \"e\"\n  given nilai = 3\n  expect kategori = «D»")),
    ("cannot-be-given", beside("example \"e\"\n  given «kategori» = A\n  expect nilai = 3")),
    ("given-twice", beside("example \"e\"\n  given nilai = 3, «nilai.points» = 4\n  expect kategori = B")),
    ("given-twice", beside("example \"e\"\n  given a = 3, «x» = 1\n  expect a = 3")),
    ("given-twice", beside("example \"e\"\n  given nilai = 3, «x.points» = 1\n  expect a = 3")),
    ("expects-nothing", beside("example «\"e\"»\n  given nilai = 3")),
    ("unknown-name", of_units(
        "example \"e\"\n"
        "  given «unit» \"A\" nilai = 3\n"
        "  expect z = 3\n"
        "let z = count(units)"
    )),
    ("given-outside-scale", of_units(
        "let z = count(units)\n"
        "example \"e\"\n"
        "  given units \"A\" nilai = «300»\n"
        "  expect z = 3"
    )),
    # Warnings
    ("unused-input", alone("rubric a\n  inputs\n    «x» 0 .. 3\n    nama text\n  score n 0 .. 1")),
    ("uncited", in_group("indicator x weight 50% 0 .. 3 source \"s\"\nindicator y «weight 50%» 0 .. 3")),
    ("uncited", in_group("indicator x weight 100% 0 .. 3\nbonus b 2 source \"s\"\nbonus c «3»\ncap 100")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "marked"), CASES, ids=[f"{i}-{c}" for i, (c, _) in enumerate(CASES)])
def test_finding(code: str, marked: str) -> None:
    """Exactly this finding, at this place."""
    checked = Checked(marked.replace("«", "").replace("»", ""))
    assert [str(d.message) for d in checked.broken] == []
    told = [(found.code, checked.at(found), str(found.message)) for found in checked.findings]
    wanted = marked.split("«")[1].split("»")[0]
    assert [(c, at) for c, at, _ in told] == [(code, wanted)], told


@pytest.mark.parametrize(("code", "marked"), CASES, ids=[f"{i}-{c}" for i, (c, _) in enumerate(CASES)])
def test_wording(code: str, marked: str) -> None:
    """Short, lower case, without a full stop, in both languages, and no fact left out."""
    (found,) = Checked(marked.replace("«", "").replace("»", "")).findings
    assert found.code == code
    for language in ("en", "id"):
        message, label = found.message.read(language), found.primary.text.read(language)
        assert len(message) <= 84, message
        assert not message.endswith("."), message
        assert message[0] == message[0].lower(), message
        assert len(label.split()) <= 8, label
        for words in (*found.notes, *found.helps):
            assert words.read(language)
    assert found.message.en != found.message.id


@pytest.mark.parametrize(
    "line",
    [
        "let z = if umru is not missing and umur > 3 then umur else 0",  # the guard could not be read
        "let z = if lokasi and umur > 3 then umur else 0",
        "let z = tiada + juga_tiada.points",
        "bands lain of tiada\n  range code\n  from 50 A\n  below 50 B",
    ],
)
def test_one_fault_is_told_once(line: str) -> None:
    """What cannot be judged because of a fault stays silent."""
    checked = Checked(beside(line))
    assert len({d.primary.place.start for d in checked.findings}) == len(checked.findings)
    assert set(checked.codes) <= {"unknown-name", "type-mismatch"}, checked.codes


def test_what_a_broken_line_would_declare_is_not_missed() -> None:
    """Names, weights and guards of a line that could not be read are never complained about."""
    text = HEAD.replace("umur ", "umur !!! ") + USED + SCORE.replace("weight 40%", "wieght 40%")
    text += "  let sisa = b.points + umur\n  ouctome s\n  limit kategori to B when siap\n"
    checked = Checked(text + "  bands kategori !!! of nilai\n")
    assert checked.broken
    assert checked.codes == []
    assert checked.models == {}
