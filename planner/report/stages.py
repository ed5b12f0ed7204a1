"""Countries' shares at each stage of the chain: a table and its picture, for several pages."""

# ruff: noqa: E501
from planner.explain import figures
from planner.explain.colours import country_colour
from planner.explain.voice import Voice
from planner.glossary.choices import STAGES
from planner.outcomes.plan import Plan
from planner.page.drawing import Chart, row_series
from planner.page.grid import Grid, GridColumn
from planner.report import words
from planner.words import Words

_MOST_COUNTRIES = 12
_ANY_STAGE = Words(
    "'모든 단계'는 공급조건마다 가장 큰 단계의 몫이라 합계가 100%를 넘을 수 있습니다.",
    "'Any stage' takes the largest stage of each offer, so its column may add up to more than 100%.",
)
_TITLE = Words("단계별 국가 비중 (구매액)", "Share by country at each stage (of spending)")
_ALT = Words(
    "직접 구매와 각 단계의 국가별 비중을 100%로 쌓은 막대. 가장 큰 나라는 {}.",
    "Stacked columns of country shares, direct and at each stage. The largest is {}.",
)


def countries(plan: Plan) -> list[str]:
    """The countries that supply anything at any stage, the largest first."""
    largest: dict[str, float] = {}
    for stage in STAGES:
        for name, share in figures.shares(plan, stage).items():
            largest[name] = max(largest.get(name, 0.0), share)
    return list(figures.ranked(largest))[:_MOST_COUNTRIES]


def stage_grid(plan: Plan, voice: Voice, names: list[str]) -> Grid:
    """Country x stage shares."""
    shares = {stage: figures.shares(plan, stage) for stage in STAGES}

    def share(stage: str) -> GridColumn:
        heading = voice.say(STAGES[stage])
        return GridColumn(stage, heading, lambda name: shares[stage].get(name, 0.0), "percent")

    return Grid(
        key="stages",
        columns=(
            GridColumn("country", voice.say(words.COUNTRY), voice.country),
            *(share(stage) for stage in STAGES),
        ),
        rows=names,
        remark=voice.say(_ANY_STAGE),
    )


def stage_chart(plan: Plan, voice: Voice, names: list[str], size: tuple[int, int]) -> Chart:
    """Stack the countries' shares, direct and at each stage, in the countries' colours."""
    first, *_, last, _any = STAGES
    rows = [(voice.country(name), country_colour(name, names)) for name in names]
    return Chart(
        title=voice.say(_TITLE),
        about=voice.say(_ALT, voice.country(names[0])),
        series=tuple(row_series("stages", rows, (first, last))),
        size=size,
        number="0%",
        stacked="percent_stacked",
    )
