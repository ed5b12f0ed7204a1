"""What the front pages of studies share: the sentences, the record, the page of the run."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from planner.explain.voice import Voice
from planner.page.grid import Grid, GridColumn
from planner.page.page import Block, Note, Page, PageLayout, ScreenOnly, Section, Sentences
from planner.study.front import words
from planner.words import Words


def front(
    voice: Voice, sheet: Words | str, title: Words | str, about: str, blocks: Sequence[Block]
) -> Page:
    """A page on the grid of twelve columns."""
    name = sheet if isinstance(sheet, str) else voice.say(sheet)
    said = title if isinstance(title, str) else voice.say(title)
    return Page(name, said, tuple(blocks), about, PageLayout.FRONT)


def says(voice: Voice, texts: Iterable[str], heading: str = "") -> Section:
    """What the numbers mean, a sentence a row."""
    return Section(heading or voice.say(words.SAYS), (Sentences(tuple(texts), numbered=True),))


def record(voice: Voice, run: Mapping[str, Any]) -> list[Note]:
    """Where the numbers come from: input, its hash, versions, when."""
    versions = run.get("versions") or {}
    known = [
        str(run.get("input") or ""),
        f"sha256 {str(run['input_sha256'])[:12]}" if run.get("input_sha256") else "",
        ", ".join(f"{name} {version}" for name, version in versions.items()),
        str(run.get("started") or "")[:16].replace("T", " "),
    ]
    text = voice.say(words.RECORD, " | ".join(one for one in known if one))
    return [Note(text, wide=True)] if any(known) else []


def chart_values(voice: Voice, values: Sequence[Block]) -> list[Block]:
    """What the charts are drawn from, for the screen alone: the tables above say it to readers."""
    return [ScreenOnly((Section(voice.say(words.DATA), tuple(values)),))] if values else []


def run_page(voice: Voice, run: Mapping[str, Any]) -> Page:
    """The whole record of a run, an item a row."""
    columns = (
        GridColumn("item", voice.say(words.ITEM), itemgetter(0), width=34),
        GridColumn(
            "value", voice.say(words.VALUE), itemgetter(1), "general", "left wrap", width=90
        ),
    )
    name = voice.say(words.RUN)
    return Page(name, name, (Grid("run", columns, list(run.items())),))
