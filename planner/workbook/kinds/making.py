"""What can be wrong with stockpiles, processes, returns and routes (E58x to E62x)."""

from planner.workbook.faults import kind

ABOVE_CAPACITY = kind(
    "E581",
    (
        "{key} {seen}{seen:이가} 보관 한도 {high}보다 큽니다.",
        "{key} {seen} is more than the capacity {high}.",
    ),
    (
        "capacity를 늘리거나 {key} 값을 {high} 이하로 줄이세요.",
        "Raise capacity, or lower {key} to {high} or less.",
    ),
)
CANNOT_FILL = kind(
    "E582",
    (
        "정부 비축은 채울 수 없는데 기말 최소 {seen}{seen:이가} 기초 재고 {opening}보다 큽니다.",
        "A government's stockpile cannot be filled, but closing_min {seen} exceeds "
        "opening {opening}.",
    ),
    ("{opening} 이하로 적으세요.", "Write {opening} or less."),
)
COVER_WITHOUT_COST = kind(
    "W583",
    (
        "목표 보유기간 {seen}에 미달 비용이 없어 목표가 효과가 없습니다.",
        "The cover_target {seen} has no effect without a cover_cost.",
    ),
    (
        "cover_cost를 적으세요. 반드시 지켜야 하면 cover_min에 적으세요.",
        "Fill in cover_cost, or use cover_min if it must be kept.",
    ),
)
COST_WITHOUT_COVER = kind(
    "W584",
    (
        "목표 보유기간이 없어 미달 비용 {seen}{seen:은는} 효과가 없습니다.",
        "The cover_cost {seen} has no effect without a cover_target.",
    ),
    ("cover_target을 적으세요.", "Fill in cover_target."),
)
GOVERNMENT_WITHOUT_EFFECT = kind(
    "W585",
    (
        "정부 비축에는 기말 가치 {seen}{seen:이가} 적용되지 않습니다.",
        "The end_value {seen} has no effect on a government's stockpile.",
    ),
    ("비우세요.", "Leave it blank."),
)
WILL_BE_EMPTIED = kind(
    "W586",
    (
        "기초 재고 {seen}{seen:이가} 있는데 기말 최소도 기말 가치도 없어 모두 쓰게 됩니다.",
        "There is an opening stock of {seen}, but no closing_min and no end_value: "
        "the plan will use it up.",
    ),
    (
        "남길 양은 closing_min에, 남은 재고의 값은 end_value에 적으세요.",
        "Write what must be left under closing_min, or what it is worth under end_value.",
    ),
)
PROCESS_WITHOUT_RECIPE = kind(
    "E591",
    ("공정 '{seen}'의 배합이 없습니다.", "Process '{seen}' has no recipe."),
    (
        "recipes 시트에 쓰는 것(음수)과 만드는 것(양수)을 적으세요.",
        "Write what it uses (negative) and makes (positive) in recipes.",
    ),
)
ONE_SIDED_PROCESS = kind(
    "W592",
    (
        "공정 '{seen}'{seen:은는} {what_ko}만 있습니다.",
        "Process '{seen}' {what_en}.",
    ),
    (
        "쓰는 것은 음수, 만드는 것은 양수로 적었는지 확인하세요.",
        "Check that what is used is negative and what is made is positive.",
    ),
)
TWO_MAXIMA = kind(
    "N593",
    (
        "기간 최대 {seen}{seen:은는} 기간 열이 채워진 기간에는 쓰지 않습니다.",
        "max_per_period {seen} is not used where a period column is filled.",
    ),
    ("둘 중 하나만 남기면 알아보기 쉽습니다.", "Keeping one of the two is clearer."),
)
RECIPE_OF_NOTHING = kind(
    "E594",
    ("1회당 수량이 0입니다.", "per_run is 0."),
    (
        "쓰면 음수, 만들면 양수로 적거나 행을 지우세요.",
        "Write a negative number for what is used, a positive one for what is made.",
    ),
)
NOT_SCRAP = kind(
    "W601",
    (
        "회수 품목 '{seen}'의 형태가 scrap이 아닙니다({form}).",
        "What comes back, '{seen}', is not of form scrap ({form}).",
    ),
    (
        "materials 시트의 form을 scrap으로 적으면 남는 것을 버릴 수 있습니다.",
        "With form scrap in materials, what is not used may be thrown away.",
    ),
)
MORE_THAN_USED = kind(
    "W602",
    (
        "회수율 {seen}{seen:은는} 1보다 커서 쓴 것보다 많이 돌아옵니다.",
        "A rate of {seen} gives back more than was used.",
    ),
    ("60%라면 0.6으로 적으세요.", "Write 0.6 if 60% is meant."),
)
RETURNS_ITSELF = kind(
    "W603",
    (
        "'{seen}'{seen:이가} 자기 자신의 회수 품목입니다.",
        "'{seen}' would come back as itself.",
    ),
    (
        "돌아오는 스크랩을 별도 품목으로 적으세요.",
        "Name the scrap as a material of its own.",
    ),
)
ROUTE_TO_ITSELF = kind(
    "E611",
    ("출발지와 도착지가 모두 '{seen}'입니다.", "The route begins and ends in '{seen}'."),
    ("서로 다른 장소를 적으세요.", "Write two different locations."),
)
RUNS_LATE = kind(
    "W612",
    (
        "{seen}기간이 걸려 계획 기간 안에는 결과가 나오지 않습니다.",
        "It takes {seen} periods, so nothing comes of it within the plan.",
    ),
    ("단위가 기간 수인지 확인하세요.", "Check that it is in periods."),
)
