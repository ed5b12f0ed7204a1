"""Ids that must be unique, names that must exist, places, units and currencies as first spelled."""

from collections.abc import Iterator
from typing import Any

from models.selector import folded
from planner.schema.column import Column
from planner.schema.tables import TABLES
from planner.words import Words
from planner.workbook.draft import Draft
from planner.workbook.faults import SHOWN_PER_COLUMN, Fault, kind
from planner.workbook.guesses import did_you_mean, is_total, look, nearest
from planner.workbook.rows import REMARK_ROW, TOTAL_ROW, Row

NAMED = 5
"""How many ids or places a remedy lists."""


def resolve(draft: Draft) -> None:
    """Tie the rows together; what does not fit is added to the draft's faults."""
    for key, rows in draft.rows.items():
        draft.faults += _duplicates(rows)
        draft.faults += _references(draft, key, rows)
        draft.faults += _repeated(rows)
    _spell_price_per(draft)
    _settle_locations(draft)


DUPLICATE_ID = kind(
    "E401",
    ("'{seen}'{seen:은는} {other}에 이미 있습니다.", "'{seen}' already stands in {other}."),
    (
        "이름이 겹치지 않게 바꾸거나 한 행을 지우세요.",
        "Rename one of the two, or delete one row.",
    ),
)
DUPLICATE_ROW = kind(
    "E405",
    (
        "같은 {keys} 조합이 {other}에 이미 있습니다.",
        "The same {keys} already stand together in {other}.",
    ),
    ("한 행만 남기세요.", "Keep one of the two rows."),
)


def _duplicates(rows: list[Row]) -> Iterator[Fault]:
    unique = rows[0].grid.table.unique if rows else ()
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows if unique else ():
        if not row.sound(*unique):
            continue
        key = tuple(_compared(row[column]) for column in unique)
        first = seen.setdefault(key, row)
        if first is row:
            continue
        spot = row.spot(unique[0])
        other = first.spot(unique[0]).cell
        if len(unique) == 1:
            yield DUPLICATE_ID.at(spot, other=other)
        else:
            yield DUPLICATE_ROW.at(spot, other=other, keys=", ".join(unique))


REPEATED_ROW = kind(
    "W406",
    ("{other}행과 똑같은 행입니다.", "This row says the same as row {other}."),
    (
        "둘 다 따로 셉니다. 잘못 붙여 넣었으면 한 행을 지우세요.",
        "Both count, each by itself; delete one if it was pasted twice.",
    ),
)


def _repeated(rows: list[Row]) -> Iterator[Fault]:
    """Rows that may stand side by side, but hardly twice the same."""
    seen: dict[frozenset[Any], Row] = {}
    for row in rows if rows and rows[0].grid.table.once else ():
        said = frozenset((key, _compared(value)) for key, value in row.values.items())
        first = row if row.broken else seen.setdefault(said, row)
        if first is not row:
            spot = row.spot(row.grid.table.columns[0].key)
            yield REPEATED_ROW.at(spot, other=first.number)


def _compared(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value


def _references(draft: Draft, key: str, rows: list[Row]) -> Iterator[Fault]:
    """Every name of another table, spelled as there."""
    for column in TABLES[key].columns:
        if column.kind != "ref" or column.refers_to not in _readable(draft, column.refers_to):
            continue
        names = _names(draft, column.refers_to)
        # A guess looks through all names: only for so many as are listed one by one.
        guessed = SHOWN_PER_COLUMN
        for row in rows:
            if not row.has(column.key):
                continue
            name = names.get(folded(row.text(column.key)))
            if name is None:
                row.broken.add(column.key)
                yield _unknown(draft, row, column, guessed=guessed > 0)
                guessed -= 1
            elif name:
                row.values[column.key] = name
            else:
                row.broken.add(column.key)


def _readable(draft: Draft, table: str) -> tuple[str, ...]:
    """Nothing can be said about names of a required table that is missing itself."""
    return (table,) if table in draft.grids or TABLES[table].optional else ()


def _names(draft: Draft, table: str) -> dict[str, str]:
    """Ids by their folded text; an id whose own cell is broken is known but empty."""
    id_column = TABLES[table].columns[0].key
    names: dict[str, str] = {}
    for row in draft.table(table):
        cell = row.cell(id_column)
        if row.has(id_column):
            names.setdefault(folded(row.text(id_column)), row.text(id_column))
        elif cell:
            names[folded(cell.shown)] = ""
    return names


UNKNOWN_REFERENCE = kind(
    "E402",
    (
        "'{seen}'{seen:은는} '{table}' 표에 없습니다.",
        "'{seen}' is not in the table '{table}'.",
    ),
    ("{hint_ko}", "{hint_en}"),
)


def _unknown(draft: Draft, row: Row, column: Column, *, guessed: bool) -> Fault:
    """A name that its table does not hold, and, if asked, what was probably meant by it."""
    spot, table = row.spot(column.key), column.refers_to
    if is_total(spot.seen):
        return TOTAL_ROW.at(spot)
    meant = _meant(draft, row, column) if guessed else None
    if meant is None and not row.cells and set(row.values) == {column.key}:
        row.broken.update(one.key for one in row.grid.table.columns)
        return REMARK_ROW.at(spot)
    hint = meant or _any_id(_ids(draft, table) if guessed else [], column)
    return UNKNOWN_REFERENCE.at(spot, table=table, hint_ko=hint.ko, hint_en=hint.en)


_NAMED = Words("'{}'의 이름입니다. ID를 적으세요.", "It is the name of '{}': write that id.")
_SWAPPED = Words(
    "'{}' 표에는 있습니다. 두 열을 바꾸어 적지 않았나요?",
    "'{}' holds it: were the two columns swapped?",
)
_BLANKS = Words(
    "'{}' 값에서 빈칸만 다릅니다(빈칸 두 개나 줄바꿈). 빈칸 하나로 다시 적으세요.",
    "Only its blanks differ from '{}' (two of them, or a line break): write one.",
)


def _meant(draft: Draft, row: Row, column: Column) -> Words | None:
    """The id whose name this is, or that it nearly is; the table of another column that has it."""
    seen = row.text(column.key)
    names = _ids(draft, column.refers_to)
    if ident := _by_name(draft, column.refers_to).get(folded(seen)):
        return _filled(_NAMED, ident)
    others = {c.refers_to for c in row.grid.table.columns if c.kind == "ref"} - {column.refers_to}
    holding = [table for table in sorted(others) if folded(seen) in _names(draft, table)]
    if column.required and holding:
        return _filled(_SWAPPED, holding[0])
    guess = nearest(seen, names)
    if guess and " ".join(guess.split()) == " ".join(seen.split()):
        return _filled(_BLANKS, guess)
    return did_you_mean(guess, [guess]) if guess else None


def _filled(words: Words, value: str) -> Words:
    return Words(*(text.format(value) for text in words))


def _by_name(draft: Draft, table: str) -> dict[str, str]:
    """Ids by the names of their rows."""
    columns = {column.key for column in TABLES[table].columns}
    id_column = TABLES[table].columns[0].key
    return {
        folded(row.text(key)): row.text(id_column)
        for key in ("name_en", "name")
        if key in columns
        for row in draft.table(table)
        if row.has(id_column, key)
    }


_ADD = Words(
    "'{}' 시트에 추가하거나 이름을 고치세요.",
    "Add it to '{}', or mend the name.",
)
_ONE_OR_BLANK = Words(
    "없으면 칸을 비워 두고, 있으면 '{}' 시트의 ID를 적으세요.",
    "Leave the cell blank if there is none, else write an id of '{}'.",
)


def _any_id(names: list[str], column: Column) -> Words:
    """What to write where nothing is near: an id that is there, or nothing at all."""
    words = _filled(_ADD if column.required else _ONE_OR_BLANK, column.refers_to)
    some = ", ".join(names[:NAMED])
    return Words(f"{words.ko} ({some})", f"{words.en} ({some})") if some else words


def _ids(draft: Draft, table: str) -> list[str]:
    return [name for name in _names(draft, table).values() if name]


def _spell_price_per(draft: Draft) -> None:
    """A word of its own for a unit is one word, however it is typed."""
    for row in draft.table("materials"):
        unit = row.text("unit")
        if row.has("price_per") and folded(row.text("price_per")) == folded(unit):
            row.values["price_per"] = unit


BLANK_LOCATION = kind(
    "E403",
    (
        "장소가 여럿({places})인데 비어 있습니다.",
        "The location is blank, but there are several ({places}).",
    ),
    ("그중 하나를 적으세요.", "Write one of them."),
)


def _settle_locations(draft: Draft) -> None:
    named = list(_named_locations(draft))
    spelled: dict[str, str] = {}
    for row, key in named:
        spelled.setdefault(folded(row.text(key)), row.text(key))
        row.values[key] = spelled[folded(row.text(key))]
    draft.locations = tuple(spelled.values()) or ("",)
    draft.faults += _odd_locations(named)
    places = ", ".join(draft.locations[:NAMED])
    for row, key in _location_cells(draft):
        if row.has(key) or not row.sound(key):
            continue
        if len(draft.locations) > 1:
            row.broken.add(key)
            draft.faults.append(BLANK_LOCATION.at(row.spot(key), places=places))
        else:
            row.values[key] = draft.locations[0]


def _location_cells(draft: Draft) -> Iterator[tuple[Row, str]]:
    for table in TABLES.values():
        keys = [column.key for column in table.columns if column.kind == "location"]
        yield from ((row, key) for row in draft.table(table.key) for key in keys)


def _named_locations(draft: Draft) -> Iterator[tuple[Row, str]]:
    return ((row, key) for row, key in _location_cells(draft) if row.has(key))


ODD_LOCATION = kind(
    "W404",
    (
        "장소 '{seen}'{seen:은는} 여기에만 나옵니다.",
        "The location '{seen}' stands only here.",
    ),
    (
        "혹시 '{guess}'{guess:을를} 뜻하셨나요?",
        "Did you mean '{guess}'?",
    ),
)


def _odd_locations(named: list[tuple[Row, str]]) -> Iterator[Fault]:
    """A place named once that looks like another one is probably a slip."""
    uses: dict[str, list[tuple[Row, str]]] = {}
    for row, key in named:
        uses.setdefault(row.text(key), []).append((row, key))
    by_look: dict[str, list[str]] = {}
    for name in uses:
        by_look.setdefault(look(name), []).append(name)
    for name, cells in uses.items():
        # Of several that look like it the first is told, as of a name the first spelling is.
        alike = next((other for other in by_look[look(name)][:2] if other != name), "")
        if len(cells) == 1 and alike and len(uses[alike]) > 1:
            row, key = cells[0]
            yield ODD_LOCATION.at(row.spot(key), guess=alike)
