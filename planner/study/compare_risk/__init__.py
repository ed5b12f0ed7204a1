"""No risk measure, expected and cvar side by side in unseen futures."""
