"""What can be wrong with one cell, and with ids and references (E3xx, E4xx)."""

from planner.workbook.faults import kind

NOT_A_NUMBER = kind(
    "E301",
    ("'{seen}'{seen:은는} 숫자가 아닌 글자입니다.", "'{seen}' is text. Expected a number."),
    ("숫자만 적으세요.{hint_ko}", "Write a number.{hint_en}"),
)
DECIMAL_COMMA = kind(
    "E302",
    (
        "'{seen}'{seen:은는} 쉼표가 소수점인지 천 단위 구분인지 알 수 없습니다.",
        "'{seen}' has a comma that may be a decimal point.",
    ),
    ("소수라면 {repair}{repair:으로} 적으세요.", "If it is a decimal, write {repair}."),
)
NUMBER_AS_TEXT = kind(
    "N303",
    (
        "숫자 '{seen}'{seen:이가} 글자로 저장되어 있습니다.",
        "The number '{seen}' is stored as text.",
    ),
    ("{value}{value:으로} 읽었습니다.", "It was read as {value}."),
)
THOUSANDS_AS_TEXT = kind(
    "N304",
    (
        "'{seen}'{seen:은는} 천 단위 쉼표가 든 글자입니다.",
        "'{seen}' is text with thousands separators.",
    ),
    (
        "{value}{value:으로} 읽었습니다. 다른 뜻이면 고치세요.",
        "It was read as {value}; mend it if that is not meant.",
    ),
)
BARE_PERCENT = kind(
    "E305",
    (
        "'{seen}'{seen:은는} 비율로 읽으면 {as_percent}%입니다.",
        "'{seen}' as a fraction would be {as_percent}%.",
    ),
    (
        "{seen}%라면 {fraction} 또는 {seen}%로 적으세요.",
        "If {seen}% is meant, write {fraction} or {seen}%.",
    ),
)
PERCENT_AS_TEXT = kind(
    "N306",
    ("비율 '{seen}'{seen:이가} 글자로 저장되어 있습니다.", "'{seen}' is stored as text."),
    ("{value}{value:으로} 읽었습니다.", "It was read as {value}."),
)
TOO_LOW = kind(
    "E307",
    ("'{seen}'{seen:은는} 너무 작습니다.", "'{seen}' is too low."),
    ("{low} 이상으로 적으세요.", "Write {low} or more."),
)
TOO_HIGH = kind(
    "E308",
    ("'{seen}'{seen:은는} 너무 큽니다.", "'{seen}' is too high."),
    ("{high} 이하로 적으세요.", "Write {high} or less."),
)
NOT_WHOLE = kind(
    "E309",
    ("'{seen}'{seen:은는} 정수가 아닙니다.", "'{seen}' is not a whole number."),
    ("소수점 없이 {repair}처럼 적으세요.", "Write a whole number such as {repair}."),
)
BAD_CHOICE = kind(
    "E310",
    ("'{seen}'{seen:은는} 고를 수 없는 값입니다.", "'{seen}' is not one of the choices."),
    ("{hint_ko} 고를 수 있는 값: {choices}.", "{hint_en} Choices: {choices}."),
)
BAD_FLAG = kind(
    "E311",
    ("'{seen}'{seen:은는} 예, 아니오가 아닙니다.", "'{seen}' is neither yes nor no."),
    ("yes 또는 no로 적으세요.", "Write yes or no."),
)
BAD_PERIOD = kind(
    "E312",
    ("'{seen}'{seen:은는} 기간이 아닙니다.", "'{seen}' is not a period."),
    (
        "2027, 2027-Q1, 2027-01처럼 적으세요.{hint_ko}",
        "Write it like 2027, 2027-Q1 or 2027-01.{hint_en}",
    ),
)
BAD_COUNTRY = kind(
    "E313",
    (
        "'{seen}'{seen:은는} 두 글자 국가 코드(ISO)가 아닙니다.",
        "'{seen}' is not a two-letter country code (ISO 3166).",
    ),
    ("CN, AU, KR처럼 적으세요.{hint_ko}", "Write it like CN, AU or KR.{hint_en}"),
)
BAD_CURRENCY = kind(
    "E314",
    (
        "'{seen}'{seen:은는} 세 글자 통화 코드가 아닙니다.",
        "'{seen}' is not a three-letter currency code.",
    ),
    ("USD, KRW, EUR처럼 적으세요.{hint_ko}", "Write it like USD, KRW or EUR.{hint_en}"),
)
ERROR_CELL = kind(
    "E315",
    ("셀에 Excel 오류 {seen}{seen:이가} 있습니다.", "The cell holds the Excel error {seen}."),
    ("수식을 고치거나 값을 직접 적으세요.", "Mend the formula, or write the value itself."),
)
NO_STORED_VALUE = kind(
    "E316",
    (
        "수식에 저장된 값이 없습니다: {seen}.",
        "The formula has no stored value: {seen}.",
    ),
    (
        "Excel에서 파일을 열어 한 번 저장하거나 값을 직접 적으세요.",
        "Open the file in Excel and save it once, or write the value itself.",
    ),
)
MERGED = kind(
    "E317",
    ("자료 영역의 셀이 병합되어 있습니다({seen}).", "Cells of the data are merged ({seen})."),
    (
        "셀 병합을 해제하고 행마다 값을 적으세요.",
        "Unmerge them and write the value in every row.",
    ),
)
NUMBER_AS_ID = kind(
    "W318",
    (
        "이름 열에 숫자 {seen}{seen:이가} 있습니다. 앞의 0이 사라졌을 수 있습니다.",
        "The id {seen} is a number; leading zeros may have been lost.",
    ),
    (
        "글자 '{seen}'{seen:으로} 읽었습니다. 셀 서식을 '텍스트'로 바꾸고 다시 적으세요.",
        "It was read as the text '{seen}'; format the cell as Text and write it again.",
    ),
)
DATE_AS_ID = kind(
    "W332",
    (
        "이름 열에 날짜 {seen}{seen:이가} 있습니다. Excel이 '3-1' 같은 이름을 날짜로 바꾸었을 수"
        " 있습니다.",
        "The id {seen} is a date; Excel may have made it of a name such as 3-1.",
    ),
    (
        "글자 '{seen}'{seen:으로} 읽었습니다. 셀 서식을 '텍스트'로 바꾸고 다시 적으세요.",
        "It was read as the text '{seen}'; format the cell as Text and write it again.",
    ),
)
LONG_NUMBER_AS_ID = kind(
    "E319",
    (
        "이름 열의 숫자 {seen}{seen:은는} 15자리를 넘어 Excel이 이미 끝자리를 바꾸었습니다.",
        "The id {seen} has more than 15 digits; Excel has already changed the last ones.",
    ),
    (
        "셀 서식을 '텍스트'로 바꾸고 다시 적으세요.",
        "Format the cell as Text and write it again.",
    ),
)
NOT_FINITE = kind(
    "E320",
    ("'{seen}'{seen:은는} 계산할 수 없는 숫자입니다.", "'{seen}' is not a usable number."),
    ("보통 크기의 숫자로 적으세요(1e15 이하).", "Write an ordinary number (up to 1e15)."),
)
TOO_LONG = kind(
    "E321",
    (
        "셀의 글자가 너무 깁니다({length}자).",
        "The text in the cell is too long ({length} signs).",
    ),
    ("{limit}자 이하로 줄이세요.", "Shorten it to at most {limit} signs."),
)
BLANK = kind(
    "E322",
    ("꼭 채워야 하는 칸이 비어 있습니다.", "The cell is blank, but a value is required."),
    ("'{key}' 값을 적거나 행 전체를 지우세요.", "Fill in '{key}', or delete the whole row."),
)
RESERVED_SIGN = kind(
    "E323",
    (
        "'{seen}'에 쓸 수 없는 기호 {sign} 이(가) 있습니다.",
        "'{seen}' holds the sign {sign}, which names may not contain.",
    ),
    (
        ", | = * 기호를 빼고 적으세요. 예: {repair}",
        "Write it without , | = * signs, for example {repair}.",
    ),
)
DATE_AS_NUMBER = kind(
    "E324",
    (
        "숫자 자리에 날짜 {seen}{seen:이가} 있습니다.",
        "{seen} is a date. Expected a number.",
    ),
    (
        "셀 서식을 '숫자'로 바꾸고 값을 다시 적으세요.",
        "Format the cell as Number and write the value again.",
    ),
)
FLAG_AS_NUMBER = kind(
    "E325",
    ("'{seen}'{seen:은는} 숫자가 아닙니다.", "'{seen}' is true or false. Expected a number."),
    ("숫자로 적으세요.", "Write a number."),
)
NUMBER_WITH_UNIT = kind(
    "E326",
    ("'{seen}'에 숫자 말고 단위나 글자가 있습니다.", "'{seen}' is a number with words around it."),
    (
        "숫자 {repair}만 적으세요. 단위는 정해진 열에 적습니다.",
        "Write {repair} alone; units have their own column.",
    ),
)
NEGATIVE_AS_TEXT = kind(
    "E327",
    (
        "'{seen}'{seen:은는} 장부식 음수 표시입니다.",
        "'{seen}' is a negative number in bookkeeping style.",
    ),
    ("{repair}{repair:으로} 적으세요.", "Write {repair}."),
)
BAD_NUMBER_LIST = kind(
    "E328",
    (
        "'{seen}'에 숫자가 아닌 '{part}'{part:이가} 있습니다.",
        "'{part}' in '{seen}' is not a number.",
    ),
    ("숫자를 ; 로 나누어 적으세요. 예: 0.8; 1; 1.2", "Write numbers with ; between: 0.8; 1; 1.2"),
)
NOT_ABOVE = kind(
    "E329",
    ("'{seen}'{seen:은는} 너무 작습니다.", "'{seen}' is too low."),
    ("{low}보다 크게 적으세요.", "Write more than {low}."),
)
DUPLICATE_ID = kind(
    "E401",
    ("'{seen}'{seen:은는} {other}에 이미 있습니다.", "'{seen}' already stands in {other}."),
    (
        "이름이 겹치지 않게 바꾸거나 한 행을 지우세요.",
        "Rename one of the two, or delete one row.",
    ),
)
UNKNOWN_REFERENCE = kind(
    "E402",
    (
        "'{seen}'{seen:은는} '{table}' 표에 없습니다.",
        "'{seen}' is not in the table '{table}'.",
    ),
    ("{hint_ko}", "{hint_en}"),
)
NO_PLACE = kind(
    "W333",
    (
        "'{seen}'{seen:을를} 장소 이름으로 읽었습니다.",
        "'{seen}' was read as the name of a location.",
    ),
    (
        "장소가 따로 없으면 칸을 비우세요.",
        "Leave the cell blank if there is only one location.",
    ),
)
BLANK_LOCATION = kind(
    "E403",
    (
        "장소가 여럿({places})인데 비어 있습니다.",
        "The location is blank, but there are several ({places}).",
    ),
    ("그중 하나를 적으세요.", "Write one of them."),
)
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
DUPLICATE_ROW = kind(
    "E405",
    (
        "같은 {keys} 조합이 {other}에 이미 있습니다.",
        "The same {keys} already stand together in {other}.",
    ),
    ("한 행만 남기세요.", "Keep one of the two rows."),
)
REPEATED_ROW = kind(
    "W406",
    ("{other}행과 똑같은 행입니다.", "This row says the same as row {other}."),
    (
        "둘 다 따로 셉니다. 잘못 붙여 넣었으면 한 행을 지우세요.",
        "Both count, each by itself; delete one if it was pasted twice.",
    ),
)
ODD_COUNTRY = kind(
    "W331",
    (
        "'{seen}'{seen:은는} 두 글자 국가 코드(ISO)가 아닙니다.",
        "'{seen}' is not a two-letter country code (ISO 3166).",
    ),
    (
        "적힌 대로 썼습니다. 나라라면 CN, AU, KR처럼 적으세요.",
        "It was taken as it stands; write a country like CN, AU or KR.",
    ),
)
COMMA_IN_TAG = kind(
    "W330",
    ("'{seen}'에 쉼표가 있어 한 낱말로 읽었습니다.", "The comma in '{seen}' joins words into one."),
    ("여러 개라면 ; 로 나누어 적으세요.", "Write ; between words if several are meant."),
)
