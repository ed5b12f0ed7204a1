"""Which offers and stockpiles a selector picks, told from the rows as they stand."""

from collections.abc import Mapping, Sequence

from models.selector import (
    OFFER_FIELDS,
    Condition,
    Selector,
    SelectorError,
    folded,
    parse,
)
from planner.glossary.countries import countries_called
from planner.glossary.elements import names_of_elements
from planner.words import Words
from planner.workbook.codes import TWO_COUNTRIES
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, Spot, kind
from planner.workbook.guesses import Guesser, did_you_mean
from planner.workbook.rows import Row
from planner.workbook.selectors import mended

Texts = Mapping[str, tuple[str, ...]]
_TABLES = {
    "offer": "offers",
    "supplier": "suppliers",
    "material": "materials",
    "license": "licenses",
    "stockpile": "stockpiles",
}
"""Fields that name the rows of a table."""


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


class Sights:
    """Rows with what selectors see of them (field -> texts), found by their values.

    As many selectors as rows may ask: each text is folded once, each condition looked up once.
    """

    def __init__(self, draft: Draft, seen: Sequence[tuple[Row, Texts]]) -> None:
        self.rows = [row for row, _ in seen]
        self._draft, self._texts = draft, [texts for _, texts in seen]
        self._places: dict[str, dict[str, set[int]]] = {}
        self._met: dict[Condition, set[int]] = {}
        self._known: dict[str, dict[str, str]] = {}
        self._called: dict[str, dict[str, str]] = {}
        self._guesser = Guesser()

    def selected(self, *selectors: Selector) -> list[Row]:
        """Rows that meet all the selectors."""
        met = set(range(len(self.rows)))
        for condition in (one for selector in selectors for one in selector.conditions):
            met &= self._meeting(condition)
        return [self.rows[place] for place in sorted(met)]

    def _meeting(self, condition: Condition) -> set[int]:
        if condition not in self._met:
            places = self._by_value(condition.field)
            found = [places[text] for text in condition.matching(places)]
            met: set[int] = set().union(*found)
            everything = set(range(len(self.rows)))
            self._met[condition] = everything - met if condition.negated else met
        return self._met[condition]

    def _by_value(self, field: str) -> dict[str, set[int]]:
        if field not in self._places:
            places: dict[str, set[int]] = {}
            for place, texts in enumerate(self._texts):
                for text in texts[field]:
                    places.setdefault(folded(text), set()).add(place)
            self._places[field] = places
        return self._places[field]

    def known(self, field: str) -> dict[str, str]:
        """The values that a field can have here, as they are compared and as they stand."""
        if field not in self._known:
            found = {text for texts in self._texts for text in texts[field] if text}
            rows = self._draft.table(_TABLES[field]) if field in _TABLES else ()
            found |= {row.text(field) for row in rows if row.has(field)}
            self._known[field] = {folded(text): text for text in found}
        return self._known[field]

    def called(self, field: str) -> dict[str, str]:
        """Ids by the names of their rows, symbols by those of elements; other names are no ids."""
        if field in ("element", "contains"):
            return names_of_elements()
        if field not in self._called:
            table = _TABLES[field] if field in ("supplier", "material") else ""
            rows = [row for row in self._draft.table(table) if row.has(field)]
            named = (
                (row.text(key), row.text(field)) for key in ("name_en", "name") for row in rows
            )
            self._called[field] = {folded(name): ident for name, ident in named if name}
        return self._called[field]

    def meant(self, field: str, value: str) -> Words:
        """What was probably meant by a value that nobody has, or nothing."""
        return self._guesser.meant(value, self.known(field).values())


def offer_texts(draft: Draft) -> Sights:
    """Every sound offer with what selectors see of it."""
    keys = ("offer", "supplier", "material", "to", "license", "tags")
    return Sights(draft, [(row, _offer(draft, row)) for row in draft.sound("offers", *keys)])


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
        texts |= _material(draft, material)
    texts["tag"] = (*(row["tags"] or ()), *((supplier["tags"] or ()) if supplier else ()))
    return texts


def material_texts(draft: Draft) -> Sights:
    """Every sound material with what selectors see of it."""
    rows = draft.sound("materials", "material", "element", "form", "hs_code")
    return Sights(draft, [(row, _material(draft, row)) for row in rows])


def _material(draft: Draft, row: Row) -> Texts:
    texts = {key: (row.text(key),) for key in ("material", "element", "form")}
    texts["hs"] = (row.text("hs_code"),)
    inside = draft.inside.get(folded(row.text("material")), ())
    return {**texts, "contains": inside or texts["element"]}


def stock_texts(draft: Draft) -> Sights:
    """Every sound stockpile with what selectors see of it."""
    found: list[tuple[Row, Texts]] = []
    for row in draft.sound("stockpiles", "stockpile", "material", "location", "owner"):
        material = draft.material(row)
        texts = {key: (row.text(key),) for key in ("stockpile", "material", "location", "owner")}
        for key in ("element", "form"):
            texts[key] = (material.text(key) if material else "",)
        found.append((row, texts))
    return Sights(draft, found)


def with_stages(selector: Selector) -> Selector:
    """Without the countries: with a stage, a country is a share of an offer, not a mark of it."""
    return selector.without("country")
