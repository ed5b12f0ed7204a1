"""The commands: how each ends, what it prints where, and what it writes."""

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from command_line import Answer, planner, workbook
from small_cases import OFFER_A, OFFER_B, STORE, make, need
from workbooks import good, put, write_workbook

from models.case import Capacity, Case, Limit, Material, Offer
from models.solution import Verdict
from planner.planning import make as journey

pytestmark = pytest.mark.chief

ALWAYS = {
    "headline", "status", "objective", "currency", "cost", "orders", "stock", "shortages", "limits",
    "demand", "risk", "check", "run",
}  # fmt: skip
"""What the result holds however the run ends."""

CN_SHARE = Limit("cn", "share", of="country=CN", value=0.6)
GOOD_CASE = make(OFFER_A, OFFER_B, CN_SHARE, need(100))
INFEASIBLE = make(OFFER_A, Capacity("A", "Nd", (60.0,)), need(100))
UNBOUNDED = make(OFFER_A, replace(STORE, end_value=20), need(100))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return workbook(tmp_path / "case.xlsx", GOOD_CASE)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A workbook with a price that is no number."""
    sheets = good()
    put(sheets, "offers", "E3", "1O0")
    return write_workbook(tmp_path / "faulty.xlsx", sheets)


def plan_json(path: Path, *more: str) -> tuple[Answer, dict]:
    answer = planner("plan", path, "-o", path.with_name("plan.xlsx"), "--json", "-", *more)
    return answer, json.loads(answer.out)


def test_a_plan_ends_with_0(case: Path) -> None:
    """The workbook is written, its path is said on standard output, progress on standard error."""
    target = case.with_name("plan.xlsx")
    answer = planner("plan", case, "-o", target)
    assert (answer.code, answer.out.splitlines()[-1]) == (0, str(target))
    assert "Solving" in answer.err and "Solving" not in answer.out
    assert target.is_file()


def test_json_on_standard_output_is_nothing_but_json(case: Path) -> None:
    """With --json - all words go to standard error."""
    answer, result = plan_json(case)
    assert answer.code == 0 and result.keys() >= ALWAYS
    assert (result["status"], result["objective"]) == ("optimal", pytest.approx(1080))
    assert result["cost"]["total"] == pytest.approx(1080)
    assert {o["offer"]: o["quantity"] for o in result["orders"]} == pytest.approx(
        {"a": 60, "b": 40}
    )
    assert result["limits"][0]["dual"] == pytest.approx(-200)
    assert result["check"]["passed"] is True and result["risk"] is None
    assert len(result["run"]["input_sha256"]) == 64
    assert "plan.xlsx" in answer.err


@pytest.mark.parametrize("facts", [GOOD_CASE, INFEASIBLE, UNBOUNDED])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_json_begins_with_the_first_line(tmp_path: Path, facts: Case, language: str) -> None:
    """The headline is what the terminal says first, in the language of the run."""
    path = workbook(tmp_path / "case.xlsx", facts)
    json_path = tmp_path / "plan.json"
    answer = planner("plan", path, "--json", json_path, "--lang", language)
    result = json.loads(json_path.read_text(encoding="utf-8"))
    assert next(iter(result)) == "headline"
    assert result["headline"] == answer.out.splitlines()[0]


@pytest.mark.parametrize(
    ("language", "first", "remedy"),
    [
        ("ko", "오류 1건: 계획을 세우지 않았습니다.", "적으세요"),
        ("en", "Errors: 1. Nothing is planned.", "rite"),
    ],
)
def test_json_of_a_faulty_case_counts_first(
    faulty: Path, language: str, first: str, remedy: str
) -> None:
    """Headline and faults are in the language of the run, whatever the case's own."""
    answer, result = plan_json(faulty, "--lang", language)
    assert result["headline"] == first == answer.err.splitlines()[-1]
    assert remedy in result["faults"][0]["remedy"]


def test_json_in_a_file_is_the_same(case: Path) -> None:
    """The file holds what standard output would, but for the times."""
    _, printed = plan_json(case)
    target = case.with_name("plan.json")
    assert planner("plan", case, "--json", target, "-o", case.with_name("p2.xlsx")).code == 0
    kept = json.loads(target.read_text(encoding="utf-8"))
    for result in (printed, kept):
        result.pop("run")
    assert kept == printed


def test_the_default_output_lies_beside_the_case(case: Path) -> None:
    """Without -o the plan's name tells the case it is of."""
    answer = planner("plan", case)
    (written,) = case.parent.glob("case_plan_*.xlsx")
    assert (answer.code, answer.out.splitlines()[-1]) == (0, str(written))


@pytest.mark.parametrize(
    "command", [("plan",), ("sweep", "--over", "offers.price where supplier=A times 1;1.1")]
)
def test_a_second_run_in_the_same_minute_is_kept_too(case: Path, command: tuple[str, ...]) -> None:
    """It has a name of its own; what the first run wrote stays as it is."""
    for count in (1, 2, 3):
        before = {path: path.read_bytes() for path in case.parent.iterdir()}
        assert planner(command[0], case, *command[1:]).code == 0
        assert len(list(case.parent.glob("case_*.xlsx"))) == count
        assert all(path.read_bytes() == text for path, text in before.items())


def test_a_name_that_was_asked_for_stays_refused(case: Path) -> None:
    """Without --overwrite nothing that the user named is replaced or renamed."""
    target = case.with_name("mine.xlsx")
    assert planner("plan", case, "-o", target).code == 0
    before = target.read_bytes()
    assert planner("plan", case, "-o", target).code == 5
    assert target.read_bytes() == before and len(list(case.parent.iterdir())) == 2


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_plan_workbook_opens(case: Path, language: str) -> None:
    """Its sheets are there in the language asked for."""
    target = case.with_name("plan.xlsx")
    assert planner("plan", case, "-o", target, "--lang", language).code == 0
    book = openpyxl.load_workbook(target)
    wanted = {
        "ko": {"요약", "주문", "집중도", "비용", "실행 기록"},
        "en": {"Summary", "Orders", "Concentration", "Costs", "Run"},
    }
    assert wanted[language] <= set(book.sheetnames)


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan",),
        ("plan", "case.xlsx", "--engine", "abacus"),
        ("plan", "case.xlsx", "--engine", "pulp:ABACUS"),
        ("plan", "case.xlsx", "--time-limit", "-1"),
        ("plan", "case.xlsx", "--colour", "red"),
        ("check",),
        ("check", "case.xlsx", "--lang", "fr"),
        ("export", "case.xlsx"),
        ("export", "case.xlsx", "--to", "pdf"),
        ("example", "no-such-case", "new.xlsx"),
        ("template",),
        ("manual", "--lang", "fr"),
        ("schema", "more"),
        ("divine", "case.xlsx"),
    ],
)
def test_wrong_usage_ends_with_2(
    case: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said on standard error what was wrong; nothing is written."""
    monkeypatch.chdir(case.parent)
    answer = planner(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()
    assert [path.name for path in case.parent.iterdir()] == ["case.xlsx"]


@pytest.mark.parametrize("command", [("plan",), ("check",), ("export", "--to", "mps")])
def test_faults_end_with_3(faulty: Path, command: tuple[str, ...]) -> None:
    """Every command names the cell."""
    answer = planner(*command, faulty)
    assert answer.code == 3
    assert "E3" in answer.out + answer.err and "1O0" in answer.out + answer.err


def test_a_missing_case_ends_with_3(tmp_path: Path) -> None:
    """A file that is not there, and one that is no workbook, are faults of the input."""
    (tmp_path / "text.xlsx").write_text("no workbook")
    for name in ("nothing.xlsx", "text.xlsx"):
        answer = planner("plan", tmp_path / name)
        assert answer.code == 3 and name in answer.err


def test_json_of_a_faulty_case(faulty: Path) -> None:
    """No numbers, empty lists, and every fault with its cell and remedy; no plan is written."""
    answer, result = plan_json(faulty)
    assert answer.code == 3 and result.keys() >= ALWAYS
    assert (result["status"], result["objective"], result["cost"]) == ("error", None, None)
    assert [result[k] for k in ("orders", "stock", "shortages", "limits", "demand")] == [[]] * 5
    (fault,) = [f for f in result["faults"] if f["severity"] == "error"]
    assert (fault["sheet"], fault["cell"], fault["seen"]) == ("offers", "E3", "1O0")
    assert fault["message"] and fault["remedy"]
    assert not faulty.with_name("plan.xlsx").exists()


@pytest.mark.parametrize(
    ("status", "facts"), [("infeasible", INFEASIBLE), ("unbounded", UNBOUNDED)]
)
def test_no_plan_ends_with_4(tmp_path: Path, status: str, facts: object) -> None:
    """JSON and workbook are written all the same, without numbers; why is said."""
    answer, result = plan_json(workbook(tmp_path / "case.xlsx", facts))  # type: ignore[arg-type]
    assert answer.code == 4 and result.keys() >= ALWAYS
    assert (result["status"], result["objective"], result["cost"]) == (status, None, None)
    assert [result[k] for k in ("orders", "stock", "shortages", "limits", "demand")] == [[]] * 5
    assert bool(result["conflicts"]) is (status == "infeasible")
    assert "Run" in openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames


def test_a_conflict_is_told(tmp_path: Path) -> None:
    """Who must give way stands in the words, the JSON and the workbook."""
    path = workbook(tmp_path / "case.xlsx", INFEASIBLE)
    answer, result = plan_json(path)
    first = result["conflicts"][0]
    assert (first["kind"], first["subject"]) == ("capacity", "A,Nd")
    assert (first["relax"], first["unit"]) == (pytest.approx(40, rel=1e-5), "t")
    assert "Conflicts" in openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames
    assert "capacity" in answer.err.casefold()


def test_out_of_time_without_a_plan_ends_with_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run stopped before any plan was found has none: no numbers, and not infeasible."""
    monkeypatch.setattr("models.solve.optimise._Clock.left", _no_time)
    path = workbook(tmp_path / "case.xlsx", make(replace(OFFER_A, lot=7, moq=20), STORE, need(100)))
    answer, result = plan_json(path)
    assert (answer.code, result["status"]) == (4, "stopped")
    assert (result["objective"], result["cost"], result["orders"]) == (None, None, [])


def _no_time(clock: object) -> object:
    return replace(clock._options, time_limit=0.0)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "case.xlsx", "-o", "old.xlsx"),
        ("plan", "case.xlsx", "-o", "case.xlsx", "--overwrite"),
        ("plan", "case.xlsx", "-o", "no/such/plan.xlsx"),
        ("plan", "case.xlsx", "-o", "plan.pdf"),
        ("plan", "case.xlsx", "-o", "plan.xlsx", "--json", "no/such/plan.json"),
        ("template", "old.xlsx"),
        ("template", "no/such/new.xlsx"),
        ("example", "first-plan", "old.xlsx"),
        ("export", "case.xlsx", "--to", "mps", "-o", "old.xlsx"),
        ("export", "case.xlsx", "--to", "lp", "-o", "no/such/case.lp"),
    ],
)
def test_what_cannot_be_written_ends_with_5(
    case: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that are there stay as they are, folders are not made, and it is said."""
    monkeypatch.chdir(case.parent)
    Path("old.xlsx").write_bytes(b"somebody's")
    before = case.read_bytes()
    answer = planner(*arguments)
    assert answer.code == 5 and answer.err.strip()
    assert Path("old.xlsx").read_bytes() == b"somebody's" and case.read_bytes() == before
    assert sorted(path.name for path in case.parent.iterdir()) == ["case.xlsx", "old.xlsx"]


def test_overwrite_replaces(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked to, every writing command replaces an older file."""
    monkeypatch.chdir(case.parent)
    for arguments in (
        ("plan", "case.xlsx", "-o", "old.xlsx"),
        ("template", "old.xlsx"),
        ("example", "first-plan", "old.xlsx"),
        ("export", "case.xlsx", "--to", "mps", "-o", "old.xlsx"),
    ):
        Path("old.xlsx").write_bytes(b"old")
        assert planner(*arguments, "--overwrite").code == 0
        assert Path("old.xlsx").read_bytes() != b"old"


def test_a_failed_audit_ends_with_1(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan the auditor does not pass publishes no number: no workbook, no cost, no orders."""
    problem = Verdict(False, 0.5, ("balance of Nd in 2027-01: off by 50",))
    monkeypatch.setattr(journey, "check", lambda *_, **__: problem)
    answer, result = plan_json(case)
    assert answer.code == 1
    assert result["check"] == {
        "passed": False,
        "largest_violation": 0.5,
        "problems": ["balance of Nd in 2027-01: off by 50"],
    }
    assert (result["status"], result["objective"], result["orders"]) == ("error", None, [])
    assert result["headline"].startswith("Warning: the independent check")
    assert "off by 50" in answer.err
    assert [path.name for path in case.parent.iterdir()] == ["case.xlsx"]


def test_check_of_a_good_case(case: Path) -> None:
    """No error, no copy, exit code 0."""
    answer = planner("check", case)
    assert answer.code == 0 and "No errors" in answer.out
    assert [path.name for path in case.parent.iterdir()] == ["case.xlsx"]


@pytest.mark.parametrize("copy", [True, False])
def test_check_marks_a_copy(faulty: Path, copy: bool) -> None:
    """A copy with the faults marked lies beside the case unless it is not wanted."""
    before = faulty.read_bytes()
    assert planner("check", faulty, *([] if copy else ["--no-copy"])).code == 3
    assert len(list(faulty.parent.glob("*.xlsx"))) == (2 if copy else 1)
    assert faulty.read_bytes() == before


def test_a_marked_copy_that_is_there_stays(faulty: Path) -> None:
    """It may have been mended; with --overwrite it is replaced."""
    copy = faulty.with_name("faulty_faults.xlsx")
    copy.write_text("mended")
    assert "faulty_faults (2).xlsx" in planner("check", faulty).err
    assert copy.read_text() == "mended"
    assert planner("check", faulty, "--overwrite").code == 3
    assert openpyxl.load_workbook(copy).sheetnames
    assert len(list(faulty.parent.glob("*_faults*"))) == 2


@pytest.mark.parametrize(("to", "ending"), [("mps", "mps"), ("lp", "lp"), ("pulp-json", "json")])
def test_export_lies_beside_the_case(case: Path, to: str, ending: str) -> None:
    """The file is there, named after the case, and its path is all that is printed."""
    answer = planner("export", case, "--to", to)
    target = case.with_suffix(f".{ending}")
    assert (answer.code, answer.out.strip()) == (0, str(target))
    assert target.stat().st_size > 100


def test_export_says_what_is_not_in_the_file(tmp_path: Path) -> None:
    """HHI limits are cones: neither MPS nor LP knows them."""
    limit = Limit("hhi", "hhi", value=5800)
    path = workbook(tmp_path / "case.xlsx", make(OFFER_A, OFFER_B, limit, need(100)))
    answer = planner("export", path, "--to", "lp")
    assert answer.code == 0 and "HHI" in answer.err


def test_an_unbounded_offer_of_a_free_material(tmp_path: Path) -> None:
    """A case that needs nothing has a plan: to buy nothing."""
    case = make(Material("Nd"), Offer("a", "A", "Nd", price=1), need(0))
    answer, result = plan_json(workbook(tmp_path / "case.xlsx", case))
    assert (answer.code, result["objective"], result["orders"]) == (0, 0, [])
