"""Selectors: what they pick, and what cannot be read."""

import pytest

from models.selector import OFFER_FIELDS, STOCK_FIELDS, SelectorError, parse

LYNAS = {
    "offer": ("ly1",),
    "supplier": ("Lynas",),
    "country": ("AU",),
    "group": ("Lynas",),
    "kind": ("miner",),
    "tag": ("term", "green"),
    "material": ("ndpr_oxide",),
    "element": ("NdPr",),
    "form": ("oxide",),
    "to": ("울산",),
    "license": ("",),
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("all", True),
        ("", True),
        (" ALL ", True),
        ("country=AU", True),
        ("country=au", True),
        (" Country = AU ", True),
        ("country=CN", False),
        ("country=CN|AU", True),
        ("country!=CN", True),
        ("country!=CN|AU", False),
        ("country=AU,element=NdPr", True),
        ("country=AU,element=Dy", False),
        ("supplier=ly*", True),
        ("supplier=mp*|ly*", True),
        ("supplier!=ly*", False),
        ("supplier=*", True),
        ("material=ndpr", False),
        ("tag=green", True),
        ("tag!=green", False),
        ("tag!=spot", True),
        ("tag=spot|term", True),
        ("to=울산", True),
        ("to=울*", True),
        ("license!=moc", True),
        ("country=ＡＵ", True),
        ("country=AU,country!=AU", False),
    ],
)
def test_what_a_selector_picks(text: str, holds: bool) -> None:
    """Conditions must all hold, alternatives need one, != means none; case and width are equal."""
    assert parse(text).holds(LYNAS) is holds


@pytest.mark.parametrize(
    "text", ["country", "country=", "country=CN|", "=CN", "country=CN,", ",", "a=b=c", "country!="]
)
def test_what_cannot_be_read(text: str) -> None:
    """A selector that is not field=value is an error that names the part."""
    with pytest.raises(SelectorError) as caught:
        parse(text)
    assert caught.value.reason in ("syntax", "field")


def test_an_unknown_field_is_named() -> None:
    """A field that offers do not have is an error, not an empty selection."""
    with pytest.raises(SelectorError) as caught:
        parse("country=CN,colour=red")
    assert (caught.value.reason, caught.value.part) == ("field", "colour")


def test_stockpiles_have_fields_of_their_own() -> None:
    """The owner is a stockpile's, the supplier an offer's."""
    assert parse("owner=government", STOCK_FIELDS).holds({"owner": ("government",)})
    for text, fields in (("owner=company", OFFER_FIELDS), ("supplier=lynas", STOCK_FIELDS)):
        with pytest.raises(SelectorError):
            parse(text, fields)


def test_one_field_apart() -> None:
    """Country conditions can be taken apart from the rest: stages count them by shares."""
    selector = parse("country=CN,element=NdPr")
    assert selector.on("country").holds(LYNAS | {"country": ("CN",)})
    assert selector.without("country").holds(LYNAS)
    assert not selector.on("country").both(selector.without("country")).holds(LYNAS)
