"""Puts finished workbooks in place: whole or not at all, and never over what somebody needs.

On Windows a file that is open in Excel cannot be replaced; the work of an hour must not be lost for
that, so it is kept under the next free name.
"""

import gc
import os
import re
import shutil
import sys
import tempfile
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from planner.errors import OutputError
from planner.words import Words
from planner.workbook.leftovers import PREFIX, sweep

LONGEST_PATH = 218
"""Excel itself cannot open a longer path."""
TRIES, PAUSE_SECONDS = 6, 0.25
WORKBOOK = (".xlsx",)
"""Endings of a file for Excel."""
_COPIES = 99

_IS_INPUT = Words(
    "{path}: 입력 파일입니다. 결과를 저장할 다른 이름을 지정하세요.",
    "{path} is the input workbook; name another output file.",
)
_IS_FOLDER = Words(
    "{path}: 폴더입니다. plan.xlsx 같은 파일 이름까지 적으세요.",
    "{path} is a folder; add a file name such as plan.xlsx.",
)
_EXISTS = Words(
    "{path}: 이미 있는 파일입니다. --overwrite를 붙이거나 다른 이름을 지정하세요.",
    "{path} exists already; use --overwrite, or another name.",
)
_NO_FOLDER = Words(
    "{path}: 없는 폴더입니다. 폴더를 먼저 만드세요.",
    "There is no folder {path}; make it first.",
)
_CANNOT_WRITE = Words(
    "{path}: 저장할 수 없습니다({reason}). 이름, 쓰기 권한, 남은 용량을 확인하세요.",
    "Cannot write {path} ({reason}); check its name, that you may write there, and the space left.",
)
_SAME_FILE = Words(
    "{path}: 다른 결과가 들어갈 파일이라 JSON을 저장할 수 없습니다. 이름을 다르게 적으세요.",
    "{path} is for other results and cannot hold the JSON too; give it another name.",
)
_WRONG_ENDING = Words(
    "'{name}': 파일 이름이 {endings}로 끝나야 합니다.",
    "'{name}' must end in {endings}.",
)
_WRONG_NAME = Words(
    "'{name}': Excel에서 쓸 수 없는 파일 이름입니다.",
    "'{name}' is not a name Excel can use.",
)
_IN_USE = Words(
    "{path}: 사용 중이며 사본도 모두 사용 중입니다. Excel에서 닫으세요.",
    "{path} is in use, and so are its copies; close them in Excel.",
)


def default_output(source: Path, word: str, now: datetime, *companions: str) -> Path:
    """``case_plan_20270131-0900.xlsx`` beside the input, or the next name that is free.

    ``companions`` are endings of files that are made with it and must be free too.
    """
    stem = unicodedata.normalize("NFC", source.stem)
    path = source.with_name(f"{stem}_{word}_{now:%Y%m%d-%H%M}.xlsx")
    return free_name(path, *companions)


def free_name(path: Path, *companions: str) -> Path:
    """``path``, or the next name that is free: ``case_faults (2).xlsx``."""
    return next((name for name in _names(path) if not _taken(name, companions)), path)


def probe(
    path: Path,
    *,
    overwrite: bool = False,
    source: Path | None = None,
    endings: Sequence[str] = WORKBOOK,
) -> None:
    """Find out before the long work whether the result can be written.

    Raises OutputError: no such folder, not allowed, the input itself, a file that exists, or a
    name that ends in none of ``endings``.
    """
    path = composed(path)
    _check_name(path, endings)
    probe_file(path, overwrite=overwrite, source=source)


def probe_file(path: Path, *, overwrite: bool = False, source: Path | None = None) -> None:
    """The same for a file that is no workbook (JSON, MPS). Raises OutputError."""
    try:
        _check_place(path, overwrite=overwrite, source=source)
        if path.exists() and not path.is_file():
            # A pipe or a device: nothing is replaced there, and nothing can stand beside it.
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
        os.close(handle)
        Path(name).unlink()
    except OSError as problem:
        raise OutputError(_CANNOT_WRITE.filled(path=path, reason=_reason(problem))) from problem


def _check_place(path: Path, *, overwrite: bool, source: Path | None) -> None:
    if source is not None and _same_file(path, source):
        raise OutputError(_IS_INPUT.filled(path=path))
    if path.is_dir():
        raise OutputError(_IS_FOLDER.filled(path=path))
    if path.is_file() and not overwrite:
        raise OutputError(_EXISTS.filled(path=path))
    if not path.parent.is_dir():
        raise OutputError(_NO_FOLDER.filled(path=path.parent))


def probe_json(json: str | None, *others: Path) -> None:
    """See that JSON goes to a file of its own, not to one of the others. Raises OutputError."""
    if json in (None, "-"):
        return
    for other in others:
        if Path(json).resolve() == other.resolve():
            raise OutputError(_SAME_FILE.filled(path=other))


def save_as(
    path: Path,
    write: Callable[[Path], None],
    *,
    overwrite: bool = False,
    source: Path | None = None,
    endings: Sequence[str] = WORKBOOK,
) -> Path:
    """Let ``write`` fill a temporary file beside ``path``, then move it there in one step.

    Returns where the file is: ``path``, or ``name (2).xlsx`` if that one is open in Excel (see
    ``renamed``). Raises OutputError; nothing half written is left behind.
    """
    path = composed(Path(path))
    probe(path, overwrite=overwrite, source=source, endings=endings)
    return _written(path, write, overwrite=overwrite)


def save_file(path: Path, write: Callable[[Path], object], *, overwrite: bool = False) -> Path:
    """The same for a file that is no workbook: whole or not at all. Raises OutputError.

    A pipe or a device is filled as it is.
    """
    try:
        if path.exists() and not path.is_file():
            write(path)
            return path
    except OSError as problem:
        raise OutputError(_CANNOT_WRITE.filled(path=path, reason=_reason(problem))) from problem
    return _written(path, write, overwrite=overwrite)


def save_text(path: Path, text: str) -> None:
    """Write a text (JSON) over what is there; see ``save_file``."""
    save_file(path, lambda part: part.write_text(text, encoding="utf-8"), overwrite=True)


def _written(path: Path, write: Callable[[Path], object], *, overwrite: bool) -> Path:
    """Write beside ``path``, then move it there; what fails names ``path`` and the reason."""
    sweep(path.parent)
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=PREFIX))
        part = folder / path.name
        write(part)
        _flush(part)
        return _put(part, path, overwrite=overwrite)
    except (OSError, OutputError) as problem:
        reason = _system_reason(problem)
        if reason is None:
            raise
        _forget(problem)
        # Without the cause: it names a temporary file, and holds a writer that cannot finish.
        raise OutputError(_CANNOT_WRITE.filled(path=path, reason=reason)) from None
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def place_words(wanted: Path, saved: Path) -> list[Words]:
    """What to say of a file that lies elsewhere than asked for, or where Excel cannot open it."""
    return [words for words in (renamed(wanted, saved), too_long(saved)) if words]


def renamed(wanted: Path, saved: Path) -> Words | None:
    """What to say if the file lies elsewhere than asked for."""
    if composed(wanted) == saved:
        return None
    return Words(
        f"{wanted.name} 파일이 그 사이에 생겼거나 Excel에서 열려 있어 {saved.name} 이름으로 "
        "저장했습니다.",
        f"{wanted.name} was made meanwhile or is open in Excel; saved as {saved.name} instead.",
    )


def too_long(path: Path) -> Words | None:
    """What to say about a workbook whose path Excel cannot open, or None."""
    length = len(str(path.absolute()))
    if length <= LONGEST_PATH or path.suffix.lower() not in WORKBOOK:
        return None
    return Words(
        f"경로가 {length}자라 Excel에서 열 수 없습니다({LONGEST_PATH}자까지). "
        "더 짧은 폴더로 옮기세요.",
        f"The path has {length} signs; Excel opens at most {LONGEST_PATH}. "
        "Move the file to a shorter folder.",
    )


def composed(path: Path) -> Path:
    """The path with a composed (NFC) file name: names from a Mac come in pieces."""
    return path.with_name(unicodedata.normalize("NFC", path.name)) if path.name else path


def _check_name(path: Path, endings: Sequence[str]) -> None:
    if path.suffix.lower() not in endings:
        raise OutputError(_WRONG_ENDING.filled(name=path.name, endings=", ".join(endings)))
    if path.name.startswith("~$") or re.search(r'[<>:"|?*\x00-\x1f]', path.name):
        raise OutputError(_WRONG_NAME.filled(name=path.name))


def _same_file(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (
        one.exists() and other.exists() and one.samefile(other)
    )


def _reason(problem: OSError) -> object:
    return problem.strerror or problem


def _system_reason(problem: BaseException | None) -> object:
    """What the system says is wrong (``No space left on device``); None if it says nothing."""
    while problem is not None and not isinstance(problem, OSError):
        inner = next((one for one in problem.args if isinstance(one, OSError)), None)
        problem = inner or problem.__cause__ or problem.__context__
    return None if problem is None else _reason(problem)


def _forget(problem: BaseException | None) -> None:
    """Let go of writers that failed: they try to finish their file once more when they go."""
    hook, sys.unraisablehook = sys.unraisablehook, _say_nothing
    try:
        while problem is not None:
            traceback.clear_frames(problem.__traceback__)
            problem = problem.__cause__ or problem.__context__
        gc.collect()
    finally:
        sys.unraisablehook = hook


def _say_nothing(_: object) -> None:
    """A writer that could not finish has been told of already."""


def _flush(part: Path) -> None:
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())


def _put(part: Path, path: Path, *, overwrite: bool) -> Path:
    """Move the file to its name; if that is held open, to the next free one."""
    if not overwrite and path.exists():
        # It appeared during the work: what stands there is somebody's.
        return _next_free(part, path)
    for attempt in range(TRIES):
        try:
            part.replace(path)
            return path
        except PermissionError:
            if attempt < TRIES - 1:
                time.sleep(PAUSE_SECONDS)
    return _next_free(part, path)


def _names(path: Path) -> Iterator[Path]:
    """``plan.xlsx``, ``plan (2).xlsx``, ``plan (3).xlsx`` and so on."""
    yield path
    for number in range(2, _COPIES + 1):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


def _taken(path: Path, companions: tuple[str, ...]) -> bool:
    return any(path.with_name(path.stem + end).exists() for end in (path.suffix, *companions))


def _next_free(part: Path, path: Path) -> Path:
    for other in _names(path):
        if other != path and not other.exists():
            part.replace(other)
            return other
    raise OutputError(_IN_USE.filled(path=path))
