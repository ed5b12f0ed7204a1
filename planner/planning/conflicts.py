"""Why there is no plan, in lines: which promises conflict, and by how much one must give way."""

from models.allocate import Allocation
from models.ask.diagnosis import POLICY, Breach, diagnose
from models.check import LimitValue, Measures, measure
from models.engines import Options
from models.terms.capacity import capacities
from models.terms.counted import limit_unit
from models.terms.origin import Origins
from planner.outcomes.plan import Conflict
from planner.planning.solved import SolvedCase

MOST = 40
"""Lines of a conflict that are worth reading."""


def conflict_lines(allocation: Allocation, options: Options) -> tuple[Conflict, ...]:
    """What gives way first, then what takes part in the conflict without giving way."""
    found = diagnose(allocation, options)
    if found.decisions is None:
        return ()
    case = allocation.case
    facts = allocation.formulation.facts
    measures = measure(case, found.decisions, facts.future)
    solved = SolvedCase(case, facts, found.decisions, measures)
    lines = [_conflict(solved, measures, breach) for breach in found.breaches]
    given = {(line.kind, line.subject, line.period) for line in lines if line.relax}
    rest = [x for x in lines if x.relax or (x.kind, x.subject, x.period) not in given]
    return tuple(rest[:MOST])


def _conflict(solved: SolvedCase, measures: Measures, breach: Breach) -> Conflict:
    if breach.kind == "limit":
        value = measures.limits[breach.place]
        window = "" if value.window.label == "horizon" else value.window.label
        relax, unit = _limit_relax(solved, breach, value)
        policy = value.limit.basis == "policy"
        return Conflict("limit", value.limit.limit, window, value.bound, relax, unit, policy)
    unit, subject, period = _named(solved, breach)
    return Conflict(
        breach.kind, subject, period, breach.bound, breach.relax, unit, breach.group == POLICY
    )


def _limit_relax(solved: SolvedCase, breach: Breach, value: LimitValue) -> tuple[float, str]:
    """By how much the limit's own value must move."""
    unit = (
        "share" if value.limit.measure == "share" else limit_unit(Origins(solved.case), value.limit)
    )
    if not breach.relax:
        return 0.0, unit
    if value.value is None:
        return breach.relax, unit
    return abs(value.value - value.bound), unit


def _named(solved: SolvedCase, breach: Breach) -> tuple[str, str, str]:
    """Unit, ids and period of a promise."""
    case, label = solved.case, breach.label
    name = label[0]
    period = label[-1] if len(label) > 1 else ""
    if breach.kind in ("demand", "balance"):
        # The ids too may hold the sign between them.
        nodes = {f"{m}@{place}" if place else m: (m, place) for m, place in case.nodes}
        material, place = nodes[name]
        subject = f"{material},{place}" if place else material
        return case.material[material].unit, subject, period
    if breach.kind == "capacity":
        row = next(row for row in capacities(case) if row.label == name)
        return row.unit, row.subject, period
    if breach.kind in ("offer_min", "offer_max"):
        offer = case.offers[case.offer_index[name]]
        return case.material[offer.material].unit, name, period
    if breach.kind in ("cover_min", "closing_min", "stock_capacity", "release_max"):
        pile = next(row for row in case.stockpiles if row.stockpile == name)
        return case.material[pile.material].unit, name, period
    if breach.kind == "process_max":
        return "run", name, period
    return "", name.replace("/", ","), period
