"""Futures of licenses and events: who is covered, what is drawn, what becomes of orders."""
