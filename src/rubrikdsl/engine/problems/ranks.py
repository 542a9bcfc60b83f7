"""Problems of records that have no rank."""

from __future__ import annotations

from rubrikdsl.diagnostics.problem import Problem
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.diagnostics.wording import say


def refused_unranked(record: str) -> Problem:
    """A record that was refused."""
    return _unranked(record, say("not ranked: it was refused", "tanpa peringkat: rekaman ini ditolak"))


def inapplicable_unranked(record: str) -> Problem:
    """A record of which what is ranked does not apply."""
    return _unranked(
        record, say("not ranked: nothing to rank applies", "tanpa peringkat: tidak ada yang berlaku")
    )


def open_unranked(record: str, waiting: tuple[str, ...]) -> Problem:
    """A record that lacks answers."""
    shown = ", ".join(f"`{path}`" for path in waiting[:5]) + (", …" if len(waiting) > 5 else "")
    return _unranked(
        record,
        say("not ranked: it waits for {paths}", "tanpa peringkat: menunggu {paths}", paths=shown),
        say("an open value has no rank; answer it", "nilai yang belum ada tidak diperingkat; jawablah"),
    )


def tied_unranked(record: str, others: tuple[str, ...]) -> Problem:
    """Records that nothing tells apart, where ties are distinct."""
    shown = ", ".join(f"`{other}`" for other in others[:3]) + (", …" if len(others) > 3 else "")
    return _unranked(
        record,
        say("not ranked: equal to {others}", "tanpa peringkat: sama dengan {others}", others=shown),
        say(
            "name a further key after `ties distinct by`, or write `ties share`",
            "sebutkan kunci lain sesudah `seri dibedakan menurut`, atau tulis `seri bersama`",
        ),
    )


def reading_unranked(record: str) -> Problem:
    """A record whose place depends on the reading."""
    return _unranked(
        record,
        say("not ranked: it depends on the reading", "tanpa peringkat: bergantung pada tafsir"),
        say(
            "choose a reading with `--reading NAME`",
            "pilih tafsir dengan `--reading NAMA`",
        ),
    )


def _unranked(record: str, message: Words, *helps: Words) -> Problem:
    return Problem("no-rank", "incomplete", message, record=record, helps=helps)
