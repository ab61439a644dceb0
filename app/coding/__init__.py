"""A coding task held by itself: found, left open, handed in out of a file."""
