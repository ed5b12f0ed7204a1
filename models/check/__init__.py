"""The auditor: plain arithmetic over a Case and its Decisions, without sight of any Program.

Written from the workbook's contract alone, so that an error in the formulation cannot hide here.
"""

from models.check.limit_value import LimitValue
from models.check.measures import Measures, measure
from models.check.purchase import UnmetContract
from models.check.verdict import audit, check, check_means

__all__ = ["LimitValue", "Measures", "UnmetContract", "audit", "check", "check_means", "measure"]
