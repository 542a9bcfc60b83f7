"""The account of a record for people: the tree of contributions, then classes, gates, losses, grounds.

Each number of the tree is rounded alone for print; a line of its own closes the sum, so that the column
adds up as printed. The exact numbers stand in the JSON of the same account.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING
from typing import assert_never

from rubrikdsl.diagnostics.render.problem import render_problem
from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.explanation import Asked
from rubrikdsl.engine.explanation import Classification
from rubrikdsl.engine.explanation import Decided
from rubrikdsl.engine.explanation import Entry
from rubrikdsl.engine.explanation import Explanation
from rubrikdsl.engine.explanation import Gate
from rubrikdsl.engine.explanation import Miss
from rubrikdsl.engine.explanation import Step
from rubrikdsl.exact import Mark
from rubrikdsl.exact import decimal_places
from rubrikdsl.exact import fixed
from rubrikdsl.exact import round_to
from rubrikdsl.exact import to_text as exact_text
from rubrikdsl.records import headings as head
from rubrikdsl.records.explained import Explained as Explained
from rubrikdsl.records.explained import to_json as to_json
from rubrikdsl.records.table import Text
from rubrikdsl.records.table import aligned
from rubrikdsl.records.table import broken
from rubrikdsl.records.table import exactly
from rubrikdsl.records.table import readable
from rubrikdsl.semantics.record import Value
from rubrikdsl.semantics.terms import Clause
from rubrikdsl.semantics.terms import Type

if TYPE_CHECKING:
    from rubrikdsl.engine.partial.result import Bounds

WIDTH = 100
"""Columns that the tree may take before titles and answers go on in a further line."""

MOST_LEFT_OUT = 20
"""Members that are named where a condition leaves them out, before the rest is counted."""

_NUMBERS = 34
"""Columns of weight, share and points, with the gaps."""


def to_text(explained: Explained, language: Language = "en", width: int = WIDTH) -> str:
    """One account as text."""
    explanation, about = explained.explanation, explained.about
    version = f" ({about.version})" if about.version else ""
    if explained.reading:
        version += f" · {head.UNDER.read(language).format(reading=explained.reading)}"
    texts = [
        chain([f"{explanation.record} · {about.rubric}{version}"], _values(explanation, language)),
        *(_class(one, language) for one in explanation.classifications),
        *(_decided(one, language) for one in explanation.decisions),
        *(_gate(one, language) for one in explanation.gates),
        _lost(explanation, language),
        _sources(explanation, language),
        _assumed(explanation, language),
    ]
    first, *rest = ([line for text in lines for line in _folded(text, width)] for lines in texts)
    blocks = [
        first,
        _bounds(explained.bounds or (), language),
        list(_tree(explanation, language, width)),
        *rest,
    ]
    drawn = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    problems = "".join(render_problem(problem, language) for problem in explanation.problems)
    return drawn + (f"\n{problems}" if problems else "")


def _bounds(bounds: Sequence[Bounds], language: Language) -> list[str]:
    if not bounds:
        return []
    from rubrikdsl.records.bounds import to_lines

    return to_lines(bounds, language)


def _folded(text: str, width: int) -> list[str]:
    bare = text.lstrip()
    return broken(bare, width, len(text) - len(bare))


def _values(explanation: Explanation, language: Language) -> Iterator[str]:
    for one in explanation.values:
        if one.value is not None:
            said = readable(one.value, one.type, language, shown=one.shown)
            top = explanation.top if one.kind == "score" else None
            yield f"  {one.name} = {said}" + ("" if top is None else f" {_of(top, language)}")
        else:
            waits = ", ".join(one.waiting)
            yield f"  {one.name} {head.OPEN[one.status].read(language)}" + (f": {waits}" if waits else "")


def _of(top: Fraction, language: Language) -> str:
    return head.OF.read(language).format(top=exactly(top, language))


# The tree


def _tree(explanation: Explanation, language: Language, width: int) -> Iterator[str]:
    if explanation.tree is None:
        return
    places = _places(explanation)
    heading = [head.PART, head.WEIGHT, head.ANSWER, head.SHARE, head.POINTS]
    rows = [[Text(words.read(language), right=at in (1, 3, 4)) for at, words in enumerate(heading)]]
    rows += [_row(entry, depth, places, language) for entry, depth in _entries(explanation.tree, 0)]
    rows += _closing(explanation, places, language)
    text = max(width - _NUMBERS, 40)
    yield from aligned(rows, {0: text * 3 // 5, 2: text * 2 // 5})
    yield head.ROUNDED.read(language).format(n=places)


def _entries(entry: Entry, depth: int) -> Iterator[tuple[Entry, int]]:
    yield entry, depth
    for below in entry.entries:
        yield from _entries(below, depth + 1)


def _row(entry: Entry, depth: int, places: int, language: Language) -> list[Text]:
    title = titled(entry, language)
    answer = entry.answer.read(language) if entry.answer else ""
    if entry.shown is not None and entry.value is not None:
        answer = fixed(entry.value, entry.shown, _mark(language))
    points = ""
    match entry.status:
        case "final":
            points = "" if entry.points is None else fixed(entry.points, places, _mark(language))
            if entry.kind == "line" and entry.points is not None and entry.points > 0:
                points = f"+{points}"
        case "zero-weight":
            points = head.NOT_SCORED.read(language)
        case "unknown":
            points = head.OPEN["unknown"].read(language)
        case "not-applicable":
            points = head.OPEN["not-applicable"].read(language)
    return [
        Text(title, indent=2 * depth),
        Text(_percent(entry.weight, language) if depth and entry.kind != "line" else "", right=True),
        Text(answer),
        Text(_percent(entry.share, language), right=True),
        Text(points, right=True),
    ]


def _closing(explanation: Explanation, places: int, language: Language) -> Iterator[list[Text]]:
    """The line that closes the printed sum, where one is needed, and the sum."""
    tree, score = explanation.tree, explanation.score
    if tree is None or score is None:
        return
    ends = [entry.points for entry, _ in _entries(tree, 0) if not entry.entries and entry.points is not None]
    mark = _mark(language)
    rest = round_to(score, places) - sum((round_to(points, places) for points in ends), Fraction(0))
    blank = Text("")
    if rest:
        signed = ("+" if rest > 0 else "") + fixed(rest, places, mark)
        yield [Text(head.PRINT_ROUNDING.read(language)), blank, blank, blank, Text(signed, right=True)]
    total = fixed(score, places, mark)
    yield [Text(head.TOTAL.read(language)), blank, blank, blank, Text(total, right=True)]


def titled(entry: Entry, language: Language) -> str:
    """What an entry of the ledger is called."""
    if entry.kind != "line":
        return entry.title or "/".join(entry.path)
    word = head.LINES[entry.word].read(language) if entry.word in head.LINES else entry.word
    return f"{word}: {entry.title}" if entry.title and entry.title != entry.word else word


def _places(explanation: Explanation) -> int:
    """Enough places to tell the parts of the scale apart, and to print the score exactly if that is few."""
    top = explanation.top or Fraction(100)
    least = 2 if top >= 50 else 3 if top >= 10 else 4
    exact = None if explanation.score is None else decimal_places(explanation.score)
    return max(least, exact) if exact is not None and exact <= 6 else least


def _percent(value: Fraction | None, language: Language) -> str:
    if value is None:
        return ""
    places = decimal_places(value * 100)
    short = places is not None and places <= 2
    return (
        exact_text(value * 100, _mark(language)) if short else fixed(value * 100, 2, _mark(language))
    ) + "%"


def _mark(language: Language) -> Mark:
    return "," if language == "id" else "."


# Classes and gates


def _class(one: Classification, language: Language) -> Iterator[str]:
    value, code = exactly(one.value, language), one.table_code
    limited = all(clause.kind == "limit" for clause in one.limits)
    changed = head.CLASS_LIMITED if limited else head.CLASS_CHANGED
    found = head.CLASS if one.code == code else changed
    facts = {"name": one.label or one.name, "of": one.of, "value": value, "printed": one.printed}
    yield found.read(language).format(code=one.code, table=code, **facts)
    yield from _limits(one.limits, language)
    if one.limits and (one.next is not None or one.previous is not None):
        yield "  " + head.BY_THE_TABLE.read(language)
    indent = "    " if one.limits else "  "
    if one.next is not None:
        words = head.NEXT_BELOW if one.lower else head.NEXT
        yield indent + _step(one.next, words, not one.lower, language)
    if one.previous is not None:
        yield indent + _step(one.previous, head.PREVIOUS, one.lower, language)


def _limits(limits: Iterable[Clause], language: Language) -> Iterator[str]:
    for clause in limits:
        word = head.RAISE if clause.kind == "raise" else head.LIMIT
        yield "  " + word.read(language).format(why=clause.because or clause.title)


def _decided(one: Decided, language: Language) -> Iterator[str]:
    found = head.DECIDED if one.code == one.table_code else head.DECIDED_CHANGED
    name = one.label or one.name
    yield found.read(language).format(name=name, code=one.code, table=one.table_code, row=one.row)
    if one.asked:
        missing = head.NOT_GIVEN.read(language)
        asked = [
            f"{text} = {missing if value is None else readable(value, type, language)}"
            for text, value, type in one.asked
        ]
        yield "  " + head.DECIDED_ON.read(language).format(asked=", ".join(asked))
    yield from _limits(one.limits, language)


def _step(step: Step, words: Words, higher: bool, language: Language) -> str:
    edge = head.EDGES[higher, step.beyond].read(language).format(edge=exactly(step.edge, language))
    return words.read(language).format(code=step.code, edge=edge, distance=exactly(step.distance, language))


def _gate(gate: Gate, language: Language) -> Iterator[str]:
    yield f"{gate.label or gate.name}: {_truth(gate.holds, language)}"
    for one in gate.requirements:
        because = f" ({one.clause.because})" if one.clause.because else ""
        yield f"  {_truth(one.holds, language)}: {one.text}{because}"
        yield from (f"    {line}" for each in one.asked for line in _asked(each, language))
        yield from (f"    {line}" for line in _left_out(one.asked, language))


def _left_out(asked: Iterable[Asked], language: Language) -> Iterator[str]:
    """The members that a condition leaves out, together: there may be many."""
    names = list(dict.fromkeys(one.title for one in asked if one.status == "skipped" and one.top is None))
    if names:
        shown = ", ".join(names[:MOST_LEFT_OUT])
        if len(names) > MOST_LEFT_OUT:
            shown = head.AND_MORE.read(language).format(names=shown, n=len(names) - MOST_LEFT_OUT)
        yield head.NOT_ASKED.read(language).format(names=shown)


def _asked(one: Asked, language: Language) -> Iterator[str]:
    """Who was asked, where that says why `every` or `any` holds or does not, or was passed over."""
    match one.status:
        case "skipped":
            if one.top is not None:
                yield head.ASKED_SKIPPED.read(language).format(title=one.title)
        case "unknown":
            yield head.ASKED_OPEN.read(language).format(title=one.title)
        case "holds" | "fails":
            among = one.whole is not True or one.status == "holds"
            decides = one.status == "fails" if one.kind == "every" else among
            if decides:
                miss = () if one.miss is None else (_miss(one.miss, language),)
                yield "; ".join((_read(one, language), *miss))
        case _:
            assert_never(one.status)


def _read(one: Asked, language: Language) -> str:
    """Who was asked and what was found there."""
    if one.value is not None and one.top is not None:
        facts = {"value": exactly(one.value, language), "top": exactly(one.top, language)}
        return head.ASKED.read(language).format(title=one.title, share=_percent(one.share, language), **facts)
    known = ((text, value, type) for text, value, type in one.read if value is not None)
    found = [f"{text} = {_told(value, type, language)}" for text, value, type in known]
    return f"{one.title}: {', '.join(found)}" if found else one.title


def _told(value: Value, type: Type, language: Language) -> str:
    if isinstance(value, Fraction) and type.kind == "share":
        return _percent(value, language)
    return readable(value, type, language)


def _miss(miss: Miss, language: Language) -> str:
    words = head.SHORT if miss.short else head.OVER
    if not miss.share:
        bound, distance = exactly(miss.bound, language), exactly(miss.distance, language)
    else:
        bound, distance = _percent(miss.bound, language), _percent(miss.distance, language)
    if miss.amount is not None:
        distance = f"{distance} ({exactly(miss.amount, language)})"
    return words.read(language).format(bound=bound, distance=distance)


def _truth(holds: bool | None, language: Language) -> str:
    return (head.OPEN["unknown"] if holds is None else head.YES if holds else head.NO).read(language)


# Losses and grounds


def _lost(explanation: Explanation, language: Language) -> Iterator[str]:
    """What cost points, but what would be printed as nothing."""
    if explanation.tree is None:
        return
    places = _places(explanation)
    titles = dict(_located(explanation.tree, (), language))
    lost = [
        (entry, fixed(points, places, _mark(language)))
        for entry, points in explanation.lost
        if round_to(points, places)
    ]
    if not lost:
        return
    yield head.LOST.read(language)
    widest = max(len(amount) for _, amount in lost)
    for entry, amount in lost:
        yield f"  {amount.rjust(widest)}  {titles.get(id(entry)) or titled(entry, language)}"


def _located(entry: Entry, above: tuple[str, ...], language: Language) -> Iterator[tuple[int, str]]:
    """Each entry's title with those above it, below the root."""
    here = (*above, titled(entry, language))
    yield id(entry), " / ".join(here[1:] or here)
    for below in entry.entries:
        yield from _located(below, here, language)


def _clauses(explanation: Explanation) -> Iterator[Clause]:
    """The clauses that the account rests on, in its order."""
    if explanation.tree is not None:
        yield from (entry.clause for entry, _ in _entries(explanation.tree, 0) if entry.clause)
    for one in explanation.classifications:
        yield from filter(None, (one.clause, *one.limits))
    for decision in explanation.decisions:
        yield from (decision.clause, *decision.limits)
    for gate in explanation.gates:
        yield from (requirement.clause for requirement in gate.requirements)


def _sources(explanation: Explanation, language: Language) -> Iterator[str]:
    own: dict[str, dict[str, None]] = {}
    around: dict[str, dict[str, None]] = {}
    for clause in _clauses(explanation):
        title = clause.title or head.CLAUSES[clause.kind].read(language)
        for source in clause.sources:
            own.setdefault(source, {})[title] = None
        for source in () if clause.sources else clause.inherited:
            around.setdefault(source, {})[title] = None
    if own or around:
        yield head.SOURCES.read(language)
    for source in dict.fromkeys((*own, *around)):
        yield f"  {source}"
        yield from _cited(head.CITED, own.get(source, ()), language)
        yield from _cited(head.AROUND, around.get(source, ()), language)


def _cited(words: Words, titles: Iterable[str], language: Language) -> Iterator[str]:
    listed = ", ".join(titles)
    if listed:
        yield f"    {words.read(language)}: {listed}"


def _assumed(explanation: Explanation, language: Language) -> Iterator[str]:
    if explanation.assumed:
        yield head.ASSUMED.read(language)
    for clause in explanation.assumed:
        named = (head.CLAUSES[clause.kind].read(language), clause.title)
        yield f"  {' '.join(filter(None, named))}: {clause.assumed}"
