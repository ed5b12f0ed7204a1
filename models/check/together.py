"""Several materials as one amount: in the unit asked for, else their own, else tonnes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Material
from models.check.units import Array, column, common_unit, convert, gathered, places


@dataclass(frozen=True, eq=False)
class Together:
    """Groups of rows of another table, ``count`` of them, each added up in one unit.

    One entry for each ``group`` and ``member``, shapes (entries,); ``factor`` (entries, 1) is
    what one unit of the member's material is in the group's unit.
    """

    count: int
    group: Array
    member: Array
    factor: Array

    def summed(self, amounts: Array) -> Array:
        """Amounts (members, periods) added up, shape (groups, periods)."""
        return gathered(self.factor * amounts[self.member], self.group, self.count)

    def floors(self, floors: Array) -> Array:
        """The biggest floor (members, 1) of each group, shape (groups, 1)."""
        biggest = np.zeros((self.count, 1))
        np.maximum.at(biggest, self.group, self.factor * floors[self.member])
        return biggest


def together(groups: Sequence[tuple[str, Sequence[tuple[int, Material]]]]) -> Together:
    """Groups of (unit asked for, members). Raises ValueError for units that cannot be added."""
    entries: list[tuple[int, int, float]] = []
    for group, (asked, members) in enumerate(groups):
        unit = common_unit(asked, (material.unit for _, material in members))
        entries += [(group, member, convert(m.unit, unit)) for member, m in members]
    return Together(
        count=len(groups),
        group=places(group for group, _, _ in entries),
        member=places(member for _, member, _ in entries),
        factor=column(factor for _, _, factor in entries),
    )
