"""A toy study: the plan without each supplier."""
