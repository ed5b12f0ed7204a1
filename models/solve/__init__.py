"""Program -> Optimum: scaling, tangents of cones, one plan among equals, warm starts."""
