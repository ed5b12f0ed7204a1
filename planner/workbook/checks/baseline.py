"""Shares of years before the plan: each can be read, is a part, and has one of the plan beside."""

import re
from collections.abc import Iterator

from models.basis import Basis, basis_of
from models.elements import OXIDE_OF_METAL
from models.selector import folded
from planner.glossary.elements import element_called
from planner.words import Words
from planner.workbook.checks.contents import elements_inside
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.guesses import did_you_mean
from planner.workbook.references import DUPLICATE_ROW
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

WITHIN = 1e-6
_AS_SELECTED = re.compile(r"(?:hs|contains)\s*[:=]?\s*(.*?)\*?", re.IGNORECASE)
"""``contains=Dy`` and ``hs=8505*`` of a selector, ``HS 8505`` of a printed plan."""

NO_BASIS = kind(
    "E613",
    (
        "'{seen}'{seen:은는} HS 코드도 element:Dy도 all도 아닙니다.",
        "'{seen}' is no customs code, no element:Dy and not all.",
    ),
    (
        "{hint_ko} 2846이나 8505.11 같은 HS 코드, element:Dy, 또는 all을 적으세요.",
        "{hint_en} Write a customs code such as 2846 or 8505.11, element:Dy, or all.",
    ),
)
MORE_THAN_WHOLE = kind(
    "E614",
    (
        "'{seen}'의 {year}년 비중을 더하면 {sum}입니다({cells}).",
        "The shares of '{seen}' in {year} add up to {sum} ({cells}).",
    ),
    (
        "합이 1(100%) 이하가 되게 고치세요. 출처가 다르면 연도나 무게(weight)를 나누어 적으세요.",
        "Make them add up to 1 (100%) at most; rows of another source need another year or weight.",
    ),
)
NOTHING_BESIDE = kind(
    "W615",
    (
        "'{seen}'에 드는 공급조건이 없어 계획과 나란히 볼 수 없습니다.",
        "Nothing on offer belongs to '{seen}': there is no share of the plan to set beside it.",
    ),
    (
        "{hint_ko} materials의 hs_code나 원소와 맞추세요.",
        "{hint_en} Match it with hs_code or the elements of the materials.",
    ),
)
NOT_BEFORE = kind(
    "W616",
    (
        "{seen}년은 계획({plan})보다 앞선 해가 아닙니다.",
        "{seen} is no year before the plan ({plan}).",
    ),
    ("실제로 산 해의 비중을 적으세요.", "Write the share of a year that is over."),
)


def baseline(draft: Draft) -> Iterator[Fault]:
    """Every share is of something, of a year that is over, and part of a whole."""
    offered = [m for offer in draft.table("offers") if (m := draft.material(offer))]
    inside = elements_inside(draft)
    groups: dict[tuple[Basis, str, int], list[Row]] = {}
    for row in draft.sound("baseline", "basis"):
        basis = basis_of(row.text("basis"))
        if basis is None:
            meant = _meant(row.text("basis"))
            yield NO_BASIS.at(row.spot("basis"), hint_ko=meant.ko, hint_en=meant.en)
            continue
        if not _offered(basis, offered, inside):
            named = basis.kind == "element" and element_called(basis.what)
            hint = _meant(basis.what) if named else Words("", "")
            yield NOTHING_BESIDE.at(row.spot("basis"), hint_ko=hint.ko, hint_en=hint.en)
        if row.has("year") and draft.calendar and row["year"] >= draft.calendar.year(0):
            yield NOT_BEFORE.at(row.spot("year"), plan=draft.plan_text())
        if row.has("share", "year") and row.sound("weight"):
            own = groups.setdefault((basis, row["weight"], row["year"]), [])
            yield from _told_twice(row, own)
            own.append(row)
    for (_, _, year), rows in groups.items():
        total = sum(row["share"] for row in rows)
        if total > 1 + WITHIN:
            cells = ", ".join(row.spot("share").cell for row in rows)
            yield MORE_THAN_WHOLE.at(
                rows[0].spot("basis"), year=year, sum=number_text(total), cells=cells
            )


def _told_twice(row: Row, others: list[Row]) -> Iterator[Fault]:
    """The same share as another row's, its basis written otherwise: 2846.90 and 284690."""
    country, basis = folded(row.text("country")), folded(row.text("basis"))
    for other in others:
        if folded(other.text("country")) == country and folded(other.text("basis")) != basis:
            keys = ", ".join(row.grid.table.unique)
            yield DUPLICATE_ROW.at(row.spot("basis"), other=other.spot("basis").cell, keys=keys)
            return


def _offered(basis: Basis, offered: list[Row], inside: dict[str, tuple[str, ...]]) -> bool:
    if basis.kind == "all":
        return True
    if basis.kind == "hs":
        return any(basis.covers(material.text("hs_code")) for material in offered)
    return any(basis.what in inside[folded(material.text("material"))] for material in offered)


def _meant(text: str) -> Words:
    """``Did you mean 'element:Dy'?`` for an element without the word in front, or ``2846``."""
    found = _AS_SELECTED.fullmatch(text.strip())
    name = found[1] if found else text.strip()
    if found and basis_of(name):
        return did_you_mean(name, [name])
    symbol = element_called(name) or next((x for x in OXIDE_OF_METAL if x == folded(name)), "")
    written = symbol if symbol != folded(symbol) else name
    return did_you_mean(f"element:{written}", [f"element:{written}"]) if symbol else Words("", "")


CHECKS = (baseline,)
