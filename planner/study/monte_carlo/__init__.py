"""All swept inputs drawn at once."""
