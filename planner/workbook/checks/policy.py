"""Origins and licenses."""

from collections.abc import Iterator

from models.selector import OFFER_FIELDS, Selector, folded
from planner.workbook.checks.common import from_until
from planner.workbook.checks.contents import elements_inside, symbols_meant
from planner.workbook.checks.selection import Sights, offer_texts, read_selector
from planner.workbook.checks.unmatched import countries, unmatched
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

SUM_WITHIN = 1e-6


SHARES_NOT_ONE = kind(
    "E621",
    (
        "'{supplier}'의 {stage} 단계 비율 합이 1이 아니라 {sum}입니다({cells}).",
        "The {stage} shares of '{supplier}' add up to {sum}, not 1 ({cells}).",
    ),
    ("합이 1(100%)이 되게 고치세요.", "Make them add up to 1 (100%)."),
)


def origins(draft: Draft) -> Iterator[Fault]:
    """The shares of one stage add up to 1."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in draft.table("origins"):
        key = tuple(folded(row.text(k)) for k in ("supplier", "material", "element", "stage"))
        groups.setdefault(key, []).append(row)
    # A row whose stage or supplier cannot be read may belong to any group.
    if any(
        not row.sound("supplier", "material", "element", "stage") for row in draft.table("origins")
    ):
        return
    for rows in groups.values():
        if any("share" in row.broken for row in rows):
            continue
        total = sum(row["share"] for row in rows)
        if abs(total - 1) > SUM_WITHIN:
            cells = [row.spot("share").cell for row in rows]
            yield SHARES_NOT_ONE.at(
                rows[0].spot("share"), supplier=rows[0].text("supplier"),
                stage=rows[0].text("stage"), sum=number_text(total), cells=", ".join(cells),
            )  # fmt: skip


CERTAIN_DELAY = kind(
    "W635",
    (
        "days_p90이 비어 있어 모든 신청이 꼭 {days}일 걸린다고 보았습니다.",
        "days_p90 is blank: every application is taken to last exactly {days} days.",
    ),
    (
        "열에 아홉이 끝나는 일수를 days_p90에 적으세요.",
        "Write under days_p90 within how many days nine of ten are granted.",
    ),
)
UNUSED_LICENSE = kind(
    "W632",
    (
        "허가 '{seen}'{seen:을를} 쓰는 공급조건이 없습니다.",
        "No offer needs the license '{seen}'.",
    ),
    (
        "offers의 license 열에 적거나 content_country와 content_min을 적으세요.",
        "Name it under license in offers, or fill in content_country and content_min.",
    ),
    headline="left_out",
)


def licenses(draft: Draft) -> Iterator[Fault]:
    """Quantiles in order, rules complete, and somebody who needs the license."""
    offers = offer_texts(draft)
    used = {folded(row.text("license")) for row in draft.table("offers")}
    heirs = {folded(row.text("otherwise")) for row in draft.table("licenses")}
    unsure = any("license" in row.broken for row in draft.table("offers"))
    for row in draft.table("licenses"):
        if row.has("days_p50") and not row.has("days_p90") and row.sound("days_p90"):
            yield CERTAIN_DELAY.at(row.spot("days_p90"), days=row.spot("days_p50").seen)
        else:
            yield from quantiles(row, "days_p50", "days_p90")
        yield from from_until(row)
        yield from _in_force(draft, row)
        yield from _content_rule(row)
        yield from _reached(draft, row, offers)
        if row.has("content_country") and row["content_country"] not in countries(draft):
            yield CONTENT_OF_NOBODY.at(row.spot("content_country"), license=row.text("license"))
        known = row.has("license") and row.sound("content_country")
        covers = row.has("content_country") or folded(row.text("license")) in used | heirs
        if known and not covers and not unsure:
            yield UNUSED_LICENSE.at(row.spot("license"))
        elif known and not unsure and folded(row.text("license")) not in heirs:
            yield from _elements_named(draft, row)


ELEMENTS_OF_NO_OFFER = kind(
    "W636",
    (
        "이 허가를 쓰는 공급조건에 원소가 '{seen}'인 품목이 없어 허가가 걸리지 않습니다.",
        "No offer that names this license is of the elements '{seen}': it covers nothing.",
    ),
    (
        "{hint_ko} elements를 materials의 element와 맞추거나 비우세요.",
        "{hint_en} Match the elements with those under materials, or clear the cell.",
    ),
    headline="left_out",
)


def _elements_named(draft: Draft, row: Row) -> Iterator[Fault]:
    """A license of elements that none of its offers' materials has; a content rule has all."""
    if not row.has("elements") or not row.sound("elements"):
        return
    inside = elements_inside(draft)
    named = {
        element
        for offer in draft.table("offers")
        if row.has("content_country")
        or folded(offer.text("license")) == folded(row.text("license"))
        for element in inside.get(folded(offer.text("material")), ())
    }
    if not named & {folded(name) for name in row["elements"]}:
        hint = symbols_meant(row["elements"])
        yield ELEMENTS_OF_NO_OFFER.at(row.spot("elements"), hint_ko=hint.ko, hint_en=hint.en)


WITHOUT_LICENSE = kind(
    "N638",
    (
        "'{supplier}'의 같은 품목 공급조건은 허가 '{license}'{license:을를} 쓰는데 "
        "이 공급조건은 비어 있어 허가 없이 살 수 있다고 보았습니다.",
        "Other offers of this material by '{supplier}' name the license '{license}'; this one "
        "names none and is taken to need none.",
    ),
    ("허가가 필요하면 적으세요.", "Name it if it is needed."),
)


def unlicensed(draft: Draft) -> Iterator[Fault]:
    """An offer without the license that others of its supplier and material name."""
    offers = draft.table("offers")
    if any("license" in row.broken for row in offers):
        return
    named: dict[tuple[str, str], str] = {}
    for row in offers:
        if row.has("license"):
            named.setdefault(_sold(row), row.text("license"))
    for row in offers:
        if not row.has("license") and _sold(row) in named:
            yield WITHOUT_LICENSE.at(
                row.spot("license"), supplier=row.text("supplier"), license=named[_sold(row)]
            )


def _sold(offer: Row) -> tuple[str, str]:
    return folded(offer.text("supplier")), folded(offer.text("material"))


QUANTILES_CROSSED = kind(
    "E631",
    (
        "{low_key} {low}{low:이가} {high_key} {high}보다 큽니다.",
        "{low_key} {low} is more than {high_key} {high}.",
    ),
    (
        "90% 값은 중앙값 이상이어야 합니다. 두 값을 바꾸어 적지 않았나요?",
        "The 90% value cannot be below the median; were they swapped?",
    ),
)
ONE_QUANTILE = kind(
    "E633",
    ("{other}{other:이가} 비어 있습니다.", "{other} is blank."),
    (
        "{key}{key:과와} {other}{other:을를} 모두 적거나 모두 비우세요.",
        "Fill in both {key} and {other}, or neither.",
    ),
)


def quantiles(row: Row, p50: str, p90: str) -> Iterator[Fault]:
    """A median and a 90% value: both or neither, the median first."""
    if not row.sound(p50, p90):
        return
    if row.has(p50, p90) and row[p50] > row[p90]:
        yield QUANTILES_CROSSED.at(
            row.spot(p90), low_key=p50, low=row.spot(p50).seen,
            high_key=p90, high=row.spot(p90).seen,
        )  # fmt: skip
    if row.has(p50) != row.has(p90):
        key, other = (p50, p90) if row.has(p50) else (p90, p50)
        yield ONE_QUANTILE.at(row.spot(other), key=key, other=other)


CONTENT_RULE_INCOMPLETE = kind(
    "E634",
    (
        "함유 규칙에 {other}{other:이가} 없습니다.",
        "The content rule lacks {other}.",
    ),
    (
        "content_country와 content_min을 함께 적으세요.",
        "Fill in both content_country and content_min.",
    ),
)


NEVER_IN_FORCE = kind(
    "N639",
    (
        "허가 '{license}'{license:은는} 계획 기간({plan})에 시행되지 않아 "
        "아무 주문에도 걸리지 않습니다.",
        "License '{license}' is not in force in the plan ({plan}): no order needs it.",
    ),
    ("from과 until을 확인하세요.", "Check from and until."),
)


def _in_force(draft: Draft, row: Row) -> Iterator[Fault]:
    """A license that holds in no period of the plan."""
    if draft.calendar is None or not row.sound("from", "until"):
        return
    ordered = not row.has("from", "until") or row["from"] <= row["until"]
    if ordered and not draft.calendar.overlap(row["from"], row["until"]).any():
        spot = row.spot("from" if row.has("from") else "until")
        yield NEVER_IN_FORCE.at(spot, license=row.text("license"), plan=draft.plan_text())


CONTENT_OF_NOBODY = kind(
    "W637",
    (
        "'{seen}'에서 오는 것이 없어 허가 '{license}'의 함유 규칙이 걸리는 공급조건이 없습니다.",
        "Nothing comes from '{seen}': the content rule of license '{license}' reaches no offer.",
    ),
    (
        "suppliers나 origins의 국가와 맞추거나 content_country를 비우세요.",
        "Match it with the countries of suppliers and origins, or leave content_country blank.",
    ),
    headline="left_out",
)


def _content_rule(row: Row) -> Iterator[Fault]:
    keys = ("content_country", "content_min")
    if row.sound(*keys) and row.has(keys[0]) != row.has(keys[1]):
        blank = keys[1] if row.has(keys[0]) else keys[0]
        yield CONTENT_RULE_INCOMPLETE.at(row.spot(blank), other=blank)


OF_WITHOUT_RULE = kind(
    "W629",
    (
        "함유 기준이 없어 of '{seen}'{seen:은는} 효과가 없습니다.",
        "Without a content rule of '{seen}' has no effect.",
    ),
    (
        "content_country와 content_min을 적거나 비우세요.",
        "Fill in content_country and content_min, or leave it blank.",
    ),
)


def _reached(draft: Draft, row: Row, offers: Sights) -> Iterator[Fault]:
    """The offers that the content rule can reach."""
    selector = read_selector(row, "of", OFFER_FIELDS)
    if isinstance(selector, Fault):
        yield selector
    elif isinstance(selector, Selector) and selector.conditions:
        yield from unmatched(row, "of", selector, offers)
        if row.sound("content_country") and not row.has("content_country"):
            yield OF_WITHOUT_RULE.at(row.spot("of"))


CHECKS = (origins, licenses, unlicensed)
