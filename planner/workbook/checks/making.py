"""Stockpiles, processes, returns and routes."""

from collections.abc import Iterator

from models.selector import folded
from planner.words import Words
from planner.workbook.checks.common import mixed_units, ordered_bounds
from planner.workbook.checks.purchase import partly_filled
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault
from planner.workbook.kinds import making as kinds
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

ONLY_USES = Words("쓰는 것(음수)", "only uses material")
ONLY_MAKES = Words("만드는 것(양수)", "only makes material")


def stock_bounds(draft: Draft) -> Iterator[Fault]:
    """What is there, and what must be left, fits in."""
    for row in draft.table("stockpiles"):
        for key in ("opening", "closing_min"):
            if row.has(key, "capacity") and row[key] > row["capacity"]:
                high = number_text(row["capacity"])
                yield kinds.ABOVE_CAPACITY.at(row.spot(key), key=key, high=high)
        known = row.has("closing_min") and row.sound("opening", "owner")
        if known and row["owner"] == "government" and row["closing_min"] > row["opening"]:
            opening = number_text(row["opening"])
            yield kinds.CANNOT_FILL.at(row.spot("closing_min"), opening=opening)


def stock_without_effect(draft: Draft) -> Iterator[Fault]:
    """Terms that do nothing by themselves."""
    for row in draft.sound("stockpiles", "owner", "cover_target", "cover_cost", "end_value"):
        if row["cover_target"] and not row["cover_cost"]:
            yield kinds.COVER_WITHOUT_COST.at(row.spot("cover_target"))
        if row["cover_cost"] and not row["cover_target"]:
            yield kinds.COST_WITHOUT_COVER.at(row.spot("cover_cost"))
        if row["owner"] == "government" and row["end_value"]:
            yield kinds.GOVERNMENT_WITHOUT_EFFECT.at(row.spot("end_value"))


def stock_emptied(draft: Draft) -> Iterator[Fault]:
    """An opening stock that nobody asks to keep will be gone at the end."""
    for row in draft.sound("stockpiles", "owner", "opening", "closing_min", "end_value"):
        kept = row["closing_min"] or row["end_value"] or row["cover_min"] or row["cover_target"]
        if row["owner"] == "company" and row["opening"] and not kept:
            yield kinds.WILL_BE_EMPTIED.at(row.spot("opening"))


def processes(draft: Draft) -> Iterator[Fault]:
    """Every process uses something and makes something."""
    recipes: dict[str, list[Row]] = {}
    for row in draft.table("recipes"):
        recipes.setdefault(folded(row.text("process")), []).append(row)
    unsure = any("process" in row.broken for row in draft.table("recipes"))
    for row in draft.sound("processes", "process"):
        mine = recipes.get(folded(row.text("process")), [])
        if not mine and not unsure:
            yield kinds.PROCESS_WITHOUT_RECIPE.at(row.spot("process"))
        elif mine and not unsure and not any(r.broken for r in mine):
            yield from _one_sided(row, mine)


def _one_sided(row: Row, recipes: list[Row]) -> Iterator[Fault]:
    amounts = [recipe["per_run"] for recipe in recipes]
    words = None
    if all(amount < 0 for amount in amounts):
        words = ONLY_USES
    elif all(amount > 0 for amount in amounts):
        words = ONLY_MAKES
    if words:
        yield kinds.ONE_SIDED_PROCESS.at(row.spot("process"), what_ko=words.ko, what_en=words.en)


def recipes(draft: Draft) -> Iterator[Fault]:
    """A recipe of nothing is a slip."""
    for row in draft.table("recipes"):
        if row.has("per_run") and row["per_run"] == 0:
            yield kinds.RECIPE_OF_NOTHING.at(row.spot("per_run"))


def process_maxima(draft: Draft) -> Iterator[Fault]:
    """Maxima by period are whole, and not given twice; results come within the plan."""
    for row in draft.table("processes"):
        yield from partly_filled(draft, row)
        if row.has("max_per_period") and any(value is not None for value in row.series):
            yield kinds.TWO_MAXIMA.at(row.spot("max_per_period"))
        yield from _late(draft, row, "lead")


def _late(draft: Draft, row: Row, key: str) -> Iterator[Fault]:
    if draft.calendar and row.has(key) and row[key] >= draft.calendar.periods:
        yield kinds.RUNS_LATE.at(row.spot(key))


def returns(draft: Draft) -> Iterator[Fault]:
    """Scrap that comes back is scrap, and no more than was used."""
    for row in draft.sound("returns", "material", "of"):
        material = draft.material(row)
        form = material.text("form") if material and material.sound("form") else "scrap"
        if folded(row.text("material")) == folded(row.text("of")):
            yield kinds.RETURNS_ITSELF.at(row.spot("material"))
        elif form != "scrap":
            yield kinds.NOT_SCRAP.at(row.spot("material"), form=form or "-")
        if row.has("rate") and row["rate"] > 1 and _same_unit(draft, row):
            yield kinds.MORE_THAN_USED.at(row.spot("rate"))
        yield from _late(draft, row, "lag")


def _same_unit(draft: Draft, row: Row) -> bool:
    return draft.unit(row.text("material")) == draft.unit(row.text("of"))


def routes(draft: Draft) -> Iterator[Fault]:
    """A route leads somewhere else, and its bounds are in one unit."""
    for row in draft.table("routes"):
        if row.has("from", "to") and folded(row.text("from")) == folded(row.text("to")):
            yield kinds.ROUTE_TO_ITSELF.at(row.spot("to"))
        yield from ordered_bounds(row, "min_per_period", "max_per_period")
        yield from _late(draft, row, "lead")
        if row["min_per_period"] or row["max_per_period"] is not None:
            yield from mixed_units(draft, row, _carried(draft, row))


def _carried(draft: Draft, row: Row) -> list[str]:
    if row.has("material") or not row.sound("material"):
        return [row.text("material")]
    return [material.text("material") for material in draft.sound("materials", "material")]


CHECKS = (
    stock_bounds, stock_without_effect, stock_emptied, processes, recipes, process_maxima, returns,
    routes,
)  # fmt: skip
