"""Document security of offices: files that only its own program opens, named by their first bytes.

Fasoo, SoftCamp, MarkAny and NASCA put a header before the encrypted file; Microsoft's rights
management keeps it in a compound file, as a password does ([MS-OFFCRYPTO] 2.2).
"""

from pathlib import Path

from planner.workbook.faults import Fault, kind
from planner.workbook.guard import ENCRYPTED, NOT_A_WORKBOOK, OLD_EXCEL, TEXT_FILE

_HEADERS = (
    (b"drmone", "Fasoo"),
    (b"fasoo", "Fasoo"),
    (b"scdsa", "SoftCamp"),
    (b"markany", "MarkAny"),
    (b"document safer", "MarkAny"),
    (b"nasca drm", "NASCA"),
)
_HEADER_BYTES = 64
_RIGHTS = tuple(name.encode("utf-16-le") for name in ("DRMEncrypted", "\tDRMContent"))
_WORKBOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_MICROSOFT = "Microsoft IRM"

LOCKED = kind(
    "E124",
    (
        "'{file}' 파일에 문서 보안({product})이 걸려 있어 읽을 수 없습니다.",
        "'{file}' is locked by document security ({product}).",
    ),
    (
        "{product} 프로그램에서 보안을 해제한 사본을 저장하여 사용하세요. 권한이 없으면 보안"
        " 담당자에게 반출(해제)을 요청하세요.",
        "Save a copy without the protection in {product} and use that; if you may not, ask whoever "
        "is in charge of document security to release it.",
    ),
)


def locked(path: Path, refused: Fault) -> Fault:
    """What was refused, by the name of the document security that locks it, if it is that."""
    judged = {k.code for k in (ENCRYPTED, NOT_A_WORKBOOK, OLD_EXCEL, TEXT_FILE)}
    # A pipe is no workbook either, and would be waited for.
    if refused.code not in judged or not path.is_file():
        return refused
    data = path.read_bytes()
    head = data[:_HEADER_BYTES].lower()
    product = next((name for mark, name in _HEADERS if mark in head), "")
    if any(mark in data for mark in _RIGHTS):
        product = _MICROSOFT
    if product:
        return LOCKED.at(file=path.name, product=product)
    # A compound file without a workbook in it is no old Excel file: something else is wrapped.
    wrapped = refused.code == OLD_EXCEL.code and not any(name in data for name in _WORKBOOK)
    return ENCRYPTED.at(file=path.name) if wrapped else refused
