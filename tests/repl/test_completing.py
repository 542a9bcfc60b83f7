"""What the shell offers next in a line, from the command table, the rubric and the data; no terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.work import calls

import rubrikdsl as rb
from rubrikdsl_repl.completing import words
from rubrikdsl_repl.completing.entries import entries_of
from rubrikdsl_repl.completing.expressions import in_assignments
from rubrikdsl_repl.completing.expressions import in_expression
from rubrikdsl_repl.shell import Shell

RUBRIC = """rubrik layanan "Layanan"
  berlaku 2024-01-01 .. 2024-12-31
  isian
    tempat "Tempat" salah satu dari
      sendiri "Kantor sendiri"
      mpp     "Mal Pelayanan Publik"
  skor nilai "Nilai" 0 .. 100 desimal 2
    indikator loket "Loket" bobot 60% 0 .. 3
    indikator laman "Laman" bobot 40% boleh tidak berlaku
      lengkap  "Lengkap" 1
      sebagian "Sebagian" 0,5
  rentang kelas "Kelas" dari nilai
    interval     kode label
    60 .. 100    "A-" "Sangat Baik"
     0 ..  59,99 B    "Cukup"
"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    Path("layanan.rubrik").write_text(RUBRIC, "utf-8")
    Path("unit baru.csv").write_text("record,loket\nDinas Sosial,3\nPuskesmas A,1\n", "utf-8")
    Path("bagian").mkdir()
    shell = Shell("id")
    assert not shell.handle("buka layanan.rubrik").failed
    assert not shell.handle('data "unit baru.csv"').failed
    return shell


def offered(shell: Shell, line: str) -> list[str]:
    return [found.text for found in shell.complete(line, len(line))]


def test_commands_with_what_they_do(shell: Shell) -> None:
    (found,) = [one for one in shell.complete("sko", 3) if one.text == "skor"]
    assert found.start == 0 and found.label == "nilai sebuah rekaman" and found.detail.startswith("skor ")


def test_records_by_a_word_of_their_name(shell: Shell) -> None:
    assert offered(shell, "skor ") == ["Dinas Sosial", "Puskesmas A"]
    (found,) = shell.complete("skor sos", 8)
    assert (found.text, found.start) == ("Dinas Sosial", 5)


def test_what_stands_behind_the_cursor_stays(shell: Shell) -> None:
    assert [found.text for found in shell.complete("skor sos di sini", 8)] == ["Dinas Sosial"]


def test_files_and_folders_are_offered_by_what_they_hold(shell: Shell) -> None:
    assert offered(shell, "data ") == ['"unit baru.csv"', "bagian/"]
    assert "layanan.rubrik" in offered(shell, "buka lay")
    assert "kepatuhan.unit" in offered(shell, "buka kepatuhan.u")


def test_keywords_come_when_their_turn_does(shell: Shell) -> None:
    assert "pada" in offered(shell, "buka layanan.rubrik ")
    assert "pada" not in offered(shell, "buka layanan.rubrik pada ")
    assert offered(shell, "buka layanan.rubrik pada 2") == ["2024-01-01", "2024-12-31"]
    assert "pada" not in offered(shell, "buka layanan.rubrik pada 2024-01-01 ")


def test_settings_and_their_values(shell: Shell) -> None:
    assert "tombol" in offered(shell, "atur ")
    assert offered(shell, "atur tombol ") == ["emacs", "vi"]
    assert offered(shell, "set keys v") == ["vi"]  # in the other language too


def test_a_what_if_names_a_record_and_then_its_answers(shell: Shell) -> None:
    assert offered(shell, "andai pus") == ["Puskesmas A: "]
    assert offered(shell, "andai Puskesmas A: ") == ["tempat", "nilai", "loket", "laman"]
    assert offered(shell, "andai Puskesmas A: laman = ") == ["lengkap", "sebagian", "tidak berlaku"]
    assert shell.handle("andai Puskesmas A: loket = 3, laman = lengkap sebagai penuh").code < 2
    assert offered(shell, "andai lok")[0] == "loket"  # of the record last spoken of
    assert offered(shell, "skenario hapus ") == ["penuh"]
    assert "penuh" in offered(shell, "skor ")


def test_a_value_by_itself_and_one_with_a_name(shell: Shell) -> None:
    assert {"keluar", "kelas", "kelas.label"} <= set(offered(shell, "kel"))
    assert offered(shell, "misal jarak = nil") == ["nilai"]
    assert offered(shell, "kelas adalah ") == ["B", '"A-"']


def test_columns_that_the_rubric_does_not_read_can_be_asked_for(shell: Shell) -> None:
    Path("lain.csv").write_text("record,loket,Kota asal\nA,1,Metro\nB,2,Kota Batu\n", "utf-8")
    shell.handle("data lain.csv")
    assert offered(shell, "cari kota") == ["Kota_asal"]
    assert offered(shell, "cari Kota_asal adalah ") == ['"Kota Batu"', "Metro"]
    assert "Kota_asal" not in offered(shell, "andai A: ")


def test_a_name_with_signs_of_the_line_comes_in_quotes(shell: Shell) -> None:
    Path("lain.csv").write_text("record,loket\nKota A :: Dinas,1\n", "utf-8")
    shell.handle("data lain.csv")
    (found,) = [one for one in shell.complete("skor din", 8) if "Dinas" in one.text]
    assert (found.text, found.shown) == ('"Kota A :: Dinas"', "Kota A :: Dinas")
    assert shell.handle(f"skor {found.text}").code < 2


def test_nothing_is_offered_for_what_is_not_there() -> None:
    shell = Shell("en")
    assert offered(shell, "score ") == [] and offered(shell, "on ") == []


def test_menus_follow_what_is_open(shell: Shell) -> None:
    before = shell.offers
    assert shell.offers is before
    shell.handle("batal")
    assert offered(shell, "skor ") == []


# In expressions and assignments


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> rb.Rubric:
    path = Path(tmp_path_factory.mktemp("completing"), "layanan.rubrik")
    path.write_text(RUBRIC, "utf-8")
    return rb.load(path)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("kel", ["kelas", "kelas.label"]),
        ("kelas ", ["adalah", "bukan", "termasuk", "kosong", "dan", "atau"]),
        ("kelas adalah ", ["B", '"A-"']),
        ("kelas adalah sang", ['"A-"']),
        ("kelas termasuk (B, ", ["B", '"A-"']),
        ('kelas adalah "A', ['"A-"']),
        ("nilai < 80 ", ["dan", "atau"]),
        ("nilai < 80 dan temp", ["tempat"]),
        ("tempat adalah m", ["mpp"]),
        ("laman adalah ", ["lengkap", "sebagian", "tidak berlaku"]),
        ("loket.", ["poin", "capaian"]),
    ],
)
def test_in_an_expression(loaded: rb.Rubric, typed: str, wanted: list[str]) -> None:
    found = in_expression(typed, entries_of(loaded.entries, "id"), "id")
    assert [one.text for one in found] == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("lo", ["loket"]),
        ("loket ", ["="]),
        ("loket = ", ["0", "1", "2", "3"]),
        ("loket = 3, lam", ["laman"]),
        ("loket = 3, laman = seb", ["sebagian"]),
        ("loket=3,tempat=", ["sendiri", "mpp"]),
        ("kelas", []),  # no record answers it
    ],
)
def test_in_assignments(loaded: rb.Rubric, typed: str, wanted: list[str]) -> None:
    found = in_assignments(typed, entries_of(loaded.entries, "id"), "id")
    assert [one.text for one in found] == wanted


def test_candidates_come_with_label_and_detail(loaded: rb.Rubric) -> None:
    entries = entries_of(loaded.entries, "id")
    (found,) = in_assignments("lam", entries, "id")
    assert found.label == "Laman"
    assert found.detail.splitlines()[:3] == [
        "Laman",
        "indikator laman",
        "jawaban: salah satu dari lengkap, sebagian",
    ]
    assert "bobot: 40% dari jumlah" in found.detail
    assert [one.label for one in in_expression("tempat adalah ", entries, "id")] == [
        "Kantor sendiri",
        "Mal Pelayanan Publik",
    ]


def test_words_that_are_offered_are_words_of_the_language() -> None:
    offered = (words.IS, words.IS_NOT, words.IN, words.BETWEEN, words.AND, words.OR, words.NOT)
    states = (words.IS_MISSING, words.IS_NOT_MISSING, words.NOT_APPLICABLE)
    for word in (*offered, *states, words.YES, words.NO, *words.READINGS.values()):
        for language, text in (("en", word.en), ("id", word.id)):
            found = rb.tokens(text, "id" if language == "id" else "en")
            assert [token.kind for token in found] == ["keyword"], text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=30), st.integers(0, 30))
def test_any_line_has_candidates_that_fit_into_it(shell: Shell, line: str, cursor: int) -> None:
    cursor = min(cursor, len(line))
    for found in shell.complete(line, cursor):
        assert 0 <= found.start <= cursor


def test_a_menu_of_a_large_rubric_and_600_records_takes_no_time(tmp_path: Path) -> None:
    """50 ms are promised a menu; calling ten thousand functions takes a tenth of that."""
    rows = "".join(f"Kabupaten Contoh {n} :: Puskesmas {n * 7}\n" for n in range(600))
    (tmp_path / "unit.csv").write_text("record\n" + rows)
    shell = Shell("id")
    shell.handle("buka pekppp.ipp")
    shell.handle(f'data "{tmp_path / "unit.csv"}"')
    offered(shell, "skor ")
    entries = shell.offers.entries

    def menus() -> None:
        for typed in ("skor pus", "skor kbp 9", "skor zzz", "sk"):
            offered(shell, typed)
        in_expression("predikat adalah A dan ke", entries, "id")
        in_assignments("peninjauan.jarak = dua_tahun, mak", entries, "id")

    assert calls(menus)[1] < 6 * 10_000
