"""Run: what is needed to get the same result again, and the verdict of the check."""

from collections.abc import Iterator, Mapping

from planner.outcomes.plan import Plan
from planner.report import words
from planner.report.book import Book
from planner.report.table import GridColumn, write_table


def write_run(book: Book, plan: Plan) -> None:
    """Write the run's record as item, detail, value."""
    page = book.page(words.RUN)
    row = page.title(book.say(words.RUN), book.say(words.RUN_ABOUT))
    page.widths(30, 26, 90)
    columns = [GridColumn(book.say(words.KEY)), GridColumn(book.say(words.DETAIL))]
    columns += [GridColumn(book.say(words.VALUE), "left general wrap")]
    rows = [(_key(key, book), detail, value) for key, detail, value in _records(plan, book)]
    write_table(page, (row, 0), columns, rows)


def check_text(plan: Plan, book: Book) -> str:
    """Return the verdict of the independent check, with its largest violation."""
    if plan.check is None:
        return book.say(words.NOT_CHECKED)
    if plan.check.passed:
        return book.say(words.CHECK_PASSED).format(plan.check.largest_violation)
    problems = "; ".join(plan.check.problems)
    return book.say(words.CHECK_FAILED).format(plan.check.largest_violation, problems)


def _records(plan: Plan, book: Book) -> Iterator[tuple[str, str, object]]:
    yield "status", "", plan.status
    if plan.message:
        yield "message", "", plan.message
    if plan.objective is not None:
        yield "objective", plan.case.settings.currency, plan.objective
    if plan.gap is not None:
        yield "gap", "", plan.gap
    yield "check", "", check_text(plan, book)
    for problem in plan.check.problems if plan.check else ():
        yield "problems", "", problem
    known = [key for key in words.RUN_KEYS if key in plan.run]
    for key in (*known, *sorted(set(plan.run) - set(known))):
        value = plan.run[key]
        if isinstance(value, Mapping):
            for detail, one in value.items():
                seconds = key == "seconds" and isinstance(one, float)
                yield key, str(detail), round(one, 3) if seconds else _plain(one)
        else:
            yield key, "", _plain(value)


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | float | None) else str(value)


def _key(key: str, book: Book) -> str:
    return book.say(words.RUN_KEYS[key]) if key in words.RUN_KEYS else key
