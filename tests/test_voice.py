"""A voice says words, money and names of its case in its one language."""

import dataclasses

import pytest
from sample_case import CASE, VOICES

from planner.explain.voice import Voice
from planner.words import Language, Words

NAMED = dataclasses.replace(
    CASE,
    suppliers=tuple(
        dataclasses.replace(row, name_en=f"The {row.supplier}") for row in CASE.suppliers
    ),
)


def test_names_are_in_the_language_once_and_for_all() -> None:
    """English names stand for names; what is already in the language stays."""
    english = Voice.of(NAMED, "en")
    assert english.supplier("lynas") == "The lynas"
    assert Voice.of(english.case, "en") == english
    assert Voice.of(NAMED, "ko").supplier("lynas") == CASE.supplier["lynas"].name


@pytest.mark.parametrize(("language", "said"), [("ko", "a는 1"), ("en", "1 of a")])
def test_words_are_filled_or_stand_as_they_are(language: Language, said: str) -> None:
    """Values by place or by name; without any the text may be filled later, signs and all."""
    voice = VOICES[language]
    assert voice.say(Words("{1}는 {0}", "{0} of {1}"), 1, "a") == said
    assert voice.say(Words("{what}는 {words}", "{words} of {what}"), words=1, what="a") == said
    assert voice.say(Words("{", "{")) == "{"


def test_subjects_are_said_by_their_names() -> None:
    """Ids of any table, joined; what the case does not know is said as it is."""
    voice = VOICES["en"]
    lynas, ndpr = CASE.supplier["lynas"].name, CASE.material["NdPr_ox"].name
    assert voice.subject("lynas,NdPr_ox") == f"{lynas} ({ndpr})"
    assert voice.subject("lynas,all") == lynas
    assert voice.subject("lynas_ndpr") == f"{lynas} {ndpr} (lynas_ndpr)"
    assert voice.subject("nobody") == "nobody"
    assert voice.subject("all") == "all"


def test_money_and_countries_have_the_words_of_the_language() -> None:
    """The currency is the case's; a home that nobody knows is nothing."""
    korean, english = VOICES["ko"], VOICES["en"]
    assert (korean.money(71_300.0), english.money(71_300.0)) == ("71,300달러", "71,300 USD")
    assert (korean.country("CN"), english.country("CN")) == ("중국", "China")
    assert english.home("jlmag") == "China"
    assert english.home("nobody") == ""
