"""Limits: selectors, measures, windows and units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.selector import Selector, folded
from planner.workbook.checks.common import from_until, mixed_units
from planner.workbook.checks.selection import (
    OFFER_FIELDS,
    STOCK_FIELDS,
    Texts,
    nothing_selected,
    offer_texts,
    read_selector,
    selected,
    stock_texts,
    with_stages,
)
from planner.workbook.draft import Draft, is_mass
from planner.workbook.faults import Fault
from planner.workbook.guesses import did_you_mean
from planner.workbook.kinds import policy as kinds
from planner.workbook.rows import Row, attribute_key
from planner.workbook.sheets import number_text

WINDOW = re.compile(r"horizon|year|period|rolling:[1-9]\d{0,3}")
HHI_MOST = 10_000


@dataclass(frozen=True)
class Picked:
    """What a limit counts: the rows of ``of`` within ``among``, and those of ``among``."""

    of: list[Row]
    among: list[Row]


def limits(draft: Draft) -> Iterator[Fault]:
    """Every limit can be read and says something."""
    offers, stocks = offer_texts(draft), stock_texts(draft)
    for row in draft.sound("limits", "measure"):
        stock = row["measure"] == "stock"
        rows, fields = (stocks, STOCK_FIELDS) if stock else (offers, OFFER_FIELDS)
        selectors = [read_selector(row, key, fields) for key in ("of", "among")]
        yield from (wrong for wrong in selectors if isinstance(wrong, Fault))
        yield from _terms(draft, row)
        yield from from_until(row)
        of, among = selectors
        if isinstance(of, Selector) and isinstance(among, Selector):
            yield from _counted(draft, row, (of, among), rows)


def _terms(draft: Draft, row: Row) -> Iterator[Fault]:
    """What needs no selection: attribute, window, penalty, bounds of the value, validity."""
    if row.has("attribute") and row["measure"] != "average":
        yield kinds.ATTRIBUTE_WITHOUT_EFFECT.at(row.spot("attribute"), measure=row["measure"])
    if row.sound("window"):
        window = re.sub(r"\s", "", folded(row.text("window")))
        if WINDOW.fullmatch(window):
            row.values["window"] = window
        else:
            yield kinds.BAD_WINDOW.at(row.spot("window"))
        if row["measure"] == "stock" and window not in ("horizon", "period"):
            yield kinds.STOCK_WINDOW.at(row.spot("window"))
    if row.sound("kind", "penalty"):
        if row["kind"] == "soft" and row["penalty"] is None:
            yield kinds.SOFT_WITHOUT_PENALTY.at(row.spot("penalty"))
        if row["kind"] == "hard" and row["penalty"]:
            yield kinds.PENALTY_ON_HARD.at(row.spot("penalty"))
    if draft.calendar and row.sound("from", "until"):
        ordered = not row.has("from", "until") or row["from"] <= row["until"]
        if ordered and not draft.calendar.overlap(row["from"], row["until"]).any():
            spot = row.spot("from" if row.has("from") else "until")
            yield kinds.LIMIT_OUTSIDE.at(spot, plan=draft.plan_text())


def _counted(
    draft: Draft,
    row: Row,
    selectors: tuple[Selector, Selector],
    rows: list[tuple[Row, Texts]],
) -> Iterator[Fault]:
    of, among = selectors
    staged = row.sound("stage") and row["stage"] != "direct"
    if staged:
        yield from _stage(row, of, among)
        of, among = with_stages(of), with_stages(among)
    yield from nothing_selected(row, "of", of, rows)
    yield from nothing_selected(row, "among", among, rows)
    picked = Picked(selected(rows, of, among), selected(rows, among))
    if row["measure"] == "hhi":
        yield from _hhi(draft, row, picked)
    elif row["measure"] == "average":
        yield from _average(draft, row, picked)
    elif row["measure"] == "share" and not of.conditions and not staged:
        yield kinds.SHARE_OF_ALL.at(row.spot("of"))
    yield from _amounts(draft, row, picked)


def _stage(row: Row, of: Selector, among: Selector) -> Iterator[Fault]:
    split = row["measure"] == "hhi" and row["by"] == "country"
    if not split and not of.on("country").conditions and not among.on("country").conditions:
        yield kinds.STAGE_WITHOUT_COUNTRY.at(row.spot("stage"))


def _hhi(draft: Draft, row: Row, picked: Picked) -> Iterator[Fault]:
    if row["sense"] == "min" and row.sound("sense"):
        yield kinds.HHI_MIN.at(row.spot("sense"))
    if row.has("of") and folded(row.text("of")) != "all":
        yield kinds.OF_WITHOUT_EFFECT.at(row.spot("of"))
    if not row.has("value"):
        return
    value = row["value"]
    if value > HHI_MOST:
        yield kinds.HHI_RANGE.at(row.spot("value"))
        return
    if 0 < value <= 1:
        repair = number_text(value * HHI_MOST)
        yield kinds.HHI_AS_FRACTION.at(row.spot("value"), repair=repair)
        return
    count = _sources(draft, row, picked.among)
    if count and value < HHI_MOST / count * (1 - 1e-9):
        yield kinds.HHI_OUT_OF_REACH.at(
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


def _average(draft: Draft, row: Row, picked: Picked) -> Iterator[Fault]:
    if not row.sound("attribute") or "offers" not in draft.grids:
        return
    names = {attribute_key(name): name for name in draft.grids["offers"].attributes}
    if not row.has("attribute"):
        known = ", ".join(names.values())
        ko = f"있는 속성: {known}." if known else ""
        en = f"There are: {known}." if known else ""
        yield kinds.AVERAGE_WITHOUT_ATTRIBUTE.at(row.spot("attribute"), hint_ko=ko, hint_en=en)
        return
    name = names.get(attribute_key(row.text("attribute")))
    if name is None:
        hint = did_you_mean(row.text("attribute"), names.values())
        yield kinds.UNKNOWN_ATTRIBUTE.at(row.spot("attribute"), hint_ko=hint.ko, hint_en=hint.en)
        return
    row.values["attribute"] = name
    for offer in picked.of:
        if name not in offer.attributes and name not in offer.broken:
            yield kinds.OFFER_LACKS_ATTRIBUTE.at(
                offer.spot(name), limit=row.text("limit"), offer=offer.text("offer"), attribute=name
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
            yield kinds.REO_OF_NO_MASS.at(row.spot("weight"), materials=", ".join(odd))
            return
    yield from mixed_units(draft, row, materials)
    if row["weight"] == "quantity" and row["measure"] in ("share", "amount", "hhi"):
        forms = sorted({form for m in materials if (form := _form(draft, m))})
        if len(forms) > 1:
            yield kinds.FORMS_ADDED_UP.at(row.spot("limit"), forms=", ".join(forms))


def _form(draft: Draft, material: str) -> str:
    found = draft.find("materials", material)
    return found.text("form") if found else ""


CHECKS = (limits,)
