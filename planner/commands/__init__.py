"""What each command does, once its words are parsed. Printing is done here; errors are raised."""
