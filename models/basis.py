"""What a share of today is a share of: a customs heading, what holds an element, or all."""

import re
from dataclasses import dataclass
from typing import Literal

from models.selector import folded

_HEADING = re.compile(r"[0-9](?:[ .]?[0-9]){1,11}|[0-9](?:[ .]?[0-9]){5}-[0-9]{4}")
"""Korea's ten digits are written 8505.11-1000; any other hyphen may stand between two codes."""
_ELEMENT = re.compile(r"(?:element|원소)\s*[:=]\s*([^\s,|=*:]+)")


@dataclass(frozen=True)
class Basis:
    """``what``: the digits of a customs code or of its beginning, or an element (folded)."""

    kind: Literal["hs", "element", "all"]
    what: str = ""

    def covers(self, hs_code: str) -> bool:
        """Whether a customs code begins so; of the other kinds none does."""
        return self.kind == "hs" and digits(hs_code).startswith(self.what)


def basis_of(text: str) -> Basis | None:
    """``2805.30``, ``element:Dy`` or ``all``; None if it is none of them."""
    plain = folded(text)
    if plain in ("all", "전체", "모두"):
        return Basis("all")
    if _HEADING.fullmatch(plain):
        return Basis("hs", digits(plain))
    found = _ELEMENT.fullmatch(plain)
    return Basis("element", found[1]) if found else None


def digits(hs_code: str) -> str:
    """The digits of a customs code, which is written with and without dots."""
    return "".join(sign for sign in folded(hs_code) if sign in "0123456789")


def heading(what: str) -> str:
    """``2846``, ``2805.30``, ``8505.11.10``: the digits of a customs code as they are printed."""
    pairs = [what[place : place + 2] for place in range(4, len(what), 2)]
    return ".".join([what[:4], *pairs])
