"""Every main input lowered and raised by one part: which ones matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.case import Case, Limit, Material, Process, Supplier
from models.edit import Edit, EditError, edited
from planner.explain import rules, speak
from planner.explain.voice import Voice
from planner.glossary.countries import country_name
from planner.glossary.measures import MEASURES
from planner.schema.headings import declared
from planner.study.points.phrases import meant
from planner.study.points.solver import Ask, chunks, of_row, points_setup
from planner.study.points.solvers import Run, base_of
from planner.study.tornado.found import Bar, TornadoFound, ranked
from planner.words import Language, Words

PER_CHUNK = 8
LANGUAGES: tuple[Language, Language] = ("ko", "en")


@dataclass(frozen=True)
class Input:
    """One main input: what it is called, and the edits that multiply it by 1."""

    label: str
    what: Words
    edits: tuple[Edit, ...]
    most: float = float("inf")
    """The largest factor that makes sense: a probability of 0.9 cannot be raised by 20%."""

    def times(self, factor: float) -> tuple[Edit, ...]:
        """The edits that multiply it."""
        return tuple(edit.to(self.within(factor)) for edit in self.edits)

    def within(self, factor: float) -> float:
        """The factor, no larger than makes sense."""
        return min(factor, self.most)


def main_inputs(case: Case) -> list[Input]:
    """Prices and lead times by country, needs, capacities, licenses, limits, stocks, rates."""
    every = [
        *_by_country(case),
        *_needs_and_stocks(case),
        *_capacities(case),
        *_licenses(case),
        *_limits(case),
        *_rates(case),
    ]
    return [found for one in every if (found := _reaching(case, one)) is not None]


def asks_of(inputs: Sequence[Input], by: float) -> list[Ask]:
    """Every input lowered, then raised."""
    return [
        Ask(f"{one.label} x{one.within(factor):g}", one.times(factor))
        for one in inputs
        for factor in (1.0 - by, 1.0 + by)
    ]


def study_tornado(case: Case, run: Run, by: float = 0.2, gap: float = 1e-3) -> TornadoFound:
    """Two points per input, lowered and raised by the part ``by``; the widest swing first."""
    case = case.in_order()
    base = base_of(case, run, gap)
    inputs = main_inputs(case)
    asks = asks_of(inputs, by)
    rows = run("points", points_setup(case, gap), chunks(asks, PER_CHUNK))
    bars = []
    for one, low, high in zip(inputs, rows[::2], rows[1::2], strict=True):
        if low is not None and high is not None:
            pair = of_row(low), of_row(high)
            ends = one.within(1.0 - by), one.within(1.0 + by)
            label = "; ".join(edit.label for edit in one.edits)
            bars.append(Bar(label, one.what.ko, one.what.en, *pair, *ends, one.edits))
    return TornadoFound(case, base, by, ranked(bars, base))


def _reaching(case: Case, one: Input) -> Input | None:
    """The input with the edits that change something, as ``--set`` takes them; None if none does.

    Prices that others stand in for everywhere are not edited beside these: typed, they are these.
    """
    edits = dict.fromkeys(meant(edit, case) for edit in one.edits if _changes(case, edit))
    return Input(one.label, one.what, tuple(edits), one.most) if edits else None


def _changes(case: Case, edit: Edit) -> bool:
    """Whether a row is there whose number is more than 0 or blank."""
    try:
        return edited(case, [edit.to(0.5)]) != case
    except EditError:
        return False


def _edit(table: str, column: str, where: str = "") -> Edit:
    return Edit(table, column, "times", 1.0, where)


def _input(label: str, what: Words, table: str, column: str, where: str = "") -> Input:
    """An input that is one column."""
    return Input(label, what, (_edit(table, column, where),))


def _by_country(case: Case) -> Iterator[Input]:
    sellers = {case.supplier[offer.supplier].country for offer in case.offers}
    for code in sorted(sellers):
        where = f"country={code}"
        ko, en = country_name(code, "ko"), country_name(code, "en")
        prices = (("offers", "price"), ("prices", "each"), ("tiers", "price"))
        yield Input(
            f"price {code}",
            Words(f"{ko} 공급조건 가격", f"Prices of offers from {en}"),
            tuple(_edit(*column, where) for column in prices),
        )
        if any(o.lead for o in case.offers if case.supplier[o.supplier].country == code):
            said = _said("offers", "lead", f"{ko} 공급조건", f"offers from {en}")
            yield _input(f"lead {code}", said, "offers", "lead", where)


def _needs_and_stocks(case: Case) -> Iterator[Input]:
    for material in case.materials:
        name, where = material.material, f"material={material.material}"
        ko, en = _names(material, name)
        if name in case.demanded:
            said = Words(f"{ko} 수요", f"Demand for {en}")
            yield _input(f"demand {name}", said, "demand", "each", where)
        if any(p.opening for p in case.stockpiles if p.material == name):
            said = _said("stockpiles", "opening", ko, en)
            yield _input(f"opening stock {name}", said, "stockpiles", "opening", where)


def _capacities(case: Case) -> Iterator[Input]:
    for supplier in case.suppliers:
        name = supplier.supplier
        said = _said("capacity", "each", *_names(supplier, name))
        yield _input(f"capacity {name}", said, "capacity", "each", f"supplier={name}")
    for process in case.processes:
        name = process.process
        limit = "each" if process.values else "max_per_period"
        for label, column in (("processing cost", "cost"), ("processing capacity", limit)):
            said = _said("processes", column, *_names(process, name))
            yield _input(f"{label} {name}", said, "processes", column, f"process={name}")


def _names(row: Material | Supplier | Process, ident: str) -> tuple[str, str]:
    """What the row is called in Korean and in English."""
    return row.name or ident, row.name_en or row.name or ident


def _licenses(case: Case) -> Iterator[Input]:
    for row in case.licenses:
        where = f"license={row.license}"
        if row.days_p50 or row.days_p90:
            yield Input(
                f"license days {row.license}",
                Words(f"허가 {row.license}의 처리 일수", f"Days until license {row.license}"),
                (_edit("licenses", "days_p50", where), _edit("licenses", "days_p90", where)),
            )
        if row.grant:
            yield Input(
                f"license grant {row.license}",
                Words(f"허가 {row.license}의 허가 확률", f"Grant of license {row.license}"),
                (_edit("licenses", "grant", where),),
                most=1.0 / row.grant,
            )


def _limits(case: Case) -> Iterator[Input]:
    for name in dict.fromkeys(row.limit for row in case.limits):
        rows = [row for row in case.limits if row.limit == name and row.value]
        if not rows:
            continue
        say = rules.short if MEASURES[rows[0].measure].percent else rules.said
        ko, en = (say(rows[0], Voice.of(case, language)) for language in LANGUAGES)
        yield Input(
            f"limit {name}",
            Words(f"한도: {ko} [{name}]", f"Limit: {en} [{name}]"),
            (_edit("limits", "value", f"limit={name}"),),
            most=min(_room(row) for row in rows),
        )


def _room(row: Limit) -> float:
    """The largest factor that leaves the bound one that its measure can come to."""
    high = MEASURES[row.measure].high
    return high / row.value if high else float("inf")


def _rates(case: Case) -> Iterator[Input]:
    for row in case.fx:
        said = Words(f"{row.currency} 환율", f"Exchange rate of {row.currency}")
        yield _input(f"fx {row.currency}", said, "fx", "each", f"currency={row.currency}")
    for label, table, column in (
        ("shortage cost", "materials", "shortage_cost"),
        ("holding cost", "materials", "hold_cost"),
        ("cover cost", "stockpiles", "cover_cost"),
        ("cover target", "stockpiles", "cover_target"),
        ("end value", "stockpiles", "end_value"),
        ("duty", "offers", "duty"),
        ("freight", "offers", "freight"),
        ("recycling", "arisings", "each"),
    ):
        rows = getattr(case, table)
        if any(_filled(row, column) for row in rows):
            yield _input(label, _said(table, column), table, column)
    if case.settings.discount_rate:
        rate = ("settings", "discount_rate")
        yield _input("discount rate", _said(*rate), *rate)


def _said(table: str, column: str, ko: str = "", en: str = "") -> Words:
    """The column as sentences call it, in front of them: ``Capacity of Lynas``."""
    name = declared(table, column).name
    title = speak.capital(name.en)
    return Words(f"{ko} {name.ko}".strip(), f"{title} of {en}" if en else title)


def _filled(row: object, column: str) -> bool:
    value = getattr(row, "values" if column == "each" else column)
    return any(value) if isinstance(value, tuple) else bool(value)
