"""Where and on which terms it can be bought: suppliers, offers, tiers, prices, capacity."""

from dataclasses import replace

from models.case import Capacity, Offer, PricePath, Supplier, Tier
from planner.schema.column import Column, Table
from planner.schema.common import (
    CURRENCY,
    FRACTION,
    FROM,
    LONGEST_PLAN,
    MONTHS,
    MOST_PRICE,
    MOST_QUANTITY,
    NAME_EN,
    NOTE,
    PER_PERIOD,
    PERCENT,
    PERIOD,
    PERIODS,
    PRICE,
    PRICE_LEVEL,
    QUANTITY,
    REMARKS,
    ROW_UNIT_PER_PERIOD,
    SOURCE,
    TAGS,
    UNIT,
    UNTIL,
    YES_NO,
    country,
    each,
    location,
    material,
    name,
    offer,
    supplier,
)  # fmt: skip
from planner.words import Words

SUPPLIER_KINDS = {
    "miner": Words("광산", "mines"), "refiner": Words("분리·정제", "separates"),
    "metal": Words("금속", "metal"), "magnet": Words("자석", "magnet"),
    "recycler": Words("재활용", "recycles"), "stockpile": Words("비축 기관", "stockpile agency"),
    "trader": Words("상사", "trades"), "other": Words("기타", "other"),
}  # fmt: skip

SUPPLIERS = Table(
    "suppliers", Words("공급사", "Suppliers"),
    Words("물건을 파는 회사와 기관.", "Firms and agencies that sell."),
    Supplier,
    (
        Column(
            "supplier", "id", Words("공급사 ID", "Supplier ID"),
            Words("다른 시트에서 이 이름으로 부릅니다.", "The name other sheets use for it."),
            required=True,
        ),
        name("공급사명"),
        NAME_EN,
        country(Words("공급사가 있는 나라입니다. 예: AU, CN", "Where it sits, such as AU or CN.")),
        Column(
            "group", "text", Words("그룹", "Group"),
            Words("같은 모회사면 같은 이름을 적습니다.", "The same word for firms of one parent."),
        ),
        Column(
            "kind", "choice", Words("유형", "Kind"),
            Words("어떤 일을 하는 회사인지 고릅니다.", "What the supplier does."),
            choices=SUPPLIER_KINDS,
        ),
        TAGS,
        Column(
            "recovery_months", "number", Words("복구 개월", "Recovery months"),
            Words(
                "멈춘 뒤 다시 공급하기까지 걸리는 개월. 스트레스 시험에만 쓰입니다.",
                "Months until it delivers again after a stop; for the stress test only.",
            ),
            name=Words("복구 개월", "recovery months"),
            unit=MONTHS, low=0, use="words",
        ),
        NOTE,
        SOURCE,
    ),
    unique=("supplier",),
)  # fmt: skip

OFFER_TERMS: tuple[Column, ...] = (
    Column(
        "min_per_period", "number", Words("기간 최소", "Min per period"),
        Words("기간마다 적어도 이만큼 주문합니다.", "At least this is ordered in every period."),
        name=Words("기간 최소 주문", "min per period"),
        unit=PER_PERIOD, default=0.0, low=0,
    ),
    Column(
        "max_per_period", "number", Words("기간 최대", "Max per period"),
        Words("기간마다 많아야 이만큼 주문합니다.", "At most this is ordered in a period."),
        name=Words("기간 최대 주문", "max per period"),
        unit=PER_PERIOD, low=0,
    ),
    Column(
        "min_total", "number", Words("총 최소", "Min total"),
        Words("계획 전체에서 적어도 이만큼 삽니다.", "At least this is ordered in the whole plan."),
        name=Words("총 최소 주문", "min total"),
        unit=QUANTITY, low=0,
    ),
    Column(
        "max_total", "number", Words("총 최대", "Max total"),
        Words("계획 전체에서 많아야 이만큼 삽니다.", "At most this is ordered in the whole plan."),
        name=Words("총 최대 주문", "max total"),
        unit=QUANTITY, low=0,
    ),
    replace(FROM, name=Words("주문 시작", "orderable from")),
    replace(UNTIL, name=Words("주문 종료", "orderable until")),
    Column(
        "contract_per_year", "number", Words("연 계약량", "Contract per year"),
        Words(
            "장기계약의 연간 물량입니다. 최소 인수율이 있어야 효과가 있습니다.",
            "Yearly contract quantity; it has an effect only with take-or-pay.",
        ),
        unit=Words("품목 단위/년", "material unit per year"), low=0, high=MOST_QUANTITY,
    ),
    Column(
        "take_or_pay", "fraction", Words("최소 인수율", "Take-or-pay"),
        Words(
            "연 계약량 중 안 사도 값을 내야 하는 비율입니다.",
            "Part of the yearly contract that is paid for even if it is not taken.",
        ),
        unit=FRACTION, low=0, high=1,
    ),
    Column(
        "moq", "number", Words("최소 주문량", "MOQ"),
        Words("한 번 주문하면 적어도 이만큼입니다.", "An order is nothing or at least this."),
        unit=PER_PERIOD, low=0,
    ),
    Column(
        "order_cost", "number", Words("주문 비용", "Order cost"),
        Words("주문이 있는 기간마다 드는 정액 비용.", "Fixed cost of a period with an order."),
        unit=Words("통화/주문 기간", "currency per period ordered"), low=0, high=MOST_PRICE,
    ),
    Column(
        "lot", "number", Words("주문 배수", "Lot"),
        Words("주문량은 이 수의 배수입니다.", "Orders are whole multiples of this."),
        unit=QUANTITY, low=0,
    ),
    Column(
        "qualify_from", "period", Words("인증 완료", "Qualified from"),
        Words("품질 인증 전에는 주문할 수 없습니다.", "No order before the quality approval."),
        name=Words("인증 완료 시점", "qualified from"),
        unit=PERIOD,
    ),
    Column(
        "price_floor", "number", Words("하한 가격", "Price floor"),
        Words("가격이 이 아래로 내려가지 않습니다.", "The price never goes below this."),
        unit=PRICE, low=0, high=MOST_PRICE,
    ),
    Column(
        "pay_after", "number", Words("지급 유예", "Payment delay"),
        Words(
            "주문하고 이만큼 지나 값을 치릅니다. 늦을수록 할인 후 비용이 작아집니다.",
            "From the order to its payment; the later, the less it costs once discounted.",
        ),
        unit=PERIODS, default=0.0, low=0, high=120,
    ),
    Column(
        "spot", "flag", Words("현물", "Spot"),
        Words(
            "yes면 위험 계획에서 필요가 드러난 뒤 주문할 수 있습니다.",
            "yes: when planning with risk it can be ordered once the need shows.",
        ),
        default=False, choices=YES_NO,
    ),
    Column(
        "index", "text", Words("가격지수", "Price index"),
        Words(
            "가격이 따라가는 지수입니다. 가격 충격이 오면 함께 움직입니다.",
            "The index that the price follows; price events move it.",
        ),
    ),
    Column(
        "index_share", "fraction", Words("지수 연동 비율", "Index share"),
        Words(
            "가격 가운데 지수를 따라가는 비율입니다.",
            "The part of the price that follows the index.",
        ),
        unit=FRACTION, default=1.0, low=0, high=1,
    ),
    TAGS,
)  # fmt: skip

OFFERS = Table(
    "offers", Words("공급조건", "Offers"),
    Words(
        "한 공급사에서 한 품목을 사는 방법 하나가 한 행입니다.",
        "One row is one way to buy one material from one supplier.",
    ),
    Offer,
    (
        Column(
            "offer", "id", Words("공급조건 ID", "Offer ID"),
            Words("다른 시트에서 이 이름으로 부릅니다.", "The name other sheets use for it."),
            required=True,
        ),
        supplier(Words("파는 회사를 고릅니다.", "Who sells.")),
        material(Words("사는 품목을 고릅니다.", "What is bought.")),
        location(
            "to", Words("도착지", "To"),
            Words(
                "도착하는 공장이나 창고입니다. 하나뿐이면 비웁니다.",
                "Plant or warehouse it goes to; blank if there is only one.",
            ),
        ),
        Column(
            "price", "number", Words("가격", "Price"),
            Words("운임과 관세를 뺀 가격입니다.", "Price before freight and duty."),
            unit=PRICE, required=True, low=0, high=MOST_PRICE,
        ),
        CURRENCY,
        Column(
            "freight", "number", Words("운임", "Freight"),
            Words("가격단위당 운임과 보험료입니다.", "Freight and insurance per price unit."),
            unit=PRICE, default=0.0, low=0, high=MOST_PRICE,
        ),
        Column(
            "duty", "fraction", Words("관세율", "Duty"),
            Words("가격에 대한 관세의 비율입니다. 예: 5%", "Duty on the price, such as 5%."),
            unit=PERCENT, default=0.0, low=0,
        ),
        Column(
            "lead", "number", Words("조달기간", "Lead time"),
            Words(
                "주문에서 도착까지입니다. 1.3이면 70%는 1기간, 30%는 2기간 뒤에 옵니다.",
                "From order to arrival; 1.3: 70% after one period, 30% after two.",
            ),
            unit=PERIODS, default=0.0, low=0, high=LONGEST_PLAN,
        ),
        Column(
            "license", "ref", Words("수출허가", "License"),
            Words("필요한 수출허가를 고릅니다.", "The export license it needs."),
            refers_to="licenses",
        ),
        *OFFER_TERMS,
        *REMARKS,
    ),
    unique=("offer",),
    attributes=True,
)  # fmt: skip

PRICE_COLUMNS = tuple(
    column.attribute
    for column in OFFERS.columns
    if column.unit == PRICE or column.key in ("currency", "duty", "pay_after")
)
"""What an offer costs: money per unit of price, and what that money is worth. Its other columns are
what may be ordered, when, and of whom."""

OFFER = offer(Words("공급조건 시트의 ID를 고릅니다.", "An ID of the offers sheet."))

TIERS = Table(
    "tiers", Words("구간가격", "Price tiers"),
    Words(
        "한 기간에 많이 살 때 달라지는 가격.",
        "Prices that change with the quantity ordered in a period.",
    ),
    Tier,
    (
        OFFER,
        Column(
            "from_quantity", "number", Words("초과 기준량", "From quantity"),
            Words(
                "한 기간에 이 수량을 넘는 몫에만 새 가격을 씁니다.",
                "The price holds for the units beyond this in one period.",
            ),
            unit=PER_PERIOD, required=True, low=0,
        ),
        Column(
            "price", "number", Words("가격", "Price"),
            Words("기준량을 넘는 몫의 가격입니다.", "Price of the units beyond it."),
            name=Words("구간 가격", "tier price"),
            unit=PRICE, required=True, low=0, high=MOST_PRICE,
        ),
        CURRENCY,
        *REMARKS,
    ),
    optional=True,
    unique=("offer", "from_quantity"),
)  # fmt: skip

PRICES = Table(
    "prices", Words("가격전망", "Price paths"),
    Words(
        "기간마다 다른 가격. 적은 기간에는 공급조건의 가격을 대신합니다.",
        "Prices that differ by period; they replace the offer's price where filled.",
    ),
    PricePath,
    (OFFER, CURRENCY, *REMARKS),
    optional=True,
    periods="level",
    each=each(Words("가격", "price"), PRICE_LEVEL, high=MOST_PRICE),
    unique=("offer",),
)  # fmt: skip

CAPACITY = Table(
    "capacity", Words("공급능력", "Capacity"),
    Words(
        "공급사가 기간마다 줄 수 있는 최대량. 비우면 제한이 없습니다.",
        "The most a supplier can deliver per period; blank: no limit.",
    ),
    Capacity,
    (
        supplier(Words("공급사를 고릅니다.", "The supplier.")),
        material(
            Words("비우면 그 공급사의 모든 품목을 합친 한도.", "Blank: all its materials as one."),
            required=False,
        ),
        UNIT,
        *REMARKS,
    ),
    optional=True,
    periods="flow",
    each=each(Words("공급능력", "capacity"), ROW_UNIT_PER_PERIOD),
)  # fmt: skip
