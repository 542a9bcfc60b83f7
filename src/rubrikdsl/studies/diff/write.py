"""A comparison as JSON, for programs; `docs/schema/diff-1.md` describes it."""

from __future__ import annotations

from rubrikdsl.diagnostics.wording import Language
from rubrikdsl.source import NOWHERE
from rubrikdsl.source import Place
from rubrikdsl.studies.diff.changes import Change
from rubrikdsl.studies.diff.comparison import Comparison
from rubrikdsl.studies.diff.comparison import Pair
from rubrikdsl.studies.diff.parts import Facet
from rubrikdsl.studies.diff.parts import Part
from rubrikdsl.studies.diff.report import Sides
from rubrikdsl.studies.diff.report import Where
from rubrikdsl.studies.diff.report import places
from rubrikdsl.studies.diff.telling import line
from rubrikdsl.studies.diff.telling import title
from rubrikdsl.studies.diff.telling import value
from rubrikdsl.studies.diff.telling import whole

SCHEMA = "diff-1"


def to_object(found: Comparison, sides: Sides, language: Language = "en") -> dict[str, object]:
    """The whole comparison as one object of JSON."""
    return {
        "schema": SCHEMA,
        "differs": found.differs,
        "rubrics": [_pair(pair, sides, language) for pair in found.pairs],
        "added": list(found.added),
        "removed": list(found.removed),
    }


def to_json(found: Comparison, sides: Sides, language: Language = "en") -> str:
    """The whole comparison as JSON."""
    import json

    return json.dumps(to_object(found, sides, language), ensure_ascii=False, indent=2) + "\n"


def _pair(pair: Pair, sides: Sides, language: Language) -> dict[str, object]:
    return {
        "old": pair.old,
        "new": pair.new,
        "changes": [change_object(change, sides, language) for change in pair.changes],
    }


def change_object(change: Change, sides: Sides, language: Language) -> dict[str, object]:
    """One difference as an object of JSON."""
    facet = change.new or change.old
    before, after = places(change)
    return {
        "what": change.what,
        "about": change.about,
        "subject": [_part(part) for part in change.subject],
        "aspect": None if facet is None else facet.aspect,
        "of": facet.of if facet is not None and facet.of else None,
        "old": _said(change, change.old, change.before, change.orders[0]),
        "new": _said(change, change.new, change.after, change.orders[1]),
        "at": {"old": _place(before, sides.old), "new": _place(after, sides.new)},
        "message": line(change, language),
    }


def _part(part: Part) -> dict[str, object]:
    """A part by its kind (the author's word for a node) and name, or by what it says."""
    return {
        "kind": part.word if part.kind == "node" else part.kind,
        "name": part.name or (part.word if part.kind == "member" else title(part, "en")),
        "label": part.label,
    }


def _said(change: Change, facet: Facet | None, part: Part | None, order: tuple[Part, ...]) -> object:
    match change.what:
        case "changed":
            return None if facet is None else value(facet.aspect, facet, "en")
        case "added" | "removed":
            return None if part is None else whole(part, "en")
        case "renamed":
            return None if part is None else part.name
        case "moved":
            return None if part is None else ".".join(name for _, name in part.path)
        case "reordered":
            return [title(each, "en") for each in order]
        case "inside":
            return None


def _place(place: Place, where: Where) -> dict[str, object] | None:
    if place == NOWHERE:
        return None
    file, number = where(place)
    return {"file": file, "line": number}
