"""The words everybody shares, each once: countries, currencies, cost parts, limit measures."""
