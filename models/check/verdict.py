"""Is every promise of a case kept by a plan, and does it cost what is claimed."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from models.case import Case
from models.check.books import Books, open_books
from models.check.findings import Findings, conceded_of, part_of
from models.check.limit_value import LimitValue
from models.check.measures import Measures, measure_books
from models.check.piles import audit_stock
from models.check.places import audit_mean_places, audit_places
from models.check.terms import audit_terms
from models.check.units import Array
from models.future import Future, certain_future, certain_underway, still_pending
from models.solution import Decisions, Lack, Verdict, decision_rows

TOLERANCE = 1e-6
"""A promise broken by less, relative to its size, is kept."""

HHI_POINT = 0.01
"""An HHI is met to a hundredth of a point: 1e-6 of its 10,000."""

CONE_SHARE = 1e-3
"""By what part more than it says a plan may miss an HHI: groups of rounding alone count there."""

PART_SHARE = 1e-3
"""A money line is judged against at least this share of all money that is moved."""

LINEAR_PARTS = ("process", "route", "release", "holding", "shortage", "end_value")
"""Parts of the cost of which the mean is what the mean decisions cost."""


def check(  # noqa: PLR0913 (what is claimed, and of which future)
    case: Case,
    decisions: Decisions,
    objective: float | None,
    reported: dict[str, float] | None = None,
    tolerance: float = TOLERANCE,
    future: Future | None = None,
    *,
    lacks: Sequence[Lack] = (),
) -> Verdict:
    """Recompute everything and say which promises are broken, worst first, at most 50.

    ``objective`` (None: not claimed) and the ``reported`` parts are in the plan's currency,
    discounted; ``future`` says how orders arrive (by default each after its lead time); ``lacks``
    are promises that the plan says it breaks, by how much: by no more are they broken.
    ``largest_violation`` is relative to the size of the promise. Raises ValueError
    for units or currencies the case cannot convert.
    """
    findings = Findings(tolerance, conceded=conceded_of(lacks))
    _audit_shapes(case, decisions, findings)
    if findings.problems:
        return _verdict(findings, {})
    books = open_books(case, decisions, future or certain_future(case))
    claimed = {"objective": objective, **(reported or {})}
    return _verdict(findings, _judged(books, claimed, findings).cost)


def check_means(
    case: Case, mean: Decisions, reported: dict[str, float], demand: Array | None = None
) -> Verdict:
    """The same of the mean of decisions over many futures, as far as it can be told of a mean.

    Every promise that is linear in the decisions, and every part of the cost; not what depends on
    when orders arrived, on which were refused, and on limits, which each future keeps by itself.
    ``demand`` is what the futures multiply demand by in the mean.
    """
    findings = Findings(TOLERANCE)
    _audit_shapes(case, mean, findings)
    if findings.problems:
        return _verdict(findings, {})
    underway = dataclasses.replace(certain_underway(case), granted=1.0 - still_pending(case))
    future = dataclasses.replace(certain_future(case), demand=demand, underway=underway)
    books = open_books(case, mean, future)
    _audit_signs(books, findings)
    audit_mean_places(books, findings)
    audit_stock(books, findings)
    measures = measure_books(books)
    claimed: dict[str, float | None] = {part: reported.get(part) for part in LINEAR_PARTS}
    _audit_money(measures, books, claimed, findings)
    return _verdict(findings, measures.cost)


def audit(
    case: Case,
    decisions: Decisions,
    objective: float | None,
    reported: dict[str, float] | None = None,
    future: Future | None = None,
) -> tuple[Verdict, Measures]:
    """``check`` and ``measure`` at once, for who needs both.

    Raises ValueError also where the decisions are not one finite number per row and period.
    """
    findings = Findings(TOLERANCE)
    _audit_shapes(case, decisions, findings)
    if findings.problems:
        raise ValueError("; ".join(findings.problems))
    books = open_books(case, decisions, future or certain_future(case))
    measures = _judged(books, {"objective": objective, **(reported or {})}, findings)
    return _verdict(findings, measures.cost), measures


def _judged(books: Books, claimed: dict[str, float | None], findings: Findings) -> Measures:
    _audit_signs(books, findings)
    audit_terms(books, findings)
    audit_places(books, findings)
    audit_stock(books, findings)
    measures = measure_books(books)
    for value in measures.limits:
        _audit_limit(value, findings)
    _audit_money(measures, books, claimed, findings)
    return measures


def _verdict(findings: Findings, cost: dict[str, float]) -> Verdict:
    passed = findings.largest <= findings.tolerance
    return Verdict(passed, findings.largest, findings.problems, cost)


def _audit_shapes(case: Case, decisions: Decisions, findings: Findings) -> None:
    """One finite number per row of the case and period."""
    for name, count in decision_rows(case).items():
        table, shape = getattr(decisions, name), (count, case.settings.periods)
        if np.shape(table) != shape:
            findings.note(np.inf, f"{name}: shape {np.shape(table)} instead of {shape}")
        elif not np.isfinite(table).all():
            findings.note(np.inf, f"{name}: not every value is a number")


def _audit_signs(books: Books, findings: Findings) -> None:
    """Nothing decided is negative."""
    case, decisions, periods = books.case, books.decisions, books.periods
    offers, piles = [row.offer for row in case.offers], [row.stockpile for row in case.stockpiles]
    places = [f"{material} {place}".strip() for material, place in books.nodes]
    processes = [row.process for row in case.processes]
    for name, ids, floor in (
        ("order", offers, books.offer_floors),
        ("draw", piles, books.pile_floors),
        ("put", piles, books.pile_floors),
        ("ship", books.ways.names, books.way_floors),
        ("short", places, books.node_floors),
        ("dispose", places, books.node_floors),
        ("run", processes, books.run_floors),
    ):
        promise = f"{name} not below zero"
        findings.at_least(promise, (ids, periods), getattr(decisions, name), 0.0, floor)


def _audit_limit(value: LimitValue, findings: Findings) -> None:
    """A hard limit is kept; what a soft one costs is audited with the money."""
    if value.limit.kind != "hard":
        return
    conceded = abs(findings.conceded.get(("limit", value.limit.limit, value.window.label), 0.0))
    hhi = value.limit.measure == "hhi"
    if hhi and not conceded:
        relative = _hhi_violation(value)
    else:
        more = CONE_SHARE * conceded if hhi else 0.0
        relative = part_of(value.excess - conceded - more, value.scale)
    findings.note(relative, "" if relative == 0 else _told(value))


def _told(value: LimitValue) -> str:
    shown = "nothing" if value.value is None else f"{value.value:.6g}"
    side = "over" if value.limit.sense == "max" else "under"
    return (
        f"limit {value.limit.limit} ({value.limit.measure}) in {value.window.label}: "
        f"{shown} {side} {value.bound:.6g}, off by {value.excess:.3g} of amount"
    )


def _hhi_violation(value: LimitValue) -> float:
    """In parts of 10,000 points, so that a hundredth of a point is 1e-6; rounding counts little."""
    if value.value is None or not value.denominator:
        return 0.0
    points = value.value - value.bound
    points = points if value.limit.sense == "max" else -points
    if points <= HHI_POINT:
        return 0.0
    return points / 1e4 * min(1.0, value.denominator / value.scale)


def _audit_money(
    measures: Measures, books: Books, claimed: dict[str, float | None], findings: Findings
) -> None:
    """Every claimed sum is what the decisions cost; a soft HHI may be off by its own tolerance."""
    cost = measures.cost
    moved = sum(abs(money) for part, money in cost.items() if part != "total")
    leeway = sum(_leeway(books, value) for value in measures.limits)
    for part, money in claimed.items():
        if money is None:
            continue
        if part not in cost and part != "objective":
            findings.note(np.inf, f"cost: there is no part called {part}")
            continue
        right = cost["total" if part == "objective" else part]
        allowed = leeway if part in ("objective", "total", "penalty") else 0.0
        off = max(0.0, abs(money - right) - allowed)
        scale = max(abs(money), abs(right), PART_SHARE * moved)
        relative = part_of(off, scale)
        findings.note(
            float("nan") if np.isnan(right) or np.isnan(money) else relative,
            f"cost, {part}: {money:.10g} claimed, {right:.10g} found, off by {off:.3g}",
        )


def _leeway(books: Books, value: LimitValue) -> float:
    """Money by which a soft HHI's penalty may be off, as it is met to a hundredth of a point."""
    if value.limit.measure != "hhi" or not value.penalty or not value.denominator:
        return 0.0
    square = value.numerator**2 - HHI_POINT / 1e4 * value.denominator**2
    norm = value.numerator - float(np.sqrt(max(square, 0.0)))
    rate = float((books.money.rate(value.limit.currency) * books.money.discount)[value.last])
    return (value.limit.penalty or 0.0) * norm * rate
