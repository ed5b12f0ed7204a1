"""What is true and what is best: facts, formulation, engines, audit. No Excel, no printing."""
