"""What the rows of a case mean in numbers: money, units, validity, origins. Scalar on purpose."""

import calendar
import math

from models.case import Case, Event, License, Limit, Material, Offer, OpenOrder
from models.selector import Selector, parse
from oracle.inside import STAGES, Inside

KILOGRAMS = {"kg": 1.0, "t": 1000.0}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
Shock = tuple[Event, float, float]
"""An event, and when it starts and ends, in periods from the start of the plan."""


class Facts:
    """Answers about one case. Money in the plan's currency, quantities in the material's unit."""

    def __init__(self, case: Case, shocks: tuple[Shock, ...] = ()) -> None:
        self.case = case
        self.shocks = shocks
        self.months = MONTHS[case.settings.period]
        self.T = range(case.settings.periods)
        since = case.settings.counts_from
        before = 0 if since is None else -(-(case.settings.start - since) // self.months)
        self.since = range(-before, case.settings.periods)
        """The periods that windows, totals and contracts look at."""
        self.materials = {row.material: row for row in case.materials}
        self.suppliers = {row.supplier: row for row in case.suppliers}
        self.inside = Inside(case)
        self.offers = {row.offer: row for row in case.offers}

    # Time

    def first_month(self, t: int) -> int:
        return self.case.settings.start + t * self.months

    def last_month(self, t: int) -> int:
        return self.first_month(t) + self.months - 1

    def year(self, t: int) -> int:
        """A period belongs to the calendar year of its first month."""
        return self.first_month(t) // 12

    def label(self, t: int) -> str:
        """What a period is called."""
        return self.case.calendar.label(t)

    def overlaps(self, t: int, first: int | None, last: int | None) -> bool:
        """Both included; a period that overlaps them counts."""
        begins_in_time = last is None or self.first_month(t) <= last
        ends_late_enough = first is None or self.last_month(t) >= first
        return begins_in_time and ends_late_enough

    def discount(self, t: float) -> float:
        """(1 + rate)^(-years from the start of the plan to the start of the period).

        A decimal is a moment within one.
        """
        return (1 + self.case.settings.discount_rate) ** (-t * self.months / 12)

    def delays(self, lead: float) -> list[tuple[int, float]]:
        """1.3 means 70% after one period and 30% after two."""
        whole = math.floor(lead + 1e-9)
        late = max(lead - whole, 0.0)
        return [(whole, 1 - late), (whole + 1, late)]

    # Money

    def rate(self, currency: str, t: int) -> float:
        """What one unit of a currency is worth in the plan's currency in period t."""
        if currency in ("", self.case.settings.currency):
            return 1.0
        for row in self.case.fx:
            if row.currency == currency:
                value = row.values[t]
                assert value is not None
                return value
        raise AssertionError(f"no rate for {currency}")

    def per_unit(self, material: str) -> float:
        """How many ``price_per`` one unit of a material holds."""
        row = self.materials[material]
        if row.price_per in ("", row.unit):
            return 1.0
        return KILOGRAMS[row.unit] / KILOGRAMS[row.price_per]

    def first_price(self, offer: Offer, t: int) -> float:
        """The price below the first tier, after the floor, in plan money per ``price_per``."""
        price = offer.price * self.rate(offer.currency, t)
        for path in self.case.prices:
            value = path.values[t]
            if path.offer == offer.offer and value is not None:
                price = value * self.rate(path.currency or offer.currency, t)
        return max(price, self.floor(offer, t))

    def floor(self, offer: Offer, t: int) -> float:
        if offer.price_floor is None:
            return 0.0
        return offer.price_floor * self.rate(offer.currency, t)

    def steps(self, offer: Offer, t: int) -> list[tuple[float, float, float]]:
        """(from, to, price): the units above ``from`` cost ``price``, up to ``to``."""
        tiers = sorted(
            (row for row in self.case.tiers if row.offer == offer.offer),
            key=lambda row: row.from_quantity,
        )
        begins = [0.0] + [row.from_quantity for row in tiers]
        prices = [self.first_price(offer, t)] + [
            max(row.price * self.rate(row.currency or offer.currency, t), self.floor(offer, t))
            for row in tiers
        ]
        ends = [*begins[1:], math.inf]
        return [s for s in zip(begins, ends, prices, strict=True) if s[1] > s[0]]

    def landed(self, offer: Offer, t: int, price: float) -> float:
        """price + duty x price + freight, of one unit of the material."""
        freight = offer.freight * self.rate(offer.currency, t)
        return (price + offer.duty * price + freight) * self.per_unit(offer.material)

    # What a future makes of orders; without risk every order stands, and nothing may lack

    def stands(self, offer: Offer, t: int) -> bool:
        """Whether an order takes of its supplier's capacity."""
        return True

    def conceded(self, promise: str, *about: object) -> float:
        """By how much a promise may be missed: too little if positive, too much if negative."""
        return 0.0

    # What was ordered before

    def period(self, month: int) -> int:
        return (month - self.case.settings.start) // self.months

    def opened(self, offer: Offer, t: int) -> list[OpenOrder]:
        """Open orders of an offer that were placed in a period and count."""
        return [
            row
            for row in self.case.open_orders
            if row.offer == offer.offer
            and row.ordered is not None
            and self.period(row.ordered) == t
            and t in self.since
        ]

    def chance(self, row: OpenOrder) -> float:
        """How probable it is that an open order comes."""
        if row.granted == "yes" or row.ordered is None:
            return 1.0
        return self.counts(self.offers[row.offer], self.period(row.ordered))

    def paid(self, row: OpenOrder, t: int) -> float:
        """Landed cost of one unit of an open order, at the rate of the first period if before."""
        offer, now = self.offers[row.offer], max(t, 0)
        price = self.first_price(offer, now)
        if row.price is not None:
            price = row.price * self.rate(row.currency or offer.currency, now)
        return self.landed(offer, now, price)

    # Offers

    def orderable(self, offer: Offer, t: int) -> bool:
        """Valid, and its license can be had."""
        return self.valid(offer, t) and not self.closed(offer, t)

    def valid(self, offer: Offer, t: int) -> bool:
        """Within from and until, and not before qualification."""
        valid = self.overlaps(t, offer.from_, offer.until)
        return valid and self.overlaps(t, offer.qualify_from, None)

    # Licenses: without risk a plan counts on the median wait and on the probability of a grant

    def closed(self, offer: Offer, t: int) -> bool:
        """A license that it needs has ended, is probably not renewed, and has no successor."""
        return any(heir is None for q in self.needed(offer, t) for heir in [self.heir(q, t)])

    def ended(self, row: License, t: int) -> bool:
        return row.valid_until is not None and self.first_month(t) > row.valid_until

    def other(self, row: License, t: int) -> License | None:
        """What stands in the place of a license in a period; raises LookupError: nothing asked."""
        found = next((q for q in self.case.licenses if q.license == row.otherwise), None)
        if found is not None and not self.overlaps(t, found.from_, found.until):
            return License("", "", 1.0)
        return found

    def heir(self, row: License, t: int) -> License | None:
        """The license itself, or what probably stands in its place; None: nothing does."""
        if not self.ended(row, t) or row.renew >= 0.5:
            return row
        found = self.other(row, t)
        return None if found is None else self.heir(found, t)

    def likely(self, row: License, t: int) -> float:
        """The probability of a grant, renewal or what follows included."""
        grant = 1.0 if row.grant is None else row.grant
        if not self.ended(row, t):
            return grant
        found = self.other(row, t)
        follows = 0.0 if found is None else self.likely(found, t)
        return row.renew * grant + (1 - row.renew) * follows

    def counts(self, offer: Offer, t: int) -> float:
        """The part of an order that policy limits count."""
        return math.prod(self.likely(q, t) for q in self.needed(offer, t))

    def granted(self, offer: Offer, t: int) -> float:
        """How likely every license that an order of period t needs is granted."""
        return math.prod(1.0 if q.grant is None else q.grant for q in self.licenses(offer, t))

    def lead(self, offer: Offer, t: int) -> float:
        """Lead and the longest median wait for a license, in periods."""
        days = max((q.days_p50 or 0.0 for q in self.licenses(offer, t)), default=0.0)
        wait, u = 0.0, t
        while days >= self.days(u):
            wait, days, u = wait + 1, days - self.days(u), u + 1
        return offer.lead + wait + days / self.days(u)

    def days(self, t: int) -> int:
        """Calendar days of a period."""
        months = range(self.first_month(t), self.last_month(t) + 1)
        return sum(calendar.monthrange(month // 12, month % 12 + 1)[1] for month in months)

    def licenses(self, offer: Offer, t: int) -> list[License]:
        """Those that an order probably needs, each once."""
        found = [self.heir(row, t) for row in self.needed(offer, t)]
        return list({q.license: q for q in found if q is not None}.values())

    def needed(self, offer: Offer, t: int) -> list[License]:
        """Those in force that the offer names, or that its content brings it under."""
        elements = self.inside.elements(offer)
        return [
            row
            for row in self.case.licenses
            if self.overlaps(t, row.from_, row.until)
            and (not row.elements or any(element in row.elements for element in elements))
            and (offer.license == row.license or self._by_content(offer, row))
        ]

    def _by_content(self, offer: Offer, row: License) -> bool:
        if not row.content_country or row.content_min is None:
            return False
        if not parse(row.of).holds(self.words(offer, self.suppliers[offer.supplier].country)):
            return False
        listed = self.inside.elements(offer)
        if row.elements:
            listed = {x: part for x, part in listed.items() if x in row.elements}
        if row.content_by == "value":
            listed = {x: part * self._oxide_price(x) for x, part in listed.items()}
        whole = sum(listed.values())
        country = row.content_country
        part = sum(w * self.inside.content(offer, x, country) for x, w in listed.items())
        return whole > 0 and part >= row.content_min * whole - 1e-12

    def _oxide_price(self, element: str) -> float:
        """The plan's mean price per kg of the element's cheapest oxide offer; 0 without one."""
        means = []
        for offer in self.case.offers:
            material = self.materials[offer.material]
            if material.form == "oxide" and material.element == element:
                prices = [self.first_price(offer, t) for t in self.T]
                per_unit = self.per_unit(offer.material) * sum(prices) / len(prices)
                means.append(per_unit / KILOGRAMS[material.unit])
        return min(means, default=0.0)

    # Amounts

    def in_unit(self, material: Material, unit: str, among: list[Material]) -> float:
        """One unit of a material in ``unit``; blank: the unit all of ``among`` share, else t."""
        units = {row.unit for row in among}
        target = unit or (units.pop() if len(units) == 1 else "t")
        if target == material.unit:
            return 1.0
        return KILOGRAMS[material.unit] / KILOGRAMS[target]

    # Selectors and origins

    def multiplied(self, material: str, t: int) -> float:
        """What demand events make of the demand for a material, in the part they cover of t."""
        made = 1.0
        for event, start, end in self.shocks:
            if event.effect == "demand" and self._meant(parse(event.of), self.materials[material]):
                covered = max(min(end, t + 1) - max(start, t), 0.0)
                made *= 1 + covered * (event.factor - 1)
        return made

    def _meant(self, of: Selector, material: Material) -> bool:
        """Sold by an offer of the selector; or the selector asks of materials, and of this one."""
        own = self.material_words(material)
        asked = all(condition.field in own for condition in of.conditions)
        return (asked and of.holds(own)) or any(
            offer.material == material.material
            and of.holds(self.words(offer, self.suppliers[offer.supplier].country))
            for offer in self.case.offers
        )

    def material_words(self, material: Material) -> dict[str, tuple[str, ...]]:
        """What a selector sees of a material."""
        return {
            "material": (material.material,),
            "element": (material.element,),
            "form": (material.form,),
            "contains": tuple(self.inside.oxides(material)),
            "hs": (material.hs_code,),
        }

    def words(self, offer: Offer, country: str) -> dict[str, tuple[str, ...]]:
        """What a selector sees of an offer."""
        supplier = self.suppliers[offer.supplier]
        material = self.materials[offer.material]
        return {
            "offer": (offer.offer,),
            "supplier": (offer.supplier,),
            "country": (country,),
            "group": (supplier.group or supplier.supplier,),
            "kind": (supplier.kind,),
            "tag": offer.tags + supplier.tags,
            "to": (offer.to,),
            "license": (offer.license,),
            "index": (offer.index,),
            **self.material_words(material),
        }

    def counted(self, selector: Selector, offer: Offer, limit: Limit, *, above: bool) -> float:
        """How much of an offer a selector picks, by reo in kg of oxide, at the limit's stage.

        Any: of each element the largest of the four stages, the smallest for a minimum.
        """
        weights = self.inside.weights(offer, limit, above=above)
        stages = STAGES if limit.stage == "any" else (limit.stage,)
        best = max if limit.sense == "max" else min
        return sum(
            kg * best(self._part(selector, offer, x, stage) for stage in stages)
            for x, kg in weights.items()
        )

    def _part(self, selector: Selector, offer: Offer, element: str, stage: str) -> float:
        """How much of an element a selector picks: its share from the countries named."""
        if not selector.on("country").conditions:
            return float(selector.holds(self.words(offer, "")))
        return sum(
            share
            for country, share in self.inside.origins(offer, element, stage).items()
            if selector.holds(self.words(offer, country))
        )
