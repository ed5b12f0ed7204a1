"""Every main input lowered and raised: which ones matter."""
