"""Every engine gives the same answer, and none calls a program solved that is not."""

import json
from dataclasses import replace
from pathlib import Path

import highspy
import numpy as np
import pulp
import pyomo.environ as pyo
import pytest
import scipy.sparse as sp

from models.engines import EngineError, Options, find
from models.engines.export import ascii_names, export
from models.engines.pyomo import pyomo_model, values_of
from models.program import Arrays, Program
from models.solution import Solution

pytestmark = pytest.mark.chief

ENGINES = ("highs", "pulp:HiGHS", "pulp:PULP_CBC_CMD", "pyomo:appsi_highs")
OFFERS, PERIODS = ["희토류", "lynas", "iluka"], ["2027-01", "2027-02"]


def purchase() -> Program:
    """Three offers, two periods: needs 10..13 and exactly 12; offer totals 1..9, <=10, <=20.

    By hand: the cheapest offer gives its 9 (6 of them where the other two are dearest), the second
    its 10, the third 3 in the first period. Cost 3 + 2*6 + 3*4 + 4.5*6 + 5*3 = 69, and 100 anyway.
    """
    program = Program()
    order = program.add_columns(
        "order",
        (("offer", OFFERS), ("period", PERIODS)),
        upper=np.array([[5, 6], [7, 8], [9, 9.0]]),
    )
    need = program.add_rows(
        "need", (("period", PERIODS),), lower=np.array([10, 12.0]), upper=np.array([13, 12.0])
    )
    total = program.add_rows(
        "order", (("offer", OFFERS),), lower=np.array([1, -np.inf, -np.inf]), upper=[9, 10, 20.0]
    )
    program.add_terms(need.at[None, :], order.at, 1.0)
    program.add_terms(total.at[:, None], order.at, 1.0)
    program.add_money("purchase", order.at, np.array([[1, 2], [3, 4.5], [5, 7.0]]))
    program.add_constant("sunk", 100.0)
    return program


def knapsack(items: int) -> Program:
    """Whole lots of near equal worth against one odd capacity per room: slow to prove."""
    draw = np.random.default_rng(7)
    rooms = max(items // 6, 1)
    names = [str(i) for i in range(items)]
    program = Program()
    lots = program.add_columns("lots", (("item", names),), upper=3.0, integer=True)
    room = program.add_rows(
        "room", (("room", [str(r) for r in range(rooms)]),), upper=100.0 * items
    )
    weights = draw.integers(400, 600, size=(rooms, items)).astype(float)
    program.add_terms(room.at[:, None], lots.at[None, :], weights)
    program.add_money("worth", lots.at, -(weights.mean(axis=0) + draw.integers(0, 9, items)))
    return program


def one_column(lower: float, upper: float, cost: float, *, integer: bool = False) -> Program:
    program = Program()
    buy = program.add_columns("buy", (), lower=lower, upper=upper, integer=integer)
    program.add_money("purchase", buy.at, cost)
    return program


def with_row(program: Program, lower: float, upper: float, factor: float = 1.0) -> Program:
    row = program.add_rows(f"need{len(program.rows)}", (), lower=lower, upper=upper)
    program.add_terms(row.at, program.columns["buy"].at, factor)
    return program


def solve(engine: str, program: Program, options: Options = Options()) -> Solution:  # noqa: B008
    return find(engine).solve(program, program.arrays(), options)


@pytest.mark.parametrize("engine", ENGINES)
def test_optimum_by_hand(engine: str) -> None:
    """Bounds, an equality, a range, a constant and Korean ids: cost 169 as computed by hand."""
    answer = solve(engine, purchase())
    assert answer.status == "optimal"
    assert answer.objective == pytest.approx(169.0)
    assert answer.values == pytest.approx(np.array([3, 6, 4, 6, 3, 0.0]))
    assert answer.gap == 0.0


@pytest.mark.parametrize("engine", ENGINES)
def test_duals_are_changes_of_the_cost(engine: str) -> None:
    """One more unit needed costs 5 and 6.5; one more offered of the cheap ones saves 4 and 2."""
    answer = solve(engine, purchase())
    assert answer.row_duals == pytest.approx(np.array([5, 6.5, -4, -2, 0]))
    assert answer.reduced_costs == pytest.approx(np.array([0, -0.5, 0, 0, 0, 0.5]))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("row", range(5))
def test_duals_foretell_the_next_solve(engine: str, row: int) -> None:
    """Moving a row's bound by 0.1 changes the cost by 0.1 x its dual."""
    program = purchase()
    arrays = program.arrays()
    before = find(engine).solve(program, arrays, Options())
    step = np.where(np.arange(5) == row, 0.1, 0.0)
    moved = replace(arrays, row_lower=arrays.row_lower + step, row_upper=arrays.row_upper + step)
    after = find(engine).solve(program, moved, Options())
    assert after.objective - before.objective == pytest.approx(0.1 * before.row_duals[row])


@pytest.mark.parametrize("engine", ENGINES)
def test_whole_numbers(engine: str) -> None:
    """5 units in lots of 2 are 3 lots, and a mixed-integer program has no duals."""
    answer = solve(engine, with_row(one_column(0, 9, 7.0, integer=True), 5, np.inf, factor=2.0))
    assert (answer.status, answer.objective) == ("optimal", pytest.approx(21.0))
    assert answer.values == pytest.approx(np.array([3.0]))
    assert answer.row_duals is None
    assert answer.reduced_costs is None


INFEASIBLE = {
    "row against bound": with_row(one_column(0, 5, 1.0), 6, np.inf),
    "rows against each other": with_row(with_row(one_column(0, 9, 1.0), 6, 7), 8, 9),
    "no whole number between": with_row(one_column(0, 9, 1.0, integer=True), 1, 1, factor=2.0),
    "bounds cross": one_column(3, 2, 1.0),
    "row without entries": with_row(one_column(0, 5, 1.0), 1, 2, factor=0.0),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fault", INFEASIBLE)
def test_infeasible(engine: str, fault: str) -> None:
    """What cannot be kept is infeasible, whatever values a solver leaves behind."""
    answer = solve(engine, INFEASIBLE[fault])
    assert (answer.status, answer.values) == ("infeasible", None)


UNBOUNDED = {
    "a ray": with_row(one_column(0, np.inf, -1.0), 1, np.inf),
    "no row": one_column(0, np.inf, -1.0),
    "whole": with_row(one_column(0, np.inf, -1.0, integer=True), 1, np.inf),
    "downwards": with_row(one_column(-np.inf, np.inf, 1.0), -np.inf, 4),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("ray", UNBOUNDED)
def test_unbounded(engine: str, ray: str) -> None:
    """A cost that falls for ever is unbounded, not infeasible."""
    answer = solve(engine, UNBOUNDED[ray])
    assert (answer.status, answer.values) == ("unbounded", None)


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_to_decide(engine: str) -> None:
    """A program without columns costs its constant."""
    program = Program()
    program.add_constant("sunk", 12.0)
    program.add_rows("idle", (("period", PERIODS),), lower=-1.0, upper=1.0)
    answer = solve(engine, program)
    assert (answer.status, answer.objective) == ("optimal", 12.0)
    assert len(answer.values) == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_without_rows_or_costs(engine: str) -> None:
    """A column nobody mentions still keeps its bounds; its neighbours are not moved by it."""
    program = with_row(one_column(0, 9, 2.0), 3, np.inf)
    program.add_columns("free", (("n", ["a", "b"]),), lower=[5.0, -8.0], upper=[7.0, -6.0])
    answer = solve(engine, program)
    assert (answer.status, answer.objective) == ("optimal", pytest.approx(6.0))
    assert answer.values[0] == pytest.approx(3.0)
    assert 5 <= answer.values[1] <= 7
    assert -8 <= answer.values[2] <= -6


@pytest.mark.parametrize("engine", ENGINES)
def test_negative_bounds(engine: str) -> None:
    """Free and negative columns are not cut off at zero."""
    answer = solve(engine, with_row(one_column(-np.inf, -2, 1.0), -7, -3))
    assert (answer.objective, answer.values[0]) == (pytest.approx(-7), pytest.approx(-7))


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_appended_to_the_program(engine: str) -> None:
    """Rows beyond the program's own are kept, and have duals."""
    program = purchase()
    arrays = program.arrays()
    row = np.array([[1.0, 0, 1, 0, 1, 0]])
    longer = Arrays(
        **{
            **vars(arrays),
            "matrix": sp.vstack([arrays.matrix, row], format="csc"),
            "row_lower": np.append(arrays.row_lower, 11.0),
            "row_upper": np.append(arrays.row_upper, np.inf),
        }
    )
    answer = find(engine).solve(program, longer, Options())
    assert answer.objective == pytest.approx(174.0)
    assert answer.row_duals[-1] + answer.row_duals[0] == pytest.approx(5.0)


@pytest.mark.parametrize("engine", ENGINES)
def test_out_of_time_is_stopped(engine: str) -> None:
    """A search that a time limit ends gives its best plan as stopped, never as optimal."""
    program = knapsack(90)
    answer = solve(engine, program, Options(time_limit=1.0))
    assert answer.status == "stopped"
    arrays = program.arrays()
    assert (arrays.matrix @ answer.values <= arrays.row_upper + 1e-6).all()
    assert answer.objective == pytest.approx(arrays.cost @ answer.values)
    assert answer.objective < 0
    assert answer.gap is None if engine == "pulp:PULP_CBC_CMD" else answer.gap > 1e-9


@pytest.mark.parametrize(
    "engine", ["pulp:NONE", "pyomo:none", "pulp:GUROBI_CMD", "none", "highs:x"]
)
def test_engine_that_is_not_there(engine: str) -> None:
    """An unknown or missing solver is named, together with those there are."""
    with pytest.raises(EngineError, match=r"highs|HiGHS") as raised:
        find(engine)
    assert engine.partition(":")[2] in str(raised.value)


def test_pyomo_model_reads_like_the_case() -> None:
    """Columns and rows of the Pyomo model are found by their ids."""
    model = pyomo_model(purchase())
    assert model.order["희토류", "2027-02"].ub == 6
    assert model.need["2027-01"].lower == 10
    assert model.order_["lynas"].upper == 10, "rows named as columns get an underscore"


def test_constraint_of_ones_own() -> None:
    """A constraint added to the Pyomo model binds, costs more, and its plan is read back."""
    program = purchase()
    model = pyomo_model(program)
    model.own = pyo.Constraint(expr=model.order["iluka", "2027-01"] >= 5)
    pyo.SolverFactory("appsi_highs").solve(model)
    values = values_of(model, program)
    assert values[4] == pytest.approx(5)
    assert pyo.value(model.cost) == pytest.approx(values @ program.arrays().cost + 100)
    assert pyo.value(model.cost) > 169


@pytest.mark.parametrize("kind", ["lp", "mps"])
@pytest.mark.parametrize("build", [purchase, lambda: knapsack(8)])
def test_files_mean_the_same(kind: str, build, tmp_path: Path) -> None:
    """HiGHS reads the written file and finds the optimum of the program."""
    program = build()
    file = tmp_path / f"program.{kind}"
    export(program, file, kind)
    highs = highspy.Highs()
    highs.silent()
    highs.readModel(str(file))
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    assert highs.getObjectiveValue() == pytest.approx(solve("highs", program).objective)


def test_json_means_the_same(tmp_path: Path) -> None:
    """PuLP reads its JSON back and finds the optimum of the program."""
    file = tmp_path / "program.json"
    names = export(purchase(), file, "json")
    _, problem = pulp.LpProblem.fromJson(str(file))
    problem.solve(pulp.HiGHS(msg=False))
    assert pulp.value(problem.objective) == pytest.approx(169.0)
    written = {row["name"] for row in json.loads(file.read_text("utf-8"))["variables"]}
    assert written - set(names) == {"constant"}


def test_names_can_be_read_back(tmp_path: Path) -> None:
    """Written names are ASCII, all different, and lead back to the ids, Korean ones too."""
    file = tmp_path / "program.lp"
    names = export(purchase(), file, "lp")
    assert file.read_bytes().isascii()
    assert len(names) == purchase().n_columns + purchase().n_rows
    assert "order[희토류,2027-02]" in names.values()
    assert names["order_lynas_2027_01"] == "order[lynas,2027-01]"


def test_names_that_become_the_same() -> None:
    """Ids that differ only in what must be replaced stay different; none starts with e."""
    safe = ascii_names(
        ["네오디뮴", "란탄", "a b", "a-b", "A_b", "e1", "x" * 300, "x" * 301, "constant"]
    )
    assert len({name.casefold() for name in safe}) == 9
    assert all(name.isascii() and name[0].isalpha() and name[0] not in "eE" for name in safe)
    assert "constant" not in safe
