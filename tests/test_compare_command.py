"""``planner compare``: two plan workbooks in; words, JSON and a workbook of differences out."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import Answer, planner
from compare_pairs import embedded, two_sellers
from described import blocks, drawings, grid, page_called, texts
from described import values as shown
from workbooks import Percent, Sheets, good, put, write_workbook

from planner.explain.voice import Voice
from planner.outcomes.embedded import MARK, pieces, unpacked
from planner.page.drawing import Chart
from planner.page.page import Beside, Page, grids
from planner.planning import plan_case
from planner.study.compare import headings as words
from planner.study.compare import phrases
from planner.study.compare.pages import change_pages
from planner.study.compare.plans import compare_plans
from planner.words import Language
from planner.workbook.embedded import read_embedded

PLAIN: Sheets = {
    "settings": [["key", "value"], ["start", "2027-01"], ["periods", 6], ["discount_rate", 0.08]],
    "materials": [
        ["material", "name", "unit", "price_per", "shortage_cost"],
        ["nd", "Nd oxide", "t", "kg", 900],
    ],
    "suppliers": [
        ["supplier", "name", "country"], ["lynas", "Lynas", "AU"], ["baotou", "포두", "CN"],
    ],
    "offers": [
        ["offer", "supplier", "material", "price", "freight", "lead", "attr:carbon"],
        ["ly", "lynas", "nd", 70, None, 0, 12],
        ["ba", "baotou", "nd", 60, 1, 0, 40],
    ],
    "prices": [["offer", "2027", "2027-02", "note"], ["ba", 58, 61, "index"]],
    "demand": [["note", "material", "2027", "2027-Q2"], ["plant", "nd", 240, 90]],
    "limits": [
        ["limit", "measure", "of", "value", "window", "sense"],
        ["cn", "share", "country=CN", Percent(0.7), "period", "max"],
    ],
}  # fmt: skip
CHANGES = {
    ("settings", "discount_rate", "value"): ("settings", "B4", 0.05),
    ("offers", "ly", "price"): ("offers", "D2", 75),
    ("offers", "ba", "attr:carbon"): ("offers", "G3", 44),
    ("prices", "ba", "2027"): ("prices", "B2", 64),
    ("demand", "nd", "2027-Q2"): ("demand", "D2", 102),
    ("limits", "cn", "value"): ("limits", "D2", Percent(0.55)),
}
"""(table, row, column) -> sheet, cell and new value."""


def plain() -> Sheets:
    return {name: [list(row) for row in rows] for name, rows in PLAIN.items()}


def plan(folder: Path, name: str, sheets: Sheets, *more: str) -> Path:
    """The plan workbook of a case."""
    case = write_workbook(folder / f"case-{name}.xlsx", sheets)
    answer = planner("plan", case, "-o", folder / f"plan-{name}.xlsx", "--overwrite", *more)
    assert answer.code == 0, answer.err
    return folder / f"plan-{name}.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans that differ by six cells, and their comparison."""
    folder = tmp_path_factory.mktemp("compare")
    changed = plain()
    for sheet, cell, value in CHANGES.values():
        put(changed, sheet, cell, value)
    changed["offers"].reverse()
    changed["offers"].insert(0, changed["offers"].pop())
    plan(folder, "a", plain())
    plan(folder, "b", changed)
    assert compare(folder, "a", "b").code == 0
    return folder


def compare(folder: Path, a: str, b: str, *more: str | Path) -> Answer:
    names = [folder / f"plan-{name}.xlsx" for name in (a, b)]
    out = ("-o", folder / f"{a}-{b}.xlsx", "--json", folder / f"{a}-{b}.json", "--overwrite")
    return planner("compare", *names, *out, *more)


def found(folder: Path, a: str, b: str) -> dict[str, Any]:
    return json.loads((folder / f"{a}-{b}.json").read_text(encoding="utf-8"))


# Inputs and their cells


def test_every_changed_cell_is_named_with_both_values(folder: Path) -> None:
    """Exactly the six cells, though the rows of B stand in another order."""
    rows = found(folder, "a", "b")["inputs"]
    assert {(r["table"], r["row"], r["column"]) for r in rows} == set(CHANGES)
    for row in rows:
        sheet, cell, value = CHANGES[row["table"], row["row"], row["column"]]
        assert row["kind"] == "changed"
        assert row["b"] == (value.value if isinstance(value, Percent) else value)
        assert row["cell_a"] == f"{sheet}!{cell}"


def test_the_cells_hold_the_values(folder: Path) -> None:
    """Each address leads to its value in the workbook that plan was made from."""
    for side in "ab":
        book = openpyxl.load_workbook(folder / f"case-{side}.xlsx")
        for row in found(folder, "a", "b")["inputs"]:
            sheet, _, cell = row[f"cell_{side}"].partition("!")
            assert book[sheet][cell].value == row[side], row


def test_rows_of_one_case_only_are_told_with_what_they_hold(folder: Path) -> None:
    """A third seller, and a month of its own for the price that stands in two columns."""
    sheets = plain()
    sheets["suppliers"].append(["mp", "MP", "US"])
    sheets["offers"].append(["mp1", "mp", "nd", 66, 2, None, None])
    plan(folder, "c", sheets)
    assert compare(folder, "a", "c").code == 0
    rows = [r for r in found(folder, "a", "c")["inputs"] if r["table"] == "offers"]
    assert [(r["kind"], r["row"], r["a"], r["cell_a"], r["cell_b"]) for r in rows] == [
        ("added", "mp1", None, "-", "offers!A4")
    ]
    assert "price=66" in rows[0]["b"]
    assert "supplier=mp" in rows[0]["b"]


def test_other_columns_for_the_same_months_are_told_by_month(folder: Path) -> None:
    """A has one column for the year, B has a month of its own that is not the same."""
    sheets = plain()
    put(sheets, "prices", "E1", "2027-05")
    put(sheets, "prices", "E2", 99)
    plan(folder, "d", sheets)
    assert compare(folder, "a", "d").code == 0
    rows = found(folder, "a", "d")["inputs"]
    assert rows == [
        {
            "kind": "changed", "table": "prices", "row": "ba", "column": "2027-05",
            "a": 58, "b": 99, "cell_a": "prices!B2", "cell_b": "prices!E2",
        }
    ]  # fmt: skip


# What is said


def test_the_json_holds_the_promised_keys_and_adds_up(folder: Path) -> None:
    """Effects and bridge come to the change; suppliers, materials and periods to the spend."""
    change = found(folder, "a", "b")
    total = change["b"]["objective"] - change["a"]["objective"]
    assert change["total_change"] == total
    assert sum(change["effects"].values()) == pytest.approx(total, rel=1e-9)
    assert sum(step["effect"] for step in change["bridge"]) == pytest.approx(total, rel=1e-9)
    assert change["bridge"][-1]["cost"] == change["b"]["objective"]
    sums = [
        sum(row["spend_change"] for row in change[f"by_{key}"])
        for key in ("supplier", "material", "period")
    ]
    assert sums == pytest.approx([sums[0]] * 3)
    assert sum(row["spend_change"] for row in change["orders"]) == pytest.approx(sums[0])
    assert change["currency"] == "USD"
    assert {"started", "versions"} <= set(change["run"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_words_go_to_standard_output_and_fit_a_korean_console(folder: Path, language: str) -> None:
    """The verdict first, the file last; every sign can be shown by cp949."""
    answer = compare(folder, "a", "b", "--lang", language)
    first, *_, last = answer.out.strip().splitlines()
    assert ("비쌉니다" if language == "ko" else "more than plan A") in first
    assert last.endswith("a-b.xlsx")
    answer.out.encode("cp949")
    assert "{" not in answer.out


def test_json_on_standard_output_leaves_the_words_to_standard_error(folder: Path) -> None:
    """Programs read one, people the other."""
    plans = [folder / f"plan-{name}.xlsx" for name in "ab"]
    answer = planner(
        "compare", *plans, "-o", folder / "x.xlsx", "--json", "-", "--lang", "en", "--overwrite"
    )
    assert json.loads(answer.out)["effects"]
    assert "more than plan A" in answer.err


def test_the_language_is_that_of_plan_b(folder: Path) -> None:
    """Unless it is asked for."""
    sheets = plain()
    sheets["settings"].append(["language", "ko"])
    plan(folder, "ko", sheets)
    answer = compare(folder, "a", "ko")
    assert "계획" in answer.out.splitlines()[0]
    assert found(folder, "a", "ko")["total_change"] == 0


def test_the_same_plan_twice_differs_in_nothing(folder: Path) -> None:
    """It says so, and writes a workbook without charts of nothing."""
    answer = compare(folder, "a", "a", "--lang", "en")
    assert answer.code == 0
    assert answer.out.startswith("Nothing differs")
    assert found(folder, "a", "a")["orders"] == found(folder, "a", "a")["inputs"] == []


# How it ends


def test_a_file_that_is_no_plan_ends_with_3(folder: Path) -> None:
    """A case is not a plan, whichever side it stands on."""
    for names in (("case-a", "plan-b"), ("plan-a", "case-b")):
        paths = [folder / f"{name}.xlsx" for name in names]
        answer = planner("compare", *paths, "-o", folder / "no.xlsx")
        assert answer.code == 3
        assert "plan" in answer.err
        assert not (folder / "no.xlsx").exists()


def test_other_currencies_end_with_2(folder: Path) -> None:
    """In words, and nothing is written."""
    sheets = plain()
    sheets["settings"].append(["currency", "EUR"])
    plan(folder, "eur", sheets)
    answer = compare(folder, "a", "eur", "--lang", "en")
    assert answer.code == 2
    assert "EUR" in answer.err
    assert "Traceback" not in answer.err
    assert not (folder / "a-eur.xlsx").exists()


def test_nothing_is_written_over_what_is_there(folder: Path) -> None:
    """Neither a file that exists nor one of the plans."""
    plans = [folder / f"plan-{name}.xlsx" for name in "ab"]
    before = plans[0].read_bytes()
    assert planner("compare", *plans, "-o", folder / "a-b.xlsx").code == 5
    assert planner("compare", *plans, "-o", plans[0], "--overwrite").code == 5
    both = ("-o", folder / "y.xlsx", "--json", folder / "y.xlsx")
    assert planner("compare", *plans, *both).code == 5
    assert plans[0].read_bytes() == before


# Plans with risk, plans of a month later


def test_plans_with_risk_are_compared_by_their_means(tmp_path: Path) -> None:
    """The objective's tail is an effect of its own; what is stated as mean parts is taken."""
    risk = ("--risk", "cvar", "--futures", "8", "--gap", "0.01")
    sheets = good()
    plan(tmp_path, "a", sheets, *risk)
    put(sheets, "offers", "E2", 90)
    put(sheets, "limits", "K2", Percent(0.6))
    plan(tmp_path, "b", sheets, *risk)
    assert compare(tmp_path, "a", "b").code == 0
    change = found(tmp_path, "a", "b")
    assert "risk" in change["effects"]
    assert change["limits_by"] == "penalty"
    assert change["no_bridge"] == "risk"
    assert sum(change["effects"].values()) == pytest.approx(change["total_change"], rel=1e-9)
    a, b = (change[side]["cost"] for side in "ab")
    stock = sum(b[part] - a[part] for part in ("holding", "release", "cover"))
    stock -= b["end_value"] - a["end_value"]
    assert change["effects"]["stock"] == pytest.approx(stock, rel=1e-6, abs=1e-3)


def test_a_plan_of_the_next_month_is_compared_with_the_last(folder: Path) -> None:
    """The start is the only input that differs; the workbook shows the shared months apart."""
    sheets = plain()
    put(sheets, "settings", "B2", "2027-02")
    plan(folder, "next", sheets)
    answer = compare(folder, "a", "next", "--lang", "en")
    assert "2027-01 to 2027-06, B 2027-02 to 2027-07" in answer.out
    change = found(folder, "a", "next")
    assert [(r["row"], r["a"], r["b"], r["cell_b"]) for r in change["inputs"]] == [
        ("start", "2027-01", "2027-02", "settings!B2")
    ]
    assert change["shared_periods"] == [f"2027-0{month}" for month in range(2, 7)]
    assert change["effects"]["volume"] == pytest.approx(0, abs=1e-3)
    suppliers = page_called(pages(folder, "a", "next"), words.SUPPLIERS.en)
    assert words.SHARED_SPEND.en in [column.heading for column in grid(suppliers, "rows").columns]


# The pages


def pages(folder: Path, a: str, b: str, language: Language = "en") -> list[Page]:
    """The pages of two plans of the folder compared."""
    one, other = (read_embedded(folder / f"plan-{name}.xlsx") for name in (a, b))
    change = compare_plans(one, other, (a, b))
    return change_pages(change, Voice.of(change.case, language))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_show_the_verdict_tables_and_charts(folder: Path, language: Language) -> None:
    """Real Excel tables on every page of rows; the causes with a live total."""
    front, *others = made = pages(folder, "a", "b", language)
    say = (words.SUMMARY, words.SUPPLIERS, words.MATERIALS, words.PERIODS)
    names = [title.to(language) for title in (*say, phrases.ORDER_SHEET, phrases.INPUT_SHEET)]
    assert [page.name for page in made[:6]] == names
    for page in others[:5]:
        assert sum(one.table is not None for one in grids(page.blocks)) == 1
    assert any("->" in text for text in texts(front)[:4])
    assert len(drawings(front)) == 2
    effects = grid(front, "effects")
    assert effects.total and [column.key for column in effects.columns if column.total] == [
        "effect"
    ]
    cells = {record["cell_a"] for record in grid(others[4], "rows").records()}
    assert {"offers!D2", "demand!D2"} <= cells


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_command_writes_what_the_pages_hold(folder: Path, language: Language) -> None:
    """A sheet a page, in the language asked for; the causes add up in Excel."""
    assert compare(folder, "a", "b", "--lang", language).code == 0
    book = openpyxl.load_workbook(folder / "a-b.xlsx")
    assert book.sheetnames == [page.name for page in pages(folder, "a", "b", language)]
    cells = [cell.value for row in book[book.sheetnames[0]] for cell in row]
    assert any(str(value).startswith("=SUM(") for value in cells)


def test_the_same_plan_twice_has_no_tables_of_changes(folder: Path) -> None:
    """No chart of nothing; the pages of orders and inputs say that nothing differs."""
    made = pages(folder, "a", "a")
    assert drawings(made[0]) == []
    for page in made[4:6]:
        assert words.NOTHING.en in texts(page)
        assert not list(grids(page.blocks))


def test_the_waterfall_floats_from_one_cost_to_the_other(folder: Path) -> None:
    """Its numbers: each step begins where the last one ended."""
    front, change = pages(folder, "a", "b")[0], found(folder, "a", "b")
    first, *steps, last = grid(front, "causes").rows
    level = first.cost
    assert level == pytest.approx(change["a"]["objective"])
    for bar in steps:
        moved = (bar.more or 0.0) - (bar.less or 0.0)
        assert bar.base == pytest.approx(min(level, level + moved))
        assert re.search("[+\u2212][0-9,.]+$", bar.name)
        level += moved
    assert last.cost == pytest.approx(level) == pytest.approx(change["b"]["objective"])


def test_the_waterfall_draws_its_numbers_outside_the_printed_page(folder: Path) -> None:
    """What lifts the columns is not seen; names and values stand beside the page."""
    front = pages(folder, "a", "b")[0]
    beside = next(block for block in blocks(front.blocks) if isinstance(block, Beside))
    assert not beside.printed
    assert list(grids(beside.right)) == [grid(front, "causes")]
    chart = beside.left[0]
    assert isinstance(chart, Chart)
    assert [series.hidden for series in chart.series] == [True, False, False, False]
    bars = grid(front, "causes").rows
    for series, key in zip(chart.series, ("base", "more", "less", "cost"), strict=True):
        assert shown(front, series.names) == [bar.name for bar in bars]
        assert shown(front, series.values) == [getattr(bar, key) for bar in bars]


def test_charts_of_rows_show_both_spends(folder: Path) -> None:
    """Plan A beside plan B for suppliers and materials, as lines over the periods."""
    change = found(folder, "a", "b")
    for page, key in zip(
        pages(folder, "a", "b")[1:4], ("supplier", "material", "period"), strict=True
    ):
        chart = drawings(page)[0]
        assert isinstance(chart, Chart)
        assert {series.line for series in chart.series} == {key == "period"}
        for series, side in zip(chart.series, "ab", strict=True):
            spends = [row[f"spend_{side}"] for row in change[f"by_{key}"]]
            assert shown(page, series.values) == pytest.approx(spends)


# The plan data in a plan's workbook


def test_decisions_costs_and_addresses_come_out_as_they_went_in() -> None:
    """Every number to its last digit."""
    plan_ = plan_case(two_sellers(0.6))
    out = unpacked(pieces(plan_))
    assert out.decisions is not None
    assert plan_.decisions is not None
    for name in ("order", "run", "draw", "put", "ship", "short", "dispose"):
        assert (getattr(out.decisions, name) == getattr(plan_.decisions, name)).all()
    assert out.cost == plan_.cost


def test_plans_of_the_first_format_are_still_read() -> None:
    """They hold orders only."""
    texts = pieces(plan_case(two_sellers(0.6)))
    held = json.loads("".join(texts[2:]))
    for name in ("decisions", "cost", "places"):
        del held[name]
    text = json.dumps(held | {"format": 1})
    old = unpacked([MARK, hashlib.sha256(text.encode()).hexdigest(), text])
    assert old.decisions is None
    assert (old.orders == embedded(two_sellers(0.6)).orders).all()
