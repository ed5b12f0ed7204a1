"""The headline figures of the summary, as tiles: a label, a large number, a remark."""

import math

from planner.explain import figures, rules, sentences
from planner.explain.voice import Voice
from planner.glossary.choices import FORMS
from planner.glossary.measures import MEASURES
from planner.outcomes.plan import Plan
from planner.page.look import quantity_style
from planner.page.money import Money
from planner.page.page import Tile, Tiles
from planner.report import words
from planner.report.budget import paid_by_year
from planner.report.costs import money as money_of_plan
from planner.words import Words

_MOST = 6
_BUDGET = Words("예산 합계, {}", "Budget in all, {}")
_DISCOUNTED = Words("총비용(할인 후) {}", "total cost (discounted) {}")
_OF_WHICH_PURCHASE = Words("구매비 {}", "purchases {}")
_NO_SHORTAGE = Words("모든 수요 충족", "all demand is met")
_SHORTAGE_COST = Words("부족 비용 {}", "costing {}")
_LOWEST_COVER = Words("최저 재고, 일", "Lowest cover, days")
_DIRECT_SHARE = Words("{} 구매 비중", "{} share of spending")
_OF_MONEY = Words("구매액 기준, 직접 구매", "of spending, direct")
_CRITICAL_SHARE = Words("{country}산 {element} 비중", "{country} share of {element}")
_WHEREVER = Words("분리 기준, 자석 함유분 포함", "as separated, magnets included")
_HHI = Words("국가별 HHI, 구매액", "HHI by country, spending")
_EFFECTIVE = Words("고른 공급국 {}개와 같음", "like {} equal sources")
_BOUGHT = Words("구매량, {form}, {unit}", "Bought, {form}, {unit}")
_BOUGHT_FOOT = Words("계획 기간 합계", "over the plan")
_NO_FORM = Words("형태 미지정", "no form given")
_LIMITED_FOOT = Words("{window}, 한도 {bound}", "{window}, limit {bound}")


def summary_tiles(plan: Plan, voice: Voice, money: Money) -> Tiles:
    """The budget, what is short, the thinnest stock, and the share that a policy watches."""
    share = [*reversed(_shares(plan, voice)), *_limited(plan, voice)]
    tiles = (_budget(plan, voice, money), *_shortage(plan, voice), _cover(plan, voice), *share)
    return Tiles((*tiles, _index(plan, voice))[:_MOST])


def _budget(plan: Plan, voice: Voice, money: Money) -> Tile:
    """What is paid in all; what the plan minimises stands below."""
    paid = math.fsum(paid_by_year(plan).values())
    foot = voice.say(_DISCOUNTED, voice.money(plan.cost["total"]))
    return Tile(voice.say(_BUDGET, money.unit), paid, money.tile, foot)


def plan_tiles(plan: Plan, voice: Voice) -> list[Tiles]:
    """The headline figures, then what is bought by form."""
    rows = (_headline(plan, voice), [*_bought(plan, voice), *_limited(plan, voice)])
    return [Tiles(tuple(tiles[:_MOST])) for tiles in rows if tiles]


def _headline(plan: Plan, voice: Voice) -> list[Tile]:
    return [
        _cost(plan, voice),
        *_shortage(plan, voice),
        _cover(plan, voice),
        *_shares(plan, voice),
        _index(plan, voice),
    ]


def _cost(plan: Plan, voice: Voice) -> Tile:
    shown = money_of_plan(plan, voice)
    foot = voice.say(_OF_WHICH_PURCHASE, voice.money(plan.cost.get("purchase", 0.0)))
    number = shown.tile if shown.size > 1 else shown.format
    return Tile(voice.say(words.TOTAL_COST, shown.unit), plan.cost["total"], number, foot)


def _shortage(plan: Plan, voice: Voice) -> list[Tile]:
    short = figures.shortages(plan)
    if not short:
        return [Tile(voice.say(words.SHORTAGE, "t"), 0.0, "whole", voice.say(_NO_SHORTAGE))]
    amount, unit = max(short)
    foot = voice.say(_SHORTAGE_COST, voice.money(sum(line.cost for line in plan.shortages)))
    return [Tile(voice.say(words.SHORTAGE, unit), amount, quantity_style([amount]), foot)]


def _cover(plan: Plan, voice: Voice) -> Tile:
    low, label = figures.lowest_cover(plan), voice.say(_LOWEST_COVER)
    if low is None:
        return Tile(label, None, "whole")
    return Tile(label, low.days, "whole", f"{voice.place_of(low)}, {low.period}")


def _shares(plan: Plan, voice: Voice) -> list[Tile]:
    """The watched country's share of the money, and of the most critical element in anything."""
    country = figures.watched_country(plan)
    if country is None:
        return []
    name = voice.country(country)
    name = name[0].upper() + name[1:]
    direct = figures.shares(plan, "direct").get(country, 0.0)
    tiles = [Tile(voice.say(_DIRECT_SHARE, name), direct, "whole_percent", voice.say(_OF_MONEY))]
    if held := figures.most_critical(plan):
        label = voice.say(_CRITICAL_SHARE, country=name, element=held.element)
        tiles.append(Tile(label, held.share, "whole_percent", voice.say(_WHEREVER)))
    return tiles


def _index(plan: Plan, voice: Voice) -> Tile:
    found, label = figures.hhi(plan), voice.say(_HHI)
    if found is None:
        return Tile(label, None, "whole")
    return Tile(label, found[0], "whole", voice.say(_EFFECTIVE, f"{found[1]:.1f}"))


def _bought(plan: Plan, voice: Voice) -> list[Tile]:
    tiles = []
    for form, amount, unit in sorted(figures.bought_by_form(plan), key=lambda row: -row[1]):
        name = voice.say(FORMS[form]) if form in FORMS else form or voice.say(_NO_FORM)
        label = voice.say(_BOUGHT, form=name, unit=unit)
        tiles.append(Tile(label, amount, quantity_style([amount]), voice.say(_BOUGHT_FOOT)))
    return tiles[: _MOST - 1]


def _limited(plan: Plan, voice: Voice) -> list[Tile]:
    """The share that the costliest share rule speaks of, in the window that costs most."""
    found = [rule for rule in figures.binding_rules(plan) if MEASURES[rule.limit.measure].percent]
    if not found:
        return []
    line = max(found[0].lines, key=figures.step_saves)
    window = sentences.window(line.window, voice)
    bound = sentences.limit_value(line, line.bound)
    foot = voice.say(_LIMITED_FOOT, window=window, bound=bound)
    return [Tile(rules.short(found[0].limit, voice), line.value, "whole_percent", foot)]
