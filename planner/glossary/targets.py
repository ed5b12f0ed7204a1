"""Targets that a plan is held against, and the indicators of how safe it is, with their sources."""

# ruff: noqa: E501
from dataclasses import dataclass

from planner.words import Words


@dataclass(frozen=True)
class Target:
    """At most ``share`` from one country by ``year``; ``vintage``: when it was decided or came into force."""

    share: float
    year: int
    name: Words
    formula: Words
    source: Words
    vintage: str
    elements: tuple[str, ...] = ()
    """The elements (folded) it is set for; none: for all."""


KOREA = Target(
    0.50, 2030,
    Words("한국 목표", "Korea's target"),
    Words("한 나라 의존도 50% 이하, 2030년까지; 10대 전략 핵심광물 (희토류는 Nd, Dy, Tb, Ce, La)", "At most 50% from one country by 2030; set for ten strategic minerals, of the rare earths Nd, Dy, Tb, Ce, La"),
    Words("핵심광물 확보전략 (산업통상자원부), 제1차 공급망안정화 기본계획 2025-2027; Korea JoongAng Daily, 28 Jul 2025", "Korea's plan for critical minerals (MOTIE) and first basic plan for supply chains 2025-2027; Korea JoongAng Daily, 28 Jul 2025"),
    "2023, 2024-12-19",
    ("nd", "ndpr", "dy", "tb", "ce", "la"),
)  # fmt: skip
EUROPE = Target(
    0.65, 2030,
    Words("EU 목표", "EU target"),
    Words("역외 한 나라 의존도 65% 이하, 단계마다, 2030년까지", "At most 65% from one third country at each stage by 2030"),
    Words("Regulation (EU) 2024/1252", "Regulation (EU) 2024/1252"),
    "2024-05-23",
)  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """What a figure is called, how it is worked out, who defined it, and when."""

    name: Words
    formula: Words
    source: Words
    vintage: str


HHI = Indicator(
    Words("HHI", "HHI"),
    Words("나라별 비중(%)의 제곱합, 0~10,000", "Sum of squared shares by country in percent, 0 to 10,000"),
    Words("U.S. DOJ and FTC, Merger Guidelines", "U.S. DOJ and FTC, Merger Guidelines"),
    "2023",
)  # fmt: skip
EFFECTIVE = Indicator(
    Words("유효 공급국 수", "Effective sources"),
    Words("10,000 / HHI", "10,000 / HHI"),
    Words("Adelman, Review of Economics and Statistics 51(1)", "Adelman, Review of Economics and Statistics 51(1)"),
    "1969",
)  # fmt: skip
WITHOUT_LARGEST = Indicator(
    Words("N-1", "N-1"),
    Words(
        "1 - 가장 큰 나라의 비중: 그 나라가 멈추어도 남는 주문의 몫. 다른 곳이 더 낼 수 있는 양은 세지 않음",
        "1 - share of the largest country: the part of the orders left if it stops; what others could add is not counted",
    ),
    Words("Regulation (EU) 2017/1938, annex II (가스의 N-1 기준)을 설비 대신 주문에", "Regulation (EU) 2017/1938, annex II (N-1 rule for gas), on orders instead of capacity"),
    "2017",
)  # fmt: skip
RELIANCE = Indicator(
    Words("순수입 의존도", "Net import reliance"),
    Words(
        "(국외 주문 + 재고 감소) / (국외와 국내 주문 + 쓴 자체 스크랩 + 재고 감소)",
        "(ordered abroad + stock drawn) / (ordered abroad and at home + own scrap used + stock drawn)",
    ),
    Words("U.S. Geological Survey, Mineral Commodity Summaries, appendix B", "U.S. Geological Survey, Mineral Commodity Summaries, appendix B"),
    "2025",
)  # fmt: skip
COVER = Indicator(
    Words("재고 일수", "Days of cover"),
    Words(
        "연말 재고의 산화물(회사 것만, 또는 정부 비축까지) / 그 해 수요가 하루에 쓰는 산화물",
        "Oxide in stock at the year's end, the company's or the government's as well / oxide that the year's demand takes a day",
    ),
    Words("핵심광물 정부 비축 100일 목표, 2031년까지 (YTN, 26 Mar 2024)", "Korea's target of 100 days of public stock of critical minerals by 2031 (YTN, 26 Mar 2024)"),
    "2024",
)  # fmt: skip
INDICATORS = (HHI, EFFECTIVE, WITHOUT_LARGEST, RELIANCE, COVER)

HEADINGS = {
    "2805": Words("희토류 금속", "rare earth metals"),
    "2846": Words("희토류 화합물", "rare earth compounds"),
    "7202": Words("합금철", "ferro-alloys"),
    "8505": Words("영구자석", "permanent magnets"),
}
"""What stands under the customs headings in which rare earths are traded."""
