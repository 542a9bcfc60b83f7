"""What would have fitted, in the words of the rubric: from terminals to phrases and spellings."""

from __future__ import annotations

from collections.abc import Iterable

from rubrikdsl.diagnostics import Words
from rubrikdsl.diagnostics import say
from rubrikdsl.syntax import problems
from rubrikdsl.syntax.automaton import END
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import Lexicon

SHOWN = 8
"""How many possibilities a help lists."""

_VALUE = say("a value", "sebuah nilai")
_OPERATOR = say("an operator", "operator")
_GROUP = say("a group", "kelompok")
_LEAF = say("an indicator", "indikator")
_RANGE = say("a range", "interval")
_NAMES: dict[str, Words] = {
    "NAME": say("a name", "nama"),
    "STRING": say("a text in quotation marks", "teks bertanda kutip"),
    "NUMBER": say("a number", "bilangan"),
    "PERCENT": say("a percentage", "persentase"),
    "DAY": say("a date", "tanggal"),
    "COMMA": say("a comma", "koma"),
    "EQ": say("`=`", "`=`"),
    "LPAR": say("`(`", "`(`"),
    "RPAR": say("`)`", "`)`"),
    "ARROW": say("`->`", "`->`"),
    "DOT": say("`.`", "`.`"),
    "DOTS": _RANGE,
    "OPEN": _RANGE,
    END: say("the end of the line", "akhir baris"),
}
_OPERATORS = frozenset({"PLUS", "MINUS", "STAR", "SLASH", "LT", "LE", "GT", "GE"})
_GROUPS = frozenset(
    {
        "DIMENSION",
        "ASPECT",
        "COMPONENT",
        "DOMAIN",
        "VARIABLE",
        "CLUSTER",
        "AREA",
        "ELEMENT",
        "CRITERION",
        "GROUP",
    }
)
_LEAVES = frozenset({"INDICATOR", "ITEM", "QUESTION"})
_TAIL = frozenset({"source", "note", "assumed", "because"})
_OPERAND = frozenset({"NAME", "NUMBER", "LPAR", "NEGATIVE"})
_BEGINS_RANGE = frozenset({"NUMBER", "PERCENT", "DOTS"})
_BEGINS_VALUE = frozenset({"NAME", "NUMBER", "PERCENT", "LPAR", "NEGATIVE", "YES", "NO", "DAY", "NOT", "IF"})


def describe(kinds: frozenset[str], lexicon: Lexicon, vocabulary: Vocabulary) -> Words:
    """The help that says what would have fitted."""
    rest = set(kinds) - {"OF_TOTAL", "LOG", "NEGATIVE"}
    names: list[Words | str] = []

    def fold(several: frozenset[str], words: Words, when: bool) -> None:
        if when:
            names.append(words)
            rest.difference_update(several)

    rest.difference_update(function.upper() for function in lexicon.functions)
    fold(_BEGINS_VALUE, _VALUE, kinds >= _OPERAND)
    fold(_BEGINS_RANGE, _RANGE, kinds >= _BEGINS_RANGE)
    fold(_OPERATORS, _OPERATOR, len(kinds & _OPERATORS) > 1)
    fold(_GROUPS, _GROUP, kinds >= _GROUPS)
    fold(_LEAVES, _LEAF, kinds >= _LEAVES)
    names.extend(dict.fromkeys(_NAMES[kind] for kind in _NAMES if kind in rest and kind != END))
    fitting = [construct for construct in lexicon.spellings if construct.upper() in rest]
    fitting.sort(key=_TAIL.__contains__)
    names.extend(lexicon.spelling(construct, vocabulary) for construct in fitting)
    if END in rest:
        names.insert(min(len(names), SHOWN - 1), _NAMES[END])
    return problems.expected_words(names[:SHOWN], len(names) > SHOWN)


def spellings(kinds: Iterable[str], lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The spellings of the expected keywords, for a suggestion."""
    wanted = frozenset(kinds)
    return tuple(
        text
        for construct, columns in lexicon.spellings.items()
        if construct.upper() in wanted
        for text in columns[vocabulary]
    )
