"""Licenses as documents: what follows when they end, how much they allow, who remembers."""

from collections.abc import Iterator

from models.selector import folded
from planner.workbook.checks.common import mixed_units
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.rows import Row

CIRCLE = kind(
    "E639",
    (
        "otherwise가 돌고 돌아 허가 '{seen}'{seen:으로} 되돌아옵니다({path}).",
        "otherwise leads back to the license '{seen}' ({path}).",
    ),
    ("한 곳을 비우세요.", "Leave one of them blank."),
)
TWO_MEMORIES = kind(
    "E645",
    (
        "{country}의 허가들은 지속성이 같아야 하는데 {own}, {other}{other:이가} 있습니다.",
        "The licenses of {country} share one persistence, but have {own} and {other}.",
    ),
    ("같은 값을 적으세요.", "Write the same value."),
)
NEVER_ENDS = kind(
    "W646",
    (
        "valid_until이 비어 있어 {key} '{seen}'{seen:은는} 효과가 없습니다.",
        "Without valid_until {key} '{seen}' has no effect.",
    ),
    (
        "유효한 마지막 기간을 valid_until에 적거나 비우세요.",
        "Write its last valid period under valid_until, or leave it blank.",
    ),
)
ALWAYS_RENEWED = kind(
    "W647",
    (
        "갱신 확률이 100%여서 otherwise '{seen}'{seen:은는} 효과가 없습니다.",
        "It is renewed for sure, so otherwise '{seen}' has no effect.",
    ),
    ("renew에 갱신될 확률을 적으세요.", "Write how probable that is under renew."),
)


def documents(draft: Draft) -> Iterator[Fault]:
    """What a license says beyond its grant."""
    memory: dict[str, Row] = {}
    for row in draft.table("licenses"):
        yield from _ending(row)
        if row.sound("otherwise") and (path := _circle(draft, row)):
            yield CIRCLE.at(row.spot("otherwise"), path=" -> ".join(path))
        if row.sound("country", "persistence"):
            first = memory.setdefault(row.text("country"), row)
            if first["persistence"] != row["persistence"]:
                yield TWO_MEMORIES.at(
                    row.spot("persistence"), country=row.text("country"),
                    own=row.spot("persistence").seen or "0",
                    other=first.spot("persistence").seen or "0",
                )  # fmt: skip
        if row.has("max_per_year"):
            materials = sorted({o.text("material") for o in _named(draft, row)})
            yield from mixed_units(draft, row, materials)


def _ending(row: Row) -> Iterator[Fault]:
    if not row.sound("valid_until", "renew", "otherwise"):
        return
    if not row.has("valid_until"):
        for key in ("renew", "otherwise"):
            if row.has(key) and row[key] != 1:
                yield NEVER_ENDS.at(row.spot(key), key=key)
    elif row.has("otherwise") and row["renew"] == 1:
        yield ALWAYS_RENEWED.at(row.spot("otherwise"))


def _circle(draft: Draft, row: Row) -> list[str]:
    """The licenses that stand in one another's place, back to this one; empty: it ends."""
    start = folded(row.text("license"))
    path, at = [row.text("license")], draft.find("licenses", row.text("otherwise"))
    while at is not None and row.has("otherwise"):
        path.append(at.text("license"))
        if folded(path[-1]) == start:
            return path
        if len(path) > len(draft.table("licenses")) or not at.has("otherwise"):
            return []
        at = draft.find("licenses", at.text("otherwise"))
    return []


def _named(draft: Draft, row: Row) -> list[Row]:
    """Offers that name a license; a content rule may reach all."""
    offers = draft.table("offers")
    if row.has("content_country"):
        return offers
    wanted = folded(row.text("license"))
    return [offer for offer in offers if folded(offer.text("license")) == wanted]


CHECKS = (documents,)
