"""The model of a rubric: everything resolved, typed and checked; it cannot be broken.

Names are gone: a reference is an index into one of the model's tuples. `Rubric` is built by
`semantics.from_tree` only when no error was found. The plan is lowered from it; reports take labels,
places and citations from it.
"""

from __future__ import annotations

from rubrikdsl.semantics.model.classes import Band as Band
from rubrikdsl.semantics.model.classes import Bands as Bands
from rubrikdsl.semantics.model.classes import Classes as Classes
from rubrikdsl.semantics.model.classes import Decide as Decide
from rubrikdsl.semantics.model.classes import Decided as Decided
from rubrikdsl.semantics.model.classes import Limit as Limit
from rubrikdsl.semantics.model.expressions import Among as Among
from rubrikdsl.semantics.model.expressions import AnswerOf as AnswerOf
from rubrikdsl.semantics.model.expressions import Asked as Asked
from rubrikdsl.semantics.model.expressions import BandAttribute as BandAttribute
from rubrikdsl.semantics.model.expressions import BandCode as BandCode
from rubrikdsl.semantics.model.expressions import Branch as Branch
from rubrikdsl.semantics.model.expressions import Choose as Choose
from rubrikdsl.semantics.model.expressions import Constant as Constant
from rubrikdsl.semantics.model.expressions import Decision as Decision
from rubrikdsl.semantics.model.expressions import Expression as Expression
from rubrikdsl.semantics.model.expressions import Fold as Fold
from rubrikdsl.semantics.model.expressions import Held as Held
from rubrikdsl.semantics.model.expressions import LetValue as LetValue
from rubrikdsl.semantics.model.expressions import Logarithm as Logarithm
from rubrikdsl.semantics.model.expressions import NodeReading as NodeReading
from rubrikdsl.semantics.model.expressions import Operation as Operation
from rubrikdsl.semantics.model.expressions import OutcomeTruth as OutcomeTruth
from rubrikdsl.semantics.model.expressions import Places as Places
from rubrikdsl.semantics.model.expressions import Quantified as Quantified
from rubrikdsl.semantics.model.expressions import Reached as Reached
from rubrikdsl.semantics.model.expressions import Rounded as Rounded
from rubrikdsl.semantics.model.expressions import StateOf as StateOf
from rubrikdsl.semantics.model.expressions import Table as Table
from rubrikdsl.semantics.model.rubric import Assertion as Assertion
from rubrikdsl.semantics.model.rubric import Collection as Collection
from rubrikdsl.semantics.model.rubric import Example as Example
from rubrikdsl.semantics.model.rubric import Expected as Expected
from rubrikdsl.semantics.model.rubric import Key as Key
from rubrikdsl.semantics.model.rubric import Let as Let
from rubrikdsl.semantics.model.rubric import Outcome as Outcome
from rubrikdsl.semantics.model.rubric import Ranking as Ranking
from rubrikdsl.semantics.model.rubric import Requirement as Requirement
from rubrikdsl.semantics.model.rubric import Rubric as Rubric
from rubrikdsl.semantics.model.score import Adjustment as Adjustment
from rubrikdsl.semantics.model.score import Aggregate as Aggregate
from rubrikdsl.semantics.model.score import Node as Node
from rubrikdsl.semantics.model.score import Weight as Weight
from rubrikdsl.semantics.terms import DATE as DATE
from rubrikdsl.semantics.terms import NUMBER as NUMBER
from rubrikdsl.semantics.terms import SHARE as SHARE
from rubrikdsl.semantics.terms import TEXT as TEXT
from rubrikdsl.semantics.terms import TRUTH as TRUTH
from rubrikdsl.semantics.terms import AggregateKind as AggregateKind
from rubrikdsl.semantics.terms import Case as Case
from rubrikdsl.semantics.terms import Choice as Choice
from rubrikdsl.semantics.terms import Clause as Clause
from rubrikdsl.semantics.terms import Counted as Counted
from rubrikdsl.semantics.terms import Domain as Domain
from rubrikdsl.semantics.terms import Field as Field
from rubrikdsl.semantics.terms import FoldKind as FoldKind
from rubrikdsl.semantics.terms import Interval as Interval
from rubrikdsl.semantics.terms import Operator as Operator
from rubrikdsl.semantics.terms import Row as Row
from rubrikdsl.semantics.terms import Scale as Scale
from rubrikdsl.semantics.terms import Test as Test
from rubrikdsl.semantics.terms import Type as Type
