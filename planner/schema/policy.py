"""Where it comes from, how much may, and how it was before: origins, limits and baseline."""

from dataclasses import replace

from models.case import STAGES as MADE
from models.case import Baseline, Limit, Origin
from planner.glossary.choices import BASES, BY, COUNTED, KINDS, SENSES, STAGES, WEIGHTS
from planner.glossary.measures import MEASURES, LimitMeasure
from planner.schema.column import Column, Kind, Reads, Table
from planner.schema.common import (
    CURRENCY,
    FRACTION,
    FROM,
    NOTE,
    REMARKS,
    SOURCE,
    UNIT,
    UNTIL,
    country,
    material,
    supplier,
)  # fmt: skip
from planner.words import Words

MADE_AT = {stage: STAGES[stage] for stage in MADE}
"""Where a material was made what it is."""

ORIGINS = Table(
    "origins", Words("원산지", "Origins"),
    Words(
        "단계마다 어느 나라에서 왔는지. 없으면 100% 공급사의 국가입니다.",
        "The country of each stage; without a row it is 100% the supplier's country.",
    ),
    Origin,
    (
        supplier(Words("공급사를 고릅니다.", "The supplier.")),
        material(
            Words("비우면 그 공급사의 모든 품목입니다.", "Blank: all its materials."),
            required=False,
        ),
        Column(
            "element", "text", Words("원소", "Element"),
            Words(
                "한 원소만 다른 곳에서 올 때 적습니다. 비우면 모든 원소.",
                "Where one element comes from elsewhere; blank: all that is in it.",
            ),
        ),
        Column(
            "stage", "choice", Words("단계", "Stage"),
            Words(
                "mined 채굴, separated 분리, metal 금속, magnet 자석.",
                "Where it was mined, separated, made into metal or magnet.",
            ),
            required=True, choices=MADE_AT,
        ),
        country(Words("그 단계가 이루어진 나라입니다.", "The country of that stage.")),
        Column(
            "share", "fraction", Words("비율", "Share"),
            Words("한 단계의 비율을 더하면 1입니다.", "The shares of one stage add up to 1."),
            name=Words("원산지 비율", "origin share"),
            unit=FRACTION, required=True, low=0, high=1,
        ),
        *REMARKS,
    ),
    optional=True,
    unique=("supplier", "material", "element", "stage", "country"),
)  # fmt: skip

VALUE = Column(
    "value", "number", Words("한도값", "Bound"),
    Words(
        "share는 0.65나 65%, hhi는 0~10000, 나머지는 단위대로 적습니다.",
        "A share as 0.65 or 65%, an hhi from 0 to 10000, else in its unit.",
    ),
    # A row that names no measure is asked for that alone.
    name=Words("한도", "limit"), required=True, percent=True,
)  # fmt: skip


VALUE_TO = Column(
    "value_to", "number", Words("끝 한도값", "Bound at the end"),
    Words(
        "해마다 고르게 value에서 이 값까지 갑니다. window는 year, from과 until은 첫해와 끝해.",
        "Moves in equal yearly steps from value to this; window year, from and until its years.",
    ),
    name=Words("끝 한도", "limit at the end"),
)  # fmt: skip


def bound(measure: LimitMeasure) -> Column:
    """Declare how the bound of a limit of this measure is read."""
    kind: Kind = "fraction" if measure.percent else "number"
    of_attribute = "attribute" in measure.reads
    return replace(
        VALUE, kind=kind, low=measure.low, high=measure.high, whole=measure.whole,
        percent=of_attribute,
    )  # fmt: skip


WHAT: tuple[Column, ...] = (
    Column(
        "limit", "id", Words("한도 ID", "Limit ID"),
        Words("보고서에 찍히는 한도 이름입니다.", "Name printed on the reports."),
        required=True,
    ),
    Column(
        "measure", "choice", Words("척도", "Measure"),
        Words(
            "share 비율, amount 수량, average 가중평균, hhi 집중도, stock 재고.",
            "share, amount, average of an attribute, hhi (concentration) or stock.",
        ),
        required=True, choices={key: one.words for key, one in MEASURES.items()},
    ),
    Column(
        "of", "selector", Words("대상", "Of"),
        Words(
            "무엇을 재는지 고르는 조건입니다. 예: country=CN",
            "Selects what is measured, such as country=CN.",
        ),
        default="all",
    ),
    Column(
        "among", "selector", Words("모집단", "Among"),
        Words(
            "무엇 가운데서 재는지의 조건입니다. 예: element=NdPr",
            "Selects what it is measured against, such as element=NdPr.",
        ),
        default="all",
    ),
    Column(
        "by", "choice", Words("집중도 기준", "By"),
        Words("hhi를 무엇별로 재는지 고릅니다.", "What an hhi is counted by."),
        default="country",
        choices=BY,
    ),
    Column(
        "attribute", "text", Words("속성", "Attribute"),
        Words(
            "average로 잴 속성입니다. 공급조건의 attr:NAME 열 이름을 적습니다.",
            "What an average is taken of: the NAME of an attr:NAME column of the offers.",
        ),
    ),
    Column(
        "weight", "choice", Words("무게", "Weight"),
        Words(
            "quantity 수량, reo 산화물 환산량, spend 금액.",
            "What an amount is: quantity, reo (oxide equivalent) or spend.",
        ),
        default="quantity",
        choices=WEIGHTS,
    ),
    Column(
        "stage", "choice", Words("단계", "Stage"),
        Words(
            "country=가 뜻하는 나라의 단계입니다. any는 가장 큰 단계.",
            "Whose country 'country=' means; any: the largest of the four stages.",
        ),
        default="direct",
        choices={
            "direct": Words("판매국", "supplier's country"), **MADE_AT,
            "any": Words("가장 큰 단계", "largest stage"),
        },
    ),
    Column(
        "window", "text", Words("구간", "Window"),
        Words(
            "어느 기간마다 지키는지: horizon 전체, year, period, rolling:3.",
            "Over what it is kept: horizon, year, period or rolling:3.",
        ),
        unit=Words("horizon, year, period, rolling:N", "horizon, year, period, rolling:N"),
        default="horizon",
    ),
)  # fmt: skip

HOW_MUCH: tuple[Column, ...] = (
    Column(
        "sense", "choice", Words("방향", "Sense"),
        Words("max는 이하, min은 이상.", "max: at most the value, min: at least."),
        required=True, choices=SENSES,
    ),
    replace(VALUE, by="measure", variants={key: bound(one) for key, one in MEASURES.items()}),
    replace(
        VALUE_TO,
        by="measure",
        variants={
            key: replace(VALUE_TO, kind=bound(one).kind, low=one.low, high=one.high)
            for key, one in MEASURES.items()
        },
    ),
    UNIT,
    Column(
        "kind", "choice", Words("강도", "Kind"),
        Words(
            "hard(필수)는 꼭 지키고, soft(권장)는 벌칙을 내면 넘을 수 있습니다.",
            "hard (required) must be kept; soft (recommended) may be exceeded at a penalty.",
        ),
        default="hard",
        choices=KINDS,
    ),
    Column(
        "penalty", "number", Words("벌칙", "Penalty"),
        Words(
            "권장(soft) 한도를 넘는 1단위당 비용입니다.",
            "Cost of each unit beyond a recommended (soft) limit.",
        ),
        name=Words("한도 벌칙", "limit penalty"),
        unit=Words("통화/단위", "currency per unit"), low=0,
    ),
    CURRENCY,
    Column(
        "basis", "choice", Words("근거", "Basis"),
        Words(
            "policy는 풀 수 있는 방침, fact는 바꿀 수 없는 사실.",
            "policy: may be relaxed if there is no plan; fact: may not.",
        ),
        default="policy",
        choices=BASES,
    ),
    FROM,
    UNTIL,
)  # fmt: skip

LIMITS = Table(
    "limits", Words("한도와 방침", "Limits"),
    Words(
        "집중도와 방침: 어디에서 얼마까지 살지 정합니다.",
        "Concentration and policy: how much may come from where.",
    ),
    Limit,
    (*WHAT, *HOW_MUCH, *REMARKS),
    optional=True,
    reads=Reads("measure", {key: one.reads for key, one in MEASURES.items()}),
)  # fmt: skip

BASELINE = Table(
    "baseline", Words("기준선", "Baseline"),
    Words(
        "지금까지의 국가별 비중. 계획과 나란히 보이기만 하고 계획을 바꾸지 않습니다.",
        "Shares by country before the plan; shown beside it, no plan depends on them.",
    ),
    Baseline,
    (
        Column(
            "basis", "text", Words("무엇의 비중", "Share of"),
            Words(
                "HS 코드나 그 앞자리(2846, 8505.11), element:Dy, 또는 all. 계획은 바꾸지 않습니다.",
                "A customs code or its beginning, element:Dy, or all; changes no plan.",
            ),
            unit=Words("HS, element:Dy, all", "HS, element:Dy, all"), required=True, use="words",
        ),
        Column(
            "weight", "choice", Words("무게", "Weight"),
            Words(
                "value 금액, quantity 수량, reo 산화물 환산량으로 센 비중입니다.",
                "Counted by value, quantity or reo (oxide equivalent).",
            ),
            default="value", choices=COUNTED, use="words",
        ),
        replace(
            country(Words("그만큼을 댄 나라입니다.", "The country that supplied it.")), use="words"
        ),
        Column(
            "share", "fraction", Words("기준 비중", "Baseline share"),
            Words("그 나라의 비중입니다. 예: 79.8%", "Its share, such as 79.8%."),
            unit=FRACTION, required=True, low=0, high=1, use="words",
        ),
        Column(
            "year", "whole", Words("기준 연도", "Baseline year"),
            Words("어느 해의 비중인지 적습니다.", "The year it was so."),
            required=True, low=1990, high=2200, use="words",
        ),
        replace(SOURCE, kept=True),
        NOTE,
    ),
    optional=True,
    unique=("basis", "weight", "country", "year"),
)  # fmt: skip
