"""The grammar as tables: built by Lark from `grammars/`, kept as plain data.

Lark turns the grammar texts into LALR(1) tables; everything after that (`syntax.automaton`) is a walk over
them. So Lark is imported by `Grammar.build` and nowhere else, and a restored grammar needs no Lark at all.
The dump is JSON: restoring one reads data and runs nothing.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from rubrikdsl.frozen import dataclass
from rubrikdsl.syntax.vocabulary import Lexicon

FORMAT = 3
"""The shape of a dump; one of another shape is refused."""

STARTS = (
    "file_line",
    "rubric_line",
    "input_line",
    "option_line",
    "group_line",
    "leaf_line",
    "header_line",
    "row_line",
    "decide_header",
    "decide_row",
    "decide_case",
    "outcome_line",
    "example_line",
    "given_line",
    "expect_line",
    "asked_line",
    "amendment_line",
    "weight_line",
    "ambiguity_line",
    "reading_line",
)
"""The places of the outline: what may stand on a line there; `asked_line` is an expression by itself."""

LITERALS = frozenset({"NAME", "STRING", "NUMBER", "PERCENT", "DAY"})
"""Terminals whose text matters; every other one is told by the rule that it stands in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A production: how many symbols it takes and what becomes of them.

    `action` names what builds its value; "" hands the one value on, None splices all of them into the rule
    around it. `picks` are the symbols that have a value, with whether that value is spliced.
    """

    origin: str
    length: int
    action: str | None
    picks: tuple[tuple[int, bool], ...]


@dataclasses.dataclass(frozen=True)
class Grammar:
    """LALR(1) tables and the words. In a row, n >= 0 shifts (or goes) to n, n < 0 reduces by rule ~n."""

    rows: tuple[Mapping[str, int], ...]
    rules: tuple[Rule, ...]
    starts: Mapping[str, int]
    ends: Mapping[str, int]
    lexicon: Lexicon

    @staticmethod
    def build(texts: Mapping[str, str]) -> Grammar:
        """The grammar of `texts` by file name: any number of `.lark` files and `vocabulary.toml`."""
        import tomllib

        lexicon = Lexicon.from_data(tomllib.loads(texts["vocabulary.toml"]))
        source = [text for name, text in sorted(texts.items()) if name.endswith(".lark")]
        source.append("%declare " + " ".join(construct.upper() for construct in lexicon.spellings))
        return _from_lark("\n".join(source), lexicon)

    def dump(self) -> bytes:
        """The tables as bytes, for `restore`."""
        data = {
            "format": FORMAT,
            "rows": [dict(row) for row in self.rows],
            "rules": [[rule.origin, rule.length, rule.action, rule.picks] for rule in self.rules],
            "starts": dict(self.starts),
            "ends": dict(self.ends),
            "vocabulary": self.lexicon.to_data(),
        }
        return json.dumps(data, separators=(",", ":")).encode()

    @staticmethod
    def restore(data: bytes) -> Grammar:
        """The grammar that `dump` wrote; `ValueError` where the bytes are none of this format."""
        try:
            found = json.loads(data)
            if found["format"] != FORMAT:
                raise ValueError("another format")
            grammar = Grammar(
                tuple(found["rows"]),
                tuple(
                    Rule(origin, length, action, tuple((index, splice) for index, splice in picks))
                    for origin, length, action, picks in found["rules"]
                ),
                found["starts"],
                found["ends"],
                Lexicon.from_data(found["vocabulary"]),
            )
            grammar._verify()
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fault:
            raise ValueError("not a dump of grammar tables") from fault
        return grammar

    def _verify(self) -> None:
        """Every number in the tables points into them."""
        size, count = len(self.rows), len(self.rules)
        if any(type(n) is not int or not -count <= n < size for row in self.rows for n in row.values()):
            raise ValueError("an action points nowhere")
        if any(not 0 <= n < size for table in (self.starts, self.ends) for n in table.values()):
            raise ValueError("a start points nowhere")
        if set(self.starts) != set(STARTS) or set(self.ends) != set(STARTS):
            raise ValueError("other starts")


def _from_lark(text: str, lexicon: Lexicon) -> Grammar:
    import lark
    from lark.grammar import Rule as LarkRule
    from lark.lexer import Lexer
    from lark.lexer import TerminalDef

    class NoLexer(Lexer):
        """The tokens come from `syntax.lexer`; Lark never sees a text."""

        def __init__(self, conf: object) -> None: ...

        def lex(self, *_: object) -> Iterator[lark.Token]:
            return iter(())

    built = lark.Lark(
        text, parser="lalr", lexer=NoLexer, start=list(STARTS), strict=True, maybe_placeholders=False
    )
    data, memo = built.memo_serialize([TerminalDef, LarkRule])
    table = data["parser"]["parser"]
    rule_numbers: dict[int, int] = {}
    rules: list[Rule] = []
    rows: list[Mapping[str, int]] = [{}] * len(table["states"])
    for state, actions in table["states"].items():
        row: dict[str, int] = {}
        for token, (kind, target) in actions.items():
            if kind == 1:
                identity = target["@"]
                if identity not in rule_numbers:
                    rule_numbers[identity] = len(rules)
                    rules.append(_rule(memo[identity]))
                row[table["tokens"][token]] = ~rule_numbers[identity]
            else:
                row[table["tokens"][token]] = target
        rows[state] = row
    return Grammar(tuple(rows), tuple(rules), table["start_states"], table["end_states"], lexicon)


def _rule(data: Mapping[str, Any]) -> Rule:
    origin, options = data["origin"]["name"], data["options"]
    picks: list[tuple[int, bool]] = []
    for index, symbol in enumerate(data["expansion"]):
        if symbol["__type__"] == "NonTerminal":
            picks.append((index, symbol["name"].startswith("_")))
        elif options["keep_all_tokens"] or symbol["name"] in LITERALS:
            picks.append((index, False))
    action: str | None = data["alias"] or origin
    if origin.startswith("_"):
        action = None
    elif options["expand1"] and data["alias"] is None:
        action = ""
    return Rule(origin, len(data["expansion"]), action, tuple(picks))
