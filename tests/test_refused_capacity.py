"""A refused order is free for others: the plan orders it again on the spot, the audit agrees."""

from audited import case_of, need

from models.case import Capacity, Case, License, Material, Offer, Supplier
from models.recourse.decompose import Limits
from models.recourse.hedge import hedge
from models.recourse.risk import Risk


def one_mine() -> Case:
    """10 t needed of a mine of 10 t: at 1 under a license, or at 2 on the spot."""
    return case_of(
        1,
        materials=(Material("ndpr", shortage_cost=100.0),),
        suppliers=(Supplier("cn", country="CN"),),
        offers=(
            Offer("a", "cn", "ndpr", price=1.0, license="q"),
            Offer("s", "cn", "ndpr", price=2.0, spot=True),
        ),
        licenses=(License("q", "CN", 0.8, 0.0, 0.0),),
        capacity=(Capacity("cn", "", (10.0,)),),
        demand=(need(10.0),),
    )


def test_a_refused_order_is_ordered_again_on_the_spot() -> None:
    """10 x 1 where it is granted, 10 x 2 where it is not; every future passes the audit."""
    found = hedge(one_mine(), Risk(0.0, 0.9), 20, 1, Limits(gap=1e-9))
    assert set(found.fates.costs.round(6)) == {10.0, 20.0}
    assert found.fates.verdict.passed, found.fates.verdict.problems
