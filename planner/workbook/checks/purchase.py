"""Offers, tiers, price paths and capacity."""

import math
from collections.abc import Iterator
from statistics import median

from models.selector import folded
from planner.workbook.checks.common import from_until, mixed_units, ordered_bounds
from planner.workbook.checks.magnitudes import odd_rates
from planner.workbook.draft import Draft, rates_between
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

OUTLIER_RATIO = 100
"""A price this many times off the median was probably written per kg instead of per t."""


NEVER_LARGE_ENOUGH = kind(
    "W548",
    (
        "{low_key} {low}{low:이가} {high_key} {high}보다 커서 주문할 수 없습니다.",
        "{low_key} {low} is more than {high_key} {high}: it can never be ordered.",
    ),
    (
        "{low_key}{low_key:을를} 줄이거나 {high_key}{high_key:을를} 늘리세요.",
        "Lower {low_key} or raise {high_key}.",
    ),
)


def bounds(draft: Draft) -> Iterator[Fault]:
    """Minima below maxima, first before last."""
    for row in draft.table("offers"):
        yield from ordered_bounds(row, "min_per_period", "max_per_period")
        yield from ordered_bounds(row, "min_total", "max_total")
        yield from from_until(row)
        for key in ("moq", "lot"):
            if row.has(key, "max_per_period") and row[key] > row["max_per_period"]:
                yield NEVER_LARGE_ENOUGH.at(
                    row.spot(key), low_key=key, low=row.spot(key).seen,
                    high_key="max_per_period", high=row.spot("max_per_period").seen,
                )  # fmt: skip


NEVER_ORDERABLE = kind(
    "W544",
    (
        "공급조건 '{offer}'{offer:은는} 계획 기간({plan})에 한 번도 주문할 수 없습니다.",
        "Offer '{offer}' can never be ordered in the plan ({plan}).",
    ),
    ("from, until, qualify_from을 확인하세요.", "Check from, until and qualify_from."),
    headline="left_out",
)
ARRIVES_TOO_LATE = kind(
    "W547",
    (
        "조달기간이 {seen}기간이라 계획 기간에 주문해도 모두 계획이 끝난 뒤에 도착합니다.",
        "With a lead of {seen} periods everything ordered arrives after the plan's end.",
    ),
    (
        "조달기간의 단위(기간 수)를 확인하거나 기간 수(periods)를 늘리세요.",
        "Check that lead is in periods, or plan for more periods.",
    ),
    headline="left_out",
)


def orderable(draft: Draft) -> Iterator[Fault]:
    """Every offer can be ordered in the plan, and arrives in it."""
    if draft.calendar is None:
        return
    for row in draft.sound("offers", "from", "until", "qualify_from", "lead"):
        inside = draft.calendar.overlap(_first(row), row["until"])
        if not inside.any():
            key = next((k for k in ("until", "qualify_from", "from") if row.has(k)), "offer")
            yield NEVER_ORDERABLE.at(row.spot(key), offer=row.text("offer"), plan=draft.plan_text())
        elif int(inside.argmax()) + math.floor(row["lead"]) >= draft.calendar.periods:
            yield ARRIVES_TOO_LATE.at(row.spot("lead"))


def _first(row: Row) -> int | None:
    starts = [row[key] for key in ("from", "qualify_from") if row.has(key)]
    return max(starts, default=None)


MINIMA_ABOVE_TOTAL = kind(
    "W543",
    (
        "기간 최소 {low}{low:을를} {count}기간 지키면 {sum}{sum:으로} 총 최대 {high}{high:을를} "
        "넘습니다.",
        "{count} periods of at least {low} make {sum}, more than max_total {high}.",
    ),
    (
        "min_per_period를 줄이거나 max_total을 늘리세요. 그대로면 계획을 세울 수 없습니다.",
        "Lower min_per_period or raise max_total; as it stands there is no plan.",
    ),
)


def minima(draft: Draft) -> Iterator[Fault]:
    """What every period asks for fits into the total."""
    if draft.calendar is None:
        return
    for row in draft.sound("offers", "from", "until", "qualify_from"):
        if not row.has("min_per_period", "max_total") or _contradicts(row):
            continue
        count = int(draft.calendar.overlap(_first(row), row["until"]).sum())
        total = count * row["min_per_period"]
        if total > row["max_total"] * (1 + 1e-9):
            yield MINIMA_ABOVE_TOTAL.at(
                row.spot("min_per_period"), low=number_text(row["min_per_period"]), count=count,
                sum=number_text(total), high=number_text(row["max_total"]),
            )  # fmt: skip


def _contradicts(row: Row) -> bool:
    """A row whose own bounds cross is reported for that alone."""
    return row.has("min_per_period", "max_per_period") and (
        row["min_per_period"] > row["max_per_period"]
    )


TAKE_OR_PAY_WITHOUT_CONTRACT = kind(
    "E545",
    (
        "최소 인수율 {seen}{seen:이가} 있는데 연 계약량이 없습니다.",
        "There is a take_or_pay of {seen} but no contract_per_year.",
    ),
    (
        "contract_per_year에 연 계약량을 적거나 take_or_pay를 비우세요.",
        "Fill in contract_per_year, or leave take_or_pay blank.",
    ),
)
CONTRACT_WITHOUT_TAKE_OR_PAY = kind(
    "N546",
    (
        "연 계약량 {seen}{seen:은는} 최소 인수율이 없어 효과가 없습니다.",
        "contract_per_year {seen} has no effect without take_or_pay.",
    ),
    (
        "의무가 있으면 take_or_pay를, 최대라면 max_per_period를 적으세요.",
        "Fill in take_or_pay if it binds you, or max_per_period if it is a maximum.",
    ),
)


def take_or_pay(draft: Draft) -> Iterator[Fault]:
    """Take-or-pay and the contract quantity go together."""
    for row in draft.sound("offers", "take_or_pay", "contract_per_year"):
        if row.has("take_or_pay") and row["take_or_pay"] > 0 and not row.has("contract_per_year"):
            yield TAKE_OR_PAY_WITHOUT_CONTRACT.at(row.spot("take_or_pay"))
        if row.has("contract_per_year") and not row.has("take_or_pay"):
            yield CONTRACT_WITHOUT_TAKE_OR_PAY.at(row.spot("contract_per_year"))


TIER_OUT_OF_REACH = kind(
    "W549",
    (
        "기준량 {seen}{seen:은는} 기간 최대 {high} 이상이라 이 구간가격은 쓰이지 않습니다.",
        "{seen} is not below max_per_period {high}: this price is never reached.",
    ),
    (
        "from_quantity를 줄이거나 max_per_period를 늘리세요.",
        "Lower from_quantity or raise max_per_period.",
    ),
)
FALLING_PRICE = kind(
    "N550",
    (
        "많이 사면 싸지는 구간가격({seen})이라 정수계획 문제가 됩니다.",
        "The price falls to {seen} for larger orders, which needs integers.",
    ),
    ("계산이 오래 걸릴 수 있습니다.", "Planning may take longer."),
)


def tiers(draft: Draft) -> Iterator[Fault]:
    """Tiers that can be reached; falling ones need integers."""
    for row in draft.sound("tiers", "offer", "from_quantity", "price", "currency"):
        offer = draft.find("offers", row.text("offer"))
        if offer is None:
            continue
        if offer.has("max_per_period") and row["from_quantity"] >= offer["max_per_period"]:
            high = offer.spot("max_per_period").seen
            yield TIER_OUT_OF_REACH.at(row.spot("from_quantity"), high=high)
        same_money = row.text("currency") in ("", offer.text("currency"))
        if offer.has("price") and same_money and row["price"] < offer["price"]:
            yield FALLING_PRICE.at(row.spot("price"))


PRICE_OUTLIER = kind(
    "W551",
    (
        "가격 {seen}{seen:은는} 같은 품목 다른 공급조건의 중앙값 {median}의 {ratio}배입니다.",
        "The price {seen} is {ratio} times the median {median} of the material's other offers.",
    ),
    (
        "가격단위({price_per})를 확인하세요. kg과 t를 섞어 적지 않았나요?",
        "Check that it is per {price_per}: was it written per kg or per t?",
    ),
)


def outliers(draft: Draft) -> Iterator[Fault]:
    """A price a hundred times off the median of the material's other offers."""
    groups: dict[str, list[tuple[Row, float]]] = {}
    blamed = odd_rates(draft)
    for row in draft.sound("offers", "material", "price", "currency"):
        rate = _rate(draft, row.text("currency"))
        if rate and row["price"] > 0 and row.text("currency") not in blamed:
            groups.setdefault(folded(row.text("material")), []).append((row, rate))
    for material, offers in groups.items():
        prices = [row["price"] * rate for row, rate in offers]
        for place, (row, rate) in enumerate(offers if len(offers) > 1 else ()):
            middle = median(prices[:place] + prices[place + 1 :]) / rate
            ratio = row["price"] / middle
            if ratio >= OUTLIER_RATIO or ratio <= 1 / OUTLIER_RATIO:
                times = number_text(float(f"{ratio:.3g}"))
                middle_price = number_text(float(f"{middle:.4g}"))
                yield PRICE_OUTLIER.at(
                    row.spot("price"), median=middle_price, ratio=times,
                    price_per=_price_per(draft, material),
                )  # fmt: skip


def _rate(draft: Draft, currency: str) -> float:
    """A rate to compare prices by, 0 if there is none."""
    if draft.settings and currency in ("", draft.settings.currency):
        return 1.0
    row = draft.find("fx", currency)
    return next((value for value in row.series if value), 0.0) if row else 0.0


def _price_per(draft: Draft, material: str) -> str:
    row = draft.find("materials", material)
    return (row.text("price_per") or row.text("unit")) if row else ""


SPOT_WITHOUT_RISK = kind(
    "N552",
    (
        "현물(spot) 표시 '{seen}'{seen:은는} 위험 척도가 none이라 효과가 없습니다.",
        "'{seen}' under spot has no effect while risk_measure is none.",
    ),
    (
        "위험을 계산하려면 settings의 risk_measure를 바꾸세요.",
        "Set risk_measure to plan with risk.",
    ),
)


def spot(draft: Draft) -> Iterator[Fault]:
    """Spot offers matter only with risk."""
    if draft.settings is None or draft.settings.risk_measure != "none":
        return
    for row in draft.table("offers"):
        if row.has("spot") and row["spot"]:
            yield SPOT_WITHOUT_RISK.at(row.spot("spot"))
            return


NO_PRICES = kind(
    "W554",
    (
        "'{seen}'의 가격전망이 계획 기간에 비어 있습니다.",
        "The price path of '{seen}' is blank throughout the plan.",
    ),
    (
        "기간 열의 이름과 값을 확인하세요. 공급조건의 가격을 썼습니다.",
        "Check the period columns; the offer's own price was used.",
    ),
)


def price_paths(draft: Draft) -> Iterator[Fault]:
    """A price path says something, and something like the offer's own price."""
    for row in draft.sound("prices", "offer", "currency"):
        if row.series and not any(value is not None for value in row.series):
            yield NO_PRICES.at(row.spot("offer"))
        offer = draft.find("offers", row.text("offer"))
        if offer is not None and offer.has("price") and offer.sound("currency") and row.series:
            yield from _far_off(draft, row, offer)


PATH_OUTLIER = kind(
    "W555",
    (
        "가격 {seen}{seen:은는} 공급조건 '{offer}' 자체 가격 {own}의 {ratio}배입니다.",
        "The price {seen} is {ratio} times the own price {own} of offer '{offer}'.",
    ),
    (
        "가격단위({price_per})를 확인하세요. kg과 t를 섞어 적지 않았나요?",
        "Check that it is per {price_per}: was it written per kg or per t?",
    ),
)


def _far_off(draft: Draft, row: Row, offer: Row) -> Iterator[Fault]:
    """The first price of a path that is a hundred times off the offer's own."""
    other = offer.text("currency")
    own = offer["price"] * rates_between(draft, other, row.text("currency") or other)[0]
    for period, price in row.cells.items() if own > 0 else ():
        ratio = price / own
        if ratio >= OUTLIER_RATIO or 0 < ratio <= 1 / OUTLIER_RATIO:
            yield PATH_OUTLIER.at(
                row.period_spot(period), offer=row.text("offer"),
                own=number_text(float(f"{own:.4g}")), ratio=number_text(float(f"{ratio:.3g}")),
                price_per=_price_per(draft, folded(offer.text("material"))),
            )  # fmt: skip
            return


CAPACITY_OF_NOTHING = kind(
    "W564",
    (
        "공급사 '{supplier}'에게서 사는 공급조건이 없어 이 한도는 효과가 없습니다.",
        "No offer buys this from '{supplier}': the row has no effect.",
    ),
    ("공급사와 품목을 확인하세요.", "Check the supplier and the material."),
    headline="left_out",
)


def capacity(draft: Draft) -> Iterator[Fault]:
    """A capacity is filled for whole periods, in one unit, and of something that is bought."""
    for row in draft.sound("capacity", "supplier", "material", "unit"):
        offers = _covered(draft, row)
        if not offers and not any("supplier" in r.broken for r in draft.table("offers")):
            yield CAPACITY_OF_NOTHING.at(row.spot("supplier"), supplier=row.text("supplier"))
        yield from partly_filled(draft, row)
        yield from mixed_units(draft, row, {offer.text("material") for offer in offers})
        if not row.has("unit"):
            yield from _minima_above(draft, row, offers)


def _covered(draft: Draft, row: Row) -> list[Row]:
    material = folded(row.text("material"))
    return [
        offer
        for offer in draft.offers_of(row.text("supplier"))
        if offer.sound("material") and material in ("", folded(offer.text("material")))
    ]


PARTLY_FILLED = kind(
    "E561",
    (
        "{period} 기간은 일부 달만 적혀 있어 한도를 알 수 없습니다.",
        "Only some months of {period} are filled, so its maximum is unknown.",
    ),
    (
        "그 기간의 모든 달을 적거나 모두 비우세요.",
        "Fill in all months of the period, or none.",
    ),
)


def partly_filled(draft: Draft, row: Row) -> Iterator[Fault]:
    """A maximum with some months of a period blank is unknown."""
    if draft.calendar is None:
        return
    for t in row.partial:
        first = draft.calendar.first_month(t)
        months = range(first, first + draft.calendar.months)
        column = next(
            p for p in row.cells
            if p.first is not None and p.last is not None and p.first in months
        )  # fmt: skip
        yield PARTLY_FILLED.at(row.period_spot(column), period=draft.calendar.label(t))


MINIMA_ABOVE_CAPACITY = kind(
    "W565",
    (
        "{period}에 공급조건의 최소 합계 {low}{low:이가} 공급능력 {high}보다 큽니다.",
        "In {period} the minima of the offers add up to {low}, above the capacity {high}.",
    ),
    (
        "둘 중 하나를 고치세요. 그대로면 계획을 세울 수 없습니다.",
        "Mend one of them; as it stands there is no plan.",
    ),
)


def _minima_above(draft: Draft, row: Row, offers: list[Row]) -> Iterator[Fault]:
    """Minima of the offers that add up to more than the capacity leave no plan."""
    if draft.calendar is None or len({draft.unit(o.text("material")) for o in offers}) > 1:
        return
    bounds_and_dates = ("min_per_period", "max_per_period", "from", "until", "qualify_from")
    sure = [o for o in offers if o.sound(*bounds_and_dates) and not _contradicts(o)]
    for t, most in enumerate(row.series):
        if most is None:
            continue
        least = sum(
            o["min_per_period"]
            for o in sure
            if o["min_per_period"] and draft.calendar.overlap(_first(o), o["until"])[t]
        )
        if least > most * (1 + 1e-9):
            yield MINIMA_ABOVE_CAPACITY.at(
                row.spot("supplier"), period=draft.calendar.label(t),
                low=number_text(least), high=number_text(most),
            )  # fmt: skip
            return


CHECKS = (
    bounds, orderable, minima, take_or_pay, tiers, outliers, spot, price_paths, capacity,
)  # fmt: skip
