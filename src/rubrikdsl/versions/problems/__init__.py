"""Everything that amendments and readings can find wrong, by subject. All wording of this room."""

from __future__ import annotations

from rubrikdsl.versions.problems.edits import already_there as already_there
from rubrikdsl.versions.problems.edits import ambiguous_target as ambiguous_target
from rubrikdsl.versions.problems.edits import caused_here as caused_here
from rubrikdsl.versions.problems.edits import changed_twice as changed_twice
from rubrikdsl.versions.problems.edits import code_renamed as code_renamed
from rubrikdsl.versions.problems.edits import name_taken as name_taken
from rubrikdsl.versions.problems.edits import nameless_assertion as nameless_assertion
from rubrikdsl.versions.problems.edits import no_part as no_part
from rubrikdsl.versions.problems.edits import unknown_target as unknown_target
from rubrikdsl.versions.problems.edits import wrong_kind as wrong_kind
from rubrikdsl.versions.problems.headings import chosen as chosen
from rubrikdsl.versions.problems.headings import consolidated as consolidated
from rubrikdsl.versions.problems.headings import instrument_line as instrument_line
from rubrikdsl.versions.problems.headings import reading_title as reading_title
from rubrikdsl.versions.problems.headings import removed as removed
from rubrikdsl.versions.problems.headings import renamed as renamed
from rubrikdsl.versions.problems.headings import untitled as untitled
from rubrikdsl.versions.problems.instruments import issued_before_base as issued_before_base
from rubrikdsl.versions.problems.instruments import nothing_edited as nothing_edited
from rubrikdsl.versions.problems.instruments import overlapping as overlapping
from rubrikdsl.versions.problems.instruments import reversed_period as reversed_period
from rubrikdsl.versions.problems.instruments import same_order as same_order
from rubrikdsl.versions.problems.instruments import starts_before_base as starts_before_base
from rubrikdsl.versions.problems.instruments import twice as twice
