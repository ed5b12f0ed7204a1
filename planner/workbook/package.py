"""A zip that passed the guard: its parts by name, and its XML with a bound on the work it makes."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers import expat

from planner.workbook.faults import Fault, kind

MAX_ELEMENTS = 5_000_000
"""XML elements of all parts that are read: a million filled cells take two to four million."""
FREE_ELEMENTS = 250_000
"""So many may be read of any file; more only as many as the packed bytes of the parts they are in.

A filled cell of two elements packs to three bytes or more, an empty one to two; four million empty
texts pack to a few thousand. What is open at once (123 bytes each) is bounded thereby too.
"""
MAX_TOKEN_BYTES = 2**20
"""One tag or comment; the XML parser looks through an unfinished one again with every piece."""
MAX_CELLS = 1_000_000
MAX_MERGED_CELLS = 100_000
MAX_LINKED_CELLS = 10_000
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_PIECE = 2**18
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError,
    NotImplementedError, RuntimeError, LookupError,
)  # fmt: skip
"""What damaged zips and XML raise: oddly packed entries and unknown encodings the last three."""


class RefusedError(Exception):
    """The file cannot be read at all; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message.en)
        self.fault = fault


BROKEN_PART = kind(
    "E114",
    (
        "'{file}' 안의 '{part}' 부분이 손상되어 읽을 수 없습니다.",
        "'{part}' in '{file}' is damaged and cannot be read.",
    ),
    (
        "Excel에서 열어 복구한 다음 다시 저장하세요.",
        "Open the file in Excel, let it repair it, and save it again.",
    ),
)
DTD = kind(
    "E111",
    (
        "'{file}' 안의 '{part}'에 Excel이 쓰지 않는 문서 선언(DTD)이 있어 읽지 않았습니다.",
        "'{part}' in '{file}' holds a document type declaration, which Excel never writes.",
    ),
    (
        "보낸 사람에게 확인하고, Excel에서 새로 저장한 파일을 사용하세요.",
        "Ask whoever sent it, and use a file saved by Excel itself.",
    ),
)


TOO_LARGE = kind(
    "E110",
    (
        "'{file}' 파일이 너무 큽니다({what_ko}).",
        "'{file}' is too large ({what_en}).",
    ),
    (
        "값만 새 통합 문서에 붙여 넣어 저장하세요. 빈 셀의 서식과 그림을 지우면 줄어듭니다.",
        "Paste the values into a new workbook; drop formatted empty cells and pictures.",
    ),
)


def too_large(name: str, what: str) -> RefusedError:
    """The refusal of what would take too much work or memory."""
    return RefusedError(TOO_LARGE.at(file=name, what_ko=what, what_en=what))


UNSAFE_PACKAGE = kind(
    "E112",
    (
        "'{file}' 파일의 내부 구조가 안전하지 않습니다({what_ko}: '{part}').",
        "'{file}' is put together in an unsafe way ({what_en}: '{part}').",
    ),
    (
        "보낸 사람에게 확인하고, Excel에서 새로 저장한 파일을 사용하세요.",
        "Ask whoever sent it, and use a file saved by Excel itself.",
    ),
)


def unsafe(name: str, part: str, ko: str, en: str) -> RefusedError:
    """The refusal of a part that no program for spreadsheets writes so."""
    return RefusedError(UNSAFE_PACKAGE.at(file=name, part=part, what_ko=ko, what_en=en))


def plain_part(part: str) -> str:
    """Spell a part as Excel takes it: letter case does not matter, a backslash is a slash."""
    return part.replace("\\", "/").casefold()


@dataclass(frozen=True)
class Package:
    """A zip that passed: its file name, its bytes' hash and the open archive.

    ``elements``: how many XML elements each part holds, as far as it was read.
    """

    file: str
    sha256: str
    archive: zipfile.ZipFile
    elements: dict[str, int] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        """True if the archive holds this part."""
        return part in self.archive.NameToInfo

    def spelled(self, part: str) -> str:
        """A part as the archive spells it, if it is there: letter case and backslashes differ."""
        return part if self.has(part) else self._spellings.get(plain_part(part), part)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {plain_part(name): name for name in reversed(list(self.archive.NameToInfo))}

    def parse(self, part: str, parser: "expat.XMLParserType", head: int = 0) -> None:
        """Feed one XML part to a parser. Raises RefusedError on a declaration or broken XML.

        Its elements are counted before the first is parsed. Where its ``head`` alone is wanted, so
        many elements at most are parsed, counted as they come.
        """
        parser.StartDoctypeDeclHandler = self.refuse_dtd(part)
        parser.buffer_text = True
        try:
            if not head and part not in self.elements:
                self._look_through(part)
            fed = 0
            for piece in self._pieces(part):
                if head:
                    self._count(part, piece, head)
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - max(parser.CurrentByteIndex, 0) > MAX_TOKEN_BYTES:
                    raise unsafe(self.file, part, "끝없는 태그나 주석", "endless tag or comment")
            parser.Parse(b"", True)
        except BROKEN as broken:
            raise RefusedError(BROKEN_PART.at(file=self.file, part=part)) from broken

    def _pieces(self, part: str) -> Iterator[bytes]:
        with self.archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def _look_through(self, part: str) -> None:
        """Count the elements of a part."""
        for piece in self._pieces(part):
            self._count(part, piece, MAX_ELEMENTS)

    def _count(self, part: str, piece: bytes, most: int) -> None:
        """Count what a piece opens: elements, and what else a parser stops at."""
        plain = piece.replace(b"\0", b"")
        found = plain.count(b"<") - plain.count(b"</")
        self.elements[part] = self.elements.get(part, 0) + found
        allowed = min(most, self._most_elements())
        if self.elements[part] > most or sum(self.elements.values()) > allowed:
            raise too_large(self.file, f"{part}: > {allowed:,} XML elements")

    def _most_elements(self) -> int:
        """How many elements may be read of the parts that were opened."""
        packed = sum(self.archive.NameToInfo[part].compress_size for part in self.elements)
        return min(MAX_ELEMENTS, FREE_ELEMENTS + packed)

    def refuse_dtd(self, part: str) -> Callable[..., None]:
        """What the parser calls when it meets a document type declaration."""

        def refuse(*_: object) -> None:
            raise RefusedError(DTD.at(file=self.file, part=part))

        return refuse
