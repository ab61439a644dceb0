"""Hearing and speaking, on this machine alone."""
