"""Questions to a solved case: duals, diagnosis, turning prices, breakpoints, replay."""
