"""The Korean case is named for readers of both languages, and each reads only its own."""

import re
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from described import grid, page_called

from planner.api import plan_case, read_case
from planner.commands.template import shipped_case
from planner.data import examples_folder
from planner.explain.sentences import five_sentences
from planner.explain.voice import Voice
from planner.outcomes.plan import Plan
from planner.report import plan_pages, write_plan
from planner.workbook.write import read_tables

LONGEST = {"name": 28, "name_en": 30}
"""Columns a name may take: fourteen Hangul, thirty letters."""
NAMED = ("materials", "suppliers", "processes")
HANGUL = re.compile("[가-힣]")


def columns_of(text: str) -> int:
    """Hangul takes two columns."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path = tmp_path_factory.mktemp("korea") / "case.xlsx"
    shipped_case("korea-2027", path, None, overwrite=True)
    return plan_case(read_case(path))


@pytest.mark.parametrize("table", NAMED)
def test_names_are_short_and_in_both_languages(table: str) -> None:
    """Every name fits a chart's legend, and English names have no Hangul."""
    for row in read_tables(examples_folder() / "korea-2027" / "tables")[table]:
        assert all(0 < columns_of(row[key]) <= most for key, most in LONGEST.items()), row
        assert not HANGUL.search(row["name_en"])


def test_english_sentences_have_no_korean_names(plan: Plan) -> None:
    """English results use name_en, Korean ones name."""
    english, korean = (five_sentences(plan, Voice.of(plan.case, said)) for said in ("en", "ko"))
    assert not HANGUL.search("".join(english))
    assert "high-coercivity magnet" in english[0]
    assert "고보자력 자석" in korean[0]


def test_english_sheets_have_no_korean_names(plan: Plan, tmp_path: Path) -> None:
    """No Hangul is left in the English workbook but for the inputs, which stand as typed."""
    path = tmp_path / "plan.xlsx"
    write_plan(plan, path, "en")
    noted = [note.line for note in plan.notes]
    for sheet in openpyxl.load_workbook(path, read_only=True):
        if sheet.title in ("Inputs used", "Run"):
            continue
        found = [v for row in sheet.iter_rows(values_only=True) for v in row if isinstance(v, str)]
        korean = [text for text in found if HANGUL.search(text) and text not in noted]
        assert not korean, sheet.title


def test_licensed_orders_know_their_granted_share(plan: Plan) -> None:
    """Only orders under a license have a share below one; it is what arrives and is paid for."""
    assert {line.granted for line in plan.orders if line.license == "cn_heavy"} == {0.85}
    assert {line.granted for line in plan.orders if not line.license} == {1.0}
    line = next(line for line in plan.orders if line.license == "cn_heavy")
    per_unit = plan.case.material[line.material].per_unit
    assert line.cost == pytest.approx(line.landed * line.quantity * line.granted * per_unit)


def test_a_limit_of_every_month_is_one_line(plan: Plan) -> None:
    """The stock limit tested in 36 months stands once, with its worst month."""
    page = page_called(plan_pages(plan, "en"), "Concentration")
    (row,) = [row for row in grid(page, "limits").records() if row["limit"] == "dy_reserve"]
    worst = min((x for x in plan.limits if x.limit == "dy_reserve"), key=lambda x: x.headroom)
    assert row["window"] == f"{worst.window} (worst of 36)"
    assert row["headroom"] == pytest.approx(worst.headroom)
