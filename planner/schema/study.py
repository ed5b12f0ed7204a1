"""What if: named scenarios and sweeps of one input. Both edit other tables."""

from dataclasses import replace

from models.case import Scenario, Sweep
from planner.schema.column import Column, Table
from planner.schema.common import FROM, LISTED, NAME_EN, PERIOD, REMARKS, UNTIL
from planner.schema.making import ARISINGS, PROCESSES, RECIPES, RETURNS, ROUTES, STOCKPILES
from planner.schema.plan import CONTENTS, DEMAND, FX, MATERIALS, OPEN_ORDERS, SETTINGS_TABLE
from planner.schema.policy import LIMITS, ORIGINS
from planner.schema.purchase import CAPACITY, OFFERS, PRICES, SUPPLIERS, TIERS
from planner.schema.risk import EVENTS, LICENSES
from planner.words import Words

EDITABLE: tuple[Table, ...] = (
    SETTINGS_TABLE, MATERIALS, CONTENTS, SUPPLIERS, OFFERS, TIERS, PRICES, CAPACITY, DEMAND,
    STOCKPILES,
    PROCESSES, RECIPES, RETURNS, ARISINGS, ROUTES, ORIGINS, LICENSES, EVENTS, LIMITS,
    OPEN_ORDERS, FX,
)  # fmt: skip
"""The tables that a study can edit, in the order of the contract."""

EDIT: tuple[Column, ...] = (
    Column(
        "table", "choice", Words("시트", "Table"),
        Words("바꿀 시트의 키를 고릅니다.", "Key of the sheet that is changed."),
        required=True, choices={table.key: table.title for table in EDITABLE},
    ),
    Column(
        "where", "text", Words("행 조건", "Where"),
        Words(
            "어느 행을 바꾸는지의 조건입니다. 비우면 모든 행. 예: country=CN",
            "Which rows are changed, such as country=CN; blank: all rows.",
        ),
    ),
    Column(
        "column", "text", Words("열", "Column"),
        Words(
            "바꿀 열의 키입니다. 기간 열이면 each나 2027-Q1, 설정이면 설정 이름.",
            "Key of the column; each or 2027-Q1 for period columns; the name of a setting.",
        ),
        required=True,
    ),
    Column(
        "op", "choice", Words("방법", "Operation"),
        Words("set 대체, times 곱하기, plus 더하기.", "set replaces, times multiplies, plus adds."),
        required=True, choices={
            "set": Words("대체", "replaces"), "times": Words("곱하기", "multiplies"),
            "plus": Words("더하기", "adds"),
        },
    ),
)  # fmt: skip

SCENARIOS = Table(
    "scenarios", Words("시나리오", "Scenarios"),
    Words(
        "이름 붙인 가정. 같은 이름의 여러 행이 한 시나리오입니다.",
        "Named what-ifs; rows with one name make one scenario.",
    ),
    Scenario,
    (
        Column(
            "scenario", "text", Words("시나리오", "Scenario"),
            Words("시나리오의 이름입니다.", "Name of the scenario."), required=True,
        ),
        *EDIT,
        Column(
            "value", "any", Words("값", "Value"),
            Words("새 값, 곱할 값 또는 더할 값입니다.", "The new value, factor or addition."),
            required=True,
        ),
        FROM,
        UNTIL,
        Column(
            "known_from", "period", Words("알게 되는 때", "Known from"),
            Words(
                "그때까지는 아무도 모릅니다. 앞선 주문은 바꿀 수 없습니다. 비우면 처음부터 압니다.",
                "Until then nobody knows, and earlier orders stand; blank: known from the start.",
            ),
            unit=PERIOD,
        ),
        Column(
            "name", "text", Words("이름", "Name"),
            Words(
                "결과에 찍히는 시나리오 이름입니다. 시나리오의 한 행에만 적으면 됩니다.",
                "Title of the scenario in the results; one of its rows is enough.",
            ),
            use="words", kept=False,
        ),
        replace(
            NAME_EN,
            hint=Words(
                "영어 결과에 찍히는 이름입니다. 비우면 이름을 씁니다.",
                "Title in English results; blank: the name.",
            ),
            kept=False,
        ),
        *REMARKS,
    ),
    optional=True,
)  # fmt: skip

SWEEPS = Table(
    "sweeps", Words("민감도", "Sweeps"),
    Words(
        "한 입력을 낮은 값에서 높은 값까지 바꿔 가며 다시 계획합니다.",
        "Plans again and again while one input goes from low to high.",
    ),
    Sweep,
    (
        Column(
            "sweep", "text", Words("민감도 이름", "Sweep"),
            Words(
                "같은 이름의 두 행은 서로 곱해진 표가 됩니다.",
                "Two rows with one name are crossed into a grid.",
            ),
            required=True,
        ),
        *EDIT,
        Column(
            "low", "number", Words("낮은 값", "Low"),
            Words("첫 값입니다. 값 목록이 있으면 비웁니다.", "First value; blank with a list."),
            percent=True,
        ),
        Column(
            "high", "number", Words("높은 값", "High"),
            Words("마지막 값입니다. 값 목록이 있으면 비웁니다.", "Last value; blank with a list."),
            percent=True,
        ),
        Column(
            "steps", "whole", Words("단계 수", "Steps"),
            Words("값의 개수입니다. 값 목록이 있으면 비웁니다.", "How many; blank with a list."),
            low=1, high=10_000,
        ),
        Column(
            "values", "numbers", Words("값 목록", "Values"),
            Words(
                "낮은 값, 높은 값, 단계 수 대신 값을 늘어놓습니다. 예: 0.8;1;1.2",
                "The values themselves instead of low, high and steps, such as 0.8;1;1.2.",
            ),
            unit=LISTED,
        ),
        *REMARKS,
    ),
    optional=True,
)  # fmt: skip
