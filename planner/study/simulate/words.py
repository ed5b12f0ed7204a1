"""What a simulation says, in sentences."""

# ruff: noqa: E501
import numpy as np

from models.rolling.simulate import Judgement, Simulation
from planner.explain import speak
from planner.explain.lack_words import lacks_said
from planner.explain.unseen_words import has_tail
from planner.explain.voice import Voice
from planner.planning.lacks import lack_lines
from planner.words import Words

_ROLLING = Words(
    "보지 못한 미래 {count}가지를 그때까지 일어난 일만 알고 기간마다 다시 결정: 평균 {mean} (표준오차 {mean_error}){tail}.",
    "In {count} unseen futures, decided again period by period knowing only what has happened so far: mean {mean} (standard error {mean_error}){tail}.",
)
_FORESIGHT = Words(
    "주문만 고정하고 나머지는 미래를 다 알고 결정하면 (미래 {count}가지): 평균 {mean} (표준오차 {mean_error}){tail}.",
    "With the orders fixed and perfect foresight for all else ({count} futures): mean {mean} (standard error {mean_error}){tail}.",
)
_TAIL = Words(
    ", 최악 {tail}의 평균 {cvar} (표준오차 {error})",
    ", mean of the worst {tail} {cvar} (standard error {error})",
)
_GAP = Words(
    "둘의 차이, 곧 더 나은 정보의 값은 같은 미래에서 평균 {gap} (표준오차 {error}).",
    "The gap, what better information would be worth, is {gap} in the mean of the same futures (standard error {error}).",
)
_SHORT = Words(
    "수요를 다 채우지 못할 확률 {rolling} (표준오차 {error}), 미래를 다 알 때 {foresight}. 가장 잦은 품목: {materials}.",
    "Something is short in {rolling} of the futures (standard error {error}), with foresight in {foresight}; most often {materials}.",
)
_NEVER_SHORT = Words(
    "어느 미래에서도 수요가 모두 충족됩니다.", "All demand is met in every one of these futures."
)
_LACKING = Words(
    "미래 {count}가지 중 {lacking}가지에서는 어떤 값으로도 지킬 수 없는 것이 있었습니다: 최대 {lacks}. 비용에는 들어 있지 않습니다.",
    "In {lacking} of {count} futures something could not be kept at any price: at the worst {lacks}. No cost knows of it.",
)


def simulation_sentences(simulation: Simulation, voice: Voice) -> list[str]:
    """Costs and tails with standard errors, the gap, shortages, what could not be kept."""
    judged = [(_ROLLING, simulation.rolling), (_FORESIGHT, simulation.foresight)]
    said = [_costs(words, one, simulation, voice) for words, one in judged if len(one.costs)]
    if len(simulation.rolling.costs):
        gap = simulation.gap
        said.append(
            voice.say(
                _GAP,
                gap=_money(gap.value, voice),
                error=_money(gap.error, voice),
            )
        )
    said.append(_shortage(simulation, voice))
    return [*said, *_lacking(simulation, voice)]


def honest(simulation: Simulation) -> Judgement:
    """The judgement to believe: period by period, or if there is none with foresight."""
    return simulation.rolling if len(simulation.rolling.costs) else simulation.foresight


def tail(simulation: Simulation) -> str:
    """``10%``: the part of the futures that CVaR averages."""
    return speak.percent(1.0 - simulation.level)


def _money(amount: float, voice: Voice) -> str:
    if not np.isfinite(amount):
        return "-"
    return voice.money(amount)


def _costs(words: Words, judged: Judgement, simulation: Simulation, voice: Voice) -> str:
    worst = ""
    if has_tail(len(judged.costs), simulation.level):
        cvar, error = (_money(amount, voice) for amount in (judged.cvar.value, judged.cvar.error))
        worst = voice.say(_TAIL, tail=tail(simulation), cvar=cvar, error=error)
    return voice.say(
        words,
        count=len(judged.costs),
        tail=worst,
        mean=_money(judged.mean.value, voice),
        mean_error=_money(judged.mean.error, voice),
    )


def _shortage(simulation: Simulation, voice: Voice) -> str:
    judged = honest(simulation)
    chance = simulation.is_short(judged).mean(axis=0)
    if not chance.any():
        return voice.say(_NEVER_SHORT)
    often = [i for i in np.argsort(-chance, kind="stable")[:3].tolist() if chance[i] > 0]
    nodes = simulation.case.nodes
    named = [f"{voice.material(nodes[i][0])} {speak.percent(chance[i])}" for i in often]
    estimate = simulation.shortage(judged)
    return voice.say(
        _SHORT,
        rolling=speak.percent(estimate.value),
        error=speak.percent(estimate.error) if np.isfinite(estimate.error) else "-",
        foresight=speak.percent(simulation.shortage(simulation.foresight).value),
        materials=", ".join(named),
    )


def _lacking(simulation: Simulation, voice: Voice) -> list[str]:
    judged = honest(simulation)
    count = int(judged.lacking.sum())
    if not count:
        return []
    lines = lack_lines(simulation.case, judged.lacks)
    said = lacks_said(lines, voice)
    return [voice.say(_LACKING, lacking=count, count=len(judged.costs), lacks=said)]
