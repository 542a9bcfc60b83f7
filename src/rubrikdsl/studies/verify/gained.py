"""The claims of gain without merit: what `gaming` found, each with its pair of assessments."""

from __future__ import annotations

from collections.abc import Iterator

from rubrikdsl.plan import ir
from rubrikdsl.studies.verify import gaming_words as words
from rubrikdsl.studies.verify.better import titled
from rubrikdsl.studies.verify.claims import Case
from rubrikdsl.studies.verify.claims import Claim
from rubrikdsl.studies.verify.claims import Figure
from rubrikdsl.studies.verify.claims import Verdict
from rubrikdsl.studies.verify.claims import Way
from rubrikdsl.studies.verify.complete import place_of
from rubrikdsl.studies.verify.gaming import Gain
from rubrikdsl.studies.verify.gaming import Outweighed
from rubrikdsl.studies.verify.gaming import bonuses
from rubrikdsl.studies.verify.gaming import gain_of
from rubrikdsl.studies.verify.harm import Study
from rubrikdsl.studies.verify.harmless import pair_of
from rubrikdsl.studies.verify.pairs import runs


def claims(study: Study) -> Iterator[Claim]:
    """A claim where items can be declared not applicable, and one for each bonus; none is required."""
    plan = study.plan
    if not plan.nodes:
        return
    if _may_skip(plan):
        yield _declared(plan, gain_of(study))
    for found in bonuses(study):
        yield _bonus(study, found)


def _may_skip(plan: ir.Plan) -> bool:
    return any(f.not_applicable for f in plan.fields) or any(_may_skip(one.plan) for one in plan.collections)


def _declared(plan: ir.Plan, gain: Gain | None) -> Claim:
    root = plan.nodes[0]
    verdict: Verdict = "undecided"
    ways: tuple[Way, ...] = ()
    why, cases = words.MEMBERS, tuple[Case, ...]()
    figures: tuple[tuple[str, Figure], ...] = ()
    if gain is not None:
        figures = (("gain", gain.amount), ("most", gain.most), ("declared", gain.declared))
    if gain is not None and gain.pair is None:
        verdict = "proved" if gain.sure else "undecided"
        ways, why = ((_most(gain),), words.NOTHING) if gain.sure else ((), words.UNSETTLED)
    elif gain is not None and gain.pair is not None:
        before, after = (run.values[root.unrounded] for run in runs(plan, gain.pair))
        cases = pair_of(plan, root.name, gain.pair, (root.unrounded, (before, after)))
        if cases:
            verdict = "refuted"
            ways = ("record",) if gain.most is None else ("record", _most(gain))
            why = words.gains(gain.amount, gain.declared, gain.most)
        else:
            why = words.UNSETTLED
    return Claim(
        "gaming", "not-applicable", root.name, words.declaring(root.name), verdict, ways, why, False, cases,
        place_of(plan, root.clause) if verdict == "refuted" else place_of(plan, -1), figures,
    )  # fmt: skip


def _most(gain: Gain) -> Way:
    """How it is known that nothing gains more."""
    return "structure" if gain.reckoned else "enumeration"


def _bonus(study: Study, found: Outweighed) -> Claim:
    plan = study.plan
    title = found.stage.title or plan.nodes[0].name
    verdict: Verdict = "undecided"
    ways: tuple[Way, ...] = ()
    cases: tuple[Case, ...] = ()
    lighter = tuple((titled(plan, part), weight) for part, weight in found.lighter)
    figures = (("points", found.points), ("lighter", tuple(name for name, _ in lighter)))
    if found.points is None:
        why = words.NO_FIGURE
    elif not lighter:
        verdict, ways, why = "proved", ("integer",), words.lighter_than_all(found.points)
    elif found.pair is None:
        why = words.outweighs(found.points, lighter)
        if found.sure:
            verdict, ways, why = "proved", ("enumeration",), words.never_tells(found.points)
    else:
        step = plan.nodes[0].result
        before, after = (run.values[step] for run in runs(plan, found.pair))
        cases = pair_of(plan, title, found.pair, (step, (before, after)))
        why = words.outweighs(found.points, lighter)
        if cases:
            verdict, ways = "refuted", ("integer", "record")
    return Claim(
        "gaming", "outweighs", title, words.outweighs_none(title), verdict, ways, why, False, cases,
        place_of(plan, found.stage.clause), figures,
    )  # fmt: skip
