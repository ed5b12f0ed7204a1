"""A page with every block and one drawing of each kind, and its numbers, for tests of writers."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from planner.page.conditions import Apart, Before, DataBar, Heat, Says, Signed
from planner.page.drawing import (
    FULL,
    Chart,
    Down,
    Drawing,
    Fan,
    Over,
    Scatter,
    Series,
    Track,
    XAxis,
    row_series,
)
from planner.page.grid import ExcelTable, Fit, Grid, GridCell, GridColumn, Matrix
from planner.page.look import AMBER, BLUE, COLD, HOT, MILD, NAVY, OTHERS_COLOUR, SPARE_COLOURS, TEAL
from planner.page.page import (
    Band,
    Beside,
    BlankRow,
    Gallery,
    Lines,
    Note,
    Page,
    PageLayout,
    Section,
    Sentences,
    Tile,
    Tiles,
)
from planner.words import Language, Words

PERIODS = ("2027", "2028", "2029", "2030")


class Order(NamedTuple):
    """What one supplier delivers; ``back``: it is taken off."""

    supplier: Words
    amounts: tuple[float | None, ...]
    price: float
    arrives: dt.date
    needed: dt.date
    share: float
    back: bool = False

    @property
    def change(self) -> float:
        """A change of both signs."""
        return (self.amounts[0] or 0.0) - (self.amounts[-1] or 0.0)

    @property
    def spend(self) -> float:
        """In the currency itself: eight figures."""
        return self.price * sum(amount or 0.0 for amount in self.amounts) * 1000


ORDERS = (
    Order(
        Words("가온소재", "Gaon Materials"),
        (1200.0, 1100.0, 900.0, 400.0),
        41.5,
        dt.date(2027, 3, 1),
        dt.date(2027, 4, 1),
        0.46,
    ),
    Order(
        Words("북극 리튬", "Arctic Lithium"),
        (300.0, 450.0, None, 950.0),
        38.25,
        dt.date(2027, 5, 20),
        dt.date(2027, 4, 1),
        0.31,
    ),
    Order(
        Words("산타크루스 광산 & 제련", "Santa Cruz Mining & Refining"),
        (0.0, 250.0, 250.0, 250.0),
        35.0,
        dt.date(2027, 4, 1),
        dt.date(2027, 4, 1),
        0.23,
    ),
    Order(
        Words("돌려보냄", "Returned"),
        (50.0, 25.0, 0.0, 0.0),
        40.0,
        dt.date(2027, 6, 1),
        dt.date(2027, 7, 1),
        0.0,
        back=True,
    ),
)
STEPS = (
    (Words("전 계획", "Before"), None, None, None, 120.0),
    (Words("가격", "Price"), 120.0, 30.0, None, None),
    (Words("물량", "Volume"), 110.0, None, 40.0, None),
    (Words("새 계획", "After"), None, None, None, 110.0),
)
"""A waterfall: what lifts, what is more, what is less, the ends."""
CURVE = ((0.2, 131.0), (0.35, 118.0), (0.5, 111.0), (0.8, 108.0))
PATHS = (
    (40.0, 30.0, 35.0, 25.0, 88.0, 100.0),
    (30.0, 35.0, 45.0, 30.0, 84.0, 100.0),
    (20.0, 40.0, 60.0, 35.0, 81.0, 100.0),
    (15.0, 40.0, 70.0, 45.0, 78.0, None),
)
"""Heights of the four bands, the median and the target, a period a row."""


def sample_pages(language: Language, odd: str = "") -> list[Page]:
    """Two pages: all blocks and all drawings, and a list that a note leads to.

    ``odd`` is put into every text.
    """

    def say(ko: str, en: str) -> str:
        return Words(ko, en).to(language) + odd

    return [front_page(say), list_page(say)]


def front_page(say: Callable[[str, str], str]) -> Page:
    """A cover with every block."""
    tiles = (
        Tile(say("총비용", "Total cost"), 187_654_321.0, "million1", say("백만 원", "M KRW")),
        Tile(say("구매량", "Bought"), 6_050.4, "whole", say("톤", "t")),
        Tile(say("큰 나라의 몫", "Largest country"), 0.4567, "whole_percent", say("칠레", "Chile")),
        Tile(say("무너지는 값", "Breaking point"), None, "n1", say("없음", "none")),
    )
    facts = (
        say("계획은 모든 기간의 수요를 채웁니다.", "The plan meets demand in every period."),
        say(
            "가장 비싼 조건은 한 나라의 한도입니다: 톤당 1,250원.",
            "The dearest limit is that of one country: KRW 1,250 a tonne.",
        ),
    )
    return Page(
        name=say("요약", "Summary"),
        title=say(
            "핵심 소재 조달 계획 2027-2030", "Critical materials: procurement plan 2027-2030"
        ),
        about=say("사례 시범, 4월 1일 계산", "Sample case, solved on 1 April"),
        layout=PageLayout.COVER,
        blocks=(
            Band(
                say(
                    "수요를 모두 채우고 한도를 지킵니다.", "Demand is met and every limit is kept."
                ),
                "good",
            ),
            Tiles(tiles, blank=1),
            Section(
                say("알아 둘 것", "What to know"),
                (Sentences(facts, numbered=True), Sentences(facts[:1])),
            ),
            Note(
                say("전체 목록은 다음 쪽에 있습니다.", "The whole list is on the next page."),
                link=say("목록", "List"),
            ),
            Note(say("금액은 부가세를 뺀 값입니다.", "Amounts are without tax."), wide=True),
            Section(
                say("납품", "Deliveries"),
                (
                    amounts(say),
                    Beside((orders(say),), drawings_of_orders(say)),
                ),
            ),
            Section(
                say("그림", "Drawings"),
                (
                    Beside(
                        (Gallery(tuple(gallery(say))),),
                        values(say),
                        at=15,
                        printed=False,
                    ),
                ),
            ),
            BlankRow(),
            Lines((say("계산: 12초", "Solved in 12 s"), "x >= 0  &  y < 1")),
        ),
    )


def list_page(say: Callable[[str, str], str]) -> Page:
    """A long table, whose totals follow its filters."""
    columns = (
        GridColumn("number", say("번호", "No."), lambda row: row[0], "n0", width=8),
        GridColumn(
            "supplier", say("공급사", "Supplier"), lambda row: row[1], "", "wrap", width=Fit()
        ),
        GridColumn(
            "amount", say("양 (톤)", "Amount (t)"), lambda row: row[2], "n1", total=True, width=12
        ),
    )
    rows = [(i + 1, say(*ORDERS[i % 3].supplier), 10.5 * (i % 7)) for i in range(75)]
    grid = Grid(
        "list",
        columns,
        rows,
        total=say("합계", "Total"),
        pinned=1,
        repeated=True,
        table=ExcelTable("orders"),
    )
    return Page(
        say("목록", "List"),
        say("모든 납품", "All deliveries"),
        (grid,),
        about=say("한 줄이 한 납품입니다.", "A row is a delivery."),
        across=3,
    )


def amounts(say: Callable[[str, str], str]) -> Matrix:
    """Amounts by supplier and period, with sums at the right and below."""
    label = GridColumn(
        "supplier",
        say("공급사", "Supplier"),
        lambda row: say(*row.supplier),
        "",
        "bold",
        span=3,
    )
    return Matrix(
        "amounts",
        (label,),
        [one for one in ORDERS if not one.back],
        PERIODS,
        lambda row: row.amounts,
        "n0",
        row_total=say("합", "Sum"),
        column_total=say("합계 (톤)", "Total (t)"),
    )


def orders(say: Callable[[str, str], str]) -> Grid:
    """A grid with every condition, a row that is taken off, and a foot."""
    columns = (
        GridColumn(
            "supplier", say("공급사", "Supplier"), lambda row: say(*row.supplier), "", "wrap"
        ),
        GridColumn(
            "spend",
            say("금액 (백만 원)", "Spend (M KRW)"),
            lambda row: row.spend,
            "million",
            total=True,
        ),
        GridColumn(
            "price",
            say("단가", "Price"),
            lambda row: row.price,
            "n2",
            conditions=(Heat(COLD, HOT, MILD),),
        ),
        GridColumn(
            "change",
            say("변화", "Change"),
            lambda row: GridCell(row.change, format="change"),
            "n0",
            conditions=(Signed(),),
        ),
        GridColumn("needed", say("필요", "Needed"), lambda row: row.needed, "date"),
        GridColumn(
            "arrives",
            say("도착", "Arrives"),
            lambda row: row.arrives,
            "date",
            conditions=(Before("needed"),),
        ),
        GridColumn(
            "share",
            say("몫", "Share"),
            lambda row: row.share,
            "percent",
            conditions=(DataBar(TEAL),),
        ),
        GridColumn(
            "kept",
            say("지킴", "Kept"),
            lambda row: say("아니요", "no") if row.back else say("예", "yes"),
            "",
            "centre",
            conditions=(Says(say("아니요", "no"), "bad"),),
        ),
    )
    foot: dict[str, object] = {
        "supplier": GridCell(say("지난해", "Last year"), "subtitle"),
        "spend": GridCell(150_000_000.0, "subtitle", "million"),
    }
    return Grid(
        "orders",
        columns,
        ORDERS,
        total=say("합계", "Total"),
        taken_off=lambda row: row.back,
        foot=(foot,),
        above=say("2027년에 시킨 것", "Ordered in 2027"),  # type: ignore[arg-type]
        remark=say("돌려보낸 것은 뺍니다.", "What is returned is taken off."),
    )


def drawings_of_orders(say: Callable[[str, str], str]) -> tuple[Drawing, ...]:
    """What stands at the right of the orders: bars with the first row on top."""
    names, spend = Down("orders", "supplier", 0, 3), Down("orders", "spend", 0, 3)
    return (
        Chart(
            say("금액, 백만 원", "Spend, M KRW"),
            say("가온소재가 가장 큽니다.", "Gaon is the largest."),
            (
                Series(
                    say("금액", "Spend"), names, spend, BLUE, (BLUE, TEAL, NAVY), labels="#,##0.0,,"
                ),
            ),
            (420, 220),
            kind="bar",
            legend=False,
            number="#,##0,,",
        ),
    )


def gallery(say: Callable[[str, str], str]) -> list[Drawing]:
    """One drawing of each kind."""
    suppliers = [say(*one.supplier) for one in ORDERS if not one.back]
    ends = ("0", str(len(PERIODS) - 1))
    columns = tuple(row_series("amounts", list(zip(suppliers, SPARE_COLOURS, strict=False)), ends))
    heads = Over("amounts", None, *ends)
    target = Series(say("목표", "Target"), heads, Over("target", 0, *ends), AMBER[1], line=True)
    return [
        Chart(
            say("기간별 구매량, 톤", "Bought by period, t"),
            say("기간마다 쌓은 막대", "Stacked columns, with the target over them"),
            (*columns, target),
            (560, 325),
            unit=say("톤", "t"),
            stacked="stacked",
        ),
        Chart(
            say("기간별 몫", "Shares by period"),
            say("몫", "Shares of the suppliers"),
            columns,
            (560, 325),
            number="0%",
            stacked="percent_stacked",
            limits=(0.0, 1.0),
        ),
        Chart(
            say("기간별 구매량, 나란히", "Bought by period, side by side"),
            say("나란히 선 막대", "Clustered columns"),
            columns[:2],
            (560, 325),
        ),
        Chart(
            say("두 공급사의 길", "Two suppliers over time"),
            say("선 두 개", "Two lines, one with a gap"),
            tuple(
                Series(one.name, one.names, one.values, one.colour, line=True)
                for one in columns[:2]
            ),
            (560, 325),
        ),
        *bars(say),
        *scatters(say),
    ]


def bars(say: Callable[[str, str], str]) -> list[Drawing]:
    """Bars to both sides of zero, and floating ones."""
    steps = (("base", "#FFFFFF"), ("up", AMBER[1]), ("down", TEAL), ("end", NAVY))
    return [
        Chart(
            say("변화, 톤", "Change, t"),
            say("네 공급사의 변화", "Change of four suppliers"),
            (
                Series(
                    say("변화", "Change"),
                    Down("orders", "supplier"),
                    Down("orders", "change"),
                    TEAL,
                    labels="+#,##0;-#,##0;0",
                ),
            ),
            (560, 325),
            "+#,##0;-#,##0;0",
            kind="bar",
            legend=False,
            signed=True,
            scale=True,
        ),
        Chart(
            say("비용이 바뀐 까닭", "Why the cost changed"),
            say("폭포 그림", "A waterfall"),
            tuple(
                Series(
                    key, Down("steps", "cause"), Down("steps", key), colour, hidden=key == "base"
                )
                for key, colour in steps
            ),
            (560, 325),
            stacked="stacked",
            legend=False,
        ),
    ]


def scatters(say: Callable[[str, str], str]) -> list[Drawing]:
    """Points with lines, marks and drop lines; a fan."""
    x, y = Down("curve", "share"), Down("curve", "cost")
    first = Down("curve", "share", 2, 1), Down("curve", "cost", 2, 1)
    band = tuple(Down("paths", f"band{i}") for i in range(4))
    named = (
        say("90% 띠", "90% band"),
        say("50% 띠", "50% band"),
        say("가운데", "Median"),
        say("목표", "Target"),
    )
    return [
        Scatter(
            say("비용과 몫", "Cost and share"),
            say("몫이 클수록 쌉니다.", "A larger share is cheaper."),
            (
                Track(say("비용", "Cost"), x, y, BLUE, 2.0, "circle"),
                Track(say("끊는 점", "Breakpoint"), x, y, OTHERS_COLOUR, 0, "circle", 7, drop=True),
                Track(say("무릎", "Knee"), *first, AMBER[1], 0, "diamond", 10),
                Track(say("한도", "Limit"), x, Down("curve", "limit"), NAVY, 1.5, dashed=True),
            ),
            XAxis(say("몫", "Share"), "0%", (0.0, 1.0), reverse=True),
            number="#,##0",
            limits=(100.0, None),
        ),
        Fan(
            say("재고", "Stock"),
            say("재고의 갈래", "Paths of the stock"),
            Down("paths", "period"),
            band,
            Down("paths", "median"),
            Down("paths", "target"),
            named,
            size=FULL,
        ),
    ]


def values(say: Callable[[str, str], str]) -> tuple[Grid | Matrix, ...]:
    """What the drawings are drawn from."""
    target = Matrix(
        "target",
        (GridColumn("name", "", lambda row: row),),
        [say("목표", "Target")],
        PERIODS,
        lambda row: (1500.0, 1800.0, 1200.0, 1600.0),
        "n0",
    )
    steps = Grid(
        "steps",
        (
            GridColumn("cause", say("까닭", "Cause"), lambda row: say(*row[0])),
            *(
                GridColumn(key, key, _nth(i), "n0")
                for i, key in enumerate(("base", "up", "down", "end"), 1)
            ),
        ),
        STEPS,
    )
    curve = Grid(
        "curve",
        (
            GridColumn("share", say("몫", "Share"), _nth(0), "percent"),
            GridColumn("cost", say("비용", "Cost"), _nth(1), "n1"),
            GridColumn("limit", say("한도", "Limit"), lambda row: 120.0, "n1"),
        ),
        CURVE,
        conditions=(Apart("share", 0.1),),
    )
    paths = Grid(
        "paths",
        (
            GridColumn("period", say("기간", "Period"), lambda row: PERIODS[PATHS.index(row)]),
            *(GridColumn(f"band{i}", f"band{i}", _nth(i), "n0") for i in range(4)),
            GridColumn("median", say("가운데", "Median"), _nth(4), "n0"),
            GridColumn("target", say("목표", "Target"), _nth(5), "n0"),
        ),
        PATHS,
    )
    return target, steps, curve, paths


def _nth(place: int) -> Callable[[tuple[float, ...]], float]:
    return lambda row: row[place]
