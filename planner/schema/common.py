"""Columns that many sheets share, and the words for their units."""

from planner.schema.column import Column
from planner.words import Words

LONGEST_PLAN = 1200
"""Periods; a hundred years of months. No time in periods is longer: it would size arrays."""
MOST_FUTURES = 100_000
MOST_QUANTITY = MOST_PRICE = 1e12
"""Of what is counted in the cost come what may: beside more, nothing else of a plan could be told.
Money for one unit is in any currency; a Vietnamese price for a tonne is some 1e10."""

QUANTITY = Words("품목 단위", "material unit")
PER_PERIOD = Words("품목 단위/기간", "material unit per period")
PRICE = Words("통화/가격단위", "currency per price unit")
PRICE_LEVEL = Words("통화/가격단위", "per price unit")
ROW_UNIT_PER_PERIOD = Words("단위/기간", "per period")
PRICE_PER_PERIOD = Words("통화/가격단위/기간", "currency per price unit and period")
MONEY = Words("통화", "currency")
PERIODS = Words("기간 수", "periods")
FRACTION = Words("0~1 또는 %", "0-1 or %")
PERCENT = Words("%", "%")
DAYS = Words("일(달력일)", "calendar days")
MONTHS = Words("개월", "months")
RUNS = Words("회/기간", "runs per period")
PERIOD = Words("2027-01", "2027-01")
LISTED = Words("; 로 구분", "; between")
ISO2 = Words("ISO 2자리", "ISO 2 letters")
ISO3 = Words("ISO 3자리", "ISO 3 letters")

CURRENCY = Column(
    "currency", "currency", Words("통화", "Currency"),
    Words(
        "이 행 금액의 통화입니다. 환율 시트에 환율이 있어야 합니다.",
        "Currency of the money in this row; it needs a rate on the exchange rates sheet.",
    ),
    unit=ISO3,
)  # fmt: skip

UNIT = Column(
    "unit", "unit", Words("단위", "Unit"),
    Words(
        "이 행의 수량 단위입니다. 단위가 다른 품목을 함께 묶을 때 꼭 적습니다.",
        "Unit of the quantities in this row; needed when it joins materials with different units.",
    ),
    unit=Words("t, kg 등", "t, kg or a word"),
)  # fmt: skip

FROM = Column(
    "from", "period", Words("시작", "From"),
    Words(
        "처음 적용되는 기간입니다(그 기간 포함). 비우면 처음부터입니다.",
        "First period in which the row holds (included); blank: from the start.",
    ),
    unit=PERIOD, field="from_",
)  # fmt: skip

UNTIL = Column(
    "until", "period", Words("종료", "Until"),
    Words(
        "마지막으로 적용되는 기간입니다(그 기간 포함). 비우면 끝까지입니다.",
        "Last period in which the row holds (included); blank: to the end.",
    ),
    unit=PERIOD, ends=True,
)  # fmt: skip

NAME_EN = Column(
    "name_en", "text", Words("영문명", "English name"),
    Words(
        "영어 결과에 찍히는 이름입니다. 비우면 이름을 씁니다.",
        "Name used in English results; blank: the name.",
    ),
    use="words",
)  # fmt: skip

SOURCE = Column(
    "source", "text", Words("출처", "Source"),
    Words(
        "숫자의 근거입니다(견적서, 계약서, 통계). 계산에는 쓰이지 않습니다.",
        "Where the numbers come from (quotation, contract, statistics); not used in the plan.",
    ),
    use="words", kept=False,
)  # fmt: skip

NOTE = Column(
    "note", "text", Words("비고", "Note"),
    Words(
        "자유롭게 적는 메모입니다. 계산에는 쓰이지 않습니다.",
        "Anything worth remembering; not used in the plan.",
    ),
    use="words", kept=False,
)  # fmt: skip

REMARKS = (SOURCE, NOTE)

TAGS = Column(
    "tags", "tags", Words("태그", "Tags"),
    Words("한도에서 골라낼 표시입니다.", "Marks that limits can select by."),
    unit=LISTED,
)  # fmt: skip

YES_NO = {"yes": Words("예", "yes"), "no": Words("아니요", "no")}
"""The choices of a flag."""


def each(name: Words, unit: Words, *, above: bool = False, high: float | None = None) -> Column:
    """Declare the period columns of a sheet: what ``each`` is called, and in which unit it is."""
    hint = Words(
        "모든 기간에 같은 값입니다. 기간 열을 채우면 그쪽이 우선합니다.",
        "The same value in every period; a filled period column comes first.",
    )
    heading = Words("매 기간", "Each period")
    return Column(
        "each", "number", heading, hint, name=name, unit=unit, low=0, high=high, above=above
    )


def name(heading: str) -> Column:
    """Declare the column of a row's own name; ``heading``: what Korean calls it."""
    hint = Words("보고서에 찍히는 이름입니다.", "Name printed on the reports.")
    return Column("name", "text", Words(heading, "Name"), hint, use="words")


def country(hint: Words) -> Column:
    """Declare a column that must name a country."""
    return Column("country", "country", Words("국가", "Country"), hint, unit=ISO2, required=True)


def supplier(hint: Words) -> Column:
    """Declare a column that picks a supplier."""
    heading = Words("공급사", "Supplier")
    return Column("supplier", "ref", heading, hint, required=True, refers_to="suppliers")


def material(hint: Words, *, required: bool = True) -> Column:
    """Declare a column that picks a material."""
    heading = Words("품목", "Material")
    return Column("material", "ref", heading, hint, required=required, refers_to="materials")


def offer(hint: Words) -> Column:
    """Declare a column that picks an offer."""
    heading = Words("공급조건", "Offer")
    return Column("offer", "ref", heading, hint, required=True, refers_to="offers")


def location(key: str, heading: Words, hint: Words, *, required: bool = False) -> Column:
    """Declare a column that names a place; ``from`` is the field ``from_``."""
    field = "from_" if key == "from" else ""
    return Column(key, "location", heading, hint, required=required, field=field)


PLACE = location(
    "location",
    Words("장소", "Location"),
    Words(
        "공장이나 창고 이름입니다. 장소가 하나뿐이면 비웁니다.",
        "Plant or warehouse; leave blank if there is only one.",
    ),
)
