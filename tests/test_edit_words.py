"""Edits are said as a buyer would say them, in both languages."""

import pytest
from sample_case import VOICES

from models.edit import Edit
from planner.explain.edit_words import edit_words, labelled


@pytest.mark.parametrize(
    ("edit", "ko", "en"),
    [
        (
            Edit("offers", "price", "times", 1.2, "country=CN"),
            "중국 가격 x 1.2",
            "China price x 1.2",
        ),
        (
            Edit("offers", "duty", "plus", 0.25, "country=CN"),
            "중국 관세율 +25%p",
            "China duty +25 points",
        ),
        (Edit("offers", "duty", "plus", -0.05), "전체 관세율 -5%p", "duty (all) -5 points"),
        (
            Edit("capacity", "each", "set", 0.0, "supplier=lynas", 24324, 24329),
            "Lynas Rare Earths 공급능력 = 0 (2027-01 ~ 2027-06)",
            "Lynas Rare Earths capacity = 0 (2027-01 to 2027-06)",
        ),
        (
            Edit("offers", "from", "plus", 12, "supplier=arafura"),
            "Arafura 주문 시작 +12개월",
            "Arafura orderable from +12 months",
        ),
        (Edit("settings", "discount_rate", "set", 0.08), "할인율 = 8%", "discount rate = 8%"),
        (
            Edit("offers", "price", "times", 3.0, "offer=*_tb"),
            "*_tb 가격 x 3",
            "*_tb price x 3",
        ),
        (
            Edit("offers", "price", "times", 3.0, "offer=lynas_*,material!=Tb_ox"),
            "Lynas Rare Earths NdPr 산화물, Dy 산화물, Tb 산화물 (Tb 산화물 제외) 가격 x 3",
            "Lynas Rare Earths NdPr 산화물, Dy 산화물, Tb 산화물 (except Tb 산화물) price x 3",
        ),
        (
            Edit("prices", "each", "times", 1.1, "supplier=northern|shenghe|jlmag"),
            "중국 가격 x 1.1",
            "China price x 1.1",
        ),
    ],
)
def test_edits_are_said_as_a_buyer_would(edit: Edit, ko: str, en: str) -> None:
    """Names, fractions in percent, months, selections; the label alone reads back."""
    assert edit_words(edit, VOICES["ko"]) == ko
    assert edit_words(edit, VOICES["en"]) == en
    assert labelled(edit.label) == edit.to(0.0)


def test_a_label_that_is_none_is_said_as_it_is() -> None:
    """Studies may have names of their own for what they change."""
    assert edit_words("weather", VOICES["en"]) == "weather"


def test_equal_edits_of_one_point_are_told_apart() -> None:
    """The number that tells two labels apart is kept in the words."""
    assert edit_words("offers.price where country=CN times (2)", VOICES["en"]) == "China price (2)"
