"""How a fixed plan fares in futures it was not made for, decided period by period."""
