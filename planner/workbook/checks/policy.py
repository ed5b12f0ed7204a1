"""Origins, licenses and events."""

from collections.abc import Iterator

from models.selector import OFFER_FIELDS, Selector, folded
from planner.workbook.checks.common import from_until
from planner.workbook.checks.selection import nothing_selected, offer_texts, read_selector
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault
from planner.workbook.kinds import policy as kinds
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

SUM_WITHIN = 1e-6


def origins(draft: Draft) -> Iterator[Fault]:
    """The shares of one stage add up to 1."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in draft.table("origins"):
        key = tuple(folded(row.text(k)) for k in ("supplier", "material", "stage"))
        groups.setdefault(key, []).append(row)
    # A row whose stage or supplier cannot be read may belong to any group.
    if any(not row.sound("supplier", "material", "stage") for row in draft.table("origins")):
        return
    for rows in groups.values():
        if any("share" in row.broken for row in rows):
            continue
        total = sum(row["share"] for row in rows)
        if abs(total - 1) > SUM_WITHIN:
            cells = [row.spot("share").cell for row in rows]
            yield kinds.SHARES_NOT_ONE.at(
                rows[0].spot("share"), supplier=rows[0].text("supplier"),
                stage=rows[0].text("stage"), sum=number_text(total), cells=", ".join(cells),
            )  # fmt: skip


def licenses(draft: Draft) -> Iterator[Fault]:
    """Quantiles in order, rules complete, and somebody who needs the license."""
    used = {folded(row.text("license")) for row in draft.table("offers")}
    unsure = any("license" in row.broken for row in draft.table("offers"))
    for row in draft.table("licenses"):
        if row.has("days_p50") and not row.has("days_p90") and row.sound("days_p90"):
            yield kinds.CERTAIN_DELAY.at(row.spot("days_p90"), days=row.spot("days_p50").seen)
        else:
            yield from _quantiles(row, "days_p50", "days_p90")
        yield from from_until(row)
        yield from _content_rule(row)
        known = row.has("license") and row.sound("content_country")
        covers = row.has("content_country") or folded(row.text("license")) in used
        if known and not covers and not unsure:
            yield kinds.UNUSED_LICENSE.at(row.spot("license"))
        elif known and not unsure and not row.has("content_country"):
            yield from _elements_named(draft, row)


def _elements_named(draft: Draft, row: Row) -> Iterator[Fault]:
    """A license of elements that none of its offers' materials has."""
    if not row.has("elements") or not row.sound("elements"):
        return
    element = {
        folded(m.text("material")): folded(m.text("element")) for m in draft.table("materials")
    }
    named = {
        element.get(folded(offer.text("material")), "")
        for offer in draft.table("offers")
        if folded(offer.text("license")) == folded(row.text("license"))
    }
    if not named & {folded(name) for name in row["elements"]}:
        yield kinds.ELEMENTS_OF_NO_OFFER.at(row.spot("elements"))


def _quantiles(row: Row, p50: str, p90: str) -> Iterator[Fault]:
    if not row.sound(p50, p90):
        return
    if row.has(p50, p90) and row[p50] > row[p90]:
        yield kinds.QUANTILES_CROSSED.at(
            row.spot(p90), low_key=p50, low=row.spot(p50).seen,
            high_key=p90, high=row.spot(p90).seen,
        )  # fmt: skip
    if row.has(p50) != row.has(p90):
        key, other = (p50, p90) if row.has(p50) else (p90, p50)
        yield kinds.ONE_QUANTILE.at(row.spot(other), key=key, other=other)


def _content_rule(row: Row) -> Iterator[Fault]:
    keys = ("content_country", "content_min")
    if row.sound(*keys) and row.has(keys[0]) != row.has(keys[1]):
        blank = keys[1] if row.has(keys[0]) else keys[0]
        yield kinds.CONTENT_RULE_INCOMPLETE.at(row.spot(blank), other=blank)


def events(draft: Draft) -> Iterator[Fault]:
    """Events that hit something, with what it takes to draw them."""
    offers = offer_texts(draft)
    for row in draft.table("events"):
        selector = read_selector(row, "of", OFFER_FIELDS)
        if isinstance(selector, Fault):
            yield selector
        elif isinstance(selector, Selector):
            yield from nothing_selected(row, "of", selector, offers)
        yield from _quantiles(row, "months_p50", "months_p90")
        if row.sound("per_year") and not row["per_year"]:
            yield kinds.EVENT_NEVER.at(row.spot("per_year"))
        lengths = ("months_p50", "months_p90")
        if row.sound(*lengths) and not row.has(lengths[0]) and not row.has(lengths[1]):
            yield kinds.EVENT_WITHOUT_LENGTH.at(row.spot("months_p50"))
        if row.sound("effect") and not row.has("effect"):
            yield kinds.EVENT_WITHOUT_EFFECT.at(row.spot("effect"))
        needs_factor = row.sound("effect", "factor") and row["effect"] in ("slow", "price")
        if needs_factor and not row.has("factor"):
            yield kinds.EVENT_WITHOUT_FACTOR.at(row.spot("factor"), effect=row["effect"])


CHECKS = (origins, licenses, events)
