"""All tables of the case workbook, in the order of the contract.

>>> TABLES["offers"].title.ko
'공급조건'
"""

from planner.words import Words
from planner.workbook.schema import Table
from planner.workbook.tables.making import (
    ARISINGS,
    PROCESSES,
    RECIPES,
    RETURNS,
    ROUTES,
    STOCKPILES,
)  # fmt: skip
from planner.workbook.tables.plan import (
    DEMAND,
    FX,
    MATERIALS,
    OPEN_ORDERS,
    SETTINGS,
    SETTINGS_TABLE,
)  # fmt: skip
from planner.workbook.tables.policy import LIMITS, ORIGINS
from planner.workbook.tables.purchase import CAPACITY, OFFERS, PRICES, SUPPLIERS, TIERS
from planner.workbook.tables.risk import EVENTS, LICENSES
from planner.workbook.tables.study import SCENARIOS, SWEEPS

TABLES: dict[str, Table] = {
    table.key: table
    for table in (
        SETTINGS_TABLE, MATERIALS, SUPPLIERS, OFFERS, TIERS, PRICES, CAPACITY, DEMAND, STOCKPILES,
        PROCESSES, RECIPES, RETURNS, ARISINGS, ROUTES, ORIGINS, LICENSES, EVENTS, LIMITS,
        OPEN_ORDERS, FX, SCENARIOS, SWEEPS,
    )
}  # fmt: skip
"""Every sheet by its key."""

SCHEMA = "1"
"""Version of this declaration; it stands in every workbook we write."""

SCHEMA_NAME = "procplan_schema"
"""Document property and defined name that carry the version."""

ABOUT_SHEET = Words("안내", "About")
GUIDE_SHEET = Words("항목설명", "Guide")
LISTS_SHEET = Words("목록", "Lists")
FURTHER_SHEETS = (ABOUT_SHEET, GUIDE_SHEET, LISTS_SHEET)
"""Sheets of the template that hold no data; the reader passes over them."""

__all__ = ["FURTHER_SHEETS", "SCHEMA", "SCHEMA_NAME", "SETTINGS", "TABLES"]
