"""The claims of what makes up for what: the best class with a part at its lowest, leaves without effect."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from fractions import Fraction

from rubrikdsl.diagnostics.wording import Words
from rubrikdsl.engine.run import Run
from rubrikdsl.plan import ir
from rubrikdsl.semantics.record import Value
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.verify import compensation_words as words
from rubrikdsl.studies.verify import words as common
from rubrikdsl.studies.verify.better import plan_of
from rubrikdsl.studies.verify.better import titled
from rubrikdsl.studies.verify.cases import case_of
from rubrikdsl.studies.verify.cases import record_of
from rubrikdsl.studies.verify.ceilings import Bad
from rubrikdsl.studies.verify.ceilings import Ceiling
from rubrikdsl.studies.verify.ceilings import Ceilings
from rubrikdsl.studies.verify.ceilings import parts_of
from rubrikdsl.studies.verify.changing import changing
from rubrikdsl.studies.verify.changing import classified
from rubrikdsl.studies.verify.claims import Case
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Figure
from rubrikdsl.studies.verify.claims import Verdict
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.complete import place_of
from rubrikdsl.studies.verify.dead import left
from rubrikdsl.studies.verify.goals import Every
from rubrikdsl.studies.verify.goals import Is
from rubrikdsl.studies.verify.goals import met
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.harm import Target
from rubrikdsl.studies.verify.hunt import Hunt

Figures = tuple[tuple[str, Figure], ...]


def claims(hunt: Hunt, study: Study, below: Fraction | None = None) -> Iterator[Claim]:
    """What each part and each leaf can be made up for; none is required. `below`: parts below this share."""
    plan = hunt.plan
    if not study.parts or not any(True for _ in classified(plan)):
        return
    ceilings = Ceilings(hunt, study)
    for target in ceilings.targets:
        for node in ceilings.dimensions:
            yield _part(ceilings, target, node, below)
        yield from _leaves(ceilings, target, below)
    yield _changing(ceilings)


def _part(ceilings: Ceilings, target: Target, node: ir.Node, below: Fraction | None) -> Claim:
    """The best class where one part of the score is at its lowest, or below a share."""
    plan, name, sign = ceilings.plan, ".".join(node.path), target.sign
    lowest = ceilings.lowest(name, node.index, node.result, sign)
    bad = lowest if below is None else ceilings.below(node, below, sign)
    subject, place = f"{target.name} {name}", place_of(plan, node.clause)
    if bad is None:
        figures: Figures = (("of", target.name), ("part", name), ("best", None))
        says = words.not_known(words.lowest_of(name), target.name)
        return _claim("part", subject, says, "undecided", (), words.END_OPEN, figures, place)
    where, figure = _where(bad, sign)
    found = ceilings.of(target, bad)
    figures = (("of", target.name), ("part", name), figure, ("best", found.best))
    cases = _cases(ceilings, target, found)
    if found.left is not None:
        says = words.not_known(where, target.name)
        why = words.unsettled(_named(found.open), left(ceilings.hunt, found.left))
        return _claim("part", subject, says, "undecided", (), why, figures, place)
    if found.best is None and lowest is not None and lowest.at is not None and lowest.at not in bad.interval:
        says, why = words.never_so(where), words.never_below(name, lowest.at, sign)
    elif found.best is None:
        says, why = words.nothing_left(where, target.name), words.excluded_all(_named(found.excluded))
    else:
        says = words.best_left(where, target.name, words.named(found.best))
        why = words.shown(words.named(found.best), _named(found.excluded))
        if not cases:
            return _claim("part", subject, says, "undecided", (), common.UNCONFIRMED, figures, place)
    return _claim("part", subject, says, "proved", found.ways, why, figures, place, cases)


def _where(bad: Bad, sign: int) -> tuple[Words, tuple[str, Figure]]:
    """How a part is bad, for people and for machines."""
    if bad.at is not None:
        if sign > 0:
            return words.lowest(bad.name, bad.at), ("lowest", bad.at)
        return words.highest(bad.name, bad.at), ("highest", bad.at)
    if sign > 0 and bad.interval.high is not None:
        return words.below(bad.name, bad.interval.high), ("below", bad.interval.high)
    assert bad.interval.low is not None
    return words.above(bad.name, bad.interval.low), ("above", bad.interval.low)


def _leaves(ceilings: Ceilings, target: Target, below: Fraction | None) -> Iterator[Claim]:
    """The leaves by what is the best class with one of them at its lowest, the best first."""
    plan, sign = ceilings.plan, target.sign
    groups: dict[tuple[Value | None, tuple[Value, ...]], list[tuple[str, Ceiling]]] = {}
    open_: list[str] = []
    for part in ceilings.own:
        node = plan.nodes[part.node]
        if node.parent is None or (node.parent == 0 and below is None):
            continue
        name = titled(plan, part)
        bad = ceilings.lowest(name, part.node, part.value, sign)
        found = None if bad is None else ceilings.of(target, bad)
        if found is None or found.open:
            open_.append(name)
        else:
            groups.setdefault((found.best, found.excluded), []).append((name, found))
    for (best, excluded), several in sorted(groups.items(), key=lambda group: len(group[0][1])):
        names = tuple(name for name, _ in several)
        told = words.NO_CLASS if best is None else words.named(best)
        says = words.with_one_bad(names, target.name, told, sign)
        ways = tuple(dict.fromkeys(way for _, found in several for way in found.ways))
        figures: Figures = (("of", target.name), ("leaves", names), ("best", best))
        cases = _cases(ceilings, target, several[0][1])
        if best is None:
            why = words.excluded_all(_named(excluded))
        else:
            why = words.each_shown(len(names), told, _named(excluded)) if cases else common.UNCONFIRMED
        verdict: Verdict = "undecided" if best is not None and not cases else "proved"
        subject = f"{target.name} {told.read('en')}"
        yield _claim("leaf", subject, says, verdict, ways, why, figures, cases=cases)
    if open_:
        figures = (("of", target.name), ("leaves", tuple(open_)), ("best", None))
        says = words.with_one_bad(open_, target.name, words.UNKNOWN, sign)
        yield _claim("leaf", f"{target.name} ?", says, "undecided", (), words.some_end_open(open_), figures)


def _changing(ceilings: Ceilings) -> Claim:
    """Whether every leaf can change a class or an outcome."""
    plan, found = ceilings.plan, changing(ceilings)
    unread, excluded, open_ = (
        tuple(titled(plan, part) for part in parts) for parts in (found.unread, found.excluded, found.open)
    )
    figures: Figures = (("never", (*unread, *excluded)), ("open", open_))
    if unread or excluded:
        ways: tuple[Way, ...] = ("structure", "enumeration")
        ways = ways if unread and excluded else ways[:1] if unread else ways[1:]
        why = words.never_change(unread, excluded)
        first = (*found.unread, *found.excluded)[0]
        own = plan_of(plan, first)
        place = place_of(own, own.nodes[first.node].clause)
        return _claim("changes", "", words.EVERY_LEAF, "refuted", ways, why, figures, place)
    if open_:
        return _claim("changes", "", words.EVERY_LEAF, "undecided", (), words.change_open(open_), figures)
    return _claim(
        "changes", "", words.EVERY_LEAF, "proved", ("record",), words.changes(len(found.changes)), figures
    )


def _named(values: Sequence[Value]) -> list[Words]:
    return [words.named(value) for value in values]


def _cases(ceilings: Ceilings, target: Target, found: Ceiling) -> tuple[Case, ...]:
    """The record that has the best class, with the answers that matter, read back and scored."""
    if found.record is None or found.best is None:
        return ()
    hunt = ceilings.hunt
    goal = Every((*parts_of(hunt.plan, found.bad), Is(target.step, found.best)))

    def shows(run: Run) -> bool:
        return met(goal, hunt.plan, run.values.__getitem__)

    for completion in (hunt.kept(goal, found.record), found.record):
        case = case_of(hunt.plan, record_of(hunt.graph, completion), found.bad.name, shows)
        if case is not None:
            return (case,)
    return ()


def _claim(
    code: str,
    subject: str,
    says: Words,
    verdict: Verdict,
    ways: tuple[Way, ...],
    why: Words,
    figures: Figures,
    place: Place = NOWHERE,
    cases: tuple[Case, ...] = (),
) -> Claim:
    return Claim(
        "compensation", code, subject, says, verdict, ways, why, False, cases, place, figures
    )  # fmt: skip
