"""Notations: each module turns blocks into typed talking points."""
