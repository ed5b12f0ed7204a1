"""What a result calls a column of the case workbook: as its heading in the template does.

>>> heading("offers", "license").ko
'수출허가'
>>> heading("offers", "price", "({})").en
'Price ({})'
"""

from planner.schema.column import Column
from planner.schema.plan import SETTINGS
from planner.schema.tables import TABLES
from planner.words import Words


def declared(table: str, key: str) -> Column:
    """Return the declaration of a column, or of a setting. Raises KeyError."""
    if table == "settings":
        return {column.key: column for column in SETTINGS}[key]
    return TABLES[table].column(key)


def heading(table: str, key: str, unit: str = "") -> Words:
    """Return a column's heading, with what its numbers are counted in behind it.

    Raises KeyError.
    """
    words = declared(table, key).heading
    return Words(f"{words.ko} {unit}", f"{words.en} {unit}") if unit else words
