"""Pages as one HTML document that stands alone: no script, no outside file."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner.errors import OutputError
from planner.page.html.text import clean
from planner.page.html.view import PageView, stylesheet
from planner.page.page import Page
from planner.words import Language, Words

_TEMPLATE = "page.html.j2"
_UNWRITABLE = Words(
    "결과 파일을 쓸 수 없습니다: {path}. 폴더가 있는지, 그 파일에 쓸 수 있는지 확인하세요.",
    "The result cannot be written: {path}. Is the folder there, may the file be written?",
)


def page_html(pages: Sequence[Page], language: Language, title: str = "") -> str:
    """The pages as an HTML document, with links between them. Equal pages give equal text.

    ``title``: what the browser calls it; empty: the first page's title. Whatever a user typed is
    text in it and nothing else. Raises KeyError if a drawing names a grid or column that its page
    has not.
    """
    anchors: dict[str, str] = {}
    for place, page in enumerate(pages, 1):
        anchors.setdefault(page.name, f"page-{place}")
    views = [PageView(page, language, f"page-{i}", anchors) for i, page in enumerate(pages, 1)]
    return _environment().get_template(_TEMPLATE).render(
        pages=views,
        language=language,
        looks=stylesheet(language),
        title=title or (pages[0].title if pages else ""),
    )  # fmt: skip


def write_html(pages: Sequence[Page], path: Path, language: Language, title: str = "") -> None:
    """Write the pages as one HTML file in UTF-8. Raises OutputError if it cannot be written."""
    text = page_html(pages, language, title)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(_UNWRITABLE.to(language).format(path=path)) from error


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        finalize=_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _text(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
