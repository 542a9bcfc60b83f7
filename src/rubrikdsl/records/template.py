"""An assessment to fill in. What stays empty is missing, never zero.

TOML has each question's label and domain in a comment above its key. CSV has the keys in its first row and
two rows of hints below them (labels, domains) whose first cell begins with `# `: the reader skips such rows,
so they may stay; a workbook of Excel (`sheets.form`) has the same rows. With a collection, CSV has a row a
unit and a first column `parent`, for `--by parent`; with collections inside it a column a level, named like
its rubric, for `--by provinsi,kota`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Literal
from typing import assert_never

from rubrikdsl.diagnostics.render.columns import clean
from rubrikdsl.diagnostics.render.columns import width
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import say
from rubrikdsl.frozen import dataclass
from rubrikdsl.plan import ir
from rubrikdsl.records.header import COMMENT
from rubrikdsl.records.levels import CHOOSERS
from rubrikdsl.records.levels import Way
from rubrikdsl.records.levels import ways
from rubrikdsl.records.names import Ambiguous
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
_PARENT = say("what it belongs to ({by})", "induknya ({by})")
_WHICH = say("the collection that it belongs to", "kumpulan yang memuatnya")


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
    plans = (plan, *(way.plans[-1] for way in ways(plan)))
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A column to fill in: its key, label and domain as they are told, and its question (if it is one)."""

    key: str
    label: str
    domain: str
    question: Question | None = None


def columns(plan: ir.Plan, language: Language) -> tuple[Asked, ...]:
    """What a flat form asks, a column each."""
    columns = [Asked("record", _NAME.read(language), "")]
    asked = {one.key: one for one in questions(plan)}
    if plan.collections:
        found = tuple(ways(plan))
        deepest = max(way.depth for way in found)
        found = tuple(way for way in found if way.depth == deepest)
        names = _levels(found[0])
        parent = _PARENT.read(language).format(by=f"--by {','.join(names)}")
        columns[:0] = [Asked(name, parent, "") for name in names]
        if len(found) > 1:
            chooser = CHOOSERS[language == "id"]
            columns.append(Asked(chooser, _WHICH.read(language), ", ".join(way.name for way in found)))
        asked = _asked(found, names)
    columns += [
        Asked(key, " / ".join((*one.above, one.label)), one.domain.read(language), one)
        for key, one in asked.items()
    ]
    return tuple(columns)


def hints(columns: Sequence[Asked], language: Language) -> tuple[list[str], list[str]]:
    """The two rows below the keys, which readers of data skip."""
    labels, domains = (
        [clean(each) for each in row] for row in zip(*((c.label, c.domain) for c in columns), strict=True)
    )
    for row, title in ((labels, _LABEL), (domains, _ANSWER)):
        row[0] = f"{COMMENT}{title.read(language)}: {row[0]}".removesuffix(": ")
    return labels, domains


def _csv(plan: ir.Plan, language: Language) -> str:
    asked = columns(plan, language)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language == "id" else ",", lineterminator="\n")
    writer.writerow([column.key for column in asked])
    writer.writerows(hints(asked, language))
    return out.getvalue()


def _levels(way: Way) -> tuple[str, ...]:
    """The columns that name the records on a way to a row; each may answer an input of that name."""
    if way.depth == 1:
        return (PARENT,)
    names = [plan.name.rpartition(".")[2] for plan in way.plans[:-1]]
    taken = any(_is_scored(plan, name) for plan in way.plans for name in names) or "record" in names
    if taken or len(set(names)) < len(names):
        return tuple(f"{PARENT}_{level}" for level in range(1, len(names) + 1))
    return tuple(names)


def _is_scored(plan: ir.Plan, name: str) -> bool:
    """Whether a name is that of a part of the score."""
    found = names_of(plan).resolve(name)
    return isinstance(found, Ambiguous) or (found is not None and found.slot.node is not None)


def _asked(found: Sequence[Way], names: Sequence[str]) -> dict[str, Question]:
    """What is asked of every record on these ways, by the key of its column.

    A key names something of the innermost record that knows it; what is asked further out under the same
    name is called after its level.
    """
    asked: dict[str, Question] = {}
    for level in range(len(names) + 1):
        for way in found:
            inside = [names_of(plan) for plan in way.plans[level + 1 :]]
            for one in questions(way.plans[level]):
                taken = any(known.resolve(one.key) is not None for known in inside)
                if one.key not in names:
                    asked.setdefault(f"{names[level]}.{one.key}" if taken else one.key, one)
    return asked
