"""What one line of a guide says by itself: its labels, its topic, whether it asks."""
