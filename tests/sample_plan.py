"""A made-up plan with every kind of line, worked out by plain arithmetic: no solver is needed.

Orders follow fixed shares of the demand they arrive for; stock, money, shares and limits are then
computed from the orders, so that all numbers of the plan agree with each other.
"""

from collections import defaultdict
from collections.abc import Callable

from sample_case import CASE, INPUTS, RUN, T

from models.case import STAGES, Offer, Stockpile
from models.solution import Verdict
from planner.outcomes import plan as lines
from planner.outcomes.notices import Notice

MIX = {
    "lynas_ndpr": 0.38, "mp_ndpr": 0.17, "neo_ndpr": 0.10, "shenghe_ndpr": 0.35,
    "shenghe_dy": 0.78, "lynas_dy": 0.22, "northern_tb": 0.75, "lynas_tb": 0.25,
    "northern_metal": 0.35, "vn_metal": 0.20, "jlmag_mag": 0.60, "proterial_mag": 0.22,
    "seonglim_mag": 0.18,
}  # fmt: skip
"""What share of its material's use each offer supplies; arafura_ndpr stays idle."""

LABEL = [CASE.calendar.label(t) for t in range(T)]
NEED = {row.material: [float(value or 0) for value in row.values] for row in CASE.demand}
RUNS = [0.45 * need for need in NEED["NdPr_metal"]]
NEED["NdPr_ox"] = [1.22 * run for run in RUNS]


def _quantities() -> dict[str, list[float]]:
    """Orders per offer and period: demand ``lead`` periods on, and 6% to rebuild stock."""
    orders = {}
    for name, share in MIX.items():
        offer = CASE.offers[CASE.offer_index[name]]
        lead, need = int(offer.lead), NEED[offer.material]
        orders[name] = [
            round(1.06 * share * need[t + lead], 3) if t + lead < T else 0.0 for t in range(T)
        ]
    return orders


QUANTITY = _quantities()


def _orders() -> tuple[lines.OrderLine, ...]:
    return tuple(
        _order(CASE.offers[CASE.offer_index[name]], t, quantity)
        for t in range(T)
        for name, row in QUANTITY.items()
        if (quantity := row[t]) > 0
    )


def _order(offer: Offer, t: int, quantity: float) -> lines.OrderLine:
    material = CASE.material[offer.material]
    landed = offer.price * (1 + offer.duty) + offer.freight
    return lines.OrderLine(
        offer=offer.offer,
        supplier=offer.supplier,
        country=CASE.supplier[offer.supplier].country,
        material=offer.material,
        to="창원",
        period=LABEL[t],
        arrives=CASE.calendar.label(t + int(offer.lead)),
        quantity=quantity,
        unit=material.unit,
        price=offer.price,
        landed=landed,
        price_per="kg",
        cost=landed * quantity * material.per_unit,
        due=LABEL[t],
        currency="USD",
        amount=landed * quantity * material.per_unit,
        license=offer.license,
        fixed="max" if offer.offer == "mp_ndpr" and t % 5 == 0 else "demand",
        fixed_by="" if offer.offer == "mp_ndpr" and t % 5 == 0 else offer.material,
        value=landed * quantity * material.per_unit,
    )


def _stock() -> tuple[lines.StockLine, ...]:
    return tuple(line for store in CASE.stockpiles for line in _store(store))


def _store(store: Stockpile) -> list[lines.StockLine]:
    government = store.owner == "government"
    need = NEED[store.material]
    level, found = store.opening, []
    for t in range(T):
        put = 0.0 if government else _arriving(store.material, t)
        drawn = (25.0 if t == 5 else 0.0) if government else min(need[t], level + put)
        level += put - drawn
        ahead = need[t + 1 :] + [need[-1]] * 40
        cover = None if government else _cover(level, ahead)
        target = store.cover_target and sum(ahead[: int(store.cover_target)])
        found.append(
            lines.StockLine(
                store.stockpile,
                store.material,
                store.location,
                store.owner,
                CASE.material[store.material].unit,
                LABEL[t],
                level,
                put,
                drawn,
                cover,
                None if cover is None else cover * 365 / 12,
                store.cover_target,
                target,
                max(0.0, (target or 0.0) - level),
            )
        )
    return found


def _arriving(material: str, t: int) -> float:
    made = RUNS[t] if material == "NdPr_metal" else 0.0
    for name, row in QUANTITY.items():
        offer = CASE.offers[CASE.offer_index[name]]
        if offer.material == material and t >= int(offer.lead):
            made += row[t - int(offer.lead)]
    return made


def _cover(level: float, ahead: list[float]) -> float:
    periods = 0.0
    for need in ahead:
        if level < need:
            return periods + level / need
        level, periods = level - need, periods + 1
    return periods


def _origin(offer: Offer, stage: str) -> dict[str, float]:
    """Country -> share of an offer at one stage (``any``: the largest of the four)."""
    home = CASE.supplier[offer.supplier].country
    if stage == "direct":
        return {home: 1.0}
    if stage == "any":
        every = [_origin(offer, one) for one in STAGES]
        return {country: max(s.get(country, 0.0) for s in every) for s in every for country in s}
    rows = [r for r in CASE.origins if r.supplier == offer.supplier and r.stage == stage]
    return {row.country: row.share for row in rows} or {home: 1.0}


def _reo(line: lines.OrderLine) -> float:
    material = CASE.material[line.material]
    return line.quantity * (1000.0 if material.unit == "t" else 1.0) * material.reo


def _value(line: lines.OrderLine) -> float:
    return line.value


def _quantity(line: lines.OrderLine) -> float:
    return line.quantity


def amounts(
    orders: list[lines.OrderLine], what: str, stage: str, of: Callable[[lines.OrderLine], float]
) -> dict[str, float]:
    """Amount per country or supplier."""
    total: dict[str, float] = defaultdict(float)
    for line in orders:
        if what == "supplier":
            total[line.supplier] += of(line)
            continue
        for country, share in _origin(CASE.offers[CASE.offer_index[line.offer]], stage).items():
            total[country] += share * of(line)
    return total


def _windows(orders: tuple[lines.OrderLine, ...]) -> dict[str, list[lines.OrderLine]]:
    found = {"horizon": list(orders)}
    for line in orders:
        found.setdefault(line.period[:4], []).append(line)
    return found


def _shares(orders: tuple[lines.OrderLine, ...]) -> list[lines.ShareLine]:
    found = []
    kinds = [("*", "value", "USD", _value), ("*", "reo", "kg REO", _reo)]
    kinds += [(m, "quantity", row.unit, _quantity) for m, row in CASE.material.items()]
    for scope, weight, unit, of in kinds:
        mine = tuple(o for o in orders if scope in ("*", o.material))
        for window, some in _windows(mine).items():
            total = sum(map(of, some))
            for what, stages in (
                ("country", ("direct", *STAGES, "any")),
                ("supplier", ("direct",)),
            ):
                found += [
                    lines.ShareLine(
                        scope, weight, window, what, stage, name, amount, unit, amount / total
                    )
                    for stage in stages
                    for name, amount in amounts(some, what, stage, of).items()
                ]
    return found


def _concentration(shares: list[lines.ShareLine]) -> tuple[lines.ConcentrationLine, ...]:
    groups: dict[tuple[str, ...], list[lines.ShareLine]] = defaultdict(list)
    for row in shares:
        if row.stage != "any":
            groups[row.scope, row.weight, row.window, row.what, row.stage].append(row)
    found = []
    for key, rows in sorted(groups.items()):
        hhi = sum(10_000 * row.share**2 for row in rows)
        most = max(rows, key=lambda row: row.share)
        found.append(lines.ConcentrationLine(*key, hhi, 10_000 / hhi, most.name, most.share))
    return tuple(found)


def _makers(orders: list[lines.OrderLine]) -> tuple[lines.Contribution, ...]:
    by = amounts([o for o in orders if o.country == "CN"], "supplier", "direct", _reo)
    ranked = sorted(by.items(), key=lambda pair: -pair[1])
    return tuple(
        lines.Contribution(s, CASE.supplier[s].country, a, a / sum(by.values())) for s, a in ranked
    )


def _limits(
    orders: tuple[lines.OrderLine, ...], shares: list[lines.ShareLine]
) -> tuple[lines.LimitLine, ...]:
    share = {
        (s.window, s.stage): s.share
        for s in shares
        if (s.scope, s.weight, s.name) == ("*", "reo", "CN")
    }
    windows = _windows(orders)
    found = []
    for window in ("2027", "2028"):
        direct, deep = share[window, "direct"], share[window, "any"]
        makers = _makers(windows[window])
        binding = window == "2027"
        bound = direct if binding else direct + 0.01
        dual = (-12.0e6, (bound - 0.02, bound + 0.03)) if binding else (0.0, None)
        found.append(
            lines.LimitLine(
                "cn_cap",
                "share",
                window,
                "max",
                "hard",
                "",
                direct,
                bound,
                bound - direct,
                binding,
                *dual,
                0.0,
                makers,
            )
        )
        found.append(
            lines.LimitLine(
                "cn_deep",
                "share",
                window,
                "max",
                "soft",
                "",
                deep,
                0.60,
                0.60 - deep,
                True,
                -2.1e6,
                None,
                1.2e5,
                makers,
            )
        )
    rest = ("one_supplier", "share", "horizon", "max", "hard", "", 0.2871, 0.35, 0.0629, False, 0.0)
    hhi = ("hhi_country", "hhi", "horizon", "max", "hard", "", 3120.0, 4000.0, 880.0, False, 0.0)
    dy = ("dy_outside", "share", "horizon", "min", "hard", "", 0.22, 0.2, 0.02, False, 0.0)
    stock = ("magnet_stock", "stock", "2027-05", "min", "soft", "t", 36.5, 40.0, -3.5, True, 900.0)
    makers = _makers(windows["horizon"])
    found += [lines.LimitLine(*row, None, 0.0, makers) for row in (rest, hhi, dy)]
    return (*found, lines.LimitLine(*stock, (None, 44.0), 3150.0, ()))


def _demand(shortages: tuple[lines.ShortageLine, ...]) -> tuple[lines.DemandLine, ...]:
    price = {"NdPr_metal": 131_000.0, "magnet": 102_000.0, "Dy_ox": 651.0, "Tb_ox": 2910.0}
    short = {(s.material, s.period): s.quantity for s in shortages}
    return tuple(
        lines.DemandLine(
            row.material,
            row.location,
            LABEL[t],
            need,
            need - short.get((row.material, LABEL[t]), 0),
            CASE.material[row.material].unit,
            price[row.material] * (1 + 0.002 * t),
            None,
        )
        for row in CASE.demand
        for t, need in enumerate(NEED[row.material])
    )


def _prices(demand: tuple[lines.DemandLine, ...]) -> tuple[lines.ShadowPrice, ...]:
    price = lines.ShadowPrice
    fixed = (
        price("limit", "cn_cap", "2027", -120_000.0, "point", 0.49, 0.47, 0.52, False),
        price("limit", "cn_deep", "2028", -21_000.0, "point", 0.60, None, None, True),
        price("capacity", "lynas,NdPr_ox", "2027-05", -9_400.0, "t", 4.2, 3.9, 5.1, False),
        price("offer_max", "mp_ndpr", "2027-06", -3_100.0, "t", 2.0, 1.1, 2.6, False),
        price("process", "reduction", "2028-11", -11_200.0, "run", 6.0, 5.6, 6.3, False),
        price("cover", "dy_yard", "2027-03", 92.0, "kg", 776.0, None, None, False),
        price("take_or_pay", "lynas_ndpr", "2028", 4_800.0, "t", 30.0, 28.0, None, False),
        price("idle_offer", "arafura_ndpr", "", 3.2, "kg", 112.0, None, None, False),
    )
    return fixed + tuple(
        price(
            "demand",
            row.material,
            row.period,
            row.dual or 0,
            row.unit,
            row.quantity,
            row.quantity * 0.9,
            row.quantity * 1.2,
            False,
        )
        for row in demand
        if row.period in ("2027-05", "2028-05")
    )


def _processing() -> tuple[lines.ProcessLine, ...]:
    return tuple(
        lines.ProcessLine(
            "reduction",
            "NdPr 금속 환원",
            LABEL[t],
            run,
            (("NdPr_ox", 1.22 * run),),
            (("NdPr_metal", run),),
            14_000 * run,
        )
        for t, run in enumerate(RUNS)
    )


def _cost(
    orders: tuple[lines.OrderLine, ...], stock: tuple[lines.StockLine, ...], short: float
) -> dict[str, float]:
    own = [s for s in stock if s.owner == "company"]
    material = CASE.material
    cost = {
        "purchase": sum(o.cost for o in orders),
        "take_or_pay": 212_000.0,
        "order": 0.0,
        "process": 14_000 * sum(RUNS),
        "route": 36_500.0,
        "release": 25 * 700.0,
        "holding": sum(
            material[s.material].hold_cost * material[s.material].per_unit * s.quantity for s in own
        ),
        "cover": sum(9.0 * s.missing for s in own if s.stockpile == "dy_yard"),
        "penalty": 3150.0 + 2 * 1.2e5,
        "shortage": short,
        "end_value": 450_000.0,
    }
    return {"total": sum(cost.values()) - 2 * cost["end_value"], **cost}


def _cash(
    orders: tuple[lines.OrderLine, ...], stock: tuple[lines.StockLine, ...], short: float
) -> tuple[lines.CashLine, ...]:
    """The same parts by period; nothing is discounted or paid later."""
    once = {
        "take_or_pay": {"2028-12"},
        "route": {"2028-06"},
        "release": {"2027-06"},
        "shortage": {"2027-03"},
        "penalty": {"2027-12", "2028-12"},
        "end_value": {"2028-12"},
    }
    found = []
    for t, label in enumerate(LABEL):
        parts = _cost(
            tuple(line for line in orders if line.period == label),
            tuple(line for line in stock if line.period == label),
            short,
        )
        parts["process"] = 14_000 * RUNS[t]
        parts["penalty"] = 1.2e5 + (3150.0 if label == "2027-12" else 0.0)
        found += [
            lines.CashLine(label, part, money)
            for part, money in parts.items()
            if part != "total" and money and label in once.get(part, {label})
        ]
    return tuple(found)


def sample_plan() -> lines.Plan:
    """An optimal plan with lines of every kind."""
    orders, stock = _orders(), _stock()
    shortages = (
        lines.ShortageLine("Tb_ox", "창원", "2027-02", 12.5, "kg", 62_500.0),
        lines.ShortageLine("Tb_ox", "창원", "2027-03", 4.0, "kg", 20_000.0),
    )
    shares = _shares(orders)
    demand = _demand(shortages)
    cost = _cost(orders, stock, 82_500.0)
    return lines.Plan(
        case=CASE,
        status="optimal",
        objective=cost["total"],
        gap=0.0,
        cost=cost,
        cash=_cash(orders, stock, 82_500.0),
        orders=orders,
        processing=_processing(),
        stock=stock,
        shortages=shortages,
        limits=_limits(orders, shares),
        demand=demand,
        shadow_prices=_prices(demand),
        shares=tuple(shares),
        concentration=_concentration(shares),
        notes=(Notice("N707", "0.4 t ordered in 2028-12 comes after the plan and is lost."),),
        duals_unique=False,
        check=Verdict(True, 3.1e-10, (), cost),
        run=RUN,
        inputs=INPUTS,
    )


def infeasible_plan() -> lines.Plan:
    """No plan: a policy and a fact contradict each other."""
    conflicts = (
        lines.Conflict("capacity", "lynas,Dy_ox", "2027-04", 120.0, 0.0, "kg", False),
        lines.Conflict("limit", "dy_outside", "2027", 0.2, 0.053, "share", True),
        lines.Conflict("cover_min", "dy_yard", "2027-03", 776.0, 120.5, "kg", True),
        lines.Conflict("demand", "Dy_ox,창원", "2027-03", 388.0, 0.0, "kg", False),
    )
    return lines.Plan(
        case=CASE,
        status="infeasible",
        message="no plan keeps every promise",
        conflicts=conflicts,
        run=RUN,
        inputs=INPUTS,
    )
