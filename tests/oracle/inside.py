"""What is in an offer, element by element, and where each element is from. Scalar on purpose."""

from collections.abc import Callable

from models.case import Case, Limit, Material, Offer
from models.selector import parse

STAGES = ("mined", "separated", "metal", "magnet")
OXIDE = {"Nd": 1.1664, "Dy": 1.1477, "Ga": 0.0}
"""From atomic masses, to four digits: (2 x 144.24 + 48) / (2 x 144.24). Gallium is none of them."""


class Inside:
    """Answers about one case: shares of offers by element, stage and country."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.countries = {row.supplier: row.country for row in case.suppliers}
        self.materials = {row.material: row for row in case.materials}

    def oxides(self, material: Material) -> dict[str, float]:
        """Element -> kg of its oxide in one kg; without contents its own element by its reo."""
        rows = [row for row in self.case.contents if row.material == material.material]
        if not rows:
            return {material.element: material.reo}
        of_oxide = {row.element: 1.0 if OXIDE[row.element] else 0.0 for row in rows}
        return {
            row.element: row.content
            * (of_oxide[row.element] if row.basis == "oxide" else OXIDE[row.element])
            for row in rows
        }

    def reo(self, material: Material) -> float:
        """Kilograms of oxide in one kg."""
        return sum(self.oxides(material).values())

    def elements(self, offer: Offer) -> dict[str, float]:
        """Element -> its part of the oxide in an offer; where there is none they are alike."""
        own = self.oxides(self.materials[offer.material])
        total = sum(own.values())
        return {x: kg / total if total else 1 / len(own) for x, kg in own.items()}

    def origins(self, offer: Offer, element: str, stage: str) -> dict[str, float]:
        """Country -> share of one element at a stage; without a row the supplier's country."""
        rows = [r for r in self.case.origins if r.supplier == offer.supplier and r.stage == stage]
        rows = [row for row in rows if row.element in ("", element)]
        rows = [row for row in rows if row.material in ("", offer.material)]
        rows = [row for row in rows if row.element] or rows
        rows = [row for row in rows if row.material] or rows
        if stage == "direct" or not rows:
            return {self.countries[offer.supplier]: 1.0}
        shares: dict[str, float] = {}
        for row in rows:
            shares[row.country] = shares.get(row.country, 0.0) + row.share
        return shares

    def content(self, offer: Offer, element: str, country: str) -> float:
        """A country's share of one element: the largest of the four stages."""
        return max(self.origins(offer, element, stage).get(country, 0.0) for stage in STAGES)

    def weights(self, offer: Offer, limit: Limit, *, above: bool) -> dict[str, float]:
        """How much each element counts in a limit: its part, or by reo the kg of its oxide."""
        if limit.weight != "reo":
            return self.elements(offer)
        of, among = _named(limit.of), _named(limit.among)
        own = self.oxides(self.materials[offer.material])
        tests = [test for test in ((among, of) if above else (among or of,)) if test]
        return {x: kg for x, kg in own.items() if all(test(x) for test in tests)}


def _named(text: str) -> Callable[[str], bool] | None:
    """Whether a selector's ``contains=`` means an element; None if it says nothing of them."""
    asked = [one for one in parse(text).on("contains").conditions if not one.negated]
    return (lambda element: all(one.holds((element,)) for one in asked)) if asked else None
