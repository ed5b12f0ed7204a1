"""Two plans compared: what changed, and why the cost moved."""
