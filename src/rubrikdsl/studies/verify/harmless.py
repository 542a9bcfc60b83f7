"""The claims of doing no harm: what `harm` found, each fall with its pair of assessments."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.run import Found
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import NOT_APPLICABLE
from rubrikdsl.semantics.record import Record
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.verify import harm_words as words
from rubrikdsl.studies.verify.better import Part
from rubrikdsl.studies.verify.better import plan_of
from rubrikdsl.studies.verify.better import titled
from rubrikdsl.studies.verify.cases import case_of
from rubrikdsl.studies.verify.claims import Case
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Verdict
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.harm import Fall
from rubrikdsl.studies.verify.harm import Harm
from rubrikdsl.studies.verify.harm import Leaning
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.harm import Turn
from rubrikdsl.studies.verify.harm import smallest
from rubrikdsl.studies.verify.pairs import Pair


def claims(study: Study) -> Iterator[Claim]:
    """A claim for each target and move, then one for the leaves that ask for numbers."""
    for found in study.harms():
        yield _claim(study.plan, found)
    yield from _leaves(study)


def _claim(plan: ir.Plan, found: Harm) -> Claim:
    target = found.target
    code = "no-harm" if found.move == "better" else "no-harm-joining"
    says = words.better(target.name, target.sign) if found.move == "better" else words.joining(target.name)
    count = len(found.by_structure) + len(found.by_search)
    verdict: Verdict = "proved"
    ways: tuple[Way, ...] = ("structure", "interval") if found.by_search else ("structure",)
    why = words.by_form(len(found.by_structure), len(found.by_search))
    cases: tuple[Case, ...] = ()
    if found.falls:
        verdict, ways = "undecided", ("record",)
        why = words.UNCONFIRMED
        for fall in smallest(found.falls):
            cases = pair_of(plan, titled(plan, fall.part), fall.pair, (target.step, fall.told))
            if cases:
                verdict = "refuted"
                others = tuple(titled(plan, one.part) for one in found.falls if one is not fall)
                why = _why(plan, found, fall, others)
                break
    elif found.left:
        verdict, ways = "undecided", ("structure",)
        why = words.left(tuple(titled(plan, part) for part in found.left), count, _inside(found))
    place = _place(plan, found.falls[0].part) if found.falls else NOWHERE
    return Claim("harm", code, target.name, says, verdict, ways, why, True, cases, place)


def _inside(found: Harm) -> bool:
    """Whether all that is left are parts of members, of which only structure decides."""
    return all(part.path for part in found.left)


def _why(plan: ir.Plan, found: Harm, fall: Fall, others: tuple[str, ...]) -> Words:
    part, target = titled(plan, fall.part), found.target.name
    before, after = (words.value(one) for one in fall.told)
    if found.move == "joining":
        return words.joins(part, words.value(fall.own[1]), target, before, after, others)
    own = tuple(words.value(one) for one in fall.own)
    return words.falls(part, own[0], own[1], target, before, after, others)


def _leaves(study: Study) -> Iterator[Claim]:
    leanings = list(study.leanings())
    plan = study.plan
    if not leanings:
        return
    open_ = tuple(_asked(plan, one) for one in leanings if isinstance(one, Leaning) and one.way is None)
    turns = [one for one in leanings if isinstance(one, Turn)]
    if not turns:
        settled = [one for one in leanings if isinstance(one, Leaning) and one.way is not None]
        rising = sum(one.way == "rises" for one in settled)
        falling = sum(one.way == "falls" for one in settled)
        verdict: Verdict = "undecided" if open_ else "proved"
        why = words.unsettled(open_) if open_ else words.one_way(rising, falling, len(settled))
        yield Claim("harm", "one-way", "", words.ONE_WAY, verdict, ("structure",), why, False)
    for turn in turns:
        cases: tuple[Case, ...] = ()
        if not turn.part.path:
            up = pair_of(plan, titled(plan, turn.part), turn.rise, (turn.part.value, None))
            down = pair_of(plan, titled(plan, turn.part), turn.fall, (turn.part.value, None), 3)
            cases = tuple({case.toml: case for case in (*up, *down)}.values())
        name = _asked(plan, turn)
        why = words.turns(tuple((answer, words.value(found)) for answer, found in turn.told))
        yield Claim(
            "harm", "one-way", name, words.goes_one_way(name), "refuted", ("record",), why, False, cases,
            _place(plan, turn.part),
        )  # fmt: skip


def _asked(plan: ir.Plan, one: Leaning | Turn) -> str:
    own, part = plan_of(plan, one.part), titled(plan, one.part)
    path = own.fields[one.field].path
    before = part[: len(part) - len(".".join(own.nodes[one.part.node].path))]
    return before + ".".join(path)


def pair_of(
    plan: ir.Plan, name: str, pair: Pair, shown: tuple[int, tuple[Found, Found] | None], first: int = 1
) -> tuple[Case, ...]:
    """Both records as assessments; nothing where one, read back, does not show what it should."""
    step, told = shown
    cases: list[Case] = []
    for number, record in enumerate((pair.before, pair.after)):
        wanted = None if told is None else told[number]
        shows = _shows(step, wanted)
        found = next(
            (
                case
                for each in (without(plan, record), record)
                if (case := case_of(plan, each, f"{name} {first + number}", shows))
            ),
            None,
        )
        if found is None:
            return ()
        cases.append(found)
    return tuple(cases)


def _shows(step: int, wanted: Found | None) -> Callable[[Run], bool]:
    def shows(run: Run) -> bool:
        return wanted is None or run.values[step] == wanted

    return shows


def without(plan: ir.Plan, record: Record) -> Record:
    """The record without answers below what it says is not applicable."""
    gone = {
        plan.fields[index].owner
        for index, answer in record.answers.items()
        if answer is NOT_APPLICABLE and plan.fields[index].kind in ("answer", "state")
    }
    for node in plan.nodes:
        if node.parent is not None and node.parent in gone:
            gone.add(node.index)
    kept = {
        index: answer
        for index, answer in record.answers.items()
        if plan.fields[index].owner not in gone
        or (answer is NOT_APPLICABLE and plan.fields[index].kind in ("answer", "state"))
    }
    given = {node: amount for node, amount in record.given.items() if node not in gone}
    return Record(record.name, kept, given, record.members)


def _place(plan: ir.Plan, part: Part) -> Place:
    own = plan_of(plan, part)
    return own.clauses[own.nodes[part.node].clause].place
