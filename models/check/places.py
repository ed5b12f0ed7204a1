"""Does everything balance, and are stockpiles, processes and routes used as they may be."""

import numpy as np

from models.check.books import OWN_SHARE, Books
from models.check.cover import cover_minima
from models.check.findings import Findings
from models.check.flows import ENTERING, LEAVING
from models.check.units import Array, common_unit, convert, filled


def audit_places(books: Books, findings: Findings) -> None:
    """Balance, shortage, disposal, stock, cover, processes and routes."""
    _audit_balance(books, findings)
    _audit_stock(books, findings)
    _audit_cover(books, findings)
    _audit_processes(books, findings)
    _audit_routes(books, findings)


def _audit_balance(books: Books, findings: Findings) -> None:
    """What enters a place leaves it; shortage is priced demand; only the unneeded is disposed."""
    case, flows, decisions = books.case, books.flows, books.decisions
    axes = ([m for m, _ in case.nodes], [place for _, place in case.nodes], books.periods)
    square = (len(case.materials), len(case.locations), case.settings.periods)
    floor = np.repeat([books.floors[m.material] for m in case.materials], len(case.locations))
    axes = ([m.material for m in case.materials], list(case.locations), books.periods)
    floors = floor.reshape(*square[:2], 1)
    entering = sum(flows[name] for name in ENTERING)
    leaving = sum(flows[name] for name in LEAVING)
    priced = [case.material[m].shortage_cost is not None for m, _ in case.nodes]
    shortable = np.where(np.array(priced).reshape(-1, 1), flows["demand"], 0.0)
    disposable = [np.inf if case.disposable(m) else 0.0 for m, _ in case.nodes]
    cube = np.reshape
    findings.equal("balance", axes, cube(entering, square), cube(leaving, square), floors)
    findings.at_most(
        "shortage", axes, cube(decisions.short, square), cube(shortable, square), floors
    )
    free = np.array(disposable).reshape(*square[:2], 1)
    findings.at_most("disposal", axes, cube(decisions.dispose, square), free, floors)
