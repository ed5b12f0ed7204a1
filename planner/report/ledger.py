"""Orders added up for the pages: by key and period, by key and year."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from models.terms.units import oxide_in_kg
from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.page.grid import Foot, GridCell
from planner.words import Words

_CHART_OTHERS = Words("기타 (그림에 묶은 것)", "Others (as in the chart)")
Amount = Callable[[OrderLine], float]


def periods(plan: Plan) -> list[str]:
    """Return the labels of all periods of the plan, in order."""
    return [plan.case.calendar.label(t) for t in range(plan.case.settings.periods)]


def years(plan: Plan) -> list[str]:
    """Return the calendar years of the plan."""
    return sorted({label[:4] for label in periods(plan)})


def by_time(
    lines: Iterable[OrderLine], key: Callable[[OrderLine], str], times: list[str], amount: Amount
) -> dict[str, list[float]]:
    """Sum amounts by key and time (periods, or years if ``times`` are), the largest key first."""
    place = {time: i for i, time in enumerate(times)}
    width = len(times[0]) if times else 0
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(times))
    for line in lines:
        sums[key(line)][place[line.period[:width]]] += amount(line)
    return dict(sorted(sums.items(), key=lambda pair: (-sum(pair[1]), pair[0])))


def reo(plan: Plan) -> Amount:
    """Return how an order is counted in kg of oxide equivalent; what is no mass counts 0."""

    def amount(line: OrderLine) -> float:
        return line.quantity * oxide_in_kg(plan.case.material[line.material])

    return amount


def others_foot(
    sums: dict[str, list[float]], most: int, label: str, voice: Voice
) -> tuple[Foot, ...]:
    """What all but the ``most`` first keys add up to, below their matrix, for its chart.

    ``label``: the key of the matrix's first column. Nothing if there are no other keys.
    """
    rest = list(sums.values())[most:]
    if not rest:
        return ()
    totals = (sum(column) for column in zip(*rest, strict=True))
    numbers = {str(i): GridCell(total, "note", "n0") for i, total in enumerate(totals)}
    return ({label: GridCell(voice.say(_CHART_OTHERS), "note"), **numbers},)
