"""What can be wrong with edits: scenarios, sweeps, phrases of the command line (E68x, E69x)."""

from planner.workbook.faults import kind

UNKNOWN_STUDY_COLUMN = kind(
    "E681",
    ("'{table}' 표에 '{seen}' 열이 없습니다.", "There is no column '{seen}' in '{table}'."),
    ("{hint_ko} 열 이름을 확인하세요.", "{hint_en} Check the column key."),
)
STUDY_NUMBER = kind(
    "E682",
    (
        "'{seen}'{seen:은는} 숫자가 아니라서 {op}{op:을를} 할 수 없습니다.",
        "'{seen}' is not a number, which {op} needs.",
    ),
    ("1.2나 65%처럼 숫자를 적으세요.", "Write a number such as 1.2 or 65%."),
)
LOW_ABOVE_HIGH = kind(
    "E683",
    (
        "낮은 값 {low}{low:이가} 높은 값 {high}보다 큽니다.",
        "low {low} is more than high {high}.",
    ),
    ("두 값을 바꾸세요.", "Swap them."),
)
SWEEP_WITHOUT_VALUES = kind(
    "E684",
    (
        "바꿔 볼 값이 없습니다({missing}{missing:이가} 비어 있음).",
        "There is nothing to sweep over ({missing} is blank).",
    ),
    (
        "low, high, steps를 모두 적거나 values에 0.8; 1; 1.2처럼 적으세요.",
        "Fill in low, high and steps, or write values such as 0.8; 1; 1.2.",
    ),
)
EDITS_NOTHING = kind(
    "W685",
    (
        "'{table}' 표에 조건 '{seen}'에 맞는 행이 없습니다.",
        "No row of '{table}' meets '{seen}'.",
    ),
    ("{hint_ko} 조건을 확인하세요.", "{hint_en} Check the condition."),
)
STUDY_TABLE_MISSING = kind(
    "W686",
    ("'{seen}' 시트가 없습니다.", "There is no sheet '{seen}' in this workbook."),
    ("바꿀 행이 없어 효과가 없습니다.", "There is nothing to change."),
)
NOT_NUMERIC = kind(
    "E687",
    (
        "'{table}' 표의 '{column}' 열에는 {op} 방법을 쓸 수 없습니다. {what_ko}",
        "'{column}' of '{table}' cannot be changed by {op}: {what_en}",
    ),
    ("{hint_ko}", "{hint_en}"),
)
MONTHS_WITHOUT_EACH = kind(
    "E688",
    (
        "'{column}' 열을 바꿀 때는 from과 until을 쓸 수 없습니다.",
        "from and until say nothing about the column '{column}'.",
    ),
    (
        "비우세요. 기간마다 값이 있는 표라면 column에 each를 적으세요.",
        "Leave them out; or, where a table has period columns, write each as the column.",
    ),
)
FIXED_IN_STUDY = kind(
    "E689",
    (
        "'{column}'{column:은는} 여기서 바꿀 수 없습니다. {why_ko}",
        "'{column}' cannot be changed here: {why_en}",
    ),
    ("통합문서를 복사하여 그 안에서 바꾸세요.", "Change it in a copy of the workbook."),
)
FINER_THAN_PLAN = kind(
    "E692",
    (
        "'{column}'{column:은는} 이 계획의 한 기간({period})보다 짧습니다.",
        "'{column}' is shorter than a period of this plan ({period}).",
    ),
    ("{repair}{repair:으로} 적거나 each를 적으세요.", "Write {repair}, or each."),
)
UNKNOWN_PLACE = kind(
    "E693",
    ("'{seen}'{seen:은는} 이 자료에 없는 장소입니다.", "'{seen}' is no location of this case."),
    ("{hint_ko} 장소: {places}.", "{hint_en} Locations: {places}."),
)
EDITS_NO_PERIOD = kind(
    "W694",
    (
        "계획 기간({plan})에 들지 않아 바뀌는 것이 없습니다.",
        "It lies outside the plan ({plan}), so nothing changes.",
    ),
    ("기간을 확인하세요.", "Check the months."),
)
EDIT_REPLACED = kind(
    "W695",
    (
        "{count}개 행({names})에서는 '{column}' 대신 {instead_ko}{instead_ko:이가} 쓰여 "
        "바뀌는 것이 없습니다.",
        "In {count} rows ({names}) {instead_en} stand in for '{column}', so nothing changes there.",
    ),
    ("그 값을 바꾸려면: {phrase}", "To change those: {phrase}"),
)
UNSOUND_AFTER = kind(
    "E696",
    (
        "'{name}'{name:을를} 적용하면 자료가 서로 맞지 않습니다({count}건). {place_ko}: {inner_ko}",
        "With '{name}' applied the facts do not fit ({count}). {place_en}: {inner_en}",
    ),
    ("{hint_ko}", "{hint_en}"),
)
