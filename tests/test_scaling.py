"""The size of the units a case is told in does not change its answer."""

import numpy as np
import pytest

from models.engines import Options
from models.engines.highs import HighsEngine
from models.program import Arrays, Program
from models.solve.optimise import Optimum, optimise
from models.solve.scaling import scaling_of

FACTORS = (1.0, 1e6, 1e-6)


def blend(quantity: float = 1.0, money: float = 1.0, integer: bool = False) -> Program:
    """Three sources for two needs: ``quantity`` and ``money`` are the sizes of the units."""
    chance = np.random.default_rng(7)
    price, grade = chance.uniform(5, 20, 3), chance.uniform(0.5, 2, (2, 3))
    program = Program()
    buy = program.add_columns("buy", (("source", ("a", "b", "c")),), upper=40 * quantity)
    lots = program.add_columns("lots", (), upper=100.0, integer=integer)
    need = program.add_rows(
        "need", (("need", ("x", "y")),), lower=np.array([30.0, 45.0]) * quantity
    )
    program.add_terms(need.at[:, None], buy.at[None, :], grade)
    packed = program.add_rows("packed", (), lower=0.0)
    program.add_terms(packed.at, lots.at, 7.0 * quantity)
    program.add_terms(packed.at, buy.at, -1.0)
    program.add_money("purchase", buy.at, price * money / quantity)
    program.add_money("order", lots.at, 3.0 * money)
    program.add_constant("fixed", 5.0 * money)
    return program


def answer(program: Program) -> Optimum:
    return optimise(program, np.zeros(program.n_columns), HighsEngine(), Options())


@pytest.mark.parametrize("quantity", FACTORS)
@pytest.mark.parametrize("money", FACTORS)
def test_units_do_not_matter(quantity: float, money: float) -> None:
    """Quantities and money a million times larger or smaller: the same plan, cost and duals."""
    plain, other = answer(blend()).solution, answer(blend(quantity, money)).solution
    assert plain.values is not None and other.values is not None
    assert plain.row_duals is not None and other.row_duals is not None
    assert plain.reduced_costs is not None and other.reduced_costs is not None
    assert other.status == "optimal"
    assert other.objective == pytest.approx(money * plain.objective, rel=1e-9)
    assert other.values[:3] == pytest.approx(quantity * plain.values[:3], rel=1e-7)
    assert other.row_duals == pytest.approx(plain.row_duals * money / quantity, rel=1e-7)
    reduced = plain.reduced_costs[:3] * money / quantity
    assert other.reduced_costs[:3] == pytest.approx(reduced, rel=1e-7, abs=1e-9 * money / quantity)


@pytest.mark.parametrize("quantity", FACTORS)
def test_units_do_not_matter_with_integers(quantity: float) -> None:
    """Whole numbers stay whole whatever the units of the rest."""
    plain = answer(blend(integer=True)).solution
    other = answer(blend(quantity, 1e6, integer=True)).solution
    assert plain.values is not None and other.values is not None
    assert other.objective == pytest.approx(1e6 * plain.objective, rel=1e-9)
    assert other.values[3] == plain.values[3] == round(plain.values[3])


@pytest.mark.parametrize("quantity", FACTORS)
def test_infeasible_at_any_size(quantity: float) -> None:
    """A millionth of too little is too little, too."""
    program = blend(quantity)
    program.bounds("buy")[1][:] = 1.0 * quantity
    assert answer(program).solution.status == "infeasible"


def test_ranges_come_back_in_their_own_units() -> None:
    """Right-hand sides between which a dual holds, whatever the scale."""
    ranges = [answer(blend(quantity)).row_ranges for quantity in FACTORS]
    assert all(ranges)
    for factor, found in zip(FACTORS, ranges, strict=True):
        assert found is not None and ranges[0] is not None
        assert found[0] == pytest.approx(ranges[0][0] * factor, rel=1e-6, abs=1e-9 * factor)


@pytest.mark.parametrize("size", [1e-9, 1.0, 1e12])
def test_rows_with_integers_are_not_lost(size: float) -> None:
    """Whole numbers keep their size; their rows have an entry near 1 all the same."""
    program = Program()
    buy, count = program.add_columns("buy", ()), program.add_columns("n", (), integer=True)
    need = program.add_rows("need", (), lower=70.0 * size)
    program.add_terms(need.at, buy.at, 1.0)
    whole = program.add_rows("whole", (), 0.0, 0.0)
    program.add_terms(whole.at, buy.at, 1.0)
    program.add_terms(whole.at, count.at, -25.0 * size)
    arrays = program.arrays()
    scaled = abs(scaling_of(arrays).apply(arrays).matrix).toarray()
    assert ((scaled.max(axis=1) >= 0.5) & (scaled.max(axis=1) <= 2.0)).all()


def spread_out() -> Arrays:
    """Entries between 1e-7 and 1e7."""
    chance = np.random.default_rng(3)
    program = Program()
    axis = ("i", tuple("abcdefgh"))
    x = program.add_columns("x", (axis,), integer=False)
    whole = program.add_columns("n", (axis,), upper=9.0, integer=True)
    rows = program.add_rows("r", (axis,), upper=10.0 ** chance.uniform(-5, 5, 8))
    for block in (x, whole):
        sizes = 10.0 ** chance.uniform(-7, 7, (8, 8))
        program.add_terms(rows.at[:, None], block.at[None, :], sizes)
    program.add_money("purchase", x.at, 10.0 ** chance.uniform(-3, 6, 8))
    return program.arrays()


def test_factors_are_powers_of_two() -> None:
    """Scaling rounds nothing: there and back is the same number to the last digit."""
    arrays = spread_out()
    scaling = scaling_of(arrays)
    for factors in (scaling.column, scaling.row, [scaling.size, scaling.money]):
        assert (np.log2(factors) % 1 == 0).all()
    scaled = scaling.apply(arrays)
    assert np.array_equal(scaling.values(scaled.upper), arrays.upper)
    assert np.array_equal(scaled.cost / (scaling.column * scaling.money), arrays.cost)


def test_integers_are_not_scaled() -> None:
    """A whole number times a factor would no longer be whole."""
    arrays = spread_out()
    scaling = scaling_of(arrays)
    assert (scaling.column[arrays.integer] * scaling.size == 1).all()
    assert scaling.apply(arrays).upper[arrays.integer].tolist() == [9.0] * 8


def test_entries_come_near_one() -> None:
    """Without integers, every row's and column's largest entry lies within a factor of 4 of 1."""
    arrays = spread_out()
    arrays.integer[:] = False
    scaled = scaling_of(arrays).apply(arrays)
    for axis in (0, 1):
        largest = abs(scaled.matrix).max(axis=axis).toarray()
        assert largest.max() < 4 and largest.min() > 0.25


def test_nothing_to_scale() -> None:
    """A program without rows, costs or bounds keeps factors of 1."""
    program = Program()
    program.add_columns("x", ())
    scaling = scaling_of(program.arrays())
    assert (scaling.column.tolist(), scaling.size, scaling.money) == ([1.0], 1.0, 1.0)
