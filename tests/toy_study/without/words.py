"""The loss of each supplier in words."""

from planner.explain.voice import Voice
from planner.study.without.found import WithoutFound
from planner.words import Words

SHEET = Words("공급사 상실", "Losses")
TITLE = Words("공급사를 잃으면", "When a supplier is lost")
_COSTS = Words("{name} 없이는 {cost}.", "Without {name}: {cost}.")
_NONE = Words("{name} 없이는 계획이 없습니다.", "Without {name} there is no plan.")


def without_sentences(study: WithoutFound, voice: Voice) -> list[str]:
    """A sentence for each supplier."""
    return [
        voice.say(_NONE, name=point.name)
        if point.objective is None
        else voice.say(_COSTS, name=point.name, cost=voice.money(point.objective))
        for point in study.points
    ]
