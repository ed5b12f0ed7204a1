"""Cells that say nothing in their row: the measure of a limit, say, does not read them."""

from collections.abc import Iterator

from models.selector import folded
from planner.schema.tables import TABLES
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

NOT_READ = kind(
    "E672",
    (
        "{by}{by:이가} {choice}인 행은 {column} 값 '{seen}'{seen:을를} 읽지 않습니다.",
        "A row whose {by} is {choice} does not read {column} '{seen}'.",
    ),
    (
        "칸을 비우세요. {column}{column:은는} {by} {others}에서만 읽습니다.",
        "Leave it blank: {column} is read with {by} {others} only.",
    ),
)


def unread(draft: Draft) -> Iterator[Fault]:
    """Every filled cell is read; one that holds its default says the same as a blank one."""
    for key, rows in draft.rows.items():
        reads = TABLES[key].reads
        if reads is None:
            continue
        for row in (row for row in rows if row.has(reads.by)):
            choice = row[reads.by]
            for column in reads.unread(choice):
                if row.has(column) and not _is_default(row, column):
                    others = [one for one, keys in reads.choices.items() if column in keys]
                    yield NOT_READ.at(
                        row.spot(column), by=reads.by, choice=choice, column=column,
                        others=", ".join(others),
                    )  # fmt: skip


def _is_default(row: Row, column: str) -> bool:
    return folded(row.text(column)) == folded(str(row.grid.defaults[column]))


CHECKS = (unread,)
