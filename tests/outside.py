"""Published problems with known optima, told as case workbooks.

Each function turns the data of ``data/outside_optima.json`` into rows ``table -> [{key: value}]``,
as somebody would type them. Where the file says that data or optimum were not seen in print, they
are the well-known ones from memory, agreed by two formulations. One period, unless the problem has
several; places are locations.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.case import Case
from planner.api import read_case
from planner.workbook.write import write_case

Rows = dict[str, list[dict[str, Any]]]
PUBLISHED: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("data").joinpath("outside_optima.json").read_text(encoding="utf-8")
)
TELL: dict[str, Callable[[dict[str, Any]], Rows]] = {}


def tell(build: Callable[[dict[str, Any]], Rows]) -> Callable[[dict[str, Any]], Rows]:
    """Enter a problem under its function's name."""
    TELL[build.__name__] = build
    return build


def case_rows(name: str) -> Rows:
    """The workbook rows of a published problem."""
    return TELL[name](PUBLISHED[name])


def as_case(name: str, folder: Path) -> Case:
    """The published problem, written as a workbook into a folder and read back."""
    path = folder / f"{name}.xlsx"
    write_case(path, case_rows(name), "en")
    return read_case(path)


def _plan(periods: int = 1, period: str = "year") -> list[dict[str, Any]]:
    values = {"start": "2027-01", "periods": periods, "period": period}
    return [{"key": key, "value": value} for key, value in values.items()]


def _goods(unit: str, **terms: Any) -> list[dict[str, Any]]:
    return [{"material": "goods", "unit": unit, **terms}]


def _suppliers(names: Any) -> list[dict[str, Any]]:
    return [{"supplier": name, "country": "US"} for name in names]


def _transport(supply: Any, demand: Any, cost: dict[tuple[str, str], float], unit: str) -> Rows:
    """Suppliers with a capacity, one offer per pair, demand at the goals."""
    return {
        "settings": _plan(),
        "materials": _goods(unit),
        "suppliers": _suppliers(supply),
        "offers": [
            {"offer": f"{s} to {d}", "supplier": s, "material": "goods", "to": d, "price": price}
            for (s, d), price in cost.items()
        ],
        "capacity": [{"supplier": s, "material": "goods", "each": n} for s, n in supply.items()],
        "demand": [{"material": "goods", "location": d, "each": n} for d, n in demand.items()],
    }


def _table(data: dict[str, Any]) -> dict[tuple[str, str], float]:
    return {
        (s, d): price
        for s, line in data["cost"].items()
        for d, price in zip(data["demand"], line, strict=True)
    }


@tell
def trnsport(data: dict[str, Any]) -> Rows:
    """Two canneries, three markets, freight by distance."""
    per_mile = data["freight_per_thousand_miles"] / 1000
    miles = data["thousand_miles"]
    cost = {(s, d): per_mile * far for s, line in miles.items() for d, far in line.items()}
    return _transport(data["supply"], data["demand"], cost, "case")


@tell
def beer(data: dict[str, Any]) -> Rows:
    """Two breweries, five bars."""
    return _transport(data["supply"], data["demand"], _table(data), "crate")


@tell
def powerco(data: dict[str, Any]) -> Rows:
    """Three power plants, four cities, supply and demand in balance."""
    return _transport(data["supply"], data["demand"], _table(data), "GWh")


@tell
def pt_company(data: dict[str, Any]) -> Rows:
    """Three canneries, four warehouses."""
    return _transport(data["supply"], data["demand"], _table(data), "truckload")


@tell
def ampl_steel_transport(data: dict[str, Any]) -> Rows:
    """Three mills, seven car factories."""
    return _transport(data["supply"], data["demand"], _table(data), "t")


@tell
def gasoline(data: dict[str, Any]) -> Rows:
    """Two terminals and the present supplier; a missing price is no offer."""
    cost = {
        (s, d): cents / 100
        for d, line in data["cents_per_gal"].items()
        for s, cents in zip(data["suppliers"], line, strict=True)
        if cents is not None
    }
    supply = dict(zip(data["suppliers"], data["supply"], strict=True))
    return _transport(supply, data["demand"], cost, "gallon")


@tell
def new_bedford_steel(data: dict[str, Any]) -> Rows:
    """Eight coal bids under a union share, truck and rail capacity, and a mean volatility."""
    names = data["suppliers"]
    columns = ("price", "capacity", "union", "truck", "volatility")
    offers = []
    for i, name in enumerate(names):
        price, most, union, truck, volatility = (data[column][i] for column in columns)
        tags = ("union;" if union else "") + ("truck" if truck else "rail")
        offers.append(
            {
                "offer": name, "supplier": name, "material": "goods", "price": price,
                "max_per_period": most, "tags": tags, "attr:volatility": volatility,
            }
        )  # fmt: skip
    limits = [
        ("union", "share", "tag=union", "min", data["union_share_min"]),
        ("truck", "amount", "tag=truck", "max", data["truck_max"]),
        ("rail", "amount", "tag=rail", "max", data["rail_max"]),
        ("volatility", "average", "all", "min", data["avg_volatility_min"]),
    ]
    keys = ("limit", "measure", "of", "sense", "value")
    return {
        "settings": _plan(),
        "materials": _goods("kt"),
        "suppliers": _suppliers(names),
        "offers": offers,
        "demand": [{"material": "goods", "each": data["demand"]}],
        "limits": [
            dict(zip(keys, row, strict=True))
            | ({"attribute": "volatility"} if row[1] == "average" else {})
            for row in limits
        ],
    }


def _by_quarter(values: list[float]) -> dict[str, float]:
    return {f"2027-Q{i + 1}": value for i, value in enumerate(values)}


@tell
def sailco(data: dict[str, Any]) -> Rows:
    """Forty boats a quarter at the regular cost, more by overtime, what is left is held."""
    regular, overtime = data["regular"], data["overtime"]
    return {
        "settings": _plan(4, "quarter"),
        "materials": _goods("boat", hold_cost=data["holding"]),
        "suppliers": _suppliers(["yard"]),
        "offers": [
            {"offer": "yard", "supplier": "yard", "material": "goods", "price": regular["cost"]}
        ],
        "tiers": [
            {"offer": "yard", "from_quantity": regular["cap"], "price": overtime["cost"]},
        ],
        "demand": [{"material": "goods", **_by_quarter(data["demand"])}],
        "stockpiles": [{"stockpile": "dock", "material": "goods", "opening": data["initial"]}],
    }


@tell
def northern_airplane(data: dict[str, Any]) -> Rows:
    """Engines made ahead at the cheaper months' cost, within capacity, and stored."""
    return {
        "settings": _plan(4, "quarter"),
        "materials": _goods("engine", hold_cost=data["holding"]),
        "suppliers": _suppliers(["plant"]),
        "offers": [{"offer": "plant", "supplier": "plant", "material": "goods", "price": 1}],
        "prices": [{"offer": "plant", **_by_quarter(data["price"])}],
        "capacity": [{"supplier": "plant", "material": "goods", **_by_quarter(data["capacity"])}],
        "demand": [{"material": "goods", **_by_quarter(data["demand"])}],
        "stockpiles": [{"stockpile": "hall", "material": "goods"}],
    }


@tell
def american_steel(data: dict[str, Any]) -> Rows:
    """Mills ship to yards and onwards; what leaves a mill is an offer, the rest are routes."""
    nodes = {place: node for place, node in data["nodes"].items() if place != "comment"}
    arcs = [(*pair.split(">"), *arc) for pair, arc in data["arcs"].items() if pair != "comment"]
    mills = {place: supply for place, (supply, _) in nodes.items() if supply}
    return {
        "settings": _plan(),
        "materials": _goods("t"),
        "suppliers": _suppliers(mills),
        "offers": [
            {
                "offer": f"{a} to {b}", "supplier": a, "material": "goods", "to": b,
                "price": cost, "min_per_period": least, "max_per_period": most,
            }
            for a, b, cost, least, most in arcs
            if a in mills
        ],
        "capacity": [{"supplier": a, "material": "goods", "each": n} for a, n in mills.items()],
        "routes": [
            {"from": a, "to": b, "cost": cost, "min_per_period": least, "max_per_period": most}
            for a, b, cost, least, most in arcs
            if a not in mills
        ],
        "demand": [
            {"material": "goods", "location": place, "each": need}
            for place, (_, need) in nodes.items()
            if need
        ],
    }  # fmt: skip


@tell
def widgetco(data: dict[str, Any]) -> Rows:
    """Two plants, two cities, and two places in between that also trade with each other."""
    cost = {(s, d): price for s, line in data["offers"].items() for d, price in line.items()}
    routes = [
        {"from": a, "to": b, "cost": price}
        for a, line in data["routes"].items()
        for b, price in line.items()
    ]
    return _transport(data["supply"], data["demand"], cost, "widget") | {"routes": routes}


@tell
def whiskas(data: dict[str, Any]) -> Rows:
    """A hundred grams of cat food: each content is an average over what is bought, in percent."""
    content = data["content"]
    limits = [
        {
            "limit": f"{name} {sense}", "measure": "average", "of": "all", "attribute": name,
            "sense": sense, "value": value / data["grams"],
        }
        for sense, bounds in (("min", data["least"]), ("max", data["most"]))
        for name, value in bounds.items()
    ]  # fmt: skip
    return {
        "settings": _plan(),
        "materials": _goods("g"),
        "suppliers": _suppliers(["kitchen"]),
        "offers": [
            {"offer": name, "supplier": "kitchen", "material": "goods", "price": price}
            | {f"attr:{key}": values[i] for key, values in content.items()}
            for i, (name, price) in enumerate(data["cost"].items())
        ],
        "demand": [{"material": "goods", "each": data["grams"]}],
        "limits": limits,
    }


@tell
def wagner_whitin(data: dict[str, Any]) -> Rows:
    """Lot sizing: the set-up cost of each month is the order cost of that month's offer."""
    months = [f"2027-{i + 1:02d}" for i in range(12)]
    return {
        "settings": _plan(12, "month"),
        "materials": _goods("lot", hold_cost=data["holding"]),
        "suppliers": _suppliers(["shop"]),
        "offers": [
            {
                "offer": month, "supplier": "shop", "material": "goods", "price": 0,
                "order_cost": fee, "from": month, "until": month,
            }
            for month, fee in zip(months, data["setup"], strict=True)
        ],
        "demand": [{"material": "goods", **dict(zip(months, data["demand"], strict=True))}],
        "stockpiles": [{"stockpile": "store", "material": "goods"}],
    }  # fmt: skip
