"""Every kind of mistake the planner can find in a workbook, by theme."""
