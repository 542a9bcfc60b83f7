"""OpenFisca: a variable for each indicator and result, in 32-bit floats as all of its models have them."""

from __future__ import annotations

from functools import cache
from typing import Any

from benchmarks import scheme
from benchmarks.peers import Found
from benchmarks.peers import One
from benchmarks.peers import Table
from benchmarks.peers import is_installed
from benchmarks.peers.zen import floats


def period() -> Any:
    """The year that all is asked of, read once."""
    from openfisca_core import periods

    return periods.period("2026")


MOST = 1_000_000
"""Rows of a simulation: it keeps every column as it goes."""


def is_there() -> bool:
    """Whether it is installed."""
    return is_installed("openfisca_core")


@cache
def system() -> Any:
    """The rubric as a system of variables of one entity."""
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    unit = build_entity(key="unit", plural="units", label="A unit", is_person=True)
    places: Any = Enum("Places", [(place, place) for place in scheme.PLACES])

    def variable(name: str, kind: type = float, **more: Any) -> type:
        settings = {"value_type": kind, "entity": unit, "definition_period": DateUnit.YEAR, "label": name}
        return type(name, (Variable,), {**settings, **more})

    def dimension(d: int) -> Any:
        names = [f"i{d}_{i}" for i in range(scheme.EACH)]

        def formula(unit: Any, period: Any) -> Any:
            return sum(unit(name, period) for name in names) / scheme.EACH

        return formula

    def nilai(unit: Any, period: Any) -> Any:
        total = sum(unit(f"d{d}", period) * (w / 10_000) for d, w in enumerate(scheme.WEIGHTS))
        place = unit("lokasi", period)
        bonus = np.select([place == places.mpp, place == places.daring], [2.5, 1.0], 0.0)
        return np.floor(np.minimum(total + bonus, 100) * 100 + 0.5) / 100

    def kategori(unit: Any, period: Any) -> Any:
        found = unit("nilai", period)
        band = np.select([found >= edge / 100 for edge in scheme.EDGES], [0, 1, 2, 3], 4)
        return np.where(unit("d0", period) < 30, np.maximum(band, 2), band)

    made = TaxBenefitSystem([unit])
    made.add_variables(*(variable(name) for name in scheme.NAMES))
    made.add_variable(variable("lokasi", Enum, possible_values=places, default_value=places.luring))
    made.add_variables(*(variable(f"d{d}", formula=dimension(d)) for d in range(len(scheme.WEIGHTS))))
    made.add_variables(variable("nilai", formula=nilai), variable("kategori", int, formula=kategori))
    return made


def one() -> One:
    """A simulation of one unit, its answers set by name: five times as fast as a situation in JSON."""
    from openfisca_core.simulation_builder import SimulationBuilder

    made, year = system(), period()

    def score(record: scheme.Record) -> str:
        simulation = SimulationBuilder().build_default_simulation(made, count=1)
        for name, each in record.items():
            simulation.set_input(name, year, [each])
        return scheme.CODES[simulation.calculate("kategori", year)[0]]

    return One("OpenFisca (32-bit floats)", floats, score)


def whole(data: scheme.Data) -> list[Table]:
    """A simulation of a population, from columns that are there as floats."""
    import numpy as np
    from openfisca_core.simulation_builder import SimulationBuilder

    made, year = system(), period()
    rows = min(len(data), MOST)
    columns = {name: (column[:rows] / 100).astype(np.float32) for name, column in data.columns.items()}
    place = data.place[:rows].astype(np.int16)

    def run() -> Any:
        simulation = SimulationBuilder().build_default_simulation(made, count=rows)
        for name, column in columns.items():
            simulation.set_input(name, year, column)
        simulation.set_input("lokasi", year, place)
        return simulation.calculate("nilai", year), simulation.calculate("kategori", year)

    def read(found: Any) -> Found:
        return np.rint(found[0].astype(np.float64) * 100).astype(np.int64), found[1]

    return [Table("OpenFisca (32-bit floats)", run, read, rows)]
