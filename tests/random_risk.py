"""Random cases with licenses, events and spot offers, for the tests of plans for many futures."""

import dataclasses
import random

from random_cases import FEATURES, YOUNGER, random_case

from models.case import Case, Event, License, Stockpile

LINEAR = tuple(
    name for name in FEATURES if name not in ("falling", "lots", "no_shortage", "minima", "spend")
)
"""Features that need no integers and leave every future possible."""


def risky_case(seed: int) -> Case:
    """A random linear case in which something is licensed, spot or struck by an event."""
    chance = random.Random(seed)
    features = [name for name in LINEAR if chance.random() < 0.35]
    case = random_case(seed, [*features, *YOUNGER])
    frozen = chance.choice((None, None, 0, 1, 2))
    offers = tuple(
        dataclasses.replace(
            offer,
            license="q0" if chance.random() < 0.6 else "",
            spot=chance.random() < 0.3,
            tags=chance.choice(((), ("index",))),
            index=("", "ndpr")[place % 3 == 0],
            index_share=(1.0, 0.4)[place % 2],
        )
        for place, offer in enumerate(case.offers)
    )
    return dataclasses.replace(
        case,
        settings=dataclasses.replace(
            case.settings,
            frozen_periods=frozen,
            reaction=random.Random(f"reaction {seed}").choice((0, 1, 1, 2, "never")),
        ),
        offers=offers,
        limits=(),
        routes=tuple(dataclasses.replace(row, min_per_period=0.0) for row in case.routes),
        stockpiles=_roomy(case),
        licenses=(
            License("q0", "CN", chance.choice((0.5, 0.8, 1.0)), 30.0, chance.choice((30.0, 90.0))),
            License("q1", "US", 0.9, 10.0, 40.0, content_country="MM", content_min=0.25),
        ),
        events=(
            Event("ban", chance.choice(("country=CN", "all")), 0.8, 1.0, 4.0, "stop"),
            Event("strike", "all", 0.5, 2.0, 5.0, "slow", 2.0),
            Event("panic", "all", 0.5, 2.0, 5.0, "price", 1.5),
            *case.events,
        ),
    ).in_order()


HARD = (
    "discount", "sites", "leads", "validity", "minima", "contracts", "rising", "capacity",
    "stock", "government", "cover", "processes", "open_orders", "origins", "share", "amount",
    "stock_limit", "hhi", "no_shortage", "licenses",
)  # fmt: skip
"""Features that need no integers, hard promises among them: some future may break any."""


def hard_case(seed: int) -> Case:
    """A random linear case with licenses and events whose promises stay as hard as they were."""
    chance = random.Random(f"hard {seed}")
    features = [name for name in HARD if chance.random() < 0.45]
    case = random_case(seed, features)
    offers = tuple(
        dataclasses.replace(
            offer,
            license="q0" if chance.random() < 0.6 else "",
            spot=chance.random() < 0.4,
        )
        for offer in case.offers
    )
    settings = dataclasses.replace(
        case.settings, frozen_periods=chance.choice((None, None, 0, 1, 2)), reaction="never"
    )
    return dataclasses.replace(
        case,
        settings=settings,
        offers=offers,
        licenses=(
            License("q0", "CN", chance.choice((0.5, 0.8)), 30.0, chance.choice((30.0, 90.0))),
        ),
        events=(Event("ban", chance.choice(("country=CN", "all")), 0.8, 1.0, 4.0, "stop"),),
    ).in_order()


def _roomy(case: Case) -> tuple[Stockpile, ...]:
    """The case's stockpiles without hard promises, and one more at each place without a limit.

    What arrives late can then always be put somewhere, so that no future is impossible.
    """
    own = [dataclasses.replace(row, closing_min=None, cover_min=None) for row in case.stockpiles]
    room = [Stockpile(f"room {m} {place}", m, place) for m, place in case.nodes]
    return (*own, *room)
