"""Named what-ifs side by side, and the regret of living in another one."""
