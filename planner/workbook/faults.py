"""What is wrong in a workbook: which cell, what was seen, what to write instead.

A ``Kind`` is one sort of mistake with a code that never changes; a ``Fault`` is one mistake found.
Each kind stands beside the check that raises it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from planner.outcomes.notices import Headline, Notice
from planner.words import Language, Words
from planner.words.josa import Josa

Severity = Literal["error", "warning", "note"]
SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "N": "note"}
SEVERITY_WORDS: dict[Severity, Words] = {
    "error": Words("오류", "Error"),
    "warning": Words("경고", "Warning"),
    "note": Words("알림", "Note"),
}

SHOWN_PER_COLUMN = 20
"""How many faults of one kind in one column are listed one by one."""

_LONGEST_SEEN = 60
_NO_WORDS = Words("", "")


@dataclass(frozen=True)
class Spot:
    """A place: sheet as it is named there, cell (``F7``), column key, what stood there."""

    sheet: str = ""
    cell: str = ""
    key: str = ""
    heading: Words = _NO_WORDS
    seen: str = ""


NOWHERE = Spot()
"""The file as a whole."""


@dataclass(frozen=True)
class Told:
    """A text of a kind and what fills it: spelled out only in the language that is asked for.

    A sheet may have thousands of faults, of which twenty are read.
    """

    words: Words
    values: Mapping[str, Josa] = field(hash=False)

    @property
    def ko(self) -> str:
        """The text in Korean."""
        return self.to("ko")

    @property
    def en(self) -> str:
        """The text in English."""
        return self.to("en")

    @property
    def both(self) -> Words:
        """The text in both languages."""
        return Words(self.ko, self.en)

    def to(self, language: Language) -> str:
        """The text in one language."""
        # A choice of hint may leave two blanks side by side or one at the end.
        return " ".join(self.words.to(language).format_map(self.values).split())


@dataclass(frozen=True)
class Fault:
    """One mistake. ``message`` says what is wrong, ``remedy`` what to do about it."""

    code: str
    severity: Severity
    sheet: str
    cell: str
    key: str
    heading: Words
    seen: str
    message: Told
    remedy: Told
    headline: Headline = ""

    def notice(self, language: Language) -> Notice:
        """The fault as it goes with a plan."""
        said, remedy = self.message.to(language), self.remedy.to(language)
        text = f"{said} {remedy}".strip()
        return Notice(self.code, text, self.sheet, self.cell, said, self.headline)

    def line(self, language: Language) -> str:
        """``offers!F7 price: '1O0' is not a number. Write 100. [E301]``."""
        words = f"{self.message.to(language)} {self.remedy.to(language)} [{self.code}]"
        place = self.place(language)
        return f"{place}: {words}" if place else words

    def place(self, language: Language) -> str:
        """``offers!F7 price``, in Korean ``offers!F7 단가(price)``."""
        address = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        heading = self.heading.to(language)
        key = self.key
        if language == "ko" and heading and heading != key:
            key = f"{heading}({key})"
        return f"{address} {key}".strip()


@dataclass(frozen=True)
class Kind:
    """One sort of mistake; ``{fields}`` of its texts are filled in where it is found.

    Codes begin with E (error: no plan is made), W (warning) or N (note).
    """

    code: str
    message: Words
    remedy: Words
    headline: Headline = ""
    """The fact that it is in a plan's first line."""

    @property
    def severity(self) -> Severity:
        """Error, warning or note."""
        return SEVERITIES[self.code[0]]

    def at(self, spot: Spot = NOWHERE, **fields: object) -> Fault:
        """The fault at one place; ``fields`` fill the texts (``seen`` is the spot's)."""
        seen = shortened(spot.seen)
        values = {"seen": Josa(seen)} | {name: Josa(value) for name, value in fields.items()}
        return Fault(
            code=self.code,
            severity=self.severity,
            sheet=spot.sheet,
            cell=spot.cell,
            key=spot.key,
            heading=spot.heading,
            seen=seen,
            message=Told(self.message, values),
            remedy=Told(self.remedy, values),
            headline=self.headline,
        )


def kind(
    code: str, message: tuple[str, str], remedy: tuple[str, str], headline: Headline = ""
) -> Kind:
    """A kind from (Korean, English) pairs."""
    return Kind(code, Words(*message), Words(*remedy), headline)


def shortened(text: str) -> str:
    """Text on one line and short enough to quote."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SEEN else line[: _LONGEST_SEEN - 3] + "..."


def has_errors(faults: Iterable[Fault]) -> bool:
    """True if any of them stops the plan."""
    return any(fault.severity == "error" for fault in faults)


def shown(faults: Iterable[Fault], language: Language) -> list[str]:
    """Lines to print: errors first, at most 20 per column and kind, then how many more."""
    order = list(SEVERITY_WORDS)
    ranked = sorted(faults, key=lambda fault: order.index(fault.severity))
    total = Counter(_group(fault) for fault in ranked)
    seen: Counter[tuple[str, str, str]] = Counter()
    lines = []
    for fault in ranked:
        group = _group(fault)
        seen[group] += 1
        if seen[group] <= SHOWN_PER_COLUMN:
            lines.append(f"{SEVERITY_WORDS[fault.severity].to(language)} {fault.line(language)}")
        if seen[group] == SHOWN_PER_COLUMN and total[group] > SHOWN_PER_COLUMN:
            lines.append(_more(fault, total[group] - SHOWN_PER_COLUMN).to(language))
    return lines


def _group(fault: Fault) -> tuple[str, str, str]:
    return fault.sheet, fault.key, fault.code


def _more(fault: Fault, count: int) -> Words:
    place = f"{fault.sheet} {fault.key}".strip()
    return Words(
        f"   ... {place}: 같은 문제가 {count}건 더 있습니다. [{fault.code}]",
        f"   ... {place}: and {count} more of the same. [{fault.code}]",
    )
