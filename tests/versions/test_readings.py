"""Readings: edits without a date that run right after those of the instrument whose clause is unclear."""

from __future__ import annotations

from datetime import date

from tests.versions.texts import case
from tests.versions.texts import lines

from rubrikdsl.versions.law import ambiguities

BASE = """rubric layanan "Layanan"
  valid 2022-01-01 ..
  source "Peraturan 1/2022"
  score nilai "Nilai" 0 .. 100 places 2
    indicator tugas  "Tugas"  weight 50% 0 .. 3
    indicator kelola "Kelola" weight 50% 0 .. 3
    cap 100
  ambiguity bagian "Reports differ" source "Koran"
    reading tertulis
    reading kelola_saja source "Siaran pers"
      change weights
        tugas  0%
        kelola 100%
"""
HEAD = 'amendment of layanan "A" valid 2025-01-01 ..\n  source "Peraturan 9/2025"\n'
OTHER = 'amendment of layanan "B" valid 2026-01-01 ..\n  source "Peraturan 8/2026"\n'


def test_a_choice_makes_a_text_without_the_ambiguity() -> None:
    made = case(BASE)
    written = made.on("2022-01-01", (("bagian", "tertulis"),))
    other = made.on("2022-01-01", (("bagian", "kelola_saja"),))
    assert written.findings == () == other.findings
    assert lines(written) == lines(made.on("2022-01-01"))[:7]
    assert [line for line in lines(other) if line not in lines(written)] == [
        'indicator tugas "Tugas" weight 0% 0 .. 3 source "Siaran pers"',
        'indicator kelola "Kelola" weight 100% 0 .. 3 source "Siaran pers"',
    ]
    assert "# reading bagian.kelola_saja" in other.source.text
    assert other.source.name != written.source.name


def test_a_reading_without_a_source_cites_its_ambiguity() -> None:
    made = case(BASE.replace(' source "Siaran pers"', ""))
    found = lines(made.on("2022-01-01", (("bagian", "kelola_saja"),)))
    assert 'indicator tugas "Tugas" weight 0% 0 .. 3 source "Koran"' in found


def test_an_amendment_meets_the_text_that_was_chosen() -> None:
    text = BASE + HEAD + "  change weights\n    tugas 20%\n    kelola 80%\n"
    for reading in ("tertulis", "kelola_saja"):
        found = lines(case(text).on("2025-01-01", (("bagian", reading),)))
        assert 'indicator tugas "Tugas" weight 20% 0 .. 3 source "Peraturan 9/2025"' in found


def test_a_reading_of_an_amendment_runs_before_the_next_amendment() -> None:
    text = (
        BASE.split("  ambiguity")[0]
        + HEAD
        + "  ambiguity batas\n    reading a\n      change cap of nilai to 90\n    reading b\n"
        + OTHER
        + "  remove cap of nilai\n"
    )
    made = case(text)
    assert "cap 90 source" in " ".join(lines(made.on("2025-06-01", (("batas", "a"),))))
    assert "cap" not in " ".join(lines(made.on("2026-06-01", (("batas", "a"),))))
    unchosen = lines(made.on("2025-06-01"))
    assert "ambiguity batas" in unchosen


def test_a_later_amendment_may_settle_an_ambiguity() -> None:
    made = case(BASE + HEAD + "  remove ambiguity bagian\n")
    before, after = made.editions()
    assert [one.name.text for one in ambiguities(before)] == ["bagian"]
    assert ambiguities(after) == ()
    assert "ambiguity" not in " ".join(lines(made.on("2025-01-01")))


def test_examples_stay_where_they_are_about_the_text() -> None:
    example = '  example "{name}"{on}\n    given nilai = 50\n    expect nilai = 50\n'
    text = (
        BASE.split("  ambiguity")[0]
        + example.format(name="dasar", on="")
        + example.format(name="nanti", on=" on 2025-06-01")
        + HEAD
        + '  issued 2025-02-01\n  change label of nilai to "Baru"\n'
        + example.format(name="ubahan", on="")
    )
    made = case(text)

    def kept(day: str, known: date | None = None) -> list[str]:
        return [line for line in lines(made.on(day, known=known)) if line.startswith("example")]

    assert kept("2025-01-01") == ['example "ubahan"']
    # the base alone, as it was known when it was issued, is its own text
    assert len(made.editions(date(2025, 1, 31))) == 1
    assert 'example "nanti" on 2025-06-01' in kept("2025-06-01", date(2022, 1, 1))
    retroactive = case(
        BASE.split("  ambiguity")[0]
        + example.format(name="dasar", on="")
        + 'amendment of layanan "A" valid 2022-01-01 ..\n  issued 2023-01-01\n  remove cap of nilai\n'
    )
    assert not [line for line in lines(retroactive.on("2022-01-01")) if line.startswith("example")]
