"""The tree of a rubric file: what was written, with names still strings.

Every node is frozen; `place` takes no part in equality, so two texts that say the same have equal trees.
Keywords are recorded by construct (their English spelling), never as spelt, so both vocabularies give
one tree. A tree may be broken: a line that could not be read stands as `Broken` where it was, and later
passes stay silent about what it might have said. No comments and no layout here: those live with the
lines (`syntax.lines`), which is what the formatter works on.
"""

from __future__ import annotations

from rubrikdsl.syntax.tree.clauses import Assertion as Assertion
from rubrikdsl.syntax.tree.clauses import Collect as Collect
from rubrikdsl.syntax.tree.clauses import Key as Key
from rubrikdsl.syntax.tree.clauses import Let as Let
from rubrikdsl.syntax.tree.clauses import Limit as Limit
from rubrikdsl.syntax.tree.clauses import Outcome as Outcome
from rubrikdsl.syntax.tree.clauses import Ranking as Ranking
from rubrikdsl.syntax.tree.clauses import Requirement as Requirement
from rubrikdsl.syntax.tree.clauses import Ties as Ties
from rubrikdsl.syntax.tree.edits import Add as Add
from rubrikdsl.syntax.tree.edits import Added as Added
from rubrikdsl.syntax.tree.edits import Alternative as Alternative
from rubrikdsl.syntax.tree.edits import Ambiguity as Ambiguity
from rubrikdsl.syntax.tree.edits import Amendment as Amendment
from rubrikdsl.syntax.tree.edits import Change as Change
from rubrikdsl.syntax.tree.edits import ChangeWeights as ChangeWeights
from rubrikdsl.syntax.tree.edits import Edit as Edit
from rubrikdsl.syntax.tree.edits import File as File
from rubrikdsl.syntax.tree.edits import Issued as Issued
from rubrikdsl.syntax.tree.edits import Remove as Remove
from rubrikdsl.syntax.tree.edits import Rename as Rename
from rubrikdsl.syntax.tree.edits import Replace as Replace
from rubrikdsl.syntax.tree.edits import Rubric as Rubric
from rubrikdsl.syntax.tree.edits import Statement as Statement
from rubrikdsl.syntax.tree.edits import Target as Target
from rubrikdsl.syntax.tree.edits import WeightRow as WeightRow
from rubrikdsl.syntax.tree.examples import Assignment as Assignment
from rubrikdsl.syntax.tree.examples import Example as Example
from rubrikdsl.syntax.tree.examples import Member as Member
from rubrikdsl.syntax.tree.expressions import Among as Among
from rubrikdsl.syntax.tree.expressions import Arith as Arith
from rubrikdsl.syntax.tree.expressions import Arithmetic as Arithmetic
from rubrikdsl.syntax.tree.expressions import Between as Between
from rubrikdsl.syntax.tree.expressions import Call as Call
from rubrikdsl.syntax.tree.expressions import Compare as Compare
from rubrikdsl.syntax.tree.expressions import Comparison as Comparison
from rubrikdsl.syntax.tree.expressions import Contains as Contains
from rubrikdsl.syntax.tree.expressions import Counted as Counted
from rubrikdsl.syntax.tree.expressions import Day as Day
from rubrikdsl.syntax.tree.expressions import Expression as Expression
from rubrikdsl.syntax.tree.expressions import Function as Function
from rubrikdsl.syntax.tree.expressions import If as If
from rubrikdsl.syntax.tree.expressions import Is as Is
from rubrikdsl.syntax.tree.expressions import Logic as Logic
from rubrikdsl.syntax.tree.expressions import Name as Name
from rubrikdsl.syntax.tree.expressions import Negative as Negative
from rubrikdsl.syntax.tree.expressions import Not as Not
from rubrikdsl.syntax.tree.expressions import Number as Number
from rubrikdsl.syntax.tree.expressions import Own as Own
from rubrikdsl.syntax.tree.expressions import Quantified as Quantified
from rubrikdsl.syntax.tree.expressions import QuantifiedMembers as QuantifiedMembers
from rubrikdsl.syntax.tree.expressions import Quoted as Quoted
from rubrikdsl.syntax.tree.expressions import Reading as Reading
from rubrikdsl.syntax.tree.expressions import Ref as Ref
from rubrikdsl.syntax.tree.expressions import State as State
from rubrikdsl.syntax.tree.expressions import Truth as Truth
from rubrikdsl.syntax.tree.expressions import Vocabulary as Vocabulary
from rubrikdsl.syntax.tree.parts import Aggregate as Aggregate
from rubrikdsl.syntax.tree.parts import Applicability as Applicability
from rubrikdsl.syntax.tree.parts import ChoiceDomain as ChoiceDomain
from rubrikdsl.syntax.tree.parts import Domain as Domain
from rubrikdsl.syntax.tree.parts import Goalposts as Goalposts
from rubrikdsl.syntax.tree.parts import ListValue as ListValue
from rubrikdsl.syntax.tree.parts import NotApplicable as NotApplicable
from rubrikdsl.syntax.tree.parts import NumberDomain as NumberDomain
from rubrikdsl.syntax.tree.parts import Option as Option
from rubrikdsl.syntax.tree.parts import Places as Places
from rubrikdsl.syntax.tree.parts import Range as Range
from rubrikdsl.syntax.tree.parts import SimpleDomain as SimpleDomain
from rubrikdsl.syntax.tree.parts import Tail as Tail
from rubrikdsl.syntax.tree.parts import Value as Value
from rubrikdsl.syntax.tree.parts import Weight as Weight
from rubrikdsl.syntax.tree.parts import WeightCase as WeightCase
from rubrikdsl.syntax.tree.score import Adjustment as Adjustment
from rubrikdsl.syntax.tree.score import Bin as Bin
from rubrikdsl.syntax.tree.score import Broken as Broken
from rubrikdsl.syntax.tree.score import Case as Case
from rubrikdsl.syntax.tree.score import Formula as Formula
from rubrikdsl.syntax.tree.score import Group as Group
from rubrikdsl.syntax.tree.score import GroupLine as GroupLine
from rubrikdsl.syntax.tree.score import Input as Input
from rubrikdsl.syntax.tree.score import Inputs as Inputs
from rubrikdsl.syntax.tree.score import Leaf as Leaf
from rubrikdsl.syntax.tree.score import LeafLine as LeafLine
from rubrikdsl.syntax.tree.score import Metadata as Metadata
from rubrikdsl.syntax.tree.score import Prerequisite as Prerequisite
from rubrikdsl.syntax.tree.score import Score as Score
from rubrikdsl.syntax.tree.score import Valid as Valid
from rubrikdsl.syntax.tree.tables import Absent as Absent
from rubrikdsl.syntax.tree.tables import BandRow as BandRow
from rubrikdsl.syntax.tree.tables import Bands as Bands
from rubrikdsl.syntax.tree.tables import Cell as Cell
from rubrikdsl.syntax.tree.tables import Decide as Decide
from rubrikdsl.syntax.tree.tables import DecisionCase as DecisionCase
from rubrikdsl.syntax.tree.tables import DecisionRow as DecisionRow
from rubrikdsl.syntax.tree.tables import Empty as Empty
from rubrikdsl.syntax.tree.tables import Test as Test
