"""What materials are made of: contents, where their elements come from, and rules about them."""

import re
from collections.abc import Iterable, Iterator

from models.elements import OXIDE_OF_METAL, oxides_of
from models.selector import OFFER_FIELDS, Selector, folded
from planner.glossary.elements import element_called
from planner.words import Words
from planner.workbook.checks.selection import offer_texts, read_selector
from planner.workbook.draft import Draft
from planner.workbook.faults import Fault, kind
from planner.workbook.guesses import did_you_mean
from planner.workbook.rows import Row
from planner.workbook.sheets import number_text

MOST = 1.0
WITHIN = 1e-9
REO_DIFFERS = 0.01
_SYMBOL = re.compile(r"[a-z]{1,2}")
"""A chemical symbol, which may well be no rare earth."""

MORE_THAN_ALL = kind(
    "E525",
    (
        "'{material}'의 성분 {seen}{seen:과와} 나머지를 더하면 1 kg에 {sum} kg입니다({cells}).",
        "The contents of '{material}', {seen} and the others, add up to {sum} kg in one kg "
        "({cells}).",
    ),
    (
        "합이 1(100%) 이하가 되게 고치세요. 산화물의 무게로 적었다면 basis에 oxide를 적으세요.",
        "Make them add up to 1 (100%) at most; write oxide under basis if they are oxide.",
    ),
)
REO_NOT_THE_SUM = kind(
    "E526",
    (
        "reo {seen}{seen:이가} 성분의 산화물 합 {sum}{sum:과와} 1% 넘게 다릅니다.",
        "reo {seen} differs by more than 1% from the oxides of the contents, {sum}.",
    ),
    (
        "reo를 비우거나(성분에서 셈합니다) 성분을 고치세요.",
        "Leave reo blank (the contents say it), or mend the contents.",
    ),
)
NO_ELEMENT = kind(
    "W527",
    (
        "'{seen}'{seen:은는} 희토류 원소가 아니어서 산화물로 세지 않습니다.",
        "'{seen}' is no rare earth element and counts in no oxide.",
    ),
    (
        "{hint_ko} Nd, NdPr, Dy처럼 기호로 적으세요.",
        "{hint_en} Write a symbol, such as Nd, NdPr or Dy.",
    ),
)


OWN_ELEMENT_MISSING = kind(
    "W528",
    (
        "'{material}'의 성분에 '{seen}'{seen:이가} 없어 contains={seen}에는 잡히지 않습니다.",
        "The contents of '{material}' do not list '{seen}': contains={seen} does not see it.",
    ),
    (
        "contents에 '{seen}' 행을 추가하거나 element를 고치세요.",
        "Add a row of '{seen}' to contents, or mend the element.",
    ),
)
_TOGETHER = {"ndpr": {"nd", "pr"}}
"""An element that is two: either of them stands for it."""


def own_elements(draft: Draft) -> Iterator[Fault]:
    """What a material is called by is in it, if its contents are listed at all."""
    inside = {material: set(map(folded, own)) for material, own in draft.inside.items()}
    for row in draft.sound("materials", "material", "element"):
        listed, own = inside.get(folded(row.text("material"))), folded(row.text("element"))
        if listed is None or own not in OXIDE_OF_METAL:
            continue
        alike = {own} | _TOGETHER.get(own, set())
        alike |= {whole for whole, parts in _TOGETHER.items() if own in parts}
        if not listed & alike:
            yield OWN_ELEMENT_MISSING.at(row.spot("element"), material=row.text("material"))


def contents(draft: Draft) -> Iterator[Fault]:
    """Contents add up to no more than the whole, and to the material's own reo."""
    for row in draft.sound("contents", "element"):
        element = folded(row.text("element"))
        if element not in OXIDE_OF_METAL and not _SYMBOL.fullmatch(element):
            hint = symbols_meant([row.text("element")])
            yield NO_ELEMENT.at(row.spot("element"), hint_ko=hint.ko, hint_en=hint.en)
    for material, rows in _by_material(draft).items():
        if not all(row.sound("element", "content", "basis") for row in rows):
            continue
        oxides = oxides_of((r.text("element"), r["content"], r["basis"]) for r in rows)
        total = sum(_of_metal(row) for row in rows)
        if total > MOST + WITHIN:
            cells = ", ".join(row.spot("content").cell for row in rows)
            yield MORE_THAN_ALL.at(
                rows[0].spot("content"), material=rows[0].text("material"),
                sum=number_text(total), cells=cells,
            )  # fmt: skip
            continue
        made = draft.find("materials", material)
        reo = sum(oxides.values())
        if made and made.has("reo") and abs(made["reo"] - reo) > REO_DIFFERS * reo:
            yield REO_NOT_THE_SUM.at(made.spot("reo"), sum=number_text(reo))


def _by_material(draft: Draft) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in draft.sound("contents", "material"):
        found.setdefault(folded(row.text("material")), []).append(row)
    return found


def _of_metal(row: Row) -> float:
    """Kilograms of the metal in one kilogram."""
    factor = OXIDE_OF_METAL.get(folded(row.text("element")), 1.0)
    content: float = row["content"]
    return content / factor if row["basis"] == "oxide" else content


ELEMENT_OF_NOTHING = kind(
    "W625",
    (
        "'{supplier}'{supplier:이가} 파는 품목에 원소 '{seen}'{seen:이가} 없어 "
        "이 행은 효과가 없습니다.",
        "Nothing that '{supplier}' sells contains '{seen}': this row has no effect.",
    ),
    (
        "{hint_ko} contents나 materials의 원소와 맞추거나 비우세요.",
        "{hint_en} Match it with the elements of contents or materials, or leave it blank.",
    ),
    headline="left_out",
)


def origins_of_elements(draft: Draft) -> Iterator[Fault]:
    """An origin of one element speaks of something that the supplier sells."""
    inside = elements_inside(draft)
    for row in draft.sound("origins", "supplier", "material", "element"):
        if not row.has("element"):
            continue
        named = folded(row.text("material"))
        sold = {folded(offer.text("material")) for offer in draft.offers_of(row.text("supplier"))}
        own = {x for m in sold if named in ("", m) for x in inside.get(m, ())}
        if folded(row.text("element")) not in own:
            hint = symbols_meant([row.text("element")])
            yield ELEMENT_OF_NOTHING.at(
                row.spot("element"), supplier=row.text("supplier"),
                hint_ko=hint.ko, hint_en=hint.en,
            )  # fmt: skip


def symbols_meant(names: Iterable[str]) -> Words:
    """``Did you mean 'Nd; Dy'?`` for elements of which one is named in full, or nothing."""
    names = list(names)
    if not any(map(element_called, names)):
        return Words("", "")
    meant = "; ".join(element_called(name) or name for name in names)
    return did_you_mean(meant, [meant])


def elements_inside(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Material -> what is in it, both folded; one without contents is its own element."""
    found = {m: tuple(map(folded, elements)) for m, elements in draft.inside.items()}
    for row in draft.table("materials"):
        found.setdefault(folded(row.text("material")), (folded(row.text("element")),))
    return found


VALUE_WITHOUT_PRICE = kind(
    "E628",
    (
        "원소 '{element}'의 산화물 공급조건이 없어 함유량을 금액으로 셈할 수 없습니다.",
        "No oxide of '{element}' is offered, so its content cannot be counted by value.",
    ),
    (
        "form이 oxide인 '{element}' 품목의 공급조건을 추가하거나 content_by를 mass로 바꾸세요.",
        "Add an offer of a '{element}' material of form oxide, or set content_by to mass.",
    ),
)


def content_by_value(draft: Draft) -> Iterator[Fault]:
    """Every rare earth that a rule by value may weigh has a price: an oxide on offer."""
    inside, offers = elements_inside(draft), offer_texts(draft)
    priced = set()
    for offer in draft.table("offers"):
        material = draft.material(offer)
        if material and material.text("form") == "oxide":
            priced.add(folded(material.text("element")))
    for row in draft.sound("licenses", "content_by", "of", "elements"):
        if row["content_by"] != "value" or not row.has("content_country"):
            continue
        selector = read_selector(row, "of", OFFER_FIELDS)
        if not isinstance(selector, Selector):
            continue
        listed = {folded(name) for name in row["elements"] or ()}
        reached = offers.selected(selector)
        asked = {x for offer in reached for x in inside.get(folded(offer.text("material")), ())}
        for element in sorted(asked - priced):
            if element in OXIDE_OF_METAL and (not listed or element in listed):
                yield VALUE_WITHOUT_PRICE.at(row.spot("content_by"), element=element)


CHECKS = (own_elements, contents, origins_of_elements, content_by_value)
