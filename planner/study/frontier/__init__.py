"""What safety costs: plans of which none is both cheaper and safer."""
