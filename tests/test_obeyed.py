"""No column is forgotten: each is drawn by a random case, and obeyed, or said to be words only.

The columns are the fields of the row types, so that a new one without a place fails here. Turning
prices, sweeps and all else that asks a solved case read the program and ``models.terms``;
``test_turning`` solves on either side of them.
"""

import dataclasses
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import numpy as np
import pytest
from random_cases import random_case
from random_risk import risky_case

from models.allocate import Allocation, allocate
from models.allocation.formulate import formulate
from models.case import Case, Settings
from models.check import audit
from models.columns import forms, row_types
from models.edit import LAID_OUT
from models.futures.draw import Drawer, planned_future
from models.recourse.risk import Risk
from models.recourse.stages import Stages
from planner.explain import risk_words
from planner.outcomes.embedded import EmbeddedPlan
from planner.schema.tables import SETTINGS, TABLES
from planner.study.compare.inputs import KEYS, input_changes
from planner.workbook.write import case_rows

RISK = {
    *(("settings", key) for key in ("risk_measure", "risk_level", "risk_weight")),
    *(("settings", key) for key in ("futures", "seed", "frozen_periods", "reaction")),
    *(("events", key) for key in ("of", "per_year", "months_p50", "months_p90", "effect")),
    ("events", "factor"), ("offers", "spot"),
    *(("licenses", key) for key in ("days_p90", "correlation", "country", "persistence")),
    *(("offers", key) for key in ("index", "index_share")),
}  # fmt: skip
"""Columns that only a plan with risk obeys."""
TOLD = {("limits", "basis")}
"""Columns that say which promise gives way where there is no plan (``test_diagnosis``)."""
KINDS_OF_KEYS = ("id", "ref", "location")
"""What a row is, or of which others it speaks: the tables would not hang together without them."""
SEEDS = 150
Place = tuple[str, str]


def declared(table: str) -> dict[str, Any]:
    """The columns of a table by the field of the row type."""
    columns = SETTINGS if table == "settings" else TABLES[table].columns
    return {column.attribute: column for column in columns if column.kept}


def plain() -> list[Place]:
    """Every plain column of every table, but for keys and what tables are laid out by."""
    types = {"settings": Settings, **row_types()}
    return [
        (table, name)
        for table, row_type in types.items()
        for name in forms(row_type)
        if declared(table)[name].kind not in KINDS_OF_KEYS
        and not (table == "settings" and name in LAID_OUT)
        and (table, name) not in TOLD
    ]


PLAIN = plain()
WORDS = [(table, name) for table, name in PLAIN if declared(table)[name].use == "words"]
OBEYED = [place for place in PLAIN if place not in WORDS]


@cache
def drawn() -> tuple[Case, ...]:
    """Random cases, a fifth of them with risk."""
    plans = [random_case(seed).in_order() for seed in range(SEEDS)]
    risks = [risky_case(seed) for seed in range(SEEDS // 5)]
    return (*(dataclasses.replace(case, settings=_risky(case, i)) for i, case in enumerate(risks)),
            *plans)  # fmt: skip


def _risky(case: Case, i: int) -> Settings:
    measure = ("expected", "cvar")[i % 2]
    settings = dataclasses.replace(case.settings, risk_level=0.8 + 0.01 * i, futures=4 + i)
    return dataclasses.replace(
        settings, risk_measure=measure, risk_weight=0.1 * i, seed=i, discount_rate=0.05
    )  # type: ignore[arg-type]


@cache
def planned(seat: int) -> Allocation:
    """The plan without risk of one of the drawn cases."""
    return allocate(drawn()[seat])


def rows_of(case: Case, table: str) -> tuple[Any, ...]:
    """The rows of a table; the settings are one."""
    return (case.settings,) if table == "settings" else getattr(case, table)


@cache
def pool(table: str, name: str) -> tuple[Any, ...]:
    """Every value of a column in the drawn cases."""
    values = (getattr(row, name) for case in drawn() for row in rows_of(case, table))
    return tuple(sorted(set(values), key=repr))


def changed(table: str, name: str) -> Iterator[tuple[int, Case]]:
    """Drawn cases with one cell changed to another value that was drawn for its column."""
    for seat, case in enumerate(drawn()):
        rows = rows_of(case, table)
        for at, row in enumerate(rows):
            for value in pool(table, name)[:6]:
                if value == getattr(row, name):
                    continue
                new = dataclasses.replace(row, **{name: value})
                both = (*rows[:at], new, *rows[at + 1 :])
                made = {table: new if table == "settings" else both}
                yield seat, dataclasses.replace(case, **made)


def formulation(case: Case) -> Any:
    """All numbers of the program, and what they are called."""
    program = formulate(case, planned_future(case)).program
    arrays = program.arrays()
    cones = [(cone.name, cone.ratio, cone.groups.toarray().tolist()) for cone in program.cones]
    parts = [np.asarray(v).tolist() for v in dataclasses.astuple(arrays)[:6]]
    dense = arrays.matrix.toarray().tolist()
    return parts, dense, cones, program.column_names(), program.row_names()


def audited(allocation: Allocation, case: Case) -> Any:
    """What the audit finds of a plan: broken promises, money, what limits and stock come to."""
    assert allocation.decisions is not None
    future = planned_future(case)
    verdict, found = audit(case, allocation.decisions, None, future=future)
    values = [(v.value, v.bound, v.window, v.limit.kind) for v in found.limits]
    cover = np.nan_to_num(found.cover_target).tolist()
    missed = [(c.due, c.cost) for c in found.contracts]
    return verdict.problems, found.cost, values, cover, found.stock.tolist(), missed


def with_risk(case: Case) -> Any:
    """What is drawn, what is decided ahead, and how futures are weighed."""
    stages, settings = Stages.of(case), case.settings
    futures = [Drawer(case, 3, settings.seed).future(w) for w in range(3)]
    told = [
        (
            f.granted.tolist(),
            f.lead.tolist(),
            f.price.tolist(),
            f.story,
            np.asarray(f.demand).tolist(),
        )
        for f in futures
    ]
    paid = [(stages.changes(f).paid.tolist(), stages.changes(f).needed.tolist()) for f in futures]
    risk = Risk.of(settings) if settings.risk_measure != "none" else None
    return told, paid, stages.ahead.tolist(), stages.arrays.cost.tolist(), risk, settings.futures


def embedded(case: Case) -> EmbeddedPlan:
    """The case as compare sees it."""
    orders = np.zeros((len(case.offers), case.settings.periods))
    return EmbeddedPlan(case, orders, {"measure": "none"})


@pytest.mark.parametrize(("table", "name"), OBEYED, ids=lambda text: text)
def test_a_column_is_drawn(table: str, name: str) -> None:
    """Random cases differ in it."""
    assert len(pool(table, name)) > 1, (
        f"no random case fills {table}.{name}: draw it in tests/random_younger.py, under a name in"
        " YOUNGER of tests/random_cases.py"
    )


def test_each_measure_of_a_limit_is_drawn() -> None:
    """One that no random case has would be compared with nothing: the oracle never meets it."""
    lacks = declared("limits")["measure"].choices.keys() - set(pool("limits", "measure"))
    assert not lacks, f"draw {lacks} in tests/random_younger.py, read it in tests/oracle/limits.py"


def test_each_effect_of_an_event_is_drawn() -> None:
    """Cases with risk know every choice; each has its words in the story of a future."""
    effects = declared("events")["effect"].choices.keys()
    lacks = effects - set(pool("events", "effect"))
    assert not lacks, f"draw {lacks} in tests/random_younger.py"
    assert effects == risk_words.EFFECTS.keys()


@pytest.mark.parametrize(("table", "name"), OBEYED, ids=lambda text: text)
def test_a_column_is_obeyed(table: str, name: str) -> None:
    """One cell changed: the program moves, and the audit of the old plan; or what is drawn."""
    if (table, name) in RISK:
        cases = drawn()
        assert any(differs(with_risk, cases[at], new) for at, new in changed(table, name))
        return
    wanted = {"formulation", "audit"}
    for seat, new in changed(table, name):
        plan = planned(seat)
        if "formulation" in wanted and differs(formulation, plan.case, new):
            wanted.discard("formulation")
        look = partial(audited, plan)
        if plan.decisions is not None and "audit" in wanted and differs(look, plan.case, new):
            wanted.discard("audit")
        if not wanted:
            return
    where = {"formulation": "models/terms or models/allocation", "audit": "models/check"}
    assert not wanted, f"{table}.{name} is not read by {[where[one] for one in sorted(wanted)]}"


def differs(look: Any, case: Case, new: Case) -> bool:
    """Whether two cases look different; what does not hang together is not looked at."""
    try:
        return bool(look(case) != look(new))
    except (KeyError, ValueError, AssertionError, IndexError):
        return False


@pytest.mark.parametrize(("table", "name"), OBEYED, ids=lambda text: text)
def test_a_column_is_shown_and_compared(table: str, name: str) -> None:
    """One cell changed: the inputs of the plan's workbook show it, and so does compare."""
    seat, new = next(changed(table, name))
    old, key = drawn()[seat], declared(table)[name].key
    assert case_rows(old) != case_rows(new)
    found = input_changes(embedded(old), embedded(new))
    own = name in KEYS.get(table, ())
    assert any(one.table == table and (own or key in (one.column, one.row)) for one in found)


@pytest.mark.parametrize(("table", "name"), WORDS, ids=lambda text: text)
def test_words_change_no_plan(table: str, name: str) -> None:
    """The program stays as it is whatever is written there."""
    for seat in range(0, SEEDS, 12):
        case = drawn()[seat]
        rows = tuple(
            dataclasses.replace(row, **{name: other(getattr(row, name))})
            for row in rows_of(case, table)
        )
        made = {table: rows[0] if table == "settings" else rows}
        new = dataclasses.replace(case, **made)
        assert formulation(new) == formulation(case)
        assert with_risk(new) == with_risk(case)


def other(value: Any) -> Any:
    """Another value of the same kind."""
    return (not value) if isinstance(value, bool) else f"{value} other"


def test_what_changes_nothing_says_so() -> None:
    """A flag or a code looks as if it did something: its hint says that it does not."""
    for table, key in (
        ("materials", "controlled"),
        ("processes", "country"),
    ):
        hint = TABLES[table].column(key).hint
        assert "계산에는 쓰이지 않습니다" in hint.ko
        assert "not used in the plan" in hint.en
