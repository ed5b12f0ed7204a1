"""A plan workbook in, the plan's case and orders out."""

from pathlib import Path

from planner.errors import InputError
from planner.outcomes.embedded import MARK, SHEET, EmbeddedPlan, EmbeddedPlanError, unpacked
from planner.words import Words
from planner.workbook.guard import TEXT_FILE, RefusedError, open_package
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


def read_embedded(path: Path) -> EmbeddedPlan:
    """The plan in a plan workbook. Raises InputError."""
    try:
        texts = _texts(read_book(open_package(path)))
    except RefusedError as refused:
        if refused.fault.code == TEXT_FILE.code and path.suffix.casefold() == ".html":
            raise InputError(_TO_LOOK_AT.filled(file=path.name)) from refused
        raise InputError(refused.fault.message, (refused.fault,)) from refused
    if MARK not in texts:
        raise InputError(_NO_PLAN.filled(file=path.name))
    try:
        return unpacked(texts[texts.index(MARK) :])
    except (EmbeddedPlanError, KeyError, TypeError, ValueError) as wrong:
        raise InputError(_EDITED.filled(file=path.name)) from wrong


def _texts(book: ReadBook) -> list[str]:
    """The first column of the sheet with the plan's data, from the top."""
    for sheet in book.sheets:
        if sheet.name in SHEET:
            return [str(cells[1].value) for _, cells in sorted(sheet.rows.items()) if 1 in cells]
    return []
