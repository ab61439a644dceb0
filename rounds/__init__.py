"""Rounds that are more than talk: code that is written, run where it can harm nothing, and read."""
