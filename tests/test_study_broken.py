"""Studies asked for clumsily: what goes wrong is said in words, nothing is lost or left over."""

import json

import pytest
from command_line import planner
from workbooks import good, write_workbook

SHARE = "cost, share country=CN among material=ndpr"


def _case(tmp_path, *, china=0.65):
    """The small faultless case without risk; at most this share of its oxide from China."""
    sheets = good()
    sheets["settings"][-1] = ["risk_measure", "none"]
    sheets["limits"][1][10] = china
    return write_workbook(tmp_path / "case.xlsx", sheets)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ("1e1%:2e1%:3", "are no values"),
        ("1;1e1%", "are no values"),
        ("1:2:" + "9" * 5000, "from 1 to 10000"),
        ("1:2:0", "from 1 to 10000"),
    ],
)
def test_values_nobody_can_read(tmp_path, values, said):
    """An exponent before a percent sign, and endless digits, are refused in words."""
    answer = planner("sweep", _case(tmp_path), "--over", f"fx.each times {values}")
    assert (answer.code, said in answer.err) == (2, True)


@pytest.mark.parametrize("edit", ["materials.shortage_cost set ", "offers.tags set  "])
def test_an_edit_without_a_value(tmp_path, edit):
    """Nothing behind set is no value: an edit cannot make a cell blank."""
    answer = planner("plan", _case(tmp_path), "--set", edit)
    assert (answer.code, "has no value" in answer.err) == (2, True)


@pytest.mark.parametrize("study", [("frontier", "--trade", SHARE), ("room",)])
def test_a_case_without_a_plan_has_no_frontier_and_no_room(tmp_path, study):
    """It ends with 4 and the rule in the way, not as if Ctrl-C had been pressed."""
    case, data = _case(tmp_path, china=0.0), tmp_path / "study.json"
    answer = planner(study[0], case, *study[1:], "--jobs", 1, "--json", data, "--lang", "en")
    assert (answer.code, "[hhi]" in answer.err, "--resume" in answer.err) == (4, True, False)
    assert json.loads(data.read_text(encoding="utf-8"))["base"]["status"] == "infeasible"


def test_a_measure_of_nothing_is_written_without_its_chart(tmp_path):
    """The HHI of offers that no plan uses has no value, but the workbook is there."""
    trade, out = "cost, hhi among supplier=hanbit,material=metal", tmp_path / "frontier.xlsx"
    answer = planner("frontier", _case(tmp_path), "--trade", trade, "--jobs", 1, "-o", out)
    assert (answer.code, out.exists()) == (0, True)


@pytest.mark.parametrize("json_name", ["sub/../sweep.xlsx", "sweep.run.sqlite"])
def test_json_never_replaces_another_result(tmp_path, json_name):
    """However the path is spelled; and a run that is refused leaves no record behind."""
    (tmp_path / "sub").mkdir()
    case, out = _case(tmp_path), tmp_path / "sweep.xlsx"
    answer = planner("sweep", case, "-o", out, "--json", tmp_path / json_name)
    assert (answer.code, sorted(p.name for p in tmp_path.iterdir())) == (5, ["case.xlsx", "sub"])


@pytest.mark.parametrize("name", [".", "..", "/", ".xlsx", "no/such/sweep.xlsx"])
def test_an_output_that_cannot_be(tmp_path, name):
    """A folder, or a name that is none, is refused before the work."""
    answer = planner("sweep", _case(tmp_path), "-o", name)
    assert (answer.code, "points to solve" in answer.err) == (5, False)


def test_more_points_than_anybody_means(tmp_path):
    """Two sweeps of 10,000 steps crossed, a billion draws: refused before the memory is full."""
    case, fine = _case(tmp_path), "times 0.9:1.1:10000"
    crossed = planner("sweep", case, "--over", f"fx.each {fine}", "--over", f"demand.each {fine}")
    assert (crossed.code, "100,000,000 points" in crossed.err) == (2, True)
    assert planner("sweep", case, "--monte-carlo", 10**9).code == 2
    assert planner("frontier", case, "--trade", SHARE, "--points", 10**9).code == 2


def test_cover_without_a_stockpile(tmp_path):
    """It is said that there is none, not that a condition nobody wrote meets nothing."""
    sheets = good()
    del sheets["stockpiles"]
    sheets["limits"] = sheets["limits"][:-1]
    case = write_workbook(tmp_path / "case.xlsx", sheets)
    answer = planner("frontier", case, "--trade", "cost, cover", "--lang", "en")
    assert (answer.code, "no stockpile of the company" in answer.err) == (2, True)
