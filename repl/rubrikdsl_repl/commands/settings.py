"""How replies are said and drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from rubrikdsl import Words
from rubrikdsl import say
from rubrikdsl_repl import problems
from rubrikdsl_repl import words
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.pieces import Piece
from rubrikdsl_repl.pieces import pieces
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.state import Keys
from rubrikdsl_repl.state import Settings
from rubrikdsl_repl.state import Switch

Chosen = TypeVar("Chosen", bound=str)

LANGUAGE, WIDTH = say("language", "bahasa"), say("width", "lebar")
COLOUR, UNICODE = say("colour", "warna"), say("unicode", "unicode")
KEYS, TIPS, PAGER = say("keys", "tombol"), say("tips", "kiat"), say("pager", "halaman")
NAMES = (LANGUAGE, WIDTH, COLOUR, UNICODE, KEYS, TIPS, PAGER)
LEAST_WIDTH = 40
SWITCHES: tuple[tuple[Switch, Words], ...] = (
    ("auto", say("auto", "otomatis")),
    ("on", say("on", "ya")),
    ("off", say("off", "tidak")),
)
ON_OFF = SWITCHES[1:]
EDITORS: tuple[tuple[Keys, Words], ...] = (("emacs", say("emacs", "emacs")), ("vi", say("vi", "vi")))


def settings(call: Call) -> Done:
    """Show the settings, or change one."""
    found = pieces(call.rest)
    if not found:
        return Done((_table(call.state.settings),))
    name, *values = found
    if len(values) != 1:
        if not values:
            raise call.wrong(*problems.missing(words.VALUE, call.command.form), start=name.end, end=name.end)
        raise call.wrong(*problems.surplus(call.command.form), start=values[1].start, end=values[-1].end)
    return Done((), replace(call.state, settings=_changed(call, name, values[0])))


def _changed(call: Call, name: Piece, value: Piece) -> Settings:
    now, text = call.state.settings, value.text.casefold()
    if _is(name, LANGUAGE):
        if text not in ("en", "id"):
            raise call.wrong(
                *problems.bad_setting(name.text, value.text, "en, id"), start=value.start, end=value.end
            )
        return replace(now, language="id" if text == "id" else "en")
    if _is(name, WIDTH):
        if text in ("auto", "otomatis"):
            return replace(now, width=None)
        if not text.isdecimal() or int(text) < LEAST_WIDTH:
            raise call.wrong(*problems.no_width(value.text, LEAST_WIDTH), start=value.start, end=value.end)
        return replace(now, width=int(text))
    if _is(name, COLOUR):
        return replace(now, colour=_chosen(call, name, value, SWITCHES))
    if _is(name, UNICODE):
        return replace(now, unicode=_chosen(call, name, value, SWITCHES))
    if _is(name, KEYS):
        return replace(now, keys=_chosen(call, name, value, EDITORS))
    if _is(name, TIPS):
        return replace(now, tips=_chosen(call, name, value, ON_OFF))
    if _is(name, PAGER):
        return replace(now, pager=_chosen(call, name, value, ON_OFF))
    known = tuple(each.read(call.language) for each in NAMES)
    raise call.wrong(*problems.unknown_setting(name.text, known), start=name.start, end=name.end)


def values(setting: str) -> tuple[Words, ...]:
    """What a setting can be, for completion; nothing where it is none."""
    found: dict[Words, tuple[Words, ...]] = {
        LANGUAGE: (Words("en", "en"), Words("id", "id")),
        WIDTH: (SWITCHES[0][1],),
        COLOUR: _words(SWITCHES),
        UNICODE: _words(SWITCHES),
        KEYS: _words(EDITORS),
        TIPS: _words(ON_OFF),
        PAGER: _words(ON_OFF),
    }
    wanted = setting.casefold()
    return next((can for name, can in found.items() if wanted in (name.en, name.id)), ())


def _words(choices: tuple[tuple[str, Words], ...]) -> tuple[Words, ...]:
    return tuple(spelt for _, spelt in choices)


def _is(name: Piece, words: Words) -> bool:
    return name.text.casefold() in (words.en, words.id)


def _chosen(call: Call, name: Piece, value: Piece, choices: tuple[tuple[Chosen, Words], ...]) -> Chosen:
    for chosen, spelt in choices:
        if _is(value, spelt):
            return chosen
    all = ", ".join(spelt.read(call.language) for _, spelt in choices)
    raise call.wrong(*problems.bad_setting(name.text, value.text, all), start=value.start, end=value.end)


def _table(now: Settings) -> Table:
    said, keys = dict(SWITCHES), dict(EDITORS)
    rows = (
        (LANGUAGE, now.language),
        (WIDTH, said["auto"] if now.width is None else str(now.width)),
        (COLOUR, said[now.colour]),
        (UNICODE, said[now.unicode]),
        (KEYS, keys[now.keys]),
        (TIPS, said[now.tips]),
        (PAGER, said[now.pager]),
    )
    return Table(words.SETTINGS, (Column(words.NAME), Column(words.VALUE)), rows)


COMMANDS = (
    Command(
        say("set", "atur"),
        say("show the settings, or change one", "tampilkan pengaturan, atau ubah salah satunya"),
        settings,
        (
            Argument(say("NAME", "NAMA"), "setting", optional=True, choices=NAMES),
            Argument(say("VALUE", "NILAI"), "value", optional=True),
        ),
        say(
            "`language` en or id; `width` columns, or auto; `colour` and `unicode` auto, on or off. On a"
            " terminal: `keys` emacs or vi; `tips`, and the `pager` for long replies, on or off; these three"
            " are remembered.",
            "`bahasa` en atau id; `lebar` jumlah kolom, atau otomatis; `warna` dan `unicode` otomatis, ya,"
            " atau tidak. Di terminal: `tombol` emacs atau vi; `kiat`, dan `halaman` demi halaman untuk"
            " jawaban panjang, ya atau tidak; ketiganya diingat.",
        ),
        (
            say("set", "atur"),
            say("set language id", "atur bahasa en"),
            say("set width 100", "atur lebar 100"),
        ),
    ),
)
