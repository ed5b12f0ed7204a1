"""Plans in a buyer's words, Korean and English."""
