"""What a limit counts: nothing at all, everything, or what nobody needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.selector import folded
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

MOST_NAMED = 3


@dataclass(frozen=True)
class Picked:
    """What a limit counts: the rows of ``of`` within ``among``, and those of ``among``."""

    of: list[Row]
    among: list[Row]


NOTHING_WITHIN = kind(
    "W675",
    (
        "한도 '{limit}'의 of와 among에 함께 드는 것이 없어 잴 것이 없습니다.",
        "Limit '{limit}': nothing is in both of and among, so there is nothing to measure.",
    ),
    ("of는 among 안에서만 셉니다. 두 조건을 맞추세요.", "of counts only within among; mend one."),
    headline="left_out",
)


def nothing_within(row: Row, picked: Picked) -> Iterator[Fault]:
    """Both selectors pick something, but not the same."""
    if not picked.of:
        yield NOTHING_WITHIN.at(row.spot("of"), limit=row.text("limit"))


OF_ALL = kind(
    "N677",
    (
        "of가 비어 있어 품목 {count}개({materials})를 모두 셉니다.",
        "of is blank: all {count} materials are counted ({materials}).",
    ),
    (
        "일부만 세려면 of에 material=처럼 적으세요.",
        "Write under of what is meant, if that is less.",
    ),
)


def of_all(row: Row, picked: Picked) -> Iterator[Fault]:
    """What is counted where nothing was chosen; money is often limited as a whole."""
    materials = sorted({r.text("material") for r in picked.of})
    if len(materials) > 1 and not (row.sound("weight") and row["weight"] == "spend"):
        more = ", ..." if len(materials) > MOST_NAMED else ""
        names = ", ".join(materials[:MOST_NAMED]) + more
        yield OF_ALL.at(row.spot("of"), count=len(materials), materials=names)


UNNEEDED = kind(
    "W676",
    (
        "한도 '{limit}'{limit:은는} 쓰는 곳이 없는 품목({materials})도 셉니다. "
        "그 품목을 사면 한도가 묽어집니다.",
        "Limit '{limit}' also counts {materials}, which nobody needs: buying it dilutes the limit.",
    ),
    (
        "필요한 품목만 세도록 among에 material={needed}처럼 적으세요.",
        "Count only what is needed, under among: material={needed}.",
    ),
)


def unneeded(draft: Draft, row: Row, picked: Picked) -> Iterator[Fault]:
    """A share over materials that nobody needs is met by buying those."""
    if row["measure"] not in ("share", "hhi", "average"):
        return
    if any(r.broken for table in ("demand", "recipes", "stockpiles") for r in draft.table(table)):
        return
    counted = picked.of if row["measure"] == "average" else picked.among
    used = {folded(r.text("material")) for r in draft.table("recipes") if r["per_run"] < 0}
    stored = {folded(r.text("material")) for r in draft.table("stockpiles")}
    needed = draft.needed | used | stored
    materials = {folded(name): name for name in {r.text("material") for r in counted}}
    idle = [materials[m] for m in sorted(materials) if m not in needed]
    if idle and len(idle) < len(materials):
        rest = "|".join(materials[m] for m in sorted(materials) if m in needed)
        yield UNNEEDED.at(
            row.spot("among"), limit=row.text("limit"), materials=", ".join(idle), needed=rest
        )
