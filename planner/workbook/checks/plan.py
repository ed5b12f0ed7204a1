"""Settings, materials, the need and money rates."""

import dataclasses
from collections.abc import Iterator

from models.selector import folded
from models.terms.units import is_mass
from planner.schema.tables import TABLES
from planner.workbook.codes import mass_within
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.guesses import did_you_mean
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

LUMPY = ("lot", "moq", "min_per_period")


RATE_GAPS = kind(
    "E505",
    (
        "통화 {currency}의 환율이 {periods}에 비어 있습니다.",
        "The exchange rate of {currency} is blank in {periods}.",
    ),
    (
        "그 기간의 환율을 적거나 each 열에 한 번 적으세요.",
        "Fill in those periods, or write one rate under each.",
    ),
)


def currencies(draft: Draft) -> Iterator[Fault]:
    """Every currency that a row uses has a rate in every period."""
    if draft.settings is None or any("currency" in row.broken for row in draft.table("fx")):
        return
    plan = draft.settings.currency
    rates = {row.text("currency"): row for row in draft.table("fx")}
    for currency, spots in _currencies_used(draft).items():
        if currency == plan:
            continue
        if currency not in rates:
            yield _no_rate(currency, plan, spots, list(rates))
        elif gaps := _gaps(draft, rates[currency]):
            spot = rates[currency].spot("currency")
            yield RATE_GAPS.at(spot, currency=currency, periods=gaps)


def _currencies_used(draft: Draft) -> dict[str, list[Spot]]:
    used: dict[str, list[Spot]] = {}
    for key, rows in draft.rows.items():
        if key in ("settings", "fx") or "currency" not in {c.key for c in TABLES[key].columns}:
            continue
        for row in rows:
            if row.has("currency"):
                used.setdefault(row.text("currency"), []).append(row.spot("currency"))
    return used


NO_RATE = kind(
    "E504",
    (
        "통화 {currency}의 환율이 fx 시트에 없습니다({count}곳에서 사용, 첫 곳 {first}).",
        "There is no exchange rate for {currency} (used {count} times, first in {first}).",
    ),
    (
        "fx 시트에 {currency} 행을 추가하고 1 {currency}{currency:이가} 몇 {plan}인지 적으세요. "
        "{hint_ko}",
        "Add a row {currency} to fx with the {plan} that 1 {currency} is worth. {hint_en}",
    ),
)


def _no_rate(currency: str, plan: str, spots: list[Spot], known: list[str]) -> Fault:
    first = f"{spots[0].sheet}!{spots[0].cell}"
    hint = did_you_mean(currency, [*known, plan])
    return NO_RATE.at(
        spots[0], currency=currency, count=len(spots), first=first, plan=plan,
        hint_ko=hint.ko, hint_en=hint.en,
    )  # fmt: skip


def _gaps(draft: Draft, row: Row) -> str:
    """The periods without a rate, the first three by name."""
    if draft.calendar is None or _broken_periods(row):
        return ""
    blank = [draft.calendar.label(t) for t, value in enumerate(row.series) if value is None]
    return ", ".join(blank[:3]) + (f" (+{len(blank) - 3})" if len(blank) > 3 else "")


def _broken_periods(row: Row) -> bool:
    return any(period.key in row.broken for period in row.grid.periods)


OWN_CURRENCY_RATE = kind(
    "W506",
    (
        "기준 통화 {currency}의 환율이 1이 아닙니다({seen}).",
        "The rate of the plan's own currency {currency} is not 1 ({seen}).",
    ),
    ("이 행은 쓰지 않습니다. 지우세요.", "The row has no effect; delete it."),
)


def own_currency(draft: Draft) -> Iterator[Fault]:
    """The plan's own currency is worth 1 of itself."""
    for row in draft.sound("fx", "currency"):
        if draft.settings and row.text("currency") == draft.settings.currency:
            other = next((value for value in row.series if value not in (None, 1.0)), None)
            if other is not None:
                seen = number_text(other)
                spot = row.spot("currency")
                yield OWN_CURRENCY_RATE.at(
                    Spot(spot.sheet, spot.cell, spot.key, spot.heading, seen),
                    currency=row.text("currency"),
                )


PRICE_PER_UNKNOWN = kind(
    "E521",
    (
        "가격단위 '{seen}'{seen:을를} 수량 단위 '{unit}'{unit:으로} 바꿀 수 없습니다.",
        "'{seen}' cannot be converted to the unit '{unit}'.",
    ),
    (
        "'{meant}'{meant:으로} 적거나, '{unit}'마다의 가격이면 비우세요. kg과 t만 서로 바꿀 수 "
        "있습니다.",
        "Write '{meant}', or leave it blank if prices are per '{unit}'; only kg and t convert into "
        "each other.",
    ),
)
REO_WITHOUT_MASS = kind(
    "E522",
    (
        "단위가 '{unit}'인 품목에는 REO 환산 '{seen}'{seen:을를} 쓸 수 없습니다.",
        "'{seen}' cannot be used: the unit '{unit}' is not a mass.",
    ),
    (
        "reo를 비우거나 단위를 kg 또는 t로 바꾸세요.",
        "Leave reo blank, or use kg or t as the unit.",
    ),
)


def units(draft: Draft) -> Iterator[Fault]:
    """Prices per mass need a unit that is a mass; so does the oxide content."""
    for row in draft.sound("materials", "unit", "price_per"):
        unit, price_per = row.text("unit"), row.text("price_per")
        if price_per not in ("", unit) and not (is_mass(unit) and is_mass(price_per)):
            meant = mass_within(price_per) if is_mass(unit) else unit
            yield PRICE_PER_UNKNOWN.at(row.spot("price_per"), unit=unit, meant=meant or unit)
        if row.has("reo") and row["reo"] != 1 and not is_mass(unit):
            yield REO_WITHOUT_MASS.at(row.spot("reo"), unit=unit)


SHORTAGE_FREE = kind(
    "W523",
    (
        "부족 비용이 0이라 수요를 채우지 않아도 비용이 없습니다.",
        "A shortage cost of 0 makes it free not to meet the demand.",
    ),
    (
        "반드시 채워야 하면 비우고, 아니면 0보다 크게 적으세요.",
        "Leave it blank if demand must be met, or write what a lack costs.",
    ),
)


def free_shortage(draft: Draft) -> Iterator[Fault]:
    """A shortage that costs nothing is the cheapest plan."""
    for row in draft.table("materials"):
        if row.has("shortage_cost") and row["shortage_cost"] == 0:
            yield SHORTAGE_FREE.at(row.spot("shortage_cost"))


UNUSED_MATERIAL = kind(
    "W524",
    (
        "품목 '{seen}'{seen:은는} 수요, 공급조건, 배합, 재고 어디에도 쓰이지 않습니다.",
        "'{seen}' is neither needed, offered, made nor stored.",
    ),
    ("쓰지 않으면 지우세요.", "Delete it if it is not meant."),
)


def unused_materials(draft: Draft) -> Iterator[Fault]:
    """A material nobody mentions was probably renamed elsewhere."""
    named = _named(draft, "offers", "demand", "recipes", "stockpiles", "arisings", "returns")
    if named is None:
        return
    for row in draft.sound("materials", "material"):
        if folded(row.text("material")) not in named:
            yield UNUSED_MATERIAL.at(row.spot("material"))


def _named(draft: Draft, *tables: str) -> set[str] | None:
    """Materials (folded) that rows of these tables name; None if one of the cells is broken."""
    rows = [row for table in tables for row in draft.table(table)]
    if any("material" in row.broken for row in rows):
        return None
    return {folded(row.text("material")) for row in rows}


NO_DEMAND = kind(
    "W531",
    (
        "'{material}'의 수요가 계획 기간에 하나도 없습니다.",
        "There is no demand for '{material}' in the plan.",
    ),
    (
        "기간 열({plan})에 수량을 적었는지 확인하세요.",
        "Check that quantities stand under periods of the plan ({plan}).",
    ),
)


def demand(draft: Draft) -> Iterator[Fault]:
    """Every row of demand asks for something in the plan."""
    if draft.calendar is None or any(fault.code == "W211" for fault in draft.faults):
        return
    for row in draft.sound("demand", "material"):
        if not any(row.series) and not any(row.beyond) and not _broken_periods(row):
            fault = NO_DEMAND.at(
                row.spot("material"), material=row.text("material"), plan=draft.plan_text()
            )
            # Zeros that were typed are meant.
            yield fault if row.cells else dataclasses.replace(fault, headline="sparse")


NO_SOURCE = kind(
    "W532",
    (
        "'{material}'{material:을를} 파는 공급조건도 만드는 공정도 재고도 없습니다.",
        "Nobody offers, makes or stores '{material}'.",
    ),
    (
        "공급조건을 추가하세요. 아니면 부족 비용(shortage_cost)이 있어야 계획을 세울 수 있습니다.",
        "Add an offer; without one a plan exists only if the material has a shortage_cost.",
    ),
)


def sources(draft: Draft) -> Iterator[Fault]:
    """What is needed comes from somewhere, or its shortage has a price."""
    named = _named(draft, "offers", "stockpiles", "arisings", "returns")
    # What a sheet that cannot be read may hold is no lack of the material.
    unread = "offers" not in draft.grids
    if unread or named is None or any(row.broken for row in draft.table("recipes")):
        return
    named |= {folded(r.text("material")) for r in draft.table("recipes") if r["per_run"] > 0}
    seen: set[str] = set()
    for row in draft.sound("demand", "material"):
        name = folded(row.text("material"))
        material = draft.find("materials", name)
        if name in named | seen or not any(row.series) or material is None:
            continue
        seen.add(name)
        if material.sound("shortage_cost") and not material.has("shortage_cost"):
            yield NO_SOURCE.at(row.spot("material"), material=row.text("material"))


EXACT_BALANCE = kind(
    "W533",
    (
        "'{material}'{material:은는} 재고가 없어 기간마다 딱 맞게 사야 하는데 "
        "{what_ko} {seen}{seen:이가} 있습니다.",
        "'{material}' has no stockpile, so purchases must fit each period exactly, "
        "but there is {what_en} {seen}.",
    ),
    (
        "stockpiles 시트에 '{material}' 재고를 추가하면 남는 양을 넘길 수 있습니다.",
        "Add a stockpile of '{material}' so that what is left can be carried over.",
    ),
)


def exact_balance(draft: Draft) -> Iterator[Fault]:
    """Lots and minima of a needed material without a stockpile may fit no period."""
    stored = {folded(row.text("material")) for row in draft.table("stockpiles")}
    seen: set[str] = set()
    for row in draft.sound("offers", "material"):
        name = folded(row.text("material"))
        material = draft.find("materials", name)
        if name not in draft.needed - stored - seen or material is None:
            continue
        lumpy = next((key for key in LUMPY if row.has(key) and row[key] > 0), "")
        if lumpy and material.text("form") != "scrap":
            seen.add(name)
            heading = row.grid.table.column(lumpy).heading
            yield EXACT_BALANCE.at(
                row.spot(lumpy), material=row.text("material"), what_ko=heading.ko, what_en=lumpy
            )


NO_UNCERTAINTY = kind(
    "N691",
    (
        "위험 척도가 {seen}인데 허가도 충격도 없어 모든 미래가 같습니다.",
        "risk_measure is {seen}, but without licenses and events all futures are the same.",
    ),
    (
        "licenses나 events 시트를 채우거나 none으로 바꾸세요.",
        "Fill in licenses or events, or set it to none.",
    ),
)


def uncertainty(draft: Draft) -> Iterator[Fault]:
    """Planning with risk needs something uncertain."""
    if draft.settings is None or draft.settings.risk_measure == "none":
        return
    if not draft.table("licenses") and not draft.table("events"):
        row = next(r for r in draft.table("settings") if r.text("key") == "risk_measure")
        yield NO_UNCERTAINTY.at(row.spot("value"))


CHECKS = (
    currencies, own_currency, units, free_shortage, unused_materials, demand, sources,
    exact_balance, uncertainty,
)  # fmt: skip
