"""Plan data: the case and the orders as text, for commands that judge the plan later."""

from planner.outcomes import embedded
from planner.outcomes.plan import Plan
from planner.report.book import Book
from planner.words import Words

_ABOUT = Words(
    "planner simulate와 compare가 읽는 자료입니다. 고치지 마세요.",
    "Read by planner simulate and planner compare. Please do not edit.",
)
_FIRST_ROW = 3


def write_embedded(book: Book, plan: Plan) -> None:
    """Write the plan's data as one column of texts on a protected sheet."""
    page = book.page(embedded.SHEET)
    page.title(book.say(embedded.SHEET), book.say(_ABOUT))
    page.widths(100)
    for row, text in enumerate(embedded.pieces(plan), _FIRST_ROW):
        page.put(row, 0, text, "cut")
    page.sheet.protect()
