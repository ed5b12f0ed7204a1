"""What a reader of a study must know beside its numbers: what reading said, what is not done.

Said on every page, in every sentence and in the JSON, and said here alone: no study can forget it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.explain.headline import Fact, noticed
from planner.explain.headline_phrases import NOTICED
from planner.explain.noted import NOTES, note_lines
from planner.explain.voice import Voice
from planner.outcomes.notices import Notice, noted
from planner.page.drawing import Chart, Fan, Scatter
from planner.page.page import (
    Band,
    Beside,
    Block,
    Gallery,
    Note,
    Page,
    ScreenOnly,
    Section,
    Sentences,
)
from planner.words import Words

_PARTIAL = Words(
    "중단된 결과입니다. 끝난 것: {done}. 아래의 수와 문장은 끝난 것만 말합니다.",
    "Interrupted; done: {done}. All numbers and sentences speak of what was done only.",
)
_DONE = Words("{name} {asked} 중 {done}", "{name} {done} of {asked}")
_MARK = Words("(부분 결과 {done})", "(partial, {done})")


@dataclass(frozen=True)
class Progress:
    """How far a kind of work came: ``done`` of ``asked``."""

    name: Words
    done: int
    asked: int


@dataclass(frozen=True)
class Caveats:
    """``notes`` in the language of the run; ``progress`` of each kind of work of the study."""

    notes: tuple[Notice, ...] = ()
    progress: tuple[Progress, ...] = ()

    @property
    def undone(self) -> tuple[Progress, ...]:
        """The work that is not at its end: the results are partial."""
        return tuple(one for one in self.progress if one.done < one.asked)


def sentences_with(texts: Sequence[str], caveats: Caveats, voice: Voice) -> list[str]:
    """The sentences, each marked if the results are partial, behind the worst facts."""
    mark = _mark(caveats, voice)
    return [*(fact.text for fact in _facts(caveats, voice)), *(f"{mark}{text}" for text in texts)]


def pages_with(pages: Sequence[Page], caveats: Caveats, voice: Voice) -> list[Page]:
    """The pages, each marked if the results are partial; the first begins with the worst facts.

    Notes end the first page, in front of what is looked up on the screen only.
    """
    facts, mark = _facts(caveats, voice), _mark(caveats, voice)
    marked = [_marked_page(page, mark) for page in pages] if mark else list(pages)
    if not marked or not (facts or caveats.notes):
        return marked
    first, *others = marked
    look = "bad" if any(fact.look == "bad" for fact in facts) else "near"
    band = [Band(" ".join(fact.text for fact in facts), look)] if facts else []
    lines = tuple(Note(line, wide=True) for line in note_lines(caveats.notes, voice))
    notes = [Section(voice.say(NOTES), lines)] if lines else []
    printed = [block for block in first.blocks if not isinstance(block, ScreenOnly)]
    looked_up = first.blocks[len(printed) :]
    blocks = (*band, *printed, *notes, *looked_up)
    return [replace(first, blocks=blocks), *others]


def json_with(plain: Mapping[str, Any], caveats: Caveats, voice: Voice) -> dict[str, Any]:
    """The results as plain data with ``headline``, ``notes`` and, if partial, ``partial``."""
    undone = [{"work": one.name.en, "done": one.done, "asked": one.asked} for one in caveats.undone]
    headline = " ".join(fact.text for fact in _facts(caveats, voice))
    return {
        "headline": headline,
        **({"partial": undone} if undone else {}),
        **plain,
        "notes": noted(caveats.notes),
    }


def _facts(caveats: Caveats, voice: Voice) -> list[Fact]:
    """What must be known first, the worst first."""
    facts = []
    if caveats.undone:
        facts.append(Fact(voice.say(_PARTIAL, done=_done(caveats, voice)), "bad"))
    for headline in NOTICED:
        facts += noticed(caveats.notes, headline, voice)
    return facts


def _done(caveats: Caveats, voice: Voice) -> str:
    said = (
        voice.say(_DONE, name=voice.say(one.name), done=one.done, asked=one.asked)
        for one in caveats.undone
    )
    return ", ".join(said)


def _mark(caveats: Caveats, voice: Voice) -> str:
    """What stands before every sentence and title of partial results; else blank."""
    done = ", ".join(f"{one.done}/{one.asked}" for one in caveats.undone)
    return f"{voice.say(_MARK, done=done)} " if done else ""


def _marked_page(page: Page, mark: str) -> Page:
    return replace(
        page, about=f"{mark}{page.about}".strip(), blocks=tuple(_marked(page.blocks, mark))
    )


def _marked(blocks: Iterable[Block], mark: str) -> list[Block]:
    """The blocks with a mark on each sentence and each drawing."""
    return [_marked_block(block, mark) for block in blocks]


def _marked_block(block: Block, mark: str) -> Block:
    match block:
        case Sentences(texts=texts):
            return replace(block, texts=tuple(f"{mark}{text}" for text in texts))
        case Chart() | Scatter() | Fan():
            return replace(block, title=f"{mark}{block.title}")
        case Gallery(drawings=drawings):
            titled = tuple(replace(one, title=f"{mark}{one.title}") for one in drawings)
            return replace(block, drawings=titled)
        case Section() | ScreenOnly():
            return replace(block, blocks=tuple(_marked(block.blocks, mark)))
        case Beside(left=left, right=right):
            return replace(
                block, left=tuple(_marked(left, mark)), right=tuple(_marked(right, mark))
            )
        case _:
            return block
