"""Offers, tiers, price paths and capacity."""

import math
from collections.abc import Iterator
from statistics import median

from models.selector import folded
from planner.workbook.checks.common import from_until, mixed_units, ordered_bounds
from planner.workbook.draft import Draft, rates_between
from planner.workbook.faults import Fault
from planner.workbook.kinds import purchase as kinds
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

OUTLIER_RATIO = 100
"""A price this many times off the median was probably written per kg instead of per t."""


def bounds(draft: Draft) -> Iterator[Fault]:
    """Minima below maxima, first before last."""
    for row in draft.table("offers"):
        yield from ordered_bounds(row, "min_per_period", "max_per_period")
        yield from ordered_bounds(row, "min_total", "max_total")
        yield from from_until(row)
        for key in ("moq", "lot"):
            if row.has(key, "max_per_period") and row[key] > row["max_per_period"]:
                yield kinds.NEVER_LARGE_ENOUGH.at(
                    row.spot(key), low_key=key, low=row.spot(key).seen,
                    high_key="max_per_period", high=row.spot("max_per_period").seen,
                )  # fmt: skip


def orderable(draft: Draft) -> Iterator[Fault]:
    """Every offer can be ordered in the plan, and arrives in it."""
    if draft.calendar is None:
        return
    for row in draft.sound("offers", "from", "until", "qualify_from", "lead"):
        inside = draft.calendar.overlap(_first(row), row["until"])
        if not inside.any():
            key = next((k for k in ("until", "qualify_from", "from") if row.has(k)), "offer")
            yield kinds.NEVER_ORDERABLE.at(
                row.spot(key), offer=row.text("offer"), plan=draft.plan_text()
            )
        elif int(inside.argmax()) + math.floor(row["lead"]) >= draft.calendar.periods:
            yield kinds.ARRIVES_TOO_LATE.at(row.spot("lead"))


def _first(row: Row) -> int | None:
    starts = [row[key] for key in ("from", "qualify_from") if row.has(key)]
    return max(starts, default=None)


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
            yield kinds.MINIMA_ABOVE_TOTAL.at(
                row.spot("min_per_period"), low=number_text(row["min_per_period"]), count=count,
                sum=number_text(total), high=number_text(row["max_total"]),
            )  # fmt: skip


def _contradicts(row: Row) -> bool:
    """A row whose own bounds cross is reported for that alone."""
    return row.has("min_per_period", "max_per_period") and (
        row["min_per_period"] > row["max_per_period"]
    )


def take_or_pay(draft: Draft) -> Iterator[Fault]:
    """Take-or-pay and the contract quantity go together."""
    for row in draft.sound("offers", "take_or_pay", "contract_per_year"):
        if row.has("take_or_pay") and row["take_or_pay"] > 0 and not row.has("contract_per_year"):
            yield kinds.TAKE_OR_PAY_WITHOUT_CONTRACT.at(row.spot("take_or_pay"))
        if row.has("contract_per_year") and not row.has("take_or_pay"):
            yield kinds.CONTRACT_WITHOUT_TAKE_OR_PAY.at(row.spot("contract_per_year"))


def tiers(draft: Draft) -> Iterator[Fault]:
    """Tiers that can be reached; falling ones need integers."""
    for row in draft.sound("tiers", "offer", "from_quantity", "price", "currency"):
        offer = draft.find("offers", row.text("offer"))
        if offer is None:
            continue
        if offer.has("max_per_period") and row["from_quantity"] >= offer["max_per_period"]:
            high = offer.spot("max_per_period").seen
            yield kinds.TIER_OUT_OF_REACH.at(row.spot("from_quantity"), high=high)
        same_money = row.text("currency") in ("", offer.text("currency"))
        if offer.has("price") and same_money and row["price"] < offer["price"]:
            yield kinds.FALLING_PRICE.at(row.spot("price"))


def outliers(draft: Draft) -> Iterator[Fault]:
    """A price a hundred times off the median of the material's other offers."""
    groups: dict[str, list[tuple[Row, float]]] = {}
    for row in draft.sound("offers", "material", "price", "currency"):
        rate = _rate(draft, row.text("currency"))
        if rate and row["price"] > 0:
            groups.setdefault(folded(row.text("material")), []).append((row, rate))
    for material, offers in groups.items():
        prices = [row["price"] * rate for row, rate in offers]
        for place, (row, rate) in enumerate(offers if len(offers) > 1 else ()):
            middle = median(prices[:place] + prices[place + 1 :]) / rate
            ratio = row["price"] / middle
            if ratio >= OUTLIER_RATIO or ratio <= 1 / OUTLIER_RATIO:
                times = number_text(float(f"{ratio:.3g}"))
                middle_price = number_text(float(f"{middle:.4g}"))
                yield kinds.PRICE_OUTLIER.at(
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


def spot(draft: Draft) -> Iterator[Fault]:
    """Spot offers matter only with risk."""
    if draft.settings is None or draft.settings.risk_measure != "none":
        return
    for row in draft.table("offers"):
        if row.has("spot") and row["spot"]:
            yield kinds.SPOT_WITHOUT_RISK.at(row.spot("spot"))
            return


def price_paths(draft: Draft) -> Iterator[Fault]:
    """A price path says something, and something like the offer's own price."""
    for row in draft.sound("prices", "offer", "currency"):
        if row.series and not any(value is not None for value in row.series):
            yield kinds.NO_PRICES.at(row.spot("offer"))
        offer = draft.find("offers", row.text("offer"))
        if offer is not None and offer.has("price") and offer.sound("currency") and row.series:
            yield from _far_off(draft, row, offer)


def _far_off(draft: Draft, row: Row, offer: Row) -> Iterator[Fault]:
    """The first price of a path that is a hundred times off the offer's own."""
    other = offer.text("currency")
    own = offer["price"] * rates_between(draft, other, row.text("currency") or other)[0]
    for period, price in row.cells.items() if own > 0 else ():
        ratio = price / own
        if ratio >= OUTLIER_RATIO or 0 < ratio <= 1 / OUTLIER_RATIO:
            yield kinds.PATH_OUTLIER.at(
                row.period_spot(period), offer=row.text("offer"),
                own=number_text(float(f"{own:.4g}")), ratio=number_text(float(f"{ratio:.3g}")),
                price_per=_price_per(draft, folded(offer.text("material"))),
            )  # fmt: skip
            return


def capacity(draft: Draft) -> Iterator[Fault]:
    """A capacity is filled for whole periods, in one unit, and of something that is bought."""
    for row in draft.sound("capacity", "supplier", "material", "unit"):
        offers = _covered(draft, row)
        if not offers and not any("supplier" in r.broken for r in draft.table("offers")):
            yield kinds.CAPACITY_OF_NOTHING.at(row.spot("supplier"), supplier=row.text("supplier"))
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
        yield kinds.PARTLY_FILLED.at(row.period_spot(column), period=draft.calendar.label(t))


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
            yield kinds.MINIMA_ABOVE_CAPACITY.at(
                row.spot("supplier"), period=draft.calendar.label(t),
                low=number_text(least), high=number_text(most),
            )  # fmt: skip
            return


CHECKS = (
    bounds, orderable, minima, take_or_pay, tiers, outliers, spot, price_paths, capacity,
)  # fmt: skip
