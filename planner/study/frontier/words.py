"""What a frontier says to a buyer: what safety costs, where it turns dear, where it ends."""

# ruff: noqa: E501
import re
from collections import defaultdict
from collections.abc import Iterator

from models.selector import STOCK_FIELDS
from planner.explain import rules, speak
from planner.explain.edit_words import named_some
from planner.explain.voice import Voice
from planner.glossary.choices import BY, STAGES, WEIGHTS
from planner.study.front.point_words import period_unit, reason, shortage_unit
from planner.study.frontier.amounts import alike
from planner.study.frontier.carried import carried
from planner.study.frontier.found import FrontierFound, TradedMeasure, TradeOff
from planner.study.frontier.kinds import KINDS
from planner.words import Words

_OPTION = re.compile(r"\b(stage|weight|by|among)\s*=?\s*", re.IGNORECASE)
_MOVED = 0.02
"""A supplier's share of spending moves noticeably if by more than this part of all."""

_SHARE = Words("{of} 비중{among} ({weight}, {stage})", "share of {of}{among} ({weight}, {stage})")
_HHI = Words("{by}별 집중도(HHI){among} ({weight})", "HHI by {by}{among} ({weight})")
_COVER = Words("평균 재고 기간{of}", "mean stock cover{of}")
_CVAR = Words("최악 {tail} 평균 비용(CVaR)", "mean of the worst {tail} (CVaR)")
_OF = Words("({})", " of {}")
_WEIGHT = "settings.risk_weight set"
"""Label of the edit that weighs the tail."""
_WEIGHTED = Words("가중 {}", "weight {}")
_FREE_BOUND = Words("제한 없음", "free")
_NEXT_TO_NOTHING = 0.01
"""Mean cost per money of the tail, below which the tail is lowered for almost nothing."""

_NONE = Words("그릴 수 있는 계획이 없습니다. {why}", "There is no plan to draw. {why}")
_CHEAPEST = Words(
    "가장 싼 계획은 {cost}이고, 그때 {values}입니다.",
    "The cheapest plan costs {cost}, with {values}.",
)
_COVER_ASKED = Words(
    "재고 기간을 맞바꾸려고 자료의 목표 보유기간은 내려놓고 수요는 반드시 채우게 했으므로, 이 가장 싼 계획은 planner plan의 계획과 다를 수 있습니다. 재고 기간은 회사 비축(스크랩 제외)의 평균이며 6개월까지만 셉니다.",
    "As cover is traded, the case's own cover targets were put aside and demand had to be met, so this cheapest plan may be another than that of planner plan. Cover is the mean of the company's stockpiles (scrap left out), counted up to 6 months.",
)
_VALUE = Words("{what}{sounded:은는} {value}", "{what} at {value}")
_NEXT = Words(
    "안전의 값: {what}{sounded:을를} {value}에서 {step} 더 {way} 데 처음에는 {money} 듭니다.",
    "The price of safety: {way} {what} by {step} from {value} costs {money} at first.",
)
_FREE = Words(
    "{what}{sounded:을를} {value}에서 {step} 더 {way} 데 처음에는 비용이 거의 들지 않습니다.",
    "{way} {what} by {step} from {value} costs next to nothing at first.",
)
_KNEE = Words(
    "{value}까지는 모두 {extra}({part})만 더 들지만, 그 너머부터 비싸집니다: {step}에 {before}에서 {after}{sounded:으로}.",
    "Up to {value} all of it costs {extra} ({part}) more; beyond that it becomes dear: {step} goes from {before} to {after}.",
)
_KNEE_ONLY = Words(
    "{value}까지는 모두 {extra}({part})만 더 들지만, 그 너머부터 비싸집니다.",
    "Up to {value} all of it costs {extra} ({part}) more; beyond that it becomes dear.",
)
_END = Words(
    "가장 멀리 간 점: {what} {value}. 총비용은 {cost}{sounded:으로} 가장 싼 계획보다 {extra}({part}) 많습니다.",
    "The furthest point reached: {what} at {value}. It costs {cost}, {extra} ({part}) more than the cheapest plan.",
)
_END_FREE = Words(
    "가장 멀리 간 점: {what} {value}. 총비용은 가장 싼 계획과 거의 같습니다.",
    "The furthest point reached: {what} at {value}, at about the cost of the cheapest plan.",
)
_SHORT = Words(
    "주의: {value}부터는 수요 일부({amount})를 채우지 않는 것이 계획에 들어 있습니다. 더 안전해진 것의 일부는 덜 사는 것입니다.",
    "Mind: from {value} on the plans leave some demand unmet ({amount}); part of that safety is buying less.",
)
_BEYOND = Words("그보다 더는 갈 수 없습니다. {why}", "It cannot be pushed further. {why}")
_TOGETHER = Words(
    "함께 지킬 수 없는 조합도 있습니다. {why}", "Some combinations cannot be kept together. {why}"
)
_GAIN = Words(
    "안전해질수록 늘어나는 공급사: {more}. 줄어드는 공급사: {less}.",
    "As it becomes safer, more is bought from {more}; less from {less}.",
)
_NOBODY = Words("없음", "nobody")
_WAYS = {
    "less": Words("낮추는", "lowering"),
    "more": Words("높이는", "raising"),
}


def frontier_sentences(study: FrontierFound, voice: Voice) -> list[str]:
    """What safety costs, where it begins to cost much, how far it goes, who gains by it."""
    if not study.trades:
        why = next((reason(p, voice) for p in study.dominated), "")
        return [voice.say(_NONE, why=why).strip()]
    return [
        _cheapest(study, voice),
        *_cover_asked(study, voice),
        *(text for measure in study.measures for text in _along(measure, study, voice)),
        *_beyond(study, voice),
        *_gain(study, voice),
    ]


def measure_words(measure: TradedMeasure, voice: Voice) -> str:
    """Say what is traded against cost: ``share of China (quantity, any stage)``."""
    of, options = _read(measure)
    among = options.get("among", "")
    among = voice.say(rules.AMONG, rules.selection(among, voice)) if among else ""
    if measure.kind == "share":
        return voice.say(
            _SHARE,
            of=rules.selection(of, voice),
            among=among,
            weight=voice.say(WEIGHTS[measure.weight or "quantity"]),
            stage=_known(STAGES, options.get("stage", "direct"), voice),
        )
    if measure.kind == "hhi":
        by = _known(BY, options.get("by", "country"), voice)
        weight = voice.say(WEIGHTS[measure.weight or "quantity"])
        return voice.say(_HHI, by=by, among=among, weight=weight)
    if measure.kind == "cvar":
        return voice.say(_CVAR, tail=speak.percent(1.0 - voice.case.settings.risk_level))
    said = rules.selection(of, voice, STOCK_FIELDS)
    said = voice.say(_OF, said) if of else ""
    return voice.say(_COVER, of=said)


def value_words(measure: TradedMeasure, value: float | None, voice: Voice) -> str:
    """Say what a measure comes to: ``54%``, ``2,480``, ``1.2 months``, money."""
    if value is None:
        return "-"
    if measure.kind == "share":
        return speak.percent(value)
    if measure.kind == "cover":
        said, unit = speak.number(value), period_unit(voice)
        if voice.language == "ko":
            return said + unit
        return f"{said} {unit.removesuffix('s') if said == '1' else unit}"
    if measure.kind == "cvar":
        return voice.money(value)
    return speak.number(value, 4)


def step_words(measure: TradedMeasure, voice: Voice) -> str:
    """Say the step that marginal prices are given for: ``1 point``."""
    if measure.kind == "cvar":
        what: str = voice.money(KINDS["cvar"].step_size)
    else:
        what = period_unit(voice)
    if voice.language == "en" and measure.kind == "cover":
        what = what.removesuffix("s")
    return voice.say(KINDS[measure.kind].step, what)


def step_price(measure: TradedMeasure, trade: TradeOff) -> float | None:
    """Cost of the next step of safety along a measure."""
    price = trade.marginal.get(measure.text)
    return None if price is None else price * KINDS[measure.kind].step_size


def cheapest(study: FrontierFound) -> TradeOff:
    """The trade of least cost."""
    return min(study.trades, key=cost)


def cost(trade: TradeOff) -> float:
    """What the trade's plan costs (every trade has a plan)."""
    return trade.point.objective or 0.0


def held_to(measure: TradedMeasure, trade: TradeOff) -> float | None:
    """The bound a trade is held to in a measure; a tail is held by its weight in the objective."""
    if measure.kind != "cvar":
        return trade.asked.get(measure.text)
    weight = trade.point.edits.get(_WEIGHT)
    return weight if isinstance(weight, int | float) else None


def held_words(measure: TradedMeasure, trade: TradeOff, voice: Voice) -> str:
    """Say the bound a trade is held to: ``54%``, ``1.2 months``, the weight of a tail."""
    bound = held_to(measure, trade)
    if bound is None:
        return voice.say(_FREE_BOUND)
    if measure.kind == "cvar":
        return voice.say(_WEIGHTED, speak.number(bound))
    return value_words(measure, bound, voice)


def lines(study: FrontierFound, measure: TradedMeasure) -> list[list[TradeOff]]:
    """Trades held to the same bounds but for this measure, each from least safe to safest.

    The line with most points comes first, then the cheapest.
    """
    found: dict[tuple[float | None, ...], list[TradeOff]] = defaultdict(list)
    for trade in study.trades:
        if trade.reached.get(measure.text) is not None:
            others = (m for m in study.measures if m != measure)
            found[tuple(held_to(other, trade) for other in others)].append(trade)
    ranked = sorted(found.values(), key=lambda line: (-len(line), min(map(cost, line))))
    return [sorted(line, key=lambda one: (safety(measure, one), cost(one))) for line in ranked]


def along(study: FrontierFound, measure: TradedMeasure) -> list[TradeOff]:
    """The first of the lines: the trades that show best what this measure alone costs."""
    return next(iter(lines(study, measure)), [])


def safety(measure: TradedMeasure, trade: TradeOff) -> float:
    """How safe a trade is along a measure: larger is safer."""
    value = trade.reached.get(measure.text) or 0.0
    return -value if measure.better == "less" else value


def _read(measure: TradedMeasure) -> tuple[str, dict[str, str]]:
    """The selector and the options in what the user wrote."""
    words = measure.text.strip().split(None, 1)
    rest = words[1] if len(words) > 1 else ""
    parts = _OPTION.split(rest)
    options = {
        key.lower(): value.strip(" ,") for key, value in zip(parts[1::2], parts[2::2], strict=True)
    }
    return parts[0].strip(" ,"), options


def _known(words: dict[str, Words], key: str, voice: Voice) -> str:
    return voice.say(words[key]) if key in words else key


def _moneys(voice: Voice, *amounts: float) -> tuple[str, ...]:
    """Say the amounts of one sentence."""
    return alike(amounts, voice)


def _part(amount: float, study: FrontierFound) -> str:
    least = cost(cheapest(study))
    return speak.percent(amount / abs(least)) if least else "-"


def _cheapest(study: FrontierFound, voice: Voice) -> str:
    trade = cheapest(study)
    values = []
    for measure in study.measures:
        what = measure_words(measure, voice)
        value = value_words(measure, trade.reached.get(measure.text), voice)
        said = voice.say(_VALUE)
        values.append(said.format(what=what, sounded=speak.sounded(what), value=value))
    (said_cost,) = _moneys(voice, cost(trade))
    return voice.say(_CHEAPEST, cost=said_cost, values=", ".join(values))


def _cover_asked(study: FrontierFound, voice: Voice) -> Iterator[str]:
    """What is asked of every plan where cover is traded, and how cover is counted."""
    if any(measure.kind == "cover" for measure in study.measures):
        yield voice.say(_COVER_ASKED)


def _along(measure: TradedMeasure, study: FrontierFound, voice: Voice) -> Iterator[str]:
    line = along(study, measure)
    if len(line) < 2:
        return
    yield from _next(measure, line, voice)
    knee = next((place for place, trade in enumerate(line) if trade.knee), None)
    if knee:
        yield _knee(measure, line, knee, study, voice)
    yield _end(measure, line, study, voice)
    yield from carried(measure, line, voice)
    yield from _short(measure, line, study, voice)


def _next(measure: TradedMeasure, line: list[TradeOff], voice: Voice) -> Iterator[str]:
    price = step_price(measure, line[0])
    if price is None:
        return
    what = measure_words(measure, voice)
    here = line[0].reached.get(measure.text)
    beside = (here,) if measure.kind == "cvar" and here is not None else ()
    (money, *_) = _moneys(voice, price, *beside)
    text = voice.say(
        _FREE if _is_free(measure, line[0], price) else _NEXT,
        what=what,
        sounded=speak.sounded(what),
        value=value_words(measure, here, voice),
        step=step_words(measure, voice),
        way=voice.say(_WAYS[measure.better]),
        money=money,
    )
    yield text[0].upper() + text[1:]


def _is_free(measure: TradedMeasure, trade: TradeOff, price: float) -> bool:
    """Tell if the next step costs next to nothing; that of a tail is money for money."""
    if measure.kind == "cvar":
        return price < _NEXT_TO_NOTHING * KINDS["cvar"].step_size
    return price <= 1e-6 * abs(cost(trade))


def _knee(
    measure: TradedMeasure,
    line: list[TradeOff],
    place: int,
    study: FrontierFound,
    voice: Voice,
) -> str:
    trade, before = line[place], step_price(measure, line[place - 1])
    after, extra = step_price(measure, trade), cost(trade) - cost(line[0])
    value = value_words(measure, trade.reached.get(measure.text), voice)
    part = _part(extra, study)
    if before is None or after is None:
        (money,) = _moneys(voice, extra)
        return voice.say(_KNEE_ONLY, value=value, extra=money, part=part)
    money, low, high = _moneys(voice, extra, before, after)
    return voice.say(
        _KNEE,
        value=value,
        extra=money,
        part=part,
        step=step_words(measure, voice),
        before=low,
        after=high,
        sounded=speak.sounded(high),
    )


def _end(measure: TradedMeasure, line: list[TradeOff], study: FrontierFound, voice: Voice) -> str:
    trade = line[-1]
    extra = cost(trade) - cost(line[0])
    total, more = _moneys(voice, cost(trade), extra)
    words = _END if extra > 1e-4 * abs(cost(trade)) else _END_FREE
    return voice.say(
        words,
        what=measure_words(measure, voice),
        value=value_words(measure, trade.reached.get(measure.text), voice),
        cost=total,
        sounded=speak.sounded(total),
        extra=more,
        part=_part(extra, study),
    )


def _short(
    measure: TradedMeasure, line: list[TradeOff], study: FrontierFound, voice: Voice
) -> Iterator[str]:
    """Where demand begins to go unmet, more than in the least safe plan of the line."""
    least = (line[0].point.shortage or 0.0) + 1e-3
    for trade in line:
        amount = trade.point.shortage or 0.0
        if amount > 1.001 * least:
            yield voice.say(
                _SHORT,
                value=value_words(measure, trade.reached.get(measure.text), voice),
                amount=speak.quantity(amount, shortage_unit(study.case)),
            )
            return


def _beyond(study: FrontierFound, voice: Voice) -> Iterator[str]:
    why = next((reason(p, voice) for p in study.dominated if p.conflicts), "")
    if why:
        words = _BEYOND if len(study.measures) == 1 else _TOGETHER
        yield voice.say(words, why=why)


def _gain(study: FrontierFound, voice: Voice) -> Iterator[str]:
    """Whose part of the spending rises and falls from the cheapest to the safest plan."""
    first = cheapest(study)
    line = along(study, study.measures[0]) if study.measures else []
    if not line or line[-1] is first:
        return
    one, other = _spending(first), _spending(line[-1])
    moves = {ident: other.get(ident, 0.0) - one.get(ident, 0.0) for ident in {*one, *other}}
    more = sorted((s for s in moves if moves[s] > _MOVED), key=lambda s: (-moves[s], s))
    less = sorted((s for s in moves if moves[s] < -_MOVED), key=lambda s: (moves[s], s))
    if more or less:
        yield voice.say(_GAIN, more=_named(more, voice), less=_named(less, voice))


def _spending(trade: TradeOff) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for row in trade.point.bought:
        sums[row.supplier] += row.spend
    whole = sum(sums.values()) or 1.0
    return {ident: money / whole for ident, money in sums.items()}


def _named(idents: list[str], voice: Voice) -> str:
    names = [voice.supplier(ident) for ident in idents]
    return named_some(names, voice) if names else voice.say(_NOBODY)
