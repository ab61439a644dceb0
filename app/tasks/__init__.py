"""A task held by itself: found, left open, handed in out of files."""
