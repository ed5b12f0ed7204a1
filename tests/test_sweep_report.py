"""The pages of sweeps say what the studies say, in both languages, and nothing else."""

import dataclasses
import re
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from described import drawings, grid, texts, values
from openpyxl.workbook import Workbook
from sample_case import RUN, VOICES
from sample_studies import PRICE, failing, point, sample_grid, sample_line

from models.edit import Edit
from planner.explain.voice import Voice
from planner.outcomes.point import Axis
from planner.page.conditions import Heat
from planner.page.drawing import Chart, Down, Scatter
from planner.page.grid import ExcelTable, GridCell
from planner.page.page import Page, grids
from planner.page.xlsx.write import write_pages
from planner.study.sweep.axis import round_ends
from planner.study.sweep.found import Breakpoint, SweepFound, SweepsFound
from planner.study.sweep.orders import amounts_in_one_unit
from planner.study.sweep.pages import sweep_pages
from planner.study.sweep.words import sweep_sentences
from planner.words import Language

LANGUAGES: tuple[Language, ...] = ("ko", "en")


def pages_of(studies: list[SweepFound], language: Language = "en") -> list[Page]:
    found = SweepsFound(tuple(studies), dict(RUN))
    return sweep_pages(found, Voice.of(found.case, language))


def names_of(pages: list[Page]) -> list[str]:
    return [page.name for page in pages]


def written(studies: list[SweepFound], path: Path, language: Language = "en") -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_pages(pages_of(studies, language), path, language)
    return openpyxl.load_workbook(path)


def charts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        return [package.read(n).decode() for n in package.namelist() if "charts/chart" in n]


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {page.name: page for page in pages_of([sample_line(), sample_grid()])}


@pytest.fixture(scope="module")
def line(pages: dict[str, Page]) -> Page:
    return pages["china_price"]


@pytest.fixture(scope="module")
def crossed(pages: dict[str, Page]) -> Page:
    return pages["price_by_cap"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ko", ["요약", "china_price", "price_by_cap", "china_price 결과", "price_by_cap 결과"]),
        (
            "en",
            [
                "Summary",
                "china_price",
                "price_by_cap",
                "china_price results",
                "price_by_cap results",
            ],
        ),
    ],
)
def test_every_sweep_has_its_page_and_results(language: Language, names: list[str]) -> None:
    """Both languages have a summary, a page for each sweep and its results."""
    assert names_of(pages_of([sample_line(), sample_grid()], language)) == names


def test_sheet_names_are_what_excel_allows(tmp_path: Path) -> None:
    """Long, alike, forbidden and odd names of sweeps become sheet names that differ."""
    names = ["s" * 40, "s" * 41, "a/b[c]:*?", "Summary", "'quoted'", "History", "o'x", ""]
    studies = [dataclasses.replace(sample_line(), name=name) for name in names]
    found = written(studies, tmp_path / "s.xlsx").sheetnames
    assert len(found) == len({name.casefold() for name in found}) == 1 + 2 * len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in found)
    assert not any(name.startswith("'") or name.endswith("'") for name in found)
    assert "history" not in {name.casefold() for name in found}


def test_charts_find_a_sheet_whose_name_has_an_apostrophe(tmp_path: Path) -> None:
    """The apostrophe is doubled in a reference, or Excel would repair the file."""
    path = tmp_path / "s.xlsx"
    written([dataclasses.replace(sample_line(), name="o'x")], path)
    assert all("'o''x'!" in text for text in charts(path))


def test_a_gap_in_a_line_stays_a_gap(tmp_path: Path) -> None:
    """Excel leaves it open unless it is told otherwise."""
    written([sample_line()], tmp_path / "s.xlsx")
    assert not any("dispBlanksAs" in text for text in charts(tmp_path / "s.xlsx"))


def test_breakpoints_are_said_with_their_precision(line: Page) -> None:
    """Value, cost, who comes or goes, and how exactly it is known."""
    found = grid(line, "breaks")
    assert found.columns[0].heading == "China price"
    first, second = (list(row.values()) for row in found.records())
    said = "Once China price passes x 0.95, the plan starts to buy from Lynas Rare Earths."
    assert first == [0.95, 48.5e6, said, "exact"]
    said = "Once China price passes about x 1.1, the plan no longer buys from 성림첨단산업."
    assert second == [1.1, 52e6, said, "within 0.001"]


def test_lines_break_where_there_is_no_plan(line: Page) -> None:
    """The value stays, its numbers are blank, and the reason is listed."""
    found = grid(line, "values")
    table = [[row[key] for key in ("value", "total", "short")] for row in found.records()]
    assert table == [[0.8, 44e6, 0], [1, 50e6, 0], [1.2, 54e6, 2], [1.4, None, None]]
    assert [values(line, Down("values", key, 4, 1)) for key in ("value", "total")] == [[1], [50e6]]
    (failing,) = grid(line, "failing").records()
    assert "give way by 5 points" in str(failing["reason"])
    cost, shares, _ = drawings(line)
    assert isinstance(cost, Scatter)
    assert isinstance(shares, Scatter)
    assert shares.title == "Share of China (of spending)"
    (spending,) = shares.tracks
    assert values(line, spending.x) == [0.8, 1.0, 1.2, 1.4]
    assert values(line, spending.y) == [row["share"] for row in found.records()]
    total = cost.tracks[0]
    assert [*zip(values(line, total.x), values(line, total.y), strict=True)] == [
        *((0.8, 44e6), (0.95, 48.5e6), (1, 50e6), (1.1, 52e6), (1.2, 54e6), (1.4, None))
    ]


def test_the_cost_chart_marks_every_change_of_suppliers(line: Page) -> None:
    """A series of points without a line, each with a line down to the axis; a diamond now."""
    cost = drawings(line)[0]
    assert isinstance(cost, Scatter)
    assert "Total cost, M USD" in cost.title
    _, marks, now = cost.tracks
    assert (marks.name, marks.drop, marks.width) == ("Suppliers change", True, 0)
    assert values(line, marks.x) == [0.95, 1.1]
    assert values(line, marks.y) == [48.5e6, 52e6]
    assert (now.name, now.marker, now.width) == ("Now", "diamond", 0)
    assert [*values(line, now.x), *values(line, now.y)] == [1.0, 50e6]


def test_suppliers_are_stacked_in_one_unit(line: Page) -> None:
    """Quantities of the suppliers stand beside the cost, the largest first."""
    found = grid(line, "values")
    headings = [column.heading for column in found.columns]
    assert headings.index("JL MAG") < headings.index("Lynas Rare Earths")
    chart = drawings(line)[2]
    assert isinstance(chart, Chart)
    assert [one.name for one in chart.series] == headings[5:]
    assert chart.stacked == "stacked"
    assert values(line, chart.series[0].values) == [300, 300, 300, None]


def test_kilograms_and_tonnes_become_tonnes() -> None:
    """A supplier of kilograms is not a thousand times as tall."""
    study = sample_line()
    mixed = point("m", 50.0, quantities={"lynas": 2.0, "jlmag": 30.0})
    study = dataclasses.replace(study, points=(mixed,))
    case = study.case
    only_dy = tuple(o for o in case.offers if o.supplier != "lynas" or o.material == "Dy_ox")
    study = dataclasses.replace(study, case=dataclasses.replace(case, offers=only_dy))
    (amounts,), unit = amounts_in_one_unit(study.points, study.case)
    assert unit == "t"
    assert amounts == {"lynas": 0.002, "jlmag": 30.0}


def test_grids_are_heat_maps(crossed: Page) -> None:
    """Cost and share are coloured by value; a combination without a plan says so."""
    cost = grid(crossed, "cost")
    assert cost.above == "limit (share of China, direct)"
    assert [one.heading for one in cost.columns] == [
        *("China price", *(GridCell(cap, format="whole_percent") for cap in (0.3, 0.5, 0.7)))
    ]
    assert [list(row.values()) for row in cost.records()] == [
        [1, "no plan", 52e6, 50e6],
        [1.5, "no plan", 61e6, 59e6],
    ]
    assert maps(crossed) == {"cost": 3, "share": 3}
    assert "All demand is met wherever there is a plan." in texts(crossed)


def maps(page: Page) -> dict[str, int]:
    """The grids coloured by value, and how many columns are."""
    return {
        one.key: last - first + 1
        for one in grids(page.blocks)
        for condition, first, last in one.coloured()
        if isinstance(condition, Heat)
    }


def test_a_grid_with_shortage_maps_it_too() -> None:
    """Unmet demand has its own heat map as soon as there is some."""
    study = sample_grid()
    points = tuple(
        dataclasses.replace(p, shortage=3.0) if p.objective == 61e6 else p for p in study.points
    )
    page = pages_of([dataclasses.replace(study, points=points)])[1]
    assert list(maps(page)) == ["cost", "shortage", "share"]


def test_what_was_not_planned_is_not_called_impossible() -> None:
    """An interrupted grid says which cells were never planned."""
    study = sample_grid()
    page = pages_of([dataclasses.replace(study, points=study.points[:-1])])[1]
    last = list(grid(page, "cost").cells())[-1][-1]
    assert (last.value, last.look) == ("not planned", "centre")


def test_words_in_a_grid_are_never_drawn(crossed: Page) -> None:
    """Lines over the grid leave out the column without a plan, which would be drawn as zero."""
    (chart,) = drawings(crossed)
    assert isinstance(chart, Scatter)
    assert "a line for each value" in chart.title
    assert [values(crossed, track.x) for track in chart.tracks] == [[0.5, 0.7]] * 2
    assert [values(crossed, track.y) for track in chart.tracks] == [[52e6, 50e6], [61e6, 59e6]]


def test_three_axes_have_results_only() -> None:
    """No chart shows four dimensions: the summary speaks, the table holds."""
    study = sample_grid()
    duty = Axis("offers.duty plus", (0.0,))
    points = tuple(dataclasses.replace(p, edits={**p.edits, duty.label: 0.0}) for p in study.points)
    study = dataclasses.replace(study, axes=(*study.axes, duty), points=points)
    pages = pages_of([study])
    assert names_of(pages) == ["Summary", "price_by_cap results"]
    assert any("6 combinations" in text for text in texts(pages[0]))


def test_results_of_a_sweep_keep_every_point(pages: dict[str, Page]) -> None:
    """One real table, a column for each input, percentages as percentages."""
    found = grid(pages["price_by_cap results"], "points")
    assert found.table == ExcelTable()
    price, cap = found.columns[1:3]
    assert [price.heading, cap.heading] == ["China price", "limit (share of China, direct)"]
    assert [row[cap.key] for row in found.records()] == [0.3, 0.5, 0.7] * 2
    assert cap.format == "whole_percent"


def test_sentences_say_where_suppliers_change_and_where_they_do_not() -> None:
    """The range of cost, each breakpoint, the stretch around now, failures and shortage."""
    said = "\n".join(sweep_sentences(sample_line(), VOICES["en"]))
    for part in (
        "from x 0.8 to x 1.4, each planned anew. The total cost moves from 44.0 M USD (x 0.8)",
        "Once China price passes x 0.95, the plan starts to buy from Lynas Rare Earths.",
        "From x 0.95 to x 1.1, now (x 1) included, the suppliers stay the same.",
        "No plan at x 1.4",
        "the worst is NdFeB 자석 2 t at x 1.2",
        "The share of spending that goes to China moves from 64.3% (x 1.2) to 87.6% (x 0.8).",
    ):
        assert part in said


def test_korean_sentences_have_fitting_particles() -> None:
    """Particles follow the sound of what stands before them, brackets left out."""
    said = "\n".join(sweep_sentences(sample_line(), VOICES["ko"]))
    assert "중국 가격이 0.95배를 넘으면 Lynas Rare Earths를 쓰기 시작합니다." in said
    assert "성림첨단산업은 더 쓰지 않습니다." in said
    bracketed = Breakpoint(0.5, ("seonglim",), ("lynas",), 5e7, exact=True, width=0.0)
    cap = Axis("limits.value where limit=cn_cap set", (0.3, 0.6))
    points = tuple(point(str(v), 50.0 - v, edits={cap.label: v}) for v in cap.values)
    study = dataclasses.replace(sample_line(), axes=(cap,), points=points, breakpoints=(bracketed,))
    said = "\n".join(sweep_sentences(study, VOICES["ko"]))
    assert (
        "한도(중국 비중, 직접 구매)가 50%를 넘으면 성림첨단산업을 쓰기 시작하고 "
        "Lynas Rare Earths는 더 쓰지 않습니다." in said
    )
    assert "가장 넓은 구간은 30%에서 50%까지" in said


def test_a_name_in_brackets_is_said_whole() -> None:
    """A supplier's name keeps its closing bracket; only the particle looks past it."""
    study = sample_line()
    named = tuple(
        dataclasses.replace(row, name="Lynas (말레이시아)") if row.supplier == "lynas" else row
        for row in study.case.suppliers
    )
    study = dataclasses.replace(study, case=dataclasses.replace(study.case, suppliers=named))
    voice = Voice.of(study.case, "ko")
    assert any("Lynas (말레이시아)를 쓰기" in text for text in sweep_sentences(study, voice))


def test_many_breakpoints_are_counted_not_recited() -> None:
    """Only the first few are said, the rest are counted."""
    one = sample_line().breakpoints[0]
    breaks = tuple(dataclasses.replace(one, value=0.81 + 0.01 * k) for k in range(9))
    said = sweep_sentences(dataclasses.replace(sample_line(), breakpoints=breaks), VOICES["en"])
    assert sum("starts to buy" in text for text in said) == 4
    assert any("suppliers change: 5 " in text for text in said)


def test_the_input_that_matters_more_is_named() -> None:
    """In a grid: the axis along which the cost moves more, the other held."""
    said = sweep_sentences(sample_grid(), VOICES["en"])
    assert "China price moves the cost more: 9.00 M USD on average from end to end." in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [sample_line, sample_grid])
def test_sentences_are_printable_everywhere(make: type, language: Language) -> None:
    """Every console can print them, and none is blank."""
    for text in sweep_sentences(make(), VOICES[language]):
        assert text.strip()
        text.encode("cp949")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sweep_without_any_plan_is_written(tmp_path: Path, language: Language) -> None:
    """Reasons instead of charts' numbers; nothing fails."""
    study, label = sample_line(), PRICE.label
    points = tuple(failing(str(v), {label: v}) for v in (0.8, 1.2))
    study = dataclasses.replace(study, points=points, breakpoints=())
    written([study], tmp_path / "s.xlsx", language)
    said = ("계획이 하나도 없습니다", "None of them has a plan")
    summary = pages_of([study], language)[0]
    assert any(part in text for text in texts(summary) for part in said)


def test_a_single_value_and_no_points_are_written(tmp_path: Path) -> None:
    """A sweep of one point has a page; one that was interrupted at once has only a table."""
    study = sample_line()
    one = dataclasses.replace(study, name="one", points=study.points[:1], breakpoints=())
    none = dataclasses.replace(study, name="none", points=(), breakpoints=())
    book = written([one, none], tmp_path / "s.xlsx")
    assert book.sheetnames == ["Summary", "one", "one results", "none results"]


def test_warnings_are_passed_on() -> None:
    """What the study warned of stands among the sentences of the summary."""
    study = dataclasses.replace(sample_line(), warnings=("The edit reaches no row.",))
    assert any("The edit reaches no row." in text for text in texts(pages_of([study])[0]))


def test_the_same_sweeps_give_the_same_bytes(tmp_path: Path) -> None:
    """Two writes are equal."""
    for name in ("a.xlsx", "b.xlsx"):
        written([sample_line(), sample_grid()], tmp_path / name, "ko")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([134e6, 190e6], (130e6, 190e6)),
        ([0.0, 12.0], (0.0, 15.0)),
        ([-3.0, 4.0], (-3.0, 4.0)),
        ([5.0, 5.0], None),
        ([None], (None, None)),
    ],
)
def test_axes_end_at_round_numbers(
    values: list[float | None], ends: tuple[float | None, float | None] | None
) -> None:
    """An axis shows the values and little else, and is never without length."""
    low, high = round_ends(values)
    if ends is None:
        assert low is not None
        assert high is not None
        assert low < 5.0 < high
    else:
        assert (low, high) == ends


def test_sets_have_no_now() -> None:
    """What a limit is now cannot be read off an edit that sets it: no diamond is drawn."""
    cap = Edit("limits", "value", "set", 0.5, "limit=cn_cap")
    points = tuple(point(str(v), 50.0 - v, edits={cap.label: v}) for v in (0.3, 0.6))
    study = dataclasses.replace(
        sample_line(), axes=(Axis(cap.label, (0.3, 0.6)),), points=points, breakpoints=()
    )
    page = pages_of([study])[1]
    assert not grid(page, "values").foot
    cost = drawings(page)[0]
    assert isinstance(cost, Scatter)
    assert [track.name for track in cost.tracks] == ["Total cost"]
