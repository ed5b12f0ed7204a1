"""Run by every rank: a small case through mpi-sppy; the first rank prints what it finds as JSON."""

import json
import sys

from test_hedge import licensed

from models.allocate import allocate
from models.futures.draw import Drawer
from models.recourse.decompose import Limits
from models.recourse.hedge import ahead_of
from models.recourse.risk import Risk
from models.recourse.sppy import ranks, search_on_ranks
from models.recourse.stages import Stages


def main(weights: list[float]) -> None:
    """One answer per weight of the tail."""
    case = licensed().in_order()
    stages, drawer = Stages.of(case), Drawer(case, 10, 1)
    start = ahead_of(stages, allocate(case))
    found = []
    for weight in weights:
        answer = search_on_ranks(stages, drawer, Risk(weight, 0.8), start, Limits(gap=1e-7))
        found.append(
            {"value": answer.value, "bound": answer.bound, "ranks": ranks().size}
            | {"costs": answer.costs.tolist(), "first": answer.first.costs.tolist()}
        )
    if ranks().rank == 0:
        sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    main([float(weight) for weight in sys.argv[1:]])
