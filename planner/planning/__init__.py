"""Case -> Plan: solve, audit, and put the answer into a buyer's lines."""

from planner.planning.make import plan_case

__all__ = ["plan_case"]
