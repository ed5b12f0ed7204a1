"""What changed from one plan to the next, in sentences. The command and the workbook say the same.

Amounts are changes from A to B: more is what B costs more.
"""

import math
from collections import Counter

from planner.explain import rules, speak
from planner.glossary.costs import PARTS
from planner.glossary.measures import MEASURES
from planner.study.compare import phrases as say
from planner.study.compare.change import GROUPS, PlanChange, PlanSide, TradeChange
from planner.words import Language

_SHOWN = 3
"""How many materials, suppliers or limits one sentence names."""
_WORTH_SAYING = 0.02
"""Effects below this part of the largest have no sentence of their own."""


def verdict(change: PlanChange, language: Language) -> str:
    """The one line that says it all: dearer or cheaper, by how much."""
    a, b = (_money(side.objective, change, language) for side in (change.a, change.b))
    if abs(change.total_change) <= change.unknown:
        same = not (change.inputs or change.orders) and change.same_periods
        return (say.IDENTICAL if same else say.EQUAL).to(language).format(a=a)
    part = change.total_change / abs(change.a.objective) if change.a.objective else math.nan
    percent = speak.percent(abs(part)) if math.isfinite(part) else "-"
    words = say.DEARER if change.total_change > 0 else say.CHEAPER
    amount = _money(abs(change.total_change), change, language)
    return words.to(language).format(amount=amount, percent=percent, a=a, b=b)


def change_sentences(change: PlanChange, language: Language) -> list[str]:
    """Periods, causes, who gained and lost, the inputs behind it; the verdict stands first."""
    return [
        verdict(change, language),
        *_doubts(change, language),
        *_periods(change, language),
        *_causes(change, language),
        *_effects(change, language),
        *_bridge(change, language),
        *_suppliers(change, language),
        *_orders(change, language),
        *_inputs(change, language),
    ]


def told(change: PlanChange) -> list[str]:
    """Effects worth a sentence, the largest first."""
    known = {name: abs(money) for name, money in change.effects.items()}
    least = max(_WORTH_SAYING * max(known.values(), default=0.0), change.unknown)
    return sorted((n for n, money in known.items() if money > least), key=lambda n: -known[n])


def signed(amount: float, change: PlanChange, language: Language) -> str:
    """Money with its sign: ``+1.20 M USD``."""
    if abs(amount) <= change.unknown:
        return speak.money(0.0, change.currency, language)
    return ("+" if amount > 0 else "") + speak.money(amount, change.currency, language)


def step_name(inputs: tuple[str, ...], language: Language) -> str:
    """The inputs of one step of the bridge."""
    return say.TOGETHER.to(language).join(say.GROUPS[group].to(language) for group in inputs)


def span(side: PlanSide, language: Language) -> str:
    """``2027-01 to 2029-12``."""
    return say.BETWEEN.to(language).format(side.periods[0], side.periods[-1])


def _money(amount: float, change: PlanChange, language: Language) -> str:
    return speak.money(amount, change.currency, language)


def _doubts(change: PlanChange, language: Language) -> list[str]:
    sides = (("A", change.a), ("B", change.b))
    return [
        say.NOT_BEST.to(language).format(plan=plan)
        for plan, side in sides
        if side.status != "optimal"
    ]


def _periods(change: PlanChange, language: Language) -> list[str]:
    if change.same_periods:
        return []
    words = say.PERIODS if change.shared else say.NO_PERIODS
    a, b = span(change.a, language), span(change.b, language)
    parts = change.details["calendar"]
    saved, added = (
        speak.sounded(_money(abs(parts[name]), change, language)) for name in ("only_a", "only_b")
    )
    end = parts.get("end_value", 0.0)
    more = say.END_VALUE.to(language).format(amount=signed(end, change, language)) if end else ""
    return [
        words.to(language).format(a=a, b=b, count=len(change.shared)),
        say.CALENDAR.to(language).format(a=saved, b=added, end=more),
    ]


def _causes(change: PlanChange, language: Language) -> list[str]:
    names = told(change)
    if not names:
        return []
    if len(names) == 1:
        return [say.ONE_CAUSE.to(language).format(effect=_effect_name(names[0], language))]
    effects = ", ".join(
        f"{_effect_name(name, language)} {signed(change.effects[name], change, language)}"
        for name in names
    )
    total = signed(change.total_change, change, language)
    return [say.CAUSES.to(language).format(effects=effects, total=total)]


def _effect_name(name: str, language: Language) -> str:
    text = say.EFFECTS[name].to(language)
    return text if language == "ko" else text.lower()


def _effects(change: PlanChange, language: Language) -> list[str]:
    """A sentence for each effect worth one; the limits also where they could not be measured."""
    names = told(change)
    if change.basis != "same" and "limits" not in names:
        names.append("limits")
    made = {"price": _price, "volume": _volume, "mix": _mix, "stock": _stock, "limits": _limits}
    plain = {
        "making": say.MAKING,
        "contracts": say.CONTRACTS,
        "shortage": say.SHORTAGE,
        "discount": say.DISCOUNT,
        "risk": say.RISK,
    }
    found = []
    for name in names:
        if name in made:
            found.append(made[name](change, language))
        elif name in plain:
            found.append(plain[name].to(language).format(**_amount(name, change, language)))
    return found


def _amount(name: str, change: PlanChange, language: Language) -> dict[str, str]:
    money = change.effects[name]
    more = say.MORE if money > 0 else say.LESS
    return {"amount": _money(abs(money), change, language), "more": more.to(language)}


def _price(change: PlanChange, language: Language) -> str:
    amount = _amount("price", change, language)
    dearer = change.effects["price"] > 0
    amount["more"] = (say.DEAR if dearer else say.CHEAP).to(language)
    return say.PRICE.to(language).format(**amount, materials=_of("price", change, language))


def _volume(change: PlanChange, language: Language) -> str:
    materials = _of("volume", change, language)
    amount = _amount("volume", change, language)
    return say.VOLUME.to(language).format(**amount, materials=materials)


def _mix(change: PlanChange, language: Language) -> str:
    amount = _amount("mix", change, language)
    return say.MIX.to(language).format(**amount, materials=_of("mix", change, language))


def _of(effect: str, change: PlanChange, language: Language) -> str:
    """The materials that have most part in an effect."""
    case = speak.case_in(change.case, language)
    parts = {row.name: row.effects.get(effect, 0.0) for row in change.by_material if row.effects}
    floor = max(change.unknown, 0.1 * max(map(abs, parts.values()), default=0.0))
    named = sorted((n for n, v in parts.items() if abs(v) > floor), key=lambda n: -abs(parts[n]))
    said = [
        f"{speak.material(name, case)} {signed(parts[name], change, language)}"
        for name in named[:_SHOWN]
    ]
    return say.MOSTLY.to(language).format(parts=", ".join(said)) if said else "."


def _stock(change: PlanChange, language: Language) -> str:
    parts = [
        f"{PARTS[part].said.to(language)} {signed(money, change, language)}"
        for part, money in change.details["stock"].items()
        if abs(money) > change.unknown
    ]
    amount = _amount("stock", change, language)
    return say.STOCK.to(language).format(**amount, parts=", ".join(parts))


def _limits(change: PlanChange, language: Language) -> str:
    amount = _amount("limits", change, language)
    if change.basis != "same":
        amount["amount"] = signed(change.effects["limits"], change, language)
    which = _changed_limits(change, language)
    return say.LIMITS[change.basis].to(language).format(**amount, which=which)


def _changed_limits(change: PlanChange, language: Language) -> str:
    """The first of the limits that differ, with their values."""
    case, found = speak.case_in(change.case, language), []
    limits = {limit.limit: limit for limit in case.limits}
    for one in change.inputs:
        if one.table != "limits" or one.row not in limits or one.column != "value":
            continue
        percent = MEASURES[limits[one.row].measure].percent
        a, b = (speak.percent(v) if percent else speak.number(v) for v in (one.a, one.b))
        found.append(f"{rules.said(limits[one.row], case, language)} {a} -> {b}")
    found = list(dict.fromkeys(found))
    shown = "; ".join(found[:_SHOWN]) + (", ..." if len(found) > _SHOWN else "")
    return say.WHICH.to(language).format(limits=shown) if found else ""


def _bridge(change: PlanChange, language: Language) -> list[str]:
    if not change.bridge:
        words = say.NO_BRIDGE[change.no_bridge].to(language)
        return [words] if words and change.inputs else []
    if len(change.bridge) == 1 and len(change.bridge[0].inputs) == 1:
        return []
    steps = ", ".join(
        f"{step_name(step.inputs, language)} {signed(step.effect, change, language)}"
        for step in change.bridge
    )
    return [say.BRIDGE.to(language).format(steps=steps)]


def _suppliers(change: PlanChange, language: Language) -> list[str]:
    """Who sells more in B and who less, by spend in the periods both plans have."""
    rows = [row for row in change.by_supplier if abs(row.shared_spend.change) > change.unknown]
    words = (say.GAINED, say.LOST) if change.same_periods else (say.GAINED_SHARED, say.LOST_SHARED)
    found = []
    for text, gains in zip(words, (True, False), strict=True):
        meant = [row for row in rows if (row.shared_spend.change > 0) == gains]
        meant.sort(key=lambda row: -abs(row.shared_spend.change))
        if meant:
            said = ", ".join(_supplier(row, change, language) for row in meant[:_SHOWN])
            found.append(text.to(language).format(suppliers=said))
    return found


def _supplier(row: TradeChange, change: PlanChange, language: Language) -> str:
    name = speak.supplier(row.name, speak.case_in(change.case, language))
    amount = row.shared_quantity.change
    sign = "+" if amount > 0 else ""
    met = ""
    if not row.quantity.a or not row.quantity.b:
        met = (say.GONE if row.quantity.a else say.NEW).to(language)
    money = signed(row.shared_spend.change, change, language)
    return f"{name} {money} ({sign}{speak.quantity(amount, row.unit)}{met})"


def _orders(change: PlanChange, language: Language) -> list[str]:
    if not change.shared:
        return []
    where = (say.NO_WHERE if change.same_periods else say.WHERE).to(language)
    if not change.orders:
        return [say.SAME_ORDERS.to(language).format(where=where)] if change.inputs else []
    sheet, count = say.ORDER_SHEET.to(language), len(change.orders)
    return [say.ORDERS.to(language).format(count=count, sheet=sheet, where=where)]


def _inputs(change: PlanChange, language: Language) -> list[str]:
    if not change.inputs:
        same = not change.orders and abs(change.total_change) <= change.unknown
        return [] if same else [say.SAME_INPUTS.to(language)]
    counts = Counter(one.group for one in change.inputs)
    groups = ", ".join(
        f"{say.GROUPS[group].to(language)} {counts[group]}" for group in GROUPS if counts[group]
    )
    sheet, count = say.INPUT_SHEET.to(language), len(change.inputs)
    return [say.INPUTS.to(language).format(count=count, groups=groups, sheet=sheet)]
