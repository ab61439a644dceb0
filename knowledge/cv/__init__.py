"""A CV: where somebody worked and studied and when, what they can do, and what they say they achieved."""
