"""Events: what they hit, how often, how long, and what they do to it."""

from collections.abc import Iterator

from models.selector import OFFER_FIELDS, Selector, folded
from planner.schema.risk import FACTOR_EFFECTS
from planner.workbook.checks.policy import quantiles
from planner.workbook.checks.selection import material_texts, offer_texts, read_selector
from planner.workbook.checks.unmatched import unmatched
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

EVENT_NEVER = kind(
    "W642",
    (
        "연 확률이 없어 이 충격은 일어나지 않습니다.",
        "Without per_year this event never happens.",
    ),
    ("per_year에 0.1처럼 적으세요.", "Write a probability such as 0.1 under per_year."),
    headline="left_out",
)
EVENT_WITHOUT_LENGTH = kind(
    "W643",
    (
        "지속 개월이 없어 이 충격은 바로 끝나고 아무 영향이 없습니다.",
        "Without months_p50 and months_p90 this event ends at once and changes nothing.",
    ),
    (
        "months_p50과 months_p90에 2와 6처럼 적으세요.",
        "Write months such as 2 and 6 under months_p50 and months_p90.",
    ),
    headline="left_out",
)
EVENT_WITHOUT_EFFECT = kind(
    "W644",
    (
        "효과가 없어 이 충격은 아무것도 바꾸지 않습니다.",
        "Without an effect this event changes nothing.",
    ),
    (
        "effect에서 stop, slow, price, demand 중 하나를 고르세요.",
        "Choose stop, slow, price or demand under effect.",
    ),
    headline="left_out",
)
EVENT_WITHOUT_FACTOR = kind(
    "E641",
    (
        "영향이 {effect}인데 배수(factor)가 없습니다.",
        "The effect {effect} needs a factor.",
    ),
    ("factor에 1.5처럼 적으세요.", "Write one, such as 1.5, under factor."),
)
DEMANDS_NOTHING = kind(
    "W648",
    (
        "'{name}'의 조건 '{seen}'에 맞는 품목에는 수요가 없어 이 충격은 아무것도 바꾸지 않습니다.",
        "'{name}': nothing is demanded of what '{seen}' selects, so this event changes nothing.",
    ),
    (
        "demand 시트에 수요가 있는 품목을 고르세요. 예: material={example}",
        "Select a material that the sheet demand needs, such as material={example}.",
    ),
    headline="left_out",
)
DEMAND_STAYS = kind(
    "W649",
    (
        "배수가 1이면 수요가 그대로라 이 충격은 아무것도 바꾸지 않습니다.",
        "With a factor of 1 demand stays as it is: this event changes nothing.",
    ),
    (
        "수요가 30% 늘면 1.3, 30% 줄면 0.7을 적으세요.",
        "Write 1.3 where demand grows by 30%, 0.7 where it falls by 30%.",
    ),
    headline="left_out",
)
DEMAND_OF_MANY_TIMES = kind(
    "W650",
    (
        "배수 {seen}{seen:이가} 맞나요? 수요가 {seen}배가 됩니다.",
        "Is a factor of {seen} right? Demand becomes {seen} times as much.",
    ),
    (
        "배수는 새 수요를 보통 수요로 나눈 값입니다. 30% 늘면 1.3, 30% 줄면 0.7을 적으세요.",
        "The factor is the new demand over the usual one: 1.3 for 30% more, 0.7 for 30% less.",
    ),
)
DEMAND_FALLS_TO = kind(
    "W640",
    (
        "배수 {seen}{seen:은는} 수요가 평소의 {seen}{seen:으로} 줄어든다는 뜻입니다.",
        "A factor of {seen} means that demand falls to {seen} of the usual one.",
    ),
    (
        "그런 뜻이면 0.3처럼 숫자로 적으세요. 늘어나는 것이면 30% 증가는 1.3입니다.",
        "If so, write it as a number such as 0.3; 30% more demand is 1.3, 30% less is 0.7.",
    ),
)
NO_PLACE_FOR_MORE = kind(
    "W677",
    (
        "'{material}'{material:은는} 재고가 없어, 미리 주문한 것이 남는 미래에는 둘 곳이 없습니다. "
        "그래서 수요가 가장 적은 미래만큼만 미리 주문합니다.",
        "'{material}' has no stockpile: what is ordered ahead and then not needed has no place, "
        "so that no more is ordered ahead than the least that may be needed.",
    ),
    (
        "stockpiles 시트에 '{material}' 재고를 추가하세요.",
        "Add a stockpile of '{material}'.",
    ),
)
MANY_TIMES = 5.0
"""Demand that grows more than this is probably a percentage."""


def events(draft: Draft) -> Iterator[Fault]:
    """Events that hit something, with what it takes to draw them."""
    offers, materials = offer_texts(draft), material_texts(draft)
    for row in draft.table("events"):
        selector = read_selector(row, "of", OFFER_FIELDS)
        if isinstance(selector, Fault):
            yield selector
        elif isinstance(selector, Selector):
            moves_demand = row.sound("effect") and row["effect"] == "demand"
            by_material = moves_demand and selector.asks_of_materials
            sights = materials if by_material else offers
            yield from unmatched(row, "of", selector, sights)
            if moves_demand:
                yield from _demand(draft, row, sights.selected(selector))
        yield from quantiles(row, "months_p50", "months_p90")
        if row.sound("per_year") and not row["per_year"]:
            yield EVENT_NEVER.at(row.spot("per_year"))
        lengths = ("months_p50", "months_p90")
        if row.sound(*lengths) and not row.has(lengths[0]) and not row.has(lengths[1]):
            yield EVENT_WITHOUT_LENGTH.at(row.spot("months_p50"))
        if row.sound("effect") and not row.has("effect"):
            yield EVENT_WITHOUT_EFFECT.at(row.spot("effect"))
        needs_factor = row.sound("effect", "factor") and row["effect"] in FACTOR_EFFECTS
        if needs_factor and not row.has("factor"):
            yield EVENT_WITHOUT_FACTOR.at(row.spot("factor"), effect=row["effect"])


def _demand(draft: Draft, row: Row, selected: list[Row]) -> Iterator[Fault]:
    """A demand event moves something that is needed, by a factor that was meant."""
    unsure = any(not demand.sound("material") for demand in draft.table("demand"))
    meant = {folded(one.text("material")) for one in selected}
    if selected and not unsure and "demand" in draft.grids and not meant & draft.needed:
        needed = (one.text("material") for one in draft.table("demand") if any(one.series))
        yield DEMANDS_NOTHING.at(
            row.spot("of"), name=row.text("event"), example=next(needed, "magnet")
        )
    yield from _placeless(draft, row, meant)
    if row.sound("factor") and row.has("factor"):
        if row["factor"] == 1.0:
            yield DEMAND_STAYS.at(row.spot("factor"))
        elif row["factor"] > MANY_TIMES:
            yield DEMAND_OF_MANY_TIMES.at(row.spot("factor"))
        elif row["factor"] < 1.0 and row.spot("factor").seen.endswith("%"):
            yield DEMAND_FALLS_TO.at(row.spot("factor"))


def _placeless(draft: Draft, row: Row, meant: set[str]) -> Iterator[Fault]:
    """Needed materials that are ordered ahead and cannot be kept for later."""
    if draft.settings is None or draft.settings.risk_measure == "none":
        return
    stored = {folded(one.text("material")) for one in draft.table("stockpiles")}
    ahead = (one for one in draft.sound("offers", "material", "spot") if not one["spot"])
    names = {folded(one.text("material")): one.text("material") for one in ahead}
    for name in sorted((meant & draft.needed & names.keys()) - stored):
        material = draft.find("materials", name)
        if material is not None and material.text("form") != "scrap":
            yield NO_PLACE_FOR_MORE.at(row.spot("of"), material=names[name])


CHECKS = (events,)
