"""Stockpiles, processes, returns and routes."""

import dataclasses
from collections.abc import Iterator

from models.selector import folded
from planner.words import Words
from planner.workbook.checks.common import mixed_units, ordered_bounds
from planner.workbook.checks.purchase import partly_filled
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

ONLY_USES = Words("쓰는 것(음수)", "only uses material")
ONLY_MAKES = Words("만드는 것(양수)", "only makes material")


ABOVE_CAPACITY = kind(
    "E581",
    (
        "{key} {seen}{seen:이가} 보관 한도 {high}보다 큽니다.",
        "{key} {seen} is more than the capacity {high}.",
    ),
    (
        "capacity를 늘리거나 {key} 값을 {high} 이하로 줄이세요.",
        "Raise capacity, or lower {key} to {high} or less.",
    ),
)
CANNOT_FILL = kind(
    "E582",
    (
        "정부 비축은 채울 수 없는데 기말 최소 {seen}{seen:이가} 기초 재고 {opening}보다 큽니다.",
        "A government's stockpile cannot be filled, but closing_min {seen} exceeds "
        "opening {opening}.",
    ),
    ("{opening} 이하로 적으세요.", "Write {opening} or less."),
)


def stock_bounds(draft: Draft) -> Iterator[Fault]:
    """What is there, and what must be left, fits in."""
    for row in draft.table("stockpiles"):
        for key in ("opening", "closing_min"):
            if row.has(key, "capacity") and row[key] > row["capacity"]:
                high = number_text(row["capacity"])
                yield ABOVE_CAPACITY.at(row.spot(key), key=key, high=high)
        known = row.has("closing_min") and row.sound("opening", "owner")
        if known and row["owner"] == "government" and row["closing_min"] > row["opening"]:
            opening = number_text(row["opening"])
            yield CANNOT_FILL.at(row.spot("closing_min"), opening=opening)


COVER_WITHOUT_COST = kind(
    "W583",
    (
        "목표 보유기간 {seen}에 미달 비용이 없어 목표가 효과가 없습니다.",
        "The cover_target {seen} has no effect without a cover_cost.",
    ),
    (
        "cover_cost를 적으세요. 반드시 지켜야 하면 cover_min에 적으세요.",
        "Fill in cover_cost, or use cover_min if it must be kept.",
    ),
)
COST_WITHOUT_COVER = kind(
    "W584",
    (
        "목표 보유기간이 없어 미달 비용 {seen}{seen:은는} 효과가 없습니다.",
        "The cover_cost {seen} has no effect without a cover_target.",
    ),
    ("cover_target을 적으세요.", "Fill in cover_target."),
)
GOVERNMENT_WITHOUT_EFFECT = kind(
    "W585",
    (
        "정부 비축에는 기말 가치 {seen}{seen:이가} 적용되지 않습니다.",
        "The end_value {seen} has no effect on a government's stockpile.",
    ),
    ("비우세요.", "Leave it blank."),
)


def stock_without_effect(draft: Draft) -> Iterator[Fault]:
    """Terms that do nothing by themselves."""
    for row in draft.sound("stockpiles", "owner", "cover_target", "cover_cost", "end_value"):
        if row["cover_target"] and not row["cover_cost"]:
            yield COVER_WITHOUT_COST.at(row.spot("cover_target"))
        if row["cover_cost"] and not row["cover_target"]:
            yield COST_WITHOUT_COVER.at(row.spot("cover_cost"))
        if row["owner"] == "government" and row["end_value"]:
            yield GOVERNMENT_WITHOUT_EFFECT.at(row.spot("end_value"))


WILL_BE_EMPTIED = kind(
    "W586",
    (
        "기초 재고 {seen}{seen:이가} 있는데 기말 최소도 기말 가치도 없어 모두 쓰게 됩니다.",
        "There is an opening stock of {seen}, but no closing_min and no end_value: "
        "the plan will use it up.",
    ),
    (
        "남길 양은 closing_min에, 남은 재고의 값은 end_value에 적으세요.",
        "Write what must be left under closing_min, or what it is worth under end_value.",
    ),
)


def stock_emptied(draft: Draft) -> Iterator[Fault]:
    """An opening stock that nobody asks to keep will be gone at the end."""
    for row in draft.sound("stockpiles", "owner", "opening", "closing_min", "end_value"):
        kept = row["closing_min"] or row["end_value"] or row["cover_min"] or row["cover_target"]
        if row["owner"] == "company" and row["opening"] and not kept:
            yield WILL_BE_EMPTIED.at(row.spot("opening"))


PROCESS_WITHOUT_RECIPE = kind(
    "E591",
    ("공정 '{seen}'의 배합이 없습니다.", "Process '{seen}' has no recipe."),
    (
        "recipes 시트에 쓰는 것(음수)과 만드는 것(양수)을 적으세요.",
        "Write what it uses (negative) and makes (positive) in recipes.",
    ),
)


def processes(draft: Draft) -> Iterator[Fault]:
    """Every process uses something and makes something."""
    recipes: dict[str, list[Row]] = {}
    for row in draft.table("recipes"):
        recipes.setdefault(folded(row.text("process")), []).append(row)
    unsure = any("process" in row.broken for row in draft.table("recipes"))
    for row in draft.sound("processes", "process"):
        mine = [r for r in recipes.get(folded(row.text("process")), []) if _says_something(r)]
        if not mine and not unsure:
            yield PROCESS_WITHOUT_RECIPE.at(row.spot("process"))
        elif mine and not unsure and not any(r.broken for r in mine):
            yield from _one_sided(row, mine)


def _says_something(recipe: Row) -> bool:
    return not recipe.has("per_run") or recipe["per_run"] != 0


ONE_SIDED_PROCESS = kind(
    "W592",
    (
        "공정 '{seen}'{seen:은는} {what_ko}만 있습니다.",
        "Process '{seen}' {what_en}.",
    ),
    (
        "쓰는 것은 음수, 만드는 것은 양수로 적었는지 확인하세요.",
        "Check that what is used is negative and what is made is positive.",
    ),
)


def _one_sided(row: Row, recipes: list[Row]) -> Iterator[Fault]:
    amounts = [recipe["per_run"] for recipe in recipes]
    words = None
    if all(amount < 0 for amount in amounts):
        words = ONLY_USES
    elif all(amount > 0 for amount in amounts):
        words = ONLY_MAKES
    if words:
        fault = ONE_SIDED_PROCESS.at(row.spot("process"), what_ko=words.ko, what_en=words.en)
        # What comes of nothing makes the plan cheap: no reader may miss it.
        yield dataclasses.replace(fault, headline="left_out" if words is ONLY_MAKES else "")


RECIPE_OF_NOTHING = kind(
    "N594",
    ("1회당 수량이 0이라 이 행은 효과가 없습니다.", "per_run is 0: the row has no effect."),
    (
        "쓰면 음수, 만들면 양수로 적거나 행을 지우세요.",
        "Write a negative number for what is used, a positive one for what is made, or delete it.",
    ),
)


def recipes(draft: Draft) -> Iterator[Fault]:
    """A recipe of nothing changes nothing, and is told."""
    for row in draft.table("recipes"):
        if row.has("per_run") and row["per_run"] == 0:
            yield RECIPE_OF_NOTHING.at(row.spot("per_run"))


TWO_MAXIMA = kind(
    "N593",
    (
        "기간 최대 {seen}{seen:은는} 기간 열이 채워진 기간에는 쓰지 않습니다.",
        "max_per_period {seen} is not used where a period column is filled.",
    ),
    ("둘 중 하나만 남기면 알아보기 쉽습니다.", "Keeping one of the two is clearer."),
)


def process_maxima(draft: Draft) -> Iterator[Fault]:
    """Maxima by period are whole, and not given twice; results come within the plan."""
    for row in draft.table("processes"):
        yield from partly_filled(draft, row)
        if row.has("max_per_period") and any(value is not None for value in row.series):
            yield TWO_MAXIMA.at(row.spot("max_per_period"))
        yield from _late(draft, row, "lead")


RUNS_LATE = kind(
    "W612",
    (
        "{seen}기간이 걸려 계획 기간 안에는 결과가 나오지 않습니다.",
        "It takes {seen} periods, so nothing comes of it within the plan.",
    ),
    ("단위가 기간 수인지 확인하세요.", "Check that it is in periods."),
)


def _late(draft: Draft, row: Row, key: str) -> Iterator[Fault]:
    if draft.calendar and row.has(key) and row[key] >= draft.calendar.periods:
        yield RUNS_LATE.at(row.spot(key))


RETURNS_ITSELF = kind(
    "W603",
    (
        "'{seen}'{seen:이가} 자기 자신의 회수 품목입니다.",
        "'{seen}' would come back as itself.",
    ),
    (
        "돌아오는 스크랩을 별도 품목으로 적으세요.",
        "Name the scrap as a material of its own.",
    ),
)
NOT_SCRAP = kind(
    "W601",
    (
        "회수 품목 '{seen}'의 형태가 scrap이 아닙니다({form}).",
        "What comes back, '{seen}', is not of form scrap ({form}).",
    ),
    (
        "materials 시트의 form을 scrap으로 적으면 남는 것을 버릴 수 있습니다.",
        "With form scrap in materials, what is not used may be thrown away.",
    ),
)
MORE_THAN_USED = kind(
    "W602",
    (
        "회수율 {seen}{seen:은는} 1보다 커서 쓴 것보다 많이 돌아옵니다.",
        "A rate of {seen} gives back more than was used.",
    ),
    ("60%라면 0.6으로 적으세요.", "Write 0.6 if 60% is meant."),
)


def returns(draft: Draft) -> Iterator[Fault]:
    """Scrap that comes back is scrap, and no more than was used."""
    for row in draft.sound("returns", "material", "of"):
        material = draft.material(row)
        form = material.text("form") if material and material.sound("form") else "scrap"
        if folded(row.text("material")) == folded(row.text("of")):
            yield RETURNS_ITSELF.at(row.spot("material"))
        elif form != "scrap":
            yield NOT_SCRAP.at(row.spot("material"), form=form or "-")
        if row.has("rate") and row["rate"] > 1 and _same_unit(draft, row):
            yield MORE_THAN_USED.at(row.spot("rate"))
        yield from _late(draft, row, "lag")


def _same_unit(draft: Draft, row: Row) -> bool:
    return draft.unit(row.text("material")) == draft.unit(row.text("of"))


ROUTE_TO_ITSELF = kind(
    "E611",
    ("출발지와 도착지가 모두 '{seen}'입니다.", "The route begins and ends in '{seen}'."),
    ("서로 다른 장소를 적으세요.", "Write two different locations."),
)


def routes(draft: Draft) -> Iterator[Fault]:
    """A route leads somewhere else, and its bounds are in one unit."""
    for row in draft.table("routes"):
        if row.has("from", "to") and folded(row.text("from")) == folded(row.text("to")):
            yield ROUTE_TO_ITSELF.at(row.spot("to"))
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
