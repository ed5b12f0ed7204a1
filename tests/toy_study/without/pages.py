"""Its pages: what it says, and every plan that was made."""

from planner.explain.voice import Voice
from planner.page.page import Page
from planner.study.front.pages import front, record, says
from planner.study.front.points_page import points_page, with_base
from planner.study.without.found import WithoutFound
from planner.study.without.words import SHEET, TITLE, without_sentences


def without_pages(study: WithoutFound, voice: Voice) -> list[Page]:
    """The sentences and the points."""
    blocks = [says(voice, without_sentences(study, voice)), *record(voice, study.run)]
    page = front(voice, SHEET, TITLE, voice.case.settings.title, blocks)
    return [page, points_page(voice, with_base(study))]
