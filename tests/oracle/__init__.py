"""The contract said a second time, slowly: one Pyomo constraint per sentence, for random cases.

It shares no code with the planner but the typed facts and the reading of selectors. When the two
agree on hundreds of random cases, a misread sentence must have been misread twice.
"""

from oracle.answer import OracleAnswer, solve_literally

__all__ = ["OracleAnswer", "solve_literally"]
