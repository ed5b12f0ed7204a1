"""Programs as files that other solvers read: LP, MPS and PuLP's JSON."""

import re
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import scipy.sparse as sp

from models.engines.pulp import Built
from models.program import Arrays, Program

Kind = Literal["lp", "mps", "json"]
LONGEST = 200
"""Characters of a name; solvers cut or refuse longer ones from 255 on."""


def export(program: Program, path: Path, kind: Kind) -> dict[str, str]:
    """Write the program; returns the written name of every column and row -> its readable one.

    The written names are ASCII letters, digits and ``_``, for solvers that know no others. A row
    with two different bounds is written as two, ``..._min`` and ``..._max``; the part of the cost
    that nothing changes as the cost of a column ``constant`` fixed at 1, since solvers disagree on
    the sign of a constant in MPS. Numbers have 13 digits in LP and MPS, all in JSON. Cones are left
    out. Raises OSError.
    """
    readable = [*program.column_names(), *program.row_names()]
    written = ascii_names(readable)
    names = dict(zip(written, readable, strict=True))
    columns = [*written[: program.n_columns], "constant"]
    built = Built.of(_with_constant(program.arrays()), columns, written[program.n_columns :])
    with warnings.catch_warnings():
        # PuLP 3.3 announces its version 4 from inside its own code.
        warnings.simplefilter("ignore", DeprecationWarning)
        if kind == "lp":
            built.problem.writeLP(str(path), max_length=LONGEST + 20)
        elif kind == "mps":
            built.problem.writeMPS(str(path), with_objsense=True)
        else:
            built.problem.toJson(str(path))
    return names


def ascii_names(names: Iterable[str]) -> list[str]:
    """Give each a different name of ASCII letters, digits and ``_``, starting with a letter.

    ``order[lynas,2027-01]`` -> ``order_lynas_2027_01``; names that become the same get a number.
    """
    taken = {"constant", "obj"}
    safe = []
    for name in names:
        base = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:LONGEST]
        # An LP file would read a leading e as the exponent of the number before it.
        base = base if re.match(r"[A-DF-Za-df-z]", base) else f"n_{base}"
        candidate, number = base, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{base}_{number}"
        taken.add(candidate.casefold())
        safe.append(candidate)
    return safe


def _with_constant(arrays: Arrays) -> Arrays:
    empty = sp.csc_matrix((arrays.matrix.shape[0], 1))
    return replace(
        arrays,
        cost=np.append(arrays.cost, arrays.constant),
        lower=np.append(arrays.lower, 1.0),
        upper=np.append(arrays.upper, 1.0),
        integer=np.append(arrays.integer, False),
        matrix=sp.hstack([arrays.matrix, empty], format="csc"),
        constant=0.0,
    )
