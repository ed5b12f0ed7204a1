"""One input or several from low to high, and where suppliers change."""
