"""What can be wrong with the settings, materials, need and money rates (E50x to E53x)."""

from planner.workbook.faults import kind

MISSING_SETTING = kind(
    "E501",
    (
        "꼭 필요한 설정 '{key}'{key:이가} 없습니다.",
        "The required setting '{key}' is missing.",
    ),
    (
        "settings 시트의 key 열에 {key}, value 열에 값을 적으세요(예: {example}).",
        "Write {key} under key and its value under value, for example {example}.",
    ),
)
START_NOT_ALIGNED = kind(
    "E502",
    (
        "'{seen}'{seen:은는} {what_ko}의 첫 달이 아닙니다.",
        "'{seen}' is not the first month of a {what_en}.",
    ),
    ("{repair}{repair:으로} 적으세요.", "Write {repair}."),
)
TOO_MANY_PERIODS = kind(
    "E503",
    ("기간 수 {seen}{seen:이가} 너무 많습니다.", "{seen} periods are too many."),
    (
        "{limit} 이하로 적거나 period를 quarter 또는 year로 바꾸세요.",
        "Write at most {limit}, or plan in quarters or years.",
    ),
)
NO_RATE = kind(
    "E504",
    (
        "통화 {currency}의 환율이 fx 시트에 없습니다({count}곳에서 사용, 첫 곳 {first}).",
        "There is no exchange rate for {currency} (used {count} times, first in {first}).",
    ),
    (
        "fx 시트에 {currency} 행을 추가하고 1 {currency}{currency:이가} 몇 {plan}인지 적으세요. "
        "{hint_ko}",
        "Add a row {currency} to fx with the {plan} that 1 {currency} is worth. {hint_en}",
    ),
)
RATE_GAPS = kind(
    "E505",
    (
        "통화 {currency}의 환율이 {periods}에 비어 있습니다.",
        "The exchange rate of {currency} is blank in {periods}.",
    ),
    (
        "그 기간의 환율을 적거나 each 열에 한 번 적으세요.",
        "Fill in those periods, or write one rate under each.",
    ),
)
OWN_CURRENCY_RATE = kind(
    "W506",
    (
        "기준 통화 {currency}의 환율이 1이 아닙니다({seen}).",
        "The rate of the plan's own currency {currency} is not 1 ({seen}).",
    ),
    ("이 행은 쓰지 않습니다. 지우세요.", "The row has no effect; delete it."),
)
PRICE_PER_UNKNOWN = kind(
    "E521",
    (
        "가격단위 '{seen}'{seen:을를} 수량 단위 '{unit}'{unit:으로} 바꿀 수 없습니다.",
        "'{seen}' cannot be converted to the unit '{unit}'.",
    ),
    (
        "'{unit}'{unit:으로} 적거나 비우세요. kg과 t만 서로 바꿀 수 있습니다.",
        "Write '{unit}' or leave it blank; only kg and t convert into each other.",
    ),
)
REO_WITHOUT_MASS = kind(
    "E522",
    (
        "단위가 '{unit}'인 품목에는 REO 환산 '{seen}'{seen:을를} 쓸 수 없습니다.",
        "'{seen}' cannot be used: the unit '{unit}' is not a mass.",
    ),
    (
        "reo를 비우거나 단위를 kg 또는 t로 바꾸세요.",
        "Leave reo blank, or use kg or t as the unit.",
    ),
)
SHORTAGE_FREE = kind(
    "W523",
    (
        "부족 비용이 0이라 수요를 채우지 않아도 비용이 없습니다.",
        "A shortage cost of 0 makes it free not to meet the demand.",
    ),
    (
        "반드시 채워야 하면 비우고, 아니면 0보다 크게 적으세요.",
        "Leave it blank if demand must be met, or write what a lack costs.",
    ),
)
UNUSED_MATERIAL = kind(
    "W524",
    (
        "품목 '{seen}'{seen:은는} 수요, 공급조건, 배합, 재고 어디에도 쓰이지 않습니다.",
        "'{seen}' is neither needed, offered, made nor stored.",
    ),
    ("쓰지 않으면 지우세요.", "Delete it if it is not meant."),
)
UNIT_WORD = kind(
    "W525",
    (
        "'{seen}'{seen:은는} 질량 단위로 읽히지 않습니다.",
        "'{seen}' is taken as a word, not as a mass.",
    ),
    ("톤이면 t, 킬로그램이면 kg으로 적으세요.", "Write t for tonnes or kg for kilograms."),
)
NO_DEMAND = kind(
    "W531",
    (
        "'{material}'의 수요가 계획 기간에 하나도 없습니다.",
        "There is no demand for '{material}' in the plan.",
    ),
    (
        "기간 열({plan})에 수량을 적었는지 확인하세요.",
        "Check that quantities stand under periods of the plan ({plan}).",
    ),
)
NO_SOURCE = kind(
    "W532",
    (
        "'{material}'{material:을를} 파는 공급조건도 만드는 공정도 재고도 없습니다.",
        "Nobody offers, makes or stores '{material}'.",
    ),
    (
        "공급조건을 추가하세요. 아니면 부족 비용(shortage_cost)이 있어야 계획을 세울 수 있습니다.",
        "Add an offer; without one a plan exists only if the material has a shortage_cost.",
    ),
)
EXACT_BALANCE = kind(
    "W533",
    (
        "'{material}'{material:은는} 재고가 없어 기간마다 딱 맞게 사야 하는데 "
        "{what_ko} {seen}{seen:이가} 있습니다.",
        "'{material}' has no stockpile, so purchases must fit each period exactly, "
        "but there is {what_en} {seen}.",
    ),
    (
        "stockpiles 시트에 '{material}' 재고를 추가하면 남는 양을 넘길 수 있습니다.",
        "Add a stockpile of '{material}' so that what is left can be carried over.",
    ),
)
