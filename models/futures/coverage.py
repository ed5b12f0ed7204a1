"""Which licenses an order needs: the offer's own, and those that its content brings it under."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.case import STAGES, Case, License
from models.program import Array
from models.selector import folded, parse
from models.terms.facts import Facts
from models.terms.origin import Origins
from models.terms.units import in_kg

HALF = 0.5
"""A renewal at least this probable counts as granted in a plan without risk."""


@dataclass(frozen=True)
class Licensed:
    """Which licenses orders need, with some of them renewed and others not.

    ``needed`` (licenses, offers, before + periods); ``closed`` (offers, before + periods): the
    license has ended and nothing stands in its place.
    """

    needed: Array
    closed: Array


def coverage(case: Case, before: int = 0) -> Array:
    """True where an order needs a license, (licenses, offers, before + periods), all renewed.

    A license in force in the period covers the offers that name it, and, with content_country and
    content_min, every offer of its ``of`` whose content from that country is at least that
    fraction; in both cases only materials that hold one of its elements (blank: all). So many
    periods ``before`` the plan stand in front.
    """
    origins = Origins(case)
    shape = (len(case.licenses), len(case.offers), before + case.calendar.periods)
    needed = np.zeros(shape, dtype=bool)
    for i, row in enumerate(case.licenses):
        listed = _listed(origins, row)
        named = np.array(
            [folded(o.license) == folded(row.license) for o in case.offers], dtype=bool
        )
        holds = (origins.held & listed).any(axis=1)
        covered = (named | _by_content(origins, row, listed)) & holds
        needed[i] = covered[:, None] & case.calendar.overlap(row.from_, row.until, before)[None, :]
    return needed


def likely(case: Case) -> tuple[bool, ...]:
    """Which licenses a plan without risk takes for renewed: those as probable as not."""
    return tuple(row.renew >= HALF for row in case.licenses)


def licensed(case: Case, covered: Array, renewed: Sequence[bool]) -> Licensed:
    """What orders need if these licenses are renewed just after ``valid_until``, and others not.

    ``covered``: what they need if all are (see ``coverage``). Orders under one that is not fall
    under its ``otherwise``, as far as that is in force; without one they are closed.
    """
    needed, before = covered.copy(), covered.shape[2] - case.calendar.periods
    closed = np.zeros(needed.shape[1:], dtype=bool)
    for i, other in ended_first(case):
        row = case.licenses[i]
        if renewed[i] or row.valid_until is None:
            continue
        moved = needed[i] & after(case, row, before)
        needed[i] &= ~moved
        if other is None:
            closed |= moved
        else:
            heir = case.licenses[other]
            needed[other] |= moved & case.calendar.overlap(heir.from_, heir.until, before)
    return Licensed(needed, closed)


def after(case: Case, row: License, before: int = 0) -> Array:
    """The periods that begin after the license's ``valid_until``, (before + periods,)."""
    ended: Array = ~case.calendar.overlap(None, row.valid_until, before)
    return ended


def ended_first(case: Case) -> list[tuple[int, int | None]]:
    """Licenses and what stands in their place, each before its own ``otherwise``."""
    place = {folded(row.license): i for i, row in enumerate(case.licenses)}
    heirs = {i: place.get(folded(row.otherwise)) for i, row in enumerate(case.licenses)}
    order: list[int] = []

    def visit(i: int) -> None:
        heir = heirs[i]
        if i not in order:
            if heir is not None:
                visit(heir)
            order.append(i)

    for i in heirs:
        visit(i)
    return [(i, heirs[i]) for i in reversed(order)]


def chances(case: Case, covered: Array) -> Array:
    """The probability that all licenses an order needs are granted, (offers, before + periods).

    ``covered``: what orders need if all are renewed (see ``coverage``). After ``valid_until``:
    renew x grant + (1 - renew) x that of ``otherwise``, 0 without one.
    """
    _, offers, periods = covered.shape
    granted, before = np.ones((offers, periods)), periods - case.calendar.periods
    each: dict[int, Array] = {}
    for i, other in reversed(ended_first(case)):
        row = case.licenses[i]
        own = np.full(periods, 1.0 if row.grant is None else row.grant)
        if row.valid_until is not None:
            instead = np.zeros_like(own)
            if other is not None:
                heir = case.licenses[other]
                holds = case.calendar.overlap(heir.from_, heir.until, before)
                instead = np.where(holds, each[other], 1.0)
            mixed = row.renew * own + (1.0 - row.renew) * instead
            own = np.where(after(case, row, before), mixed, own)
        each[i] = own
    for i, where in enumerate(covered):
        granted *= np.where(where, each[i][None, :], 1.0)
    return granted


def _listed(origins: Origins, row: License) -> Array:
    """The elements that a license names, (X,); blank: all."""
    named = {folded(element) for element in row.elements}
    return np.array([not named or element in named for element in origins.elements], dtype=bool)


def _by_content(origins: Origins, row: License, listed: Array) -> Array:
    """Offers that the content rule reaches, (O,).

    A country's part of an offer is that of the elements listed, each at the largest of its four
    stages, weighed by their oxide or by what that oxide is worth.
    """
    countries = [folded(country) for country in origins.countries]
    none = np.zeros(len(origins.case.offers), dtype=bool)
    if not row.content_country or row.content_min is None:
        return none
    if folded(row.content_country) not in countries:
        return none
    place = countries.index(folded(row.content_country))
    weight = origins.parts * listed
    if row.content_by == "value":
        weight = weight * oxide_prices(origins)
    whole = weight.sum(axis=1)
    largest = np.maximum.reduce([origins.by_element(stage)[:, :, place] for stage in STAGES])
    content = np.divide(
        (weight * largest).sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0
    )
    # Shares typed as 0.001 must count as 0.1%.
    reached: Array = content >= row.content_min - 1e-12
    return reached & (origins.lane(parse(row.of), "direct", "max") > 0)


def oxide_prices(origins: Origins) -> Array:
    """The plan's mean price of a kg of each element's cheapest oxide offer, (X,).

    In the plan's currency, without duty and freight; 0 for an element of which no oxide is offered.
    """
    case = origins.case
    means = Facts(case).price.mean(axis=1)
    found: dict[str, float] = {}
    for offer, mean in zip(case.offers, means.tolist(), strict=True):
        material = case.material[offer.material]
        element, kilograms = folded(material.element), in_kg(material.unit)
        if material.form == "oxide" and kilograms:
            found[element] = min(found.get(element, np.inf), mean / kilograms)
    return np.array([found.get(element, 0.0) for element in origins.elements])
