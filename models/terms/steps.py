"""Price steps: what the units of an order between two quantities cost."""

from dataclasses import dataclass

from models.program import Array


@dataclass(frozen=True)
class PriceSteps:
    """The steps of offers with tiers, S of them over T periods.

    ``offer`` (S,) place in ``case.offers``; ``label`` (S,); ``width`` (S,) units in the step;
    ``landed`` (S, T) as ordered and ``paid`` (S, T) in the future; ``falling`` (S,): the offer gets
    cheaper somewhere, so that steps must be filled in order by integers.
    """

    offer: Array
    label: tuple[str, ...]
    width: Array
    landed: Array
    paid: Array
    falling: Array
