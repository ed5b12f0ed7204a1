"""Plan data: the case and the orders as text, for commands that judge the plan later."""

from planner.explain.voice import Voice
from planner.outcomes import embedded
from planner.outcomes.plan import Plan
from planner.page.page import Lines, Page
from planner.words import Words

_ABOUT = Words(
    "planner simulate와 compare가 읽는 자료입니다. 고치지 마세요.",
    "Read by planner simulate and planner compare. Please do not edit.",
)


def embedded_page(plan: Plan, voice: Voice) -> Page:
    """The plan's data as one column of texts on a protected sheet; ``plan`` as it was read."""
    return Page(
        name=voice.say(embedded.SHEET),
        title=voice.say(embedded.SHEET),
        about=voice.say(_ABOUT),
        blocks=(Lines(tuple(embedded.pieces(plan))),),
        widths=(100,),
        protected=True,
    )
