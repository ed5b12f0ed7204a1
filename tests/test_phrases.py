"""planner.study.points.phrases: what is typed after --set, --over, --trade; what is refused."""

from dataclasses import replace

import pytest
from small_cases import OFFER_A, OFFER_B, make, need
from workbooks import good, write_workbook

from models.calendar import month_of
from models.case import PricePath
from models.edit import Edit, EditError, edited
from planner.errors import UsageError
from planner.study.frontier.measures import trade_of
from planner.study.points.phrases import (
    axes_of,
    edit_of,
    instead,
    refused,
    scenarios_of,
    sweep_of,
    warnings_of,
)
from planner.workbook.read import read

APRIL, SEPTEMBER = month_of(2027, 4), month_of(2027, 9)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """The faultless case of the tests."""
    return read(write_workbook(tmp_path_factory.mktemp("case") / "case.xlsx", good())).case


def _refusal(call, text, case):
    with pytest.raises(UsageError) as refusal:
        call(text, case)
    for words in refusal.value.words:
        assert "{" not in words
        assert "  " not in words
        words.encode("cp949")
    assert any("가" <= sign <= "힣" for sign in refusal.value.words.ko)
    return refusal.value.words.en


@pytest.mark.parametrize(
    ("phrase", "edit"),
    [
        ("offers.price where country=CN times 1.2",
         Edit("offers", "price", "times", 1.2, "country=CN")),
        ("  Offers.Price   WHERE country = CN | AU , kind!=trader  TIMES 120% ",
         Edit("offers", "price", "times", 1.2, "country = CN|AU, kind!=trader")),
        ("demand.each set 5 from 2027-04 until 2027-09",
         Edit("demand", "each", "set", 5.0, "", APRIL, SEPTEMBER)),
        ("demand.each plus -1 until 2027-Q3 from 2027-Q2",
         Edit("demand", "each", "plus", -1.0, "", APRIL, SEPTEMBER)),
        ("demand.2027-q1 times 2", Edit("demand", "2027-Q1", "times", 2.0)),
        ("offers.duty set 145%", Edit("offers", "duty", "set", 1.45)),
        ("offers.max_total set 1,200", Edit("offers", "max_total", "set", 1200.0)),
        ("offers.spot set 네", Edit("offers", "spot", "set", "yes")),
        ("offers.until set 2028", Edit("offers", "until", "set", "2028-12")),
        ("offers.from plus 12", Edit("offers", "from", "plus", 12.0)),
        ("offers.license set MOC", Edit("offers", "license", "set", "moc")),
        ("offers.to set busan", Edit("offers", "to", "set", "Busan")),
        ("offers.attr:Carbon set 3", Edit("offers", "attr:carbon", "set", 3.0)),
        ("suppliers.country where supplier=한빛 set kr",
         Edit("suppliers", "country", "set", "KR", "supplier=한빛")),
        ("limits.value where limit=cn set 50%", Edit("limits", "value", "set", 0.5, "limit=cn")),
        ("limits.value where limit=hhi set 5000",
         Edit("limits", "value", "set", 5000.0, "limit=hhi")),
        ("settings.discount_rate set 8%", Edit("settings", "discount_rate", "set", 0.08)),
        ("settings.value where key=seed set 3", Edit("settings", "value", "set", 3, "key=seed")),
        ("offers.price where supplier=Lynas plus Ltd times 2",
         Edit("offers", "price", "times", 2.0, "supplier=Lynas plus Ltd")),
        ("settings.title set ready set go from Seoul",
         Edit("settings", "title", "set", "ready set go from Seoul")),
    ],
)  # fmt: skip
def test_a_phrase_is_an_edit(case, phrase, edit):
    """Values and names are read as their column wants them; the edit can be made."""
    found = edit_of(phrase, case)
    assert found == edit
    edited(case, [found])


@pytest.mark.parametrize(
    "edit",
    [
        Edit("prices", "each", "times", 1.2, "country=CN", APRIL, SEPTEMBER),
        Edit("offers", "from", "set", "2027-02", "offer=ly1"),
        Edit("demand", "2027-Q1", "set", 12.0),
    ],
)
def test_the_phrase_of_an_edit_reads_back(case, edit):
    """What an edit says of itself can be typed again."""
    assert edit_of(edit.phrase, case) == edit


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("", "TABLE.COLUMN"),
        ("offers.price = 2", "TABLE.COLUMN"),
        ("offers.price time 2", "'times'"),
        ("price times 2", "TABLE.COLUMN"),
        ("offer.price times 2", "'offers'"),
        ("scenarios.value times 2", "Choices"),
        ("offers.prise times 2", "'price'"),
        ("offers.attr:carbn times 2", "'attr:carbon'"),
        ("offers.note set x", "no column"),
        ("offers.price where land=CN times 2", "Fields"),
        ("offers.price where CN times 2", "country=CN"),
        ("offers.price times half", "not a number"),
        ("offers.price set half", "not a number"),
        ("offers.price times 1,5", "not a number"),
        ("offers.price set 1,5", "1.5"),
        ("offers.price set -1", "0 or more"),
        ("offers.price times -1", "0 or more"),
        ("fx.each set 0", "more than 0"),
        ("offers.duty set 65", "65%"),
        ("limits.value where limit=cn set 65", "65%"),
        ("limits.value where limit=cn set 120%", "1 or less"),
        ("offers.license set mocc", "'moc'"),
        ("offers.to set Busam", "'Busan'"),
        ("offers.spot set maybe", "yes or no"),
        ("suppliers.kind set minr", "'miner'"),
        ("suppliers.country set 콩고", "CD, CG"),
        ("offers.from set 2027/5", "2027-05"),
        ("offers.from times 2", "months"),
        ("offers.from plus 1.5", "whole"),
        ("offers.license times 2", "Use set"),
        ("offers.offer set x", "other tables"),
        ("settings.start set 2028", "laid out"),
        ("settings.seeds set 2", "'seed'"),
        ("offers.price times 2 from 2027-04", "each"),
        ("demand.2027-Q1 times 2 from 2027-04", "each"),
        ("demand.each times 2 from 2027-13", "2027-Q1"),
        ("demand.each times 2 from 2028 until 2027", "after"),
    ],
)
def test_a_phrase_that_makes_no_sense_is_refused_with_its_remedy(case, phrase, said):
    """In both languages, with what was seen and what is expected."""
    assert said in _refusal(edit_of, phrase, case)


def test_a_month_of_a_quarter_plan_is_refused(case):
    """The period that can be edited is named."""
    quarters = replace(case, settings=replace(case.settings, period="quarter"))
    assert "2027-Q1" in _refusal(edit_of, "demand.2027-02 times 2", quarters)


def test_a_sweep_goes_through_its_values(case):
    """A range with both ends, a list, one number; in percent too."""
    edit, values = sweep_of("offers.price where country=CN times 0.8:2.0:25", case)
    assert edit == Edit("offers", "price", "times", 0.8, "country=CN")
    assert (len(values), values[1], values[-1]) == (25, 0.85, 2.0)
    assert sweep_of("offers.price times 0.8; 1 ;1.2", case)[1] == (0.8, 1.0, 1.2)
    assert sweep_of("offers.price times 1.5", case)[1] == (1.5,)
    assert sweep_of("limits.value where limit=cn set 30%:70%:3", case)[1] == (0.3, 0.5, 0.7)
    assert sweep_of("demand.each times 1:2:2 from 2027-04", case)[0].from_ == APRIL


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("offers.price times 2:1:3", "Swap"),
        ("offers.price times 1:2:0", "from 1 to"),
        ("offers.price times 1:2:99999999999", "from 1 to"),
        ("offers.price times 1:2", "low:high:how many"),
        ("offers.price times cheap", "low:high:how many"),
        ("limits.value where limit=cn set 0.3:30:2", "30%"),
        ("offers.price set -1:1:3", "0 or more"),
        ("offers.license set 1;2", "scenario"),
        ("offers.from set 2027;2028", "plus"),
        ("offers.from plus 0:5:3", "whole"),
    ],
)
def test_a_sweep_of_no_values_is_refused(case, phrase, said):
    """Every value is judged, not only the first."""
    assert said in _refusal(sweep_of, phrase, case)


def test_the_study_sheets_in_order(case):
    """Scenarios and sweeps by name; rows of one sweep are crossed."""
    rows = (*case.sweeps, replace(case.sweeps[0], sweep="PRICE", column="duty", values=(0.0, 0.1)))
    axes = axes_of(replace(case, sweeps=rows))
    assert [(edit.column, edit.value, len(values)) for edit, values in axes["price"]] == [
        ("price", 0.8, 5), ("duty", 0.0, 2),
    ]  # fmt: skip
    assert scenarios_of(case) == {
        "no china": (Edit("offers", "max_per_period", "set", 0.0, "country=CN"),)
    }


def test_an_edit_of_a_replaced_price_is_warned_about(case):
    """How many offers, and the phrase that would do it; not if that edit is made as well."""
    price, path = Edit("offers", "price", "times", 2), Edit("prices", "each", "times", 2)
    (words,) = warnings_of(case, [price])
    assert "In 1 rows (ba1)" in words.en
    assert "prices.each times" in words.en
    assert "prices.each times" in words.ko
    assert warnings_of(case, [price, path]) == []
    assert warnings_of(case, [replace(price, where="supplier=lynas")]) == []


def test_the_phrase_instead_names_the_offers_where_the_condition_does_not_fit(case):
    """Prices know nothing of an offer's lead."""
    (words,) = warnings_of(case, [Edit("offers", "price", "times", 2, "lead=0.5")])
    assert "prices.each where offer=ba1 times" in words.en


def test_an_edit_of_maxima_that_period_columns_replace_is_warned_about(case):
    """A process with period columns does not look at max_per_period."""
    runs = replace(case.processes[0], values=(1.0, 1.0, 1.0, 1.0))
    case = replace(case, processes=(runs,))
    (words,) = warnings_of(case, [Edit("processes", "max_per_period", "set", 3)])
    assert "processes.each set" in words.en


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("offers", "price", "times", 2, "offer=ba9"), "Did you mean 'ba"),
        (Edit("offers", "price", "times", 2, "country=US"), "No row of 'offers'"),
        (Edit("demand", "each", "times", 2, from_=month_of(2031, 1)), "outside the plan"),
        (Edit("demand", "2031", "times", 2), "outside the plan"),
    ],
)
def test_an_edit_that_reaches_nothing_is_warned_about(case, edit, said):
    """No such row, no such period."""
    (words,) = warnings_of(case, [edit])
    assert said in words.en


@pytest.mark.parametrize(
    "edit",
    [
        Edit("offer", "price", "set", 1), Edit("offers", "prise", "set", 1),
        Edit("offers", "price", "set", 1, "land=CN"), Edit("offers", "price", "set", 1, "CN"),
        Edit("offers", "price", "set", "x"), Edit("offers", "license", "times", 2),
        Edit("offers", "spot", "set", "maybe"), Edit("settings", "start", "set", "2028"),
        Edit("offers", "price", "set", 1, from_=APRIL), Edit("offers", "attr:x", "set", 1),
        Edit("limits", "kind", "set", "firm"), Edit("settings", "seed", "set", 1.5),
    ],
    ids=lambda edit: edit.phrase,
)  # fmt: skip
def test_every_refusal_of_an_edit_has_words(case, edit):
    """An EditError becomes a UsageError that quotes the edit, in both languages."""
    with pytest.raises(EditError) as error:
        edited(case, [edit])
    words = refused(error.value).words
    assert all(edit.phrase in text for text in words)
    assert words.ko != words.en


def test_a_finer_period_has_words_too(case):
    """The case is not at hand where an EditError is caught; each always works."""
    quarters = replace(case, settings=replace(case.settings, period="quarter"))
    with pytest.raises(EditError) as error:
        edited(quarters, [Edit("demand", "2027-02", "times", 2)])
    assert "each" in refused(error.value).words.en


def test_terms_of_a_trade(case):
    """Cost comes first; selectors keep their commas; options have defaults."""
    text = "share country = CN|AU , form=oxide  weight=spend stage=Any, cost, cover ,"
    text += " hhi among form=oxide"
    cost, share, cover, hhi = trade_of(text, case)
    assert (cost.kind, cost.text) == ("cost", "cost")
    assert (share.of, share.among, share.stage) == ("country = CN|AU,form=oxide", "", "any")
    assert (cover.of, cover.stage) == ("", "")
    assert (hhi.by, hhi.among, hhi.stage, hhi.weight) == (
        "country", "form=oxide", "direct", "quantity",
    )  # fmt: skip


def test_the_weight_of_a_share_follows_the_units(case):
    """Quantity where the offers among which it is measured share a unit, else oxide."""
    masses = replace(case, offers=tuple(o for o in case.offers if o.material != "magnet"))
    kilos = replace(masses.materials[1], unit="kg")
    mixed = replace(masses, materials=(masses.materials[0], kilos, *masses.materials[2:]))
    assert trade_of("cost, share country=CN", masses)[1].weight == "quantity"
    assert trade_of("cost, share country=CN", mixed)[1].weight == "reo"
    assert trade_of("cost, share country=CN weight=spend", case)[1].weight == "spend"
    assert "magnet" in _refusal(trade_of, "cost, share country=CN", case)


def test_a_share_of_a_country_of_origin_alone(case):
    """A country may stand behind a material without selling any."""
    alone = replace(case, offers=tuple(o for o in case.offers if o.supplier != "baotou"))
    text = "cost, share country=CN among material=metal stage="
    assert trade_of(text + "mined", alone)[1].stage == "mined"
    assert "nothing meets" in _refusal(trade_of, text + "direct", alone)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There are: cost"),
        ("cost", "nothing to trade"),
        ("cover", "lacks cost"),
        ("cost, covr", "'cover'"),
        ("cost x, cover", "leave it out"),
        ("cost, cover, cover", "twice"),
        ("cost, share", "whose share"),
        ("cost, share CN", "country=CN"),
        ("cost, share land=CN", "Fields"),
        ("cost, share supplier=lynsa weight=spend", "'lynas'"),
        ("cost, share country=CN stage=smelted", "direct"),
        ("cost, share country=CN weight=reos", "'reo'"),
        ("cost, share country=CN by=group", "takes no by"),
        ("cost, hhi country=CN", "leave it out"),
        ("cost, cover stockpile=pps", "nothing meets"),
        ("cost, cover country=CN", "Fields"),
    ],
)
def test_a_trade_that_makes_no_sense_is_refused(case, text, said):
    """In both languages, with what there is instead."""
    assert said in _refusal(trade_of, text, case)


def test_a_tail_needs_something_uncertain(case):
    """Without licenses and events all futures are the same."""
    assert trade_of("cost, cvar", case)[1].kind == "cvar"
    assert "cvar" in _refusal(trade_of, "cost, cvar", replace(case, licenses=(), events=()))


def test_a_price_that_a_path_replaces_everywhere_is_edited_in_the_path() -> None:
    """Typed, an edit of ``offers.price`` that could change nothing means ``prices.each``."""
    case = make(OFFER_A, OFFER_B, PricePath("a", (10.0,)), need(1))
    assert edit_of("offers.price where offer=a times 2", case).table == "prices"
    assert edit_of("offers.price where offer=b times 2", case).table == "offers"
    assert edit_of("offers.price times 2", case).table == "offers"
    (edit, values) = sweep_of("offers.price where offer=a times 1;2", case)
    assert (edit.label, values) == ("prices.each where offer=a times", (1.0, 2.0))
    (said,) = instead(["offers.price where offer=a times 1;2"], [edit])
    assert "prices.each where offer=a times" in said.en
