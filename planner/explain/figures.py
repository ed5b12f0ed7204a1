"""The few figures of a plan that a director asks for first."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from models.case import MASSES_IN_KG, STAGES
from planner.plan import LimitLine, OrderLine, Plan, ShadowPrice, ShortageLine, StockLine

ALL_MASSES = "*"
HORIZON = "horizon"


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
        amount, unit = in_tonnes(line.quantity, line.unit)
        sums[form, unit] += amount
    return [(form, amount, unit) for (form, unit), amount in sorted(sums.items())]


def in_tonnes(amount: float, unit: str) -> tuple[float, str]:
    """Return a mass in t; anything else as it is."""
    if unit not in MASSES_IN_KG:
        return amount, unit
    return amount * MASSES_IN_KG[unit] / MASSES_IN_KG["t"], "t"


def shortages(plan: Plan) -> list[tuple[float, str]]:
    """(quantity, unit) of unmet demand; a single unit stays, several masses become t."""
    return _sums(plan.shortages)


def _sums(lines: tuple[ShortageLine, ...]) -> list[tuple[float, str]]:
    same = len({line.unit for line in lines}) == 1
    sums: dict[str, float] = defaultdict(float)
    for line in lines:
        amount, unit = (line.quantity, line.unit) if same else in_tonnes(line.quantity, line.unit)
        sums[unit] += amount
    return [(amount, unit) for unit, amount in sorted(sums.items())]


def lowest_cover(plan: Plan) -> StockLine | None:
    """Find the company stockpile and period with the fewest days of cover (the earliest).

    Stockpiles with a cover target speak for the plan if there are any; scrap never does.
    """
    known = [s for s in plan.stock if s.days is not None and s.owner == "company"]
    used = [s for s in known if plan.case.material[s.material].form != "scrap"]
    aimed = [s for s in used if s.cover_target]
    return min(
        aimed or used,
        key=lambda s: (round(s.days or 0.0, 6), s.period, s.stockpile),
        default=None,
    )


def shares(
    plan: Plan, stage: str, what: str = "country", window: str = HORIZON
) -> dict[str, float]:
    """Share of oxide equivalent by country or supplier, the largest first."""
    return ranked(
        {
            line.name: line.share
            for line in plan.shares
            if (line.scope, line.window, line.what, line.stage) == (ALL_MASSES, window, what, stage)
        }
    )


def look_through(plan: Plan, country: str, window: str = HORIZON) -> float | None:
    """Return a country's share at any stage (else the largest of the stages known)."""
    found = [shares(plan, stage, window=window).get(country) for stage in ("any", *STAGES)]
    known = [share for share in found if share is not None]
    return found[0] if found[0] is not None else max(known, default=None)


def watched_country(plan: Plan) -> str | None:
    """China if anything comes from there, else the country with the largest direct share."""
    direct = shares(plan, "direct")
    if direct.get("CN") or look_through(plan, "CN"):
        return "CN"
    return next(iter(direct), None)


def hhi(plan: Plan, by: str = "country") -> tuple[float, float] | None:
    """(HHI, effective number of sources) of direct purchases over the plan."""
    for line in plan.concentration:
        if (line.scope, line.window, line.by, line.stage) == (ALL_MASSES, HORIZON, by, "direct"):
            return line.hhi, line.effective
    return None


def binding_limits(plan: Plan) -> list[LimitLine]:
    """Limits that bind, the one that saves most per hundredth of its bound first."""
    found = [line for line in plan.limits if line.binding]
    return sorted(found, key=lambda line: -abs((line.dual or 0.0) * line.bound))


def worth(price: ShadowPrice) -> float:
    """Money a change of one hundredth of the bound is worth: compares prices of unlike units."""
    if not price.bound:
        return abs(price.change)
    # A share's bound is a fraction, its price that of a point.
    return abs(price.change) * abs(price.bound) / (1 if price.per == "point" else 100)


def levers(plan: Plan) -> list[ShadowPrice]:
    """Shadow prices worth negotiating over, the most valuable first (no needs, no idle offers)."""
    apart = {"demand", "idle_offer"}
    found = [p for p in plan.shadow_prices if p.kind not in apart and p.change]
    return sorted(found, key=lambda price: (-worth(price), price.kind, price.subject, price.period))


def idle_offers(plan: Plan) -> list[ShadowPrice]:
    """Idle offers, the one that needs the smallest cut of its price first."""

    def cut(price: ShadowPrice) -> float:
        place = plan.case.offer_index.get(price.subject)
        listed = plan.case.offers[place].price if place is not None else 0.0
        return abs(price.change) / listed if listed else abs(price.change)

    found = [price for price in plan.shadow_prices if price.kind == "idle_offer"]
    return sorted(found, key=lambda price: (cut(price), price.subject))
