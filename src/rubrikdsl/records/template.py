"""An assessment to fill in. What stays empty is missing, never zero.

TOML has each question's label and domain in a comment above its key. CSV has the keys in its first row and
two rows of hints below them (labels, domains) whose first cell begins with `# `: the reader skips such rows,
so they may stay. With a collection, CSV has a row a unit and a first column `parent`, for `--by parent`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Literal
from typing import assert_never

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.plan import ir
from rubrikdsl.records.csv import COMMENT
from rubrikdsl.records.names import names_of
from rubrikdsl.records.questions import Question
from rubrikdsl.records.questions import questions

Form = Literal["toml", "csv"]

PARENT = "parent"

_FILL = say(
    'Put the answer in place of "", or between the quotes. What stays empty is missing.',
    'Ganti "" dengan jawaban, atau isi di antara tanda kutip. Yang dibiarkan kosong dianggap belum ada.',
)
_WHOLE = say(
    "What has parts may be given instead of them, by value, `.share` or `.points`; so may the whole score.",
    "Suatu kelompok, juga seluruh skor, dapat dinyatakan langsung: nilainya, `.capaian`, atau `.poin`.",
)
_NAME = say("name of what is assessed", "nama yang dinilai")
_EACH = say("one such block for each", "satu blok seperti ini untuk masing-masing")
_LABEL = say("question", "pertanyaan")
_ANSWER = say("answer", "jawaban")
_PARENT = say("what it belongs to (--by parent)", "induknya (--by parent)")


def template(plan: ir.Plan, form: Form, language: Language = "en") -> str:
    """An empty assessment for a plan."""
    match form:
        case "toml":
            return "\n".join(_toml(plan, language)) + "\n"
        case "csv":
            return _csv(plan, language)
        case _:
            assert_never(form)


def _toml(plan: ir.Plan, language: Language) -> Iterator[str]:
    yield _comment(f"{plan.name}: {plan.label}" if plan.label else plan.name)
    yield _comment(_FILL.read(language))
    plans = (plan, *(one.plan for one in plan.collections))
    if any(node.children for one in plans for node in one.nodes):
        yield _comment(_WHOLE.read(language))
    yield from _block(plan, "", language)


def _block(plan: ir.Plan, prefix: str, language: Language) -> Iterator[str]:
    """The keys of one record, then those of its members, which TOML wants last."""
    yield ""
    yield _comment(_NAME.read(language))
    yield 'record = ""'
    before: tuple[str, ...] = ()
    for question in questions(plan):
        yield ""
        if question.above != before:
            yield _comment(f"== {' / '.join(question.above)} ==") if question.above else "#"
            before = question.above
        yield from _question(question, language)
    for collection in plan.collections:
        name = prefix + _bare(collection.name)
        yield ""
        yield _comment(f"{collection.label or collection.name}: {_EACH.read(language)}")
        yield f"[[{name}]]"
        yield from _block(collection.plan, f"{name}.", language)


def _question(question: Question, language: Language) -> Iterator[str]:
    yield _comment(f"{question.label}: {question.domain.read(language)}")
    widest = max((width(choice.code) for choice in question.choices), default=0)
    for choice in question.choices:
        space = " " * (widest - width(choice.code))
        yield _comment(f"  {choice.code}{space}  {choice.label}")
    yield f'{_bare(question.key)} = ""'


def _bare(key: str) -> str:
    """A key as TOML takes it; one with a dot is quoted: `media` and `media.lengkap` may both stand."""
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _comment(text: str) -> str:
    return clean(f"# {text}".replace("\n", " ").replace("\t", " "))


def _csv(plan: ir.Plan, language: Language) -> str:
    columns = [("record", _NAME.read(language), "")]
    if plan.collections:
        below = plan.collections[0].plan
        known = names_of(below)
        columns.insert(0, (PARENT, _PARENT.read(language), ""))
        asked = [one for one in questions(plan) if known.resolve(one.key) is None]
        asked += questions(below)
    else:
        asked = list(questions(plan))
    columns += [(one.key, " / ".join((*one.above, one.label)), one.domain.read(language)) for one in asked]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "id" else ",", lineterminator="\n")
    writer.writerow([key for key, _, _ in columns])
    for at, title in ((1, _LABEL), (2, _ANSWER)):
        hints = [clean(column[at]) for column in columns]
        hints[0] = f"{COMMENT}{title.read(language)}: {hints[0]}".removesuffix(": ")
        writer.writerow(hints)
    return out.getvalue()
