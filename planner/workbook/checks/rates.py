"""Exchange rates that were typed the wrong way round: won for a dollar instead of dollars a won."""

from collections.abc import Iterator
from types import MappingProxyType

from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

ROUGHLY = MappingProxyType({
    "USD": 1.0, "EUR": 1.1, "GBP": 1.3, "CHF": 1.2, "AUD": 0.65, "CAD": 0.72, "SGD": 0.75,
    "KRW": 0.00072, "JPY": 0.0067, "CNY": 0.14, "HKD": 0.128, "TWD": 0.031, "VND": 0.000039,
    "MYR": 0.23, "THB": 0.03, "IDR": 0.000061, "PHP": 0.0175, "INR": 0.0118, "MNT": 0.00029,
    "KZT": 0.002, "RUB": 0.0125, "BRL": 0.18, "MXN": 0.055, "CLP": 0.00105, "ZAR": 0.056,
})  # fmt: skip
"""US dollars for one unit, as of 2025: near enough to see which way round a rate is."""

FAR = 5.0
"""Only a currency this many times off the plan's own shows which way round its rate is."""
NEAR = 2.5
"""What is within this factor of the turned rate was turned."""

UPSIDE_DOWN = kind(
    "W507",
    (
        "환율이 {seen}이면 1 {currency}{currency:이가} {rate} {plan}입니다. 거꾸로 적은 것"
        " 같습니다.",
        "At {seen}, 1 {currency} is worth {rate} {plan}: the rate seems to be upside down.",
    ),
    (
        "1 {currency}{currency:이가} 몇 {plan}인지 적으세요. 예: 1/{rate} = {turned}",
        "Write what 1 {currency} is worth in {plan}: 1/{rate} = {turned}.",
    ),
)


def upside_down(draft: Draft) -> Iterator[Fault]:
    """A rate that is about one over what the currency is worth; the first such cell of a row."""
    for row in draft.sound("fx", "currency"):
        turned = _turned(draft, row)
        if draft.settings and turned:
            rate, spot = turned
            yield UPSIDE_DOWN.at(
                spot, currency=row.text("currency"), plan=draft.settings.currency,
                rate=number_text(rate), turned=number_text(float(f"{1 / rate:.4g}")),
            )  # fmt: skip


def is_upside_down(draft: Draft, currency: str) -> bool:
    """Whether prices in this currency say nothing, because its rate is to be mended first."""
    row = draft.find("fx", currency)
    return row is not None and _turned(draft, row) is not None


def _turned(draft: Draft, row: Row) -> tuple[float, Spot] | None:
    plan = draft.settings.currency if draft.settings else ""
    ours, its = ROUGHLY.get(plan), ROUGHLY.get(row.text("currency"))
    if ours is None or its is None or 1 / FAR < its / ours < FAR:
        return None
    for period, rate in row.cells.items():
        if rate > 0 and 1 / NEAR < rate * its / ours < NEAR:
            return rate, row.period_spot(period)
    return None


CHECKS = (upside_down,)
