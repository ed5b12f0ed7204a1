"""Pages written as one HTML document: tables, drawings as SVG, no script, no outside file."""
