"""Figures that are many times off others of their kind: kg for t, a rate for its inverse.

None of this is an error: prices, needs and money may be what they seem. But it is said.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from models.selector import folded
from planner.glossary.rough_rates import roughly
from planner.workbook.draft import Draft, rates_between
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

_NEAR = 4.0
"""A rate within so many times of what it has been worth is believed."""
_FAR = 50.0
_THOUSANDFOLD = 300.0
"""So many times another figure is kg for t rather than a busy month."""
_ABOVE_SUPPLY = 100.0
_BEYOND = 1e6
"""A whole number is whole to a solver within a millionth."""


UPSIDE_DOWN = kind(
    "W507",
    (
        "환율 1 {currency} = {seen} {plan}{plan:은는} 거꾸로 적은 것 같습니다"
        "(실제로는 대략 {usual} {plan}).",
        "1 {currency} = {seen} {plan} looks upside down: it has been worth about {usual} {plan}.",
    ),
    (
        "1 {currency}{currency:이가} 몇 {plan}인지 적으세요: {repair}.",
        "Write the {plan} that 1 {currency} is worth: {repair}.",
    ),
)
FAR_RATE = kind(
    "W508",
    (
        "환율 1 {currency} = {seen} {plan}{plan:은는} 실제 값(대략 {usual})의 {ratio}배입니다.",
        "1 {currency} = {seen} {plan} is {ratio} times what it has been worth (about {usual}).",
    ),
    (
        "100단위로 고시된 환율이 아닌지 확인하세요.",
        "Check it: was it quoted for 100 units?",
    ),
)


def rates(draft: Draft) -> Iterator[Fault]:
    """A rate that is the inverse of what the money is worth, or far from it."""
    if draft.settings is None:
        return
    plan = draft.settings.currency
    for row in draft.sound("fx", "currency"):
        currency = row.text("currency")
        usual = roughly(currency, plan)
        for period, rate in row.cells.items() if usual and currency != plan else ():
            fields = {"currency": currency, "plan": plan, "usual": _figures(usual or 1.0)}
            if _inverse(rate, usual or 1.0):
                spot = row.period_spot(period)
                yield UPSIDE_DOWN.at(spot, repair=_figures(1 / rate, 6), **fields)
                break
            ratio = rate / (usual or 1.0)
            if not 1 / _FAR < ratio < _FAR:
                yield FAR_RATE.at(row.period_spot(period), ratio=_figures(ratio), **fields)
                break


def odd_rates(draft: Draft) -> set[str]:
    """Currencies whose rate is the cause, if prices in them look wrong."""
    codes = (UPSIDE_DOWN.code, FAR_RATE.code)
    found = {(fault.sheet, _row(fault.cell)) for fault in rates(draft) if fault.code in codes}
    return {
        row.text("currency")
        for row in draft.table("fx")
        if (row.grid.sheet.name, str(row.number)) in found
    }


def _row(cell: str) -> str:
    return "".join(sign for sign in cell if sign.isdigit())


def _inverse(rate: float, usual: float) -> bool:
    near = 1 / _NEAR < rate / usual < _NEAR
    return not near and 1 / _NEAR < (1 / rate) / usual < _NEAR


def _figures(value: float, digits: int = 3) -> str:
    return number_text(float(f"{value:.{digits}g}"))


ABOVE_SUPPLY = kind(
    "W535",
    (
        "'{material}'의 수요 {need} {unit}{unit:은는} 계획 기간에 살 수 있는 양 {most} {unit}의 "
        "{ratio}배입니다.",
        "The demand of {need} {unit} of '{material}' is {ratio} times what can be bought in the "
        "plan, {most} {unit}.",
    ),
    (
        "수량의 단위({unit})를 확인하세요. kg과 t를 섞어 적지 않았나요?",
        "Check that both are in {unit}: was one written in kg and the other in t?",
    ),
)


def demand_against_supply(draft: Draft) -> Iterator[Fault]:
    """A need a hundred times what all offers together can supply."""
    needs: dict[str, float] = {}
    for row in draft.sound("demand", "material"):
        name = folded(row.text("material"))
        needs[name] = needs.get(name, 0.0) + sum(value or 0.0 for value in row.series)
    for row in draft.sound("demand", "material"):
        name = folded(row.text("material"))
        need, most = needs.pop(name, 0.0), _most(draft, name)
        if most and need >= _ABOVE_SUPPLY * most:
            yield ABOVE_SUPPLY.at(
                row.spot("material"), material=row.text("material"), need=_figures(need, 4),
                most=_figures(most, 4), ratio=_figures(need / most), unit=draft.unit(name),
            )  # fmt: skip


def _most(draft: Draft, material: str) -> float | None:
    """What all offers of a material can supply in the plan; None if that is not bounded.

    Each offer by its own maximum, else by its supplier's capacity for the material.
    """
    offers = [r for r in draft.table("offers") if folded(r.text("material")) == material]
    if draft.calendar is None or not offers or any(r.broken for r in offers):
        return None
    total = 0.0
    for offer in offers:
        if offer.has("max_per_period"):
            bounds: Sequence[float | None] = [offer["max_per_period"]] * draft.calendar.periods
        else:
            bounds = _capacity(draft, offer.text("supplier"), material)
        if not bounds or any(bound is None for bound in bounds):
            return None
        total += sum(bound or 0.0 for bound in bounds)
    return total


def _capacity(draft: Draft, supplier: str, material: str) -> Sequence[float | None]:
    for row in draft.sound("capacity", "supplier", "material", "unit"):
        same = folded(row.text("supplier")) == folded(supplier)
        if same and folded(row.text("material")) in ("", material) and not row.has("unit"):
            return row.series
    return ()


FAR_FROM_ITS_ROW = kind(
    "W536",
    (
        "수량 {seen}{seen:은는} 같은 행 다른 기간의 중앙값 {median}의 {ratio}배입니다.",
        "The quantity {seen} is {ratio} times the median {median} of the row's other periods.",
    ),
    (
        "kg과 t를 섞어 적지 않았는지 확인하세요.",
        "Check it: was it written in kg and the others in t?",
    ),
)


def odd_periods(draft: Draft) -> Iterator[Fault]:
    """One period of a row some thousand times the others."""
    for table in ("demand", "capacity"):
        for row in draft.table(table):
            # A year beside months is larger, and no slip.
            lengths = {(p.last or 0) - (p.first or 0) for p in row.cells}
            if len(row.cells) > 2 and len(lengths) == 1:
                yield from _odd(row)


def _odd(row: Row) -> Iterator[Fault]:
    values = list(row.cells.items())
    for place, (period, value) in enumerate(values):
        middle = median([v for at, (_, v) in enumerate(values) if at != place])
        if value > 0 and middle > 0:
            ratio = value / middle
            if not 1 / _THOUSANDFOLD < ratio < _THOUSANDFOLD:
                spot = row.period_spot(period)
                yield FAR_FROM_ITS_ROW.at(spot, median=_figures(middle, 4), ratio=_figures(ratio))
                return


BEYOND_MEASURE = kind(
    "E537",
    (
        "{key} {seen}{seen:은는} 계획 전체 수요 {need}의 {ratio}배입니다.",
        "The {key} of {seen} is {ratio} times all that the plan needs, {need}.",
    ),
    (
        "수량의 단위를 확인하세요. 사지 않을 공급조건이면 행을 지우세요.",
        "Check its unit; if the offer is not to be used, delete the row.",
    ),
)


def least_orders(draft: Draft) -> Iterator[Fault]:
    """A least order so large that a solver cannot tell a part of it, all that is needed, from 0."""
    need = sum(v or 0.0 for row in draft.table("demand") for v in row.series)
    for row in draft.table("offers") if need > 0 else ():
        for key in ("moq", "lot"):
            if row.has(key) and not row.has("max_per_period") and row[key] >= _BEYOND * need:
                yield BEYOND_MEASURE.at(
                    row.spot(key), key=key, need=_figures(need), ratio=_figures(row[key] / need)
                )


LACK_IS_CHEAPER = kind(
    "W525",
    (
        "부족 비용 {seen}{seen:은는} 가장 싼 가격 {price} 이하라 사지 않는 것이 언제나 쌉니다.",
        "The shortage cost {seen} is not above the cheapest price {price}: "
        "not to buy is always cheaper.",
    ),
    (
        "둘 다 {price_per} 단위인지 확인하세요.",
        "Check that both are per {price_per}.",
    ),
)


def shortage_against_price(draft: Draft) -> Iterator[Fault]:
    """Where a lack costs no more than the cheapest offer, nothing is ever bought."""
    blamed = odd_rates(draft)
    for row in draft.sound("materials", "material", "shortage_cost", "currency"):
        if not row.has("shortage_cost") or row["shortage_cost"] == 0:
            continue
        name = folded(row.text("material"))
        offers = [r for r in draft.table("offers") if folded(r.text("material")) == name]
        if name not in draft.needed or not offers or any(r.broken for r in offers):
            continue
        if blamed & {r.text("currency") for r in (row, *offers)}:
            continue
        prices = [_price(draft, offer, row.text("currency")) for offer in offers]
        if row["shortage_cost"] <= min(prices):
            per = row.text("price_per") or row.text("unit")
            spot = row.spot("shortage_cost")
            yield LACK_IS_CHEAPER.at(spot, price=_figures(min(prices), 4), price_per=per)


def _price(draft: Draft, offer: Row, currency: str) -> float:
    """The offer's price in the money of another row, by the rate of the first period."""
    rate = rates_between(draft, offer.text("currency"), currency)
    return float(offer["price"]) * (rate[0] if rate else 1.0)


CHECKS = (rates, demand_against_supply, odd_periods, least_orders, shortage_against_price)
