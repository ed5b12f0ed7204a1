"""What a buyer would say about a plan. The CLI and the result workbook say the same.

Every figure is taken from the ``Plan``; where the plan has none, the sentence says so.
"""

from models.case import Case
from planner.explain import figures, hedged_words, rules, speak
from planner.explain import phrases as say
from planner.glossary.countries import country_name
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import Conflict, LimitLine, Plan, ShadowPrice
from planner.words import Language

_SHOWN = 3
"""How many materials, suppliers or other things one sentence names."""
NO_SHARE = speak.percent(0.0)


def status_sentence(plan: Plan, language: Language) -> str:
    """Say whether the plan can be trusted, and if there is none, plainly why."""
    key: str = plan.status
    if key == "stopped" and not figures.has_plan(plan):
        key = "stopped_empty"
    text = say.STATUS[key].to(language)
    gap = say.GAP_UNKNOWN if plan.gap is None else say.GAP
    if plan.risk is not None and hedged_words.speaks_of(plan):
        said = hedged_words.hedged_status(plan, plan.risk, language)
        return said + _audit(plan, language)
    said = text.format(
        cost=_money(plan, plan.cost.get("total", 0.0), language),
        count=len([c for c in plan.conflicts if c.relax]),
        gap=gap.to(language).format(gap=_gap(plan.gap)),
        message=plan.message,
    )
    return said + _audit(plan, language)


def _audit(plan: Plan, language: Language) -> str:
    failed = plan.check is not None and not plan.check.passed
    return say.CHECK_FAILED.to(language) if failed else ""


def five_sentences(plan: Plan, language: Language) -> tuple[str, ...]:
    """Say what is bought, from whom, how concentrated, what stock does, what to negotiate.

    With risk the last says what to order first and where supply may fall short.

    Empty if there is no plan to speak of.
    """
    if not figures.has_plan(plan):
        return ()
    plan = speak.plan_in(plan, language)
    if not plan.orders:
        return (say.BUY_NOTHING.to(language), _stock(plan, language), _negotiate(plan, language))
    return (
        _buy(plan, language),
        _from_whom(plan, language),
        _concentrated(plan, language),
        _stock(plan, language),
        _negotiate(plan, language),
    )


def shadow_sentence(price: ShadowPrice, language: Language, case: Case | None = None) -> str:
    """Say one shadow price with its unit and the range in which it holds.

    ``change`` is the change of the total cost per unit more of the bound (for an idle offer the
    cut of its price). With the ``case``, ids are said by their names and money has its currency.
    """
    case = speak.case_in(case, language) if case else None
    named = _subject(price, case, language)
    currency = case.settings.currency if case else ""
    point = _is_point(price)
    text = (
        say.SHADOW[price.kind]
        .to(language)
        .format(
            when=_when(price.period, language),
            subject=named,
            sounded=speak.sounded(named),
            per=unit_said(price.per, language),
            step=say.POINT.to(language) if point else f"1 {unit_said(price.per, language)}",
            effect=_effect(price.change, currency, language),
            money=speak.money(abs(price.change), currency, language),
        )
    )
    last = say.DEGENERATE.to(language) if price.degenerate else ""
    return text + _range(price, point, language) + "." + last


def conflict_sentence(conflict: Conflict, language: Language, case: Case | None = None) -> str:
    """Say one promise that cannot be kept, and by how much it would have to give way."""
    case = speak.case_in(case, language) if case else None
    if conflict.kind == "limit" and case:
        named = rules.named(conflict.subject, case, language)
    else:
        named = speak.subject(conflict.subject, case)
    text = say.CONFLICT[conflict.kind].to(language).format(subject=named)
    if conflict.period:
        text += say.CONFLICT_WHERE.to(language).format(period=window(conflict.period, language))
    if conflict.bound is not None:
        bound = _conflict_amount(conflict, conflict.bound)
        text += say.CONFLICT_BOUND.to(language).format(bound=bound)
    if not conflict.relax:
        return text + say.CONFLICT_PART.to(language)
    relax = _conflict_amount(conflict, conflict.relax).replace("%", say.POINTS.to(language))
    return text + say.CONFLICT_RELAX.to(language).format(relax=relax)


def limit_value(line: LimitLine, value: float) -> str:
    """Write a limit's value as it is read: ``63%``, ``2,480`` or ``40 t``."""
    percent = MEASURES[line.measure].percent
    return speak.percent(value) if percent else speak.quantity(value, line.unit)


def limit_saving(line: LimitLine, currency: str, language: Language) -> str:
    """Say ``Loosening it by 1 point saves 0.12 M USD.``; empty where nothing is saved."""
    if not line.dual:
        return ""
    step, saved = _step(line, currency, language)
    text = say.BINDING_SAVES.to(language).format(step=step, saved=saved).strip()
    low, high = line.dual_range or (None, None)
    if low is not None or high is not None:
        first = None if low is None else limit_value(line, low)
        text += _edges(first, None if high is None else limit_value(line, high), language)
    return text + "."


def saving_per_step(line: LimitLine, currency: str, language: Language) -> str:
    """Say ``38,274 USD per 1 point`` for a table; empty where nothing is saved."""
    if not line.dual:
        return ""
    step, saved = _step(line, currency, language)
    return say.SAVED_PER.to(language).format(step=step, saved=saved)


def _step(line: LimitLine, currency: str, language: Language) -> tuple[str, str]:
    """The step by which a bound is moved, and the money it saves."""
    measure = MEASURES[line.measure]
    step = say.POINT.to(language) if measure.percent else f"1 {measure.unit or line.unit}".strip()
    return step, speak.money(abs(line.dual or 0.0) * measure.step, currency, language)


def window(label: str, language: Language) -> str:
    """Say a window: the horizon is the whole plan, a Korean year is ``2027년``."""
    if label == "horizon":
        return say.HORIZON.to(language)
    return f"{label}년" if language == "ko" and label.isdigit() else label


def unit_said(per: str, language: Language) -> str:
    """Say a unit: the planner's own words for runs and points are translated."""
    return say.UNITS[per].to(language) if per in say.UNITS else per


def _buy(plan: Plan, language: Language) -> str:
    rows = figures.bought(plan)
    named = [
        f"{speak.quantity(amount, unit)} {speak.material(ident, plan.case)}"
        if language == "en"
        else f"{speak.material(ident, plan.case)} {speak.quantity(amount, unit)}"
        for ident, amount, unit, _ in rows
    ][:_SHOWN]
    more = len(rows) - len(named)
    if more:
        materials = ", ".join(named) + say.MORE_MATERIALS.to(language).format(count=more)
    else:
        joined = ", ".join(named[:-1]) + say.AND.to(language) if named[1:] else ""
        # A unit is read aloud: t (ton) and g (gram) end in a consonant, others in a vowel.
        closed = rows[len(named) - 1][2] in ("t", "kg", "g")
        joined += named[-1]
        materials = joined + ("을" if closed else "를") if language == "ko" else joined
    return say.BUY.to(language).format(
        first=plan.case.calendar.label(0),
        last=plan.case.calendar.label(plan.case.settings.periods - 1),
        materials=materials,
        purchase=_money(plan, plan.cost.get("purchase", 0.0), language),
        total=_money(plan, plan.cost["total"], language),
    )


def _from_whom(plan: Plan, language: Language) -> str:
    case = plan.case
    spend = figures.total(plan.orders, lambda line: line.supplier)
    whole = sum(spend.values()) or 1.0
    (first, most), *rest = list(spend.items())[:_SHOWN]
    # A supplier that reads 0% is none of the largest.
    rest = [(ident, cost) for ident, cost in rest if speak.percent(cost / whole) != NO_SHARE]
    text = say.LARGEST.to(language).format(
        first=speak.supplier(first, case),
        country=speak.home(first, case, language),
        share=speak.percent(most / whole),
    )
    if not rest:
        return text
    others = [
        f"{speak.supplier(ident, case)} {speak.percent(cost / whole)}" for ident, cost in rest
    ]
    return text + say.FOLLOWERS.to(language).format(
        others=", ".join(others),
        count=1 + len(rest),
        together=speak.percent((most + sum(cost for _, cost in rest)) / whole),
    )


def _concentrated(plan: Plan, language: Language) -> str:
    text = ""
    country, hhi = figures.watched_country(plan), figures.hhi(plan)
    if country and hhi:
        deep = figures.look_through(plan, country)
        name = country_name(country, language)
        text = say.CONCENTRATED.to(language).format(
            country=name[0].upper() + name[1:],
            direct=speak.percent(figures.shares(plan, "direct").get(country, 0.0)),
            deep="-" if deep is None else speak.percent(deep),
            hhi=speak.number(hhi[0]),
            sources=f"{hhi[1]:.1f}",
        )
    return (text + _binding(plan, language)).strip()


def _binding(plan: Plan, language: Language) -> str:
    rules_found = figures.binding_rules(plan)
    if not rules_found:
        return say.NO_BINDING.to(language)
    rule, currency = rules_found[0], plan.case.settings.currency
    text = say.BINDING if rule.yearly else say.BINDING_UNPRICED
    said = text.to(language).format(
        limit=rules.said(rule.limit, plan.case, language), bounds=_bounds(rule.lines, language)
    )
    if not rule.yearly:
        return said
    if len(rule.lines) == 1:
        return f"{said} {limit_saving(rule.lines[0], currency, language)}"
    percent = MEASURES[rule.limit.measure].percent
    return said + say.BINDING_YEARLY.to(language).format(
        step=(say.POINT if percent else say.HUNDREDTH).to(language),
        saved=speak.money(rule.yearly, currency, language),
    )


def _bounds(lines: tuple[LimitLine, ...], language: Language) -> str:
    """Say the bounds of a few windows one by one, of many as one stretch of time."""
    first, last = lines[0], lines[-1]
    if len(lines) > _SHOWN:
        return say.BOUND_ALL.to(language).format(
            bound=limit_value(first, first.bound), first=first.window, last=last.window
        )
    return ", ".join(
        say.BOUND_IN.to(language).format(
            window=window(line.window, language), bound=limit_value(line, line.bound)
        )
        for line in lines
    )


def _stock(plan: Plan, language: Language) -> str:
    low = figures.lowest_cover(plan)
    if low is None:
        text = say.NO_COVER.to(language)
    else:
        named = speak.place_of(low, plan.case)
        aimed = figures.target_days(low)
        target = "" if aimed is None else say.COVER_TARGET.to(language)
        text = say.COVER.to(language).format(
            material=named,
            sounded=speak.sounded(named),
            period=low.period,
            days=speak.number(low.days or 0.0, 2),
            target=target.format(days=speak.number(aimed or 0.0, 2)),
        )
    if not plan.shortages:
        return text + say.NO_SHORTAGE.to(language)
    periods = sorted(line.period for line in plan.shortages)
    amount = ", ".join(speak.quantity(*pair) for pair in figures.shortages(plan))
    when = periods[0] if periods[0] == periods[-1] else f"{periods[0]} ~ {periods[-1]}"
    return text + say.SHORTAGE.to(language).format(amount=amount, when=when)


def _negotiate(plan: Plan, language: Language) -> str:
    if plan.risk is not None:
        return hedged_words.act_first(plan.risk, language, plan.case)
    if not plan.shadow_prices:
        empty = say.NO_DUALS if plan.duals_unique is None else say.NOTHING_TO_NEGOTIATE
        return empty.to(language)
    levers, idle = figures.levers(plan), figures.idle_offers(plan)
    # A supplier can be talked to; a limit is the buyer's own.
    terms = [price for price in levers if price.kind not in ("limit", "cover", "stock")]
    parts = [_lever(one, plan, language) for one in figures.subjects(terms or levers)[:1]]
    parts += [
        say.IDLE.to(language).format(
            offer=_subject(price, plan.case, language),
            cut=_money(plan, abs(price.change), language),
            per=unit_said(price.per, language),
        )
        for price in idle[:1]
    ]
    return "".join(parts).strip() or say.NOTHING_TO_NEGOTIATE.to(language)


def _lever(one: figures.Subject, plan: Plan, language: Language) -> str:
    """Say what to negotiate; of many periods the sum, so that no single month speaks for all."""
    first, last = one.prices[0], one.prices[-1]
    if len(one.prices) == 1:
        return say.NEGOTIATE.to(language).format(lever=shadow_sentence(first, language, plan.case))
    per = unit_said(first.per, language)
    more = say.MORE[first.kind].to(language)
    return say.NEGOTIATE_EACH.to(language).format(
        lever=more.format(
            subject=_subject(first, plan.case, language),
            per=per,
            step=say.POINT.to(language) if _is_point(first) else f"1 {per}",
        ),
        first=first.period,
        last=last.period,
        count=len(one.prices),
        saved=_money(plan, abs(one.change), language),
    )


def _subject(price: ShadowPrice, case: Case | None, language: Language) -> str:
    if price.kind == "limit" and case:
        return rules.named(price.subject, case, language)
    return speak.subject(price.subject, case)


def _is_point(price: ShadowPrice) -> bool:
    return price.kind == "limit" and price.per in ("point", "%p", "percentage point")


def _effect(change: float, currency: str, language: Language) -> str:
    words = say.COSTS if change > 0 else say.SAVES if change < 0 else say.NOTHING
    return words.to(language).format(money=speak.money(abs(change), currency, language))


def _when(period: str, language: Language) -> str:
    if not period:
        return ""
    if period == "horizon":
        return say.WHOLE_PLAN.to(language)
    return say.WHEN.to(language).format(period=window(period, language))


def _range(price: ShadowPrice, point: bool, language: Language) -> str:
    if price.low is None and price.high is None:
        return ""

    def edge(value: float) -> str:
        return (
            speak.percent(value)
            if point
            else speak.quantity(value, unit_said(price.per, language) if price.per else "")
        )

    low = None if price.low is None else edge(price.low)
    high = None if price.high is None else edge(price.high)
    return _edges(low, high, language)


def _edges(low: str | None, high: str | None, language: Language) -> str:
    return say.RANGE.to(language).format(
        low=low or say.OPEN_LOW.to(language), high=high or say.OPEN_HIGH.to(language)
    )


def _conflict_amount(conflict: Conflict, amount: float) -> str:
    if conflict.unit in ("share", "fraction"):
        return speak.percent(amount)
    return speak.quantity(amount, conflict.unit)


def _gap(gap: float | None) -> str:
    # Four figures: a gap of 0.00012 must not read as 0%.
    return "" if gap is None else f"{100 * gap:.4g}%"


def _money(plan: Plan, amount: float, language: Language) -> str:
    return speak.case_money(amount, plan.case, language)
