"""Studies: many plans of edited cases, solved on every core, kept as they come."""
