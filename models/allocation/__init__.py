"""The formulation: one file per theme, one function per family of columns or rows."""
