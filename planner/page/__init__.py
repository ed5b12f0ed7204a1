"""A page as data: what a reader sees, described once, and its writers to Excel and HTML."""
