"""Pages that make one file, and the file in the format that its name asks for."""

from dataclasses import dataclass
from pathlib import Path

from planner.page.html.write import write_html
from planner.page.page import Page
from planner.page.xlsx.write import write_pages
from planner.words import Language

ENDINGS = (".xlsx", ".html")


@dataclass(frozen=True)
class Document:
    """Pages in one language. ``started``: when the run began (ISO), the workbook's time."""

    pages: tuple[Page, ...]
    language: Language
    title: str = ""
    started: str = ""


def write_document(document: Document, path: Path) -> None:
    """Write a page for the browser if the name ends in ``.html``, else an Excel workbook.

    Equal documents give equal bytes. Pages that only programs read are in workbooks alone. Raises
    OutputError if the path cannot be written or a cell exceeds what Excel can hold.
    """
    if path.suffix.casefold() == ".html":
        shown = [page for page in document.pages if not page.protected]
        write_html(shown, path, document.language, document.title)
    else:
        write_pages(document.pages, path, document.language, document.started, document.title)
