"""Suppliers, countries and licenses that stop by surprise: what it costs, how long we live."""
