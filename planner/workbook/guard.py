"""Looks at the file, the zip and the XML before anything is read out of it.

A workbook comes by mail from strangers. What can hang or flood a reader (zip bombs, document type
declarations, overlapping or doubled entries, cells beyond the sheet, merged areas of a million
cells) is refused here in milliseconds, with words a clerk understands.
"""

import hashlib
import io
import zipfile
from pathlib import Path
from xml.parsers import expat

from planner.words import Words
from planner.workbook.faults import kind
from planner.workbook.package import (
    BROKEN,
    BROKEN_PART,
    Package,
    RefusedError,
    plain_part,
    too_large,
    unsafe,
)

MAX_FILE_BYTES = 50 * 2**20
MAX_PART_BYTES = 400 * 2**20
MAX_TOTAL_BYTES = 600 * 2**20
MAX_ENTRIES = 2000
MAX_RATIO = 100
"""Real sheets shrink 6 to 12 times; only parts, and wholes, above 1 MB are judged."""
RATIO_FROM_BYTES = 2**20
MAX_PROLOG_BYTES = 2**16
"""What may stand before the root of a part: comments and instructions, if any."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER_BYTES = 30
_HEAD = 2**12
_STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/"


HALF_COPIED = kind(
    "E109",
    (
        "'{file}' 파일이 끝까지 저장되지 않았거나 손상되었습니다.",
        "'{file}' is cut short or damaged.",
    ),
    (
        "원본을 다시 복사하거나 내려받으세요. 동기화(OneDrive)가 끝났는지도 확인하세요.",
        "Copy or download it again; check that syncing (OneDrive) has finished.",
    ),
)


def open_package(path: Path) -> Package:
    """The file as a checked zip. Raises RefusedError with the fault that names the file."""
    data = _bytes(path)
    _check_signature(path.name, data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as broken:
        raise RefusedError(HALF_COPIED.at(file=path.name)) from broken
    _check_entries(path.name, archive.infolist())
    package = Package(path.name, hashlib.sha256(data).hexdigest(), archive)
    _check_content(package)
    return package


OWNER_FILE = kind(
    "E103",
    (
        "'{file}'{file:은는} Excel이 만든 임시 파일이며 통합 문서가 아닙니다.",
        "'{file}' is the marker Excel leaves while a workbook is open, not the workbook.",
    ),
    ("앞의 '~$'가 없는 파일을 지정하세요.", "Name the file without the leading '~$'."),
)
CANNOT_OPEN = kind(
    "E117",
    (
        "'{file}' 파일을 열 수 없습니다({reason}).",
        "'{file}' cannot be opened ({reason}).",
    ),
    (
        "다른 프로그램(Excel 등)에서 열려 있으면 닫고, 읽기 권한을 확인하세요.",
        "Close it in other programs (Excel), and check that you may read it.",
    ),
)
EMPTY_FILE = kind(
    "E104",
    ("'{file}' 파일이 비어 있습니다(0바이트).", "'{file}' is empty (0 bytes)."),
    (
        "Excel에서 다시 저장하거나 원본을 다시 받으세요.",
        "Save it again from Excel, or fetch it again.",
    ),
)


def _bytes(path: Path) -> bytes:
    name = path.name
    if name.startswith("~$"):
        raise RefusedError(OWNER_FILE.at(file=name))
    try:
        _check_there(path)
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise too_large(name, f"{size / 2**20:.0f} MB")
        data = path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise RefusedError(CANNOT_OPEN.at(file=name, reason=reason)) from problem
    if not data:
        raise RefusedError(EMPTY_FILE.at(file=name))
    return data


MISSING_FILE = kind(
    "E101",
    ("'{file}' 파일이 없습니다.", "There is no file '{file}'."),
    ("경로와 파일 이름을 확인하세요.{hint_ko}", "Check the folder and the name.{hint_en}"),
)
FOLDER = kind(
    "E102",
    ("'{file}'{file:은는} 폴더입니다.", "'{file}' is a folder."),
    ("폴더 안의 .xlsx 파일을 지정하세요.", "Name a .xlsx file in it."),
)
NOT_A_WORKBOOK = kind(
    "E108",
    ("'{file}'{file:은는} Excel 통합 문서가 아닙니다.", "'{file}' is not an Excel workbook."),
    (
        "'planner template'으로 만든 .xlsx 파일이나 Excel에서 저장한 .xlsx 파일을 지정하세요.",
        "Name a .xlsx file made by 'planner template' or saved by Excel.",
    ),
)


def _check_there(path: Path) -> None:
    """A file, not a folder; nor a device or pipe, which may never end. Raises OSError too."""
    if not path.exists():
        near = _near_files(path)
        raise RefusedError(MISSING_FILE.at(file=str(path), hint_ko=near.ko, hint_en=near.en))
    if path.is_dir():
        raise RefusedError(FOLDER.at(file=str(path)))
    if not path.is_file():
        raise RefusedError(NOT_A_WORKBOOK.at(file=path.name))


def _near_files(path: Path) -> Words:
    """The workbooks that do stand in the folder, for somebody who mistyped."""
    if not path.parent.is_dir():
        return Words("", "")
    files = (f for f in path.parent.glob("*.xlsx") if f.is_file())
    found = sorted(f.name for f in files if not f.name.startswith("~$"))[:3]
    if not found:
        return Words("", "")
    names = ", ".join(found)
    return Words(f" 이 폴더에 있는 파일: {names}.", f" In that folder: {names}.")


ENCRYPTED = kind(
    "E106",
    (
        "'{file}'에 암호 또는 문서 보안(DRM)이 걸려 있습니다.",
        "'{file}' is protected by a password or by document security (DRM).",
    ),
    (
        "암호나 보안을 해제한 사본을 저장하여 사용하세요.",
        "Save a copy without the password or protection and use that.",
    ),
)
OLD_EXCEL = kind(
    "E105",
    (
        "'{file}'{file:은는} 예전 Excel 97-2003(.xls) 형식입니다.",
        "'{file}' is in the old Excel 97-2003 format (.xls).",
    ),
    (
        "Excel에서 열어 '다른 이름으로 저장 > Excel 통합 문서(.xlsx)'로 저장하세요.",
        "Open it in Excel and use Save As > Excel Workbook (.xlsx).",
    ),
)
TEXT_FILE = kind(
    "E107",
    (
        "'{file}'{file:은는} 글자만 든 파일(CSV, HTML 등)이며 Excel 통합 문서가 아닙니다.",
        "'{file}' is a text file (CSV, HTML, ...), not an Excel workbook.",
    ),
    (
        "Excel에서 열어 '다른 이름으로 저장 > Excel 통합 문서(.xlsx)'로 저장하세요. "
        "이름만 .xlsx로 바꾸면 안 됩니다.",
        "Open it in Excel and use Save As > Excel Workbook (.xlsx); renaming is not enough.",
    ),
)


def _check_signature(name: str, data: bytes) -> None:
    if data.startswith(_OLE):
        found = ENCRYPTED if _ENCRYPTED_STREAM in data else OLD_EXCEL
        raise RefusedError(found.at(file=name))
    if data.startswith(_ZIP):
        return
    if data.startswith(b"PK"):
        raise RefusedError(NOT_A_WORKBOOK.at(file=name))
    head = data[:4096]
    is_text = b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if head.startswith(b"%PDF") or not is_text:
        raise RefusedError(NOT_A_WORKBOOK.at(file=name))
    raise RefusedError(TEXT_FILE.at(file=name))


def _check_entries(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise too_large(name, f"{len(entries)} parts")
    total, packed = (sum(getattr(e, n) for e in entries) for n in ("file_size", "compress_size"))
    if total > MAX_TOTAL_BYTES:
        raise too_large(name, f"{total / 2**20:.0f} MB unpacked")
    if total > RATIO_FROM_BYTES and total > MAX_RATIO * packed:
        raise too_large(name, f"{total / max(packed, 1):.0f} : 1")
    seen: set[str] = set()
    for entry in entries:
        _check_entry(name, entry)
        if plain_part(entry.filename) in seen:
            raise unsafe(name, entry.filename, "이름이 겹침", "doubled name")
        seen.add(plain_part(entry.filename))
    _check_spans(name, entries)


def _check_entry(name: str, entry: zipfile.ZipInfo) -> None:
    part = entry.filename
    if part.startswith(("/", "\\")) or ".." in part.replace("\\", "/").split("/") or ":" in part:
        raise unsafe(name, part, "바깥을 가리키는 이름", "name points outside")
    if entry.flag_bits & 1:
        raise RefusedError(ENCRYPTED.at(file=name))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise unsafe(name, part, "Excel이 쓰지 않는 압축", "packing Excel never uses")
    if entry.file_size > MAX_PART_BYTES:
        raise too_large(name, f"{part}: {entry.file_size / 2**20:.0f} MB unpacked")
    if entry.file_size > RATIO_FROM_BYTES and entry.file_size > MAX_RATIO * entry.compress_size:
        raise too_large(name, f"{part}: {entry.file_size / max(entry.compress_size, 1):.0f} : 1")


def _check_spans(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes unpack one megabyte into terabytes."""
    end = 0
    for entry in sorted(entries, key=lambda item: item.header_offset):
        if entry.header_offset < end:
            raise unsafe(name, entry.filename, "겹친 내용", "overlapping entries")
        end = (
            entry.header_offset
            + _LOCAL_HEADER_BYTES
            + len(entry.filename.encode())
            + entry.compress_size
        )


OPEN_DOCUMENT = kind(
    "E116",
    (
        "'{file}'{file:은는} OpenDocument(.ods) 형식입니다.",
        "'{file}' is an OpenDocument spreadsheet (.ods).",
    ),
    ("Excel 통합 문서(.xlsx)로 저장하세요.", "Save it as Excel Workbook (.xlsx)."),
)
BINARY_WORKBOOK = kind(
    "E115",
    (
        "'{file}'{file:은는} Excel 바이너리 통합 문서(.xlsb)입니다.",
        "'{file}' is an Excel binary workbook (.xlsb).",
    ),
    (
        "'다른 이름으로 저장 > Excel 통합 문서(.xlsx)'로 저장하세요.",
        "Use Save As > Excel Workbook (.xlsx).",
    ),
)


def _check_content(package: Package) -> None:
    parts = package.archive.NameToInfo
    names = {plain_part(part) for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise RefusedError(OPEN_DOCUMENT.at(file=package.file))
    if "xl/workbook.bin" in names:
        raise RefusedError(BINARY_WORKBOOK.at(file=package.file))
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        raise RefusedError(NOT_A_WORKBOOK.at(file=package.file))
    for part in parts:
        if plain_part(part).endswith((".xml", ".rels", ".vml")):
            _check_prolog(package, part)


STRICT = kind(
    "E113",
    (
        "'{file}'{file:은는} 'Strict Open XML' 형식으로 저장되어 있습니다.",
        "'{file}' was saved as Strict Open XML.",
    ),
    (
        "'다른 이름으로 저장'에서 'Strict'가 붙지 않은 'Excel 통합 문서(.xlsx)'를 고르세요.",
        "Use Save As and choose Excel Workbook (.xlsx), without 'Strict'.",
    ),
)


def _check_prolog(package: Package, part: str) -> None:
    """Nothing but a root element may come first; the rest is not looked at here."""
    parser = expat.ParserCreate()
    root: list[str] = []
    parser.StartElementHandler = lambda name, _: root.append(name)
    parser.StartDoctypeDeclHandler = package.refuse_dtd(part)
    try:
        with package.archive.open(part) as stream:
            for size in (_HEAD, MAX_PROLOG_BYTES - _HEAD):
                piece = stream.read(size) if not root else b""
                parser.Parse(piece)
                if _STRICT_NAMESPACE in piece and plain_part(part).endswith("workbook.xml"):
                    raise RefusedError(STRICT.at(file=package.file))
            if not root and stream.read(1):
                raise unsafe(package.file, part, "맨 앞의 긴 주석", "long comment at its head")
    except BROKEN as broken:
        # What is broken in a picture's relations need not stop a plan; sheets are parsed in full.
        if not root and plain_part(part).startswith(
            ("xl/work", "xl/shared", "xl/styles", "_rels", "[")
        ):
            raise RefusedError(BROKEN_PART.at(file=package.file, part=part)) from broken
