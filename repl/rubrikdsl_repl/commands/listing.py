"""Questions about all records: which, how many, in what order, how they are spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rubrikdsl import Number
from rubrikdsl import Words
from rubrikdsl import say
from rubrikdsl.pictures import Dot
from rubrikdsl.pictures import Scatter
from rubrikdsl.pictures import Zone
from rubrikdsl.pictures import histogram as counted
from rubrikdsl.pictures.figures import figure
from rubrikdsl_repl import phrases
from rubrikdsl_repl import problems
from rubrikdsl_repl import question_problems
from rubrikdsl_repl import words
from rubrikdsl_repl.asking import Stretch
from rubrikdsl_repl.asking import answered
from rubrikdsl_repl.asking import asked
from rubrikdsl_repl.asking import cell
from rubrikdsl_repl.asking import cells
from rubrikdsl_repl.asking import column
from rubrikdsl_repl.asking import cut
from rubrikdsl_repl.asking import kept
from rubrikdsl_repl.asking import kind_of
from rubrikdsl_repl.asking import main_names
from rubrikdsl_repl.asking import named
from rubrikdsl_repl.asking import number
from rubrikdsl_repl.asking import parted
from rubrikdsl_repl.asking import problem
from rubrikdsl_repl.asking import score_name
from rubrikdsl_repl.asking import stretch
from rubrikdsl_repl.command import Argument
from rubrikdsl_repl.command import Call
from rubrikdsl_repl.command import Command
from rubrikdsl_repl.command import Done
from rubrikdsl_repl.reply import Cell
from rubrikdsl_repl.reply import Column
from rubrikdsl_repl.reply import Part
from rubrikdsl_repl.reply import Table
from rubrikdsl_repl.reply import Text

if TYPE_CHECKING:
    from rubrikdsl import Answer
    from rubrikdsl import Expression
    from rubrikdsl import Population
    from rubrikdsl import Result

BY, WHERE = ("by", "menurut"), ("where", "yang")
WITHIN, TOP = ("within", "dalam"), ("top", "teratas")


def find(call: Call) -> Done:
    """The records of which something holds."""
    people = call.world.population(call.state)
    text = stretch(call.rest)
    question = _truth(call, people, text)
    answers = _every(call, people, question)
    held = [at for at, answer in enumerate(answers) if answer.value is True]
    table = _records(call, people, held, _mentioned(call, people, text.text))
    said = Text(phrases.found(len(held), len(answers), text.text), "note")
    open_ = _undecided(people, answers)
    return Done((table, said, *open_) if held else (said, *open_))


def count(call: Call) -> Done:
    """How many records there are of each kind, or of which something holds."""
    people = call.world.population(call.state)
    rest, where = cut(call.rest, *WHERE)
    before, by = cut(rest, *BY)
    if by is None:
        return _held(call, people, stretch(call.rest))
    if before.strip():
        raise call.wrong(*problems.surplus(call.command.form), start=0, end=len(before.rstrip()))
    keys = [(part.text, asked(call, people, part)) for part in parted(by.text, ",", by.start)]
    question = None if where is None else _truth(call, people, where)
    rows: Iterable[tuple[Answer, ...]] = zip(*(_every(call, people, key) for _, key in keys), strict=True)
    parts: list[Part] = []
    if question is not None:
        answers = _every(call, people, question)
        rows = (row for row, answer in zip(rows, answers, strict=True) if answer.value is True)
        parts += _undecided(people, answers)
    found = _counted(rows, people)
    columns = (*(Column(text, kind_of(key)) for text, key in keys), Column(phrases.COUNT, "number"))
    groups = tuple((*cells, Number(times)) for cells, times in sorted(found.items(), key=_in_order))
    return Done((Table("", columns, groups), *parts))


def rank(call: Call) -> Done:
    """The records in order."""
    people = call.world.population(call.state)
    rest, top = cut(call.rest, *TOP)
    most = None if top is None else _whole(call, top)
    name, within = cut(rest, *WITHIN)
    wanted = stretch(name)
    rankings = people.rubric.rankings
    if rankings and within is None:
        if wanted.text not in rankings and (wanted.text or len(rankings) > 1):
            raise call.wrong(*question_problems.choose_ranking(wanted.text, rankings), end=wanted.end)
        return _by_ranking(people, wanted.text or rankings[0], most)
    if wanted.text and wanted.text not in rankings:
        raise call.wrong(*question_problems.choose_ranking(wanted.text, rankings), end=wanted.end)
    return _by_score(call, people, within, most)


def histogram(call: Call) -> Done:
    """How the values of an expression are spread."""
    people = call.world.population(call.state)
    text = stretch(call.rest)
    numbers = [value for value in _numbers(call, people, text) if value is not None]
    zones = tuple(
        Zone(row.code, row.low, row.high)
        for scale in people.rubric.scales
        if scale.of == text.text
        for row in scale.rows
        if row.low is not None and row.high is not None
    )
    return Done((counted(text.text, numbers, zones, len(people) - len(numbers)),))


def scatter(call: Call) -> Done:
    """Two expressions against each other."""
    people = call.world.population(call.state)
    parts = parted(call.rest, ",")
    if len(parts) == 1:
        pieces = [piece for piece in call.rest.split() if piece]
        starts = [call.rest.index(piece) for piece in pieces[:1]]
        if len(pieces) == 2:
            starts.append(call.rest.rindex(pieces[1]))
        parts = tuple(Stretch(piece, at) for piece, at in zip(pieces, starts, strict=False))
    if len(parts) != 2 or not all(part.text for part in parts):
        raise call.wrong(*problems.missing(question_problems.SECOND_VALUE, call.command.form))
    across, up = (_numbers(call, people, part) for part in parts)
    dots = tuple(
        Dot(name, x, y, name == call.state.unit)
        for name, x, y in zip(people.names, across, up, strict=True)
        if x is not None and y is not None
    )
    first, second = (part.text for part in parts)
    return Done((Scatter("", first, second, dots, len(people) - len(dots)),))


def edges(call: Call) -> Done:
    """The records near another class."""
    people = call.world.population(call.state)
    before, within = cut(call.rest, *WITHIN)
    if before.strip():
        raise call.wrong(*problems.surplus(call.command.form), end=len(before.rstrip()))
    if not people.rubric.scales:
        raise problem(question_problems.no_scales())
    most = Fraction(1) if within is None else _amount(call, within)
    standings = people.standings(call.world.watch)
    once = {id(one): one for each in standings for one in each}  # records of one value share it
    steps = {
        key: [step for step in (one.next, one.previous) if step is not None and step.distance <= most]
        for key, one in once.items()
    }
    near = [
        (step.distance, name, one, step)
        for name, each in zip(people.names, standings, strict=True)
        for one in each
        for step in steps[id(one)]
    ]
    shown = figure(most, call.language)
    every = len(people.rubric.scales)
    without = [name for name, each in zip(people.names, standings, strict=True) if len(each) < every]
    open_ = (Text(phrases.unclassified(len(without), named(without)), "note"),) if without else ()
    if not near:
        return Done((Text(phrases.nothing_near(shown)), *open_))
    rows = tuple(
        (name, Number(one.value), one.code, step.code, Number(step.edge), Number(away))
        for away, name, one, step in sorted(near, key=lambda found: found[:2])
    )
    columns = (
        Column(phrases.RECORD),
        Column(score_name(people.rubric) or words.VALUE, "number"),
        Column(phrases.CLASS),
        Column(phrases.NEXT_TO),
        Column(phrases.EDGE, "number"),
        Column(phrases.AWAY, "number"),
    )
    count = len({name for _, name, _, _ in near})
    said = Text(phrases.near(count, len(people), shown), "note")
    return Done((Table("", columns, rows), said, *open_))


def _truth(call: Call, people: Population, text: Stretch) -> Expression:
    """A question that holds or does not."""
    if not text.text:
        raise call.wrong(*problems.missing(CONDITION.name, call.command.form))
    question = asked(call, people, text)
    if question.kind != "truth":
        raise call.wrong(*question_problems.no_condition(text.text), start=text.start, end=text.end)
    return question


def _held(call: Call, people: Population, text: Stretch) -> Done:
    question = _truth(call, people, text)
    answers = _every(call, people, question)
    found = Counter(answered(answer) for answer in answers)
    rows = tuple((cells, Number(times)) for cells, times in sorted(found.items(), key=_in_order_of_one))
    columns = (Column(text.text, "truth"), Column(phrases.COUNT, "number"))
    return Done((Table("", columns, rows), *_undecided(people, answers)))


def _in_order(pair: tuple[tuple[Cell, ...], int]) -> tuple[tuple[str, object], ...]:
    """Cells as they are sorted: by kind, numbers by size, texts by letters, what is not there last."""
    return tuple(_key(cell) for cell in pair[0])


def _in_order_of_one(pair: tuple[Cell, int]) -> tuple[str, object]:
    return _key(pair[0])


def _key(cell: Cell) -> tuple[str, object]:
    match cell:
        case bool():
            return "a", not cell
        case Number():
            return "b", cell
        case str():
            return "c", cell.casefold()
        case _:
            return "z", repr(cell)


def _every(call: Call, people: Population, question: Expression) -> tuple[Answer, ...]:
    return question.over(people, watch=call.world.watch)


def _counted(rows: Iterable[tuple[Answer, ...]], people: Population) -> Counter[tuple[Cell, ...]]:
    """How many rows there are of each kind; records that have the same answer mostly share it."""
    alike: dict[tuple[int, ...], tuple[Answer, ...]] = {}
    times: Counter[tuple[int, ...]] = Counter()
    for row in rows:
        key = tuple(map(id, row))
        alike[key] = row
        times[key] += 1
    found: Counter[tuple[Cell, ...]] = Counter()
    for key, count in times.items():
        found[tuple(kept(answer, people) for answer in alike[key])] += count
    return found


def _undecided(people: Population, answers: Sequence[Answer]) -> tuple[Part, ...]:
    """The records that have no answer, by the reason."""
    by_reason: dict[Words, list[str]] = {}
    for name, answer in zip(people.names, answers, strict=True):
        if answer.status != "final":
            by_reason.setdefault(phrases.why(answer.status, answer.waiting), []).append(name)
    return tuple(
        Text(phrases.undecided(len(names), named(names), reason), "note")
        for reason, names in by_reason.items()
    )


def _mentioned(call: Call, people: Population, text: str) -> list[tuple[str, Expression]]:
    """What a question reads besides the score and the classes, as columns of their own."""
    main = main_names(people.rubric)
    from rubrikdsl import tokens

    seen = dict.fromkeys(token.text for token in tokens(text, call.language) if token.kind == "name")
    known = {entry.name for entry in people.rubric.entries if entry.type is not None}
    known |= {name for name, _ in call.state.lets} | set(people.columns)
    return [
        (word, asked(call, people, Stretch(word, 0))) for word in seen if word in known and word not in main
    ]


def _records(
    call: Call, people: Population, held: Sequence[int], more: Sequence[tuple[str, Expression]]
) -> Table:
    main = main_names(people.rubric)
    columns = [Column(phrases.RECORD), *(column(people.rubric, people, name) for name in main)]
    columns += [Column(name, kind_of(expression)) for name, expression in more]
    named = [cells(call, people, name) for name in main]
    asked_ = [list(map(answered, expression.over(people, held))) for _, expression in more]
    rows = tuple(
        (people.names[at], *(each[at] for each in named), *(each[row] for each in asked_))
        for row, at in enumerate(held)
    )
    return Table("", tuple(columns), rows)


def _by_ranking(people: Population, name: str, most: int | None) -> Done:
    label = next((entry.label for entry in people.rubric.entries if entry.name == name), name)
    found = people.rank(name)
    inside = max((len(one.within) for one in found), default=0)
    rows = tuple(
        (Number(one.rank), *one.within, one.record, one.value, *_classes(people, one.result))
        for one in found
        if one.rank is not None and (most is None or one.rank <= most)
    )
    classes = [column(people.rubric, people, each) for each in main_names(people.rubric)[1:]]
    columns = (
        Column(phrases.RANK, "number"),
        *(Column("") for _ in range(inside)),
        Column(phrases.RECORD),
        Column(words.VALUE, "number"),
        *classes,
    )
    without = [one.record for one in found if one.rank is None]
    parts: list[Part] = [Text(phrases.ranked_as(name, label), "note"), Table("", columns, rows)]
    if without:
        parts.append(Text(phrases.unranked(len(without), named(without)), "note"))
    return Done(tuple(parts))


def _by_score(call: Call, people: Population, within: Stretch | None, most: int | None) -> Done:
    score = score_name(people.rubric)
    if score is None:
        raise problem(question_problems.no_score())
    keys = () if within is None else parted(within.text, ",", within.start)
    inside = [asked(call, people, part) for part in keys]
    grouped = [[kept(answer, people) for answer in _every(call, people, key)] for key in inside]
    values = [number(value) for value in cells(call, people, score)]
    once = {id(value): value for value in values if value is not None}  # few objects, slow to compare
    order = {value: at for at, value in enumerate(sorted(set(once.values()), reverse=True))}
    places = {key: order[value] for key, value in once.items()}
    groups: dict[tuple[Cell, ...], list[tuple[int, int]]] = {}
    for at, value in enumerate(values):
        if value is not None:
            groups.setdefault(tuple(each[at] for each in grouped), []).append((places[id(value)], at))
    without = [name for name, value in zip(people.names, values, strict=True) if value is None]
    classes = [cells(call, people, name) for name in main_names(people.rubric)[1:]]
    rows: list[tuple[Cell, ...]] = []
    for group, members in sorted(groups.items(), key=lambda pair: tuple(map(_key, pair[0]))):
        members.sort()
        rank, last = 0, None
        for before, (place, at) in enumerate(members, 1):
            rank, last = (rank, last) if place == last else (before, place)
            if most is not None and rank > most:
                break
            rows.append((*group, Number(rank), people.names[at], values[at], *(each[at] for each in classes)))
    columns = (
        *(Column(part.text, kind_of(key)) for part, key in zip(keys, inside, strict=True)),
        Column(phrases.RANK, "number"),
        Column(phrases.RECORD),
        *(column(people.rubric, people, name) for name in main_names(people.rubric)),
    )
    parts: list[Part] = [Text(phrases.ranked_by(score), "note"), Table("", columns, tuple(rows))]
    if without:
        parts.append(Text(phrases.unranked(len(without), named(without)), "note"))
    return Done(tuple(parts))


def _classes(people: Population, result: Result) -> tuple[Cell, ...]:
    return tuple(cell(result, name) for name in main_names(people.rubric)[1:])


def _numbers(call: Call, people: Population, text: Stretch) -> list[Number | None]:
    """What an expression comes to in every record; None where it is no number."""
    if not text.text:
        raise call.wrong(*problems.missing(VALUE.name, call.command.form))
    question = asked(call, people, text)
    if question.kind not in ("number", "share"):
        raise call.wrong(*question_problems.no_number(text.text), start=text.start, end=text.end)
    return [number(answer.value) for answer in _every(call, people, question)]


def _whole(call: Call, text: Stretch) -> int:
    if not text.text.isdecimal() or not int(text.text):
        raise call.wrong(*question_problems.no_count(text.text), start=text.start, end=text.end)
    return int(text.text)


def _amount(call: Call, text: Stretch) -> Fraction:
    """A plain number with a decimal point or comma."""
    body = text.text.replace(",", ".")
    if not body.replace(".", "", 1).isdecimal():
        raise call.wrong(*question_problems.no_amount(text.text), start=text.start, end=text.end)
    return Fraction(body)


CONDITION = Argument(say("CONDITION", "SYARAT"), "expression")
VALUE = Argument(say("VALUE", "NILAI"), "expression")
_KEYS = Argument(say("VALUE, …", "NILAI, …"), "expression", say("by", "menurut"), optional=True)
_OF = Argument(say("CONDITION", "SYARAT"), "expression", say("where", "yang"), optional=True)
_AROUND = Argument(say("VALUE, …", "NILAI, …"), "expression", say("within", "dalam"), optional=True)

COMMANDS = (
    Command(
        say("find", "cari"),
        say("the records of which a condition holds", "rekaman yang memenuhi suatu syarat"),
        find,
        (CONDITION,),
        say(
            "A condition in the rubric's own language, with words of either vocabulary. It may also read"
            " the columns"
            " that the rubric does not. A record that it has no answer for is told, never left out in"
            " silence.",
            "Syarat dalam bahasa rubrik sendiri, dengan kata dari kedua kosakata. Kolom yang tidak dibaca"
            " rubrik"
            " juga dapat disebut. Rekaman yang tidak terjawab selalu dilaporkan.",
        ),
        (
            say("find kategori is C and nilai < 60", "cari kategori adalah C dan nilai < 60"),
            say(
                "find provinsi is Maluku and tahun is 2024",
                "cari provinsi adalah Maluku dan tahun adalah 2024",
            ),
        ),
    ),
    Command(
        say("count", "hitung"),
        say("how many records there are of each kind", "jumlah rekaman menurut jenisnya"),
        count,
        (_KEYS, _OF),
        say(
            "`count CONDITION` tells of how many it holds.",
            "`hitung SYARAT` menyebut berapa rekaman yang memenuhinya.",
        ),
        (
            say("count by kategori, provinsi", "hitung menurut kategori, provinsi"),
            say("count by kategori where tahun is 2024", "hitung menurut kategori yang tahun adalah 2024"),
            say("count nilai >= 78", "hitung nilai >= 78"),
        ),
    ),
    Command(
        say("rank", "peringkat"),
        say("the records in order", "rekaman menurut urutan"),
        rank,
        (
            Argument(say("RANKING", "PEMERINGKATAN"), "ranking", optional=True),
            _AROUND,
            Argument(say("N", "N"), keyword=say("top", "teratas"), optional=True),
        ),
        say(
            "By a ranking of the rubric; where it has none, or with `within`, by the score, highest first.",
            "Menurut pemeringkatan rubrik; bila tidak ada, atau dengan `dalam`, menurut nilai, tertinggi"
            " dahulu.",
        ),
        (
            say("rank top 10", "peringkat teratas 10"),
            say("rank within provinsi top 1", "peringkat dalam provinsi teratas 1"),
        ),
    ),
    Command(
        say("edges", "tepi"),
        say("the records near another class", "rekaman di dekat kategori lain"),
        edges,
        (Argument(say("POINTS", "POIN"), keyword=say("within", "dalam"), optional=True),),
        say(
            "Within one point unless another distance is given.",
            "Dalam satu poin, kecuali jarak lain disebut.",
        ),
        (say("edges", "tepi"), say("edges within 0.5", "tepi dalam 0,5")),
    ),
    Command(
        say("histogram", "histogram"),
        say("how a value is spread over the records", "sebaran suatu nilai pada semua rekaman"),
        histogram,
        (VALUE,),
        examples=(say("histogram nilai", "histogram nilai"),),
    ),
    Command(
        say("scatter", "sebar"),
        say("two values of the records against each other", "dua nilai rekaman saling dihadapkan"),
        scatter,
        (VALUE, VALUE),
        examples=(say("scatter input output", "sebar input output"),),
    ),
)
