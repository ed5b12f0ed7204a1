"""Two stages: what is ordered ahead, and what is done once the future is known."""
