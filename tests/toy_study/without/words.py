"""The loss of each supplier in words."""

from planner.explain import speak
from planner.study.without.found import WithoutFound
from planner.words import Language, Words

SHEET = Words("공급사 상실", "Losses")
TITLE = Words("공급사를 잃으면", "When a supplier is lost")
_COSTS = Words("{name} 없이는 {cost}.", "Without {name}: {cost}.")
_NONE = Words("{name} 없이는 계획이 없습니다.", "Without {name} there is no plan.")


def without_sentences(study: WithoutFound, language: Language) -> list[str]:
    """A sentence for each supplier."""
    currency = study.case.settings.currency
    return [
        _NONE.to(language).format(name=point.name)
        if point.objective is None
        else _COSTS.to(language).format(
            name=point.name, cost=speak.money(point.objective, currency, language)
        )
        for point in study.points
    ]
