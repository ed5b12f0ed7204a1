"""What is planned: the settings, the materials, the need, orders already placed, money rates."""

from dataclasses import replace

from models.case import Content, Demand, ExchangeRate, Material, OpenOrder, Settings
from planner.glossary.choices import FORMS
from planner.schema.column import Column, Table
from planner.schema.common import (
    CURRENCY,
    FRACTION,
    ISO3,
    LONGEST_PLAN,
    MOST_FUTURES,
    MOST_PRICE,
    NAME_EN,
    PERIOD,
    PERIODS,
    PLACE,
    PRICE,
    PRICE_PER_PERIOD,
    QUANTITY,
    REMARKS,
    YES_NO,
    each,
    material,
    name,
    offer,
)  # fmt: skip
from planner.words import Words

SETTINGS: tuple[Column, ...] = (
    Column(
        "start", "period", Words("계획 시작", "Start"),
        Words("계획의 첫 기간입니다. 예: 2027-01", "First period of the plan, such as 2027-01."),
        unit=PERIOD, required=True,
    ),
    Column(
        "periods", "whole", Words("기간 수", "Periods"),
        Words("계획할 기간의 개수입니다.", "How many periods are planned."),
        unit=PERIODS, required=True, low=1,
    ),
    Column(
        "period", "choice", Words("기간 길이", "Period"),
        Words("한 기간의 길이: 월, 분기, 연.", "Length of one period: month, quarter or year."),
        default="month",
        choices={
            "month": Words("월", "monthly"), "quarter": Words("분기", "quarterly"),
            "year": Words("연", "yearly"),
        },
    ),
    Column(
        "currency", "currency", Words("기준 통화", "Currency"),
        Words("모든 결과 금액의 통화입니다.", "All results are in this currency."),
        unit=ISO3, default="USD",
    ),
    Column(
        "discount_rate", "fraction", Words("할인율(연)", "Discount rate"),
        Words("미래 비용을 현재 가치로 바꾸는 연이율.", "Yearly rate that discounts later costs."),
        name=Words("할인율", "discount rate"),
        unit=FRACTION, default=0.0, low=0, high=1,
    ),
    Column(
        "title", "text", Words("제목", "Title"),
        Words("결과 보고서에 찍히는 제목입니다.", "Title printed on the reports."),
        use="words",
    ),
    Column(
        "title_en", "text", Words("영문 제목", "English title"),
        Words(
            "영어 결과에 찍히는 제목입니다. 비우면 제목을 씁니다.",
            "Title printed on English results; blank: the title.",
        ),
        use="words",
    ),
    Column(
        "risk_measure", "choice", Words("위험 척도", "Risk measure"),
        Words(
            "none: 위험 무시, expected: 평균 비용, cvar: 나쁜 경우의 평균도 함께 줄임.",
            "none: no risk, expected: mean cost, cvar: the mean of the worst futures counts too.",
        ),
        default="none",
        choices={
            "none": Words("없음", "no risk"), "expected": Words("평균", "mean cost"),
            "cvar": Words("꼬리 평균", "mean of the worst"),
        },
    ),
    Column(
        "risk_level", "fraction", Words("꼬리 수준", "Risk level"),
        Words("0.9이면 가장 나쁜 10%를 꼬리로 봅니다.", "0.9: the tail is the worst 10%."),
        unit=FRACTION, default=0.9, low=0, high=0.9999,
    ),
    Column(
        "risk_weight", "fraction", Words("꼬리 가중치", "Risk weight"),
        Words("0은 평균만, 1은 꼬리만 봅니다.", "0 looks at the mean only, 1 at the tail only."),
        unit=FRACTION, default=0.5, low=0, high=1,
    ),
    Column(
        "futures", "whole", Words("미래 수", "Futures"),
        Words("무작위로 뽑는 미래의 개수입니다.", "How many futures are drawn."),
        default=100, low=1, high=MOST_FUTURES,
    ),
    Column(
        "seed", "whole", Words("난수 씨앗", "Seed"),
        Words("같은 값이면 같은 미래가 나옵니다.", "The same seed draws the same futures."),
        default=1, low=0,
    ),
    Column(
        "frozen_periods", "whole", Words("확정 기간", "Frozen periods"),
        Words(
            "이 기간만큼 주문을 확정하고, 뒤의 것은 미래에 맞춰 바꿉니다. 비우면 reaction을 따름.",
            "Orders in later periods may adapt to the future that comes true; blank: see reaction.",
        ),
        unit=PERIODS, low=0, high=LONGEST_PLAN,
    ),
    Column(
        "reaction", "whole", Words("대응 기간", "Reaction"),
        Words(
            "돌발 뒤 몇 기간이 지나면 주문을 바꿀 수 있는지입니다. 바꿀 수 없으면 never.",
            "Periods after a surprise from which orders may answer it, or never.",
        ),
        unit=PERIODS, default=1, low=0, high=LONGEST_PLAN,
        choices={"never": Words("대응 안 함", "never")},
    ),
    Column(
        "counts_from", "period", Words("집계 시작", "Counts from"),
        Words(
            "한도, 총량, 최소 인수에 이 기간부터의 기발주도 셉니다(예: 1월). 비우면 계획 시작.",
            "Limits, totals and take-or-pay count open orders since this period; blank: the start.",
        ),
        unit=PERIOD,
    ),
    Column(
        "language", "choice", Words("결과 언어", "Language"),
        Words("결과의 언어: ko 한국어, en 영어.", "Language of the results: ko or en."),
        default="en", choices={"ko": Words("한국어", "Korean"), "en": Words("영어", "English")},
        use="words",
    ),
)  # fmt: skip
"""The rows of the settings sheet: one column description per key."""

SETTINGS_TABLE = Table(
    "settings", Words("설정", "Settings"),
    Words(
        "계획의 시작, 길이, 통화를 정합니다.",
        "When the plan starts, how long it runs, in which money.",
    ),
    Settings,
    (
        Column(
            "key", "choice", Words("항목", "Key"),
            Words("설정 항목의 이름입니다(바꾸지 마세요).", "Name of the setting (do not change)."),
            required=True, choices={column.key: column.heading for column in SETTINGS},
        ),
        Column(
            "value", "any", Words("값", "Value"),
            Words("비우면 기본값을 씁니다.", "Blank takes the default."),
            # A blank required setting is missed with the settings, by its name.
            by="key", variants={one.key: replace(one, required=False) for one in SETTINGS},
        ),
        Column(
            "default", "text", Words("기본값", "Default"),
            Words("값을 비우면 쓰는 값입니다(읽기용).", "What a blank value takes (for reading)."),
            use="words", kept=False,
        ),
        Column(
            "meaning", "text", Words("설명", "Meaning"),
            Words("설정의 뜻입니다(읽기용).", "What the setting means (for reading)."),
            use="words", kept=False,
        ),
        *REMARKS,
    ),
    unique=("key",),
)  # fmt: skip

MATERIALS = Table(
    "materials", Words("품목", "Materials"),
    Words(
        "사고, 만들고, 저장하고, 쓰는 모든 품목.",
        "Everything that is bought, made, stored or needed.",
    ),
    Material,
    (
        Column(
            "material", "id", Words("품목 ID", "Material ID"),
            Words("다른 시트에서 이 이름으로 부릅니다.", "The name other sheets use for it."),
            required=True,
        ),
        name("품목명"),
        NAME_EN,
        Column(
            "element", "text", Words("원소", "Element"),
            Words("주된 원소입니다. 예: NdPr, Dy, Tb", "Main element, such as NdPr, Dy or Tb."),
        ),
        Column(
            "form", "choice", Words("형태", "Form"),
            Words(
                "광석에서 자석까지 어느 형태인지 고릅니다. scrap은 버릴 수 있습니다.",
                "Ore to magnet; scrap may be thrown away free of charge.",
            ),
            choices=FORMS,
        ),
        Column(
            "unit", "unit", Words("수량 단위", "Unit"),
            Words("이 품목의 모든 수량의 단위입니다.", "Unit of every quantity of this material."),
            unit=Words("t, kg 등", "t, kg or a word"), default="t",
        ),
        Column(
            "price_per", "unit", Words("가격단위", "Price per"),
            Words(
                "가격이 무엇 하나당인지 적습니다. 비우면 수량 단위와 같습니다.",
                "What one price pays for; blank: one unit of quantity.",
            ),
            unit=Words("t, kg 등", "t, kg or the unit"),
        ),
        Column(
            "reo", "number", Words("REO 환산", "REO content"),
            Words(
                "품목 1 kg이 희토류 산화물 몇 kg에 해당하는지 적습니다.",
                "Kilograms of rare earth oxide equivalent in one kilogram.",
            ),
            unit=Words("kg/kg", "kg/kg"), default=1.0, low=0, percent=True,
        ),
        Column(
            "shortage_cost", "number", Words("부족 비용", "Shortage cost"),
            Words(
                "수요를 못 채울 때의 손실입니다. 비우면 반드시 채워야 합니다.",
                "Loss per unmet demand; blank: demand must be met.",
            ),
            unit=PRICE, low=0, high=MOST_PRICE,
        ),
        Column(
            "hold_cost", "number", Words("보관 비용", "Holding cost"),
            Words("기말 재고에 기간마다 드는 비용.", "Cost of the stock at each period's end."),
            unit=PRICE_PER_PERIOD,
            default=0.0, low=0, high=MOST_PRICE,
        ),
        Column(
            "hs_code", "text", Words("HS 코드", "HS code"),
            Words(
                "관세 품목 번호입니다. 예: 8505.11. 조건에서 hs=8505*로 고릅니다.",
                "Customs code, such as 8505.11; selectors find it as hs=8505*.",
            ),
        ),
        Column(
            "controlled", "flag", Words("통제 품목", "Controlled"),
            Words(
                "수출통제 대상이면 yes를 고릅니다. 계산에는 쓰이지 않습니다.",
                "yes if it is under export control; not used in the plan.",
            ),
            default=False, choices=YES_NO, use="words",
        ),
        CURRENCY,
        *REMARKS,
    ),
    unique=("material",),
)  # fmt: skip

CONTENTS = Table(
    "contents", Words("성분", "Contents"),
    Words(
        "품목 1 kg에 든 원소. 적지 않은 품목은 그 원소 하나로 봅니다.",
        "What is in a kg of a material; one without a row is its own element alone.",
    ),
    Content,
    (
        material(Words("무엇의 성분인지 고릅니다.", "The material it is in.")),
        Column(
            "element", "text", Words("원소", "Element"),
            Words(
                "들어 있는 원소입니다. 예: NdPr, Dy, Ga",
                "An element in it, such as NdPr, Dy or Ga.",
            ),
            required=True,
        ),
        Column(
            "content", "fraction", Words("함량", "Content"),
            Words(
                "품목 1 kg에 몇 kg이 들었는지 적습니다. 예: 3%",
                "Kilograms in one kilogram of the material, such as 3%.",
            ),
            name=Words("성분 함량", "content"), unit=Words("kg/kg", "kg/kg"),
            required=True, low=0, high=1,
        ),
        Column(
            "basis", "choice", Words("함량 기준", "Content basis"),
            Words(
                "element는 금속의 kg, oxide는 산화물 환산 kg입니다.",
                "element: kg of the metal; oxide: kg of oxide equivalent.",
            ),
            default="element",
            choices={"element": Words("금속", "metal"), "oxide": Words("산화물", "oxide")},
        ),
        *REMARKS,
    ),
    optional=True,
    unique=("material", "element"),
)  # fmt: skip

DEMAND = Table(
    "demand", Words("수요", "Demand"),
    Words("기간별로 필요한 수량.", "How much is needed in each period."),
    Demand,
    (
        material(Words("필요한 품목을 고릅니다.", "The material that is needed.")),
        PLACE,
        *REMARKS,
    ),
    periods="flow",
    each=each(Words("수요", "demand"), QUANTITY),
)  # fmt: skip

OPEN_ORDERS = Table(
    "open_orders", Words("기발주", "Open orders"),
    Words(
        "이미 주문한 물량. 비용은 더 들지 않고, 주문 기간을 적으면 한도와 총량에 들어갑니다.",
        "Already placed: they cost nothing more, and count in limits with the period of the order.",
    ),
    OpenOrder,
    (
        offer(Words("어느 공급조건으로 주문했는지 고릅니다.", "The offer it was ordered under.")),
        Column(
            "arrives", "period", Words("도착", "Arrives"),
            Words("도착하는 기간입니다. 예: 2027-02", "Period of arrival, such as 2027-02."),
            unit=PERIOD, required=True,
        ),
        Column(
            "quantity", "number", Words("수량", "Quantity"),
            Words("오고 있는 수량입니다.", "How much is on the way."),
            unit=QUANTITY, required=True, low=0,
        ),
        Column(
            "ordered", "period", Words("주문 시점", "Ordered in"),
            Words(
                "주문한 기간입니다. 적어야 한도, 총량, 최소 인수에 들어갑니다.",
                "Period of the order; only with it does it count in limits, totals, take-or-pay.",
            ),
            unit=PERIOD,
        ),
        Column(
            "price", "number", Words("산 가격", "Price paid"),
            Words(
                "실제로 산 가격입니다(금액 한도에 씁니다). 비우면 공급조건의 가격.",
                "What was paid (for limits by spend); blank: the offer's price.",
            ),
            unit=PRICE, low=0, high=MOST_PRICE,
        ),
        CURRENCY,
        Column(
            "granted", "choice", Words("허가 여부", "Granted"),
            Words(
                "pending이면 허가를 기다립니다: 확률만큼 오고, ordered가 있어야 합니다.",
                "pending: its license is still out, it comes by its probability, needs ordered.",
            ),
            name=Words("허가 여부", "granted"),
            default="yes",
            choices={"yes": Words("허가됨", "granted"), "pending": Words("대기", "pending")},
        ),
        *REMARKS,
    ),
    optional=True,
)  # fmt: skip

FX = Table(
    "fx", Words("환율", "Exchange rates"),
    Words(
        "외화 1단위가 기준 통화로 얼마인지 기간별로 적습니다.",
        "What one unit of a foreign currency is worth in the plan's currency.",
    ),
    ExchangeRate,
    (
        Column(
            "currency", "currency", Words("통화", "Currency"),
            Words("외화의 ISO 코드입니다. 예: CNY", "Code of the foreign currency, such as CNY."),
            unit=ISO3, required=True,
        ),
        *REMARKS,
    ),
    optional=True,
    periods="level",
    each=each(Words("환율", "exchange rate"), Words("기준 통화", "plan currency"), above=True),
    unique=("currency",),
)  # fmt: skip
