"""Which offers and stockpiles a selector picks, told from the rows as they stand."""

from collections.abc import Iterable, Mapping

from models.selector import OFFER_FIELDS, Selector, SelectorError, folded, parse
from planner.glossary.countries import countries_called
from planner.words import Words
from planner.workbook.codes import TWO_COUNTRIES
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.guesses import did_you_mean
from planner.workbook.rows import Row
from planner.workbook.selectors import mended

Texts = Mapping[str, tuple[str, ...]]


SELECTOR_SYNTAX = kind(
    "E651",
    (
        "조건 '{seen}'의 '{part}' 부분을 읽을 수 없습니다.",
        "'{part}' in the selector '{seen}' cannot be read.",
    ),
    (
        "{hint_ko} 항목=값으로 적고, 그리고는 쉼표, 또는은 |로 이으세요. "
        "예: country=CN|VN,element=NdPr",
        "{hint_en} Write field=value, with , for and, | for or: country=CN|VN,element=NdPr",
    ),
)
SELECTOR_FIELD = kind(
    "E652",
    (
        "조건 '{seen}'의 '{part}'{part:은는} 고를 수 있는 항목이 아닙니다.",
        "'{part}' in the selector '{seen}' is no field.",
    ),
    (
        "{hint_ko} 쓸 수 있는 항목: {fields}.",
        "{hint_en} Fields: {fields}.",
    ),
)
_MEND = Words("'{}' 값을 뜻하셨나요?", "Did you mean '{}'?")


def read_selector(row: Row, key: str, fields: tuple[str, ...]) -> Selector | Fault | None:
    """The selector of a cell, what is wrong with it, or None if the cell is broken."""
    return selector_at(row.spot(key), row.text(key), fields) if row.sound(key) else None


def selector_at(spot: Spot, text: str, fields: tuple[str, ...]) -> Selector | Fault:
    """The selector of a text, or what is wrong with it where it stands."""
    try:
        selector = parse(text, fields)
    except SelectorError as wrong:
        meant = mended(text, fields)
        ko, en = (words.format(meant) if meant else "" for words in _MEND)
        if wrong.reason == "syntax":
            return SELECTOR_SYNTAX.at(spot, part=wrong.part, hint_ko=ko, hint_en=en)
        hint = Words(ko, en) if meant else did_you_mean(wrong.part, fields)
        return SELECTOR_FIELD.at(
            spot, part=wrong.part, fields=", ".join(fields), hint_ko=hint.ko, hint_en=hint.en
        )
    for name in (value for one in selector.on("country").conditions for value in one.values):
        if len(codes := countries_called(name)) > 1:
            return TWO_COUNTRIES.at(spot, name=name, codes=", ".join(codes))
    return selector


def offer_texts(draft: Draft) -> list[tuple[Row, Texts]]:
    """Every sound offer with what selectors see of it."""
    return [
        (row, _offer(draft, row))
        for row in draft.sound("offers", "offer", "supplier", "material", "to", "license", "tags")
    ]


def _offer(draft: Draft, row: Row) -> Texts:
    supplier = draft.find("suppliers", row.text("supplier"))
    material = draft.material(row)
    texts: dict[str, tuple[str, ...]] = dict.fromkeys(OFFER_FIELDS, ("",))
    for key in ("offer", "supplier", "material", "to", "license", "index"):
        texts[key] = (row.text(key),)
    if supplier:
        texts |= {key: (supplier.text(key),) for key in ("country", "kind")}
        # A supplier without a group is its own.
        texts["group"] = (supplier.text("group") or supplier.text("supplier"),)
    if material:
        texts |= {key: (material.text(key),) for key in ("element", "form")}
        texts["hs"] = (material.text("hs_code"),)
        inside = draft.inside.get(folded(material.text("material")), ())
        texts["contains"] = inside or texts["element"]
    texts["tag"] = (*(row["tags"] or ()), *((supplier["tags"] or ()) if supplier else ()))
    return texts


def stock_texts(draft: Draft) -> list[tuple[Row, Texts]]:
    """Every sound stockpile with what selectors see of it."""
    found: list[tuple[Row, Texts]] = []
    for row in draft.sound("stockpiles", "stockpile", "material", "location", "owner"):
        material = draft.material(row)
        texts = {key: (row.text(key),) for key in ("stockpile", "material", "location", "owner")}
        for key in ("element", "form"):
            texts[key] = (material.text(key) if material else "",)
        found.append((row, texts))
    return found


def selected(rows: Iterable[tuple[Row, Texts]], *selectors: Selector) -> list[Row]:
    """Rows that meet all the selectors."""
    return [row for row, texts in rows if all(s.holds(texts) for s in selectors)]


def with_stages(selector: Selector) -> Selector:
    """Without the countries: with a stage, a country is a share of an offer, not a mark of it."""
    return selector.without("country")
