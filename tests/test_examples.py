"""Every shipped example plans to what it says it plans to, and its figures say where they are from.

The way is the user's: CSV tables -> workbook -> Case -> plan.
"""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pytest

from planner.commands.plan_json import as_json
from planner.data import examples_folder, inputs_folder
from planner.planning import plan_case
from planner.workbook.read import read
from planner.workbook.write import read_tables, write_case

pytestmark = pytest.mark.chief

EXAMPLES = sorted(folder.name for folder in examples_folder().iterdir() if folder.is_dir())
KOREA = examples_folder() / "korea-2027" / "tables"
CITED = re.compile(r"^[PSDLCE]\d{3}\b")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The result of an example, planned once."""
    folder = tmp_path_factory.mktemp("examples")

    @cache
    def result(name: str) -> dict[str, Any]:
        path, stream = folder / f"{name}.xlsx", BytesIO()
        write_case(stream, read_tables(examples_folder() / name / "tables"), "ko")
        path.write_bytes(stream.getvalue())
        reading = read(path)
        assert reading.case is not None, [fault.line("en") for fault in reading.faults]
        return json.loads(as_json(plan_case(reading.case), "en"))

    return result


def expected(name: str) -> dict[str, Any]:
    return json.loads((examples_folder() / name / "expected.json").read_text(encoding="utf-8"))


def same(wanted: Any, found: Any, tolerance: float = 1e-6) -> bool:
    """Numbers within a part of their size, all else the same."""
    number = isinstance(wanted, int | float) and not isinstance(wanted, bool)
    return found == (pytest.approx(wanted, rel=tolerance, abs=tolerance) if number else wanted)


def missing(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of what is wanted that no row found has."""
    return [
        row
        for row in wanted
        if not any(all(same(value, other[key]) for key, value in row.items()) for other in found)
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plan_is_the_expected_one(name: str, results: Any) -> None:
    """Status, cost, and every order, stock, limit and dual of expected.json; no order beyond.

    ``tolerance`` there is relative, by default a millionth.
    """
    wanted, found = expected(name), results(name)
    tolerance = wanted.pop("tolerance", 1e-6)
    for key, value in wanted.items():
        if isinstance(value, dict):
            assert all(same(part, found[key][what]) for what, part in value.items()), key
        elif isinstance(value, list):
            assert missing(value, found[key]) == []
            assert len(found[key]) == len(value), key
        else:
            assert same(value, found[key], tolerance), key


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_auditor_passes_it(name: str, results: Any) -> None:
    """Every example has a best plan that keeps every promise."""
    assert results(name)["status"] == "optimal"
    assert results(name)["check"]["passed"] is True


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_tells_itself(name: str) -> None:
    """Each has a page of its own that names it."""
    page = (examples_folder() / name / "README.md").read_text(encoding="utf-8")
    assert page.startswith("# ") and name in page.splitlines()[0]


def test_the_korean_case_is_what_its_page_says(results: Any) -> None:
    """Cost and no shortage, as the page prints them."""
    found = results("korea-2027")
    page = (KOREA.parent / "README.md").read_text(encoding="utf-8")
    assert f"{found['objective'] / 1e6:.1f} million" in page
    assert found["shortages"] == []


class Row(NamedTuple):
    """A row of the Korean tables: where it is, what it cites."""

    place: str
    source: str
    note: str


def korean_rows() -> Iterator[Row]:
    for path in sorted(KOREA.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield Row(f"{path.name}:{number}", row["source"].strip(), row["note"].strip())


def cited(source: str) -> set[str]:
    """The ids of reference figures in a source, which are joined by semicolons."""
    return {found[0] for part in re.split(r"[;,]", source) if (found := CITED.match(part.strip()))}


def references() -> dict[str, dict[str, str]]:
    rows = {}
    for path in sorted((inputs_folder() / "reference").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                assert row["id"] not in rows, f"{row['id']} stands twice"
                rows[row["id"]] = row
    return rows


def test_every_row_says_where_it_is_from() -> None:
    """A published figure by its id, or an estimate that gives its reason."""
    rows = list(korean_rows())
    assert len(rows) > 200
    for row in rows:
        estimated = row.source.startswith("estimate") and (row.note or cited(row.source))
        assert cited(row.source) or estimated, row


def test_every_figure_cited_is_there() -> None:
    """No id points to nothing, in the tables, the page or the estimates."""
    known = references()
    for row in korean_rows():
        assert cited(row.source) <= known.keys(), row
    page = (KOREA.parent / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b[PSDLCE]\d{3}\b", page)) <= known.keys()
    for row in known.values():
        assert cited(row.get("based_on") or "") <= known.keys(), row["id"]


def test_every_figure_is_used() -> None:
    """No reference without a row or an estimate that rests on it."""
    known = references()
    used = {name for row in korean_rows() for name in cited(row.source)}
    used |= {name for row in known.values() for name in cited(row.get("based_on") or "")}
    page = (KOREA.parent / "README.md").read_text(encoding="utf-8")
    used |= set(re.findall(r"\b[PSDLCE]\d{3}\b", page))
    assert known.keys() - used == set()


def test_every_reference_can_be_looked_up() -> None:
    """A fact has a title and an address, an estimate its reasoning."""
    for name, row in references().items():
        assert row["what"] and row["value"] and row["kind"] in ("fact", "computed", "estimate")
        assert row["confidence"], name
        if row["kind"] == "fact":
            assert row["source_title"] and row["url"].startswith("http"), name
        else:
            assert row["note"], name
