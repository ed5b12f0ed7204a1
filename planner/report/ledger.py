"""Orders added up for the pages: by key and period, by key and year."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from models.terms.units import oxide_in_kg
from planner.explain.voice import Voice
from planner.outcomes.plan import OrderLine, Plan
from planner.page.grid import Foot, GridCell
from planner.words import Words

_CHART_OTHERS = Words("기타 (그림에 묶은 것)", "Others (as in the chart)")
Amount = Callable[[OrderLine], float]
_MOST_ON_PAPER, _SINGLY = 14, 12
MOST_ROWS_ON_PAPER = 40
"""A longer table is looked up on the screen and not printed."""


def periods(plan: Plan) -> list[str]:
    """Return the labels of all periods of the plan, in order."""
    return [plan.case.calendar.label(t) for t in range(plan.case.settings.periods)]


def years(plan: Plan) -> list[str]:
    """Return the calendar years of the plan."""
    return sorted({label[:4] for label in periods(plan)})


def windows(plan: Plan) -> dict[str, list[str]]:
    """Periods as they stand on one page: the coming ones each for itself, later ones by year.

    Label of each window -> its periods.
    """
    labels = periods(plan)
    if len(labels) <= _MOST_ON_PAPER:
        return {label: [label] for label in labels}
    later: dict[str, list[str]] = {}
    for label in labels[_SINGLY:]:
        later.setdefault(label[:4], []).append(label)
    spans = {f"{line[0]} ~ {line[-1]}" if line[1:] else line[0]: line for line in later.values()}
    return {label: [label] for label in labels[:_SINGLY]} | spans


def gathered(
    sums: Mapping[str, Sequence[float]], plan: Plan, found: Mapping[str, Sequence[str]]
) -> dict[str, list[float]]:
    """Sums over the plan's periods, added up over the windows ``found``."""
    places = {label: t for t, label in enumerate(periods(plan))}
    return {
        name: [math.fsum(values[places[label]] for label in window) for window in found.values()]
        for name, values in sums.items()
    }


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
        return line.quantity * oxide_in_kg(plan.case, line.material)

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
