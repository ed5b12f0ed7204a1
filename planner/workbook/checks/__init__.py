"""Facts that do not fit together, by theme. A check looks only at cells that are sound."""
