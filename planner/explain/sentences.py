"""What a buyer would say about a plan. The CLI and the result workbook say the same.

Every figure is taken from the ``Plan``; where the plan has none, the sentence says so.
"""

from planner.explain import figures, hedged_words, rules, speak
from planner.explain import phrases as say
from planner.explain.sides import holds, limit_saves
from planner.explain.voice import Voice
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import Conflict, LimitLine, Plan, ShadowPrice
from planner.words import Words

_SHOWN = 3
"""How many materials, suppliers or other things one sentence names."""
NO_SHARE = speak.percent(0.0)


def five_sentences(plan: Plan, voice: Voice) -> tuple[str, ...]:
    """Say what is bought, from whom, how concentrated, what stock does, what to negotiate.

    With risk the last says what to order first and where supply may fall short.

    Empty if there is no plan to speak of.
    """
    if not figures.has_plan(plan):
        return ()
    if not plan.orders:
        return (voice.say(say.BUY_NOTHING), stock_sentence(plan, voice), negotiation(plan, voice))
    return (
        _buy(plan, voice),
        _from_whom(plan, voice),
        _concentrated(plan, voice),
        stock_sentence(plan, voice),
        negotiation(plan, voice),
    )


def shadow_sentence(price: ShadowPrice, voice: Voice) -> str:
    """Say one shadow price with its unit and the range in which it holds.

    ``change`` is the change of the total cost per unit more of the bound (for an idle offer the
    cut of its price); where that holds only downward, one unit less is spoken of. Ids are said by
    their names.
    """
    named = _subject(price, voice)
    point = _is_point(price)
    less, more = holds(price.bound, price.low, price.high)
    downward = less and not more and price.kind in say.SHADOW_LESS
    text = voice.say(
        (say.SHADOW_LESS if downward else say.SHADOW)[price.kind],
        when=_when(price.period, voice),
        subject=named,
        sounded=speak.sounded(named),
        per=unit_said(price.per, voice),
        step=voice.say(say.POINT) if point else f"1 {unit_said(price.per, voice)}",
        effect=_effect(-price.change if downward else price.change, voice),
        money=voice.money(abs(price.change)),
    )
    last = voice.say(say.DEGENERATE) if price.degenerate else ""
    return text + _range(price, point, voice) + "." + last


def conflict_sentence(conflict: Conflict, voice: Voice) -> str:
    """Say one promise that cannot be kept, and by how much it would have to give way."""
    if conflict.kind == "limit":
        named = rules.named(conflict.subject, voice)
    else:
        named = voice.subject(conflict.subject)
    text = voice.say(say.CONFLICT[conflict.kind], subject=named)
    if conflict.period:
        text += voice.say(say.CONFLICT_WHERE, period=window(conflict.period, voice))
    if conflict.bound is not None:
        bound = _conflict_amount(conflict, conflict.bound)
        text += voice.say(say.CONFLICT_BOUND, bound=bound)
    if not conflict.relax:
        return text + voice.say(say.CONFLICT_PART)
    relax = _conflict_amount(conflict, conflict.relax).replace("%", voice.say(say.POINTS))
    return text + voice.say(say.CONFLICT_RELAX, relax=relax)


def limit_value(line: LimitLine, value: float) -> str:
    """Write a limit's value as it is read: ``63%``, ``2,480`` or ``40 t``."""
    percent = MEASURES[line.measure].percent
    return speak.percent(value) if percent else speak.quantity(value, line.unit)


def limit_saving(line: LimitLine, voice: Voice) -> str:
    """Say ``Loosening it by 1 point saves 0.12 M USD.``; empty where nothing is saved."""
    if not limit_saves(line):
        return ""
    step, saved = _step(line, voice)
    text = voice.say(say.BINDING_SAVES, step=step, saved=saved).strip()
    low, high = line.dual_range or (None, None)
    if low is not None or high is not None:
        first = None if low is None else limit_value(line, low)
        text += _edges(first, None if high is None else limit_value(line, high), voice)
    return text + "."


def saving_per_step(line: LimitLine, voice: Voice) -> str:
    """Say ``38,274 USD per 1 point`` for a table; empty where nothing is saved."""
    if not limit_saves(line):
        return ""
    step, saved = _step(line, voice)
    return voice.say(say.SAVED_PER, step=step, saved=saved)


def _step(line: LimitLine, voice: Voice) -> tuple[str, str]:
    """The step by which a bound is moved, and the money it saves."""
    measure = MEASURES[line.measure]
    step = voice.say(say.POINT) if measure.percent else f"1 {measure.unit or line.unit}".strip()
    return step, voice.money(abs(line.dual or 0.0) * measure.step)


def unmet(plan: Plan, voice: Voice) -> list[str]:
    """Say what lacks of each material in its own unit, ``12 t NdPr oxide``, the costliest first."""
    return [_amount(*row, voice) for row in figures.unmet(plan)]


def _amount(material: str, quantity: float, unit: str, voice: Voice) -> str:
    said, name = speak.quantity(quantity, unit), voice.material(material)
    return f"{said} {name}" if voice.language == "en" else f"{name} {said}"


def window(label: str, voice: Voice) -> str:
    """Say a window: the horizon is the whole plan, a Korean year is ``2027년``."""
    if label == "horizon":
        return voice.say(say.HORIZON)
    return f"{label}년" if voice.language == "ko" and label.isdigit() else label


def unit_said(per: str, voice: Voice) -> str:
    """Say a unit: the planner's own words for runs and points are translated."""
    return voice.say(say.UNITS[per]) if per in say.UNITS else per


def _buy(plan: Plan, voice: Voice) -> str:
    rows = figures.bought(plan)
    named = [_amount(ident, amount, unit, voice) for ident, amount, unit, _ in rows][:_SHOWN]
    more = len(rows) - len(named)
    if more:
        materials = ", ".join(named) + voice.say(say.MORE_MATERIALS, count=more)
    else:
        joined = ", ".join(named[:-1]) + voice.say(say.AND) if named[1:] else ""
        # A unit is read aloud: t (ton) and g (gram) end in a consonant, others in a vowel.
        closed = rows[len(named) - 1][2] in ("t", "kg", "g")
        joined += named[-1]
        materials = joined + ("을" if closed else "를") if voice.language == "ko" else joined
    return voice.say(
        say.BUY,
        first=plan.case.calendar.label(0),
        last=plan.case.calendar.label(plan.case.settings.periods - 1),
        materials=materials,
        purchase=voice.money(plan.cost.get("purchase", 0.0)),
        total=voice.money(plan.cost["total"]),
    )


def _from_whom(plan: Plan, voice: Voice) -> str:
    spend = figures.total(plan.orders, lambda line: line.supplier)
    whole = sum(spend.values()) or 1.0
    (first, most), *rest = list(spend.items())[:_SHOWN]
    # A supplier that reads 0% is none of the largest.
    rest = [(ident, cost) for ident, cost in rest if speak.percent(cost / whole) != NO_SHARE]
    text = voice.say(
        say.LARGEST,
        first=voice.supplier(first),
        country=voice.home(first),
        share=speak.percent(most / whole),
    )
    if not rest:
        return text
    others = [f"{voice.supplier(ident)} {speak.percent(cost / whole)}" for ident, cost in rest]
    return text + voice.say(
        say.FOLLOWERS,
        others=", ".join(others),
        count=1 + len(rest),
        together=speak.percent((most + sum(cost for _, cost in rest)) / whole),
    )


def _concentrated(plan: Plan, voice: Voice) -> str:
    """What the policy measures first, then the same by the one measure that all plans have."""
    text = _binding(plan, voice)
    country, hhi = figures.watched_country(plan), figures.hhi(plan)
    if country and hhi:
        name = voice.country(country)
        text += voice.say(
            say.CONCENTRATED,
            country=name,
            direct=speak.percent(figures.shares(plan, "direct").get(country, 0.0)),
            critical=_critical(plan, voice),
            hhi=speak.number(hhi[0]),
            sources=f"{hhi[1]:.1f}",
        )
    return text.strip()


def _critical(plan: Plan, voice: Voice) -> str:
    held = figures.most_critical(plan)
    if held is None:
        return ""
    return voice.say(
        say.CRITICAL,
        element=held.element,
        share=speak.percent(held.share),
        country=voice.country(held.country),
    )


def _binding(plan: Plan, voice: Voice) -> str:
    rules_found = figures.binding_rules(plan)
    if not rules_found:
        return _nearest(plan, voice)
    rule = rules_found[0]
    text = say.BINDING if rule.yearly else say.BINDING_UNPRICED
    return _bound_sentence(text, rule, voice)


def _nearest(plan: Plan, voice: Voice) -> str:
    """The share that comes nearest to its bound; where none is limited, that none is reached."""
    limits = {limit.limit: limit for limit in plan.case.limits}
    known = [
        line
        for line in plan.limits
        if MEASURES[line.measure].percent and line.headroom is not None and line.limit in limits
    ]
    if not known:
        return voice.say(say.NO_BINDING)
    line = min(known, key=lambda line: (line.headroom or 0.0, line.window, line.limit))
    return voice.say(
        say.NEAREST,
        limit=rules.said(limits[line.limit], voice),
        window=window(line.window, voice),
        value=limit_value(line, line.value or 0.0),
        bound=limit_value(line, line.bound),
    )


def binding_sentence(rule: figures.Rule, voice: Voice) -> str:
    """A rule that binds, its bounds, and what a looser one saves."""
    said = _bound_sentence(say.BINDS, rule, voice)
    return said[0].upper() + said[1:]


def _bound_sentence(text: Words, rule: figures.Rule, voice: Voice) -> str:
    said = voice.say(text, limit=rules.said(rule.limit, voice), bounds=_bounds(rule.lines, voice))
    if not rule.yearly:
        return said
    if len(rule.lines) == 1:
        return f"{said} {limit_saving(rule.lines[0], voice)}"
    percent = MEASURES[rule.limit.measure].percent
    return said + voice.say(
        say.BINDING_YEARLY,
        step=voice.say(say.POINT if percent else say.HUNDREDTH),
        saved=voice.money(rule.yearly),
    )


def _bounds(lines: tuple[LimitLine, ...], voice: Voice) -> str:
    """Say the bounds of a few windows one by one, of many as one stretch of time."""
    first, last = lines[0], lines[-1]
    if len(lines) > _SHOWN:
        return voice.say(
            say.BOUND_ALL,
            bound=limit_value(first, first.bound),
            first=first.window,
            last=last.window,
        )
    return ", ".join(
        voice.say(
            say.BOUND_IN, window=window(line.window, voice), bound=limit_value(line, line.bound)
        )
        for line in lines
    )


def stock_sentence(plan: Plan, voice: Voice) -> str:
    """Where stock is thinnest, and what demand is not met."""
    low = figures.lowest_cover(plan)
    if low is None:
        text = voice.say(say.NO_COVER)
    else:
        named = voice.place_of(low)
        aimed = figures.target_days(low)
        target = "" if aimed is None else voice.say(say.COVER_TARGET)
        text = voice.say(
            say.COVER,
            material=named,
            sounded=speak.sounded(named),
            period=low.period,
            days=speak.number(low.days or 0.0, 2),
            target=target.format(days=speak.number(aimed or 0.0, 2)),
        )
    if not plan.shortages:
        return text + voice.say(say.NO_SHORTAGE)
    periods = sorted(line.period for line in plan.shortages)
    amount = ", ".join(unmet(plan, voice))
    when = periods[0] if periods[0] == periods[-1] else f"{periods[0]} ~ {periods[-1]}"
    return text + voice.say(say.SHORTAGE, amount=amount, when=when)


def negotiation(plan: Plan, voice: Voice) -> str:
    """The term worth negotiating first; with risk what to order first."""
    if plan.risk is not None:
        return hedged_words.act_first(plan.risk, voice)
    if not plan.shadow_prices:
        empty = say.NO_DUALS if plan.duals_unique is None else say.NOTHING_TO_NEGOTIATE
        return voice.say(empty)
    levers, idle = figures.levers(plan), figures.idle_offers(plan)
    # A supplier can be talked to; a limit is the buyer's own.
    terms = [price for price in levers if price.kind not in ("limit", "cover", "stock")]
    parts = [_lever(one, voice) for one in figures.subjects(terms or levers)[:1]]
    parts += [
        voice.say(
            say.IDLE,
            offer=_subject(price, voice),
            cut=voice.money(abs(price.change)),
            per=unit_said(price.per, voice),
        )
        for price in idle[:1]
    ]
    return "".join(parts).strip() or voice.say(say.NOTHING_TO_NEGOTIATE)


def _lever(one: figures.Subject, voice: Voice) -> str:
    """Say what to negotiate; of many periods the sum, so that no single month speaks for all."""
    first, last = one.prices[0], one.prices[-1]
    if len(one.prices) == 1:
        return voice.say(say.NEGOTIATE, lever=shadow_sentence(first, voice))
    per = unit_said(first.per, voice)
    more = voice.say(say.MORE[first.kind])
    return voice.say(
        say.NEGOTIATE_EACH,
        lever=more.format(
            subject=_subject(first, voice),
            per=per,
            step=voice.say(say.POINT) if _is_point(first) else f"1 {per}",
        ),
        first=first.period,
        last=last.period,
        count=len(one.prices),
        saved=voice.money(abs(one.change)),
    )


def _subject(price: ShadowPrice, voice: Voice) -> str:
    if price.kind == "limit":
        return rules.named(price.subject, voice)
    return voice.subject(price.subject)


def _is_point(price: ShadowPrice) -> bool:
    return price.kind == "limit" and price.per in ("point", "%p", "percentage point")


def _effect(change: float, voice: Voice) -> str:
    words = say.COSTS if change > 0 else say.SAVES if change < 0 else say.NOTHING
    return voice.say(words, money=voice.money(abs(change)))


def _when(period: str, voice: Voice) -> str:
    if not period:
        return ""
    if period == "horizon":
        return voice.say(say.WHOLE_PLAN)
    return voice.say(say.WHEN, period=window(period, voice))


def _range(price: ShadowPrice, point: bool, voice: Voice) -> str:
    if price.low is None and price.high is None:
        return ""

    def edge(value: float) -> str:
        return (
            speak.percent(value)
            if point
            else speak.quantity(value, unit_said(price.per, voice) if price.per else "")
        )

    low = None if price.low is None else edge(price.low)
    high = None if price.high is None else edge(price.high)
    return _edges(low, high, voice)


def _edges(low: str | None, high: str | None, voice: Voice) -> str:
    return voice.say(
        say.RANGE, low=low or voice.say(say.OPEN_LOW), high=high or voice.say(say.OPEN_HIGH)
    )


def _conflict_amount(conflict: Conflict, amount: float) -> str:
    if conflict.unit in ("share", "fraction"):
        return speak.percent(amount)
    return speak.quantity(amount, conflict.unit)
