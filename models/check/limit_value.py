"""What one limit comes to in one window."""

from dataclasses import dataclass

from models.calendar import Window
from models.case import Limit

NOTHING = 1e-9
"""Less than this part of what is usual in one period is rounding: a share over nothing."""


@dataclass(frozen=True)
class LimitValue:
    """A limit in one of its windows.

    ``numerator`` and ``denominator`` (None for amounts and stock) are in the limit's unit (of
    oxide with weight reo) or the plan's currency; an average's numerator is the amount times the
    attribute, an HHI's two are the norm and the sum of its groups. ``value`` is None for a share,
    average or HHI over nothing. ``allowed`` is the numerator at which the bound is just met, and
    ``scale`` the size a violation is measured against.
    """

    limit: Limit
    window: Window
    numerator: float
    denominator: float | None
    value: float | None
    allowed: float
    scale: float

    @property
    def bound(self) -> float:
        """The limit's value."""
        return self.limit.value

    @property
    def excess(self) -> float:
        """How far the numerator lies beyond what is allowed; negative: what is left."""
        beyond = self.numerator - self.allowed
        return beyond if self.limit.sense == "max" else -beyond

    @property
    def last(self) -> int:
        """The last period of the window: here a soft limit's penalty is paid."""
        return self.window.periods[-1]

    @property
    def penalty(self) -> float:
        """What a soft limit's excess costs, in the limit's currency, undiscounted."""
        if self.limit.kind != "soft" or not self.limit.penalty:
            return 0.0
        return self.limit.penalty * max(self.excess, 0.0)
