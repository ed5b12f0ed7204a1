"""Limits: selectors, measures, windows and units."""

import re
from collections.abc import Iterator

from models.selector import Selector, folded
from models.terms.units import is_mass
from planner.glossary.measures import MEASURES
from planner.workbook.checks.common import from_until, mixed_units
from planner.workbook.checks.reach import Picked, nothing_within, of_all, unneeded
from planner.workbook.checks.selection import (
    Sights,
    offer_texts,
    read_selector,
    stock_texts,
    with_stages,
)
from planner.workbook.checks.unmatched import of_no_country, unmatched
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.guesses import did_you_mean
from planner.workbook.rows import Row, attribute_key
from planner.workbook.sheets import number_text

WINDOW = re.compile(r"horizon|year|period|rolling:[1-9]\d{0,3}")
HHI_MOST = 10_000


def limits(draft: Draft) -> Iterator[Fault]:
    """Every limit can be read and says something."""
    offers, stocks = offer_texts(draft), stock_texts(draft)
    for row in draft.sound("limits", "measure"):
        sights = stocks if row["measure"] == "stock" else offers
        measure = MEASURES[row["measure"]]
        selectors = [
            # What the measure does not read is a fault of its own (``unread``).
            read_selector(row, key, measure.fields) if key in measure.reads else Selector()
            for key in ("of", "among")
        ]
        yield from (wrong for wrong in selectors if isinstance(wrong, Fault))
        yield from _terms(draft, row)
        yield from from_until(row)
        of, among = selectors
        if isinstance(of, Selector) and isinstance(among, Selector):
            yield from _counted(draft, row, (of, among), sights)


BAD_WINDOW = kind(
    "E661",
    ("'{seen}'{seen:은는} 구간이 아닙니다.", "'{seen}' is not a window."),
    (
        "horizon, year, period, rolling:3 가운데 하나로 적으세요.",
        "Write horizon, year, period or rolling:3 (any number of periods).",
    ),
)
STOCK_WINDOW = kind(
    "W666",
    (
        "재고 한도는 늘 기간마다 재므로 구간 '{seen}'{seen:은는} 효과가 없습니다.",
        "A stock limit is tested in every period; the window '{seen}' has no effect.",
    ),
    ("비우세요.", "Leave it blank."),
)
PATH_WITHOUT_YEARS = kind(
    "E679",
    (
        "value_to {seen}{seen:은는} {what_ko} 쓸 수 없습니다.",
        "value_to {seen} needs {what_en}.",
    ),
    (
        "window에 year, from에 첫해(value), until에 끝해(value_to)를 적으세요. 예: 2026, 2030",
        "Write year under window, its first year under from (value) and its last under until "
        "(value_to), such as 2026 and 2030.",
    ),
)


def _path(row: Row) -> Iterator[Fault]:
    """A bound that moves by year says from which year to which."""
    if not row.has("value_to") or not row.sound("window", "from", "until"):
        return
    spot = row.spot("value_to")
    if row["window"] != "year":
        yield PATH_WITHOUT_YEARS.at(spot, what_ko="window가 year가 아니어서", what_en="window year")
    elif not row.has("from", "until"):
        yield PATH_WITHOUT_YEARS.at(
            spot, what_ko="from과 until이 없어", what_en="both from and until"
        )
    elif row["from"] // 12 >= row["until"] // 12:
        yield PATH_WITHOUT_YEARS.at(
            spot, what_ko="from과 until이 같은 해여서", what_en="from and until in different years"
        )


SOFT_WITHOUT_PENALTY = kind(
    "E659",
    ("soft 한도에 벌칙이 없습니다.", "A soft limit needs a penalty."),
    (
        "penalty에 넘는 1단위당 비용을 적거나 kind를 hard로 바꾸세요.",
        "Write the cost per unit beyond it under penalty, or set kind to hard.",
    ),
)
PENALTY_ON_HARD = kind(
    "W660",
    (
        "hard 한도라 벌칙 {seen}{seen:은는} 효과가 없습니다.",
        "The penalty {seen} has no effect on a hard limit.",
    ),
    ("넘을 수 있으면 kind를 soft로 바꾸세요.", "Set kind to soft if it may be exceeded."),
)
CURRENCY_OF_NOTHING = kind(
    "W678",
    (
        "한도값은 늘 기준 통화({plan})입니다. 통화 '{seen}'{seen:은는} 벌칙에만 쓰입니다.",
        "The bound is in the plan's currency, {plan}; '{seen}' is that of the penalty alone.",
    ),
    (
        "통화 칸을 비우고, 금액 한도라면 {plan}{plan:으로} 적으세요.",
        "Leave the currency blank, and write a bound on spend in {plan}.",
    ),
)
LIMIT_OUTSIDE = kind(
    "W667",
    (
        "한도가 계획 기간({plan}) 밖에 있습니다.",
        "The limit lies outside the plan ({plan}).",
    ),
    ("from과 until을 확인하세요.", "Check from and until."),
    headline="left_out",
)


def _terms(draft: Draft, row: Row) -> Iterator[Fault]:
    """What needs no selection: window, penalty, validity."""
    if row.sound("window"):
        window = re.sub(r"\s", "", folded(row.text("window")))
        if WINDOW.fullmatch(window):
            row.values["window"] = window
        else:
            yield BAD_WINDOW.at(row.spot("window"))
        if row["measure"] == "stock" and window not in ("horizon", "period"):
            yield STOCK_WINDOW.at(row.spot("window"))
    yield from _path(row)
    if row.sound("kind", "penalty"):
        if row["kind"] == "soft" and row["penalty"] is None:
            yield SOFT_WITHOUT_PENALTY.at(row.spot("penalty"))
        if row["kind"] == "hard" and row["penalty"]:
            yield PENALTY_ON_HARD.at(row.spot("penalty"))
    yield from _currency(draft, row)
    if draft.calendar and row.sound("from", "until"):
        ordered = not row.has("from", "until") or row["from"] <= row["until"]
        if ordered and not draft.calendar.overlap(row["from"], row["until"]).any():
            spot = row.spot("from" if row.has("from") else "until")
            yield LIMIT_OUTSIDE.at(spot, plan=draft.plan_text())


def _currency(draft: Draft, row: Row) -> Iterator[Fault]:
    """Only a penalty is in the row's currency; whoever writes one on spend may mean the bound."""
    if draft.settings is None or not row.has("currency") or not row.sound("kind", "weight"):
        return
    plan = draft.settings.currency
    bound = row["kind"] == "hard" or (row["measure"] == "amount" and row["weight"] == "spend")
    if bound and folded(row.text("currency")) != folded(plan):
        yield CURRENCY_OF_NOTHING.at(row.spot("currency"), plan=plan)


SHARE_OF_ALL = kind(
    "W669",
    (
        "비율의 대상(of)이 없어 언제나 100%입니다.",
        "Without of, the share is always 100%.",
    ),
    ("of에 country=CN처럼 적으세요.", "Write what is measured under of, such as country=CN."),
)


def _counted(
    draft: Draft,
    row: Row,
    selectors: tuple[Selector, Selector],
    sights: Sights,
) -> Iterator[Fault]:
    of, among = selectors
    reads = MEASURES[row["measure"]].reads
    staged = "stage" in reads and row.sound("stage") and row["stage"] != "direct"
    if staged:
        yield from _stage(row, of, among)
        yield from of_no_country(draft, row, "of", of)
        yield from of_no_country(draft, row, "among", among)
        of, among = with_stages(of), with_stages(among)
    lost = [*unmatched(row, "of", of, sights), *unmatched(row, "among", among, sights)]
    yield from lost
    picked = Picked(sights.selected(of, among), sights.selected(among))
    if not lost and sights.rows:
        yield from nothing_within(row, picked)
    if row["measure"] == "hhi":
        yield from _hhi(draft, row, picked)
    elif row["measure"] == "average":
        yield from _average(draft, row, picked)
    elif row["measure"] == "share" and not of.conditions and not staged:
        yield SHARE_OF_ALL.at(row.spot("of"))
    if not row.has("of") and row["measure"] in ("stock", "amount", "average"):
        yield from of_all(row, picked)
    yield from unneeded(draft, row, picked)
    yield from _amounts(draft, row, picked)


STAGE_WITHOUT_COUNTRY = kind(
    "W668",
    (
        "조건에 country=가 없어 단계 '{seen}'{seen:은는} 효과가 없습니다.",
        "The stage '{seen}' has no effect without country= in a selector.",
    ),
    ("of에 country=CN처럼 적으세요.", "Write a country under of, such as country=CN."),
)


def _stage(row: Row, of: Selector, among: Selector) -> Iterator[Fault]:
    split = row["measure"] == "hhi" and row["by"] == "country"
    if not split and not of.on("country").conditions and not among.on("country").conditions:
        yield STAGE_WITHOUT_COUNTRY.at(row.spot("stage"))


HHI_MIN = kind(
    "E655",
    (
        "집중도(hhi)에는 min을 쓸 수 없습니다.",
        "An hhi cannot have a minimum (the problem would not be convex).",
    ),
    ("sense를 max로 바꾸세요.", "Set sense to max."),
)
HHI_RANGE = kind(
    "E664",
    ("집중도 {seen}{seen:은는} 0~10000 밖입니다.", "An hhi lies between 0 and 10,000."),
    ("2500처럼 적으세요.", "Write it like 2500."),
)
HHI_AS_FRACTION = kind(
    "W665",
    (
        "집중도 {seen}{seen:은는} 0~1로 적은 것 같습니다.",
        "The hhi {seen} looks as if it were written on a scale of 0 to 1.",
    ),
    ("{repair}{repair:을를} 뜻하셨나요?", "Did you mean {repair}?"),
)
HHI_OUT_OF_REACH = kind(
    "W654",
    (
        "집중도 {seen}{seen:은는} 지킬 수 없습니다. {count}곳뿐이면 가장 낮아도 {least}입니다.",
        "An hhi of {seen} cannot be kept: with {count} sources the lowest is {least}.",
    ),
    (
        "{least} 이상으로 적거나 공급조건을 늘리세요.",
        "Write {least} or more, or add offers.",
    ),
)


def _hhi(draft: Draft, row: Row, picked: Picked) -> Iterator[Fault]:
    if row["sense"] == "min" and row.sound("sense"):
        yield HHI_MIN.at(row.spot("sense"))
    if not row.has("value"):
        return
    value = row["value"]
    if value > HHI_MOST:
        yield HHI_RANGE.at(row.spot("value"))
        return
    if 0 < value <= 1:
        repair = number_text(value * HHI_MOST)
        yield HHI_AS_FRACTION.at(row.spot("value"), repair=repair)
        return
    count = _sources(draft, row, picked.among)
    if count and value < HHI_MOST / count * (1 - 1e-9):
        yield HHI_OUT_OF_REACH.at(
            row.spot("value"), count=count, least=number_text(-(-HHI_MOST // count))
        )


def _sources(draft: Draft, row: Row, offers: list[Row]) -> int:
    """How many suppliers, groups or countries there are; 0 if that cannot be told here."""
    suppliers = {folded(offer.text("supplier")) for offer in offers}
    if row["by"] == "supplier":
        return len(suppliers)
    found = [draft.find("suppliers", name) for name in suppliers]
    if row["by"] == "group":
        return len({folded(s.text("group") or s.text("supplier")) for s in found if s})
    countries = {s.text("country") for s in found if s}
    if row["stage"] == "direct":
        return len(countries)
    if row["stage"] == "any":
        return 0
    named = {o.text("country") for o in draft.table("origins") if o.text("stage") == row["stage"]}
    return len(countries | named)


AVERAGE_WITHOUT_ATTRIBUTE = kind(
    "E656",
    ("평균(average)을 낼 속성이 없습니다.", "The average has no attribute."),
    (
        "attribute에 offers 시트의 attr: 열 이름을 적으세요. {hint_ko}",
        "Write the NAME of an attr:NAME column of offers under attribute. {hint_en}",
    ),
)
UNKNOWN_ATTRIBUTE = kind(
    "E657",
    (
        "offers 시트에 'attr:{seen}' 열이 없습니다.",
        "There is no column 'attr:{seen}' in offers.",
    ),
    ("{hint_ko} 열을 추가하거나 이름을 고치세요.", "{hint_en} Add the column, or mend the name."),
)
OFFER_LACKS_ATTRIBUTE = kind(
    "E658",
    (
        "한도 '{limit}'의 평균에 드는 공급조건 '{offer}'에 속성 '{attribute}' 값이 없습니다.",
        "Offer '{offer}' counts in the average '{limit}' but has no value for '{attribute}'.",
    ),
    (
        "값을 적거나 한도의 of 조건에서 이 공급조건을 빼세요.",
        "Fill it in, or leave the offer out of the limit's of.",
    ),
)


def _average(draft: Draft, row: Row, picked: Picked) -> Iterator[Fault]:
    if not row.sound("attribute") or "offers" not in draft.grids:
        return
    names = {attribute_key(name): name for name in draft.grids["offers"].attributes}
    if not row.has("attribute"):
        known = ", ".join(names.values())
        ko = f"있는 속성: {known}." if known else ""
        en = f"There are: {known}." if known else ""
        yield AVERAGE_WITHOUT_ATTRIBUTE.at(row.spot("attribute"), hint_ko=ko, hint_en=en)
        return
    name = names.get(attribute_key(row.text("attribute")))
    if name is None:
        hint = did_you_mean(row.text("attribute"), names.values())
        yield UNKNOWN_ATTRIBUTE.at(row.spot("attribute"), hint_ko=hint.ko, hint_en=hint.en)
        return
    row.values["attribute"] = name
    for offer in picked.of:
        if name not in offer.attributes and name not in offer.broken:
            yield OFFER_LACKS_ATTRIBUTE.at(
                offer.spot(name), limit=row.text("limit"), offer=offer.text("offer"), attribute=name
            )


REO_OF_NO_MASS = kind(
    "E663",
    (
        "단위가 질량이 아닌 품목({materials})은 산화물(reo)로 잴 수 없습니다.",
        "{materials} cannot be counted as reo: the unit is not a mass.",
    ),
    (
        "of나 among에서 빼거나 weight를 quantity로 바꾸세요.",
        "Leave them out of the selector, or set weight to quantity.",
    ),
)
FORMS_ADDED_UP = kind(
    "W662",
    (
        "형태가 다른 품목({forms})을 수량으로 더합니다.",
        "It adds up quantities of different forms ({forms}).",
    ),
    (
        "산화물 환산으로 재려면 weight에 reo를 적으세요.",
        "Write reo under weight to count oxide equivalents.",
    ),
)


def _amounts(draft: Draft, row: Row, picked: Picked) -> Iterator[Fault]:
    """Quantities that are added up share a unit; oxide equivalents need masses."""
    if not row.sound("weight") or row["weight"] == "spend":
        return
    whole = row["measure"] in ("share", "hhi")
    materials = sorted({r.text("material") for r in (picked.among if whole else picked.of)})
    if row["weight"] == "reo":
        odd = [m for m in materials if draft.unit(m) and not is_mass(draft.unit(m))]
        if odd:
            yield REO_OF_NO_MASS.at(row.spot("weight"), materials=", ".join(odd))
            return
    yield from mixed_units(draft, row, materials)
    if row["weight"] == "quantity" and row["measure"] in ("share", "amount", "hhi"):
        forms = sorted({form for m in materials if (form := _form(draft, m))})
        if len(forms) > 1:
            yield FORMS_ADDED_UP.at(row.spot("limit"), forms=", ".join(forms))


def _form(draft: Draft, material: str) -> str:
    found = draft.find("materials", material)
    return found.text("form") if found else ""


CHECKS = (limits,)
