"""models.edit: every operation on every kind of column, blank cells, and what is refused."""

import pickle
from dataclasses import replace

import pytest

from models.calendar import month_of
from models.case import (
    Arising,
    Capacity,
    Case,
    Demand,
    ExchangeRate,
    License,
    Limit,
    Material,
    Offer,
    OpenOrder,
    PricePath,
    Process,
    Recipe,
    Route,
    Scenario,
    Settings,
    Stockpile,
    Supplier,
    Sweep,
    Tier,
)
from models.edit import Edit, EditError, by_name, edited, evenly, swept, touched

START = month_of(2027, 1)
CASE = Case(
    settings=Settings(start=START, periods=4),
    materials=(Material("ndpr", element="NdPr", form="oxide"), Material("자석", form="magnet")),
    suppliers=(
        Supplier("lynas", country="AU", tags=("west",)),
        Supplier("baotou", country="CN", group="northern"),
    ),
    offers=(
        Offer("ly1", "lynas", "ndpr", price=70, duty=0.05, max_per_period=20, lead=1,
              from_=START, until=START + 3, spot=True, attributes=(("co2", 12.0),)),
        Offer("ba1", "baotou", "자석", price=400, license="moc", tags=("quick",)),
    ),
    tiers=(Tier("ba1", 10, 380),),
    prices=(PricePath("ba1", (400.0, None, 404.0, 406.0)),),
    capacity=(Capacity("lynas", "ndpr", (25.0, None, 25.0, 25.0)),
              Capacity("baotou", "", (9.0, 9.0, 9.0, 9.0))),
    demand=(Demand("ndpr", "", (10.0, 20.0, 30.0, 40.0), beyond=(50.0, 60.0)),),
    stockpiles=(Stockpile("pps", "ndpr", owner="government", opening=8),),
    processes=(Process("smelt", max_per_period=30), Process("cast", values=(1.0, 2.0, 3.0, 4.0)),
               Process("free")),
    recipes=(Recipe("smelt", "ndpr", -1.2),),
    arisings=(Arising("ndpr", "", (1.0, 1.0, 1.0, 1.0)),),
    routes=(Route("Busan", "Ulsan", cost=0.5),),
    licenses=(License("moc", "CN", days_p50=45, elements=("Dy",)),),
    limits=(Limit("cn", "share", "country=CN", value=0.65),),
    open_orders=(OpenOrder("ly1", START + 1, 3),),
    fx=(ExchangeRate("CNY", (0.14,) * 4),),
)  # fmt: skip


def _after(edit: Edit, case: Case = CASE):
    """The rows of the edited table."""
    return getattr(edited(case, [edit]), edit.table)


def _values(column: str, op: str, value: float, table: str = "demand", **bounds) -> tuple:
    return _after(Edit(table, column, op, value, **bounds))[0].values


def test_numbers_are_replaced_multiplied_and_added_to():
    """Every op on a number, only in the rows that where selects."""
    for op, price in (("set", 2.0), ("times", 140.0), ("plus", 72.0)):
        rows = _after(Edit("offers", "price", op, 2, "supplier=lynas"))
        assert [row.price for row in rows] == [price, 400]


def test_the_case_that_goes_in_is_never_changed():
    """Edits make a new case; rows keep their places, and other tables are the same objects."""
    before = replace(CASE)
    after = edited(CASE, [Edit("offers", "price", "times", 2), Edit("demand", "each", "set", 0)])
    assert before == CASE
    assert after.suppliers is CASE.suppliers
    assert [row.offer for row in after.offers] == ["ly1", "ba1"]


def test_a_later_edit_sees_what_the_earlier_did():
    """Edits are made one after the other, so their order matters, even for where."""
    double, plus = Edit("offers", "price", "times", 2), Edit("offers", "price", "plus", 1)
    assert edited(CASE, [double, plus]).offers[0].price == 141
    assert edited(CASE, [plus, double]).offers[0].price == 142
    moved = Edit("suppliers", "country", "set", "CN", "supplier=lynas")
    both = edited(CASE, [moved, Edit("offers", "price", "set", 1, "country=CN")])
    assert [row.price for row in both.offers] == [1, 1]


def test_blank_cells_are_filled_by_set_alone():
    """Times and plus leave a blank cell blank, in plain, period and attribute columns."""
    for op in ("times", "plus"):
        assert _after(Edit("offers", "max_per_period", op, 3))[1].max_per_period is None
        assert _values("each", op, 3, "capacity")[1] is None
        assert _after(Edit("offers", "attr:co2", op, 3))[1].attributes == ()
        assert _after(Edit("offers", "from", "plus", 3))[1].from_ is None
        assert edited(CASE, [Edit("settings", "frozen_periods", op, 2)]).settings == CASE.settings
    assert _after(Edit("offers", "max_per_period", "set", 3))[1].max_per_period == 3
    assert _values("each", "set", 3, "capacity") == (3.0, 3.0, 3.0, 3.0)
    assert _after(Edit("offers", "attr:CO2", "set", 3))[1].attributes == (("co2", 3.0),)


def test_months_are_set_by_period_and_moved_by_months():
    """A year means its first month, under until its last; plus adds months."""
    assert _after(Edit("offers", "from", "set", "2028"))[0].from_ == month_of(2028, 1)
    assert _after(Edit("offers", "until", "set", "2028"))[0].until == month_of(2028, 12)
    assert _after(Edit("offers", "qualify_from", "set", 2028))[0].qualify_from == month_of(2028, 1)
    assert _after(Edit("offers", "from", "plus", 12))[0].from_ == START + 12
    assert _after(Edit("open_orders", "arrives", "plus", -1))[0].arrives == START


def test_from_of_a_route_is_a_place_and_not_a_month():
    """The same key means a month of an offer and a location of a route."""
    assert _after(Edit("routes", "from", "set", "Pohang"))[0].from_ == "Pohang"


@pytest.mark.parametrize(
    ("table", "column", "value", "field", "expected"),
    [
        ("offers", "license", "moc", "license", "moc"),
        ("offers", "spot", "아니요", "spot", False),
        ("offers", "spot", 0, "spot", False),
        ("offers", "tags", "a; b", "tags", ("a", "b")),
        ("licenses", "elements", "Tb", "elements", ("Tb",)),
        ("limits", "kind", "SOFT", "kind", "soft"),
        ("offers", "to", 1234567, "to", "1234567"),
        ("materials", "controlled", "예", "controlled", True),
    ],
)
def test_texts_choices_lists_and_flags_are_set(table, column, value, field, expected):
    """What is set takes the type of its column, however it is typed."""
    assert getattr(_after(Edit(table, column, "set", value))[0], field) == expected


def test_each_is_the_value_of_one_period():
    """From and until bound it, both included; what lies beyond the plan is edited too."""
    row = _after(Edit("demand", "each", "times", 2, from_=START + 1, until=START + 4))[0]
    assert row.values == (10, 40, 60, 80)
    assert row.beyond == (100, 60)
    assert _values("each", "set", 5) == (5, 5, 5, 5)
    assert _values("each", "plus", 1, from_=START + 3) == (10, 20, 30, 41)


def test_a_flow_under_a_period_is_spread_over_its_months():
    """12 a quarter are 4 a month, added or set, as in the workbook; times multiplies."""
    assert _values("2027-Q1", "set", 12) == (4, 4, 4, 40)
    assert _values("2027-q1", "plus", 12) == (14, 24, 34, 40)
    assert _values("2027-Q1", "times", 12) == (120, 240, 360, 40)
    assert _values("2027", "set", 12, "arisings") == (1, 1, 1, 1)
    assert _values("2027-02", "set", 12) == (10, 12, 30, 40)


def test_a_level_under_a_period_holds_throughout():
    """A price or a rate set for a year is that of each of its periods."""
    assert _values("2027", "set", 390, "prices") == (390, 390, 390, 390)
    assert _values("2027-Q1", "plus", 0.01, "fx")[:4:3] == pytest.approx((0.15, 0.14))


def test_periods_of_a_quarter_plan():
    """A year is spread over four quarters; a month is shorter than the plan can tell."""
    quarters = replace(CASE, settings=replace(CASE.settings, period="quarter"))
    assert _after(Edit("demand", "2027", "set", 12), quarters)[0].values == (3, 3, 3, 3)
    with pytest.raises(EditError) as refused:
        edited(quarters, [Edit("demand", "2027-01", "set", 12)])
    assert refused.value.reason == "finer"


def test_a_process_without_period_columns_is_edited_by_each():
    """Its max_per_period is in force in the periods without a column; without any nothing is."""
    smelt, cast, free = _after(Edit("processes", "each", "times", 2, until=START))
    assert smelt.values == (60, None, None, None)
    assert cast.values == (2, 2, 3, 4)
    assert free == CASE.processes[2]
    assert _after(Edit("processes", "each", "set", 5))[2].values == (5, 5, 5, 5)


def test_settings_are_edited_by_name_or_as_value():
    """Both spellings of the settings sheet; whole numbers stay whole."""
    by_key = Edit("settings", "value", "set", 7, "key = seed")
    assert edited(CASE, [by_key]) == edited(CASE, [Edit("settings", "seed", "set", 7)])
    after = edited(CASE, [by_key, Edit("settings", "frozen_periods", "set", 2.0)]).settings
    assert (after.seed, after.frozen_periods) == (7, 2)
    assert isinstance(after.frozen_periods, int)
    assert edited(CASE, [Edit("settings", "language", "set", "ko")]).settings.language == "ko"


@pytest.mark.parametrize(
    ("table", "where", "places"),
    [
        ("prices", "country=CN", (0,)),
        ("tiers", "supplier=baotou,form=magnet", (0,)),
        ("offers", "tag=quick|west", (0, 1)),
        ("offers", "group=lynas", (0,)),
        ("offers", "group!=northern", (0,)),
        ("offers", "material=자석", (1,)),
        ("offers", "spot=예", (0,)),
        ("offers", "lead=1", (0,)),
        ("offers", "from=2027*", (0,)),
        ("offers", "max_per_period=20", (0,)),
        ("offers", "tags=quick", (1,)),
        ("offers", "all", (0, 1)),
        ("capacity", "element=NdPr", (0,)),
        ("recipes", "process=sm*,form=oxide", (0,)),
        ("stockpiles", "owner=government,element=NdPr", (0,)),
        ("licenses", "elements=dy", (0,)),
        ("routes", "from=busan,to=ulsan", (0,)),
        ("open_orders", "country=AU", (0,)),
        ("events", "event=none", ()),
        ("limits", "limit = cn", (0,)),
    ],
)
def test_where_sees_through_offer_supplier_material_and_process(table, where, places):
    """Own columns as they are typed, then those of the rows a row speaks of."""
    assert touched(CASE, Edit(table, "x", "set", 1, where)) == places


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Edit("offer", "price", "set", 1), "table"),
        (Edit("locations", "x", "set", 1), "table"),
        (Edit("lanes", "x", "set", 1), "table"),
        (Edit("scenarios", "value", "set", 1), "table"),
        (Edit("offers", "prise", "set", 1), "column"),
        (Edit("offers", "values", "set", 1), "column"),
        (Edit("offers", "each", "set", 1), "column"),
        (Edit("offers", "attr:weight", "set", 1), "column"),
        (Edit("demand", "2027-Q5", "set", 1), "column"),
        (Edit("settings", "value", "set", 1), "column"),
        (Edit("settings", "seed", "set", 1, "key=futures"), "column"),
        (Edit("offers", "price", "set", 1, "land=CN"), "field"),
        (Edit("stockpiles", "opening", "set", 1, "values=1"), "field"),
        (Edit("offers", "price", "set", 1, "CN"), "syntax"),
        (Edit("offers", "price", "set", "cheap"), "number"),
        (Edit("offers", "price", "times", "1.2"), "number"),
        (Edit("offers", "price", "times", float("inf")), "number"),
        (Edit("offers", "attr:co2", "set", "low"), "number"),
        (Edit("demand", "each", "set", "much"), "number"),
        (Edit("offers", "license", "times", 2), "numeric"),
        (Edit("offers", "spot", "plus", 1), "numeric"),
        (Edit("offers", "from", "times", 2), "numeric"),
        (Edit("offers", "spot", "set", "maybe"), "value"),
        (Edit("offers", "from", "set", "soon"), "value"),
        (Edit("offers", "from", "plus", 0.5), "value"),
        (Edit("limits", "kind", "set", "firm"), "value"),
        (Edit("settings", "futures", "set", 2.5), "value"),
        (Edit("settings", "start", "set", "2028"), "fixed"),
        (Edit("settings", "value", "set", "KRW", "key=currency"), "fixed"),
        (Edit("offers", "offer", "set", "x"), "fixed"),
        (Edit("offers", "price", "set", 1, from_=START), "periods"),
        (Edit("settings", "seed", "set", 1, until=START), "periods"),
        (Edit("demand", "2027-Q1", "set", 1, from_=START), "periods"),
    ],
    ids=lambda value: value.phrase if isinstance(value, Edit) else value,
)
def test_an_edit_that_makes_no_sense_is_refused(edit, reason):
    """Whether or not it reaches a row; the reason says why."""
    for where in (edit.where, "material=nothing") if edit.table == "offers" else (edit.where,):
        if reason not in ("field", "syntax"):
            edit = replace(edit, where=where)
        with pytest.raises(EditError) as refused:
            edited(CASE, [edit])
        assert refused.value.reason == reason


def test_label_and_phrase_say_the_edit():
    """The label leaves the value out; the phrase is what somebody would type."""
    edit = Edit("prices", "each", "times", 1.2, " country=CN ", START, START + 8)
    assert edit.label == "prices.each where country=CN times from 2027-01 until 2027-09"
    assert edit.phrase == "prices.each where country=CN times 1.2 from 2027-01 until 2027-09"
    assert Edit("demand", "each", "set", 20.0, "all").phrase == "demand.each set 20"


def test_rows_of_the_study_sheets_become_edits():
    """A row of scenarios with its value, one of sweeps with all of its values."""
    row = Scenario("s", "prices", "country=CN", "each", "times", 1.2, START, None)
    assert Edit.of(row) == Edit("prices", "each", "times", 1.2, "country=CN", START)
    sweep = Sweep("w", "offers", column="price", op="times", low=0.8, high=1.2, steps=5)
    assert Edit.swept(sweep).label == "offers.price times"
    assert swept(sweep) == (0.8, 0.9, 1.0, 1.1, 1.2)
    assert swept(replace(sweep, values=(3.0, 1.0))) == (3.0, 1.0)


def test_steps_are_even_and_reach_both_ends():
    """Low and high exactly, however they divide; one step is low."""
    assert evenly(0.1, 0.7, 4) == (0.1, 0.3, 0.5, 0.7)
    assert evenly(0.8, 2.0, 25)[-1] == 2.0
    assert evenly(1 / 3, 2 / 3, 2) == (1 / 3, 2 / 3)
    assert evenly(0.8, 2.0, 1) == (0.8,)


def test_rows_with_one_name_belong_together():
    """Names compare folded, keep their first spelling and the order of their first row."""
    assert by_name(["Ban", "tariff", " ban "]) == {"Ban": [0, 2], "tariff": [1]}


def test_an_error_comes_back_whole_from_a_worker():
    """Reason, part and edit survive pickling."""
    error = EditError("column", "prise", Edit("offers", "prise", "set", 1))
    back = pickle.loads(pickle.dumps(error))
    assert (back.reason, back.part, back.edit) == (error.reason, error.part, error.edit)
    assert str(back) == str(error)
