"""What happens to it here: stockpiles, processes, recipes, returns, arisings, routes."""

from models.case import Arising, Process, Recipe, Return, Route, Stockpile
from planner.glossary.choices import OWNERS
from planner.schema.column import Column, Table
from planner.schema.common import (
    CURRENCY,
    ISO2,
    LONGEST_PLAN,
    MOST_PRICE,
    NAME_EN,
    PER_PERIOD,
    PERIODS,
    PLACE,
    PRICE,
    PRICE_PER_PERIOD,
    QUANTITY,
    REMARKS,
    RUNS,
    UNIT,
    each,
    location,
    material,
    name,
)  # fmt: skip
from planner.words import Words

STOCKPILES = Table(
    "stockpiles", Words("재고와 비축", "Stockpiles"),
    Words(
        "여기 있는 품목만 다음 기간으로 넘길 수 있습니다.",
        "Only a material that stands here can be carried to the next period.",
    ),
    Stockpile,
    (
        Column(
            "stockpile", "id", Words("재고 ID", "Stockpile ID"),
            Words("창고나 비축의 이름입니다.", "Name of the store."),
            required=True,
        ),
        material(Words("저장하는 품목을 고릅니다.", "What is stored.")),
        PLACE,
        Column(
            "owner", "choice", Words("소유", "Owner"),
            Words(
                "government는 꺼내 쓸 수만 있고 채울 수 없습니다.",
                "A government's can be drawn but never filled.",
            ),
            default="company",
            choices=OWNERS,
        ),
        Column(
            "opening", "number", Words("기초 재고", "Opening stock"),
            Words("계획 시작 때 있는 수량입니다.", "What is there when the plan starts."),
            unit=QUANTITY, default=0.0, low=0,
        ),
        Column(
            "capacity", "number", Words("보관 한도", "Capacity"),
            Words("저장할 수 있는 최대량입니다.", "The most it can hold; blank: no limit."),
            name=Words("보관 한도", "storage capacity"),
            unit=QUANTITY, low=0,
        ),
        Column(
            "closing_min", "number", Words("기말 최소", "Closing minimum"),
            Words("계획 끝에 남아 있어야 하는 수량입니다.", "What must be left at the plan's end."),
            name=Words("기말 최소 재고", "closing minimum"),
            unit=QUANTITY, low=0,
        ),
        Column(
            "cover_target", "number", Words("목표 보유기간", "Cover target"),
            Words(
                "앞으로 몇 기간의 수요를 갖고 있을지의 목표입니다. 모자라면 비용이 듭니다.",
                "How many periods of coming demand to hold; falling short costs money.",
            ),
            unit=PERIODS, low=0, high=LONGEST_PLAN,
        ),
        Column(
            "cover_cost", "number", Words("목표 미달 비용", "Cover cost"),
            Words(
                "목표에 모자란 수량에 기간마다 드는 비용입니다.",
                "Cost per period of the quantity missing from the target.",
            ),
            unit=PRICE_PER_PERIOD,
            default=0.0, low=0, high=MOST_PRICE,
        ),
        Column(
            "cover_min", "number", Words("최소 보유기간", "Cover minimum"),
            Words("반드시 지켜야 하는 보유기간입니다.", "Periods of cover that must be kept."),
            unit=PERIODS, low=0, high=LONGEST_PLAN,
        ),
        Column(
            "release_max", "number", Words("방출 한도", "Release maximum"),
            Words("한 기간에 꺼낼 수 있는 최대량입니다.", "The most drawn in one period."),
            unit=PER_PERIOD, low=0,
        ),
        Column(
            "release_price", "number", Words("방출 가격", "Release price"),
            Words(
                "꺼낼 때 내는 값입니다(정부 대여나 판매).",
                "Paid when drawn: a government loan or sale.",
            ),
            unit=PRICE, default=0.0, low=0, high=MOST_PRICE,
        ),
        Column(
            "end_value", "number", Words("기말 가치", "End value"),
            Words("계획 끝에 남은 재고의 값입니다.", "What is left at the end is worth this."),
            unit=PRICE, default=0.0, low=0, high=MOST_PRICE,
        ),
        CURRENCY,
        *REMARKS,
    ),
    optional=True,
    unique=("stockpile",),
)  # fmt: skip

PROCESSES = Table(
    "processes", Words("공정", "Processes"),
    Words(
        "분리, 금속화, 합금, 자석 제조, 재활용 같은 가공.",
        "Separation, metal making, alloying, magnet making, recycling.",
    ),
    Process,
    (
        Column(
            "process", "id", Words("공정 ID", "Process ID"),
            Words("배합 시트에서 이 이름으로 부릅니다.", "The name the recipes use for it."),
            required=True,
        ),
        name("공정명"),
        NAME_EN,
        PLACE,
        Column(
            "country", "country", Words("국가", "Country"),
            Words(
                "공정이 있는 나라입니다. 계산에는 쓰이지 않습니다.",
                "Where the process stands; not used in the plan.",
            ),
            unit=ISO2, use="words",
        ),
        Column(
            "cost", "number", Words("가동 비용", "Cost"),
            Words("한 번 가동하는 비용입니다.", "Cost of one run."),
            name=Words("가동 비용", "processing cost"),
            unit=Words("통화/회", "currency per run"), default=0.0,
        ),
        Column(
            "max_per_period", "number", Words("기간 최대", "Max per period"),
            Words("한 기간에 돌릴 수 있는 최대 횟수.", "The most runs in a period."),
            name=Words("공정 능력", "processing capacity"),
            unit=RUNS, low=0,
        ),
        Column(
            "lead", "number", Words("공정기간", "Lead time"),
            Words("투입에서 산출까지 걸리는 기간.", "Periods from what goes in to what comes out."),
            name=Words("공정기간", "processing time"),
            unit=PERIODS, default=0.0, low=0, high=LONGEST_PLAN,
        ),
        CURRENCY,
        *REMARKS,
    ),
    optional=True,
    periods="flow",
    each=each(Words("공정 능력", "processing capacity"), Words("회", "runs")),
    unique=("process",),
)  # fmt: skip

RECIPES = Table(
    "recipes", Words("배합", "Recipes"),
    Words(
        "공정을 한 번 돌릴 때 쓰는 것(음수)과 나오는 것(양수).",
        "What one run uses (negative) and makes (positive).",
    ),
    Recipe,
    (
        Column(
            "process", "ref", Words("공정", "Process"),
            Words("공정을 고릅니다.", "The process."), required=True, refers_to="processes",
        ),
        material(Words("쓰거나 만드는 품목을 고릅니다.", "What is used or made.")),
        Column(
            "per_run", "number", Words("1회당 수량", "Per run"),
            Words("쓰면 음수, 나오면 양수로 적습니다.", "Negative is used, positive is made."),
            name=Words("1회당 수량", "quantity per run"),
            unit=Words("품목 단위/회", "material unit per run"), required=True, percent=True,
        ),
        *REMARKS,
    ),
    optional=True,
)  # fmt: skip

RETURNS = Table(
    "returns", Words("회수", "Returns"),
    Words("쓰고 난 뒤 돌아오는 스크랩.", "Scrap that comes back after use."),
    Return,
    (
        Column(
            "material", "ref", Words("회수 품목", "Scrap material"),
            Words("돌아오는 스크랩을 고릅니다.", "The scrap that comes back."),
            required=True, refers_to="materials",
        ),
        Column(
            "of", "ref", Words("원래 품목", "Of material"),
            Words("쓰이거나 납품된 품목을 고릅니다.", "The material that was used or demanded."),
            required=True, refers_to="materials",
        ),
        Column(
            "rate", "number", Words("회수율", "Rate"),
            Words("1단위당 돌아오는 스크랩의 양입니다.", "Scrap per unit used or delivered."),
            name=Words("스크랩 회수율", "scrap return rate"),
            unit=Words("단위/단위", "unit per unit"), required=True, low=0, percent=True,
        ),
        Column(
            "lag", "number", Words("회수 시차", "Lag"),
            Words("쓰고 나서 돌아오기까지의 기간.", "Periods until it comes back."),
            unit=PERIODS, required=True, low=0, high=LONGEST_PLAN,
        ),
        PLACE,
        *REMARKS,
    ),
    optional=True,
    once=True,
)  # fmt: skip

ARISINGS = Table(
    "arisings", Words("발생 스크랩", "Arisings"),
    Words(
        "계획과 상관없이 값없이 생기는 스크랩과 부산물.",
        "Scrap or by-product that comes anyway, free of charge.",
    ),
    Arising,
    (
        material(Words("생기는 품목을 고릅니다.", "What comes.")),
        PLACE,
        *REMARKS,
    ),
    optional=True,
    periods="flow",
    each=each(Words("발생 스크랩", "arisings"), QUANTITY),
)  # fmt: skip

ROUTES = Table(
    "routes", Words("운송경로", "Routes"),
    Words("장소 사이를 옮기는 길.", "Ways to move material between locations."),
    Route,
    (
        location(
            "from", Words("출발지", "From"),
            Words("떠나는 장소입니다.", "Where it leaves."), required=True,
        ),
        location(
            "to", Words("도착지", "To"),
            Words("도착하는 장소입니다.", "Where it goes."), required=True,
        ),
        material(
            Words("비우면 모든 품목을 옮길 수 있습니다.", "Blank: any material."), required=False,
        ),
        Column(
            "cost", "number", Words("운송비", "Cost"),
            Words("옮기는 비용입니다.", "Cost of moving it."),
            name=Words("운송비", "route cost"),
            unit=PRICE, default=0.0, low=0, high=MOST_PRICE,
        ),
        Column(
            "lead", "number", Words("운송기간", "Lead time"),
            Words("옮기는 데 걸리는 기간입니다.", "Periods on the way."),
            name=Words("운송기간", "route lead time"),
            unit=PERIODS, default=0.0, low=0, high=LONGEST_PLAN,
        ),
        Column(
            "min_per_period", "number", Words("기간 최소", "Min per period"),
            Words("기간마다 적어도 이만큼 옮깁니다.", "At least this moves in every period."),
            name=Words("운송 기간 최소", "route minimum"),
            unit=PER_PERIOD, default=0.0, low=0,
        ),
        Column(
            "max_per_period", "number", Words("기간 최대", "Max per period"),
            Words("기간마다 많아야 이만큼 옮깁니다.", "At most this moves in a period."),
            name=Words("운송 기간 최대", "route maximum"),
            unit=PER_PERIOD, low=0,
        ),
        CURRENCY,
        UNIT,
        *REMARKS,
    ),
    optional=True,
    once=True,
)  # fmt: skip
