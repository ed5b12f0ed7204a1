"""Settings, materials, the need and money rates."""

from collections.abc import Iterator

from models.selector import folded
from planner.schema.tables import TABLES
from planner.workbook.draft import Draft, is_mass
from planner.workbook.faults import Fault, Spot
from planner.workbook.guesses import did_you_mean
from planner.workbook.kinds import plan as kinds
from planner.workbook.kinds import policy as policy_kinds
from planner.workbook.kinds import purchase as purchase_kinds
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

MASS_WORDS = ("ton", "tons", "tonne", "tonnes", "mt", "톤", "kgs", "kilo", "kilogram", "킬로그램")
LUMPY = ("lot", "moq", "min_per_period")


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
            yield kinds.RATE_GAPS.at(spot, currency=currency, periods=gaps)


def _currencies_used(draft: Draft) -> dict[str, list[Spot]]:
    used: dict[str, list[Spot]] = {}
    for key, rows in draft.rows.items():
        if key in ("settings", "fx") or "currency" not in {c.key for c in TABLES[key].columns}:
            continue
        for row in rows:
            if row.has("currency"):
                used.setdefault(row.text("currency"), []).append(row.spot("currency"))
    return used


def _no_rate(currency: str, plan: str, spots: list[Spot], known: list[str]) -> Fault:
    first = f"{spots[0].sheet}!{spots[0].cell}"
    hint = did_you_mean(currency, [*known, plan])
    return kinds.NO_RATE.at(
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


def own_currency(draft: Draft) -> Iterator[Fault]:
    """The plan's own currency is worth 1 of itself."""
    for row in draft.sound("fx", "currency"):
        if draft.settings and row.text("currency") == draft.settings.currency:
            other = next((value for value in row.series if value not in (None, 1.0)), None)
            if other is not None:
                seen = number_text(other)
                spot = row.spot("currency")
                yield kinds.OWN_CURRENCY_RATE.at(
                    Spot(spot.sheet, spot.cell, spot.key, spot.heading, seen),
                    currency=row.text("currency"),
                )


def units(draft: Draft) -> Iterator[Fault]:
    """Prices per mass need a unit that is a mass; so does the oxide content."""
    for row in draft.sound("materials", "unit", "price_per"):
        unit, price_per = row.text("unit"), row.text("price_per")
        if folded(unit) in MASS_WORDS:
            yield kinds.UNIT_WORD.at(row.spot("unit"))
        if price_per not in ("", unit) and not (is_mass(unit) and is_mass(price_per)):
            yield kinds.PRICE_PER_UNKNOWN.at(row.spot("price_per"), unit=unit)
        if row.has("reo") and row["reo"] != 1 and not is_mass(unit):
            yield kinds.REO_WITHOUT_MASS.at(row.spot("reo"), unit=unit)


def free_shortage(draft: Draft) -> Iterator[Fault]:
    """A shortage that costs nothing is the cheapest plan."""
    for row in draft.table("materials"):
        if row.has("shortage_cost") and row["shortage_cost"] == 0:
            yield kinds.SHORTAGE_FREE.at(row.spot("shortage_cost"))


def unused_materials(draft: Draft) -> Iterator[Fault]:
    """A material nobody mentions was probably renamed elsewhere."""
    named = _named(draft, "offers", "demand", "recipes", "stockpiles", "arisings", "returns")
    if named is None:
        return
    for row in draft.sound("materials", "material"):
        if folded(row.text("material")) not in named:
            yield kinds.UNUSED_MATERIAL.at(row.spot("material"))


def _named(draft: Draft, *tables: str) -> set[str] | None:
    """Materials (folded) that rows of these tables name; None if one of the cells is broken."""
    rows = [row for table in tables for row in draft.table(table)]
    if any("material" in row.broken for row in rows):
        return None
    return {folded(row.text("material")) for row in rows}


def demand(draft: Draft) -> Iterator[Fault]:
    """Every row of demand asks for something in the plan."""
    if draft.calendar is None or any(fault.code == "W211" for fault in draft.faults):
        return
    for row in draft.sound("demand", "material"):
        if not any(row.series) and not any(row.beyond) and not _broken_periods(row):
            yield kinds.NO_DEMAND.at(
                row.spot("material"), material=row.text("material"), plan=draft.plan_text()
            )


def sources(draft: Draft) -> Iterator[Fault]:
    """What is needed comes from somewhere, or its shortage has a price."""
    named = _named(draft, "offers", "stockpiles", "arisings", "returns")
    if named is None or any(row.broken for row in draft.table("recipes")):
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
            yield kinds.NO_SOURCE.at(row.spot("material"), material=row.text("material"))


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
            yield kinds.EXACT_BALANCE.at(
                row.spot(lumpy), material=row.text("material"), what_ko=heading.ko, what_en=lumpy
            )


def open_orders(draft: Draft) -> Iterator[Fault]:
    """What arrives outside the plan is ignored."""
    if draft.calendar is None:
        return
    for row in draft.table("open_orders"):
        if row.has("arrives") and not draft.calendar.overlap(row["arrives"], row["arrives"]).any():
            spot = row.spot("arrives")
            yield purchase_kinds.OPEN_ORDER_OUTSIDE.at(spot, plan=draft.plan_text())


def uncertainty(draft: Draft) -> Iterator[Fault]:
    """Planning with risk needs something uncertain."""
    if draft.settings is None or draft.settings.risk_measure == "none":
        return
    if not draft.table("licenses") and not draft.table("events"):
        row = next(r for r in draft.table("settings") if r.text("key") == "risk_measure")
        yield policy_kinds.NO_UNCERTAINTY.at(row.spot("value"))


CHECKS = (
    currencies, own_currency, units, free_shortage, unused_materials, demand, sources,
    exact_balance, open_orders, uncertainty,
)  # fmt: skip
