"""The coach: what was good, what was missing, and how to say it."""
