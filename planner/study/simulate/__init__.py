"""A fixed plan in futures it was not made for."""
