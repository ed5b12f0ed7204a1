"""The Korean case keeps what it says of itself: licenses, indices and paths hang together."""

from pathlib import Path

import pytest

from models.case import Case, Event, Offer
from models.columns import seen
from models.selector import parse
from planner.api import read_case
from planner.commands.template import shipped_case

HOLDERS = ("cn_jlmag", "cn_yunsheng", "cn_sanhuan")
"""Who holds a general license."""
TIMES = 3.0
"""What ``dy_tb_x3`` multiplies Dy and Tb by."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    path: Path = tmp_path_factory.mktemp("korea") / "case.xlsx"
    shipped_case("korea-2027", path, None, overwrite=False)
    return read_case(path)


def hit(case: Case, event: Event) -> set[str]:
    """The offers that an event reaches."""
    selector = parse(event.of)
    rows = zip(case.offers, seen(case, "offers"), strict=True)
    return {offer.offer for offer, row in rows if selector.holds(row)}


def sold_by(case: Case, supplier: str) -> set[str]:
    return {offer.offer for offer in case.offers if offer.supplier == supplier}


def holding(case: Case, *elements: str) -> list[Offer]:
    """Offers of what contains one of the elements."""
    inside = {row.material for row in case.contents if row.element in elements}
    inside |= {row.material for row in case.materials if row.element in elements}
    return [offer for offer in case.offers if offer.material in inside]


def test_every_price_follows_an_index(case: Case) -> None:
    """Each offer names one, and how much of its price follows it."""
    assert all(offer.index and 0 < offer.index_share <= 1 for offer in case.offers)


def test_a_shock_of_dy_moves_every_price_with_dy_in_it(case: Case) -> None:
    """Oxide and metal whole, magnets by their share; standard magnets hold none."""
    heavy = {offer.offer for offer in holding(case, "Dy", "Tb")}
    rise = next(event for event in case.events if event.event == "dy_rise")
    assert hit(case, rise) == heavy
    outside = next(event for event in case.events if event.event == "dy_spike")
    assert hit(case, outside) < heavy
    assert not any(name.startswith(("std_", "nd")) for name in heavy)


def test_the_scenario_of_dy_moves_magnets_by_their_share(case: Case) -> None:
    """Its factors are 1 + index_share x (times - 1), one for every high-coercivity magnet."""
    magnets = {o.offer: o for o in case.offers if o.material == "magnet_uh"}
    told: dict[str, float] = {}
    for row in case.scenarios:
        if row.scenario == "dy_tb_x3" and row.where.startswith("offer="):
            told |= dict.fromkeys(row.where.removeprefix("offer=").split("|"), float(row.value))
    assert told == pytest.approx(
        {name: 1 + offer.index_share * (TIMES - 1) for name, offer in magnets.items()}
    )


def test_a_stop_treats_all_that_a_firm_sells_alike(case: Case) -> None:
    """None halts the uncontrolled grade of a firm and spares its controlled one."""
    stops = [event for event in case.events if event.effect == "stop"]
    assert stops
    for event in stops:
        reached = hit(case, event)
        for supplier in case.suppliers:
            goods = sold_by(case, supplier.supplier)
            assert goods <= reached or not goods & reached, (event.event, supplier.supplier)


def test_general_licenses_end_and_may_lapse(case: Case) -> None:
    """One of its own for each holder, for a volume and a time; behind it the one by shipment."""
    by_name = {row.license: row for row in case.licenses}
    for holder in HOLDERS:
        held = {offer.license for offer in case.offers if offer.supplier == holder} - {""}
        (license_,) = (by_name[name] for name in held)
        assert license_.max_per_year and license_.may_lapse
        assert license_.otherwise == "cn_magnet"
    general = [name for name in by_name if name.startswith("cn_general")]
    assert len(general) == len(HOLDERS)


def test_who_is_spared_in_the_other_reading_is_who_holds_a_general_license(case: Case) -> None:
    """The scenario closes every other seller of China, and no holder."""
    rows = [row for row in case.scenarios if row.scenario == "china_stop_spared"]
    closed = set(rows[0].where.removeprefix("supplier=").split("|"))
    assert closed | set(HOLDERS) == {s.supplier for s in case.suppliers if s.country == "CN"}
    assert not closed & set(HOLDERS)
