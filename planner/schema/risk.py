"""What may go wrong: export licenses and shocks."""

from dataclasses import replace

from models.case import Event, License
from planner.schema.column import Column, Reads, Table
from planner.schema.common import (
    DAYS,
    FRACTION,
    FROM,
    ISO2,
    LISTED,
    MONTHS,
    PERIOD,
    REMARKS,
    UNIT,
    UNTIL,
    country,
)  # fmt: skip
from planner.words import Words

LICENSES = Table(
    "licenses", Words("수출허가", "Licenses"),
    Words(
        "나라마다 수출허가가 날 확률과 걸리는 날수.",
        "How likely an export license is granted, and after how many days.",
    ),
    License,
    (
        Column(
            "license", "id", Words("허가 ID", "License ID"),
            Words("공급조건에서 이 이름으로 부릅니다.", "The name the offers use for it."),
            required=True,
        ),
        country(Words("허가를 내주는 나라입니다.", "The country that grants it.")),
        Column(
            "grant", "fraction", Words("허가 확률", "Grant"),
            Words("신청이 허가될 확률입니다.", "Probability that an application is granted."),
            name=Words("허가 확률", "license grant probability"),
            unit=FRACTION, low=0, high=1,
        ),
        Column(
            "days_p50", "number", Words("소요일 중앙값", "Days p50"),
            Words("절반은 이 날수 안에 나옵니다.", "Half are granted within this many days."),
            name=Words("허가 소요일 중앙값", "license days p50 (median)"),
            unit=DAYS, low=0,
        ),
        Column(
            "days_p90", "number", Words("소요일 90%", "Days p90"),
            Words("90%는 이 날수 안에 나옵니다.", "Nine of ten are granted within this many days."),
            name=Words("허가 소요일 90%", "license days p90"),
            unit=DAYS, low=0,
        ),
        replace(FROM, name=Words("허가 시작", "license in force from")),
        replace(UNTIL, name=Words("허가 종료", "license in force until")),
        Column(
            "elements", "tags", Words("원소", "Elements"),
            Words("대상 원소입니다. 비우면 모두.", "Elements it covers; blank: all."),
            unit=LISTED,
        ),
        Column(
            "content_country", "country", Words("함유 국가", "Content country"),
            Words(
                "이 나라 성분이 든 공급조건도 허가가 필요합니다.",
                "Offers with content from this country need it too.",
            ),
            unit=ISO2,
        ),
        Column(
            "content_min", "fraction", Words("함유 기준", "Content minimum"),
            Words(
                "그 나라 성분이 이 비율 이상이면 대상입니다. 예: 0.1%",
                "From this fraction of content on, such as 0.1%.",
            ),
            unit=FRACTION, low=0, high=1,
        ),
        Column(
            "content_by", "choice", Words("함유 계산", "Content by"),
            Words(
                "mass는 무게, value는 산화물 가격을 곱한 값의 비율입니다.",
                "mass: by weight; value: weighed by what the oxides are worth.",
            ),
            default="mass",
            choices={"mass": Words("무게", "mass"), "value": Words("금액", "value")},
        ),
        Column(
            "of", "selector", Words("함유 대상", "Of"),
            Words(
                "함유 기준이 미치는 공급조건입니다. 예: country!=KR",
                "The only offers that the content rule reaches, such as country!=KR.",
            ),
            default="all",
        ),
        Column(
            "correlation", "fraction", Words("상관", "Correlation"),
            Words(
                "같은 달 신청들이 함께 움직이는 정도입니다.",
                "How much applications of the same month go together.",
            ),
            unit=FRACTION, default=0.7, low=0, high=1,
        ),
        Column(
            "persistence", "fraction", Words("지속성", "Persistence"),
            Words(
                "지난달 거절한 당국이 이번 달에도 거절하는 정도입니다(0~1 미만).",
                "How much a ministry that refused last month refuses again, below 1.",
            ),
            unit=FRACTION, default=0.0, low=0, high=0.999,
        ),
        Column(
            "max_per_year", "number", Words("연간 한도", "Most per year"),
            Words(
                "이 허가로 한 해에 주문할 수 있는 최대량입니다.",
                "The most that may be ordered under it in a calendar year.",
            ),
            name=Words("허가 연간 한도", "most per year under the license"),
            unit=Words("단위/년", "units per year"), low=0,
        ),
        UNIT,
        Column(
            "valid_until", "period", Words("유효기간", "Valid until"),
            Words(
                "허가가 유효한 마지막 기간입니다. 그 뒤는 갱신되어야 합니다.",
                "Last period in which it is valid; after that it must be renewed.",
            ),
            unit=PERIOD, ends=True,
        ),
        Column(
            "renew", "fraction", Words("갱신 확률", "Renewed"),
            Words(
                "유효기간 뒤에 갱신될 확률입니다.",
                "Probability that it is renewed for the rest of the plan.",
            ),
            name=Words("갱신 확률", "renewed with probability"),
            unit=FRACTION, default=1.0, low=0, high=1,
        ),
        Column(
            "otherwise", "ref", Words("갱신 안 되면", "Otherwise"),
            Words(
                "갱신되지 않으면 대신 적용되는 허가입니다. 비우면 주문할 수 없습니다.",
                "The license that holds if it is not renewed; blank: its offers are closed.",
            ),
            refers_to="licenses",
        ),
        *REMARKS,
    ),
    optional=True,
    unique=("license",),
)  # fmt: skip

EFFECTS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "stop": (Words("중단", "no supply"), ()),
    "slow": (Words("지연", "slower"), ("factor",)),
    "price": (Words("가격", "price"), ("factor",)),
    "demand": (Words("수요", "demand"), ("factor",)),
}
"""What an event does: its words, and the columns that say how much."""
FACTOR_EFFECTS = tuple(effect for effect, (_, columns) in EFFECTS.items() if "factor" in columns)

EVENTS = Table(
    "events", Words("충격", "Events"),
    Words(
        "여러 공급조건이나 수요가 함께 겪는 사고와 조치.",
        "Shocks that hit many offers, or the demand for materials, at once.",
    ),
    Event,
    (
        Column(
            "event", "id", Words("충격 ID", "Event ID"),
            Words("보고서에 찍히는 이름입니다.", "Name printed on the reports."),
            required=True,
        ),
        Column(
            "of", "selector", Words("대상", "Of"),
            Words(
                "충격을 받는 공급조건입니다. 예: country=CN. 영향이 demand이면 그 품목의 수요가 "
                "바뀝니다. 예: material=magnet",
                "Selects the offers it hits, such as country=CN. A demand event moves the demand "
                "for their materials, such as material=magnet.",
            ),
            required=True,
        ),
        Column(
            "per_year", "number", Words("연 확률", "Per year"),
            Words("한 해에 일어날 확률입니다.", "Probability that it comes in a year."),
            name=Words("충격 연 확률", "event probability"),
            unit=FRACTION, low=0, high=1,
        ),
        Column(
            "months_p50", "number", Words("지속 중앙값", "Months p50"),
            Words("절반은 이 개월 안에 끝납니다.", "Half are over within this many months."),
            name=Words("충격 지속(중앙값)", "event length (median)"),
            unit=MONTHS, low=0,
        ),
        Column(
            "months_p90", "number", Words("지속 90%", "Months p90"),
            Words("90%는 이 개월 안에 끝납니다.", "Nine of ten are over within this many months."),
            name=Words("충격 지속(P90)", "event length (P90)"),
            unit=MONTHS, low=0,
        ),
        Column(
            "effect", "choice", Words("영향", "Effect"),
            Words(
                "stop 공급 중단, slow 지연, price 가격 변화, demand 수요 변화.",
                "stop: no supply, slow: it takes longer, price: the price changes, demand: what "
                "is needed changes.",
            ),
            choices={effect: words for effect, (words, _) in EFFECTS.items()},
        ),
        Column(
            "factor", "number", Words("배수", "Factor"),
            Words(
                "slow는 걸리는 시간의 배수(2면 두 배 걸림), price는 가격의 배수, "
                "demand는 수요의 배수(1.3이면 30% 증가).",
                "slow: times as long (2 takes twice as long); price: times the price; demand: "
                "times the demand (1.3 is 30% more).",
            ),
            name=Words("충격 배수", "event factor"), low=0, percent=True,
        ),
        *REMARKS,
    ),
    optional=True,
    unique=("event",),
    reads=Reads("effect", {effect: columns for effect, (_, columns) in EFFECTS.items()}),
)  # fmt: skip
