"""Holding an interview or a drill, from its beginning to its end."""
