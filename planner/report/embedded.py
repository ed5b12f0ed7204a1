"""Plan data: the case and the orders as text, for commands that judge the plan later."""

from planner.outcomes import embedded as stowaway
from planner.outcomes.plan import Plan
from planner.report.book import Book
from planner.words import Words

_ABOUT = Words(
    "planner simulate와 compare가 읽는 자료입니다. 고치지 마세요.",
    "Read by planner simulate and planner compare. Please do not edit.",
)
_FIRST_ROW = 3


def stow(book: Book, plan: Plan) -> None:
    """Write the plan's data as one column of texts on a protected sheet."""
    page = book.page(stowaway.SHEET)
    page.title(book.say(stowaway.SHEET), book.say(_ABOUT))
    page.widths(100)
    for row, text in enumerate(stowaway.pieces(plan), _FIRST_ROW):
        page.put(row, 0, text, "cut")
    page.sheet.protect()
