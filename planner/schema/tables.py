"""All tables of the case workbook, in the order of the contract.

>>> TABLES["offers"].title.ko
'공급조건'
"""

from planner.schema.column import Table
from planner.schema.plan import SETTINGS
from planner.schema.policy import BASELINE
from planner.schema.study import EDITABLE, SCENARIOS, SWEEPS
from planner.words import Words

TABLES: dict[str, Table] = {table.key: table for table in (*EDITABLE, BASELINE, SCENARIOS, SWEEPS)}
"""Every sheet by its key."""

SHEET_ORDER = (
    "settings", "materials", "demand", "suppliers", "offers", "prices", "tiers", "capacity",
    "fx", "stockpiles", "open_orders", "limits", "baseline", "contents", "origins",
    "licenses", "events", "processes",
    "recipes", "returns", "arisings", "routes", "scenarios", "sweeps",
)  # fmt: skip
"""The sheets as a workbook shows them: what is needed first (need, terms, stock and policy) stands
first, then making and studies."""

SCHEMA = "1"
"""Version of this declaration; it stands in every workbook we write."""

SCHEMA_NAME = "procplan_schema"
"""Document property and defined name that carry the version."""

ABOUT_SHEET = Words("안내", "About")
GUIDE_SHEET = Words("항목설명", "Guide")
LISTS_SHEET = Words("목록", "Lists")
FURTHER_SHEETS = (ABOUT_SHEET, GUIDE_SHEET, LISTS_SHEET)
"""Sheets of the template that hold no data; the reader passes over them."""

__all__ = ["FURTHER_SHEETS", "SCHEMA", "SCHEMA_NAME", "SETTINGS", "SHEET_ORDER", "TABLES"]
