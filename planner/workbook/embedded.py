"""A plan workbook in, the plan's case and orders out."""

import dataclasses
from pathlib import Path

from models.case import Case
from planner.errors import InputError
from planner.outcomes.embedded import MARK, SHEET, EmbeddedPlan, EmbeddedPlanError, unpacked
from planner.words import Words
from planner.workbook.audited import disagreement
from planner.workbook.guard import TEXT_FILE, open_package
from planner.workbook.package import RefusedError
from planner.workbook.recheck import reread, stray
from planner.workbook.sheets import ReadBook
from planner.workbook.unpack import read_book

_NO_PLAN = Words(
    "{file}: 계획이 들어 있지 않습니다. planner plan이 계획을 세운 통합 문서를 지정하세요.",
    "{file} holds no plan; name a workbook in which planner plan wrote one.",
)
_TO_LOOK_AT = Words(
    "{file}: 보는 데 쓰는 쪽이라 계획을 다시 읽을 수 없습니다. "
    "planner plan이 쓴 .xlsx 파일을 지정하세요.",
    "{file} is a page to look at, from which no plan is read; name the .xlsx that planner plan "
    "wrote.",
)
_EDITED = Words(
    "{file}: '계획 데이터' 시트가 바뀌었거나 다른 버전이 만든 것입니다. 계획을 다시 만드세요.",
    "{file}: the sheet 'Plan data' was edited or comes from another version; plan again.",
)
_ODD = Words(
    "{file}: '계획 데이터' 시트의 {where}에 있을 수 없는 값이 있습니다. 계획을 다시 만드세요.",
    "{file}: in the sheet 'Plan data', {where} is not what a plan can hold; plan again.",
)
_UNSOUND = Words(
    "{file}: 들어 있는 계획의 자료가 서로 맞지 않습니다({count}건). {place_ko}: {what_ko} "
    "계획을 다시 만드세요.",
    "{file}: the facts of the plan in it do not fit ({count}). {place_en}: {what_en} Plan again.",
)
_UNPLANNED = Words(
    "{file}: 계획이 나오지 않은 결과라 주문이 없습니다({status}). 입력을 고쳐 다시 계획하세요.",
    "{file} tells why there is no plan ({status}) and holds no orders; mend the case, and plan "
    "again.",
)
_FALSE = Words(
    "{file}: 들어 있는 계획이 그 자료와 결정에서 다시 계산한 것과 다릅니다({what}). "
    "계획을 다시 만드세요.",
    "{file}: the plan in it is not what its own facts and decisions come to ({what}); plan again.",
)


def read_embedded(path: Path) -> EmbeddedPlan:
    """The plan in a plan workbook. Raises InputError."""
    try:
        texts = _texts(read_book(open_package(path)))
    except RefusedError as refused:
        if refused.fault.code == TEXT_FILE.code and path.suffix.casefold() == ".html":
            raise InputError(_TO_LOOK_AT.filled(file=path.name)) from refused
        raise InputError(refused.fault.message.both, (refused.fault,)) from refused
    if MARK not in texts:
        raise InputError(_NO_PLAN.filled(file=path.name))
    try:
        plan = unpacked(texts[texts.index(MARK) :])
    except EmbeddedPlanError as wrong:
        said = _ODD.filled(file=path.name, where=wrong.where) if wrong.where else None
        raise InputError(said or _EDITED.filled(file=path.name)) from wrong
    except ValueError as wrong:
        raise InputError(_EDITED.filled(file=path.name)) from wrong
    if not plan.planned:
        raise InputError(_UNPLANNED.filled(file=path.name, status=plan.info["status"]))
    _check_case(plan, path.name)
    if what := disagreement(plan):
        raise InputError(_FALSE.filled(file=path.name, what=what))
    return plan


def holds_plan(path: Path) -> bool:
    """Whether a workbook holds a plan's data, be they sound or not."""
    try:
        return MARK in _texts(read_book(open_package(path)))
    except RefusedError:
        return False


def _check_case(plan: EmbeddedPlan, file: str) -> None:
    """Raise InputError unless the case passes what the workbook it came from passed."""
    faults, read = reread(plan.case)
    if read is not None:
        if where := stray(_comparable(plan.case), _comparable(read), "plan.case"):
            raise InputError(_ODD.filled(file=file, where=where))
        return
    first = faults[0]
    said = _UNSOUND.filled(
        file=file, count=len(faults),
        place_ko=first.place("ko"), what_ko=first.message.ko,
        place_en=first.place("en"), what_en=first.message.en,
    )  # fmt: skip
    raise InputError(said, faults)


def _comparable(case: Case) -> Case:
    """Without studies, of which no plan is made; its locations in one order."""
    places = tuple(sorted(case.locations))
    return dataclasses.replace(case, scenarios=(), sweeps=(), locations=places)


def _texts(book: ReadBook) -> list[str]:
    """The first column of the sheet with the plan's data, from the top."""
    for sheet in book.sheets:
        if sheet.name in SHEET:
            return [str(cells[1].value) for _, cells in sorted(sheet.rows.items()) if 1 in cells]
    return []
