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
from planner.study.compare.change import GROUPS, PlanChange, TradeChange
from planner.study.compare.headline import period_sentences, signed, summed, verdict

_SHOWN = 3
"""How many materials, suppliers or limits one sentence names."""
_WORTH_SAYING = 0.02
"""Effects below this part of the largest have no sentence of their own."""


def change_sentences(change: PlanChange, voice: Voice) -> list[str]:
    """Periods, causes, who gained and lost, the inputs behind it; the verdict stands first."""
    return [
        verdict(change, voice),
        *_doubts(change, voice),
        *period_sentences(change, voice),
        *_causes(change, voice),
        *_effects(change, voice),
        *_bridge(change, voice),
        *_suppliers(change, voice),
        *_orders(change, voice),
        *_inputs(change, voice),
    ]


def told(change: PlanChange) -> list[str]:
    """Effects worth a sentence, the largest first."""
    known = {name: abs(money) for name, money in change.causes.items()}
    least = max(_WORTH_SAYING * max(known.values(), default=0.0), change.unknown)
    return sorted((n for n, money in known.items() if money > least), key=lambda n: -known[n])


def step_name(inputs: tuple[str, ...], voice: Voice) -> str:
    """The inputs of one step of the bridge."""
    return voice.say(say.TOGETHER).join(voice.say(say.GROUPS[group]) for group in inputs)


def _doubts(change: PlanChange, voice: Voice) -> list[str]:
    sides = (("A", change.a), ("B", change.b))
    return [voice.say(say.NOT_BEST, plan=plan) for plan, side in sides if side.status != "optimal"]


def _causes(change: PlanChange, voice: Voice) -> list[str]:
    """The causes and what they come to; those too small for a sentence together."""
    names = told(change)
    if not names:
        return []
    parts = {_effect_name(name, voice): change.causes[name] for name in names}
    rest = math.fsum(money for name, money in change.causes.items() if name not in names)
    if len(names) == 1 and abs(rest) <= change.unknown:
        return [voice.say(say.ONE_CAUSE, effect=_effect_name(names[0], voice))]
    effects, total = summed(parts | {voice.say(say.OTHERS): rest}, voice)
    words = say.SHARED_CAUSES if change.only_shared else say.CAUSES
    return [voice.say(words, effects=effects, total=total)]


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
    details = change.details["stock"]
    parts, total = summed({voice.say(PARTS[p].said): money for p, money in details.items()}, voice)
    amount = _amount("stock", change, voice) | {"amount": total.lstrip("+-")}
    return voice.say(say.STOCK, **amount, parts=parts)


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
