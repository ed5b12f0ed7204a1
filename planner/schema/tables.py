"""All tables of the case workbook, in the order of the contract.

>>> TABLES["offers"].title.ko
'공급조건'
"""

from planner.schema.column import Table
from planner.schema.making import (
    ARISINGS,
    PROCESSES,
    RECIPES,
    RETURNS,
    ROUTES,
    STOCKPILES,
)  # fmt: skip
from planner.schema.plan import (
    DEMAND,
    FX,
    MATERIALS,
    OPEN_ORDERS,
    SETTINGS,
    SETTINGS_TABLE,
)  # fmt: skip
from planner.schema.policy import LIMITS, ORIGINS
from planner.schema.purchase import CAPACITY, OFFERS, PRICES, SUPPLIERS, TIERS
from planner.schema.risk import EVENTS, LICENSES
from planner.schema.study import SCENARIOS, SWEEPS
from planner.words import Words

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
