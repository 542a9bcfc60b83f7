"""What can be wrong with a record once it is scored, and how an explanation speaks, by subject."""

from __future__ import annotations

from rubrikdsl.engine.problems.given import given_not_rounded as given_not_rounded
from rubrikdsl.engine.problems.given import given_not_used as given_not_used
from rubrikdsl.engine.problems.given import given_outside as given_outside
from rubrikdsl.engine.problems.given import points_without_weight as points_without_weight
from rubrikdsl.engine.problems.ranks import inapplicable_unranked as inapplicable_unranked
from rubrikdsl.engine.problems.ranks import open_unranked as open_unranked
from rubrikdsl.engine.problems.ranks import reading_unranked as reading_unranked
from rubrikdsl.engine.problems.ranks import refused_unranked as refused_unranked
from rubrikdsl.engine.problems.ranks import tied_unranked as tied_unranked
from rubrikdsl.engine.problems.readings import reading_differs as reading_differs
from rubrikdsl.engine.problems.readings import under_reading as under_reading
from rubrikdsl.engine.problems.records import assertion_broken as assertion_broken
from rubrikdsl.engine.problems.records import default_used as default_used
from rubrikdsl.engine.problems.records import division_by_zero as division_by_zero
from rubrikdsl.engine.problems.records import goalposts_equal as goalposts_equal
from rubrikdsl.engine.problems.records import in_member as in_member
from rubrikdsl.engine.problems.records import ladder_skips as ladder_skips
from rubrikdsl.engine.problems.records import member_not_applicable as member_not_applicable
from rubrikdsl.engine.problems.records import no_logarithm as no_logarithm
from rubrikdsl.engine.problems.records import no_row as no_row
from rubrikdsl.engine.problems.records import not_answered as not_answered
from rubrikdsl.engine.problems.records import nothing_to_fold as nothing_to_fold
from rubrikdsl.engine.problems.records import number_too_long as number_too_long
from rubrikdsl.engine.problems.records import too_few as too_few
from rubrikdsl.engine.problems.speech import NO as NO
from rubrikdsl.engine.problems.speech import NONE as NONE
from rubrikdsl.engine.problems.speech import NOT_APPLICABLE_ANSWER as NOT_APPLICABLE_ANSWER
from rubrikdsl.engine.problems.speech import YES as YES
from rubrikdsl.engine.problems.speech import added as added
from rubrikdsl.engine.problems.speech import best_of as best_of
from rubrikdsl.engine.problems.speech import capped as capped
from rubrikdsl.engine.problems.speech import given_as as given_as
from rubrikdsl.engine.problems.speech import held as held
from rubrikdsl.engine.problems.speech import labelled as labelled
from rubrikdsl.engine.problems.speech import raised as raised
from rubrikdsl.engine.problems.speech import rescaled as rescaled
from rubrikdsl.engine.problems.speech import rounded_to as rounded_to
from rubrikdsl.engine.problems.speech import subtracted as subtracted
