"""What scenarios ask of a case: every row of the sheet, with what it says of each."""

from planner.errors import UsageError
from planner.study.points.job import Job, case_of, group_warnings
from planner.study.points.phrases import known_of, scenarios_of
from planner.study.scenarios.found import scenarios_json
from planner.study.scenarios.pages import scenario_pages
from planner.study.scenarios.record import STUDY
from planner.study.scenarios.solve import Said, asks_of, study_scenarios
from planner.study.scenarios.words import scenario_sentences
from planner.words import Language, Words
from planner.workbook.read import Reading
from planner.workbook.recheck import scenario_faults

_NO_SCENARIOS = Words(
    "scenarios 시트가 비어 있습니다. 시나리오를 적고 다시 하세요.",
    "The sheet scenarios is empty; write what-ifs there first.",
)


def scenarios_job(reading: Reading, language: Language, gap: float) -> Job:
    """All rows of the scenarios sheet. Raises UsageError if there are none."""
    case = case_of(reading)
    named = scenarios_of(case)
    if not named:
        raise UsageError(_NO_SCENARIOS)
    said = Said(_column(reading, "note"), _titles(reading, language))
    return Job(
        study=STUDY,
        case=case,
        asks=asks_of(named),
        spec=(named, gap, known_of(case)),
        make=lambda run: study_scenarios(case, named, run, said, gap, known_of(case)),
        pages=scenario_pages,
        sentences=scenario_sentences,
        json=scenarios_json,
        faults=scenario_faults(reading),
        warnings=group_warnings(case, named.values()),
    )


def _titles(reading: Reading, language: Language) -> dict[str, str]:
    """Names of scenarios in the language; in English ``name_en`` where it is filled."""
    names = _column(reading, "name")
    return names if language == "ko" else {**names, **_column(reading, "name_en")}


def _column(reading: Reading, key: str) -> dict[str, str]:
    """What a column of the scenarios sheet says first of each scenario."""
    found: dict[str, str] = {}
    for sheet in reading.inputs:
        keys = [str(column).strip().lower() for column in sheet.columns]
        if sheet.table != "scenarios" or key not in keys:
            continue
        for row in sheet.rows:
            name, text = row[keys.index("scenario")], row[keys.index(key)]
            if name and text:
                found.setdefault(str(name).strip(), str(text))
    return found
