"""How a token is written: one spelling for each, in either vocabulary."""

from __future__ import annotations

from rubrikdsl.syntax.document import Token
from rubrikdsl.syntax.layout import Spell
from rubrikdsl.syntax.lexer import MARKS
from rubrikdsl.syntax.tree import Vocabulary
from rubrikdsl.syntax.vocabulary import Lexicon

_SIGNS = {
    "PLUS": "+",
    "MINUS": "-",
    "NEGATIVE": "-",
    "STAR": "*",
    "SLASH": "/",
    "LT": "<",
    "LE": "<=",
    "GT": ">",
    "GE": ">=",
    "EQ": "=",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "DOT": ".",
    "ARROW": "->",
    "DOTS": "..",
    "OPEN": "..",
}


def spelling(lexicon: Lexicon, written: Vocabulary, to: Vocabulary) -> Spell:
    """How tokens of a text in the vocabulary `written` are spelt in the vocabulary `to`.

    Names keep their letters, texts their words and numbers their digits; only the decimal mark changes.
    """

    def spell(token: Token) -> str:
        construct = token.construct or token.kind.lower()  # `!=` is a sign of a construct
        if construct in lexicon.spellings:
            return lexicon.spelling(construct, to)
        match token.kind:
            case "NUMBER" | "PERCENT":
                digits = "".join(char for char in token.text if char in "0123456789.,%")
                return digits.replace(MARKS[written], MARKS[to])
            case "STRING" if '"' in token.text[1:-1]:  # only the quotes that were written can hold it
                return token.text
            case "STRING":
                return f'"{token.text[1:-1]}"'
            case kind:
                return _SIGNS.get(kind, token.text)

    return spell
