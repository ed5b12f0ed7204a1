"""What changed from one plan to the next, in sentences. The command and the workbook say the same.

Amounts are changes from A to B: more is what B costs more.
"""

import math
from collections import Counter

from planner.explain import rules, speak
from planner.explain.voice import Voice
from planner.glossary.costs import PARTS
from planner.glossary.measures import MEASURES
from planner.study.compare import phrases as say
from planner.study.compare.change import GROUPS, PlanChange, PlanSide, TradeChange

_SHOWN = 3
"""How many materials, suppliers or limits one sentence names."""
_WORTH_SAYING = 0.02
"""Effects below this part of the largest have no sentence of their own."""


def verdict(change: PlanChange, voice: Voice) -> str:
    """The one line that says it all: dearer or cheaper, by how much."""
    a, b = (voice.money(side.objective) for side in (change.a, change.b))
    if abs(change.total_change) <= change.unknown:
        same = not (change.inputs or change.orders) and change.same_periods
        return voice.say(say.IDENTICAL if same else say.EQUAL, a=a)
    part = change.total_change / abs(change.a.objective) if change.a.objective else math.nan
    percent = speak.percent(abs(part)) if math.isfinite(part) else "-"
    words = say.DEARER if change.total_change > 0 else say.CHEAPER
    amount = voice.money(abs(change.total_change))
    return voice.say(words, amount=amount, percent=percent, a=a, b=b)


def change_sentences(change: PlanChange, voice: Voice) -> list[str]:
    """Periods, causes, who gained and lost, the inputs behind it; the verdict stands first."""
    return [
        verdict(change, voice),
        *_doubts(change, voice),
        *_periods(change, voice),
        *_causes(change, voice),
        *_effects(change, voice),
        *_bridge(change, voice),
        *_suppliers(change, voice),
        *_orders(change, voice),
        *_inputs(change, voice),
    ]


def told(change: PlanChange) -> list[str]:
    """Effects worth a sentence, the largest first."""
    known = {name: abs(money) for name, money in change.effects.items()}
    least = max(_WORTH_SAYING * max(known.values(), default=0.0), change.unknown)
    return sorted((n for n, money in known.items() if money > least), key=lambda n: -known[n])


def signed(amount: float, change: PlanChange, voice: Voice) -> str:
    """Money with its sign: ``+1.20 M USD``."""
    if abs(amount) <= change.unknown:
        return voice.money(0.0)
    return ("+" if amount > 0 else "") + voice.money(amount)


def step_name(inputs: tuple[str, ...], voice: Voice) -> str:
    """The inputs of one step of the bridge."""
    return voice.say(say.TOGETHER).join(voice.say(say.GROUPS[group]) for group in inputs)


def span(side: PlanSide, voice: Voice) -> str:
    """``2027-01 to 2029-12``."""
    return voice.say(say.BETWEEN, side.periods[0], side.periods[-1])


def _doubts(change: PlanChange, voice: Voice) -> list[str]:
    sides = (("A", change.a), ("B", change.b))
    return [voice.say(say.NOT_BEST, plan=plan) for plan, side in sides if side.status != "optimal"]


def _periods(change: PlanChange, voice: Voice) -> list[str]:
    if change.same_periods:
        return []
    words = say.PERIODS if change.shared else say.NO_PERIODS
    a, b = span(change.a, voice), span(change.b, voice)
    parts = change.details["calendar"]
    saved, added = (speak.sounded(voice.money(abs(parts[name]))) for name in ("only_a", "only_b"))
    end = parts.get("end_value", 0.0)
    more = voice.say(say.END_VALUE, amount=signed(end, change, voice)) if end else ""
    return [
        voice.say(words, a=a, b=b, count=len(change.shared)),
        voice.say(say.CALENDAR, a=saved, b=added, end=more),
    ]


def _causes(change: PlanChange, voice: Voice) -> list[str]:
    names = told(change)
    if not names:
        return []
    if len(names) == 1:
        return [voice.say(say.ONE_CAUSE, effect=_effect_name(names[0], voice))]
    effects = ", ".join(
        f"{_effect_name(name, voice)} {signed(change.effects[name], change, voice)}"
        for name in names
    )
    total = signed(change.total_change, change, voice)
    return [voice.say(say.CAUSES, effects=effects, total=total)]


def _effect_name(name: str, voice: Voice) -> str:
    text = voice.say(say.EFFECTS[name])
    return text if voice.language == "ko" else text.lower()


def _effects(change: PlanChange, voice: Voice) -> list[str]:
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
            found.append(made[name](change, voice))
        elif name in plain:
            found.append(voice.say(plain[name], **_amount(name, change, voice)))
    return found


def _amount(name: str, change: PlanChange, voice: Voice) -> dict[str, str]:
    money = change.effects[name]
    more = say.MORE if money > 0 else say.LESS
    return {"amount": voice.money(abs(money)), "more": voice.say(more)}


def _price(change: PlanChange, voice: Voice) -> str:
    amount = _amount("price", change, voice)
    dearer = change.effects["price"] > 0
    amount["more"] = voice.say(say.DEAR if dearer else say.CHEAP)
    return voice.say(say.PRICE, **amount, materials=_of("price", change, voice))


def _volume(change: PlanChange, voice: Voice) -> str:
    materials = _of("volume", change, voice)
    amount = _amount("volume", change, voice)
    return voice.say(say.VOLUME, **amount, materials=materials)


def _mix(change: PlanChange, voice: Voice) -> str:
    amount = _amount("mix", change, voice)
    return voice.say(say.MIX, **amount, materials=_of("mix", change, voice))


def _of(effect: str, change: PlanChange, voice: Voice) -> str:
    """The materials that have most part in an effect."""
    parts = {row.name: row.effects.get(effect, 0.0) for row in change.by_material if row.effects}
    floor = max(change.unknown, 0.1 * max(map(abs, parts.values()), default=0.0))
    named = sorted((n for n, v in parts.items() if abs(v) > floor), key=lambda n: -abs(parts[n]))
    said = [
        f"{voice.material(name)} {signed(parts[name], change, voice)}" for name in named[:_SHOWN]
    ]
    return voice.say(say.MOSTLY, parts=", ".join(said)) if said else "."


def _stock(change: PlanChange, voice: Voice) -> str:
    parts = [
        f"{voice.say(PARTS[part].said)} {signed(money, change, voice)}"
        for part, money in change.details["stock"].items()
        if abs(money) > change.unknown
    ]
    amount = _amount("stock", change, voice)
    return voice.say(say.STOCK, **amount, parts=", ".join(parts))


def _limits(change: PlanChange, voice: Voice) -> str:
    amount = _amount("limits", change, voice)
    if change.basis != "same":
        amount["amount"] = signed(change.effects["limits"], change, voice)
    which = _changed_limits(change, voice)
    return voice.say(say.LIMITS[change.basis], **amount, which=which)


def _changed_limits(change: PlanChange, voice: Voice) -> str:
    """The first of the limits that differ, with their values."""
    found = []
    limits = {limit.limit: limit for limit in change.case.limits}
    for one in change.inputs:
        if one.table != "limits" or one.row not in limits or one.column != "value":
            continue
        percent = MEASURES[limits[one.row].measure].percent
        a, b = (speak.percent(v) if percent else speak.number(v) for v in (one.a, one.b))
        found.append(f"{rules.said(limits[one.row], voice)} {a} -> {b}")
    found = list(dict.fromkeys(found))
    shown = "; ".join(found[:_SHOWN]) + (", ..." if len(found) > _SHOWN else "")
    return voice.say(say.WHICH, limits=shown) if found else ""


def _bridge(change: PlanChange, voice: Voice) -> list[str]:
    if not change.bridge:
        words = voice.say(say.NO_BRIDGE[change.no_bridge])
        return [words] if words and change.inputs else []
    if len(change.bridge) == 1 and len(change.bridge[0].inputs) == 1:
        return []
    steps = ", ".join(
        f"{step_name(step.inputs, voice)} {signed(step.effect, change, voice)}"
        for step in change.bridge
    )
    return [voice.say(say.BRIDGE, steps=steps)]


def _suppliers(change: PlanChange, voice: Voice) -> list[str]:
    """Who sells more in B and who less, by spend in the periods both plans have."""
    rows = [row for row in change.by_supplier if abs(row.shared_spend.change) > change.unknown]
    words = (say.GAINED, say.LOST) if change.same_periods else (say.GAINED_SHARED, say.LOST_SHARED)
    found = []
    for text, gains in zip(words, (True, False), strict=True):
        meant = [row for row in rows if (row.shared_spend.change > 0) == gains]
        meant.sort(key=lambda row: -abs(row.shared_spend.change))
        if meant:
            said = ", ".join(_supplier(row, change, voice) for row in meant[:_SHOWN])
            found.append(voice.say(text, suppliers=said))
    return found


def _supplier(row: TradeChange, change: PlanChange, voice: Voice) -> str:
    name = voice.supplier(row.name)
    amount = row.shared_quantity.change
    sign = "+" if amount > 0 else ""
    met = ""
    if not row.quantity.a or not row.quantity.b:
        met = voice.say(say.GONE if row.quantity.a else say.NEW)
    money = signed(row.shared_spend.change, change, voice)
    return f"{name} {money} ({sign}{speak.quantity(amount, row.unit)}{met})"


def _orders(change: PlanChange, voice: Voice) -> list[str]:
    if not change.shared:
        return []
    where = voice.say(say.NO_WHERE if change.same_periods else say.WHERE)
    if not change.orders:
        return [voice.say(say.SAME_ORDERS, where=where)] if change.inputs else []
    sheet, count = voice.say(say.ORDER_SHEET), len(change.orders)
    return [voice.say(say.ORDERS, count=count, sheet=sheet, where=where)]


def _inputs(change: PlanChange, voice: Voice) -> list[str]:
    if not change.inputs:
        same = not change.orders and abs(change.total_change) <= change.unknown
        return [] if same else [voice.say(say.SAME_INPUTS)]
    counts = Counter(one.group for one in change.inputs)
    groups = ", ".join(
        f"{voice.say(say.GROUPS[group])} {counts[group]}" for group in GROUPS if counts[group]
    )
    sheet, count = voice.say(say.INPUT_SHEET), len(change.inputs)
    return [voice.say(say.INPUTS, count=count, groups=groups, sheet=sheet)]
