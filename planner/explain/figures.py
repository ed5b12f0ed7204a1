"""The few figures of a plan that a director asks for first."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.case import Limit
from models.critical import WATCHED, critical_elements
from models.terms.units import summed_unit
from planner.explain.sides import limit_saves, loosening_saves
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import (
    LimitLine,
    OrderLine,
    Plan,
    ShadowPrice,
    ShortageLine,
    StockLine,
    Weight,
)

ALL = "*"
HORIZON = "horizon"
_ROUNDING = 1e-6
"""A soft limit is exceeded if more than this part of its bound lies beyond it."""


def has_plan(plan: Plan) -> bool:
    """Tell if there are numbers to show: an optimal plan, or the best known one."""
    return plan.status in ("optimal", "stopped") and bool(plan.cost)


def total(lines: Iterable[OrderLine], key: Callable[[OrderLine], str]) -> dict[str, float]:
    """Add up the money of orders by ``key``, the largest first."""
    sums: dict[str, float] = defaultdict(float)
    for line in lines:
        sums[key(line)] += line.cost
    return ranked(sums)


def ranked(sums: dict[str, float]) -> dict[str, float]:
    """Sort the largest first, equals by name."""
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def bought(plan: Plan) -> list[tuple[str, float, str, float]]:
    """(material, quantity, unit, money) of every material bought, the costliest first."""
    amounts: dict[str, float] = defaultdict(float)
    for line in plan.orders:
        amounts[line.material] += line.quantity
    spend = total(plan.orders, lambda line: line.material)
    return [(m, amounts[m], plan.case.material[m].unit, cost) for m, cost in spend.items()]


def bought_by_form(plan: Plan) -> list[tuple[str, float, str]]:
    """(form, quantity, unit); masses in t, everything else in its own unit."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for line in plan.orders:
        form = plan.case.material[line.material].form
        amount, unit = summed_unit(line.quantity, line.unit)
        sums[form, unit] += amount
    return [(form, amount, unit) for (form, unit), amount in sorted(sums.items())]


def shortages(plan: Plan) -> list[tuple[float, str]]:
    """(quantity, unit) of unmet demand; a single unit stays, several masses become t."""
    return _sums(plan.shortages)


def unmet(plan: Plan) -> list[tuple[str, float, str]]:
    """(material, quantity, its unit) of unmet demand, the costliest first."""
    amounts: dict[str, float] = defaultdict(float)
    costs: dict[str, float] = defaultdict(float)
    for line in plan.shortages:
        amounts[line.material] += line.quantity
        costs[line.material] += line.cost
    return [(m, amounts[m], plan.case.material[m].unit) for m in ranked(costs)]


def _sums(lines: tuple[ShortageLine, ...]) -> list[tuple[float, str]]:
    same = len({line.unit for line in lines}) == 1
    sums: dict[str, float] = defaultdict(float)
    for line in lines:
        amount, unit = (line.quantity, line.unit) if same else summed_unit(line.quantity, line.unit)
        sums[unit] += amount
    return [(amount, unit) for unit, amount in sorted(sums.items())]


def lowest_cover(plan: Plan) -> StockLine | None:
    """Find the company stockpile and period with the fewest days of cover (the earliest).

    Only stockpiles with a cover target or of a demanded material speak for the plan.
    """
    demanded = plan.case.demanded
    known = [s for s in plan.stock if s.days is not None and s.owner == "company"]
    meant = [s for s in known if s.cover_target or s.material in demanded]
    return min(meant, key=lambda s: (round(s.days or 0.0, 6), s.period, s.stockpile), default=None)


def target_days(line: StockLine) -> float | None:
    """Return the days of cover that a stockpile's target asks for; None without one."""
    if not (line.cover_target and line.days and line.cover):
        return None
    return line.cover_target * line.days / line.cover


def shares(
    plan: Plan,
    stage: str,
    what: str = "country",
    window: str = HORIZON,
    scope: str = ALL,
    weight: Weight = "value",
) -> dict[str, float]:
    """Share by country or supplier of what is spent (or of another scope), the largest first."""
    wanted = (scope, weight, window, what, stage)
    return ranked(
        {
            line.name: line.share
            for line in plan.shares
            if (line.scope, line.weight, line.window, line.what, line.stage) == wanted
        }
    )


def watched_country(plan: Plan) -> str | None:
    """China if anything comes from there, else the country with the largest direct share."""
    if any(line.name == WATCHED and line.what == "country" for line in plan.shares):
        return WATCHED
    return next(iter(shares(plan, "direct")), None)


@dataclass(frozen=True)
class CriticalShare:
    """A country's share of an element's oxide, wherever it sits, where it is separated."""

    element: str
    country: str
    share: float


def most_critical(plan: Plan) -> CriticalShare | None:
    """The most pressing element that the plan orders, and what the watched country holds of it."""
    country = watched_country(plan)
    for element in critical_elements(plan.case) if country else ():
        scope = f"contains={element}"
        found = shares(plan, "separated", scope=scope, weight="reo")
        if found and country:
            return CriticalShare(element, country, found.get(country, 0.0))
    return None


def hhi(plan: Plan, by: str = "country") -> tuple[float, float] | None:
    """(HHI, effective number of sources) of what is spent over the plan, directly."""
    wanted = (ALL, "value", HORIZON, by, "direct")
    for line in plan.concentration:
        if (line.scope, line.weight, line.window, line.by, line.stage) == wanted:
            return line.hhi, line.effective
    return None


@dataclass(frozen=True)
class Rule:
    """What limits of one measure come to: two ids with unlike bounds by year are one rule."""

    limit: Limit
    lines: tuple[LimitLine, ...]
    """The windows in which it binds, in order."""
    yearly: float
    """Money a year that one step looser in every window saves (0 where it is not known)."""


def binding_rules(plan: Plan) -> list[Rule]:
    """Rules that bind, the one that saves most a year first."""
    limits = {limit.limit: limit for limit in plan.case.limits}
    found: dict[tuple[str, ...], list[LimitLine]] = {}
    for line in plan.limits:
        if line.binding and line.limit in limits:
            found.setdefault(_measured(limits[line.limit]), []).append(line)
    rules = [
        Rule(
            limits[lines[0].limit],
            tuple(sorted(lines, key=lambda line: line.window)),
            sum(step_saves(line) for line in lines) / _years(plan, lines),
        )
        for lines in found.values()
    ]
    return sorted(rules, key=lambda rule: (-rule.yearly, rule.limit.limit))


def _measured(limit: Limit) -> tuple[str, ...]:
    return (
        *(limit.measure, limit.of, limit.among, limit.by, limit.attribute),
        *(limit.weight, limit.stage, limit.sense),
    )


def exceeded(line: LimitLine) -> bool:
    """Whether a soft limit is exceeded, by more than rounding."""
    return line.kind == "soft" and beyond(line) > _ROUNDING


def beyond(line: LimitLine) -> float:
    """Part of the bound by which the value lies beyond it; at or within it 0 or less."""
    if line.headroom is None or line.value is None:
        return 0.0
    scale = 1.0 if MEASURES[line.measure].percent else max(abs(line.bound), 1e-9)
    return -line.headroom / scale


def step_saves(line: LimitLine) -> float:
    """About the money saved when the bound is a point looser (a share) or a hundredth (all else).

    Nothing where the dual does not hold for a looser bound.
    """
    if not limit_saves(line):
        return 0.0
    step = 0.01 if MEASURES[line.measure].percent else 0.01 * abs(line.bound)
    return abs(line.dual or 0.0) * step


def _years(plan: Plan, lines: list[LimitLine]) -> float:
    whole = plan.case.settings.periods * plan.case.calendar.months / 12
    if any(line.window == HORIZON for line in lines):
        return whole
    return min(whole, len({line.window[:4] for line in lines}))


def worth(price: ShadowPrice) -> float:
    """Money a change of one hundredth of the bound is worth: compares prices of unlike units."""
    if price.bound is None:
        return abs(price.change)
    # A share's bound is a fraction, its price that of a point.
    return abs(price.change) * abs(price.bound) / (1 if price.per == "point" else 100)


def levers(plan: Plan) -> list[ShadowPrice]:
    """Shadow prices worth negotiating over, the most valuable first (no needs, no idle offers).

    Only those that hold where their bound is looser: the others promise what nobody gets.
    """
    apart = {"demand", "idle_offer"}
    found = [
        p for p in plan.shadow_prices if p.kind not in apart and p.change and loosening_saves(p)
    ]
    return sorted(found, key=lambda price: (-worth(price), price.kind, price.subject, price.period))


@dataclass(frozen=True)
class Subject:
    """All shadow prices of one thing: ``prices`` in the order of their periods."""

    prices: tuple[ShadowPrice, ...]

    @property
    def change(self) -> float:
        """Change of cost when every period has one unit more."""
        return sum(price.change for price in self.prices)

    @property
    def worth(self) -> float:
        """Money that a hundredth of the bound is worth in all periods together."""
        return sum(worth(price) for price in self.prices)


def subjects(prices: Iterable[ShadowPrice]) -> list[Subject]:
    """Gather shadow prices by what they are about, the most valuable first."""
    found: dict[tuple[str, str], list[ShadowPrice]] = {}
    for price in prices:
        found.setdefault((price.kind, price.subject), []).append(price)
    gathered = [
        Subject(tuple(sorted(mine, key=lambda price: price.period))) for mine in found.values()
    ]
    return sorted(gathered, key=lambda s: (-s.worth, s.prices[0].kind, s.prices[0].subject))


def idle_offers(plan: Plan) -> list[ShadowPrice]:
    """Idle offers, the one that needs the smallest cut of its price first."""

    def cut(price: ShadowPrice) -> float:
        place = plan.case.offer_index.get(price.subject)
        listed = plan.case.offers[place].price if place is not None else 0.0
        return abs(price.change) / listed if listed else abs(price.change)

    found = [price for price in plan.shadow_prices if price.kind == "idle_offer"]
    return sorted(found, key=lambda price: (cut(price), price.subject))
