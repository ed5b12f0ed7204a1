"""What can be wrong with sheets, key rows and columns (E2xx, W2xx, N2xx)."""

from planner.workbook.faults import kind

UNKNOWN_SHEET = kind(
    "W201",
    ("'{sheet}' 시트는 알 수 없는 이름입니다.", "There is no table called '{sheet}'."),
    (
        "혹시 '{guess}'{guess:을를} 뜻하셨나요? 이름을 바꾸지 않으면 읽지 않습니다.",
        "Did you mean '{guess}'? Unless renamed, the sheet is not read.",
    ),
)
MISNAMED_SHEET = kind(
    "E202",
    (
        "'{sheet}' 시트의 열은 필요한 표 '{guess}'의 열입니다.",
        "Sheet '{sheet}' has the columns of the required table '{guess}'.",
    ),
    ("시트 이름을 '{guess}'{guess:으로} 바꾸세요.", "Rename the sheet to '{guess}'."),
)
MISSING_SHEET = kind(
    "E203",
    (
        "꼭 필요한 '{table}'({title}) 시트가 없거나 비어 있습니다.",
        "The required sheet '{table}' is missing or empty.",
    ),
    (
        "'{table}' 시트를 만들고 첫 행에 {columns} 열을 두세요. "
        "'planner template'으로 빈 양식을 만들 수 있습니다.",
        "Add a sheet '{table}' with the columns {columns} in its first row; "
        "'planner template' makes an empty form.",
    ),
)
NO_KEY_ROW = kind(
    "E204",
    (
        "처음 20행 안에 열 이름 행이 없습니다.",
        "None of the first 20 rows holds the column keys.",
    ),
    (
        "표 바로 위 행에 {columns} 열 이름을 적으세요.",
        "Write the keys {columns} in one row above the data.",
    ),
)
MISSING_COLUMN = kind(
    "E205",
    ("필요한 열 '{column}'{column:이가} 없습니다.", "The required column '{column}' is missing."),
    (
        "{row}행(열 이름 행)에 '{column}'{column:을를} 적고 아래에 값을 채우세요.",
        "Write '{column}' in row {row}, the key row, and fill in the values below.",
    ),
)
UNKNOWN_COLUMN = kind(
    "W206",
    ("'{seen}'{seen:은는} 이 표에 없는 열입니다.", "'{seen}' is no column of this table."),
    ("{hint_ko} 이 열은 읽지 않습니다.", "{hint_en} The column is not read."),
)
LOST_NUMBERS = kind(
    "E219",
    (
        "'{seen}'{seen:은는} 이 표의 열도 기간도 아닌데 숫자가 들어 있습니다.",
        "'{seen}' is neither a column of this table nor a period, but it holds numbers.",
    ),
    (
        "{hint_ko} 기간이면 2027, 2027-Q1, 2027-01, each 가운데 하나로 적고, 읽지 않을 값이면 "
        "열 이름을 지우세요.",
        "{hint_en} Write a period such as 2027, 2027-Q1, 2027-01 or each; if the values are not "
        "meant to be read, clear this cell.",
    ),
)
MISSPELLED_COLUMN = kind(
    "E207",
    (
        "'{seen}'{seen:은는} 이 표에 없는 열이고, 필요한 열 '{guess}'{guess:이가} 없습니다.",
        "'{seen}' is no column of this table, and the required column '{guess}' is missing.",
    ),
    ("'{guess}'{guess:으로} 고치세요.", "Did you mean '{guess}'? Write '{guess}'."),
)
DUPLICATE_COLUMN = kind(
    "E208",
    ("열 '{seen}'{seen:이가} {other}에도 있습니다.", "Column '{seen}' stands in {other} too."),
    ("둘 중 하나를 지우거나 이름을 바꾸세요.", "Delete or rename one of the two."),
)
DUPLICATE_PERIOD = kind(
    "E209",
    (
        "'{seen}' 기간은 {other}에도 있습니다.",
        "The period '{seen}' stands in {other} too.",
    ),
    ("기간마다 열을 하나만 두세요.", "Keep one column per period."),
)
BAD_PERIOD_COLUMN = kind(
    "E210",
    ("'{seen}'{seen:은는} 기간을 뜻하는 열 이름이 아닙니다.", "'{seen}' is not a period."),
    (
        "2027, 2027-Q1, 2027-01, each 가운데 하나로 적으세요.{hint_ko}",
        "Write 2027, 2027-Q1, 2027-01 or each.{hint_en}",
    ),
)
PERIODS_OUTSIDE = kind(
    "W211",
    (
        "기간 열('{seen}' 등)이 모두 계획 기간({plan}) 밖에 있습니다.",
        "All period columns ('{seen}' and the others) lie outside the plan ({plan}).",
    ),
    (
        "settings 시트의 start, periods 또는 기간 열의 이름을 확인하세요.",
        "Check start and periods in settings, or the period columns.",
    ),
)
DUPLICATE_SHEET = kind(
    "E212",
    (
        "'{sheet}' 시트와 '{other}' 시트가 같은 표입니다.",
        "Sheets '{sheet}' and '{other}' are the same table.",
    ),
    ("하나만 남기거나 합치세요.", "Keep one of them, or put them together."),
)
HIDDEN_ROWS = kind(
    "W213",
    (
        "숨긴 행이 {count}개 있습니다(첫 행: {first}행).",
        "{count} rows are hidden (the first is row {first}).",
    ),
    (
        "숨긴 행도 모두 읽었습니다. 쓰지 않을 행은 지우세요.",
        "They were read like all others; delete the rows you do not mean.",
    ),
)
IGNORED_SHEET = kind(
    "N214",
    ("'{sheet}' 시트는 계획에 쓰는 표가 아닙니다.", "Sheet '{sheet}' is not one of the tables."),
    ("읽지 않았습니다.", "It was not read."),
)
VALUES_WITHOUT_KEY = kind(
    "W215",
    (
        "열 이름이 없는 열에 값이 있습니다: '{seen}'.",
        "There are values in a column without a key: '{seen}'.",
    ),
    (
        "{row}행(열 이름 행)에 열 이름을 적거나 값을 지우세요. 읽지 않았습니다.",
        "Write a key in row {row}, or delete the values. They were not read.",
    ),
)
NO_ROWS = kind(
    "W216",
    ("'{table}' 표에 행이 하나도 없습니다.", "The table '{table}' has no rows."),
    ("열 이름 아래에 자료를 적으세요.", "Write the data below the key row."),
)
HIDDEN_SHEET = kind(
    "W217",
    ("숨긴 시트입니다.", "This sheet is hidden."),
    (
        "그래도 읽었습니다. 쓰지 않으려면 시트를 지우세요.",
        "It was read all the same; delete it if it is not meant.",
    ),
)
EXTERNAL_LINK = kind(
    "W218",
    (
        "'{seen}' 값은 다른 통합 문서를 가리키는 수식의 것입니다.",
        "The value '{seen}' comes from a formula that points to another workbook.",
    ),
    (
        "저장된 값을 썼습니다. 최신인지 확인하거나 값으로 붙여 넣으세요.",
        "The stored value was used; make sure it is current, or paste it as a value.",
    ),
)
