"""Words everybody shares: what they say, and that what people type is understood."""

import dataclasses
from typing import get_args, get_type_hints

import pytest

from models.case import Limit
from planner.glossary import choices, countries, currencies
from planner.glossary.countries import country_code, country_name
from planner.glossary.currencies import currency_code, currency_name
from planner.glossary.measures import MEASURES

SHOWN_COUNTRIES = """
AE 아랍에미리트/UAE,
AO 앙골라/Angola, AR 아르헨티나/Argentina, AU 호주/Australia, BI 부룬디/Burundi,
BR 브라질/Brazil, CA 캐나다/Canada, CD 콩고민주공화국/DR Congo, CL 칠레/Chile, CN 중국/China,
DE 독일/Germany, EE 에스토니아/Estonia, FI 핀란드/Finland, FR 프랑스/France, GB 영국/United Kingdom,
GL 그린란드/Greenland, ID 인도네시아/Indonesia, IN 인도/India, JP 일본/Japan, KR 한국/Korea,
KZ 카자흐스탄/Kazakhstan, LA 라오스/Laos, MG 마다가스카르/Madagascar, MM 미얀마/Myanmar,
MN 몽골/Mongolia, MW 말라위/Malawi, MY 말레이시아/Malaysia, NA 나미비아/Namibia,
NL 네덜란드/Netherlands, NO 노르웨이/Norway, PH 필리핀/Philippines, RU 러시아/Russia,
SA 사우디아라비아/Saudi Arabia, SE 스웨덴/Sweden, SG 싱가포르/Singapore, TH 태국/Thailand,
TR 튀르키예/Turkiye, TW 대만/Taiwan, TZ 탄자니아/Tanzania, US 미국/United States,
UZ 우즈베키스탄/Uzbekistan, VN 베트남/Vietnam, ZA 남아프리카공화국/South Africa
"""
"""As workbooks made before this glossary say them: a plan compared with an old one must agree."""

SHOWN_CURRENCIES = """
USD 미국 달러/US dollar, KRW 원/Korean won, CNY 위안/Chinese yuan, EUR 유로/euro,
JPY 엔/Japanese yen, AUD 호주 달러/Australian dollar, GBP 영국 파운드/pound sterling,
CAD 캐나다 달러/Canadian dollar, VND 동/Vietnamese dong, MYR 링깃/Malaysian ringgit
"""


def shown(text):
    """Code, Korean and English of each entry."""
    entries = (entry.split(maxsplit=1) for entry in text.split(","))
    return [(code, *names.strip().split("/")) for code, names in entries]


@pytest.mark.parametrize(("code", "korean", "english"), shown(SHOWN_COUNTRIES))
def test_a_country_is_called_as_in_older_workbooks(code, korean, english):
    assert (country_name(code, "ko"), country_name(code, "en")) == (korean, english)
    assert {country_code(name) for name in (code, korean, english)} == {code}


@pytest.mark.parametrize(("code", "korean", "english"), shown(SHOWN_CURRENCIES))
def test_a_currency_is_called_as_in_older_workbooks(code, korean, english):
    assert (currency_name(code, "ko"), currency_name(code, "en")) == (korean, english)


def test_whatever_is_offered_has_a_name_in_both_languages():
    for language in ("ko", "en"):
        assert all(country_name(code, language) != code for code in countries.OFFERED)
        assert all(currency_name(code, language) != code for code in currencies.OFFERED)


def test_a_code_that_is_no_country_stays_as_it_was_written():
    assert country_name("Q9", "ko") == "Q9"
    assert currency_name("SDR_x", "en") == "SDR_x"


@pytest.mark.parametrize(("text", "code"), [
    ("cn", "CN"), ("ＣＮ", "CN"), ("CHN", "CN"), (" China ", "CN"), ("중국", "CN"),
    ("Korea", "KR"), ("South Korea", "KR"), ("대한민국", "KR"), ("Republic of Korea", "KR"),
    ("오스트레일리아", "AU"), ("uk", "GB"), ("England", "GB"), ("Viet Nam", "VN"), ("터키", "TR"),
    ("Türkiye", "TR"), ("남아프리카 공화국", "ZA"), ("The Netherlands", "NL"), ("Burma", "MM"),
    ("콩고 민주 공화국", "CD"), ("Democratic republic", None), ("Congo", None), ("콩고", None),
    ("Atlantis", None), ("", None), ("ZZ", None),
])  # fmt: skip
def test_a_country_is_known_by_what_people_type(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(("text", "code"), [
    ("$", "USD"), ("￦", "KRW"), ("원화", "KRW"), ("RMB", "CNY"), ("호주 달러", "AUD"),
    ("euro", "EUR"), ("A$", "AUD"), ("clams", None),
])  # fmt: skip
def test_a_currency_is_known_by_its_sign(text, code):
    assert currency_code(text) == code


def test_every_measure_of_a_limit_has_its_entry():
    assert set(MEASURES) == set(get_args(get_type_hints(Limit)["measure"]))
    for measure in MEASURES.values():
        assert set(measure.reads) <= {field.name for field in dataclasses.fields(Limit)}
        assert all("{of}" in text or "of" not in measure.reads for text in measure.said)


def test_choices_said_in_results_are_those_a_limit_may_hold():
    hints = get_type_hints(Limit)
    for field, words in (
        *(("stage", choices.STAGES), ("weight", choices.WEIGHTS), ("sense", choices.SENSES)),
        *(("kind", choices.KINDS), ("basis", choices.BASES)),
    ):
        assert set(words) == set(get_args(hints[field]))
